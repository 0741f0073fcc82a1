/**
 * Distribution functions with both tails (never 1 − cdf), and quantiles by bisection on the smaller tail, on
 * a logarithmic scale for positive supports. Non-integer degrees of freedom everywhere. A quantile that does not
 * exist (p outside the open interval, a parameter that is not positive) is a fault of the caller and is thrown.
 */
import { ConcordError, sentence } from '../error.ts'
import { incompleteBeta, incompleteGamma } from './special-functions.ts'
import type { Tails } from './special-functions.ts'

export function normalTails(z: number): Tails {
  const both = incompleteGamma(0.5, (z * z) / 2)
  const small = both.upper / 2
  const large = 0.5 + both.lower / 2
  return z >= 0 ? { lower: large, upper: small } : { lower: small, upper: large }
}

export function tTails(t: number, df: number): Tails {
  const square = t * t
  const { lower } = incompleteBeta(df / (df + square), df / 2, 0.5, square / (df + square))
  const small = lower / 2
  const large = 1 - small
  return t >= 0 ? { lower: large, upper: small } : { lower: small, upper: large }
}

export function chiSquareTails(x: number, df: number): Tails {
  return incompleteGamma(df / 2, x / 2)
}

export function fTails(f: number, df1: number, df2: number): Tails {
  if (f <= 0) return { lower: 0, upper: 1 }
  if (f === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 }
  const scaled = df1 * f
  if (scaled === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 }
  return incompleteBeta(scaled / (scaled + df2), df1 / 2, df2 / 2, df2 / (scaled + df2))
}

export function betaTails(x: number, a: number, b: number): Tails {
  return incompleteBeta(x, a, b)
}

export function gammaTails(x: number, shape: number): Tails {
  return incompleteGamma(shape, x)
}

/** P(X ≤ x) and P(X > x) of a binomial with n trials. */
export function binomialTails(x: number, n: number, p: number): Tails {
  const k = Math.floor(x)
  if (k < 0) return { lower: 0, upper: 1 }
  if (k >= n) return { lower: 1, upper: 0 }
  const { lower, upper } = incompleteBeta(p, k + 1, n - k)
  return { lower: upper, upper: lower }
}

/** P(X ≤ x) and P(X > x) of a Poisson with the given mean. */
export function poissonTails(x: number, mean: number): Tails {
  const k = Math.floor(x)
  if (k < 0) return { lower: 0, upper: 1 }
  const { lower, upper } = incompleteGamma(k + 1, mean)
  return { lower: upper, upper: lower }
}

/**
 * The x with lower tail p, by bisection between `low` and `high`. `upperP` is 1 − p where the caller knows it
 * more exactly.
 */
function bisect(
  tails: (x: number) => Tails,
  p: number,
  upperP: number,
  low: number,
  high: number,
  logarithmic: boolean,
): number {
  const useLower = p <= upperP
  let a = low
  let b = high
  for (let step = 0; step < 400; step++) {
    const middle = logarithmic && a > 0 && b / a > 4 ? Math.sqrt(a) * Math.sqrt(b) : a + (b - a) / 2
    if (middle === a || middle === b) return middle
    const { lower, upper } = tails(middle)
    const below = useLower ? lower < p : upper > upperP
    if (below) a = middle
    else b = middle
  }
  return a + (b - a) / 2
}

function requireDomain(p: number, ...parameters: number[]): void {
  if (p > 0 && p < 1 && parameters.every((value) => value > 0 && Number.isFinite(value))) return
  throw new ConcordError(
    'internal',
    sentence`There is no quantile for p = ${p} and ${parameters.join(', ') || 'none'}.`,
  )
}

const SMALLEST = 1e-300

/** Widens [1, 1] by squaring until the p-quantile of a distribution on (0, ∞) is inside. */
function positiveQuantile(tails: (x: number) => Tails, p: number, upperP: number): number {
  let low = 1
  let high = 1
  const under = (x: number): boolean => {
    const { lower, upper } = tails(x)
    return p <= upperP ? lower < p : upper > upperP
  }
  for (let factor = 4; !under(low) && low > SMALLEST; factor *= factor) {
    high = low
    low = Math.max(low / factor, SMALLEST)
  }
  for (let factor = 4; under(high) && high < 1e300; factor *= factor) {
    low = high
    high = Math.min(high * factor, 1e300)
  }
  return bisect(tails, p, upperP, low, high, true)
}

/** Normal quantile of lower tail p, 0 < p < 1. */
export function normalQuantile(p: number): number {
  requireDomain(p)
  if (p === 0.5) return 0
  const small = Math.min(p, 1 - p)
  const size = bisect((z) => normalTails(z), 1 - small, small, 0, 40, false)
  return p < 0.5 ? -size : size
}

/** Student's t quantile of lower tail p. */
export function tQuantile(p: number, df: number): number {
  requireDomain(p, df)
  if (p === 0.5) return 0
  const small = Math.min(p, 1 - p)
  const size = positiveQuantile((t) => tTails(t, df), 1 - small, small)
  return p < 0.5 ? -size : size
}

export function chiSquareQuantile(p: number, df: number): number {
  requireDomain(p, df)
  return positiveQuantile((x) => chiSquareTails(x, df), p, 1 - p)
}

export function fQuantile(p: number, df1: number, df2: number): number {
  requireDomain(p, df1, df2)
  return positiveQuantile((x) => fTails(x, df1, df2), p, 1 - p)
}

export function gammaQuantile(p: number, shape: number): number {
  requireDomain(p, shape)
  return positiveQuantile((x) => gammaTails(x, shape), p, 1 - p)
}

/** Beta quantile of lower tail p. */
export function betaQuantile(p: number, a: number, b: number): number {
  requireDomain(p, a, b)
  // Solved on the side of the smaller value, where doubles are dense.
  const atHalf = incompleteBeta(0.5, a, b, 0.5)
  if (atHalf.lower >= p) return bisect((x) => incompleteBeta(x, a, b, 1 - x), p, 1 - p, SMALLEST, 0.5, true)
  const y = bisect(
    (value) => {
      const { lower, upper } = incompleteBeta(1 - value, a, b, value)
      return { lower: upper, upper: lower }
    },
    1 - p,
    p,
    SMALLEST,
    0.5,
    true,
  )
  return 1 - y
}
