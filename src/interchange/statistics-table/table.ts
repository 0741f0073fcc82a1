/**
 * Tables for statistics without an exercise: which of five it is follows from its columns (docs/guides/
 * statistics-of-a-table.md).
 *
 *   attempts   item, value (or refused, or outcome); lab or configuration, attempt, language, a column of groups
 *   totals     successes, n; lab, configuration or group
 *   judge      item, judge, human (empty where nobody labelled it); attempt, language
 *   raters     item, rater1, rater2; language
 *   incidents  period, count; exposure (empty where it is not known)
 *
 * A value that is no score, a label that stands twice, a period that is no time: refused with line and column. What a
 * column says that is not one of these is not read, and said.
 */
import { ConcordError, sentence } from '../../error.ts'
import { quote } from '../csv-table.ts'
import type { CsvTable } from '../csv-table.ts'
import { openTableFile } from '../table-file.ts'
import type { ByteSource } from '../text-source.ts'
import { readAttempts, readTotals } from './attempts.ts'
import type { AttemptsTable, TotalsTable } from './attempts.ts'
import { listed } from './cells.ts'
import type { Reading, Row } from './cells.ts'
import { readJudge, readRaters } from './labels.ts'
import type { JudgedLine, RatedLine } from './labels.ts'
import { readPeriods } from './periods.ts'
import type { PeriodsTable } from './periods.ts'

export type StatisticsTable = (
  | ({ kind: 'attempts' } & AttemptsTable)
  | ({ kind: 'totals' } & TotalsTable)
  | { kind: 'judge'; lines: JudgedLine[] }
  | { kind: 'raters'; lines: RatedLine[] }
  | ({ kind: 'incidents' } & PeriodsTable)
) & {
  /** Columns that were not read. */
  unread: string[]
}

type Kind = StatisticsTable['kind']

const MAX_ROWS = 2_000_000

/** Columns of each kind: those it needs, one of each group, and those it knows. */
const KINDS: Readonly<Record<Kind, { needs: readonly (readonly string[])[]; knows: readonly string[] }>> = {
  judge: { needs: [['item'], ['judge'], ['human']], knows: ['attempt', 'language'] },
  raters: { needs: [['item'], ['rater1'], ['rater2']], knows: ['language'] },
  incidents: { needs: [['period'], ['count']], knows: ['exposure'] },
  totals: { needs: [['successes'], ['n']], knows: ['lab', 'configuration', 'group'] },
  attempts: {
    needs: [['item'], ['value', 'refused', 'outcome']],
    knows: ['value', 'refused', 'outcome', 'lab', 'configuration', 'attempt', 'language'],
  },
}
const ORDER = ['judge', 'raters', 'incidents', 'totals', 'attempts'] as const

/**
 * Reads a table whole. `group` names the column that puts items of a table of attempts together. Throws `bad-input`
 * naming file, line and column at the first fault.
 */
export async function readStatisticsTable(
  source: ByteSource,
  name: string,
  { group = null }: { group?: string | null } = {},
): Promise<StatisticsTable> {
  const table = await openTableFile(source, name)
  const kind = kindOf(table, name)
  if (group !== null && (kind !== 'attempts' || !table.columns.includes(group))) {
    throw new ConcordError(
      'bad-input',
      sentence`${name}, line 1: no column ${quote(group)} that groups the items of attempts; there are ${listed(table.columns)}.`,
    )
  }
  const at = new Map(table.columns.map((column, index) => [column, index]))
  const held = holdOnce()
  const rows: Row[] = []
  for await (const { line, cells } of table.rows) {
    if (rows.length >= MAX_ROWS)
      throw new ConcordError('bad-input', sentence`${name}: more than ${MAX_ROWS} rows; split the table.`)
    rows.push({ line, cells: table.columns.map((column) => held(cells.get(column)?.trim() ?? '')) })
  }
  if (rows.length === 0) throw new ConcordError('bad-input', sentence`${name}: the table has no rows.`)
  const known = new Set([
    ...KINDS[kind].needs.flat(),
    ...KINDS[kind].knows,
    ...(group === null ? [] : [group]),
  ])
  const unread = table.columns.filter((column) => !known.has(column))
  const reading: Reading = {
    name,
    rows,
    columns: table.columns,
    cell: (row, column) => row.cells[at.get(column) ?? -1] ?? '',
    refuse: (row, column, what) =>
      new ConcordError('bad-input', sentence`${name}, line ${row.line}, column ${column}: ${what}`),
  }
  switch (kind) {
    case 'attempts':
      return { kind, ...readAttempts(reading, group), unread }
    case 'totals':
      return { kind, ...readTotals(reading), unread }
    case 'judge':
      return { kind, lines: readJudge(reading), unread }
    case 'raters':
      return { kind, lines: readRaters(reading), unread }
    case 'incidents':
      return { kind, ...readPeriods(reading), unread }
  }
}

/** Different texts of cells that are held once each; a table of very many has hardly any twice. */
const MOST_HELD = 500_000

/** Gives each text as it was first seen: a large table has few different names and values in millions of cells. */
function holdOnce(): (text: string) => string {
  const held = new Map<string, string>()
  return (text) => {
    const known = held.get(text)
    if (known !== undefined) return known
    if (held.size < MOST_HELD) held.set(text, text)
    return text
  }
}

function kindOf({ columns }: CsvTable, name: string): Kind {
  const found = ORDER.find((kind) =>
    KINDS[kind].needs.every((one) => one.some((column) => columns.includes(column))),
  )
  if (found !== undefined) return found
  const [only = ''] = columns
  if (columns.length === 1 && /[;\t|]/.test(only)) {
    throw new ConcordError(
      'bad-input',
      sentence`${name}, line 1: the columns are not separated by commas; save the table with commas as .csv, or with tabs as .tsv.`,
    )
  }
  throw new ConcordError(
    'bad-input',
    sentence`${name}, line 1: ${listed(columns)} are the columns of no table that is known; known are item and value, successes and n, item and judge and human, item and rater1 and rater2, period and count.`,
  )
}
