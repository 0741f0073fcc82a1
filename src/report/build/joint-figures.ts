import type { JointResult } from '../../statement/index.ts'
import type { Figure, FigureRow } from '../document.ts'
import type { ReportInput } from '../input.ts'
import { axisSentence, percentAxis, pointsAxis } from './axis.ts'
import { runRef } from './facts.ts'
import { distanceOf, exact } from './joint-headline.ts'
import { isolate, isRefused, scoreWords } from './voice.ts'
import type { Voice } from './voice.ts'

type LabRow = JointResult['labs'][number]

/** The two pictures of a joint analysis: the labs with both intervals, and their distances in the ±δ band. */
export function jointFigures(input: ReportInput, result: JointResult, voice: Voice): Figure[] {
  return [forest(result, voice), ...equivalence(input, result, voice)]
}

function emptyRow(voice: Voice, row: LabRow): FigureRow {
  return {
    label: voice.nameText(row.lab),
    kind: 'none',
    attention: row.named,
    value: null,
    interval: null,
    beside: null,
    words: voice.t('report.refused'),
    ref: runRef(row.run),
  }
}

function forest(result: JointResult, voice: Voice): Figure {
  const { figures } = result
  const rows = result.labs.map((row): FigureRow => {
    if (isRefused(row.score)) return emptyRow(voice, row)
    const { value, interval } = row.score
    return {
      ...emptyRow(voice, row),
      kind: 'estimate',
      value,
      interval: isRefused(interval) ? null : { lo: interval.lo, hi: interval.hi },
      words: scoreWords(voice, row.score),
    }
  })
  const label = voice.t('report.forest.label', { rows: inWords(result, rows, voice) })
  const values = rows.flatMap(numbersOf)
  const base = { id: `forest-${result.id}`, heading: voice.t('report.forest.heading'), label }
  if (isRefused(figures)) {
    const axis = percentAxis(values.length === 0 ? [0, 1] : values, voice)
    const caption = voice.t('report.forest.caption-plain') + axisSentence(axis, voice)
    return { ...base, caption, axis, bands: [], lines: [], rows }
  }
  const { mean, thisTest, tasksOfThisKind, nextLab } = figures
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
  const all = [
    ...values,
    mean,
    thisTest.lo,
    thisTest.hi,
    tasksOfThisKind.lo,
    tasksOfThisKind.hi,
    nextLab.lo,
    nextLab.hi,
  ]
  const axis = percentAxis(all, voice)
  const count = result.labs.length
  // With few labs the range for this test can be the wider one.
  const kindOutside = tasksOfThisKind.hi - tasksOfThisKind.lo >= thisTest.hi - thisTest.lo
  const [outer, inner] = kindOutside ? [tasksOfThisKind, thisTest] : [thisTest, tasksOfThisKind]
  const caption = voice.t('report.forest.caption', {
    outside: kindOutside ? 'kind' : 'test',
    inner: voice.percentRange(inner),
    outer: voice.percentRange(outer),
    next: voice.percentRange(nextLab),
  })
  return {
    ...base,
    caption: caption + axisSentence(axis, voice),
    axis,
    bands: [
      { lo: outer.lo, hi: outer.hi, kind: 'outer' },
      { lo: inner.lo, hi: inner.hi, kind: 'inner' },
    ],
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

function equivalence(input: ReportInput, result: JointResult, voice: Voice): Figure[] {
  if (result.labs.every((row) => distanceOf(row) === null)) return []
  const { delta } = result
  const rows = result.labs.map((row): FigureRow => {
    const distance = distanceOf(row)
    if (distance === null) return emptyRow(voice, row)
    return {
      ...emptyRow(voice, row),
      kind: 'estimate',
      value: distance.value,
      interval: { lo: distance.lo, hi: distance.hi },
      words: `${voice.signedPoints(distance.value, distance)} (${voice.pointsRange(distance, true)})`,
    }
  })
  const named = result.labs.some((row) => row.named)
  const caption =
    delta === null
      ? voice.t('report.equivalence.caption-plain')
      : voice.t('report.equivalence.caption', {
          delta: voice.points(delta, exact(delta)),
          after: input.labels.retrospective ? 'yes' : 'no',
        })
  return [
    {
      id: `equivalence-${result.id}`,
      heading: voice.t('report.equivalence.heading'),
      caption: named ? `${caption} ${voice.t('report.equivalence.named')}` : caption,
      label: voice.t('report.equivalence.label', { rows: inWords(result, rows, voice) }),
      axis: pointsAxis([...rows.flatMap(numbersOf), ...room(delta)], voice),
      bands: delta === null ? [] : [{ lo: -delta, hi: delta, kind: 'agreed' }],
      lines: [{ value: 0, text: null }],
      rows,
    },
  ]
}

/** A little more than the band, so that its edges can be seen. */
function room(delta: number | null): number[] {
  return delta === null ? [] : [-delta * 1.1, delta * 1.1]
}

/** The numbers a row draws. */
export function numbersOf(row: FigureRow): number[] {
  return [row.value, row.interval?.lo, row.interval?.hi, row.beside?.lo, row.beside?.hi].filter(
    (value) => typeof value === 'number',
  )
}

function inWords(result: JointResult, rows: readonly FigureRow[], voice: Voice): string {
  return rows
    .map((row, index) => `${voice.name(result.labs[index]?.lab ?? '')} ${isolate(row.words)}`)
    .join(', ')
}
