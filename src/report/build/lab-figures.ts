import type { Figure, FigureRow } from '../document.ts'
import { axisSentence, percentAxis, pointsAxis } from './axis.ts'
import { exact } from './joint-verdict.ts'
import type { Voice } from './voice.ts'

type Range = { lo: number; hi: number }

/** Rows of labs, already with their words; `words` are all of them as one text. */
type LabRows = { id: string; rows: readonly FigureRow[]; words: string }

/** The labs with both intervals of their mean, and where another one would be expected. */
export function forestFigure(
  {
    id,
    rows,
    words,
    joint,
  }: LabRows & {
    joint: { mean: number; thisTest: Range; tasksOfThisKind: Range | null; nextLab: Range } | null
  },
  voice: Voice,
): Figure {
  const values = rows.flatMap(numbersOf)
  const base = {
    id,
    heading: voice.t('report.forest.heading'),
    label: voice.t('report.forest.label', { rows: words }),
  }
  if (joint === null) {
    const axis = percentAxis(values.length === 0 ? [0, 1] : values, voice)
    const caption = voice.t('report.forest.caption-plain') + axisSentence(axis, voice)
    return { ...base, caption, axis, bands: [], lines: [], rows: [...rows] }
  }
  const { mean, thisTest, tasksOfThisKind, nextLab } = joint
  const next: FigureRow = {
    label: voice.t('report.forest.next'),
    kind: 'range',
    attention: false,
    value: null,
    interval: { lo: nextLab.lo, hi: nextLab.hi },
    beside: null,
    words: voice.percentRange(nextLab),
    ref: null,
  }
  const bands = [thisTest, nextLab, ...(tasksOfThisKind === null ? [] : [tasksOfThisKind])]
  const axis = percentAxis([...values, mean, ...bands.flatMap(({ lo, hi }) => [lo, hi])], voice)
  const count = rows.length
  return {
    ...base,
    ...bandsOf(thisTest, tasksOfThisKind, nextLab, axis, voice),
    axis,
    lines: [
      {
        value: mean,
        text: voice.t('report.forest.mean', {
          count,
          word: voice.word(count),
          mean: voice.percent(mean, thisTest),
        }),
      },
    ],
    rows: [...rows, next],
  }
}

function bandsOf(
  thisTest: Range,
  tasksOfThisKind: Range | null,
  nextLab: Range,
  axis: Figure['axis'],
  voice: Voice,
): Pick<Figure, 'caption' | 'bands'> {
  const next = voice.percentRange(nextLab)
  if (tasksOfThisKind === null) {
    const caption = voice.t('report.forest.caption-test', { inner: voice.percentRange(thisTest), next })
    return {
      caption: caption + axisSentence(axis, voice),
      bands: [{ lo: thisTest.lo, hi: thisTest.hi, kind: 'inner' }],
    }
  }
  // With few labs the range for this test can be the wider one.
  const kindOutside = tasksOfThisKind.hi - tasksOfThisKind.lo >= thisTest.hi - thisTest.lo
  const [outer, inner] = kindOutside ? [tasksOfThisKind, thisTest] : [thisTest, tasksOfThisKind]
  const caption = voice.t('report.forest.caption', {
    outside: kindOutside ? 'kind' : 'test',
    inner: voice.percentRange(inner),
    outer: voice.percentRange(outer),
    next,
  })
  return {
    caption: caption + axisSentence(axis, voice),
    bands: [
      { lo: outer.lo, hi: outer.hi, kind: 'outer' },
      { lo: inner.lo, hi: inner.hi, kind: 'inner' },
    ],
  }
}

/** Distances of the labs in the ±δ band. */
export function distancesFigure(
  { id, rows, words, delta, after }: LabRows & { delta: number | null; after: boolean },
  voice: Voice,
): Figure {
  const caption =
    delta === null
      ? voice.t('report.equivalence.caption-plain')
      : voice.t('report.equivalence.caption', {
          delta: voice.points(delta, exact(delta)),
          after: after ? 'yes' : 'no',
        })
  const named = rows.some(({ attention }) => attention)
  return {
    id,
    heading: voice.t('report.equivalence.heading'),
    caption: named ? `${caption} ${voice.t('report.equivalence.named')}` : caption,
    label: voice.t('report.equivalence.label', { rows: words }),
    ...deltaBand(rows, delta, voice),
    rows: [...rows],
  }
}

/** Axis, band of ±δ and zero for differences in points. */
export function deltaBand(
  rows: readonly FigureRow[],
  delta: number | null,
  voice: Voice,
): Pick<Figure, 'axis' | 'bands' | 'lines'> {
  // A little more than the band, so that its edges can be seen.
  const room = delta === null ? [] : [-delta * 1.1, delta * 1.1]
  return {
    axis: pointsAxis([...rows.flatMap(numbersOf), ...room], voice),
    bands: delta === null ? [] : [{ lo: -delta, hi: delta, kind: 'agreed' }],
    lines: [{ value: 0, text: null }],
  }
}

/** The numbers a row draws. */
export function numbersOf(row: FigureRow): number[] {
  return [row.value, row.interval?.lo, row.interval?.hi, row.beside?.lo, row.beside?.hi].filter(
    (value) => typeof value === 'number',
  )
}
