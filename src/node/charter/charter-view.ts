/** A version of a charter as it is shown. */
import { type Sentence, sentence } from '../../error.ts'
import type { StatementId } from '../../statement/index.ts'
import { charterSupport } from '../../trust/index.ts'
import type { CharterVersion } from '../../trust/index.ts'
import type { Home } from '../institute.ts'

export type CharterView = {
  /** Id of the first charter: what everybody pins. */
  pinned: StatementId
  version: number
  id: StatementId
  expires: string
  threshold: number
  members: { id: string; name: string; origin: string; status: string }[]
  signedBy: string[]
  missing: string[]
  /** The version stands: it has the signatures it needs. */
  stands: boolean
  warnings: Sentence[]
}

export function viewOf(
  home: Pick<Home, 'world'>,
  version: CharterVersion,
  before: CharterVersion | null,
  pinned: StatementId,
  warnings: Sentence[],
): CharterView {
  const support = charterSupport(version, before)
  return {
    pinned,
    version: version.version,
    id: version.id,
    expires: version.body.expires,
    threshold: version.body.threshold,
    members: version.body.members.map(({ id, name, origin, status }) => ({ id, name, origin, status })),
    signedBy: support.signedBy,
    missing: support.missing,
    stands: support.enough,
    warnings: [
      ...warnings,
      ...(Date.parse(version.body.expires) <= Date.parse(home.world.now())
        ? [sentence`Version ${version.version} has expired.`]
        : []),
    ],
  }
}
