import type { TwoRaters } from '../../statistics/index.ts'
import { cell, isolate } from '../build/voice.ts'
import type { Voice } from '../build/voice.ts'
import type { Figure, FigureRow, Table } from '../document.ts'
import { numberAxis } from '../build/axis.ts'
import { numbersOf } from '../build/lab-figures.ts'
import { countRow, intervalOf, numberRow, numbersTable, percentRow } from './numbers.ts'
import type { StatisticsPart, ToldStatistics } from './part.ts'
import { refusedTold } from './refused.ts'

type Part = Extract<StatisticsPart, { set: 'two-raters' }>

/** Two raters told: on how much they agree, with AC1 and never κ alone. */
export function tellRaters({ result }: Part, voice: Voice): ToldStatistics {
  const { t } = voice
  const why = t('statistics.why.raters')
  if (!result.ok) return refusedTold(why, result, voice)
  const { estimates, intervals, diagnostics } = result.value
  const range = intervalOf(intervals.observed)
  const notes = [t('statistics.note.kappa')]
  if (estimates.items < 10) notes.push(t('statistics.note.few-items'))
  if (diagnostics.unlabelled > 0) {
    notes.push(t('statistics.note.unlabelled', { count: diagnostics.unlabelled }))
  }
  return {
    why,
    sentences: [
      t('statistics.raters.agree', {
        agreement: voice.percent(estimates.observed, range ?? undefined),
        items: voice.count(estimates.items),
        range: range === null ? 'none' : voice.percentRange(range),
        ac1: voice.number(estimates.ac1, 2),
      }),
    ],
    notes,
    tables: [labelsTable(result.value, voice), figuresTable(result.value, voice)],
    figures: [agreementFigure(result.value, voice)],
  }
}

function figuresTable({ estimates, intervals, diagnostics }: TwoRaters, voice: Voice): Table {
  const { t } = voice
  return numbersTable(voice, 'raters', [
    percentRow(voice, t('statistics.row.agreement'), estimates.observed, intervals.observed),
    numberRow(voice, t('statistics.row.ac1'), estimates.ac1, 2, intervals.ac1),
    numberRow(voice, t('statistics.row.alpha'), estimates.alpha, 2, intervals.alpha),
    numberRow(voice, t('statistics.row.kappa'), estimates.kappa, 2, intervals.kappa),
    ...diagnostics.categories.map((category, at) =>
      percentRow(
        voice,
        t('statistics.row.of-category', { category: isolate(category) }),
        estimates.byCategory[at] ?? null,
      ),
    ),
    countRow(voice, t('statistics.row.items'), estimates.items),
  ])
}

/** Who said what: rows the first rater, columns the second. */
function labelsTable({ diagnostics }: TwoRaters, voice: Voice): Table {
  const { categories, table } = diagnostics
  return {
    block: 'table',
    id: 'labels',
    heading: voice.t('statistics.labels'),
    lead: [],
    columns: [
      { text: voice.t('statistics.column.first'), align: 'start' },
      ...categories.map((category) => ({
        text: { foreign: category, lang: null },
        align: 'end' as const,
      })),
    ],
    rows: categories.map((category, row) => [
      cell({ foreign: category, lang: null }),
      ...categories.map((_, column) => {
        const count = table[row]?.[column] ?? 0
        return cell(voice.count(count), { value: count })
      }),
    ]),
    notes: [],
  }
}

function agreementFigure({ estimates, intervals }: TwoRaters, voice: Voice): Figure {
  const { t } = voice
  const rows = (
    [
      [t('statistics.row.agreement'), estimates.observed, intervals.observed],
      [t('statistics.row.ac1'), estimates.ac1, intervals.ac1],
      [t('statistics.row.alpha'), estimates.alpha, intervals.alpha],
      [t('statistics.row.kappa'), estimates.kappa, intervals.kappa],
    ] as const
  ).map(([label, value, range]): FigureRow => {
    const found = intervalOf(range)
    const words =
      found === null
        ? voice.number(value, 2)
        : `${voice.number(value, 2)} (${t('statistics.range', { lo: voice.number(found.lo, 2), hi: voice.number(found.hi, 2) })})`
    return {
      label,
      kind: 'estimate',
      attention: false,
      value,
      interval: found === null ? null : { lo: found.lo, hi: found.hi },
      beside: null,
      words,
      ref: null,
    }
  })
  const axis = numberAxis([0, 1, ...rows.flatMap(numbersOf)], voice)
  return {
    id: 'raters',
    heading: t('statistics.figure.raters'),
    caption: t('statistics.figure.raters-caption'),
    label: t('statistics.figure.raters-label', {
      rows: rows
        .map(({ label, words }) => `${typeof label === 'string' ? label : label.foreign} ${words}`)
        .join(', '),
    }),
    axis,
    bands: [],
    lines: [{ value: 0, text: null }],
    rows,
  }
}
