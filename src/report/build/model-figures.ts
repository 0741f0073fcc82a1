import type { ModelPairsResult, RunScoresResult } from '../../statement/index.ts'
import type { Figure, FigureRow } from '../document.ts'
import { axisSentence, percentAxis, pointsAxis } from './axis.ts'
import { runRef } from './facts.ts'
import { numbersOf } from './lab-figures.ts'
import { modelName, shortModelName } from './model-name.ts'
import { isRefused } from './voice.ts'
import type { Voice } from './voice.ts'

/** A picture per model: every measure with the interval from the tasks, the naive one beside it, on one axis. */
export function modelFigures(result: RunScoresResult, voice: Voice): Figure[] {
  const rowsByModel = new Map<string, { row: FigureRow; measure: string; items: number }[]>()
  for (const one of result.rows) {
    const rows = rowsByModel.get(one.model) ?? []
    rowsByModel.set(one.model, rows)
    rows.push({
      row: scoreRow(one, voice),
      measure: one.measure,
      items: isRefused(one.score) ? 0 : one.score.items,
    })
  }
  const axis = percentAxis(
    [0, 1, ...[...rowsByModel.values()].flat().flatMap(({ row }) => numbersOf(row))],
    voice,
  )
  return [...rowsByModel].map(([model, rows]) => {
    const count = Math.max(0, ...rows.map(({ items }) => items))
    const tasks = voice.t('report.tasks', { count, word: voice.word(count) })
    const name = voice.sentence(modelName(voice.t, model))
    return {
      id: `model-${result.id}-${model}`,
      heading: name,
      caption: voice.t('report.models.caption', { tasks }) + axisSentence(axis, voice),
      label: voice.t('report.models.label', {
        model: name,
        rows: rows.map(({ row, measure }) => `${voice.measure(measure)} ${row.words}`).join(', '),
      }),
      axis,
      bands: [],
      lines: [],
      rows: rows.map(({ row }) => row),
    }
  })
}

function scoreRow(one: RunScoresResult['rows'][number], voice: Voice): FigureRow {
  const base: FigureRow = {
    label: voice.measureText(one.measure),
    kind: 'none',
    attention: false,
    value: null,
    interval: null,
    beside: null,
    words: voice.t('report.refused'),
    ref: runRef(one.run),
  }
  if (isRefused(one.score)) return base
  const { value, interval } = one.score
  const beside = isRefused(one.naive) ? null : { lo: one.naive.lo, hi: one.naive.hi }
  const ranges = [isRefused(interval) ? null : interval, beside].filter((range) => range !== null)
  const words = ranges.map((range) => voice.percentRange(range)).join('; ')
  return {
    ...base,
    kind: 'estimate',
    value,
    interval: isRefused(interval) ? null : { lo: interval.lo, hi: interval.hi },
    beside,
    words: `${voice.percent(value, isRefused(interval) ? undefined : interval)} (${words})`,
  }
}

/** All pairs of models on one axis with its zero; exploratory, so nobody is marked. */
export function pairsFigure(result: ModelPairsResult, voice: Voice): Figure {
  const rows = result.rows.map(({ measure, a, b, difference }): FigureRow => {
    const label = {
      foreign: `${shortModelName(a)} − ${shortModelName(b)}: ${voice.measure(measure)}`,
      lang: null,
    }
    const base = { label, attention: false, beside: null, ref: null }
    if (isRefused(difference)) {
      return { ...base, kind: 'none', value: null, interval: null, words: voice.t('report.refused') }
    }
    const { value, lo, hi } = difference
    const words = `${voice.signedPoints(value, difference)} (${voice.pointsRange(difference, true)})`
    return { ...base, kind: 'estimate', value, interval: { lo, hi }, words }
  })
  return {
    id: `differences-${result.id}`,
    heading: voice.t('report.pairs.heading'),
    caption: voice.t('report.pairs.caption'),
    label: voice.t('report.pairs.label', {
      rows: rows
        .map(({ label, words }) => `${typeof label === 'string' ? label : label.foreign} ${words}`)
        .join(', '),
    }),
    axis: pointsAxis(rows.flatMap(numbersOf), voice),
    bands: [],
    lines: [{ value: 0, text: null }],
    rows,
  }
}
