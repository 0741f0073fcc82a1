/** A set of items as a statement: its items as a blob, for as many as the protocol says. */
import { fieldSharing, sharingOf } from '../../exercise/index.ts'
import type { ProtocolDraft } from '../../exercise/index.ts'
import { formatItemsBlob, parseItemsBlob } from '../../interchange/index.ts'
import {
  blobIdOf,
  canonicalText,
  Dataset,
  datasetDigests,
  formatItemsIndex,
  hexOf,
  itemHash,
  toHex,
} from '../../statement/index.ts'
import type { Item, Sharing } from '../../statement/index.ts'
import type { Reader, StoredStatement } from '../../store/index.ts'
import { randomBytes, sha256 } from '../crypto.ts'
import { bodyValue } from '../publish.ts'
import type { Draft } from '../publish.ts'

const JSON_LINES = 'application/jsonl'

/** What this institute has signed before, to be named again where nothing changed. */
export type EarlierParts = { reader: Reader; statements: readonly StoredStatement[] }

/**
 * The statement of one set. Where its items are for fewer than the exercise, each line gets a salt, and an index of
 * their hashes goes to everybody else; items that were salted before, and are the same, keep their salts.
 */
export async function datasetDraft(
  protocol: ProtocolDraft,
  set: ProtocolDraft['items']['sets'][number],
  items: readonly Item[],
  earlier: EarlierParts,
): Promise<Draft> {
  const own = fieldSharing(protocol, 'items')
  const kept = own === null ? items : ((await saltedBefore(items, set.id, earlier)) ?? salted(items))
  const blob = formatItemsBlob(kept)
  const index =
    own === null
      ? null
      : formatItemsIndex(kept.map((item) => ({ id: itemHash(item, sha256), split: item.split })))
  return {
    kind: 'dataset',
    exercise: null,
    sharing: sharingOf(protocol),
    links: [],
    body: datasetBody(set, items, blob, index),
    blobs: [
      blobOf('items.jsonl', blob, own),
      ...(index === null ? [] : [blobOf('items-index.jsonl', index, null)]),
    ],
  }
}

function blobOf(name: string, content: Uint8Array, sharing: Sharing | null): Draft['blobs'][number] {
  return { name, mediaType: JSON_LINES, content, ...(sharing === null ? {} : { sharing }) }
}

function salted(items: readonly Item[]): Item[] {
  return items.map((item) => ({ ...item, salt: toHex(randomBytes(32)) }))
}

/** The same items, as an earlier statement of this set has them. */
async function saltedBefore(
  items: readonly Item[],
  name: string,
  { reader, statements }: EarlierParts,
): Promise<Item[] | undefined> {
  const plain = canonicalText(items)
  for (const stored of statements) {
    if (stored.kind !== 'dataset' || stored.body === null) continue
    const body = Dataset.safeParse(bodyValue(stored)).data
    const bytes = body?.index === undefined ? undefined : await reader.getBlobOf(stored.id, body.items.sha256)
    if (bytes === undefined || body?.name !== name) continue
    const before = await parseItemsBlob([bytes], name)
    if (canonicalText(before.map(withoutSalt)) === plain) return before
  }
  return undefined
}

function withoutSalt(item: Item): Item {
  const { salt: _, ...plain } = item
  return plain
}

function datasetBody(
  set: ProtocolDraft['items']['sets'][number],
  items: readonly Item[],
  blob: Uint8Array,
  index: Uint8Array | null,
): Dataset {
  const keys = items.flatMap(({ itemKey, refKey }) =>
    itemKey === null || refKey === null ? [] : [{ itemKey, refKey }],
  )
  const count = (split: string): number => items.filter((item) => item.split === split).length
  const ref = (bytes: Uint8Array): Dataset['items'] => ({
    sha256: hexOf(blobIdOf(bytes, sha256)),
    size: bytes.length,
    mediaType: JSON_LINES,
  })
  return {
    name: set.id,
    title: set.title,
    description: set.description,
    language: set.language,
    licence: set.licence,
    source: set.source,
    counts: {
      exploratory: count('exploratory'),
      tuning: count('tuning'),
      evaluation: count('evaluation'),
    },
    items: ref(blob),
    ...(index === null ? {} : { index: ref(index) }),
    semantic:
      index === null && keys.length === items.length && items.length > 0
        ? datasetDigests(keys, sha256)
        : null,
  }
}
