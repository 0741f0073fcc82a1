/**
 * Meta-analysis of k estimates y with error variances v, where nothing else is shared. w = 1/(v + τ²), τ² by the
 * method of summaries.ts:
 *
 *   μ = Σwy/Σw; z: se² = 1/Σw, z_{1−α/2}; HK: se² = q/Σw, q = Σw(y − μ)²/(k − 1), t_{k−1}; ad hoc: q := max(1, q)
 *   I² = τ²/(τ² + s̃²), s̃² = (k − 1)/(Σw − Σw²/Σw) at τ² = 0 (FE: with the τ² of DL)
 *   prediction interval: μ ± crit √(τ² + se²), crit as for μ
 *
 * J. Hartung, G. Knapp, Stat. Med. 20 (2001) 3875; C. Röver, G. Knapp, T. Friede, BMC Med. Res. Methodol. 15 (2015) 99
 * (the ad hoc form: HK alone can be narrower than a fixed effect); J. P. T. Higgins, S. G. Thompson, Stat. Med. 21
 * (2002) 1539 (I²). τ² = 0 or p > .05 is not agreement, and I² grows with n: neither is a headline.
 *
 * Shares of x in n as estimates, and back:
 *
 *   raw       y = x/n,            v = y(1 − y)/n
 *   logit     y = ln(x/(n − x)),  v = 1/x + 1/(n − x); a lab with x = 0 or x = n has x + ½ of n + 1
 *   arcsine   y = asin √(x/n),    v = 1/4n
 *
 * No Freeman–Tukey: its back-transformation misleads where n differ (G. Schwarzer et al., Res. Synth. Methods 10 (2019)
 * 476). On the raw scale a lab near 0 or 1 has a small v and takes the weight.
 */
import { betweenVariance, isEstimate, qProfile, summingOrder, weightedMean } from './summaries.ts'
import type { Estimate, VarianceMethod } from './summaries.ts'
import { chiSquareTails, normalQuantile, tQuantile } from './distributions.ts'
import { given, inUnitRange, refuse } from './result.ts'
import type { Interval, Result, Warning } from './result.ts'
import { varies } from './sum.ts'

/** How the interval of the mean is made: normal, Hartung–Knapp, or Hartung–Knapp not below the normal's variance. */
export type MetaInterval = 'z' | 'HK' | 'ad-hoc'

export type MetaAnalysis = {
  /** Number of estimates. */
  count: number
  mean: number
  se: number
  interval: Interval
  /** Where the next estimate without error would be; null with a fixed effect, which has no next one. */
  prediction: Interval | null
  /** What `interval` and `prediction` multiply their standard error with. */
  critical: { distribution: 'normal' | 't'; value: number }
  tau2: number
  /** Q-profile, 95 %; null where both ends are 0. */
  tau2Interval: Interval | null
  /** Test of "no scatter beyond the error variances". */
  heterogeneity: { q: number; df: number; p: number }
  /** Share of the scatter that is not error: depends on the size of the studies, and says nothing of its own. */
  i2: number
  /** In the order of the estimates, with sum 1. */
  weights: number[]
}

/**
 * Mean and scatter of estimates, the same bits whatever their order. Refuses fewer than two (`too-few-labs`; with two
 * the figure carries that warning and is never shown as a joint one), values beyond 1e50 and variances beyond 1e±100
 * (`out-of-range`), and what would have an interval of no width, as HK of equal estimates (`no-variation`).
 */
export function metaAnalysis(
  estimates: readonly Estimate[],
  method: VarianceMethod,
  interval: MetaInterval,
): Result<MetaAnalysis> {
  const count = estimates.length
  if (count < 2) return refuse('too-few-labs')
  if (!estimates.every(isEstimate)) return refuse('out-of-range')
  const order = summingOrder(estimates)
  const sorted = order.flatMap((index) => estimates[index] ?? [])
  const tau2 = betweenVariance(sorted, method)
  const tau2Interval = qProfile(sorted)
  if (!tau2.ok) return tau2
  if (!tau2Interval.ok) return tau2Interval

  const df = count - 1
  const plain = weightedMean(sorted, 0)
  const fit = weightedMean(sorted, tau2.value)
  const scatter = scatterFactor(sorted, fit.q / df, interval)
  const se = Math.sqrt(scatter / fit.weight)
  const value = interval === 'z' ? normalQuantile(0.975) : tQuantile(0.975, df)
  const around = (error: number): Interval => ({
    lo: fit.mean - value * error,
    hi: fit.mean + value * error,
  })
  const own = around(se)
  if (!(own.lo < own.hi)) return refuse('no-variation')
  const weights = estimates.map(() => 0)
  for (const [at, index] of order.entries()) weights[index] = (fit.weights[at] ?? 0) / fit.weight
  const excess = method === 'FE' ? Math.max(0, (plain.q - df) / plain.freeWeight) : tau2.value
  const warnings: Warning[] = count === 2 ? ['too-few-labs'] : []
  return given(
    {
      count,
      mean: fit.mean,
      se,
      interval: own,
      prediction: method === 'FE' ? null : around(Math.sqrt(tau2.value + se * se)),
      critical: { distribution: interval === 'z' ? 'normal' : 't', value },
      tau2: tau2.value,
      tau2Interval: tau2Interval.value,
      heterogeneity: { q: plain.q, df, p: chiSquareTails(plain.q, df).upper },
      i2: excess / (excess + df / plain.freeWeight),
      weights,
    },
    warnings,
  )
}

/** What se² Σw is: 1, q, or the larger. The scatter of equal estimates is none, not the rounding of their mean. */
function scatterFactor(sorted: readonly Estimate[], q: number, interval: MetaInterval): number {
  if (interval === 'z') return 1
  const own = varies(sorted.map(({ y }) => y)) ? q : 0
  return interval === 'HK' ? own : Math.max(1, own)
}

export type LeftOut = {
  /** Mean, τ², Q and I² of the others. */
  mean: number
  tau2: number
  q: number
  i2: number
  /** Distance of the one left out to that mean, its standard error √(v + τ² + 1/Σw), and their quotient. */
  d: number
  se: number
  z: number
}

/**
 * Every estimate against those of the others, in the order of the estimates: what deviates cannot widen τ² and hide
 * itself. Refuses fewer than three: `too-few-labs`.
 */
export function metaLeaveOneOut(estimates: readonly Estimate[], method: VarianceMethod): Result<LeftOut[]> {
  if (estimates.length < 3) return refuse('too-few-labs')
  if (!estimates.every(isEstimate)) return refuse('out-of-range')
  const rows: LeftOut[] = []
  for (const [index, { y, v }] of estimates.entries()) {
    const others = metaAnalysis(estimates.toSpliced(index, 1), method, 'z')
    if (!others.ok) return others
    const { mean, tau2, se: seMean, heterogeneity, i2 } = others.value
    const d = y - mean
    const se = Math.sqrt(v + tau2 + seMean * seMean)
    rows.push({ mean, tau2, q: heterogeneity.q, i2, d, se, z: d / se })
  }
  return given(rows)
}

export type EffectScale = 'raw' | 'logit' | 'arcsine'
export type Effect = Estimate & {
  /** True where ½ was added, which has to be said. */
  corrected: boolean
}

/** A share outside these has a variance on the raw scale that depends on the share more than on n. */
const NEAR = { low: 0.1, high: 0.9 }

/**
 * Effects of labs with x of n, in their order. Refuses an n that is not above 0 (`n-unknown`), x outside [0, n]
 * (`out-of-range`) and on the raw scale x = 0 or x = n, whose variance is 0 (`no-variation`); there shares below .1 or
 * above .9 have the warning `near-bounds`.
 */
export function toEffects(counts: readonly { x: number; n: number }[], scale: EffectScale): Result<Effect[]> {
  if (!counts.every(({ n }) => n > 0 && Number.isFinite(n))) return refuse('n-unknown')
  const shares = counts.map(({ x, n }) => x / n)
  if (!inUnitRange(shares)) return refuse('out-of-range')
  if (scale === 'raw') {
    if (shares.some((p) => p === 0 || p === 1)) return refuse('no-variation')
    const near = shares.some((p) => p < NEAR.low || p > NEAR.high)
    return given(
      counts.map(({ n }, i) => {
        const y = shares[i] ?? 0
        return { y, v: (y * (1 - y)) / n, corrected: false }
      }),
      near ? ['near-bounds'] : [],
    )
  }
  if (scale === 'arcsine') {
    return given(
      counts.map(({ n }, i) => ({
        y: Math.asin(Math.sqrt(shares[i] ?? 0)),
        v: 1 / (4 * n),
        corrected: false,
      })),
    )
  }
  return given(
    counts.map(({ x, n }) => {
      const corrected = x === 0 || x === n
      const passed = corrected ? x + 0.5 : x
      const failed = corrected ? n - x + 0.5 : n - x
      return { y: Math.log(passed / failed), v: 1 / passed + 1 / failed, corrected }
    }),
  )
}

/**
 * The share an effect stands for. Raw and arcsine values beyond the scale are shown as its end, with the warning
 * `clipped`.
 */
export function fromEffect(y: number, scale: EffectScale): Result<number> {
  if (!Number.isFinite(y)) return refuse('out-of-range')
  if (scale === 'logit') return given(1 / (1 + Math.exp(-y)))
  const top = scale === 'raw' ? 1 : Math.PI / 2
  const inside = Math.min(top, Math.max(0, y))
  return given(scale === 'raw' ? inside : Math.sin(inside) ** 2, inside === y ? [] : ['clipped'])
}
