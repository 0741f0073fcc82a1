/**
 * Whether p labs repeat equally well, from the standard deviations s_i of n replicates each (ISO 5725-2):
 *
 *   k_i = s_i √p/√Σs²;  Cochran C = max s²/Σs²
 *   of items × labs × repeats: s_i² = Σ_j ss_ij/Σ_j(n_ij − 1), n − 1 the commonest Σ_j(n_ij − 1)
 *
 * ISO 5725-2:2019, 7.3; P.-T. Wilrich, AStA Adv. Stat. Anal. 97 (2013) 1.
 */
import { cellFault } from './cells.ts'
import type { Cells } from './cells.ts'
import { cochranCritical, cochranP, criticalAt, flagOf, mandelKCritical } from './interlab-critical.ts'
import type { Critical, Flag } from './interlab-critical.ts'
import { given, refuse } from './result.ts'
import type { Result } from './result.ts'
import { sumOf } from './sum.ts'

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
