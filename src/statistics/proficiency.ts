/**
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
