/** Attempts of labs or configurations at items, and totals of them. */
import { ConcordError, sentence } from '../../error.ts'
import { OUTCOMES } from '../../statement/index.ts'
import { quote } from '../csv-table.ts'
import { parseScore } from '../score-text.ts'
import { countIn, nameIn, once, optionalName } from './cells.ts'
import type { Reading, Row } from './cells.ts'

/** How one attempt ended: its score, or why there is none. */
export type AttemptLine = {
  lab: string
  item: string
  language: string | null
  group: string | null
  result: number | 'missing' | 'not-applicable'
}

export type AttemptsTable = {
  /** What `lab` of a line names. */
  by: 'lab' | 'configuration'
  measure: 'successes' | 'refusals'
  lines: AttemptLine[]
}

export type TotalsTable = {
  by: 'lab' | 'configuration'
  lines: { lab: string; successes: number; n: number }[]
}

/** The side of a table without a column for it. */
const ALONE = '1'

/**
 * Every attempt with its result. An empty value without an outcome is one that is not known: missing, never a failure; so
 * is a limit, whatever was reached by then. Attempts without a number are told apart by nothing: each row is one.
 */
export function readAttempts(reading: Reading, group: string | null): AttemptsTable {
  const { columns, rows, refuse, cell } = reading
  const measure = columns.includes('refused') && !columns.includes('value') ? 'refusals' : 'successes'
  const valueColumn = measure === 'refusals' ? 'refused' : 'value'
  const by = sideOf(reading)
  const column = columns.includes(by) ? by : null
  const numbered = columns.includes('attempt')
  const check = once(reading, (row) =>
    JSON.stringify([
      column === null ? '' : cell(row, column),
      cell(row, 'language'),
      cell(row, 'item'),
      cell(row, 'attempt'),
    ]),
  )
  const groupByItem = new Map<string, { group: string; line: number }>()
  const lines = rows.map((row): AttemptLine => {
    const item = nameIn(reading, row, 'item')
    if (numbered) {
      countIn(reading, row, 'attempt')
      check(row)
    }
    const own = group === null ? null : nameIn(reading, row, group)
    const before = groupByItem.get(item)
    if (own !== null && before !== undefined && before.group !== own) {
      throw refuse(
        row,
        group ?? '',
        sentence`${quote(own)}, but line ${before.line} puts the same item in ${quote(before.group)}.`,
      )
    }
    if (own !== null && before === undefined) groupByItem.set(item, { group: own, line: row.line })
    return {
      lab: column === null ? ALONE : nameIn(reading, row, column),
      item,
      language: optionalName(reading, row, 'language'),
      group: own,
      result: resultIn(reading, row, valueColumn),
    }
  })
  return { by, measure, lines }
}

/** Which of the two columns that name a side tells sides apart. */
function sideOf({ columns, rows, cell, name }: Reading): 'lab' | 'configuration' {
  const many = (column: string): boolean => new Set(rows.map((row) => cell(row, column))).size > 1
  if (!columns.includes('configuration')) return 'lab'
  if (!columns.includes('lab') || !many('lab')) return 'configuration'
  if (!many('configuration')) return 'lab'
  throw new ConcordError(
    'bad-input',
    sentence`${name}, line 1: both lab and configuration take several values; compare either labs or configurations, one table for each.`,
  )
}

function resultIn(reading: Reading, row: Row, column: string): AttemptLine['result'] {
  const { refuse } = reading
  const text = reading.cell(row, column)
  const value = text === '' ? null : parseScore(text)
  if (value === undefined) {
    throw refuse(
      row,
      column,
      sentence`${quote(text)} is neither a number from 0 to 1, such as 0.5, nor true or false.`,
    )
  }
  const state = reading.cell(row, 'outcome')
  if (state === '') return value ?? 'missing'
  const outcome = OUTCOMES.find((one) => one === state)
  if (outcome === undefined)
    throw refuse(row, 'outcome', sentence`${quote(state)} is none of ${OUTCOMES.join(', ')}.`)
  if (outcome === 'scored') {
    if (value === null) throw refuse(row, column, sentence`it is empty, but the outcome is scored.`)
    return value
  }
  if (value !== null && outcome !== 'limit')
    throw refuse(row, column, sentence`an outcome ${outcome} has no value; remove ${quote(text)}.`)
  return outcome === 'not-applicable' ? 'not-applicable' : 'missing'
}

/** Successes of n, one row for each side. */
export function readTotals(reading: Reading): TotalsTable {
  const { columns, rows, refuse, cell } = reading
  const column = ['lab', 'configuration', 'group'].find((one) => columns.includes(one)) ?? null
  const check = once(reading, (row) => (column === null ? String(row.line) : cell(row, column)))
  const lines = rows.map((row, at) => {
    const successes = countIn(reading, row, 'successes')
    const n = countIn(reading, row, 'n')
    if (n === 0) throw refuse(row, 'n', sentence`0 attempts have no share; leave the row out.`)
    if (successes > n)
      throw refuse(row, 'successes', sentence`${successes} of ${n} is more than all of them.`)
    check(row)
    return { lab: column === null ? String(at + 1) : nameIn(reading, row, column), successes, n }
  })
  return { by: column === 'configuration' ? 'configuration' : 'lab', lines }
}
