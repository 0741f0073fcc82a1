/**
 * Labs of which only a value x_i and its standard uncertainty u_i are known.
 *
 *   x_ref = Σx/u² / Σu⁻², u_ref = (Σu⁻²)^{−½};  χ² = Σ((x − x_ref)/u)² on L − 1, consistent if p ≥ .05
 *   u²(d_i) = u_i² − u_ref² (+ if lab i is not in the reference);  E_n = d_i/(2u(d_i))
 *   inconsistent: τ² by Paule–Mandel, Σw(x − μ)² = L − 1, w = 1/(u² + τ²);  u²(d_i) = u_i² + τ² − u_ref²
 *
 * M. G. Cox, Metrologia 39 (2002) 589; R. C. Paule, J. Mandel, J. Res. NBS 87 (1982) 377.
 */
import { chiSquareTails } from './distributions.ts'
import { given, refuse } from './result.ts'
import type { Result } from './result.ts'
import { sumOf } from './sum.ts'

export type LabSummary = { x: number; u: number }
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
  distances: Distance[]
}

/** Beyond these the squares of values and uncertainties leave the range of doubles. */
const LARGEST = 1e50
const SMALLEST = 1e-50

type Weighted = { mean: number; weight: number; scatter: number }

function weigh(labs: readonly LabSummary[], tau2: number): Weighted {
  const w = labs.map(({ u }) => 1 / (u * u + tau2))
  const weight = sumOf(w)
  const mean = sumOf(labs.map(({ x }, i) => (w[i] ?? 0) * x)) / weight
  return { mean, weight, scatter: sumOf(labs.map(({ x }, i) => (w[i] ?? 0) * (x - mean) ** 2)) }
}

/**
 * Paule–Mandel τ²: the root of Σw(x − μ)² = L − 1, or 0 where the scatter is smaller without it. Refuses fewer than
 * two labs (`too-few-labs`) and values or uncertainties that are not between 1e-50 and 1e50 (`out-of-range`).
 */
export function pauleMandel(labs: readonly LabSummary[]): Result<number> {
  if (labs.length < 2) return refuse('too-few-labs')
  if (!labs.every(({ x, u }) => Math.abs(x) <= LARGEST && u >= SMALLEST && u <= LARGEST)) {
    return refuse('out-of-range')
  }
  const target = labs.length - 1
  if (weigh(labs, 0).scatter <= target) return given(0)
  let high = 1e-12
  while (weigh(labs, high).scatter > target) {
    high *= 4
    if (high > 1e300) return refuse('not-converged')
  }
  let low = 0
  for (let step = 0; step < 300; step++) {
    const middle = (low + high) / 2
    if (middle === low || middle === high) break
    if (weigh(labs, middle).scatter > target) low = middle
    else high = middle
  }
  return given((low + high) / 2)
}

/** Reference value, consistency and distances of labs known by summaries. */
export function coxReference(labs: readonly LabSummary[]): Result<CoxReference> {
  const tau = pauleMandel(labs)
  if (!tau.ok) return tau
  const plain = weigh(labs, 0)
  const df = labs.length - 1
  const p = chiSquareTails(plain.scatter, df).upper
  const consistent = p >= 0.05
  const tau2 = consistent ? 0 : tau.value
  const { mean, weight } = weigh(labs, tau2)
  return given({
    reference: mean,
    u: Math.sqrt(1 / weight),
    chiSquare: plain.scatter,
    df,
    p,
    consistent,
    tau2,
    distances: labs.map(({ x, u }, index) => {
      // u² + τ² − 1/Σw without its cancellation: (u² + τ²) · (weight of the others)/Σw
      const others = sumOf(labs.map((other, k) => (k === index ? 0 : 1 / (other.u * other.u + tau2))))
      return distance(x - mean, (u * u + tau2) * (others / weight))
    }),
  })
}

function distance(d: number, variance: number): Distance {
  const u = Math.sqrt(variance)
  return { d, u, en: d / (2 * u) }
}

/**
 * Each lab against a reference from the others: u² = u_i² + 1/Σw where they are consistent, with τ² of the
 * others added where not. A deviating lab cannot hide in its own reference.
 */
export function leaveOneOut(labs: readonly LabSummary[]): Result<Distance[]> {
  if (labs.length < 3) return refuse('too-few-labs')
  const found: Distance[] = []
  for (const [index, { x, u }] of labs.entries()) {
    const reference = coxReference(labs.filter((_, other) => other !== index))
    if (!reference.ok) return reference
    const { reference: mean, u: uRef, tau2 } = reference.value
    found.push(distance(x - mean, u * u + tau2 + uRef * uRef))
  }
  return given(found)
}
