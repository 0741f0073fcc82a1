/**
 * Precision of pass or fail by L labs with x_i of n_i exchangeable replicates each (items that all labs share belong in
 * crossed-anova.ts):
 *
 *   s_r² = Σ(x − x²/n)/(N − L);  s_L² = max(0, Var(p̂_i) − s_r²/n);  s_R² = s_r² + s_L²
 *   unequal n: s_L² = max(0, (s_d² − s_r²)/n̄) of ISO 5725-2, which is the same where n is
 *   mean p̂ ± t_{L−1} SD(p̂)/√L;  homogeneity: Σ(x − np̄)²/(np̄(1 − p̄)), χ² on L − 1, p̄ = Σx/N
 *
 * s_R² ≈ p̄(1 − p̄) is fixed by the mean: quote s_L. ISO/TR 27877:2021; AOAC International, Official Methods, Appendix J
 * (2012); arXiv:2008.13619.
 */
import { chiSquareTails, tQuantile } from './distributions.ts'
import { given, inUnitRange, refuse } from './result.ts'
import type { Interval, Reason, Result } from './result.ts'
import { meanOf, squaresAround, sumOf, varies } from './sum.ts'

export type LabCount = { x: number; n: number }
export type Homogeneity = { chiSquare: number; df: number; p: number }

export type BinaryPrecision = {
  labs: number
  observations: number
  /** Mean of the labs' shares: labs weigh the same. */
  mean: number
  /** SD of the labs' shares. */
  labSd: number
  /** Null where every lab has the same share. */
  interval: Interval | null
  repeatability: number
  betweenLabs: number
  /** s_L² as estimated, negative too. */
  labComponent: number
  reproducibility: number
  homogeneity: Homogeneity
}

function fault(counts: readonly LabCount[]): Reason | null {
  if (counts.length < 2) return 'too-few-labs'
  if (!counts.every(({ n }) => n > 0 && n <= 1e50)) return 'n-unknown'
  return inUnitRange(counts.map(({ x, n }) => x / n)) ? null : 'out-of-range'
}

/** Labs in an order of their own, so that theirs changes no bit. */
function inOrder(counts: readonly LabCount[]): LabCount[] {
  return counts.toSorted((a, b) => a.x - b.x || a.n - b.n)
}

/**
 * Test that all labs have one share. x need not be whole, so that it can be asked for which n a published share would
 * be noise. Refuses fewer than two labs (`too-few-labs`), an n not above 0 (`n-unknown`), x outside [0, n]
 * (`out-of-range`) and labs of which all passed or all failed everything (`no-variation`).
 */
export function homogeneity(counts: readonly LabCount[]): Result<Homogeneity> {
  const reason = fault(counts)
  if (reason !== null) return refuse(reason)
  const sorted = inOrder(counts)
  const share = sumOf(sorted.map(({ x }) => x)) / sumOf(sorted.map(({ n }) => n))
  if (!(share > 0 && share < 1)) return refuse('no-variation')
  const chiSquare = sumOf(sorted.map(({ x, n }) => (n * (x / n - share) ** 2) / (share * (1 - share))))
  const df = counts.length - 1
  return given({ chiSquare, df, p: chiSquareTails(chiSquare, df).upper })
}

/**
 * Precision of exchangeable 0/1 replicates; the same bits whatever the order of labs. Refuses as `homogeneity` does, and
 * labs of which none has two replicates (`n-unknown`). Below 5 labs with the warning `too-few-labs`; two labs are no
 * joint figure.
 */
export function binaryPrecision(counts: readonly LabCount[]): Result<BinaryPrecision> {
  const tested = homogeneity(counts)
  if (!tested.ok) return tested
  const sorted = inOrder(counts)
  if (!sorted.every(({ x, n }) => Number.isInteger(x) && Number.isInteger(n))) return refuse('out-of-range')
  const labs = sorted.length
  const by = (term: (count: LabCount) => number): number => sumOf(sorted.map(term))
  const observations = by(({ n }) => n)
  if (!(observations > labs)) return refuse('n-unknown')
  const overall = by(({ x }) => x) / observations
  const msRepeat = by(({ x, n }) => (x * (n - x)) / n) / (observations - labs)
  const msLab = by(({ x, n }) => n * (x / n - overall) ** 2) / (labs - 1)
  // n̄ = (N − Σn²/N)/(L − 1), without the difference of two numbers that may be equal in doubles.
  const replicates = by(({ n }) => (n * (observations - n)) / observations) / (labs - 1)
  const labComponent = (msLab - msRepeat) / replicates

  const shares = sorted.map(({ x, n }) => x / n).toSorted((a, b) => a - b)
  const mean = meanOf(shares)
  const labSd = varies(shares) ? Math.sqrt(squaresAround(shares, mean) / (labs - 1)) : 0
  const half = (tQuantile(0.975, labs - 1) * labSd) / Math.sqrt(labs)
  return given(
    {
      labs,
      observations,
      mean,
      labSd,
      interval: half > 0 ? { lo: mean - half, hi: mean + half } : null,
      repeatability: Math.sqrt(msRepeat),
      betweenLabs: Math.sqrt(Math.max(0, labComponent)),
      labComponent,
      reproducibility: Math.sqrt(msRepeat + Math.max(0, labComponent)),
      homogeneity: tested.value,
    },
    labs < 5 ? ['too-few-labs'] : [],
  )
}
