import type { OneRun, Result } from '../../statistics/index.ts'
import { axisSentence, percentAxis } from '../build/axis.ts'
import { numbersOf } from '../build/lab-figures.ts'
import type { Voice } from '../build/voice.ts'
import type { Figure, FigureRow } from '../document.ts'
import {
  countRow,
  intervalOf,
  numberRow,
  numbersTable,
  percentRangeRow,
  percentRow,
  textRow,
} from './numbers.ts'
import type { Measure, ToldStatistics } from './part.ts'
import { refusedTold } from './refused.ts'

/** Rounds to one decimal, as a bound alone is shown. */
const DECIMAL = { lo: 0, hi: 0 }

/** One run told: its score, or what no failure leaves open, then what the missing could do. */
export function tellOneRun(result: Result<OneRun>, measure: Measure, voice: Voice): ToldStatistics {
  if (!result.ok) return refusedTold(voice.t('statistics.why.one'), result, voice)
  const run = result.value
  const { items, repeats, groups } = run.diagnostics
  const notes: string[] = []
  if (items !== null && Math.min(items, groups ?? items) < 10)
    notes.push(voice.t('statistics.note.few-items'))
  if (repeats !== null && repeats.fewest !== repeats.most) {
    notes.push(voice.t('statistics.note.unequal', { fewest: repeats.fewest, most: repeats.most }))
  }
  return {
    why: voice.t(items === null ? 'statistics.why.one-total' : 'statistics.why.one'),
    sentences: [scoreSentence(run, measure, voice), ...missingSentences(run, measure, voice)],
    notes,
    tables: [numbersTable(voice, 'one-run', rowsOf(run, measure, voice))],
    figures: [scoreFigure(run, voice)],
  }
}

function scoreSentence(run: OneRun, measure: Measure, voice: Voice): string {
  const { estimates, intervals, diagnostics } = run
  const { items, attempts, repeats } = diagnostics
  const { notExcluded } = intervals
  if (notExcluded !== null) {
    const of =
      measure !== 'refusals' ? notExcluded.of : notExcluded.of === 'successes' ? 'refusals' : 'answers'
    return voice.t('statistics.one.none-seen', {
      of,
      unit: items === null ? 'attempts' : 'tasks',
      count: voice.count(items ?? attempts),
      share: voice.percent(notExcluded.share, DECIMAL),
    })
  }
  const range = intervalOf(intervals.score)
  const score = voice.percent(estimates.score, range ?? undefined)
  const words = range === null ? 'none' : voice.percentRange(range)
  if (items === null) {
    return voice.t('statistics.one.total', { measure, score, count: voice.count(attempts), range: words })
  }
  const flips = estimates.flipRate === null ? 'none' : voice.percent(estimates.flipRate)
  return voice.t('statistics.one.score', {
    measure,
    score,
    count: voice.count(items),
    range: words,
    flips,
    tries: voice.count(repeats?.most ?? 1),
  })
}

function missingSentences({ diagnostics, intervals }: OneRun, measure: Measure, voice: Voice): string[] {
  const { bounds, missing, repeats } = diagnostics
  const refused = intervals.score.ok ? [] : [voice.t(`report.refusal.${intervals.score.reason}`)]
  if (bounds === null) return refused
  const single = repeats?.most === 1
  const unit = !single ? 'attempts' : measure === 'refusals' ? 'requests' : 'tasks'
  return [...refused, boundsSentence(bounds, missing, unit, voice)]
}

/** `74% to 81%, depending on …`. */
function boundsSentence(
  bounds: { lo: number; hi: number },
  missing: number,
  unit: 'tasks' | 'requests' | 'attempts',
  voice: Voice,
): string {
  return voice.t('statistics.missing', {
    lo: voice.percent(bounds.lo, bounds),
    hi: voice.percent(bounds.hi, bounds),
    count: missing,
    text: voice.count(missing),
    unit,
  })
}

function rowsOf({ estimates, intervals, diagnostics }: OneRun, measure: Measure, voice: Voice) {
  const { t } = voice
  const { ends, bounds } = diagnostics
  return [
    percentRow(voice, t('statistics.row.score'), estimates.score, intervals.score),
    intervals.notExcluded === null
      ? null
      : textRow(
          t('statistics.row.not-excluded'),
          voice.percent(intervals.notExcluded.share, DECIMAL),
          intervals.notExcluded.share,
        ),
    percentRangeRow(voice, t('statistics.row.bounds'), bounds),
    percentRow(voice, t('statistics.row.flips'), estimates.flipRate),
    countRow(voice, t('statistics.row.tasks'), diagnostics.items),
    countRow(voice, t('statistics.row.groups'), diagnostics.groups),
    countRow(voice, t('statistics.row.attempts'), diagnostics.attempts),
    diagnostics.items === null ? null : countRow(voice, t('statistics.row.missing'), diagnostics.missing),
    diagnostics.notApplicable === 0
      ? null
      : countRow(voice, t('statistics.row.not-applicable'), diagnostics.notApplicable),
    numberRow(voice, t('statistics.row.design-effect'), diagnostics.designEffect, 2),
    ends === null
      ? null
      : textRow(
          t('statistics.row.ends', { measure }),
          `${voice.percent(ends.ceiling)}, ${voice.percent(ends.floor)}`,
        ),
  ]
}

function scoreFigure({ estimates, intervals, diagnostics: { strip } }: OneRun, voice: Voice): Figure {
  const range = intervalOf(intervals.score)
  const most = Math.max(...(strip ?? []).map(({ items }) => items))
  const row: FigureRow = {
    label: voice.t('statistics.figure.this-lab'),
    kind: 'estimate',
    attention: false,
    value: estimates.score,
    interval: range === null ? null : { lo: range.lo, hi: range.hi },
    beside: null,
    words:
      range === null
        ? voice.percent(estimates.score)
        : `${voice.percent(estimates.score, range)} (${voice.percentRange(range)})`,
    ref: null,
    ...(strip === null
      ? {}
      : { strip: strip.map(({ mean, items }) => ({ value: mean, height: items / most })) }),
  }
  const axis = percentAxis(strip === null ? numbersOf(row) : [0, 1], voice)
  const caption = voice.t(
    strip === null ? 'statistics.figure.score-plain' : 'statistics.figure.score-caption',
  )
  return {
    id: 'score',
    heading: voice.t('statistics.figure.score'),
    caption: caption + axisSentence(axis, voice),
    label: voice.t('statistics.figure.score-label', { row: row.words }),
    axis,
    bands: [],
    lines: [],
    rows: [row],
  }
}
