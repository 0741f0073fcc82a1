/**
 * Precision of a measurement by p labs with n_i replicates of one material (ISO 5725-2):
 *
 *   s_r² = Σ(n_i−1)s_i²/Σ(n_i−1);  m = Σn_i m_i/N;  s_d² = Σn_i(m_i−m)²/(p−1);  n̄ = (N − Σn_i²/N)/(p−1)
 *   s_L² = max(0, (s_d² − s_r²)/n̄);  s_R² = s_r² + s_L²;  F = s_d²/s_r²;  limits 2.8 s_r and 2.8 s_R
 *
 * Replicates are exchangeable here; items that all labs share belong in crossed-anova.ts. Sums run over distances to
 * the smallest value, which doubles hold exactly where values agree in their leading digits (NIST StRD, SmLs and
 * AtmWtAg). ISO 5725-2:2019; P.-T. Wilrich, AStA Adv. Stat. Anal. 97 (2013) 1.
 *
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
import type { FTest } from './crossed-anova.ts'
import { chiSquareTails, fTails, tQuantile } from './distributions.ts'
import { betweenLabConsistency, commonestOf, withinLabConsistency } from './interlab-consistency.ts'
import type { BetweenLabConsistency, WithinLabConsistency } from './interlab-consistency.ts'
import { given, inUnitRange, refuse } from './result.ts'
import type { Interval, Reason, Result, Warning } from './result.ts'
import { meanOf, squaresAround, sumOf, varies } from './sum.ts'

export type Iso5725 = {
  labs: number
  observations: number
  /** The commonest number of replicates among labs with two or more: n of the critical values. */
  replicates: number
  /** n̄ */
  effectiveReplicates: number
  mean: number
  labMeans: number[]
  /** Null for a lab with one replicate. */
  labSds: (number | null)[]
  df: { lab: number; repeat: number }
  /** s_d² and s_r²; what needs replicates is null without any. */
  ms: { lab: number; repeat: number | null }
  /** s_L² as estimated, negative too. */
  labComponent: number | null
  repeatability: number | null
  betweenLabs: number | null
  reproducibility: number | null
  /** Two results of one lab, of two labs, differ by less than this in 95 %. */
  repeatabilityLimit: number | null
  reproducibilityLimit: number | null
  /** s_d²/s_r²; null also where replicates never differ. */
  test: FTest | null
  /** h, Grubbs and leave-one-out; null of two labs, and where lab means do not differ. */
  between: BetweenLabConsistency | null
  /** k and Cochran; null of two labs, without replicates, and where replicates never differ. */
  within: WithinLabConsistency | null
}

type Lab = { n: number; mean: number; squares: number; sd: number | null }

function labOf(values: readonly number[], base: number): Lab {
  const sorted = values.toSorted((a, b) => a - b)
  const offsets = sorted.map((value) => value - base)
  const n = sorted.length
  const mean = meanOf(offsets)
  const squares = varies(sorted) ? squaresAround(offsets, mean) : 0
  return { n, mean, squares, sd: n > 1 ? Math.sqrt(squares / (n - 1)) : null }
}

/**
 * Precision and consistency from the replicates of each lab, balanced or not; the same bits whatever the order of
 * replicates. Refuses fewer than two labs (`too-few-labs`), a lab without a value (`n-unknown`), values beyond 1e100
 * (`out-of-range`) and values that are all equal (`no-variation`). Flags only, nobody is removed. Warnings:
 * `unequal-repeats`, and `too-few-labs` below 8, where h and Grubbs are not read alone.
 */
export function iso5725(replicates: readonly (readonly number[])[]): Result<Iso5725> {
  const count = replicates.length
  if (count < 2) return refuse('too-few-labs')
  if (!replicates.every((values) => values.length > 0)) return refuse('n-unknown')
  const all = replicates.flat().toSorted((a, b) => a - b)
  if (!all.every((value) => Math.abs(value) <= 1e100)) return refuse('out-of-range')
  if (!varies(all)) return refuse('no-variation')
  const base = all[0] ?? 0
  const labs = replicates.map((values) => labOf(values, base))
  const labMeans = labs.map((lab) => base + lab.mean)
  const observations = all.length
  // Labs in an order of their own, so that theirs changes no bit.
  const sorted = labs.toSorted((a, b) => a.mean - b.mean || a.n - b.n || a.squares - b.squares)
  const by = (term: (lab: Lab) => number): number => sumOf(sorted.map(term))
  const mean = by(({ n, mean: own }) => n * own) / observations
  const df = { lab: count - 1, repeat: observations - count }
  const msLab = by(({ n, mean: own }) => n * (own - mean) ** 2) / df.lab
  const msRepeat = df.repeat > 0 ? by(({ squares }) => squares) / df.repeat : null
  const effectiveReplicates = (observations - by(({ n }) => n * n) / observations) / df.lab
  const commonest = commonestOf(labs.flatMap(({ n }) => (n > 1 ? [n] : [])))
  const within = withinLabConsistency(
    labs.map(({ sd }) => sd),
    commonest,
  )
  const warnings: Warning[] = []
  if (labs.some(({ n }) => n !== commonest)) warnings.push('unequal-repeats')
  if (count < 8) warnings.push('too-few-labs')
  return given(
    {
      labs: count,
      observations,
      replicates: commonest,
      effectiveReplicates,
      mean: base + mean,
      labMeans,
      labSds: labs.map(({ sd }) => sd),
      df,
      ms: { lab: msLab, repeat: msRepeat },
      ...precision(msLab, msRepeat, effectiveReplicates, df),
      between: varies(labMeans.toSorted((a, b) => a - b)) ? betweenOf(labs, base) : null,
      within: within.ok ? within.value : null,
    },
    warnings,
  )
}

type Precision = Pick<
  Iso5725,
  | 'labComponent'
  | 'repeatability'
  | 'betweenLabs'
  | 'reproducibility'
  | 'repeatabilityLimit'
  | 'reproducibilityLimit'
  | 'test'
>

function precision(
  msLab: number,
  msRepeat: number | null,
  effectiveReplicates: number,
  df: Iso5725['df'],
): Precision {
  if (msRepeat === null) {
    return {
      labComponent: null,
      repeatability: null,
      betweenLabs: null,
      reproducibility: null,
      repeatabilityLimit: null,
      reproducibilityLimit: null,
      test: null,
    }
  }
  const labComponent = (msLab - msRepeat) / effectiveReplicates
  const repeatability = Math.sqrt(msRepeat)
  const reproducibility = Math.sqrt(msRepeat + Math.max(0, labComponent))
  const f = msLab / msRepeat
  return {
    labComponent,
    repeatability,
    betweenLabs: Math.sqrt(Math.max(0, labComponent)),
    reproducibility,
    repeatabilityLimit: 2.8 * repeatability,
    reproducibilityLimit: 2.8 * reproducibility,
    test: Number.isFinite(f)
      ? { f, df1: df.lab, df2: df.repeat, p: fTails(f, df.lab, df.repeat).upper }
      : null,
  }
}

function betweenOf(labs: readonly Lab[], base: number): BetweenLabConsistency | null {
  const found = betweenLabConsistency(labs.map((lab) => lab.mean))
  if (!found.ok) return null
  const { value } = found
  const move = ({ lo, hi }: Interval): Interval => ({ lo: base + lo, hi: base + hi })
  const interval = { se: value.interval.se, ...move(value.interval) }
  if (!(interval.lo < interval.hi)) return null
  return { ...value, mean: base + value.mean, interval, nextLab: move(value.nextLab) }
}

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
