/** A version of a charter, written down and signed by its author. */
import { ConcordError, sentence } from '../../error.ts'
import { Charter } from '../../statement/index.ts'
import { inspectCharter, sealStatement } from '../../trust/index.ts'
import type { CharterVersion } from '../../trust/index.ts'
import { randomBytes } from '../crypto.ts'
import type { Home } from '../institute.ts'
import { listedSigner } from '../listed-signer.ts'

/** How long a charter holds unless it is said otherwise; no longer is allowed. */
export const YEAR_DAYS = 365
export const DAY_MS = 86_400_000

/** The moment at which a charter of today expires. */
export function lifeFrom(now: string, days: number): string {
  return `${new Date(Date.parse(now) + days * DAY_MS).toISOString().slice(0, 19)}Z`
}

/** Signs a version that follows `before`, null for the first; throws `usage` where it breaks a rule. */
export async function sealCharter(
  home: Home,
  body: Charter,
  before: CharterVersion | null,
): Promise<CharterVersion> {
  const read = Charter.safeParse(body)
  if (!read.success)
    throw new ConcordError(
      'usage',
      sentence`The charter would not be a valid one; check threshold and members.`,
      {
        cause: read.error,
      },
    )
  const own = body.members.find(({ origin }) => origin === home.institute.origin)
  if (own === undefined) throw new ConcordError('internal', sentence`The charter does not list its author.`)
  const sealed = sealStatement(
    {
      kind: 'charter',
      issuer: home.institute.origin,
      created: home.world.now(),
      charter: body.version,
      sharing: { tlp: 'CLEAR', audience: [], recipients: [], embargoUntil: null, early: [], licence: null },
      links: before === null ? [] : [{ rel: 'supersedes', id: before.id }],
      body: read.data,
    },
    await listedSigner(home, own, 'charter'),
    { sha256: home.crypto.sha256, random: randomBytes },
  )
  const checked = inspectCharter({ envelope: sealed.envelope, body: sealed.body }, before, home.crypto)
  if (!checked.ok) throw new ConcordError('usage', checked.message)
  return checked.version
}
