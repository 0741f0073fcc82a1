/**
 * The first sheet of a workbook as a table whose first row names the columns. Every value is taken as its text: numbers
 * as they are stored, formulas as the value that was last computed, formatted runs joined, phonetic hints left out.
 * Dates are numbers in a workbook and stay so.
 */
import { ConcordError, sentence } from '../error.ts'
import { quote, type CsvTable, type TableRow } from './csv-table.ts'
import type { ByteSource } from './text-source.ts'
import type { SheetRow } from './xlsx/sheet.ts'
import { openWorkbook } from './xlsx/workbook.ts'

type TextRow = { row: number; cells: string[] }

/** Opens a workbook; what cannot be read is refused in one sentence with its row. */
export async function openXlsxTable(source: ByteSource, name: string): Promise<CsvTable> {
  const [sheet] = await openWorkbook(source, name)
  const rows = (sheet?.read().rows ?? []).map((row) => textRow(row, name))
  const [header, ...rest] = rows.filter(({ cells }) => cells.some((cell) => cell !== ''))
  if (header === undefined) {
    throw new ConcordError(
      'bad-input',
      sentence`${name}: the first sheet is empty; its first row must name the columns.`,
    )
  }
  const columns = header.cells.map((cell) => cell.trim())
  while (columns.at(-1) === '') columns.pop()
  const twice = columns.find((column, at) => column === '' || columns.indexOf(column) !== at)
  if (twice !== undefined) {
    throw new ConcordError(
      'bad-input',
      sentence`${name}, row ${header.row}: two columns are named ${quote(twice)}; name each differently.`,
    )
  }
  return { columns, rows: namedRows(rest, columns, name) }
}

function textRow({ row, cells }: SheetRow, name: string): TextRow {
  return {
    row,
    cells: Array.from(cells, (cell) => {
      if (cell?.kind !== 'error') return cell?.text ?? ''
      throw new ConcordError(
        'bad-input',
        sentence`${name}, row ${row}: a formula ended in the error ${quote(cell.text)}; correct it.`,
      )
    }),
  }
}

async function* namedRows(
  rows: readonly TextRow[],
  columns: readonly string[],
  name: string,
): AsyncGenerator<TableRow> {
  for (const { row, cells } of rows) {
    if (cells.slice(columns.length).some((cell) => cell !== '')) {
      throw new ConcordError(
        'bad-input',
        sentence`${name}, row ${row}: there is a value beside the last named column; name its column, or remove it.`,
      )
    }
    yield { line: row, cells: new Map(columns.map((column, at) => [column, cells[at] ?? ''])) }
  }
}
