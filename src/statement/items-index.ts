/**
 * Items that are for few, as everybody else knows them.
 *
 *   items blob   one line per item, canonical JSON, with a `salt` of 32 random bytes in it
 *   hash         SHA-256 of that line, without its line feed, in hex: the name of the item in outcome tables
 *   index        JSON Lines {"id": hash, "split": split}, canonical, sorted by hash
 *
 * The salt keeps a question that could be guessed from being tried out. Whoever holds the items computes the hashes;
 * whoever is shown one line later sees that it is the item of that hash.
 */
import { z } from 'zod'
import { ConcordError, sentence } from '../error.ts'
import { canonicalText, decodeUtf8 } from './canonical.ts'
import { toHex } from './hex.ts'
import type { Sha256 } from './identity.ts'
import { Sha256Hex } from './kinds/common.ts'
import { type Item, Split } from './kinds/dataset.ts'

const IndexEntry = z.strictObject({ id: Sha256Hex, split: Split })
export type IndexEntry = z.infer<typeof IndexEntry>

/** Hash of an item by its line in the items blob. */
export function itemHash(item: Item, sha256: Sha256): string {
  return toHex(sha256(new TextEncoder().encode(canonicalText(item))))
}

/** The index of these items; the same items in any order give the same bytes. */
export function formatItemsIndex(entries: readonly IndexEntry[]): Uint8Array {
  const lines = entries.map(({ id, split }) => `${canonicalText({ id, split })}\n`).sort()
  return new TextEncoder().encode(lines.join(''))
}

/** The entries of an index; throws `bad-input` for bytes that `formatItemsIndex` would not have written. */
export function parseItemsIndex(bytes: Uint8Array): IndexEntry[] {
  const refuse = (cause?: unknown): ConcordError =>
    new ConcordError(
      'bad-input',
      sentence`The index of the items is malformed; ask its sender for it again.`,
      {
        cause,
      },
    )
  const entries: IndexEntry[] = []
  const seen = new Set<string>()
  try {
    const lines = decodeUtf8(bytes).split('\n').slice(0, -1)
    for (const line of lines) {
      const entry = IndexEntry.parse(JSON.parse(line))
      if (seen.has(entry.id)) throw refuse()
      seen.add(entry.id)
      entries.push(entry)
    }
  } catch (cause) {
    throw refuse(cause)
  }
  const again = formatItemsIndex(entries)
  if (again.length !== bytes.length || again.some((byte, at) => byte !== bytes[at])) throw refuse()
  return entries
}
