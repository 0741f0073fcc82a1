/**
 * A local trail of who did what, in which nothing can be changed or left out unseen:
 *
 *   hash of entry n = SHA-256 of JCS {"about", "at", "detail", "n", "previous", "v": "concord-audit-1", "what", "who"}
 *   previous        hash of entry n − 1; 64 zeros for n = 1
 *
 * Whoever has noted a hash elsewhere sees later that everything before it is as it was.
 */
import { type JsonValue, type Sha256, toHex, writeCanonical } from '../statement/index.ts'

/** What is to be remembered. `who` is a pseudonym, null where nobody gave one. */
export type AuditNote = {
  /** RFC 3339. */
  at: string
  who: string | null
  what: string
  /** What it concerns: an exercise, a statement, a release; null: this house. */
  about: string | null
  detail: JsonValue
}

export type AuditEntry = AuditNote & {
  /** From 1, without a gap. */
  n: number
  previous: string
  hash: string
}

const BEGINNING = '0'.repeat(64)

/** The next entry after the last one, or the first. */
export function nextAuditEntry(note: AuditNote, last: AuditEntry | undefined, sha256: Sha256): AuditEntry {
  const entry = { ...note, n: (last?.n ?? 0) + 1, previous: last?.hash ?? BEGINNING }
  return { ...entry, hash: hashOf(entry, sha256) }
}

/** The number of the first entry that is not what was written, or is missing; undefined where the chain is whole. */
export function findAuditBreak(entries: readonly AuditEntry[], sha256: Sha256): number | undefined {
  let last: AuditEntry | undefined
  for (const [index, entry] of entries.entries()) {
    const { hash, ...rest } = entry
    const follows = entry.n === index + 1 && entry.previous === (last?.hash ?? BEGINNING)
    if (!follows || hash !== hashOf(rest, sha256)) return index + 1
    last = entry
  }
  return undefined
}

function hashOf(
  { about, at, detail, n, previous, what, who }: Omit<AuditEntry, 'hash'>,
  sha256: Sha256,
): string {
  return toHex(sha256(writeCanonical({ about, at, detail, n, previous, v: 'concord-audit-1', what, who })))
}
