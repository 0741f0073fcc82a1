/**
 * Mean of estimates with inverse-variance weights, after a variance τ² between them:
 *
 *   w = 1/(v + τ²), μ = Σwy/Σw, Q = Σw(y − μ)²
 */
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
