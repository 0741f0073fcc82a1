/** The labs of a joint exercise one by one: scores and distances, as rows of a picture and of a table. */
import type { Interval, JointExercise, JointExerciseOfTotals, Result } from '../../statistics/index.ts'
import { distancesFigure, forestFigure } from '../build/lab-figures.ts'
import { cell, isolate } from '../build/voice.ts'
import type { Voice } from '../build/voice.ts'
import type { Cell, Figure, FigureRow, Table } from '../document.ts'
import { intervalOf } from './numbers.ts'
import type { StatisticsPart } from './part.ts'

type Part = Extract<StatisticsPart, { set: 'joint-exercise' }>

type Scores = {
  estimates: { mean: number; labs: readonly { score: number }[] }
  intervals: {
    joint: Result<{ thisTest: Interval; tasksOfThisKind?: Interval; nextLab: Interval }>
    labs: readonly { score: Result<Interval> }[]
  }
}

/** Name and score of each lab, the score with its range. */
export function labScores(
  labs: readonly string[],
  { estimates, intervals }: Scores,
  voice: Voice,
): { name: string; words: string; score: number; range: Interval | null }[] {
  return labs.map((lab, at) => {
    const score = estimates.labs[at]?.score ?? 0
    const range = intervalOf(intervals.labs[at]?.score ?? null)
    const words =
      range === null ? voice.percent(score) : `${voice.percent(score, range)} (${voice.percentRange(range)})`
    return { name: isolate(lab), words, score, range }
  })
}

/** The distances that decide: of a lab from those that are not named, else from all others. */
export function distancesOf({ estimates, intervals }: JointExercise): (Interval & { value: number })[] {
  return intervals.labs.map(({ d, final }, lab) => final ?? { ...d, value: estimates.labs[lab]?.d ?? 0 })
}

function rowOf(
  lab: string,
  value: number,
  range: Interval | null,
  words: string,
  attention: boolean,
): FigureRow {
  return {
    label: { foreign: lab, lang: null },
    kind: 'estimate',
    attention,
    value,
    interval: range === null ? null : { lo: range.lo, hi: range.hi },
    beside: null,
    words,
    ref: null,
  }
}

/** The labs with the ranges of their mean. */
export function scoresFigure(
  labs: readonly string[],
  scores: JointExercise | JointExerciseOfTotals,
  voice: Voice,
): Figure {
  const named = scores.verdict?.named ?? []
  const told = labScores(labs, scores, voice)
  const joint = scores.intervals.joint
  return forestFigure(
    {
      id: 'labs',
      rows: told.map(({ score, range, words }, at) =>
        rowOf(labs[at] ?? '', score, range, words, named.includes(at)),
      ),
      words: told.map(({ name, words }) => `${name} ${words}`).join(', '),
      joint: joint.ok
        ? {
            mean: scores.estimates.mean,
            thisTest: joint.value.thisTest,
            tasksOfThisKind: 'tasksOfThisKind' in joint.value ? joint.value.tasksOfThisKind : null,
            nextLab: joint.value.nextLab,
          }
        : null,
    },
    voice,
  )
}

export function distanceFigure({ labs, delta }: Part, joint: JointExercise, voice: Voice): Figure {
  const named = joint.verdict?.named ?? []
  const rows = distancesOf(joint).map(({ value, lo, hi }, at) => {
    const words = `${voice.signedPoints(value, { lo, hi })} (${voice.pointsRange({ lo, hi }, true)})`
    return rowOf(labs[at] ?? '', value, { lo, hi }, words, named.includes(at))
  })
  const words = rows.map((row, at) => `${isolate(labs[at] ?? '')} ${row.words}`).join(', ')
  return distancesFigure({ id: 'distances', rows, words, delta, after: false }, voice)
}

/** Score and distances of each lab, with the tests, and what missing attempts could do. */
export function labTable({ labs, delta }: Part, joint: JointExercise, voice: Voice): Table {
  const { t } = voice
  const missing = joint.diagnostics.labs.some(({ bounds }) => bounds !== null)
  const named = joint.verdict?.named ?? []
  const points = (value: number, range: Interval): Cell =>
    cell(`${voice.signedPoints(value, range)} (${voice.pointsRange(range, true)})`, { value })
  const p = (value: number | null | undefined): Cell =>
    value === null || value === undefined ? cell('–') : cell(voice.p(value), { value })
  const rows = labScores(labs, joint, voice).map(({ name, words, score }, at): Cell[] => {
    const own = joint.intervals.labs[at]
    const tests = joint.diagnostics.labs[at]
    const d = joint.estimates.labs[at]?.d ?? 0
    return [
      cell(name, { attention: named.includes(at) }),
      cell(words, { value: score }),
      own === undefined ? cell('–') : points(d, own.d),
      p(tests?.holm),
      ...(delta === null
        ? []
        : [
            p(tests?.beyondHolm),
            own === undefined || own.final === null ? cell('–') : points(own.final.value, own.final),
          ]),
      ...(missing
        ? [cell(tests?.bounds === null || tests === undefined ? '–' : voice.pointsRange(tests.bounds, true))]
        : []),
    ]
  })
  const end = (text: string): Table['columns'][number] => ({ text, align: 'end' })
  return {
    block: 'table',
    id: 'labs',
    heading: t('statistics.labs'),
    lead: [],
    columns: [
      { text: t('statistics.column.lab'), align: 'start' },
      end(t('report.column.score')),
      end(t('report.column.distance')),
      end(t('report.column.p')),
      ...(delta === null
        ? []
        : [
            end(t('report.column.p-beyond', { delta: voice.points(delta, { lo: 0, hi: 1 }) })),
            end(t('report.column.final')),
          ]),
      ...(missing ? [end(t('report.column.bounds'))] : []),
    ],
    rows,
    notes: [],
  }
}
