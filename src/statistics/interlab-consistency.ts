/**
 * Critical values and p values of the tests of an interlaboratory study with p labs and n replicates each:
 *
 *   Cochran C    F/(F + p − 1), F = F_{1−α/p}(n−1, (p−1)(n−1));      p value p·P(F > C(p−1)/(1−C))
 *   Grubbs G     (p−1)/√p · √(t²/(p−2+t²)), t = t_{1−α/2p}(p−2);     p value 2p·P(T_{p−2} > √(G²p(p−2)/((p−1)²−pG²)))
 *   Mandel h     (p−1)t/√(p(t²+p−2)), t = t_{1−α/2}(p−2)
 *   Mandel k     √(p/(1+(p−1)/F)), F = F_{1−α}(n−1, (p−1)(n−1))
 *
 * P.-T. Wilrich, AStA Adv. Stat. Anal. 97 (2013) 1; the tables of ISO 5725-2 are these, rounded.
 *
 * How far the means of p labs lie apart, each against all (ISO 5725-2) and against the others:
 *
 *   h_i = (m_i − m̄)/SD(m);  Grubbs G = |extreme − m̄|/SD(m);  m̄ unweighted
 *   leave one out: t_i = (m_i − m̄_{−i})/(SD_{−i} √(1 + 1/(p − 1))) on p − 2
 *   mean: m̄ ± t_{p−1} SD/√p;  next lab: m̄ ± t_{p−1} SD √(1 + 1/p)
 *
 * A deviating lab widens SD(m) and hides in it: below 8 labs h and Grubbs are not read without the leave-one-out t.
 * ISO 5725-2:2019, 7.3; P.-T. Wilrich, AStA Adv. Stat. Anal. 97 (2013) 1.
 *
 * Whether p labs repeat equally well, from the standard deviations s_i of n replicates each (ISO 5725-2):
 *
 *   k_i = s_i √p/√Σs²;  Cochran C = max s²/Σs²
 *   of items × labs × repeats: s_i² = Σ_j ss_ij/Σ_j(n_ij − 1), n − 1 the commonest Σ_j(n_ij − 1)
 *
 * ISO 5725-2:2019, 7.3; P.-T. Wilrich, AStA Adv. Stat. Anal. 97 (2013) 1.
 */
import { cellFault } from './cells.ts'
import type { Cells } from './cells.ts'
import { sdFactors } from './crossed-anova.ts'
import { fQuantile, fTails, tQuantile, tTails } from './distributions.ts'
import { holm } from './multiplicity.ts'
import { alphaOf, given, isConfidence, refuse } from './result.ts'
import type { Interval, Reason, Result } from './result.ts'
import { meanOf, squaresAround, sumOf, varies } from './sum.ts'

/** What ISO 5725-2 calls a value beyond the 5 % or the 1 % critical value. It is said, and nothing is removed. */
export type Flag = 'straggler' | 'outlier' | null
/** The critical values at 5 % and 1 %. */
export type Critical = { straggler: number; outlier: number }

function fault(labs: number, least: number, replicates: number, alpha: number): Reason | null {
  if (!(labs >= least && Number.isFinite(labs))) return 'too-few-labs'
  if (!(replicates >= 2 && Number.isFinite(replicates))) return 'n-unknown'
  return alpha >= 1e-9 && alpha <= 0.5 ? null : 'out-of-range'
}

/** Critical value of Cochran's C: the largest of p variances as a share of their sum. Needs two labs. */
export function cochranCritical(labs: number, replicates: number, alpha: number): Result<number> {
  const reason = fault(labs, 2, replicates, alpha)
  if (reason !== null) return refuse(reason)
  const f = fQuantile(1 - alpha / labs, replicates - 1, (labs - 1) * (replicates - 1))
  return given(f / (f + labs - 1))
}

/** Critical value of Mandel's k: a lab's standard deviation against the pooled one. Needs two labs. */
export function mandelKCritical(labs: number, replicates: number, alpha: number): Result<number> {
  const reason = fault(labs, 2, replicates, alpha)
  if (reason !== null) return refuse(reason)
  const f = fQuantile(1 - alpha, replicates - 1, (labs - 1) * (replicates - 1))
  return given(Math.sqrt(labs / (1 + (labs - 1) / f)))
}

/** Critical value of Grubbs' G for one outlying mean on either side. Needs three labs. */
export function grubbsCritical(labs: number, alpha: number): Result<number> {
  const reason = fault(labs, 3, 2, alpha)
  if (reason !== null) return refuse(reason)
  const t = tQuantile(1 - alpha / (2 * labs), labs - 2)
  return given(((labs - 1) / Math.sqrt(labs)) * Math.sqrt((t * t) / (labs - 2 + t * t)))
}

/** Critical value of Mandel's h: a lab's distance to the mean of all in standard deviations. Needs three labs. */
export function mandelHCritical(labs: number, alpha: number): Result<number> {
  const reason = fault(labs, 3, 2, alpha)
  if (reason !== null) return refuse(reason)
  const t = tQuantile(1 - alpha / 2, labs - 2)
  return given(((labs - 1) * t) / Math.sqrt(labs * (t * t + labs - 2)))
}

/** Bonferroni p of Cochran's C in [1/p, 1]. */
export function cochranP(c: number, labs: number, replicates: number): number {
  const f = c < 1 ? (c * (labs - 1)) / (1 - c) : Number.POSITIVE_INFINITY
  return Math.min(1, labs * fTails(f, replicates - 1, (labs - 1) * (replicates - 1)).upper)
}

/** Bonferroni p of Grubbs' G, two-sided; 0 at the largest G there can be, (p − 1)/√p. */
export function grubbsP(g: number, labs: number): number {
  const room = (labs - 1) ** 2 - labs * g * g
  if (!(room > 0)) return 0
  return Math.min(1, 2 * labs * tTails(Math.sqrt((g * g * labs * (labs - 2)) / room), labs - 2).upper)
}

/** The flag of a value, from its size and the critical values. */
export function flagOf(value: number, critical: Critical): Flag {
  if (value > critical.outlier) return 'outlier'
  return value > critical.straggler ? 'straggler' : null
}

/** Both critical values of one test, from its function of α. */
export function criticalAt(test: (alpha: number) => Result<number>): Result<Critical> {
  const straggler = test(0.05)
  const outlier = test(0.01)
  if (!straggler.ok) return straggler
  return outlier.ok ? given({ straggler: straggler.value, outlier: outlier.value }) : outlier
}

type LeaveOneOut = {
  t: number
  /** Two-sided p, and Holm's over the labs. */
  p: number
  holm: number
}

export type BetweenLabRow = {
  h: number
  flag: Flag
  /** Null where the other labs do not differ. */
  leaveOneOut: LeaveOneOut | null
}

/** Grubbs' test of the highest or lowest mean; `lab` is its index, of equal ones the first. */
export type GrubbsTest = { lab: number; g: number; p: number; flag: Flag }

export type BetweenLabConsistency = {
  labs: number
  mean: number
  sd: number
  /** From the SD of so few labs to the ends of its 95 % interval. */
  sdFactors: Interval
  interval: Interval & { se: number }
  nextLab: Interval
  critical: { h: Critical; grubbs: Critical }
  /** In the order of the labs. */
  rows: BetweenLabRow[]
  highest: GrubbsTest
  lowest: GrubbsTest
}

/**
 * Consistency of lab means. Flags only, nobody is removed; the same bits whatever the order of the labs. Refuses fewer
 * than three labs (`too-few-labs`), means beyond 1e100 (`out-of-range`) and means that do not differ (`no-variation`).
 * Below 8 labs with the warning `too-few-labs`.
 */
export function betweenLabConsistency(
  labMeans: ArrayLike<number>,
  confidence = 0.95,
): Result<BetweenLabConsistency> {
  const means = Array.from(labMeans)
  const labs = means.length
  if (labs < 3) return refuse('too-few-labs')
  if (!isConfidence(confidence) || !means.every((value) => Math.abs(value) <= 1e100))
    return refuse('out-of-range')
  const sorted = means.toSorted((a, b) => a - b)
  if (!varies(sorted)) return refuse('no-variation')
  const h = criticalAt((alpha) => mandelHCritical(labs, alpha))
  const grubbs = criticalAt((alpha) => grubbsCritical(labs, alpha))
  const factors = sdFactors(labs, confidence)
  if (!h.ok) return h
  if (!grubbs.ok) return grubbs
  if (!factors.ok) return factors

  const mean = meanOf(sorted)
  const sd = Math.sqrt(squaresAround(sorted, mean) / (labs - 1))
  const t = tQuantile(1 - alphaOf(confidence) / 2, labs - 1)
  const se = sd / Math.sqrt(labs)
  const interval = { se, lo: mean - t * se, hi: mean + t * se }
  if (!(interval.lo < interval.hi)) return refuse('no-variation')
  const next = t * sd * Math.sqrt(1 + 1 / labs)
  const left = leaveOneOut(means, sorted)
  const adjusted = holm(left.map((one) => one?.p ?? null))
  const test = (value: number, distance: number): GrubbsTest => {
    const g = distance / sd
    return { lab: means.indexOf(value), g, p: grubbsP(g, labs), flag: flagOf(g, grubbs.value) }
  }
  const lowest = sorted[0] ?? 0
  const highest = sorted[labs - 1] ?? 0
  return given(
    {
      labs,
      mean,
      sd,
      sdFactors: factors.value,
      interval,
      nextLab: { lo: mean - next, hi: mean + next },
      critical: { h: h.value, grubbs: grubbs.value },
      rows: means.map((value, i) => {
        const own = (value - mean) / sd
        const one = left[i] ?? null
        return {
          h: own,
          flag: flagOf(Math.abs(own), h.value),
          leaveOneOut: one === null ? null : { ...one, holm: adjusted[i] ?? 1 },
        }
      }),
      highest: test(highest, highest - mean),
      lowest: test(lowest, mean - lowest),
    },
    labs < 8 ? ['too-few-labs'] : [],
  )
}

/** Each lab against mean and SD of the others; null where these do not differ. */
function leaveOneOut(
  means: readonly number[],
  sorted: readonly number[],
): ({ t: number; p: number } | null)[] {
  const labs = means.length
  return means.map((value) => {
    const others = sorted.toSpliced(sorted.indexOf(value), 1)
    if (!varies(others)) return null
    const mean = meanOf(others)
    const sd = Math.sqrt(squaresAround(others, mean) / (labs - 2))
    const t = (value - mean) / (sd * Math.sqrt(1 + 1 / (labs - 1)))
    return { t, p: Math.min(1, 2 * tTails(Math.abs(t), labs - 2).upper) }
  })
}

export type WithinLabConsistency = {
  /** Labs with a standard deviation. */
  labs: number
  critical: { k: Critical; cochran: Critical }
  /** In the order of the labs; null for one without a standard deviation. */
  rows: ({ k: number; flag: Flag } | null)[]
  /** The largest variance; `lab` is its index, of equal ones the first. */
  cochran: { lab: number; c: number; p: number; flag: Flag }
}

/**
 * Consistency of the labs' standard deviations, null for a lab that made one replicate; `replicates` is the commonest
 * n. Flags only, nobody is removed. Refuses fewer than three deviations (`too-few-labs`), n below 2 (`n-unknown`),
 * deviations that are negative or beyond 1e100 (`out-of-range`), and labs of which none differs from itself
 * (`no-variation`).
 */
export function withinLabConsistency(
  sds: readonly (number | null)[],
  replicates: number,
): Result<WithinLabConsistency> {
  const known = sds.filter((sd) => sd !== null)
  const labs = known.length
  if (labs < 3) return refuse('too-few-labs')
  if (!known.every((sd) => sd >= 0 && sd <= 1e100)) return refuse('out-of-range')
  const k = criticalAt((alpha) => mandelKCritical(labs, replicates, alpha))
  const cochran = criticalAt((alpha) => cochranCritical(labs, replicates, alpha))
  if (!k.ok) return k
  if (!cochran.ok) return cochran
  const largest = known.reduce((most, sd) => Math.max(most, sd), 0)
  if (!(largest >= 1e-100)) return refuse('no-variation')
  const sum = sumOf(known.map((sd) => sd * sd).toSorted((a, b) => a - b))
  const c = (largest * largest) / sum
  return given({
    labs,
    critical: { k: k.value, cochran: cochran.value },
    rows: sds.map((sd) => {
      if (sd === null) return null
      const own = (sd * Math.sqrt(labs)) / Math.sqrt(sum)
      return { k: own, flag: flagOf(own, k.value) }
    }),
    cochran: {
      lab: sds.indexOf(largest),
      c,
      p: cochranP(c, labs, replicates),
      flag: flagOf(c, cochran.value),
    },
  })
}

/**
 * The standard deviation of each lab's attempts at the same item, pooled over the items of a complete table, and the n
 * that goes with it. A lab with one attempt at every item has none: null. Refuses what is no complete table
 * (`mismatched-items`, `out-of-range`) and labs of which none repeats (`n-unknown`).
 */
export function repeatDeviations(cells: Cells): Result<{ sds: (number | null)[]; replicates: number }> {
  const fault = cellFault(cells)
  if (fault !== null) return refuse(fault)
  const { labs, items, n, ss } = cells
  const degrees: number[] = []
  const sds = Array.from({ length: labs }, (_, lab) => {
    let df = 0
    for (let at = lab * items; at < (lab + 1) * items; at++) df += (n[at] ?? 0) - 1
    if (df === 0) return null
    degrees.push(df)
    return Math.sqrt(sumOf(ss.subarray(lab * items, (lab + 1) * items)) / df)
  })
  return degrees.length === 0 ? refuse('n-unknown') : given({ sds, replicates: 1 + commonestOf(degrees) })
}

/** The number that is there most often, of several the smallest; 1 of none. */
export function commonestOf(counts: readonly number[]): number {
  const times = new Map<number, number>()
  for (const n of counts) times.set(n, (times.get(n) ?? 0) + 1)
  const [first = 1] = [...times.keys()].toSorted((a, b) => (times.get(b) ?? 0) - (times.get(a) ?? 0) || a - b)
  return first
}
