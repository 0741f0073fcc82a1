import type { PublishedRatesResult } from '../../statement/index.ts'
import { modelName } from './model-name.ts'
import { attemptsKnown, languagesOf, modelsWithRates, rangeWords } from './rates-headline.ts'
import type { Voice } from './voice.ts'

/** What published rates show by themselves. */
export function ratesShow(result: PublishedRatesResult, voice: Voice): string[] {
  const { t } = voice
  const models = modelsWithRates(result)
  if (models.length === 0) return []
  const decimals = decimalsOf(models)
  const orders = result.order.flatMap(({ a, b, above, below, of, gap }) => {
    if (gap === null || of < 2 || (above < of && below < of)) return []
    const up = above === of
    const size = up ? gap : { lo: -gap.hi, hi: -gap.lo }
    return [
      t('report.rates.shows.order', {
        top: modelName(t, up ? a : b),
        low: modelName(t, up ? b : a),
        count: of,
        word: voice.word(of),
        range: voice.rateGap(size, decimals),
      }),
    ]
  })
  return [
    ...orders,
    t('report.rates.shows.rounding', { half: voice.number(50 / 10 ** decimals, Math.max(1, decimals - 1)) }),
    t('report.rates.shows.as-published'),
  ]
}

/** What they cannot show, and why not. */
export function ratesCannotShow(result: PublishedRatesResult, voice: Voice): string[] {
  const { t } = voice
  const models = modelsWithRates(result)
  const items: string[] = []
  const known = attemptsKnown(result)
  if (known !== 'all') items.push(t('report.rates.cannot.chance', { known }))
  if (languagesOf(result).length > 1) {
    if (result.labs !== 'several-for-a-language') items.push(t(`report.rates.cannot.${result.labs}`))
    const needed = models.flatMap(({ model, apart }) =>
      typeof apart.n === 'number'
        ? [t('report.rates.cannot.needed-for', { n: voice.count(apart.n), model: modelName(t, model) })]
        : [],
    )
    if (known !== 'all' && needed.length > 0)
      items.push(t('report.rates.cannot.needed', { needed: voice.list(needed) }))
  }
  const open = models.filter(({ total }) => total?.follows === 'weights-not-stated')
  if (open.length > 0)
    items.push(
      t('report.rates.cannot.total', {
        count: open.length,
        ranges: voice.list(open.map((one) => `${modelName(t, one.model)} ${rangeWords(one, voice)}`)),
      }),
    )
  if (models.some(({ total }) => total?.follows === 'from-no-weights'))
    items.push(t('report.rates.cannot.impossible-total'))
  if (models.every(({ total }) => total === null)) items.push(t('report.cannot.languages'))
  items.push(t('report.rates.cannot.how'))
  return items
}

/** Digits of the share that every rate has at least. */
function decimalsOf(models: ReturnType<typeof modelsWithRates>): number {
  return Math.min(...models.flatMap(({ cells }) => cells.map(({ decimals }) => decimals)))
}
