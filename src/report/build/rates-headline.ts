import type { PublishedRatesResult } from '../../statement/index.ts'
import { modelName } from './model-name.ts'
import type { Voice } from './voice.ts'

type Model = PublishedRatesResult['models'][number]

/** Models that have rates, in the order of the plan. */
export function modelsWithRates({ models }: PublishedRatesResult): Model[] {
  return models.filter(({ cells }) => cells.length > 0)
}

/** Languages of which there is a rate, in the order of the protocol. */
export function languagesOf(result: PublishedRatesResult): string[] {
  return [...new Set(modelsWithRates(result).flatMap(({ cells }) => cells.map(({ language }) => language)))]
}

/** Whether the attempts behind every rate are published: of all, of some, of none. */
export function attemptsKnown(result: PublishedRatesResult): 'all' | 'some' | 'none' {
  const counts = modelsWithRates(result).flatMap(({ cells }) => cells.map(({ n }) => n))
  if (counts.every((n) => n !== null)) return 'all'
  return counts.every((n) => n === null) ? 'none' : 'some'
}

/** The headline of published rates: what they are, what they leave open, and whether the totals follow from them. */
export function ratesHeadline(result: PublishedRatesResult, voice: Voice): string[] {
  const { t } = voice
  const models = modelsWithRates(result)
  const count = languagesOf(result).length
  if (models.length === 0)
    return [
      t('report.headline.after'),
      t('report.headline.no-joint', { why: t('report.refusal.run-missing') }),
    ]
  const ranges = models.map((one) =>
    t('report.rates.range', { range: rangeWords(one, voice), model: modelName(t, one.model) }),
  )
  return [
    t('report.rates.headline', {
      count,
      word: voice.word(count),
      measure: voice.measure(result.measure),
      ranges: voice.list(ranges),
      order: orderClause(result, voice) ?? 'none',
    }),
    ...openSentence(result, voice),
    ...totalSentence(result, voice),
  ]
}

/** Lowest and highest rate of a model, as published. */
export function rangeWords({ cells }: Model, voice: Voice): string {
  const rates = cells.map(({ rate }) => rate)
  const range = { lo: Math.min(...rates), hi: Math.max(...rates) }
  const decimals = Math.max(0, ...cells.map((cell) => cell.decimals - 2))
  return range.lo === range.hi ? voice.rate(range.lo, decimals + 2) : voice.rateRange(range, decimals + 2)
}

/** The model that is above the others in every language, beyond rounding. */
function orderClause(result: PublishedRatesResult, voice: Voice): string | null {
  const [only, ...others] = result.order
  if (only === undefined || others.length > 0 || only.of < 2) return null
  const [top, low] =
    only.above === only.of ? [only.a, only.b] : only.below === only.of ? [only.b, only.a] : [null, null]
  if (top === null || low === null) return null
  return voice.t('report.rates.order', { top: modelName(voice.t, top), low: modelName(voice.t, low) })
}

function openSentence(result: PublishedRatesResult, voice: Voice): string[] {
  const known = attemptsKnown(result)
  // One language alone cannot be taken for an institute.
  const labs = languagesOf(result).length < 2 ? 'several-for-a-language' : result.labs
  if (known !== 'all') return [voice.t(`report.rates.open.${labs}`, { known })]
  if (labs === 'several-for-a-language') return []
  return [voice.t(labs === 'not-published' ? 'report.rates.open.labs' : 'report.refusal.not-connected')]
}

const FOLLOWS = ['from-no-weights', 'weights-not-stated', 'attempts', 'equal-weights'] as const

/** The totals that follow least, beside the plain means: what holds of the others stands in the table. */
function totalSentence(result: PublishedRatesResult, voice: Voice): string[] {
  const totals = result.models.flatMap(({ total }) => (total === null ? [] : [total]))
  for (const follows of FOLLOWS) {
    const own = totals.filter((total) => total.follows === follows)
    if (own.length === 0) continue
    return [
      voice.t(`report.rates.follows.${follows}`, {
        count: own.length,
        totals: voice.list(own.map(({ rate, decimals }) => voice.rate(rate, decimals))),
        means: voice.list(
          own.map(({ equalWeights, decimals }) => voice.rate(equalWeights.value, decimals + 1)),
        ),
      }),
    ]
  }
  return []
}
