import { ConcordError, sentence, type Sentence } from '../error.ts'
import { OUTCOMES } from './outcome-row.ts'
import type { Outcome, OutcomeRow } from './outcome-row.ts'

/** A column of text: `codes[row]` points into `dictionary`; −1 is null. */
export type TextColumn = { codes: Int32Array; dictionary: string[] }

/**
 * An outcome table by column, sorted by set, item, attempt, section, criterion, rater (text by UTF-16 code
 * unit, null first), without two rows of the same six.
 */
export type OutcomeColumns = {
  length: number
  set: TextColumn
  item: TextColumn
  itemKey: TextColumn
  language: TextColumn
  /** From 1. */
  attempt: Int32Array
  section: TextColumn
  criterion: TextColumn
  rater: TextColumn
  /** Index into `OUTCOMES`. */
  outcome: Uint8Array
  reason: TextColumn
  /** In [0, 1]; NaN is null (as in every numeric column here). */
  value: Float64Array
  limit: TextColumn
  /** Labels joined by one space; null where there are none. */
  labels: TextColumn
  tokensIn: Float64Array
  tokensOut: Float64Array
  ms: Float64Array
}

export const TEXT_COLUMNS = [
  'set',
  'item',
  'itemKey',
  'language',
  'section',
  'criterion',
  'rater',
  'reason',
  'limit',
  'labels',
] as const
export type TextColumnName = (typeof TEXT_COLUMNS)[number]

const LABEL = /^[^\s\p{C}]{1,100}$/u
const OUTCOME_CODE = new Map<string, number>(OUTCOMES.map((name, code) => [name, code]))

/** Code of an outcome in `OutcomeColumns.outcome`; undefined for a word that is none. */
export function outcomeCode(name: string): number | undefined {
  return OUTCOME_CODE.get(name)
}

/** Collects the texts of one column into codes. */
export function textColumnBuilder(length: number): {
  column: TextColumn
  codeOf(text: string): number
} {
  const column: TextColumn = { codes: new Int32Array(length).fill(-1), dictionary: [] }
  const known = new Map<string, number>()
  return {
    column,
    codeOf(text) {
      let code = known.get(text)
      if (code === undefined) {
        code = column.dictionary.length
        column.dictionary.push(text)
        known.set(text, code)
      }
      return code
    },
  }
}

/** Rows → columns, in the order given; nothing but the labels and outcomes is checked here. */
export function unsortedColumnsOf(rows: readonly OutcomeRow[]): OutcomeColumns {
  const n = rows.length
  const text = (pick: (row: OutcomeRow) => string | null): TextColumn => {
    const { column, codeOf } = textColumnBuilder(n)
    rows.forEach((row, i) => {
      const value = pick(row)
      column.codes[i] = value === null ? -1 : codeOf(value)
    })
    return column
  }
  const number = (pick: (row: OutcomeRow) => number | null, column: string): Float64Array =>
    Float64Array.from(rows, (row, i) => {
      const value = pick(row)
      if (value !== null && !Number.isFinite(value))
        throw badCell(i, column, sentence`${value} is not a finite number`)
      return value ?? Number.NaN
    })
  return {
    length: n,
    set: text((row) => row.set),
    item: text((row) => row.item),
    itemKey: text((row) => row.itemKey),
    language: text((row) => row.language),
    attempt: Int32Array.from(rows, (row, i) => {
      if (!Number.isInteger(row.attempt) || row.attempt < 1 || row.attempt > 0x7fff_ffff)
        throw badCell(i, 'attempt', sentence`${row.attempt} is not a whole number from 1`)
      return row.attempt
    }),
    section: text((row) => row.section),
    criterion: text((row) => row.criterion),
    rater: text((row) => row.rater),
    outcome: Uint8Array.from(rows, (row, i) => {
      const code = OUTCOME_CODE.get(row.outcome)
      if (code === undefined) throw badCell(i, 'outcome', sentence`"${row.outcome}" is not an outcome`)
      return code
    }),
    reason: text((row) => row.reason),
    value: number((row) => row.value, 'value'),
    limit: text((row) => row.limit),
    labels: text((row) => {
      for (const label of row.labels)
        if (!LABEL.test(label))
          throw new ConcordError(
            'bad-input',
            sentence`the label "${label.slice(0, 100)}" of item ${row.item} must be one word`,
          )
      return row.labels.length === 0 ? null : row.labels.toSorted().join(' ')
    }),
    tokensIn: number((row) => row.tokensIn, 'tokensIn'),
    tokensOut: number((row) => row.tokensOut, 'tokensOut'),
    ms: number((row) => row.ms, 'ms'),
  }
}

/** The rows one by one, for small uses: a table of half a million is better read by column. */
export function* rowsOf(columns: OutcomeColumns): Generator<OutcomeRow> {
  const text = (column: TextColumn, i: number): string | null =>
    column.dictionary[column.codes[i] ?? -1] ?? null
  const number = (column: Float64Array, i: number): number | null => {
    const value = column[i] ?? Number.NaN
    return Number.isNaN(value) ? null : value
  }
  for (let i = 0; i < columns.length; i++) {
    const labels = text(columns.labels, i)
    yield {
      set: text(columns.set, i) ?? '',
      item: text(columns.item, i) ?? '',
      itemKey: text(columns.itemKey, i),
      language: text(columns.language, i) ?? '',
      attempt: columns.attempt[i] ?? 0,
      section: text(columns.section, i),
      criterion: text(columns.criterion, i),
      rater: text(columns.rater, i),
      outcome: outcomeAt(columns, i),
      reason: text(columns.reason, i),
      value: number(columns.value, i),
      limit: text(columns.limit, i),
      labels: labels === null ? [] : labels.split(' '),
      tokensIn: number(columns.tokensIn, i),
      tokensOut: number(columns.tokensOut, i),
      ms: number(columns.ms, i),
    }
  }
}

/** Outcome of one row. */
export function outcomeAt(columns: OutcomeColumns, row: number): Outcome {
  return OUTCOMES[columns.outcome[row] ?? -1] ?? 'not-run'
}

/**
 * Checks every cell and brings the rows into the order of the table. Throws ConcordError `bad-input` with the
 * row (from 1, as given), the column and the item for the first cell that cannot be, or the first row given twice.
 */
export function checkedAndSorted(columns: OutcomeColumns): OutcomeColumns {
  checkCells(columns)
  const order = sortedOrder(columns)
  return order === null ? columns : reordered(columns, order)
}

function checkCells(columns: OutcomeColumns): void {
  const { length, outcome, value, limit, attempt } = columns
  for (const name of ['set', 'item', 'language'] as const) {
    const row = columns[name].codes.indexOf(-1)
    if (row >= 0) throw badCell(row, name, sentence`is empty`)
    if (columns[name].dictionary.includes(''))
      throw new ConcordError('bad-input', sentence`the outcome table has an empty ${name}`)
  }
  const scored = OUTCOME_CODE.get('scored')
  const limited = OUTCOME_CODE.get('limit')
  for (let i = 0; i < length; i++) {
    const v = value[i] ?? Number.NaN
    const state = outcome[i] ?? 255
    if (state >= OUTCOMES.length) throw badCell(i, 'outcome', sentence`${state} is not an outcome`)
    if ((attempt[i] ?? 0) < 1)
      throw badCell(i, 'attempt', sentence`${attempt[i] ?? ''} is not a whole number from 1`)
    if (Number.isNaN(v)) {
      if (state === scored) throw badCell(i, 'value', sentence`a scored row needs a value`)
    } else {
      if (!(v >= 0 && v <= 1)) throw badCell(i, 'value', sentence`${v} is outside 0 to 1`)
      if (state !== scored && state !== limited)
        throw badCell(i, 'value', sentence`a row that is ${OUTCOMES[state] ?? ''} has no value`)
    }
    if (state === limited && limit.codes[i] === -1)
      throw badCell(i, 'limit', sentence`a row ended by a limit names it`)
  }
  for (const name of ['tokensIn', 'tokensOut', 'ms'] as const) {
    const cells = columns[name]
    for (let i = 0; i < length; i++) {
      const v = cells[i] ?? Number.NaN
      if (Number.isNaN(v)) continue
      if (!Number.isInteger(v) || v < 0 || v > 0x7fff_ffff)
        throw badCell(i, name, sentence`${v} is not a whole number from 0`)
    }
  }
}

/** Null when the rows are in order already, else the order. Throws for two rows of the same key. */
function sortedOrder(columns: OutcomeColumns): Int32Array | null {
  const keys = [
    ranks(columns.set),
    ranks(columns.item),
    columns.attempt,
    ranks(columns.section),
    ranks(columns.criterion),
    ranks(columns.rater),
  ]
  const compare = (a: number, b: number): number => {
    for (const key of keys) {
      const d = (key[a] ?? 0) - (key[b] ?? 0)
      if (d !== 0) return d
    }
    return 0
  }
  let inOrder = true
  for (let i = 1; i < columns.length && inOrder; i++) inOrder = compare(i - 1, i) < 0
  if (inOrder) return null
  const order = Int32Array.from({ length: columns.length }, (_, i) => i).sort(
    (a, b) => compare(a, b) || a - b,
  )
  for (let i = 1; i < order.length; i++) {
    const a = order[i - 1] ?? 0
    const b = order[i] ?? 0
    if (compare(a, b) === 0) throw twice(columns, a, b)
  }
  return order
}

/** Rank of each row's text among the texts of its column; null ranks first. */
function ranks({ codes, dictionary }: TextColumn): Int32Array {
  if (dictionary.length === 0) return codes
  const rankByCode = new Int32Array(dictionary.length)
  const byText = dictionary
    .map((text, code) => ({ text, code }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
  byText.forEach(({ code }, rank) => {
    rankByCode[code] = rank
  })
  const out = new Int32Array(codes.length)
  for (let i = 0; i < codes.length; i++) {
    const code = codes[i] ?? -1
    out[i] = code < 0 ? -1 : (rankByCode[code] ?? -1)
  }
  return out
}

function reordered(columns: OutcomeColumns, order: Int32Array): OutcomeColumns {
  const ints = (from: Int32Array): Int32Array => order.map((row) => from[row] ?? 0)
  const floats = (from: Float64Array): Float64Array =>
    Float64Array.from(order, (row) => from[row] ?? Number.NaN)
  const text = ({ codes, dictionary }: TextColumn): TextColumn => ({ codes: ints(codes), dictionary })
  return {
    length: columns.length,
    set: text(columns.set),
    item: text(columns.item),
    itemKey: text(columns.itemKey),
    language: text(columns.language),
    attempt: ints(columns.attempt),
    section: text(columns.section),
    criterion: text(columns.criterion),
    rater: text(columns.rater),
    outcome: Uint8Array.from(order, (row) => columns.outcome[row] ?? 0),
    reason: text(columns.reason),
    value: floats(columns.value),
    limit: text(columns.limit),
    labels: text(columns.labels),
    tokensIn: floats(columns.tokensIn),
    tokensOut: floats(columns.tokensOut),
    ms: floats(columns.ms),
  }
}

export function badCell(row: number, column: string, what: Sentence): ConcordError {
  return new ConcordError(
    'bad-input',
    sentence`row ${row + 1} of the outcome table, column ${column}: ${what}`,
  )
}

function twice(columns: OutcomeColumns, a: number, b: number): ConcordError {
  const item = columns.item.dictionary[columns.item.codes[b] ?? -1] ?? ''
  const set = columns.set.dictionary[columns.set.codes[b] ?? -1] ?? ''
  return new ConcordError(
    'bad-input',
    sentence`the outcome table has attempt ${columns.attempt[b] ?? 0} of item ${item} in set ${set} twice (rows ${Math.min(a, b) + 1} and ${Math.max(a, b) + 1})`,
  )
}
