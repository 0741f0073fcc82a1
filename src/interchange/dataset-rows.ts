/** The rows of item files (dataset-file.ts says which kinds there are), before anything in them is checked. */
import { ConcordError, sentence, type Sentence } from '../error.ts'
import { openCsvTable, quote, type CsvTable } from './csv-table.ts'
import { moonshotDataset } from './moonshot-dataset.ts'
import { readLines, readText, type ByteSource } from './text-source.ts'
import { openXlsxTable } from './xlsx-table.ts'

/** What a file says of its items; null = nothing. */
export type DatasetDescription = {
  name: string | null
  description: string | null
  licence: string | null
  source: string | null
}

/** What is known of an item before it is checked; `numbered`: its id is the number of its row. */
export type DatasetRow = { where: Sentence; members: ReadonlyMap<string, unknown>; numbered?: boolean }

const MAX_LINE = 4_000_000
const MAX_JSON = 64_000_000

/** The items of a file as they are written there; `columns` collects names, `said` what the file says of itself. */
export function datasetRows(
  source: ByteSource,
  name: string,
  ending: string,
  columns: Set<string>,
  said: { about: DatasetDescription | null },
): AsyncGenerator<DatasetRow> {
  if (ending === 'csv') return rawFromTable(openCsvTable(source, name), name, columns)
  if (ending === 'xlsx') return rawFromTable(openXlsxTable(source, name), name, columns)
  if (ending === 'jsonl' || ending === 'ndjson') return rawFromJsonLines(source, name, columns)
  if (ending === 'json') return rawFromJson(source, name, columns, said)
  if (ending === 'tsv') return rawFromTsv(source, name)
  throw new ConcordError(
    'bad-input',
    sentence`${name}: the ending says no known kind of item file; use .csv, .xlsx, .jsonl, .json or .tsv.`,
  )
}

async function* rawFromTable(
  opened: Promise<CsvTable>,
  name: string,
  columns: Set<string>,
): AsyncGenerator<DatasetRow> {
  const table = await opened
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
): AsyncGenerator<DatasetRow> {
  for await (const { line, text } of readLines(source, name, MAX_LINE)) {
    if (text.trim() === '') continue
    const where = sentence`line ${line}`
    yield { where, members: membersOf(parseJson(text, name, where), name, where, columns) }
  }
}

async function* rawFromJson(
  source: ByteSource,
  name: string,
  columns: Set<string>,
  said: { about: DatasetDescription | null },
): AsyncGenerator<DatasetRow> {
  const value = parseJson(await readText(source, name, MAX_JSON), name, sentence`whole file`)
  const moonshot = moonshotDataset(value)
  if (moonshot !== null) {
    said.about = moonshot.about
    for (const [index, entry] of moonshot.examples.entries()) {
      const where = sentence`item ${index + 1}`
      const members = membersOf(entry, name, where, columns)
      // Ids may be missing there: the number of the row stands in.
      const numbered = !members.has('id')
      if (numbered) members.set('id', String(index + 1))
      yield { where, members, numbered }
    }
    return
  }
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

async function* rawFromTsv(source: ByteSource, name: string): AsyncGenerator<DatasetRow> {
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
      numbered: true,
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
