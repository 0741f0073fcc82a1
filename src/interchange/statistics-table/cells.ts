import { ConcordError, sentence } from '../../error.ts'
import type { Sentence } from '../../error.ts'
import { quote } from '../csv-table.ts'

/** One row: the line it starts on, and its cells in the order of the columns of the file. */
export type Row = { line: number; cells: readonly string[] }

/** What a reader of rows needs: the file's name, and how to refuse a cell of a row. */
export type Reading = {
  name: string
  rows: Row[]
  columns: readonly string[]
  cell(row: Row, column: string): string
  refuse(row: Row, column: string, what: Sentence): ConcordError
}

export function listed(columns: readonly string[]): string {
  return columns.map(quote).join(', ').slice(0, 300)
}

/** A name: not empty, no control character, no longer than 200 characters. */
export function nameIn(reading: Reading, row: Row, column: string): string {
  const text = reading.cell(row, column)
  if (text === '') throw reading.refuse(row, column, sentence`it is empty; every row needs it.`)
  if (text.length > 200 || /\p{Cc}/u.test(text)) {
    throw reading.refuse(
      row,
      column,
      sentence`${quote(text)} is longer than 200 characters or holds a control character.`,
    )
  }
  return text
}

export function optionalName(reading: Reading, row: Row, column: string): string | null {
  return reading.cell(row, column) === '' ? null : nameIn(reading, row, column)
}

/** A count from 0 on. */
export function countIn(reading: Reading, row: Row, column: string): number {
  const text = reading.cell(row, column)
  const count = /^\d{1,15}$/.test(text) ? Number(text) : -1
  if (count < 0) throw reading.refuse(row, column, sentence`${quote(text)} is not a whole number from 0.`)
  return count
}

/** Says of a row that stands twice where it stood before. */
export function once(reading: Reading, what: (row: Row) => string): (row: Row) => void {
  const lineByKey = new Map<string, number>()
  return (row) => {
    const key = what(row)
    const before = lineByKey.get(key)
    if (before !== undefined) {
      throw new ConcordError(
        'bad-input',
        sentence`${reading.name}, line ${row.line}: this row stands already on line ${before}; keep one of them.`,
      )
    }
    lineByKey.set(key, row.line)
  }
}
