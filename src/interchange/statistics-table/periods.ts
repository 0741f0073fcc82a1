/** Counts over periods, with what they were counted over. */
import { sentence } from '../../error.ts'
import { quote } from '../csv-table.ts'
import { countIn, nameIn, once } from './cells.ts'
import type { Reading, Row } from './cells.ts'

export type PeriodsTable = {
  unit: 'year' | 'quarter' | 'month' | 'week' | 'day' | 'period'
  /** In the order of time; a period is one unit of it. */
  lines: { period: string; time: number; count: number; exposure: number | null }[]
}

type Moment = { unit: PeriodsTable['unit']; time: number }

/**
 * Every period with its count. A period is a year, quarter (2026-Q1), month (2026-01), week (2026-W07), day (2026-01-31)
 * or a number, all alike; days that follow each other by seven are weeks.
 */
export function readPeriods(reading: Reading): PeriodsTable {
  const { rows, refuse } = reading
  const check = once(reading, (row) => reading.cell(row, 'period'))
  let first: { period: string; unit: Moment['unit'] } | undefined
  const lines = rows.map((row) => {
    const period = nameIn(reading, row, 'period')
    check(row)
    const moment = momentOf(period)
    if (moment === undefined) {
      throw refuse(
        row,
        'period',
        sentence`${quote(period)} is no year, quarter (2026-Q1), month (2026-01), week (2026-W07), day (2026-01-31) or number.`,
      )
    }
    first ??= { period, unit: moment.unit }
    if (moment.unit !== first.unit)
      throw refuse(
        row,
        'period',
        sentence`${quote(period)} is not of the kind of the first, ${quote(first.period)}; write all alike.`,
      )
    return {
      row,
      period,
      time: moment.time,
      count: countIn(reading, row, 'count'),
      exposure: exposureIn(reading, row),
    }
  })
  const sorted = lines.toSorted((a, b) => a.time - b.time)
  const twice = sorted.find(({ time }, at) => time === sorted[at - 1]?.time)
  if (twice !== undefined)
    throw refuse(twice.row, 'period', sentence`${quote(twice.period)} stands twice, written differently.`)
  const found = first?.unit ?? 'period'
  const weekly = found === 'day' && sorted.length > 1 && gapsOf(sorted).every((gap) => gap === 7)
  if (found === 'day' && !weekly) {
    const uneven = gapsOf(sorted).findIndex((gap) => gap !== 1)
    const at = sorted[uneven + 1]
    if (uneven >= 0 && at !== undefined)
      throw refuse(
        at.row,
        'period',
        sentence`${quote(at.period)} does not follow the period before by a day, nor all by a week; give every period, with count 0 where nothing was reported.`,
      )
  }
  return {
    unit: weekly ? 'week' : found,
    lines: sorted.map(({ period, time, count, exposure }) => ({
      period,
      time: weekly ? time / 7 : time,
      count,
      exposure,
    })),
  }
}

function gapsOf(sorted: readonly { time: number }[]): number[] {
  return sorted.slice(1).map(({ time }, at) => time - (sorted[at]?.time ?? 0))
}

/** Users, calls, hours: above 0, or empty where nobody knows. */
function exposureIn(reading: Reading, row: Row): number | null {
  const text = reading.cell(row, 'exposure')
  if (text === '') return null
  const exposure = /^\d+(?:\.\d+)?(?:[eE][+-]?\d{1,3})?$/.test(text) ? Number(text) : 0
  if (!(exposure > 0 && Number.isFinite(exposure))) {
    throw reading.refuse(
      row,
      'exposure',
      sentence`${quote(text)} is no number above 0, such as 1200.5; leave it empty where it is not known.`,
    )
  }
  return exposure
}

const DAY = 86_400_000

function dayOf(year: number, month: number, day: number): number | undefined {
  const at = new Date(Date.UTC(year, month - 1, day))
  return at.getUTCMonth() === month - 1 && at.getUTCDate() === day ? at.getTime() / DAY : undefined
}

function momentOf(text: string): Moment | undefined {
  const [, year, quarter, week, month, day] =
    /^(\d{4})(?:-Q([1-4])|-W(\d{2})|-(\d{2})(?:-(\d{2}))?)?$/.exec(text) ?? []
  if (year === undefined) {
    const time = /^[+-]?\d{1,12}(?:\.\d{1,6})?$/.test(text) ? Number(text) : Number.NaN
    return Number.isFinite(time) ? { unit: 'period', time } : undefined
  }
  const y = Number(year)
  if (quarter !== undefined) return { unit: 'quarter', time: 4 * y + Number(quarter) - 1 }
  if (week !== undefined) return weekOf(y, Number(week))
  if (month === undefined) return { unit: 'year', time: y }
  if (Number(month) < 1 || Number(month) > 12) return undefined
  if (day === undefined) return { unit: 'month', time: 12 * y + Number(month) - 1 }
  const time = dayOf(y, Number(month), Number(day))
  return time === undefined ? undefined : { unit: 'day', time }
}

/** ISO 8601: week 1 holds the fourth of January, and a year has 52 or 53. */
function weekOf(year: number, week: number): Moment | undefined {
  const fourth = dayOf(year, 1, 4) ?? 0
  const monday = fourth - ((fourth + 3) % 7)
  const next = dayOf(year + 1, 1, 4) ?? 0
  const weeks = (next - ((next + 3) % 7) - monday) / 7
  return week >= 1 && week <= weeks ? { unit: 'week', time: (monday + 3) / 7 + week - 1 } : undefined
}
