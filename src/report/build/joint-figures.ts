import type { JointResult } from '../../statement/index.ts'
import type { Figure, FigureRow } from '../document.ts'
import type { ReportInput } from '../input.ts'
import { runRef } from './facts.ts'
import { distancesFigure, forestFigure } from './lab-figures.ts'
import { distanceOf } from './joint-headline.ts'
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
  return forestFigure(
    {
      id: `forest-${result.id}`,
      rows,
      words: inWords(result, rows, voice),
      joint: isRefused(figures) ? null : figures,
    },
    voice,
  )
}

function equivalence(input: ReportInput, result: JointResult, voice: Voice): Figure[] {
  if (result.labs.every((row) => distanceOf(row) === null)) return []
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
  return [
    distancesFigure(
      {
        id: `equivalence-${result.id}`,
        rows,
        words: inWords(result, rows, voice),
        delta: result.delta,
        after: input.labels.retrospective,
      },
      voice,
    ),
  ]
}

function inWords(result: JointResult, rows: readonly FigureRow[], voice: Voice): string {
  return rows
    .map((row, index) => `${voice.name(result.labs[index]?.lab ?? '')} ${isolate(row.words)}`)
    .join(', ')
}
