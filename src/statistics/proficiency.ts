/**
 * Robust mean and standard deviation of p results, Algorithm A of ISO 13528:
 *
 *   start: x* = median, s* = 1.483 · median|x − x*| (0: SD)
 *   repeat: values beyond x* ± 1.5 s* are set there; x* = their mean, s* = 1.134 · their SD
 *   u = 1.25 s* / √p
 *
 * until both change by less than 1e-12 s*, not by "the third figure". 1.134 is the standard's; the factor that makes s*
 * unbiased for a normal distribution is 1.133392655462487. A display beside the labs' results, never the consensus: the
 * joint mean keeps every lab as it is. ISO 13528:2022, C.3.
 *
 * Scores of labs against an assigned value x_pt with uncertainty u_pt, from elsewhere than these labs, and a standard
 * deviation σ_pt fit for the purpose (ISO 13528):
 *
 *   z = (x − x_pt)/σ_pt, only where u_pt < .3 σ_pt;   z′ = (x − x_pt)/√(σ_pt² + u_pt²)
 *   ζ = (x − x_pt)/√(u² + u_pt²);   E_n = (x − x_pt)/√(U² + U_pt²), U = 2u
 *
 * A display: labs are compared by their degrees of equivalence. ISO 13528:2022, 9.
 */
import { given, refuse } from './result.ts'
import type { Result } from './result.ts'
import { meanOf, squaresAround, varies } from './sum.ts'

export type AlgorithmA = { mean: number; sd: number; u: number; iterations: number }

const FACTORS = { standard: 1.134, exact: 1.133_392_655_462_487 } as const
const MOST = 10_000

function medianOf(sorted: readonly number[]): number {
  const middle = sorted.length / 2
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2
}

/**
 * Algorithm A; the same bits whatever the order of the values. Refuses fewer than three (`too-few-labs`), values beyond
 * 1e100 (`out-of-range`), values that are equal or so nearly all equal that s* comes down to 0 (`no-variation`).
 */
export function algorithmA(
  values: readonly number[],
  factor: keyof typeof FACTORS = 'standard',
): Result<AlgorithmA> {
  const count = values.length
  if (count < 3) return refuse('too-few-labs')
  if (!values.every((value) => Math.abs(value) <= 1e100)) return refuse('out-of-range')
  const sorted = values.toSorted((a, b) => a - b)
  if (!varies(sorted)) return refuse('no-variation')
  const base = medianOf(sorted)
  const offsets = sorted.map((value) => value - base)
  const sizes = offsets.map((offset) => Math.abs(offset)).toSorted((a, b) => a - b)
  const sdOf = (list: readonly number[]): number => Math.sqrt(squaresAround(list, meanOf(list)) / (count - 1))
  const nearest = sizes.find((size) => size > 0) ?? 0
  let x = 0
  let s = 1.483 * medianOf(sizes)
  if (!(s > 0)) s = sdOf(offsets)
  for (let iterations = 1; iterations <= MOST; iterations++) {
    const low = x - 1.5 * s
    const high = x + 1.5 * s
    const kept = offsets.map((offset) => Math.min(high, Math.max(low, offset)))
    const nextX = meanOf(kept)
    const nextS = FACTORS[factor] * sdOf(kept)
    // So far below the nearest value that is not the median, every other value is cut, and s only goes on shrinking.
    if (nextS < 1e-6 * nearest) return refuse('no-variation')
    const settled = Math.abs(nextX - x) < 1e-12 * nextS && Math.abs(nextS - s) < 1e-12 * nextS
    x = nextX
    s = nextS
    if (settled) return given({ mean: base + x, sd: s, u: (1.25 * s) / Math.sqrt(count), iterations })
  }
  return refuse('not-converged')
}

export type AssignedValue = { x: number; u: number; sigma: number }
/** A lab's result; u is its standard uncertainty, null where it states none. */
export type LabResult = { x: number; u: number | null }

export type ProficiencyScore = {
  /** Null where the uncertainty of the assigned value is too large for it; then z′ is read. */
  z: number | null
  zPrime: number
  /** Null, as E_n, where neither the lab nor the assigned value has an uncertainty. */
  zeta: number | null
  en: number | null
  /** Of z, or of z′ where there is no z: up to 2, up to 3, beyond. */
  signal: 'acceptable' | 'warning' | 'action'
  /** |E_n| < 1 */
  withinUncertainty: boolean | null
}

const LARGEST = 1e50
const SMALLEST = 1e-50

function isUncertainty(u: number): boolean {
  return u >= 0 && u <= LARGEST
}

/**
 * Scores of each lab, in their order. Refuses no lab (`too-few-labs`), numbers beyond 1e50, uncertainties below 0 and a
 * σ_pt that is not above 0 (`out-of-range`).
 */
export function proficiencyScores(
  labs: readonly LabResult[],
  assigned: AssignedValue,
): Result<ProficiencyScore[]> {
  if (labs.length === 0) return refuse('too-few-labs')
  const { sigma, u: uAssigned } = assigned
  const numbers = [assigned.x, ...labs.map(({ x }) => x)]
  const uncertainties = [uAssigned, ...labs.map(({ u }) => u ?? 0)]
  if (!(sigma >= SMALLEST && sigma <= LARGEST)) return refuse('out-of-range')
  if (!numbers.every((x) => Math.abs(x) <= LARGEST) || !uncertainties.every(isUncertainty)) {
    return refuse('out-of-range')
  }
  return given(
    labs.map(({ x, u }) => {
      const d = x - assigned.x
      const z = uAssigned < 0.3 * sigma ? d / sigma : null
      const zPrime = d / Math.hypot(sigma, uAssigned)
      const combined = u === null ? 0 : Math.hypot(u, uAssigned)
      const zeta = combined >= SMALLEST ? d / combined : null
      const size = Math.abs(z ?? zPrime)
      return {
        z,
        zPrime,
        zeta,
        en: zeta === null ? null : zeta / 2,
        signal: size <= 2 ? 'acceptable' : size < 3 ? 'warning' : 'action',
        withinUncertainty: zeta === null ? null : Math.abs(zeta / 2) < 1,
      }
    }),
  )
}
