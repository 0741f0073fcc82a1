/** A version of a charter that this institute has begun already. */
import { ConcordError, sentence } from '../../error.ts'
import { canonicalText } from '../../statement/index.ts'
import type { Charter } from '../../statement/index.ts'
import { inspectCharter } from '../../trust/index.ts'
import type { CharterVersion } from '../../trust/index.ts'
import type { Home } from '../institute.ts'
import { charterRecords } from '../networks.ts'
import { DAY_MS } from './seal-charter.ts'
import type { WaitingCharter } from './waiting-charters.ts'

/** The version after `before`, null for the first, that this institute has made on just these terms. */
export async function findDraft(
  home: Home,
  before: CharterVersion | null,
  terms: Pick<Charter, 'members' | 'threshold'> & { days: number },
): Promise<CharterVersion | undefined> {
  for (const record of await charterRecords(home)) {
    const read = inspectCharter(record, before, home.crypto)
    if (!read.ok || read.version.issuer !== home.institute.origin) continue
    const { body, created } = read.version
    const days = Math.round((Date.parse(body.expires) - Date.parse(created)) / DAY_MS)
    if (
      canonicalText({ ...terms }) ===
      canonicalText({ members: body.members, threshold: body.threshold, days })
    )
      return read.version
  }
  return undefined
}

/** Why no other version is begun beside one that waits for signatures. */
export function stillWaits({ version, support }: WaitingCharter): ConcordError {
  return new ConcordError(
    'conflict',
    sentence`Charter version ${version.version} (${version.id}) still waits for signatures (not signed: ${support.missing.join(', ')}): have it signed, or give it up with "concord charter discard" before you make another.`,
  )
}
