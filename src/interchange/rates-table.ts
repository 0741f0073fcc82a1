/**
 * The rates table: rates that somebody published, one row for each, as CSV. Columns and meaning are in
 * docs/reference/rates-table.md. In short:
 *
 *   model, rate       needed; the rate with the digits it was published with, 57% or 0.57
 *   language          absent = unknown (`und`); `mul` = the total over all languages, as it was published
 *   measure           absent = the only measure of the protocol
 *   lab               who ran it, as the source says; absent = not published
 *   n                 attempts behind it; absent = not published
 */
import { ConcordError, sentence, type Sentence } from '../error.ts'
import { LanguageTag, PublishedRates, Slug } from '../statement/index.ts'
import { openCsvTable, quote, type TableRow } from './csv-table.ts'
import type { ByteSource } from './text-source.ts'

const RATES_COLUMNS = ['language', 'model', 'measure', 'lab', 'rate', 'n'] as const
type RatesColumn = (typeof RATES_COLUMNS)[number]

export type RatesTable = {
  /** By model, in the order of first mention. */
  models: { model: string; rates: PublishedRates }[]
  /** Columns that Concord does not read, in the order of the file. */
  unknownColumns: string[]
}

/** What the protocol has names for. */
type Known = { languages: readonly string[]; measures: readonly string[] }
type Cell = PublishedRates['cells'][number]
type Row = { model: string; language: string } & Omit<Cell, 'language'>

const MAX_ROWS = 20_000
/** Several languages, as BCP 47 has it. */
const TOTAL = 'mul'

/** True for a table with a column of rates, told by its first line alone. */
export async function isRatesTable(source: ByteSource, name: string): Promise<boolean> {
  return (await openCsvTable(source, name)).columns.includes('rate')
}

/**
 * Reads a table of published rates for a protocol. Throws `bad-input` naming file, line and column at the first fault: a
 * rate that says no digits or is none, a language or measure that the protocol has not, a rate that stands twice.
 */
export async function readRatesTable(source: ByteSource, name: string, known: Known): Promise<RatesTable> {
  const table = await openCsvTable(source, name)
  const absent = (['model', 'rate'] as const).find((column) => !table.columns.includes(column))
  if (absent !== undefined)
    throw new ConcordError(
      'bad-input',
      sentence`${name}, line 1: the column ${absent} is missing; there are ${table.columns.map(quote).join(', ').slice(0, 300)}.`,
    )
  const byModel = new Map<string, PublishedRates>()
  const lineByRate = new Map<string, number>()
  for await (const row of table.rows) {
    if (lineByRate.size >= MAX_ROWS)
      throw new ConcordError('bad-input', sentence`${name}: more than ${MAX_ROWS} rows; split the table.`)
    const { model, language, ...rate } = readRow(row, name, known)
    const key = JSON.stringify([model, language, rate.measure, rate.lab])
    const before = lineByRate.get(key)
    if (before !== undefined)
      throw new ConcordError(
        'bad-input',
        sentence`${name}, line ${row.line}: this rate stands already on line ${before}; keep one of them.`,
      )
    lineByRate.set(key, row.line)
    const rates = byModel.get(model) ?? { cells: [], totals: [] }
    byModel.set(model, rates)
    const { lab: _, ...total } = rate
    if (language === TOTAL) rates.totals.push(total)
    else rates.cells.push({ language, ...rate })
  }
  if (byModel.size === 0) throw new ConcordError('bad-input', sentence`${name}: the table holds no rate.`)
  for (const [model, { cells }] of byModel)
    if (cells.length === 0)
      throw new ConcordError(
        'bad-input',
        sentence`${name}: of ${model} there is only a total (language ${TOTAL}); give the rates it is made of, or leave it out.`,
      )
  const columns: readonly string[] = RATES_COLUMNS
  return {
    models: [...byModel].map(([model, rates]) => ({ model, rates })),
    unknownColumns: table.columns.filter((column) => !columns.includes(column)),
  }
}

function readRow(row: TableRow, name: string, { languages, measures }: Known): Row {
  const refuse = (column: RatesColumn, what: Sentence): ConcordError =>
    new ConcordError('bad-input', sentence`${name}, line ${row.line}, column ${column}: ${what}`)
  const cell = (column: RatesColumn): string => row.cells.get(column)?.trim() ?? ''

  const model = cell('model')
  if (!Slug.safeParse(model).success)
    throw refuse(
      'model',
      sentence`${quote(model)} is no alias; use lower-case letters, digits and - _ . between them.`,
    )
  const language = cell('language') === '' ? 'und' : cell('language')
  if (language !== TOTAL && !(LanguageTag.safeParse(language).success && languages.includes(language)))
    throw refuse(
      'language',
      sentence`${quote(language)} is not a language of the protocol (${languages.join(', ')}); ${TOTAL} stands for the total.`,
    )
  const [only, ...others] = measures
  const measure = cell('measure') === '' && others.length === 0 ? (only ?? '') : cell('measure')
  if (!measures.includes(measure))
    throw refuse(
      'measure',
      sentence`${quote(measure)} is not a measure of the protocol; its measures are ${measures.join(', ')}.`,
    )
  const lab = cell('lab')
  if (lab.length > 200 || /\p{Cc}/u.test(lab))
    throw refuse('lab', sentence`${quote(lab)} is longer than 200 characters or holds a control character.`)
  if (lab !== '' && language === TOTAL)
    throw refuse('lab', sentence`a total is of all who ran the test; leave the cell empty.`)
  const n = cell('n')
  if (n !== '' && !/^[1-9]\d{0,8}$/.test(n))
    throw refuse(
      'n',
      sentence`${quote(n)} is not a whole number from 1; leave it empty where it is not published.`,
    )
  const rate = readRate(cell('rate'))
  if (rate === undefined)
    throw refuse(
      'rate',
      sentence`${quote(cell('rate'))} is no rate; write it with the digits it was published with, such as 57% or 0.57.`,
    )
  return { model, language, measure, lab: lab === '' ? null : lab, ...rate, n: n === '' ? null : Number(n) }
}

/** A share and its digits after the point; a number without either % or a point does not say how it was rounded. */
function readRate(text: string): { rate: number; decimals: number } | undefined {
  const percent = /^(\d{1,3})(?:\.(\d{1,7}))?\s?%$/.exec(text)
  const [, whole = '', digits = ''] = percent ?? /^([01]?)\.(\d{1,9})$/.exec(text) ?? []
  if (whole === '' && digits === '') return undefined
  const rate = Number(`${whole}.${digits}e${percent === null ? 0 : -2}`)
  return rate <= 1 ? { rate, decimals: digits.length + (percent === null ? 0 : 2) } : undefined
}
