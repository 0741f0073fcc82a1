/** The audit trail of this house: who released what to whom, and who approved it. Nothing of it leaves. */
import { ConcordError, sentence } from '../error.ts'
import { Slug } from '../statement/index.ts'
import type { JsonValue } from '../statement/index.ts'
import { findAuditBreak } from '../trust/index.ts'
import type { AuditEntry } from '../trust/index.ts'
import type { Home } from './institute.ts'
import { ownerOf, readAs } from './networks.ts'

/** Appends what somebody did; `who` is a pseudonym, null where none was given. */
export async function appendAudit(
  home: Home,
  note: { who: string | null; what: string; about: string | null; detail: JsonValue },
): Promise<AuditEntry> {
  return home.store.writer().appendAudit({ ...note, at: home.world.now() })
}

/** The whole trail, and the number of the first entry that is not as it was written; null: all are. */
export async function readAudit(home: Home): Promise<{ entries: AuditEntry[]; brokenAt: number | null }> {
  const entries = await (await readAs(home, ownerOf(home))).listAudit()
  return { entries, brokenAt: findAuditBreak(entries, home.crypto.sha256) ?? null }
}

/** A pseudonym as somebody typed it; throws `usage` for anything else. */
export function pseudonym(by: string): string {
  const read = Slug.safeParse(by)
  if (read.success) return read.data
  throw new ConcordError(
    'usage',
    sentence`--by wants a pseudonym in lower-case letters, digits and single - _ . between them, not ${by}.`,
  )
}
