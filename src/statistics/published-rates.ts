/**
 * Rates that somebody published, rounded, of which nothing else may be known.
 *
 *   rounding   a share r printed with d digits stands for [r − u/2, r + u/2], u = 10^−d
 *   existence  x of n attempts give it for some whole x with x/n in there: 22.4 % exists on 125, not on 124
 *   total      of equal weights [mean of the lower ends, mean of the upper], of weights n_i Σn_i r_i/Σn_i, of any
 *              weights at all [least lower end, greatest upper]
 *   chance     Pearson's χ² of "k rates are one", n independent attempts behind each, is n·S with
 *              S = Σ(r_i − r̄)²/(r̄(1 − r̄)) on k − 1: chance alone explains them below n = χ²_{.95,k−1}/S
 *
 * statistics.md §5.5: weights and n are mandatory. Without n there is no interval and no test; what can be said is which
 * n would decide.
 */
import { chiSquareQuantile, chiSquareTails } from './distributions.ts'
import { given, inUnitRange, refuse } from './result.ts'
import type { Interval, Result } from './result.ts'
import { wilson } from './run-score.ts'
import { meanOf, squaresAround, sumOf } from './sum.ts'

/** A share with its digits after the point as printed, and the attempts behind it; null where they are not published. */
export type RoundedRate = { rate: number; decimals: number; n: number | null }

/** What the rounding of a rate leaves open, cut at 0 and 1; `out-of-range` for what is not a share of so many digits. */
export function roundingOf({ rate, decimals }: Omit<RoundedRate, 'n'>): Result<Interval> {
  if (!inUnitRange([rate]) || !Number.isInteger(decimals) || decimals < 1 || decimals > 9)
    return refuse('out-of-range')
  const scale = 10 ** decimals
  const units = Math.round(rate * scale)
  if (Math.abs(rate * scale - units) > 1e-6) return refuse('out-of-range')
  return given({ lo: Math.max(0, (units - 0.5) / scale), hi: Math.min(1, (units + 0.5) / scale) })
}

/** Whether some whole number of its n attempts gives a rate when rounded; `n-unknown` where n is not published. */
export function rateExists({ n, ...rate }: RoundedRate): Result<boolean> {
  const open = roundingOf(rate)
  if (!open.ok) return open
  if (n === null) return refuse('n-unknown')
  if (!Number.isInteger(n) || n < 1) return refuse('out-of-range')
  // A half counts as rounded either way; n times an end may miss a whole number by its last digits.
  const slack = 1e-9 * n
  return given(Math.ceil(n * open.value.lo - slack) <= Math.floor(n * open.value.hi + slack))
}

/** Wilson interval, every attempt taken for one of its own; `n-unknown` where n is not published. */
export function rateInterval({ rate, n }: RoundedRate): Result<Interval> {
  return n === null ? refuse('n-unknown') : wilson(rate, n)
}

export type RatesTotal = {
  /** Plain mean of the rates, and what their rounding leaves open. */
  equalWeights: Interval & { value: number }
  /** The same with their attempts as weights; `n-unknown` where one is not published. */
  byAttempts: Result<Interval & { value: number }>
  anyWeights: Interval
  /** What a published total agrees with: the first of equal weights, attempts, any weights that is possible. */
  follows: 'equal-weights' | 'attempts' | 'weights-not-stated' | 'from-no-weights'
}

/** A published total held against its parts; refuses no parts (`too-few-items`), and `out-of-range` as `roundingOf`. */
export function totalOfRates(parts: readonly RoundedRate[], total: RoundedRate): Result<RatesTotal> {
  const said = roundingOf(total)
  if (!said.ok) return said
  const open: Interval[] = []
  for (const part of parts) {
    const rounding = roundingOf(part)
    if (!rounding.ok) return rounding
    open.push(rounding.value)
  }
  if (open.length === 0) return refuse('too-few-items')
  const weighted = (weights: readonly number[]): Interval & { value: number } => {
    const all = sumOf(weights)
    const mean = (values: readonly number[]): number =>
      sumOf(values.map((value, at) => value * (weights[at] ?? 0))) / all
    return {
      value: mean(parts.map(({ rate }) => rate)),
      lo: mean(open.map(({ lo }) => lo)),
      hi: mean(open.map(({ hi }) => hi)),
    }
  }
  const equalWeights = weighted(parts.map(() => 1))
  const counts = parts.flatMap(({ n }) => (n === null ? [] : [n]))
  const byAttempts = counts.length < parts.length ? refuse('n-unknown') : given(weighted(counts))
  const anyWeights = { lo: Math.min(...open.map(({ lo }) => lo)), hi: Math.max(...open.map(({ hi }) => hi)) }
  const meets = ({ lo, hi }: Interval): boolean => lo <= said.value.hi + 1e-12 && hi >= said.value.lo - 1e-12
  return given({
    equalWeights,
    byAttempts,
    anyWeights,
    follows: meets(equalWeights)
      ? 'equal-weights'
      : byAttempts.ok && meets(byAttempts.value)
        ? 'attempts'
        : meets(anyWeights)
          ? 'weights-not-stated'
          : 'from-no-weights',
  })
}

/**
 * The number of independent attempts behind each rate from which chance alone explains their differences in less than
 * 5 % of cases. Refuses fewer than two rates (`too-few-items`) and equal ones (`no-variation`): no number would do.
 */
export function attemptsToTellApart(rates: readonly number[]): Result<number> {
  const spread = spreadOf(rates)
  return spread.ok ? given(Math.ceil(chiSquareQuantile(0.95, rates.length - 1) / spread.value)) : spread
}

/** p of "these rates are one" if n independent attempts stood behind each; refuses as `attemptsToTellApart`. */
export function pOfOneRate(rates: readonly number[], n: number): Result<number> {
  if (!(n > 0) || !Number.isFinite(n)) return refuse('n-unknown')
  const spread = spreadOf(rates)
  return spread.ok ? given(chiSquareTails(n * spread.value, rates.length - 1).upper) : spread
}

/** Pearson's χ² of one attempt behind each. */
function spreadOf(rates: readonly number[]): Result<number> {
  if (rates.length < 2) return refuse('too-few-items')
  if (!inUnitRange(rates)) return refuse('out-of-range')
  // In order, so that the same rates in another order give the same bits.
  const sorted = rates.toSorted((a, b) => a - b)
  if (sorted[0] === sorted.at(-1)) return refuse('no-variation')
  const mean = meanOf(sorted)
  return given(squaresAround(sorted, mean) / (mean * (1 - mean)))
}
