/**
 * The verdict table: verdicts that exist already, one row per criterion of an attempt, as CSV. Columns and
 * meaning are in docs/reference/verdict-table.md. In short:
 *
 *   item, attempt, model             which attempt; needed
 *   language                         absent = unknown (`und`)
 *   section, criterion, rater        what was judged, by whom; absent = the attempt as a whole
 *   outcome                          one of the six states, or absent: `scored` where there is a value
 *   value                            number from 0 to 1, `true`, `false`, or absent
 *   neither outcome nor value        unknown: `unscored`, reason `unknown`; never false
 *   steps ≥ max_steps                the attempt was ended by a limit: every row of it has limit `steps`
 *                                    and keeps its verdict; whether it counts is for the protocol to say
 */
import { ConcordError, sentence, type Sentence } from '../error.ts'
import { parseScore } from './score-text.ts'
import { OUTCOMES, type Outcome, type OutcomeRow } from '../statement/index.ts'
import { openCsvTable, quote, type TableRow } from './csv-table.ts'
import type { ByteSource } from './text-source.ts'

export const VERDICT_COLUMNS = [
  'item',
  'language',
  'attempt',
  'model',
  'section',
  'criterion',
  'rater',
  'outcome',
  'value',
  'steps',
  'max_steps',
] as const
type VerdictColumn = (typeof VERDICT_COLUMNS)[number]

export type VerdictTable = {
  /** By model, in the order of first mention: the rows of its outcome table, in the order of the file. */
  models: { model: string; rows: OutcomeRow[]; attempts: number; limitHits: number }[]
  /** Declared ids of the items, by set, in the order of first mention. */
  itemsBySet: ReadonlyMap<string, readonly string[]>
  /** Columns that Concord does not read, in the order of the file. */
  unknownColumns: string[]
}

const MAX_ROWS = 5_000_000
const SLUG = /^[a-z0-9]+(?:[-_.][a-z0-9]+)*$/

/** One attempt: where it was first mentioned, and its steps. */
type Attempt = { line: number; steps: string; maxSteps: string }

/**
 * Reads a verdict table for the sets of a protocol, each row going to the set of its language. Throws
 * `bad-input` naming file, line and column at the first fault: an unknown outcome, a value outside [0, 1] or
 * NaN, a row that stands twice (both lines are named), steps that differ within an attempt.
 */
export async function readVerdictTable(
  source: ByteSource,
  name: string,
  sets: readonly { id: string; language: string }[],
): Promise<VerdictTable> {
  const table = await openCsvTable(source, name)
  const known: readonly string[] = VERDICT_COLUMNS
  for (const needed of ['item', 'attempt', 'model']) {
    if (!table.columns.includes(needed)) throw missingColumn(name, needed, table.columns)
  }
  if (!table.columns.includes('outcome') && !table.columns.includes('value')) {
    throw missingColumn(name, sentence`outcome or value`, table.columns)
  }
  const setByLanguage = setsByLanguage(sets)
  const byModel = new Map<string, { rows: OutcomeRow[]; attempts: Map<string, Attempt>; limitHits: number }>()
  const lineByRow = new Map<string, number>()
  const itemsBySet = new Map<string, Set<string>>()
  for await (const row of table.rows) {
    if (lineByRow.size >= MAX_ROWS) {
      throw new ConcordError('bad-input', sentence`${name}: more than ${MAX_ROWS} rows; split the table.`)
    }
    const { model, outcome, steps, maxSteps } = readRow(row, name, setByLanguage)
    const key = JSON.stringify([
      model,
      outcome.set,
      outcome.item,
      outcome.attempt,
      outcome.section,
      outcome.criterion,
      outcome.rater,
    ])
    const before = lineByRow.get(key)
    if (before !== undefined) {
      throw new ConcordError(
        'bad-input',
        sentence`${name}, line ${row.line}: this verdict stands already on line ${before}; keep one of them.`,
      )
    }
    lineByRow.set(key, row.line)
    const entry = byModel.get(model) ?? { rows: [], attempts: new Map<string, Attempt>(), limitHits: 0 }
    byModel.set(model, entry)
    const attemptKey = JSON.stringify([outcome.set, outcome.item, outcome.attempt])
    const attempt = entry.attempts.get(attemptKey)
    if (attempt === undefined) {
      entry.attempts.set(attemptKey, { line: row.line, steps, maxSteps })
      if (outcome.limit === 'steps') entry.limitHits += 1
    } else {
      checkSteps(attempt, { line: row.line, steps, maxSteps }, name)
    }
    const items = itemsBySet.get(outcome.set) ?? new Set<string>()
    itemsBySet.set(outcome.set, items.add(outcome.item))
    entry.rows.push(outcome)
  }
  if (byModel.size === 0) throw new ConcordError('bad-input', sentence`${name}: the table holds no verdict.`)
  return {
    models: [...byModel].map(([model, { rows, attempts, limitHits }]) => ({
      model,
      rows,
      attempts: attempts.size,
      limitHits,
    })),
    itemsBySet: new Map([...itemsBySet].map(([set, items]) => [set, [...items]])),
    unknownColumns: table.columns.filter((column) => !known.includes(column)),
  }
}

function readRow(
  row: TableRow,
  name: string,
  setByLanguage: ReadonlyMap<string, readonly string[]>,
): { model: string; outcome: OutcomeRow; steps: string; maxSteps: string } {
  const refuse = (column: VerdictColumn, what: Sentence): ConcordError =>
    new ConcordError('bad-input', sentence`${name}, line ${row.line}, column ${column}: ${what}`)
  const cell = (column: VerdictColumn): string => row.cells.get(column)?.trim() ?? ''
  const label = (column: VerdictColumn): string | null => {
    const text = cell(column)
    if (text.length > 200 || /\p{Cc}/u.test(text)) {
      throw refuse(
        column,
        sentence`${quote(text)} is longer than 200 characters or holds a control character.`,
      )
    }
    return text === '' ? null : text
  }
  const whole = (column: VerdictColumn, from: number): number | null => {
    const text = cell(column)
    if (text === '') return null
    const value = /^\d{1,9}$/.test(text) ? Number(text) : -1
    if (value < from) throw refuse(column, sentence`${quote(text)} is not a whole number from ${from}.`)
    return value
  }

  const item = label('item')
  if (item === null) throw refuse('item', sentence`it is empty; every verdict names its item.`)
  const model = label('model')
  if (model === null || !SLUG.test(model) || model.length > 64) {
    throw refuse(
      'model',
      sentence`${quote(model ?? '')} is no alias; use lower-case letters, digits and - _ . between them.`,
    )
  }
  const attempt = whole('attempt', 1)
  if (attempt === null) throw refuse('attempt', sentence`it is empty; number the attempts of an item from 1.`)
  const language = label('language') ?? 'und'
  const [set, ...others] = setByLanguage.get(language) ?? []
  if (set === undefined) {
    const there = [...setByLanguage.keys()].join(', ')
    throw refuse(
      'language',
      sentence`no set of the protocol is in ${quote(language)}; its languages are ${there}.`,
    )
  }
  if (others.length > 0) {
    throw refuse(
      'language',
      sentence`${[set, ...others].join(', ')} are both in ${quote(language)}; attach a table per set.`,
    )
  }
  const steps = whole('steps', 0)
  const maxSteps = whole('max_steps', 1)
  return {
    model,
    steps: cell('steps'),
    maxSteps: cell('max_steps'),
    outcome: {
      set,
      item,
      itemKey: null,
      language,
      attempt,
      section: label('section'),
      criterion: label('criterion'),
      rater: label('rater'),
      ...verdictOf(cell('outcome'), cell('value'), refuse),
      limit: steps !== null && maxSteps !== null && steps >= maxSteps ? 'steps' : null,
      labels: [],
      tokensIn: null,
      tokensOut: null,
      ms: null,
    },
  }
}

function verdictOf(
  outcomeText: string,
  valueText: string,
  refuse: (column: VerdictColumn, what: Sentence) => ConcordError,
): { outcome: Outcome; reason: string | null; value: number | null } {
  const value = valueText === '' ? null : parseScore(valueText)
  if (value === undefined) {
    const what =
      valueText.toLowerCase() === 'nan'
        ? sentence`NaN is not a value; leave the cell empty where nothing is known.`
        : sentence`${quote(valueText)} is neither a number from 0 to 1 nor true or false.`
    throw refuse('value', what)
  }
  if (outcomeText === '') {
    return value === null
      ? { outcome: 'unscored', reason: 'unknown', value: null }
      : { outcome: 'scored', reason: null, value }
  }
  const outcome = OUTCOMES.find((name) => name === outcomeText)
  if (outcome === undefined) {
    throw refuse('outcome', sentence`${quote(outcomeText)} is none of ${OUTCOMES.join(', ')}.`)
  }
  if (outcome === 'scored' && value === null) {
    throw refuse(
      'value',
      sentence`it is empty, but the outcome is scored; leave both empty where the verdict is unknown.`,
    )
  }
  if (outcome !== 'scored' && outcome !== 'limit' && value !== null) {
    throw refuse('value', sentence`an outcome ${outcome} has no value; remove ${quote(valueText)}.`)
  }
  return { outcome, reason: null, value }
}

/** In [0, 1]; undefined for anything else. */
function checkSteps(before: Attempt, now: Attempt, name: string): void {
  for (const [column, a, b] of [
    ['steps', before.steps, now.steps],
    ['max_steps', before.maxSteps, now.maxSteps],
  ] as const) {
    if (a !== b) {
      throw new ConcordError(
        'bad-input',
        sentence`${name}, line ${now.line}, column ${column}: ${quote(b)}, but line ${before.line} says ${quote(a)} for the same attempt.`,
      )
    }
  }
}

function setsByLanguage(sets: readonly { id: string; language: string }[]): Map<string, string[]> {
  const byLanguage = new Map<string, string[]>()
  for (const { id, language } of sets) byLanguage.set(language, [...(byLanguage.get(language) ?? []), id])
  return byLanguage
}

function missingColumn(name: string, column: Sentence | string, columns: readonly string[]): ConcordError {
  const there = columns.map(quote).join(', ').slice(0, 300)
  return new ConcordError(
    'bad-input',
    sentence`${name}, line 1: the column ${column} is missing; there are ${there}.`,
  )
}
