/** A version of a charter as it is shown. */
import { type Sentence, sentence } from '../../error.ts'
import { canonicalText } from '../../statement/index.ts'
import type { CharterMember, StatementId } from '../../statement/index.ts'
import { charterSupport } from '../../trust/index.ts'
import type { CharterVersion } from '../../trust/index.ts'
import type { Home } from '../institute.ts'

type MemberView = {
  id: string
  name: string
  origin: string
  status: string
  keys: { role: string; keyid: string }[]
  /** Against the version before; null where the member stands there just so, and in version 1. */
  change: 'new' | 'changed' | null
}

export type CharterView = {
  /** Id of the first charter: what everybody pins. */
  pinned: StatementId
  version: number
  id: StatementId
  expires: string
  threshold: number
  members: MemberView[]
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
    members: version.body.members.map((member) => ({
      id: member.id,
      name: member.name,
      origin: member.origin,
      status: member.status,
      keys: member.keys.map(({ role, keyid }) => ({ role, keyid })),
      change: before === null ? null : changeOf(member, before),
    })),
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

function changeOf(member: CharterMember, { body }: CharterVersion): 'new' | 'changed' | null {
  const old = body.members.find(({ id }) => id === member.id)
  if (old === undefined) return 'new'
  return canonicalText(old) === canonicalText(member) ? null : 'changed'
}
