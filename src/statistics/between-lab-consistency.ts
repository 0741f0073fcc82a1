/**
 * How far the means of p labs lie apart, each against all (ISO 5725-2) and against the others:
 *
 *   h_i = (m_i − m̄)/SD(m);  Grubbs G = |extreme − m̄|/SD(m);  m̄ unweighted
 *   leave one out: t_i = (m_i − m̄_{−i})/(SD_{−i} √(1 + 1/(p − 1))) on p − 2
 *   mean: m̄ ± t_{p−1} SD/√p;  next lab: m̄ ± t_{p−1} SD √(1 + 1/p)
 *
 * A deviating lab widens SD(m) and hides in it: below 8 labs h and Grubbs are not read without the leave-one-out t.
 * ISO 5725-2:2019, 7.3; P.-T. Wilrich, AStA Adv. Stat. Anal. 97 (2013) 1.
 */
import { sdFactors } from './crossed-anova.ts'
import { tQuantile, tTails } from './distributions.ts'
import { criticalAt, flagOf, grubbsCritical, grubbsP, mandelHCritical } from './interlab-critical.ts'
import type { Critical, Flag } from './interlab-critical.ts'
import { holm } from './multiplicity.ts'
import { given, refuse } from './result.ts'
import type { Interval, Result } from './result.ts'
import { meanOf, squaresAround, varies } from './sum.ts'

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
export function betweenLabConsistency(labMeans: ArrayLike<number>): Result<BetweenLabConsistency> {
  const means = Array.from(labMeans)
  const labs = means.length
  if (labs < 3) return refuse('too-few-labs')
  if (!means.every((value) => Math.abs(value) <= 1e100)) return refuse('out-of-range')
  const sorted = means.toSorted((a, b) => a - b)
  if (!varies(sorted)) return refuse('no-variation')
  const h = criticalAt((alpha) => mandelHCritical(labs, alpha))
  const grubbs = criticalAt((alpha) => grubbsCritical(labs, alpha))
  const factors = sdFactors(labs)
  if (!h.ok) return h
  if (!grubbs.ok) return grubbs
  if (!factors.ok) return factors

  const mean = meanOf(sorted)
  const sd = Math.sqrt(squaresAround(sorted, mean) / (labs - 1))
  const t = tQuantile(0.975, labs - 1)
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
