/**
 * Trend of a rate over periods: ln μ = β0 + β1 time + ln exposure; e^β1 is the rate ratio per unit of time.
 *
 *   Wald      β1 ± z SE                    profile   {β1: 2[ℓ(β̂1) − ℓ(β1)] ≤ χ²_1}, ℓ maximised over β0
 *   LR        dev0 − dev                   score     z = Σ(y − μ0)t/√(Σμ0t² − (Σμ0t)²/Σμ0), μ0 ∝ exposure
 *   dispersion φ = X²/(K − 2), p by χ²_{K−2};  quasi: SE√φ with t_{K−2};  NB2: Var μ + μ²/θ
 *
 * Which to read: Poisson if the dispersion's p ≥ .05, else NB2 with K ≥ 20, else quasi. P. McCullagh, J. A. Nelder,
 * Generalized Linear Models (1989) 6; A. C. Cameron, P. K. Trivedi, Regression Analysis of Count Data (2013) 3.
 */
import { fitNegativeBinomial, fitPoisson } from './count-regression.ts'
import type { CountData, CountFit } from './count-regression.ts'
import {
  chiSquareQuantile,
  chiSquareTails,
  normalQuantile,
  normalTails,
  tQuantile,
  tTails,
} from './distributions.ts'
import { logLoss } from './special-functions.ts'
import { exposureFault } from './rates.ts'
import type { Exposed } from './rates.ts'
import { given, isConfidence, refuse } from './result.ts'
import type { Interval, Reason, Result } from './result.ts'
import { sumOf } from './sum.ts'

/** One period: when (any unit), and how many events over which exposure. */
export type Period = Exposed & { time: number }

/** Rate ratio per unit of time, its interval, and p of "no trend". */
export type TrendEstimate = Interval & { ratio: number; p: number }

export type TrendModel = 'poisson' | 'negative-binomial' | 'quasi-poisson'

export type PoissonTrend = {
  periods: number
  count: number
  exposure: number
  /** β1 and its standard error, per unit of time. */
  logRatio: number
  se: number
  wald: TrendEstimate
  /** Profile likelihood interval, with p of the likelihood ratio test. */
  profile: TrendEstimate
  likelihoodRatio: { chiSquare: number; p: number }
  score: { z: number; p: number }
  deviance: number
  /** φ, and p of "the counts scatter as Poisson's do". */
  dispersion: { phi: number; df: number; p: number }
  /** Refused where the counts lie on the line: `no-variation`. */
  quasi: Result<TrendEstimate>
  /** Refused below 20 periods (`too-few-items`) and without more scatter than Poisson's (`no-variation`). */
  negativeBinomial: Result<TrendEstimate & { theta: number }>
  /** What the rule chooses; its interval is the one to show. */
  chosen: TrendEstimate & { model: TrendModel }
  /** Expected counts under the chosen model, in the order given. */
  fitted: number[]
}

/** Fewest periods for NB2's θ. */
const FEWEST_FOR_THETA = 20

function faultOf(periods: readonly Period[]): Reason | null {
  for (const period of periods) {
    const fault = exposureFault(period)
    if (fault !== null) return fault
    if (!Number.isFinite(period.time)) return 'out-of-range'
  }
  return periods.length < 3 ? 'too-few-items' : null
}

/** Sorted, so that the order given changes no bit; times from 0 to 1, exposures against the largest. */
function readPeriods(sorted: readonly Period[]): (CountData & { span: number }) | Reason {
  const first = sorted[0]?.time ?? 0
  const span = (sorted.at(-1)?.time ?? 0) - first
  if (!(span > 0)) return 'no-variation'
  if (!Number.isFinite(span)) return 'out-of-range'
  const most = sorted.reduce((largest, { exposure }) => Math.max(largest, exposure ?? 0), 0)
  const data = {
    y: Float64Array.from(sorted, ({ count }) => count),
    time: Float64Array.from(sorted, ({ time }) => (time - first) / span),
    lnExposure: Float64Array.from(sorted, ({ exposure }) => Math.log((exposure ?? 0) / most)),
    span,
  }
  if (!Number.isSafeInteger(sumOf(data.y))) return 'out-of-range'
  if (sumOf(data.y) === 0) return 'no-variation'
  // All events at the first or at the last time: the steeper the likelier, without end.
  const inside = data.y.some((count, i) => count > 0 && (data.time[i] ?? 0) < 1)
  const after = data.y.some((count, i) => count > 0 && (data.time[i] ?? 0) > 0)
  return inside && after ? data : 'not-converged'
}

/** 2[ℓ(β̂1) − ℓ(β̂1 + by)], ℓ maximised over β0: 2n ln Σπ e^{by (t − t̄)}, π the shares of the fitted counts. */
function profileDrop({ time }: CountData, mu: Float64Array, by: number): number {
  const n = sumOf(mu)
  const mean = sumOf(time.map((t, i) => (mu[i] ?? 0) * t)) / n
  const powers = time.map((t) => by * (t - mean))
  const largest = powers.reduce((most, power) => Math.max(most, power), 0)
  if (largest < LARGEST_POWER) {
    return 2 * n * Math.log1p(sumOf(powers.map((power, i) => ((mu[i] ?? 0) / n) * Math.expm1(power))))
  }
  // Beyond doubles: the largest power apart.
  const rest = sumOf(powers.map((power, i) => ((mu[i] ?? 0) / n) * Math.exp(power - largest)))
  return 2 * n * (largest + Math.log(rest))
}

/** The exponential function of a little more leaves the range of doubles. */
const LARGEST_POWER = 700

/** How far from the estimate the profile has fallen by `drop`, on one side. */
function profileEnd(data: CountData, mu: Float64Array, first: number, drop: number): number {
  let far = first
  for (let step = 0; step < 200 && profileDrop(data, mu, far) < drop; step++) far *= 2
  let near = 0
  for (let step = 0; step < 200; step++) {
    const middle = (near + far) / 2
    if (middle === near || middle === far) break
    if (profileDrop(data, mu, middle) < drop) near = middle
    else far = middle
  }
  return (near + far) / 2
}

/** 2Σ[y ln(y/μ) − (y − μ)]. */
function deviance(y: Float64Array, mu: Float64Array): number {
  return (
    2 *
    sumOf(
      y.map((count, i) => {
        const m = mu[i] ?? 0
        return count === 0 ? m : count * logLoss(m / count, (m - count) / count)
      }),
    )
  )
}

function twoSided(z: number): number {
  return Math.min(1, 2 * normalTails(Math.abs(z)).upper)
}

/** Estimate of the ratio from β1 and half the width of its interval, both per unit of the scaled time. */
function ratioOf(slope: number, below: number, above: number, span: number, p: number): TrendEstimate {
  return {
    ratio: Math.exp(slope / span),
    lo: Math.exp((slope - below) / span),
    hi: Math.exp((slope + above) / span),
    p,
  }
}

function scoreTest({ y, time, lnExposure }: CountData): { z: number; p: number } {
  const exposure = lnExposure.map(Math.exp)
  const rate = sumOf(y) / sumOf(exposure)
  const mu = exposure.map((t) => rate * t)
  const mean = sumOf(mu.map((m, i) => m * (time[i] ?? 0))) / sumOf(mu)
  const top = sumOf(y.map((count, i) => (count - (mu[i] ?? 0)) * ((time[i] ?? 0) - mean)))
  const z = top / Math.sqrt(sumOf(mu.map((m, i) => m * ((time[i] ?? 0) - mean) ** 2)))
  return { z, p: twoSided(z) }
}

/** Pearson's φ; Infinity where a count stands at a mean that is 0 among doubles, or nearly so. */
function dispersionOf({ y }: CountData, mu: Float64Array): { phi: number; df: number; p: number } {
  const df = y.length - 2
  const pearson = sumOf(
    y.map((count, i) => {
      const m = mu[i] ?? 0
      return count === m ? 0 : (count - m) ** 2 / m
    }),
  )
  return { phi: pearson / df, df, p: chiSquareTails(pearson, df).upper }
}

function isSound({ ratio, lo, hi }: TrendEstimate): boolean {
  return lo > 0 && lo < hi && Number.isFinite(hi) && ratio > 0
}

/**
 * Trend of the rate with its intervals and tests, independent of the order of the periods. Refuses an exposure that is
 * unknown or 0 (`no-exposure`), fewer than 3 periods (`too-few-items`), no events or one time only (`no-variation`), all
 * events at the first or the last time, which have no largest likelihood (`not-converged`), and what leaves the range of
 * doubles (`out-of-range`).
 */
export function poissonTrend(periods: readonly Period[], confidence = 0.95): Result<PoissonTrend> {
  const fault = isConfidence(confidence) ? faultOf(periods) : 'out-of-range'
  if (fault !== null) return refuse(fault)
  const order = periods.map((period, index) => ({ ...period, index }))
  order.sort((a, b) => a.time - b.time || (a.exposure ?? 0) - (b.exposure ?? 0) || a.count - b.count)
  const data = readPeriods(order)
  if (typeof data === 'string') return refuse(data)
  const fit = fitPoisson(data)
  if (fit === undefined) return refuse('not-converged')
  const { span, y } = data
  const { slope, se, mu } = fit
  const tail = (1 - confidence) / 2
  const z = normalQuantile(1 - tail)
  const df = periods.length - 2

  const lr = Math.max(0, profileDrop(data, mu, -slope))
  const likelihoodRatio = { chiSquare: lr, p: chiSquareTails(lr, 1).upper }
  const drop = chiSquareQuantile(confidence, 1)
  const wald = ratioOf(slope, z * se, z * se, span, twoSided(slope / se))
  const below = -profileEnd(data, mu, -se, drop)
  const profile = ratioOf(slope, below, profileEnd(data, mu, se, drop), span, likelihoodRatio.p)
  const dispersion = dispersionOf(data, mu)
  const quasi = quasiTrend(fit, dispersion.phi, tQuantile(1 - tail, df), df, span)
  const theta = periods.length < FEWEST_FOR_THETA ? null : (fitNegativeBinomial(data, fit) ?? undefined)
  const negativeBinomial = thetaTrend(theta, z, span)

  const scattered = dispersion.p < 0.05
  const chosen = choose(scattered, profile, negativeBinomial, quasi)
  if (![wald, profile, chosen].every(isSound) || ![lr, dispersion.phi].every(Number.isFinite))
    return refuse('out-of-range')
  const chosenMu = chosen.model === 'negative-binomial' && theta ? theta.mu : mu
  const fitted = Array.from(order, () => 0)
  for (const [at, { index }] of order.entries()) fitted[index] = chosenMu[at] ?? 0
  return given({
    periods: periods.length,
    count: sumOf(y),
    exposure: sumOf(order.map(({ exposure }) => exposure ?? 0)),
    logRatio: slope / span,
    se: se / span,
    wald,
    profile,
    likelihoodRatio,
    score: scoreTest(data),
    deviance: deviance(y, mu),
    dispersion,
    quasi,
    negativeBinomial,
    chosen,
    fitted,
  })
}

function quasiTrend(fit: CountFit, phi: number, t: number, df: number, span: number): Result<TrendEstimate> {
  const se = fit.se * Math.sqrt(phi)
  // What rounding leaves of counts that lie on the line.
  if (!(phi > 1e-20)) return refuse('no-variation')
  const p = Math.min(1, 2 * tTails(Math.abs(fit.slope) / se, df).upper)
  const estimate = ratioOf(fit.slope, t * se, t * se, span, p)
  return isSound(estimate) ? given(estimate) : refuse('out-of-range')
}

/** `null`: too few periods; `undefined`: nothing to fit. */
function thetaTrend(
  fit: CountFit | null | undefined,
  z: number,
  span: number,
): Result<TrendEstimate & { theta: number }> {
  if (fit === null) return refuse('too-few-items')
  if (fit === undefined || fit.theta === null) return refuse('no-variation')
  const estimate = ratioOf(fit.slope, z * fit.se, z * fit.se, span, twoSided(fit.slope / fit.se))
  return isSound(estimate) ? given({ ...estimate, theta: fit.theta }) : refuse('out-of-range')
}

/** Where NB2 was due but has no θ, quasi stands in: it needs none. */
function choose(
  scattered: boolean,
  profile: TrendEstimate,
  negativeBinomial: Result<TrendEstimate & { theta: number }>,
  quasi: Result<TrendEstimate>,
): TrendEstimate & { model: TrendModel } {
  if (scattered && negativeBinomial.ok) {
    const { ratio, lo, hi, p } = negativeBinomial.value
    return { model: 'negative-binomial', ratio, lo, hi, p }
  }
  if (scattered && quasi.ok) return { model: 'quasi-poisson', ...quasi.value }
  return { model: 'poisson', ...profile }
}
