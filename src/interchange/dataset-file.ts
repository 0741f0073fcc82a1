/**
 * Item files: what institutes have before there is a dataset statement.
 *
 *   .csv              columns id, input, and any of split, target or targets, choices, source, translator, reviewer
 *   .jsonl, .ndjson   the same names as members of one object per line; target, targets, choices may be lists
 *   .json             a list of such objects, or a dataset of Moonshot (moonshot-dataset.ts)
 *   .xlsx             the first sheet of a workbook, with the columns of .csv (xlsx-table.ts)
 *   .tsv              no header, question TAB answer (as MGSM has it): ids are row numbers, only for checks
 *
 * In JSON an item known by its id alone has `"input": null`; it has no item key. `translation` is the record of a
 * translation's versions, as `dataset translate` writes it. In CSV `target` is one answer as it stands; `targets` and
 * `choices` are a JSON list of texts, or texts separated by `|`. Other columns are reported, never guessed at.
 */
import { ConcordError, type Sentence, sentence } from '../error.ts'
import { Item, firstFault, itemKey, refKey, resolveLetter, type Sha256 } from '../statement/index.ts'
import { quote } from './csv-table.ts'
import { datasetRows, type DatasetDescription, type DatasetRow } from './dataset-rows.ts'
import type { ByteSource } from './text-source.ts'

export type DatasetFile = {
  items: Item[]
  /** Null where the kind of file has no place for it. */
  about: DatasetDescription | null
  /** Values of the columns that Concord does not read, by item; empty where an item has none. */
  columns: ReadonlyMap<string, readonly string[]>
  /** Columns that Concord does not read, in the order of the file. */
  unknownColumns: string[]
  /** False where the file has no ids and row numbers stand in for them. */
  idsDeclared: boolean
}

const KNOWN = [
  'id',
  'split',
  'input',
  'target',
  'targets',
  'choices',
  'source',
  'translator',
  'reviewer',
  'translation',
] as const

const MAX_ITEMS = 1_000_000

/**
 * Reads an item file; its kind is told by the ending of `name`. Item and answer keys are computed by the
 * identity of items. Throws `bad-input` naming file, line and column at the first fault; two items with one
 * id are refused naming both lines.
 */
export async function readDatasetFile(
  source: ByteSource,
  name: string,
  sha256: Sha256,
): Promise<DatasetFile> {
  const ending = /\.([a-z]+)$/.exec(name.toLowerCase())?.[1] ?? ''
  const columns = new Set<string>()
  const said: { about: DatasetDescription | null } = { about: null }
  const raws = datasetRows(source, name, ending, columns, said)
  const known: ReadonlySet<string> = new Set(KNOWN)
  const others = new Map<string, string[]>()
  const items: Item[] = []
  let idsDeclared = true
  const whereById = new Map<string, Sentence>()
  for await (const raw of raws) {
    if (items.length >= MAX_ITEMS) {
      throw new ConcordError('bad-input', sentence`${name}: more than ${MAX_ITEMS} items; split the file.`)
    }
    const item = toItem(raw, name, sha256)
    const before = whereById.get(item.id)
    if (before !== undefined) {
      throw new ConcordError(
        'bad-input',
        sentence`${name}, ${raw.where}: the id ${quote(item.id)} stands already at ${before}; two items cannot share an id.`,
      )
    }
    whereById.set(item.id, raw.where)
    for (const [column, value] of raw.members) {
      if (known.has(column) && !isOthers(column, value)) continue
      const values = others.get(column) ?? []
      while (values.length < items.length) values.push('')
      values.push(asText(value) ?? JSON.stringify(value))
      others.set(column, values)
    }
    items.push(item)
    idsDeclared &&= raw.numbered !== true
  }
  if (items.length === 0)
    throw new ConcordError('bad-input', sentence`${name}: the file holds no item; give it one.`)
  for (const values of others.values()) while (values.length < items.length) values.push('')
  return {
    items,
    about: said.about,
    columns: others,
    unknownColumns: [...columns].filter((column) => !known.has(column) || others.has(column)),
    idsDeclared,
  }
}

function toItem(raw: DatasetRow, name: string, sha256: Sha256): Item {
  const refuse = (column: string, what: Sentence): ConcordError =>
    new ConcordError('bad-input', sentence`${name}, ${raw.where}, column ${column}: ${what}`)

  const text = (column: string): string | undefined => {
    const value = raw.members.get(column)
    if (value === undefined) return undefined
    const shown = asText(value)
    if (shown === null) throw refuse(column, sentence`a text is needed here.`)
    return checked(shown, column)
  }
  const texts = (column: string): string[] | undefined => {
    const value = raw.members.get(column)
    if (value === undefined) return undefined
    const list: unknown[] = Array.isArray(value) ? value : [value]
    return list.map((entry) => {
      const shown = asText(entry)
      if (shown === null) throw refuse(column, sentence`a text or a list of texts is needed here.`)
      if (shown.trim() === '') throw refuse(column, sentence`an entry is empty; remove it.`)
      return checked(shown, column)
    })
  }
  const checked = (shown: string, column: string): string => {
    if (/^\s*(?:NaN|nan)\s*$/.test(shown)) {
      throw refuse(column, sentence`NaN is not a value; leave the cell empty where nothing is known.`)
    }
    if (!shown.isWellFormed())
      throw refuse(column, sentence`half a character (a lone surrogate); write the text again.`)
    return shown
  }

  const id = text('id')
  if (id === undefined || id.trim() === '') throw refuse('id', sentence`it is empty; every item needs an id.`)
  if (id !== id.trim() || /\p{Cc}/u.test(id)) {
    throw refuse(
      'id',
      sentence`${quote(id)} begins or ends with a space or holds a control character; write it plainly.`,
    )
  }
  const withoutText = raw.members.get('input') === null
  const input = withoutText ? null : text('input')
  if (input === undefined || input?.trim() === '') {
    throw refuse('input', sentence`the item ${quote(id)} has no question.`)
  }
  if (raw.members.has('target') && raw.members.has('targets')) {
    throw refuse('targets', sentence`the item ${quote(id)} has both target and targets; keep one.`)
  }
  const translation = raw.members.get('translation')
  const target = texts('target') ?? texts('targets') ?? []
  const choices = texts('choices')
  const item = {
    id,
    split: text('split') ?? 'evaluation',
    input,
    choices,
    target,
    itemKey: input === null ? null : itemKey({ question: input, choices }, sha256),
    refKey:
      input === null
        ? null
        : refKey(
            target.map((entry) => resolveLetter(entry, choices ?? [])),
            sha256,
          ),
    source: text('source'),
    translator: text('translator'),
    reviewer: text('reviewer'),
    translation: isOthers('translation', translation) ? undefined : translation,
  }
  // What is absent must be absent, not undefined: the blob holds canonical JSON.
  const parsed = Item.safeParse(
    Object.fromEntries(Object.entries(item).filter(([, member]) => member !== undefined)),
  )
  if (!parsed.success) {
    throw new ConcordError('bad-input', sentence`${name}, ${raw.where}: ${firstFault(parsed.error)}.`)
  }
  return parsed.data
}

/** `translation` is the record of its versions, an object in JSON; a text of that name is a column of somebody else's. */
function isOthers(column: string, value: unknown): boolean {
  return column === 'translation' && typeof value !== 'object'
}

/** A number is written as people write it; null where it is no text. */
function asText(value: unknown): string | null {
  if (typeof value === 'string') return value
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  return null
}
