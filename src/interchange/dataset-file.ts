/**
 * Item files: what institutes have before there is a dataset statement.
 *
 *   .csv              columns id, input, and any of split, target or targets, choices, source, translator, reviewer
 *   .jsonl, .ndjson   the same names as members of one object per line; target, targets, choices may be lists
 *   .json             a list of such objects
 *   .tsv              no header, question TAB answer (as MGSM has it): ids are row numbers, only for checks
 *
 * In JSON an item known by its id alone has `"input": null`; it has no item key. In CSV `target` is one answer as it stands; `targets` and `choices` are a JSON list of texts, or texts
 * separated by `|`. Other columns are reported, never guessed at.
 */
import { ConcordError, type Sentence, sentence } from '../error.ts'
import { Item, firstFault, itemKey, refKey, resolveLetter, type Sha256 } from '../statement/index.ts'
import { openCsvTable, quote } from './csv-table.ts'
import { readLines, readText, type ByteSource } from './text-source.ts'

export type DatasetFile = {
  items: Item[]
  /** Columns that Concord does not read, in the order of the file. */
  unknownColumns: string[]
  /** False where the file has no ids and row numbers stand in for them. */
  idsDeclared: boolean
}

/** What is known of an item before it is checked. */
type Raw = { where: Sentence; members: ReadonlyMap<string, unknown> }

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
] as const

const MAX_LINE = 4_000_000
const MAX_JSON = 64_000_000
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
  const raws = rawItems(source, name, ending, columns)
  const items: Item[] = []
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
    items.push(item)
  }
  if (items.length === 0)
    throw new ConcordError('bad-input', sentence`${name}: the file holds no item; give it one.`)
  const known: readonly string[] = KNOWN
  return {
    items,
    unknownColumns: [...columns].filter((column) => !known.includes(column)),
    idsDeclared: ending !== 'tsv',
  }
}

function rawItems(
  source: ByteSource,
  name: string,
  ending: string,
  columns: Set<string>,
): AsyncGenerator<Raw> {
  if (ending === 'csv') return rawFromCsv(source, name, columns)
  if (ending === 'jsonl' || ending === 'ndjson') return rawFromJsonLines(source, name, columns)
  if (ending === 'json') return rawFromJson(source, name, columns)
  if (ending === 'tsv') return rawFromTsv(source, name)
  throw new ConcordError(
    'bad-input',
    sentence`${name}: the ending says no known kind of item file; use .csv, .jsonl, .json or .tsv.`,
  )
}

async function* rawFromCsv(source: ByteSource, name: string, columns: Set<string>): AsyncGenerator<Raw> {
  const table = await openCsvTable(source, name)
  for (const column of table.columns) columns.add(column)
  for (const needed of ['id', 'input']) {
    if (!columns.has(needed)) {
      throw new ConcordError(
        'bad-input',
        sentence`${name}, line 1: the column ${needed} is missing; there are ${table.columns.map(quote).join(', ').slice(0, 300)}.`,
      )
    }
  }
  for await (const row of table.rows) {
    const members = new Map<string, unknown>()
    const where = sentence`line ${row.line}`
    for (const [column, cell] of row.cells) {
      if (cell === '') continue
      members.set(
        column,
        column === 'targets' || column === 'choices' ? listOf(cell, name, where, column) : cell,
      )
    }
    yield { where, members }
  }
}

/** `["a","b"]` or `a|b`. */
function listOf(cell: string, name: string, where: Sentence, column: string): unknown {
  if (!cell.trimStart().startsWith('[')) return cell.split('|').map((part) => part.trim())
  return parseJson(cell, name, sentence`${where}, column ${column}`)
}

async function* rawFromJsonLines(
  source: ByteSource,
  name: string,
  columns: Set<string>,
): AsyncGenerator<Raw> {
  for await (const { line, text } of readLines(source, name, MAX_LINE)) {
    if (text.trim() === '') continue
    const where = sentence`line ${line}`
    yield { where, members: membersOf(parseJson(text, name, where), name, where, columns) }
  }
}

async function* rawFromJson(source: ByteSource, name: string, columns: Set<string>): AsyncGenerator<Raw> {
  const value = parseJson(await readText(source, name, MAX_JSON), name, sentence`whole file`)
  if (!Array.isArray(value)) {
    throw new ConcordError(
      'bad-input',
      sentence`${name}: the file must be a list of items, [{"id": …, "input": …}, …].`,
    )
  }
  const list: unknown[] = value
  for (const [index, entry] of list.entries()) {
    const where = sentence`item ${index + 1}`
    yield { where, members: membersOf(entry, name, where, columns) }
  }
}

async function* rawFromTsv(source: ByteSource, name: string): AsyncGenerator<Raw> {
  let row = 0
  for await (const { line, text } of readLines(source, name, MAX_LINE)) {
    if (text === '') continue
    const where = sentence`line ${line}`
    const [input = '', target = '', ...more] = text.split('\t')
    if (more.length > 0 || target === '') {
      throw new ConcordError(
        'bad-input',
        sentence`${name}, ${where}: a .tsv file has a question, one tab and an answer; use .csv for more columns.`,
      )
    }
    if (row === 0 && input === 'id') {
      throw new ConcordError(
        'bad-input',
        sentence`${name}, ${where}: a .tsv file has no header; use .csv to name columns.`,
      )
    }
    row += 1
    yield {
      where,
      members: new Map([
        ['id', String(row)],
        ['input', input],
        ['target', target],
      ]),
    }
  }
}

function parseJson(text: string, name: string, where: Sentence): unknown {
  try {
    const value: unknown = JSON.parse(text)
    return value
  } catch (cause) {
    const what = /\bNaN\b|\bInfinity\b/.test(text)
      ? sentence`this is not JSON, for NaN and Infinity are no numbers there; leave out what is not known.`
      : sentence`this is not JSON; correct it.`
    throw new ConcordError('bad-input', sentence`${name}, ${where}: ${what}`, { cause })
  }
}

function membersOf(
  value: unknown,
  name: string,
  where: Sentence,
  columns: Set<string>,
): Map<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new ConcordError(
      'bad-input',
      sentence`${name}, ${where}: an item must be an object, {"id": …, "input": …}.`,
    )
  }
  const members = new Map<string, unknown>()
  for (const [key, member] of Object.entries(value)) {
    columns.add(key)
    // `"input": null` says that the text is not here: an item known by its id alone.
    if (member !== null || key === 'input') members.set(key, member)
  }
  return members
}

function toItem(raw: Raw, name: string, sha256: Sha256): Item {
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

/** A number is written as people write it; null where it is no text. */
function asText(value: unknown): string | null {
  if (typeof value === 'string') return value
  if (typeof value === 'number' && Number.isFinite(value)) return String(value)
  return null
}
