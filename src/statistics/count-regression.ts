/**
 * Fits of ln μ = β0 + β1 time + ln exposure to counts.
 *
 *   Poisson   IRLS: weights μ, working response (η − ln exposure) + (y − μ)/μ
 *   NB2       Var μ + μ²/θ: IRLS (weights μ/(1 + μ/θ); steps by the observed ones), alternating with Newton on θ for
 *             Σ[ψ(θ + y) − ψ(θ) + ln θ + 1 − ln(θ + μ) − (θ + y)/(θ + μ)] = 0
 *
 * P. McCullagh, J. A. Nelder, Generalized Linear Models (1989) 2.5; W. N. Venables, B. D. Ripley, Modern Applied
 * Statistics with S (2002) 7.4. Both to 1e-12.
 */
import { digamma, trigamma } from './special-functions.ts'
import { sumOf } from './sum.ts'

/** Counts with their times, on a scale where these span 1, and the logarithms of their exposures. */
export type CountData = { y: Float64Array; time: Float64Array; lnExposure: Float64Array }

export type CountFit = {
  intercept: number
  slope: number
  /** Standard error of the slope, from the expected information. */
  se: number
  mu: Float64Array
  /** NB2's θ; null for Poisson. */
  theta: number | null
}

const TOLERANCE = 1e-12
const MOST_STEPS = 500

function expected({ time, lnExposure }: CountData, intercept: number, slope: number): Float64Array {
  return time.map((t, i) => Math.exp(intercept + slope * t + (lnExposure[i] ?? 0)))
}

/** Log-likelihood, without the terms that the coefficients do not move; μ/(μ + θ) by its distance to 1. */
function likelihood({ y }: CountData, mu: Float64Array, theta: number | null): number {
  return sumOf(
    mu.map((m, i) => {
      const count = y[i] ?? 0
      if (theta === null) return (count === 0 ? 0 : count * Math.log(m)) - m
      return -(count === 0 ? 0 : count * Math.log1p(theta / m)) - theta * Math.log1p(m / theta)
    }),
  )
}

/** Spread of the times and their mean under weights; the variance of the slope is one over the spread. */
function weighTimes(
  time: Float64Array,
  weights: Float64Array,
): { mean: number; spread: number; total: number } {
  const total = sumOf(weights)
  const mean = sumOf(time.map((t, i) => (weights[i] ?? 0) * t)) / total
  return { mean, total, spread: sumOf(time.map((t, i) => (weights[i] ?? 0) * (t - mean) ** 2)) }
}

/** Weights of the expected information, for the standard error. */
function weightsOf(mu: Float64Array, theta: number | null): Float64Array {
  return theta === null ? mu : mu.map((m) => m / (1 + m / theta))
}

/**
 * Weights of the observed information, for the steps: the likelihood is concave with θ held, so that they arrive also
 * where single counts are thousands of times their mean. Poisson's are the expected ones.
 */
function stepWeights({ y }: CountData, mu: Float64Array, theta: number | null): Float64Array {
  return theta === null ? mu : mu.map((m, i) => (m * (1 + (y[i] ?? 0) / theta)) / (1 + m / theta) ** 2)
}

/** IRLS from a first guess, steps halved until the likelihood does not fall; undefined if it does not settle. */
function iterate(
  data: CountData,
  theta: number | null,
  start: { intercept: number; slope: number },
): CountFit | undefined {
  let { intercept, slope } = start
  let mu = expected(data, intercept, slope)
  let reached = likelihood(data, mu, theta)
  for (let step = 0; step < MOST_STEPS; step++) {
    const { mean, spread, total } = weighTimes(data.time, stepWeights(data, mu, theta))
    // Times their weights, the working residuals (y − μ)/μ are (y − μ)/(1 + μ/θ).
    const pulls = data.y.map(
      (count, i) => (count - (mu[i] ?? 0)) / (1 + (mu[i] ?? 0) / (theta ?? Number.MAX_VALUE)),
    )
    const bySlope = sumOf(data.time.map((t, i) => (pulls[i] ?? 0) * (t - mean))) / spread
    const byIntercept = sumOf(pulls) / total - bySlope * mean
    if (!Number.isFinite(bySlope) || !Number.isFinite(byIntercept)) return undefined
    const small =
      Math.abs(bySlope) + Math.abs(byIntercept) <= TOLERANCE * (1 + Math.abs(slope) + Math.abs(intercept))
    for (let factor = 1; factor > 1e-10; factor /= 2) {
      const next = expected(data, intercept + factor * byIntercept, slope + factor * bySlope)
      const there = likelihood(data, next, theta)
      if (!(there >= reached - 1e-12 * Math.abs(reached))) continue
      intercept += factor * byIntercept
      slope += factor * bySlope
      mu = next
      reached = there
      break
    }
    if (!small) continue
    const information = weighTimes(data.time, weightsOf(mu, theta)).spread
    return { intercept, slope, se: Math.sqrt(1 / information), mu, theta }
  }
  return undefined
}

/** Poisson fit; undefined where IRLS does not settle, as with all events at the first or the last time. */
export function fitPoisson(data: CountData): CountFit | undefined {
  const rate = sumOf(data.y) / sumOf(data.lnExposure.map(Math.exp))
  return iterate(data, null, { intercept: Math.log(rate), slope: 0 })
}

/**
 * θ that maximises the likelihood with the means held; undefined where it grows beyond all bounds, that is where the
 * counts scatter no more than Poisson's.
 */
function maximiseTheta(y: Float64Array, mu: Float64Array, start: number): number | undefined {
  const score = (theta: number): number =>
    sumOf(
      y.map((count, i) => {
        const m = mu[i] ?? 0
        return digamma(theta + count) - digamma(theta) - Math.log1p(m / theta) + (m - count) / (theta + m)
      }),
    )
  const curvature = (theta: number): number =>
    sumOf(
      y.map((count, i) => {
        const m = mu[i] ?? 0
        const ofMean = 1 / theta - 2 / (theta + m) + (theta + count) / (theta + m) ** 2
        return trigamma(theta + count) - trigamma(theta) + ofMean
      }),
    )
  let low = start
  let high = start
  while (score(low) < 0) {
    low /= 4
    if (low < 1e-12) return undefined
  }
  while (score(high) > 0) {
    high *= 4
    if (high > 1e12) return undefined
  }
  let theta = Math.sqrt(low) * Math.sqrt(high)
  for (let step = 0; step < MOST_STEPS; step++) {
    const slope = score(theta)
    if (slope > 0) low = theta
    else high = theta
    // Newton on ln θ, by halves where it leaves the bracket.
    const bend = theta * (theta * curvature(theta) + slope)
    const newton = theta * Math.exp(-(theta * slope) / bend)
    const next = newton > low && newton < high ? newton : Math.sqrt(low) * Math.sqrt(high)
    const moved = Math.abs(next / theta - 1)
    theta = next
    if (moved <= TOLERANCE || high / low - 1 <= TOLERANCE) return theta
  }
  return theta
}

/** NB2 fit from the Poisson one; undefined where there is no overdispersion to fit or it does not settle. */
export function fitNegativeBinomial(data: CountData, poisson: CountFit): CountFit | undefined {
  const excess = sumOf(data.y.map((count, i) => (count - (poisson.mu[i] ?? 0)) ** 2 - count))
  if (!(excess > 0)) return undefined
  let theta: number | undefined = sumOf(poisson.mu.map((m) => m * m)) / excess
  let fit: CountFit = poisson
  for (let step = 0; step < MOST_STEPS; step++) {
    const found: number | undefined = maximiseTheta(data.y, fit.mu, theta)
    if (found === undefined) return undefined
    const next = iterate(data, found, fit)
    if (next === undefined) return undefined
    const moved = Math.abs(found / theta - 1) + Math.abs(next.slope - fit.slope)
    theta = found
    fit = next
    if (step > 0 && moved <= TOLERANCE * (1 + Math.abs(fit.slope))) return fit
  }
  return undefined
}
