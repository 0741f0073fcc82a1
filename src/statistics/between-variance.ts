/**
 * Variance τ² between estimates y with error variances v, w = 1/(v + τ²), μ = Σwy/Σw:
 *
 *   FE     τ² = 0
 *   DL     Q = Σ(y − μ)²/v at τ² = 0; τ² = max(0, (Q − (k − 1))/(Σw − Σw²/Σw))
 *   PM     Σw(y − μ)² = k − 1
 *   REML   −Σw + Σw²/Σw + Σw²(y − μ)² = 0
 *   interval (Q-profile)   Σw(y − μ)² = χ²_{k−1} at 1 − α/2 (lower end) and α/2 (upper end), truncated at 0
 *
 * PM and REML are 0 where their equation is negative at 0.
 *
 * R. DerSimonian, N. Laird, Control. Clin. Trials 7 (1986) 177; R. C. Paule, J. Mandel, J. Res. NBS 87 (1982) 377;
 * W. Viechtbauer, J. Educ. Behav. Stat. 30 (2005) 261 (REML), Stat. Med. 26 (2007) 37 (Q-profile).
 */
import { chiSquareQuantile } from './distributions.ts'
import { given, refuse } from './result.ts'
import type { Interval, Result } from './result.ts'
import { weightedMean } from './weighted-mean.ts'
import type { Estimate } from './weighted-mean.ts'

export type VarianceMethod = 'FE' | 'DL' | 'PM' | 'REML'

/** Where f, positive at 0, comes down to 0: bracketed upwards from `scale`, then bisected; 0 where f(0) ≤ 0. */
function rootAbove(f: (tau2: number) => number, scale: number): Result<number> {
  if (!(f(0) > 0)) return given(0)
  let low = 0
  let high = scale
  while (f(high) > 0) {
    low = high
    high *= 4
    if (high > 1e200) return refuse('not-converged')
  }
  for (let step = 0; step < 300; step++) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) break
    if (f(middle) > 0) low = middle
    else high = middle
  }
  return given((low + high) / 2)
}

function smallestVariance(estimates: readonly Estimate[]): number {
  return estimates.reduce((least, { v }) => Math.min(least, v), Number.POSITIVE_INFINITY)
}

/** τ² of at least two estimates, summed in the order given; `not-converged` where no bracket is found. */
export function betweenVariance(estimates: readonly Estimate[], method: VarianceMethod): Result<number> {
  const df = estimates.length - 1
  const scale = smallestVariance(estimates)
  switch (method) {
    case 'FE':
      return given(0)
    case 'DL': {
      const { q, freeWeight } = weightedMean(estimates, 0)
      return given(Math.max(0, (q - df) / freeWeight))
    }
    case 'PM':
      return rootAbove((tau2) => weightedMean(estimates, tau2).q - df, scale)
    case 'REML':
      return rootAbove((tau2) => {
        const { weightedQ, freeWeight } = weightedMean(estimates, tau2)
        return weightedQ - freeWeight
      }, scale)
  }
}

/**
 * 95 % Q-profile interval of τ²; null where both ends are 0, that is where the estimates scatter less than chance
 * alone would let them in 97.5 %.
 */
export function qProfile(estimates: readonly Estimate[]): Result<Interval | null> {
  const df = estimates.length - 1
  const end = (tail: number): Result<number> => {
    const target = chiSquareQuantile(tail, df)
    return rootAbove((tau2) => weightedMean(estimates, tau2).q - target, smallestVariance(estimates))
  }
  const lo = end(0.975)
  const hi = end(0.025)
  if (!lo.ok) return lo
  if (!hi.ok) return hi
  return given(lo.value < hi.value ? { lo: lo.value, hi: hi.value } : null)
}
