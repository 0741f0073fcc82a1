import {
  canonicalText,
  datasetDigests,
  decodeUtf8,
  firstFault,
  formatItemsIndex,
  Item,
  itemHash,
  itemKey,
  parseItemsIndex,
  refKey,
  resolveLetter,
  toHex,
} from '../../statement/index.ts'
import type { BodyOf, Sha256 } from '../../statement/index.ts'
import { ConcordError, type Sentence, sentence } from '../../error.ts'
import type { SetItems } from '../attempts.ts'
import { findingInWords } from './finding.ts'
import type { Finding } from './finding.ts'

/**
 * Items of one set as they stand in the blob, by the id that outcome tables name: the declared one, or the hash where the
 * items are for few. Those that cannot be read are left out.
 */
export type ReadItems = { findings: Finding[]; itemById: Map<string, Item> }

/** Lines between two calls of `onItems`. */
const BATCH = 1000

/**
 * Reads the items blob of a dataset line by line and holds it against the signed statement: digest and size of
 * the blob, item and reference key of every line, number of items per split, the two semantic digests, and the index
 * where there is one.
 */
export function verifyItems(
  dataset: { id: string; body: BodyOf<'dataset'> },
  blob: Uint8Array,
  sha256: Sha256,
  onItems?: (more: number) => void,
): ReadItems {
  const findings: Finding[] = []
  const { body } = dataset
  const name = `dataset ${body.name}`
  const say = (
    what: Finding['what'],
    where: string,
    expected: Finding['expected'],
    found: Finding['found'],
  ): void => {
    findings.push({ what, where, expected, found })
  }
  const digest = toHex(sha256(blob))
  if (digest !== body.items.sha256) say('digest', `${name} items`, body.items.sha256, digest)
  if (blob.length !== body.items.size) say('digest', `${name} items size`, body.items.size, blob.length)

  const itemById = new Map<string, Item>()
  const counts = { exploratory: 0, tuning: 0, evaluation: 0 }
  const keys: { itemKey: string; refKey: string }[] = []
  const declared = new Set<string>()
  const lines = linesOf(blob)
  for (const [index, line] of lines.entries()) {
    if (index % BATCH === BATCH - 1) onItems?.(BATCH)
    const where = `${name} line ${index + 1}`
    const read = readItem(line)
    if ('fault' in read) {
      findings.push(findingInWords('unreadable', where, sentence`an item in canonical JSON`, read.fault))
      continue
    }
    const { item } = read
    if (declared.has(item.id)) {
      findings.push(
        findingInWords('item', `${name} item ${item.id}`, sentence`one line`, sentence`two lines`),
      )
    }
    declared.add(item.id)
    itemById.set(body.index === undefined ? item.id : itemHash(item, sha256), item)
    counts[item.split]++
    if (item.input === null) {
      if (item.itemKey !== null) say('item', `${name} item ${item.id} itemKey`, null, item.itemKey)
      continue
    }
    const choices = item.choices ?? []
    const key = itemKey({ question: item.input, choices }, sha256)
    const refs = refKey(
      item.target.map((target) => resolveLetter(target, choices)),
      sha256,
    )
    if (item.itemKey !== key) say('item', `${name} item ${item.id} itemKey`, item.itemKey, key)
    if (item.refKey !== refs) say('item', `${name} item ${item.id} refKey`, item.refKey, refs)
    keys.push({ itemKey: key, refKey: refs })
  }
  onItems?.(lines.length % BATCH)
  for (const split of ['exploratory', 'tuning', 'evaluation'] as const) {
    if (counts[split] !== body.counts[split])
      say('count', `${name} ${split}`, body.counts[split], counts[split])
  }
  if (body.semantic !== null) {
    const semantic = datasetDigests(keys, sha256)
    for (const order of ['ordered', 'unordered'] as const) {
      if (semantic[order] !== body.semantic[order])
        say('digest', `${name} semantic ${order}`, body.semantic[order], semantic[order])
    }
  }
  if (body.index !== undefined) {
    const index = toHex(sha256(formatItemsIndex([...itemById].map(([id, { split }]) => ({ id, split })))))
    if (index !== body.index.sha256) say('digest', `${name} index`, body.index.sha256, index)
    for (const { id, salt } of itemById.values()) {
      if (salt === undefined)
        findings.push(findingInWords('item', `${name} item ${id}`, sentence`a salt`, sentence`none`))
    }
  }
  return { findings, itemById }
}

/**
 * The ids of a set from its index alone, for whoever does not hold the items: against its digest in the signed
 * statement, and the numbers of items there.
 */
export function verifyIndex(
  dataset: { body: BodyOf<'dataset'> },
  index: Uint8Array,
  split: Item['split'],
  sha256: Sha256,
): { findings: Finding[]; setItems: SetItems } {
  const { body } = dataset
  const where = `dataset ${body.name} index`
  const digest = toHex(sha256(index))
  const findings: Finding[] = []
  if (digest !== body.index?.sha256)
    findings.push({ what: 'digest', where, expected: body.index?.sha256 ?? null, found: digest })
  try {
    const entries = parseItemsIndex(index)
    for (const one of ['exploratory', 'tuning', 'evaluation'] as const) {
      const found = entries.filter((entry) => entry.split === one).length
      if (found !== body.counts[one])
        findings.push({ what: 'count', where: `${where} ${one}`, expected: body.counts[one], found })
    }
    return { findings, setItems: setItemsOf(new Map(entries.map((entry) => [entry.id, entry])), split) }
  } catch (cause) {
    if (!(cause instanceof ConcordError)) throw cause
    findings.push(findingInWords('unreadable', where, sentence`an index of items`, cause.sentence))
    return { findings, setItems: { items: [], otherSplits: [] } }
  }
}

/** Ids of a set for the analysis: those of the split that is run, and the others. */
export function setItemsOf(
  itemById: ReadonlyMap<string, Pick<Item, 'split'>>,
  split: Item['split'],
): SetItems {
  const all = [...itemById].map(([id, item]) => ({ id, split: item.split }))
  return {
    items: all.filter((item) => item.split === split).map(({ id }) => id),
    otherSplits: all.filter((item) => item.split !== split).map(({ id }) => id),
  }
}

/** Lines of a JSON Lines blob, without their line feeds; what follows the last one counts too if not empty. */
export function linesOf(blob: Uint8Array): Uint8Array[] {
  const lines: Uint8Array[] = []
  let start = 0
  while (start < blob.length) {
    const feed = blob.indexOf(0x0a, start)
    const end = feed < 0 ? blob.length : feed
    lines.push(blob.subarray(start, end))
    start = end + 1
  }
  return lines
}

function readItem(line: Uint8Array): { item: Item } | { fault: Sentence | string } {
  try {
    const text = decodeUtf8(line)
    const parsed = Item.safeParse(JSON.parse(text))
    if (!parsed.success) return { fault: firstFault(parsed.error) }
    return canonicalText(parsed.data) === text
      ? { item: parsed.data }
      : { fault: sentence`not in canonical form` }
  } catch (cause) {
    if (cause instanceof ConcordError) return { fault: cause.sentence }
    if (cause instanceof SyntaxError) return { fault: cause.message }
    throw cause
  }
}
