/**
 * A table with named columns, in one of three forms, told by the end of the file's name:
 *
 *   .csv             RFC 4180, commas (csv.ts)
 *   .tsv             text/tab-separated-values (IANA): tabs between fields, no quoting
 *   .jsonl, .ndjson  one JSON object a line; the first line's names are the columns, a line may lack some
 */
import { z } from 'zod'
import { ConcordError, sentence } from '../error.ts'
import { openCsvTable, quote } from './csv-table.ts'
import type { CsvTable, TableRow } from './csv-table.ts'
import { CSV_LIMITS } from './csv.ts'
import { readLines, type ByteSource } from './text-source.ts'

const JsonRow = z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()]))

/** Opens a table; a row with another number of fields is refused with its line, while reading. */
export function openTableFile(source: ByteSource, name: string): Promise<CsvTable> {
  if (/\.json$/i.test(name)) {
    throw new ConcordError(
      'bad-input',
      sentence`${name}: a .json file is one value, not a table; write one JSON object a line, and name the file .jsonl.`,
    )
  }
  if (/\.tsv$/i.test(name)) return openTsv(source, name)
  return /\.(?:jsonl|ndjson)$/i.test(name) ? openJsonLines(source, name) : openCsvTable(source, name)
}

async function openTsv(source: ByteSource, name: string): Promise<CsvTable> {
  const lines = readLines(source, name, CSV_LIMITS.record)
  const first = await lines.next()
  if (first.done === true || first.value.text === '') throw empty(name)
  const columns = first.value.text.split('\t').map((column) => column.trim())
  const twice = columns.find((column, at) => column === '' || columns.indexOf(column) !== at)
  if (twice !== undefined) {
    throw new ConcordError(
      'bad-input',
      sentence`${name}, line 1: two columns have one name, or a column has none; name each differently.`,
    )
  }
  return { columns, rows: tsvRows(lines, columns, name) }
}

async function* tsvRows(
  lines: AsyncGenerator<{ line: number; text: string }>,
  columns: readonly string[],
  name: string,
): AsyncGenerator<TableRow> {
  for await (const { line, text } of lines) {
    if (text === '') continue
    const fields = text.split('\t')
    if (fields.length !== columns.length) {
      throw new ConcordError(
        'bad-input',
        sentence`${name}, line ${line}: ${fields.length} fields where the header has ${columns.length}; check the tabs.`,
      )
    }
    yield { line, cells: new Map(columns.map((column, at) => [column, fields[at] ?? ''])) }
  }
}

async function openJsonLines(source: ByteSource, name: string): Promise<CsvTable> {
  const rows = jsonRows(source, name)
  const first = await rows.next()
  if (first.done === true) throw empty(name)
  const columns = [...first.value.cells.keys()]
  return { columns, rows: withFirst(first.value, rows, new Set(columns), name) }
}

async function* withFirst(
  first: TableRow,
  rest: AsyncGenerator<TableRow>,
  columns: ReadonlySet<string>,
  name: string,
): AsyncGenerator<TableRow> {
  yield first
  for await (const row of rest) {
    const unknown = [...row.cells.keys()].find((column) => !columns.has(column))
    if (unknown !== undefined) {
      throw new ConcordError(
        'bad-input',
        sentence`${name}, line ${row.line}: ${quote(unknown)} is not among the names of line 1, which are the columns; name all of them there.`,
      )
    }
    yield row
  }
}

async function* jsonRows(source: ByteSource, name: string): AsyncGenerator<TableRow> {
  for await (const { line, text } of readLines(source, name, CSV_LIMITS.record)) {
    if (text.trim() === '') continue
    yield {
      line,
      cells: new Map(
        Object.entries(parseRow(text, name, line)).map(([key, value]) => [
          key,
          value === null ? '' : String(value),
        ]),
      ),
    }
  }
}

function parseRow(text: string, name: string, line: number): z.infer<typeof JsonRow> {
  try {
    return JsonRow.parse(JSON.parse(text))
  } catch (cause) {
    throw new ConcordError(
      'bad-input',
      sentence`${name}, line ${line}: this is no JSON object of plain values; write one a line, such as {"item": "a1", "value": 1}.`,
      { cause },
    )
  }
}

function empty(name: string): ConcordError {
  return new ConcordError(
    'bad-input',
    sentence`${name}: the file is empty; its first line must name the columns.`,
  )
}
