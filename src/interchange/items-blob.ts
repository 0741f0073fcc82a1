/**
 * The items blob of a dataset: JSON Lines, each line one item in canonical JSON (RFC 8785) and a line feed, in
 * the order of the item file. The same items give the same bytes.
 */
import { ConcordError, sentence, type Sentence } from '../error.ts'
import { canonicalText, firstFault, Item } from '../statement/index.ts'
import { quote } from './csv-table.ts'
import { linesWith } from './lines-with.ts'
import { readLines, type ByteSource } from './text-source.ts'

const MAX_LINE = 20_000_000

/** The bytes of the blob; `parseItemsBlob` gives the same items back. */
export function formatItemsBlob(items: readonly Item[]): Uint8Array {
  return new TextEncoder().encode(items.map((item) => `${canonicalText(item)}\n`).join(''))
}

/**
 * The items of a blob. Throws `bad-input` naming the line where a line is no item, is not in canonical form,
 * or repeats an id: bytes that `formatItemsBlob` would not have written are refused.
 */
export async function parseItemsBlob(source: ByteSource, name: string): Promise<Item[]> {
  const items: Item[] = []
  const lineById = new Map<string, number>()
  for await (const { line, text, end } of readLines(source, name, MAX_LINE, 'kept')) {
    const refuse = (what: Sentence, cause?: unknown): ConcordError =>
      new ConcordError('bad-input', sentence`${name}, line ${line}: ${what}`, { cause })
    let value: unknown
    try {
      value = JSON.parse(text)
    } catch (cause) {
      throw refuse(sentence`this is not JSON; ask the sender for the items again.`, cause)
    }
    const parsed = Item.safeParse(value)
    if (!parsed.success)
      throw refuse(sentence`${firstFault(parsed.error)}; ask the sender for the items again.`)
    if (end !== '\n' || canonicalText(parsed.data) !== text) {
      throw refuse(sentence`the item is not in canonical form; ask the sender for the items again.`)
    }
    const before = lineById.get(parsed.data.id)
    if (before !== undefined) {
      throw refuse(sentence`the id ${quote(parsed.data.id)} stands already on line ${before}.`)
    }
    lineById.set(parsed.data.id, line)
    items.push(parsed.data)
  }
  return items
}

/** The item of an id in a blob, the first of two; undefined where no line is one. Only lines with the id are parsed. */
export function findItem(blob: Uint8Array, id: string): Item | undefined {
  for (const line of linesWith(blob, `"id":${JSON.stringify(id)}`)) {
    const item = readItem(line)
    if (item?.id === id) return item
  }
  return undefined
}

function readItem(text: string): Item | undefined {
  try {
    return Item.safeParse(JSON.parse(text)).data
  } catch (cause) {
    if (cause instanceof SyntaxError) return undefined
    throw cause
  }
}
