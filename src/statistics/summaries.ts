/**
 * Labs of which only a value x_i and its standard uncertainty u_i are known.
 *
 *   x_ref = Σx/u² / Σu⁻², u_ref = (Σu⁻²)^{−½};  χ² = Σ((x − x_ref)/u)² on L − 1, consistent if p ≥ .05
 *   u²(d_i) = u_i² − u_ref², or u_i² + u_ref² of a lab that is no part of the reference;  E_n = d_i/(2u(d_i))
 *   inconsistent: τ² by Paule–Mandel, Σw(x − μ)² = L − 1, w = 1/(u² + τ²);  u²(d_i) = u_i² + τ² ∓ u_ref²
 *   leave one out: reference and τ² from the others; u²(d_i) = u_i² + 1/Σw, or u_i² + τ² + 1/Σw
 *
 * M. G. Cox, Metrologia 39 (2002) 589; R. C. Paule, J. Mandel, J. Res. NBS 87 (1982) 377.
 */
import { betweenVariance, isEstimate, summingOrder, weightedMean } from './between-variance.ts'
import { chiSquareTails } from './distributions.ts'
import { given, refuse } from './result.ts'
import type { Result } from './result.ts'
import type { Estimate } from './between-variance.ts'

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
