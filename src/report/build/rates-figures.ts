import type { PublishedRatesResult } from '../../statement/index.ts'
import type { Figure, FigureRow, Text } from '../document.ts'
import { axisSentence, percentAxis } from './axis.ts'
import { runRef } from './facts.ts'
import { numbersOf } from './lab-figures.ts'
import { languageName } from './language-tables.ts'
import { modelName } from './model-name.ts'
import { attemptsKnown, modelsWithRates } from './rates-headline.ts'
import { isRefused } from './voice.ts'
import type { Voice } from './voice.ts'

type Model = PublishedRatesResult['models'][number]
type Cell = Model['cells'][number]

/** A picture per model: its rates by language on one axis from 0, with an interval only where n is published. */
export function ratesFigures(result: PublishedRatesResult, voice: Voice): Figure[] {
  const { t } = voice
  const models = modelsWithRates(result).map((model) => ({
    model,
    rows: model.cells.map((cell) => rateRow(model, cell, voice)),
  }))
  const totals = models.flatMap(({ model: { total } }) => (total === null ? [] : [total.rate]))
  const axis = percentAxis([0, ...totals, ...models.flatMap(({ rows }) => rows.flatMap(numbersOf))], voice)
  return models.map(({ model, rows }) => {
    const name = voice.sentence(modelName(t, model.model))
    const { total } = model
    return {
      id: `rates-${result.id}-${model.model}`,
      heading: name,
      caption:
        t('report.rates.caption', {
          known: attemptsKnown(result),
          measure: voice.measure(result.measure),
          total: total === null ? 'no' : 'yes',
        }) + axisSentence(axis, voice),
      label: t('report.rates.label', {
        model: name,
        known: attemptsKnown(result),
        rows: rows.map(({ label, words }) => `${plain(label)} ${words}`).join(', '),
      }),
      axis,
      bands: [],
      lines:
        total === null
          ? []
          : [
              {
                value: total.rate,
                text: t('report.rates.total-line', { rate: voice.rate(total.rate, total.decimals) }),
              },
            ],
      rows,
    }
  })
}

function rateRow(model: Model, cell: Cell, voice: Voice): FigureRow {
  const { rate, decimals, interval, exists } = cell
  const shown = voice.rate(rate, decimals)
  return {
    label: rateLabel(cell, voice),
    kind: 'estimate',
    attention: exists === false,
    value: rate,
    interval: isRefused(interval) ? null : { lo: interval.lo, hi: interval.hi },
    beside: null,
    words: isRefused(interval) ? shown : `${shown} (${voice.percentRange(interval)})`,
    ref: runRef(model.run),
  }
}

/** The language, and the institute where the source names one. */
export function rateLabel({ language, lab }: Pick<Cell, 'language' | 'lab'>, voice: Voice): Text {
  const name = languageName(language, voice)
  return lab === null ? name : { foreign: `${name}, ${lab}`, lang: null }
}

function plain(text: Text): string {
  return typeof text === 'string' ? text : text.foreign
}
