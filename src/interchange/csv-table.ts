import { ConcordError, sentence } from '../error.ts'
import { readCsv, type CsvLimits } from './csv.ts'
import type { ByteSource } from './text-source.ts'

/** One row of a table with a header: the line it starts on, its cells by column name. */
export type TableRow = { line: number; cells: ReadonlyMap<string, string> }

/** The column names of a table, in order, and its rows as they are read. */
export type CsvTable = { columns: readonly string[]; rows: AsyncGenerator<TableRow> }

/**
 * Opens a CSV file whose first record names the columns. Two columns of one name, a column without a name, and
 * (while reading the rows) a row with another number of fields are refused with their line.
 */
export async function openCsvTable(source: ByteSource, name: string, limits?: CsvLimits): Promise<CsvTable> {
  const records = readCsv(source, name, limits)
  const first = await records.next()
  if (first.done === true) {
    throw new ConcordError(
      'bad-input',
      sentence`${name}: the file is empty; its first line must name the columns.`,
    )
  }
  const columns = first.value.fields.map((field) => field.trim())
  const seen = new Map<string, number>()
  for (const [index, column] of columns.entries()) {
    const { line } = first.value
    if (column === '') {
      throw new ConcordError(
        'bad-input',
        sentence`${name}, line ${line}: column ${index + 1} has no name; name it or remove it.`,
      )
    }
    const before = seen.get(column)
    if (before !== undefined) {
      throw new ConcordError(
        'bad-input',
        sentence`${name}, line ${line}: columns ${before + 1} and ${index + 1} are both named ${quote(column)}; rename one.`,
      )
    }
    seen.set(column, index)
  }
  return { columns, rows: rowsOf(records, columns, name) }
}

async function* rowsOf(
  records: AsyncGenerator<{ line: number; fields: string[] }>,
  columns: readonly string[],
  name: string,
): AsyncGenerator<TableRow> {
  for await (const { line, fields } of records) {
    if (fields.length !== columns.length) {
      throw new ConcordError(
        'bad-input',
        sentence`${name}, line ${line}: ${fields.length} fields where the header has ${columns.length}; check the commas and quotes.`,
      )
    }
    yield { line, cells: new Map(columns.map((column, index) => [column, fields[index] ?? ''])) }
  }
}

/** A text from a file as it is shown in a sentence: in quotes, one line, no longer than 60 characters. */
export function quote(text: string): string {
  const line = text.toWellFormed().replaceAll(/\s+/g, ' ')
  return `“${line.length > 60 ? `${line.slice(0, 57).toWellFormed()}…` : line}”`
}
