import { decimalsFor, pointsShown } from '../../message/index.ts'
import type { Incidents, Interval } from '../../statistics/index.ts'
import { numberAxis } from '../build/axis.ts'
import { numbersOf } from '../build/lab-figures.ts'
import { cell, isolate } from '../build/voice.ts'
import type { Voice } from '../build/voice.ts'
import type { Figure, FigureRow, Table } from '../document.ts'
import { changeRow, countRow, intervalOf, numberRow, numbersTable, pRow } from './numbers.ts'
import type { NumberRow } from './numbers.ts'
import type { StatisticsPart, ToldStatistics } from './part.ts'
import { refusedTold } from './refused.ts'

type Part = Extract<StatisticsPart, { set: 'incidents' }>

/** Counts over periods told: how reports and use developed, what that makes of the rate, and the alarm. */
export function tellIncidents(part: Part, voice: Voice): ToldStatistics {
  const { t } = voice
  const { result, plan } = part
  const what = t('statistics.why.incidents')
  const why = plan === null ? `${what} ${t('statistics.why.no-alarm')}` : what
  if (!result.ok) return refusedTold(why, result, voice)
  const found = result.value
  const notes = [t('statistics.note.unseen')]
  if (plan !== null) {
    notes.push(
      t('statistics.note.plan', {
        rate: shortNumber(plan.rate, voice),
        shape: shortNumber(plan.shape, voice),
        exposure: shortNumber(plan.priorExposure, voice),
        alpha: shortNumber(plan.alpha, voice),
      }),
    )
  }
  const scale = scaleOf(found)
  return {
    why,
    sentences: [trendSentence(part, found, voice), ...alarmSentences(part, found, voice)],
    notes,
    tables: [
      periodsTable(part, found, scale, voice),
      numbersTable(voice, 'incidents', rowsOf(found, scale, voice)),
    ],
    figures: [...ratesFigure(part, found, scale, voice), ...evidenceFigure(part, found, voice)],
  }
}

/** A whole number as it is, another with up to four digits that tell, and without an exponent. */
function shortNumber(value: number, voice: Voice): string {
  if (Number.isInteger(value) || value >= 1000) return voice.count(value)
  const rounded = Number(value.toPrecision(4))
  const decimals = Math.max(0, 3 - Math.floor(Math.log10(value)))
  return voice.number(
    rounded,
    Math.min(decimals, (rounded.toFixed(12).replace(/0+$/, '').split('.')[1] ?? '').length),
  )
}

/** Words of a message have no hyphen. */
const MODEL = { poisson: 'poisson', 'negative-binomial': 'negative', 'quasi-poisson': 'quasi' } as const

type Change = 'rose' | 'fell' | 'same'

function changeOf(from: number, to: number): Change {
  return to > from ? 'rose' : to < from ? 'fell' : 'same'
}

function trendSentence(
  { unit }: Part,
  { estimates, intervals, diagnostics }: Incidents,
  voice: Voice,
): string {
  const { t } = voice
  const first = estimates.periods[0]
  const last = estimates.periods.at(-1)
  const change = changeOf(first?.count ?? 0, last?.count ?? 0)
  const counted = t('statistics.incidents.reports', {
    change,
    from: voice.count(first?.count ?? 0),
    to: voice.count(last?.count ?? 0),
    unit,
  })
  if (diagnostics.exposure === null) return t('statistics.incidents.no-rate', { reports: counted })
  const use = changeOf(first?.exposure ?? 0, last?.exposure ?? 0)
  const reports = t('statistics.incidents.use', {
    reports: counted,
    use: use === change && use !== 'same' ? `${use}Too` : use,
  })
  if (!intervals.trend.ok) return t('statistics.incidents.no-trend', { reports })
  const { ratio, lo, hi } = intervals.trend.value
  const rise = ratio - 1
  const range: Interval = { lo: lo - 1, hi: hi - 1 }
  const decimals = decimalsFor(range)
  const words = { reports, unit, range: voice.signedRange(range) }
  if (pointsShown(rise, { decimals }) === 0) return t('statistics.incidents.even', words)
  return t('statistics.incidents.rate', {
    ...words,
    change: rise > 0 ? 'rose' : 'fell',
    percent: voice.points(rise, range),
    chance: lo <= 1 && hi >= 1 ? 'yes' : 'no',
  })
}

function alarmSentences({ periods }: Part, { verdict, diagnostics }: Incidents, voice: Voice): string[] {
  const { monitor } = diagnostics
  if (monitor === null) return []
  if (!monitor.ok) return [voice.t(`report.refusal.${monitor.reason}`)]
  if (verdict !== 'alarm') return [voice.t('statistics.incidents.no-alarm')]
  const at = periods[monitor.value.alarmAt ?? -1]
  return [voice.t('statistics.incidents.alarm', { at: at === undefined ? 'none' : isolate(at) })]
}

/** Rates are shown per 1, 1,000, … of exposure, so that they have digits before the mark. */
function scaleOf({ estimates }: Incidents): number {
  const most = Math.max(0, ...estimates.periods.map(({ rate }) => rate ?? 0))
  return [1, 1e3, 1e6, 1e9].find((scale) => most * scale >= 1) ?? 1
}

function rateWords(rate: number, scale: number, voice: Voice): string {
  return voice.number(rate * scale, 2)
}

function rangeWords({ lo, hi }: Interval, scale: number, voice: Voice): string {
  return voice.t('statistics.range', { lo: rateWords(lo, scale, voice), hi: rateWords(hi, scale, voice) })
}

function periodsTable({ periods }: Part, found: Incidents, scale: number, voice: Voice): Table {
  const { t } = voice
  const { monitor } = found.diagnostics
  const looks = monitor?.ok === true ? monitor.value.looks : null
  const rated =
    found.diagnostics.exposure !== null || found.estimates.periods.some(({ rate }) => rate !== null)
  const columns = [
    t('statistics.column.count'),
    ...(rated ? [t('statistics.column.exposure'), rateHead(scale, voice)] : []),
    ...(looks === null ? [] : [t('statistics.column.evidence')]),
  ]
  return {
    block: 'table',
    id: 'periods',
    heading: t('statistics.periods'),
    lead: [],
    columns: [
      { text: t('statistics.column.period'), align: 'start' },
      ...columns.map((text) => ({ text, align: 'end' as const })),
    ],
    rows: found.estimates.periods.map(({ count, exposure, rate }, at) => {
      const range = intervalOf(found.intervals.periods[at] ?? null)
      const words =
        rate === null || range === null
          ? '–'
          : `${rateWords(rate, scale, voice)} (${rangeWords(range, scale, voice)})`
      const evidence = looks?.[at]?.lnAbove
      return [
        cell({ foreign: periods[at] ?? '', lang: null }),
        cell(voice.count(count), { value: count }),
        ...(rated
          ? [
              exposure === null ? cell('–') : cell(shortNumber(exposure, voice), { value: exposure }),
              cell(words, { value: rate }),
            ]
          : []),
        ...(looks === null
          ? []
          : [evidence === undefined ? cell('–') : cell(voice.number(evidence, 2), { value: evidence })]),
      ]
    }),
    notes: [],
  }
}

function rateHead(scale: number, voice: Voice): string {
  return voice.t('statistics.column.rate', { per: voice.count(scale) })
}

function rowsOf({ estimates, intervals, diagnostics }: Incidents, scale: number, voice: Voice): NumberRow[] {
  const { t } = voice
  const { trend, shape, monitor } = diagnostics
  const total = intervalOf(intervals.rate)
  const chosen = trend.ok ? trend.value.chosen : null
  const phi = trend.ok ? trend.value.dispersion : null
  return [
    countRow(voice, t('statistics.column.count'), diagnostics.count),
    estimates.rate === null
      ? null
      : numberRow(
          voice,
          t('statistics.row.rate', { per: voice.count(scale) }),
          estimates.rate * scale,
          2,
          total === null ? null : { lo: total.lo * scale, hi: total.hi * scale },
        ),
    chosen === null
      ? null
      : changeRow(voice, t('statistics.row.trend', { model: MODEL[chosen.model] }), chosen.ratio - 1, {
          lo: chosen.lo - 1,
          hi: chosen.hi - 1,
        }),
    phi === null
      ? null
      : pRow(voice, t('statistics.row.dispersion', { phi: voice.number(phi.phi, 2) }), phi.p),
    pRow(voice, t('statistics.row.shape'), shape.ok ? shape.value.p : null),
    monitor?.ok === true
      ? numberRow(
          voice,
          t('statistics.row.evidence', { alarm: voice.number(monitor.value.lnAlarm, 2) }),
          monitor.value.looks.at(-1)?.lnAbove ?? null,
          2,
        )
      : null,
  ]
}

function ratesFigure({ periods }: Part, found: Incidents, scale: number, voice: Voice): Figure[] {
  const total = found.estimates.rate
  if (total === null) return []
  const rows = found.estimates.periods.map(({ rate }, at): FigureRow => {
    const range = intervalOf(found.intervals.periods[at] ?? null)
    const base = {
      label: { foreign: periods[at] ?? '', lang: null },
      attention: false,
      beside: null,
      ref: null,
    }
    if (rate === null || range === null) {
      return { ...base, kind: 'none', value: null, interval: null, words: voice.t('report.refused') }
    }
    return {
      ...base,
      kind: 'estimate',
      value: rate * scale,
      interval: { lo: range.lo * scale, hi: range.hi * scale },
      words: `${rateWords(rate, scale, voice)} (${rangeWords(range, scale, voice)})`,
    }
  })
  return [
    {
      id: 'rates',
      heading: rateHead(scale, voice),
      caption: voice.t('statistics.figure.rates-caption', { per: voice.count(scale) }),
      label: voice.t('statistics.figure.rates-label', { rows: rowWords(rows) }),
      axis: numberAxis([0, total * scale, ...rows.flatMap(numbersOf)], voice),
      bands: [],
      lines: [{ value: total * scale, text: null }],
      rows,
    },
  ]
}

function rowWords(rows: readonly FigureRow[]): string {
  return rows
    .map(({ label, words }) => `${typeof label === 'string' ? label : isolate(label.foreign)} ${words}`)
    .join(', ')
}

function evidenceFigure({ periods }: Part, found: Incidents, voice: Voice): Figure[] {
  const { monitor } = found.diagnostics
  if (monitor?.ok !== true) return []
  const { looks, lnAlarm } = monitor.value
  const rows = looks.map(({ lnAbove }, at): FigureRow => ({
    label: { foreign: periods[at] ?? '', lang: null },
    kind: 'estimate',
    attention: lnAbove >= lnAlarm,
    value: lnAbove,
    interval: null,
    beside: null,
    words: voice.number(lnAbove, 2),
    ref: null,
  }))
  const alarm = voice.number(lnAlarm, 2)
  return [
    {
      id: 'evidence',
      heading: voice.t('statistics.figure.evidence'),
      caption: voice.t('statistics.figure.evidence-caption'),
      label: voice.t('statistics.figure.evidence-label', { alarm, rows: rowWords(rows) }),
      axis: numberAxis([0, lnAlarm, ...rows.flatMap(numbersOf)], voice),
      bands: [],
      lines: [{ value: lnAlarm, text: voice.t('statistics.figure.alarm', { alarm }) }],
      rows,
    },
  ]
}
