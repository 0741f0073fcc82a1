/** Rows of the table that stands under a picture: the same numbers, each with its interval. */
import { isClipped } from '../../message/index.ts'
import type { Interval, Result } from '../../statistics/index.ts'
import { cell } from '../build/voice.ts'
import type { Voice } from '../build/voice.ts'
import type { Cell, Table } from '../document.ts'

type Range = Interval | Result<Interval> | null

/** A row of the table of figures; null where there is nothing to say. */
export type NumberRow = { cells: [Cell, Cell, Cell]; clipped: boolean } | null

/** The interval, where there is one. */
export function intervalOf(range: Range): Interval | null {
  if (range === null || !('ok' in range)) return range
  return range.ok ? range.value : null
}

function row(label: string, value: Cell, range: Range, words: (range: Interval) => string): NumberRow {
  const found = intervalOf(range)
  const refused = range !== null && 'ok' in range && !range.ok
  return {
    cells: [
      cell(label),
      value,
      found === null ? cell(refused ? '–' : '') : cell(words(found), { value: [found.lo, found.hi] }),
    ],
    clipped: false,
  }
}

export function percentRow(
  voice: Voice,
  label: string,
  value: number | null,
  range: Range = null,
): NumberRow {
  if (value === null) return null
  const found = intervalOf(range)
  const made = row(
    label,
    cell(voice.percent(value, found ?? undefined), { value }),
    range,
    voice.percentRange,
  )
  return made === null ? null : { ...made, clipped: found !== null && isClipped(found) }
}

/** A difference of shares, in points. */
export function pointsRow(
  voice: Voice,
  label: string,
  value: number | null,
  range: Range = null,
  signed = true,
): NumberRow {
  if (value === null) return null
  const found = intervalOf(range) ?? undefined
  const text = signed ? voice.signedPoints(value, found) : voice.points(value, found)
  return row(label, cell(text, { value }), range, (one) => voice.pointsRange(one, signed))
}

/** Two ends without a value between. */
export function percentRangeRow(voice: Voice, label: string, range: Interval | null): NumberRow {
  return range === null ? null : row(label, cell(''), range, voice.percentRange)
}

export function pointsRangeRow(
  voice: Voice,
  label: string,
  range: Interval | null,
  signed = true,
): NumberRow {
  return range === null ? null : row(label, cell(''), range, (one) => voice.pointsRange(one, signed))
}

export function numberRow(
  voice: Voice,
  label: string,
  value: number | null,
  decimals: number,
  range: Range = null,
): NumberRow {
  if (value === null) return null
  const words = ({ lo, hi }: Interval): string =>
    voice.t('statistics.range', { lo: voice.number(lo, decimals), hi: voice.number(hi, decimals) })
  return row(label, cell(voice.number(value, decimals), { value }), range, words)
}

/** A change in hundredths, with its sign. */
export function changeRow(voice: Voice, label: string, change: number, range: Interval): NumberRow {
  const text = voice.signedPoints(change, range)
  return row(label, cell(text, { value: change }), range, voice.signedRange)
}

export function countRow(voice: Voice, label: string, count: number | null): NumberRow {
  return count === null ? null : row(label, cell(voice.count(count), { value: count }), null, () => '')
}

export function pRow(voice: Voice, label: string, p: number | null): NumberRow {
  return p === null ? null : row(label, cell(voice.p(p), { value: p }), null, () => '')
}

export function textRow(label: string, text: string, value: number | null = null): NumberRow {
  return row(label, cell(text, { value }), null, () => '')
}

/** The table of the rows that say something. */
export function numbersTable(voice: Voice, id: string, rows: readonly NumberRow[]): Table {
  const shown = rows.filter((one) => one !== null)
  return {
    block: 'table',
    id,
    heading: voice.t('report.numbers.heading'),
    lead: [],
    columns: [
      { text: voice.t('statistics.column.figure'), align: 'start' },
      { text: voice.t('statistics.column.value'), align: 'end' },
      { text: voice.t('report.column.interval'), align: 'end' },
    ],
    rows: shown.map(({ cells }) => cells),
    notes: shown.some(({ clipped }) => clipped) ? [voice.t('report.note.clipped')] : [],
  }
}
