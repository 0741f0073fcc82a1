/**
 * Mean of estimates with inverse-variance weights, after a variance τ² between them:
 *
 *   w = 1/(v + τ²), μ = Σwy/Σw, Q = Σw(y − μ)²
 *
 * Variance τ² between estimates y with error variances v:
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
 *
 * Labs of which only a value x_i and its standard uncertainty u_i are known.
 *
 *   x_ref = Σx/u² / Σu⁻², u_ref = (Σu⁻²)^{−½};  χ² = Σ((x − x_ref)/u)² on L − 1, consistent if p ≥ .05
 *   u²(d_i) = u_i² − u_ref², or u_i² + u_ref² of a lab that is no part of the reference;  E_n = d_i/(2u(d_i))
 *   inconsistent: τ² by Paule–Mandel, Σw(x − μ)² = L − 1, w = 1/(u² + τ²);  u²(d_i) = u_i² + τ² ∓ u_ref²
 *   leave one out: reference and τ² from the others; u²(d_i) = u_i² + 1/Σw, or u_i² + τ² + 1/Σw
 *
 * M. G. Cox, Metrologia 39 (2002) 589; R. C. Paule, J. Mandel, J. Res. NBS 87 (1982) 377.
 */
import { chiSquareQuantile, chiSquareTails } from './distributions.ts'
import { given, refuse } from './result.ts'
import type { Interval, Result } from './result.ts'
import { sumOf } from './sum.ts'

/** A value and the variance of its error. */
export type Estimate = { y: number; v: number }

export type WeightedMean = {
  mean: number
  weights: number[]
  /** Σw */
  weight: number
  /** Of each estimate the weight of all others: Σw − w, without its cancellation. */
  others: number[]
  /** Σw − Σw²/Σw, without its cancellation. */
  freeWeight: number
  /** Σw(y − μ)² */
  q: number
  /** Σw²(y − μ)² */
  weightedQ: number
}

/** Beyond these the squares of values and weights leave the range of doubles. */
const LARGEST_VALUE = 1e50
const LARGEST_VARIANCE = 1e100

/** True where value and variance are numbers that can be weighted. */
export function isEstimate({ y, v }: Estimate): boolean {
  return Math.abs(y) <= LARGEST_VALUE && v >= 1 / LARGEST_VARIANCE && v <= LARGEST_VARIANCE
}

/** Indexes of the estimates in the order in which they are summed, so that the order of input changes no bit. */
export function summingOrder(estimates: readonly Estimate[]): number[] {
  const keyed = estimates.map(({ y, v }, index) => ({ y, v, index }))
  return keyed.toSorted((a, b) => a.y - b.y || a.v - b.v).map(({ index }) => index)
}

/** The weighted mean of at least one estimate, summed in the order given. */
export function weightedMean(estimates: readonly Estimate[], tau2: number): WeightedMean {
  const weights = estimates.map(({ v }) => 1 / (v + tau2))
  const weight = sumOf(weights)
  // From the first value on, so that equal values have no scatter, however large they are.
  const base = estimates[0]?.y ?? 0
  const offsets = estimates.map(({ y }) => y - base)
  const shift = sumOf(offsets.map((offset, i) => (weights[i] ?? 0) * offset)) / weight
  const distances = offsets.map((offset) => offset - shift)
  const others = weights.map(() => 0)
  let before = 0
  for (const [i, w] of weights.entries()) {
    others[i] = before
    before += w
  }
  let after = 0
  for (let i = weights.length - 1; i >= 0; i--) {
    others[i] = (others[i] ?? 0) + after
    after += weights[i] ?? 0
  }
  return {
    mean: base + shift,
    weights,
    weight,
    others,
    freeWeight: sumOf(weights.map((w, i) => w * ((others[i] ?? 0) / weight))),
    q: sumOf(distances.map((distance, i) => (weights[i] ?? 0) * distance ** 2)),
    weightedQ: sumOf(distances.map((distance, i) => ((weights[i] ?? 0) * distance) ** 2)),
  }
}

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

export type LabSummary = {
  x: number
  u: number
  /** Compared with the reference, but no part of it. */
  outside?: boolean
}
export type Distance = { d: number; u: number; en: number }
export type CoxReference = {
  reference: number
  u: number
  chiSquare: number
  df: number
  p: number
  consistent: boolean
  /** Variance between labs, 0 where consistent. */
  tau2: number
  /** In the order of the labs. */
  distances: Distance[]
}

/** The labs as estimates, or why they are none. */
function estimatesOf(labs: readonly LabSummary[]): Result<Estimate[]> {
  // Before squaring, which would make a negative uncertainty a positive variance.
  if (!labs.every(({ u }) => u >= 1e-50)) return refuse('out-of-range')
  const estimates = labs.map(({ x, u }) => ({ y: x, v: u * u }))
  return estimates.every(isEstimate) ? given(estimates) : refuse('out-of-range')
}

/**
 * Paule–Mandel τ²: the root of Σw(x − μ)² = L − 1, or 0 where the scatter is smaller without it. Labs outside the
 * reference do not enter. Refuses fewer than two labs (`too-few-labs`) and values or uncertainties that are not between
 * 1e-50 and 1e50 (`out-of-range`).
 */
export function pauleMandel(labs: readonly LabSummary[]): Result<number> {
  const within = estimatesOf(labs.filter(({ outside }) => outside !== true))
  if (!within.ok) return within
  if (within.value.length < 2) return refuse('too-few-labs')
  return betweenVariance(inOrder(within.value), 'PM')
}

function inOrder(estimates: readonly Estimate[]): Estimate[] {
  return summingOrder(estimates).flatMap((index) => estimates[index] ?? [])
}

/**
 * Reference value, consistency and distances of labs known by summaries; the same bits whatever the order of the labs.
 * Refuses as `pauleMandel` does.
 */
export function coxReference(labs: readonly LabSummary[]): Result<CoxReference> {
  const all = estimatesOf(labs)
  if (!all.ok) return all
  const tau = pauleMandel(labs)
  if (!tau.ok) return tau
  const order = summingOrder(all.value).filter((index) => labs[index]?.outside !== true)
  const reference = order.flatMap((index) => all.value[index] ?? [])
  const plain = weightedMean(reference, 0)
  const df = reference.length - 1
  const p = chiSquareTails(plain.q, df).upper
  const consistent = p >= 0.05
  const tau2 = consistent ? 0 : tau.value
  const { mean, weight, others } = weightedMean(reference, tau2)
  return given({
    reference: mean,
    u: Math.sqrt(1 / weight),
    chiSquare: plain.q,
    df,
    p,
    consistent,
    tau2,
    distances: all.value.map(({ y, v }, index) => {
      const at = order.indexOf(index)
      // Inside, u² + τ² − 1/Σw without its cancellation: (u² + τ²) · (weight of the others)/Σw
      const variance = at < 0 ? v + tau2 + 1 / weight : (v + tau2) * ((others[at] ?? 0) / weight)
      return distance(y - mean, variance)
    }),
  })
}

function distance(d: number, variance: number): Distance {
  const u = Math.sqrt(variance)
  return { d, u, en: d / (2 * u) }
}

/**
 * Each lab against a reference from the others: a deviating lab cannot hide in its own reference. Refuses fewer than
 * three labs: `too-few-labs`.
 */
export function leaveOneOut(labs: readonly LabSummary[]): Result<Distance[]> {
  if (labs.length < 3) return refuse('too-few-labs')
  const found: Distance[] = []
  for (const index of labs.keys()) {
    const reference = coxReference(
      labs.map((lab, other) => (other === index ? { ...lab, outside: true } : lab)),
    )
    if (!reference.ok) return reference
    found.push(...reference.value.distances.slice(index, index + 1))
  }
  return given(found)
}
