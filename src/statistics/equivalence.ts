/**
 * Degrees of equivalence, paired by item: how far each lab is from the mean of the others.
 *
 *   d_ij = m_ij − (T_j − m_ij)/(L − 1), T_j = Σ_i m_ij;  d_i = mean_j d_ij;  SE = SD_j/√I
 *   interval d_i ± t_{I−1} SE;  p = 2P(T_{I−1} ≥ |d_i|/SE), Holm over the labs
 *   beyond δ:  p_i(δ) = min(1, 2P(T_{I−1} ≥ (|d_i| − δ)/SE)), Holm over the labs
 *
 * Where all d_ij of a lab are equal there is no SE. If the lab may differ on a share of such items that was
 * not seen, that share is at most 1 − α^{1/I}; the interval is d_i ± that share, and
 * p_i(δ) = min(1, 2(1 − (|d_i| − δ))^I).
 *
 * Where items come in groups, SE is CR2 over the groups with its own df (run-score.ts), and I the number of groups.
 *
 * After the degrees of equivalence of the CIPM arrangement (M. G. Cox, Metrologia 39 (2002) 589), here from
 * items instead of stated uncertainties, since the labs share items, judge and interface.
 */
import { cellFault, cellMeans } from './cells.ts'
import type { Cells } from './cells.ts'
import { tQuantile, tTails } from './distributions.ts'
import { holm } from './multiplicity.ts'
import { alphaOf, given, isConfidence, refuse } from './result.ts'
import type { Interval, Result } from './result.ts'
import { clusteredSE } from './run-score.ts'
import { meanOf, squaresAround } from './sum.ts'

export type Equivalence = {
  /** Index of the lab in the cells. */
  lab: number
  d: number
  /** Standard error for items like these; null where all d_ij are equal. */
  se: number | null
  lo: number
  hi: number
  /** Two-sided p of d = 0, and Holm's over the labs; null without se. */
  p: number | null
  holm: number | null
  /** Standard error for these items, from the repeats; null with one attempt in a cell. */
  seItemsFixed: number | null
}

export type Beyond = { lab: number; p: number; holm: number }

/** Degrees of freedom of the standard error, and how many units there are to differ: items, or groups of them. */
type LabDistance = { d: number; se: number | null; df: number; units: number }

/** Name of the group of each item, in the order of the items. */
type Groups = readonly string[]

/** d_i and SE of each lab of `labs` (indexes) against the others of `labs`. */
function distances(
  means: Float64Array,
  items: number,
  labs: readonly number[],
  groups?: Groups,
): LabDistance[] {
  const totals = new Float64Array(items)
  for (const lab of labs) {
    for (let j = 0; j < items; j++) totals[j] = (totals[j] ?? 0) + (means[lab * items + j] ?? 0)
  }
  const others = labs.length - 1
  const d = new Float64Array(items)
  return labs.map((lab) => {
    let smallest = Number.POSITIVE_INFINITY
    let largest = Number.NEGATIVE_INFINITY
    for (let j = 0; j < items; j++) {
      const own = means[lab * items + j] ?? 0
      const value = own - ((totals[j] ?? 0) - own) / others
      d[j] = value
      if (value < smallest) smallest = value
      if (value > largest) largest = value
    }
    const mean = meanOf(d)
    if (groups !== undefined) return ofGroups(d, mean, groups)
    const own = { d: mean, df: items - 1, units: items }
    // Equal up to the rounding of the sums.
    if (largest - smallest < 1e-12) return { ...own, se: null }
    return { ...own, se: Math.sqrt(squaresAround(d, mean) / (items - 1) / items) }
  })
}

/** CR2 of the distances of one lab, on the scale of 0 to 1 for the estimator. */
function ofGroups(d: Float64Array, mean: number, groups: Groups): LabDistance {
  const units = new Set(groups).size
  const clustered = clusteredSE(
    Array.from(d, (value) => Math.min(1, Math.max(0, (value + 1) / 2))),
    groups,
  )
  if (!clustered.ok) return { d: mean, se: null, df: units - 1, units }
  return { d: mean, se: 2 * clustered.value.cr2, df: clustered.value.df, units }
}

/** Largest share of items of another kind that I items without any do not exclude. */
export function notExcludedShare(items: number, alpha = 0.05): number {
  return 1 - alpha ** (1 / items)
}

/** Intervals at one confidence; the quantile of df is found once, since all labs have the same items. */
function intervals(confidence = 0.95): (one: LabDistance) => Interval {
  const alpha = alphaOf(confidence)
  const tByDf = new Map<number, number>()
  return ({ d, se, df, units }) => {
    const t = tByDf.get(df) ?? tQuantile(1 - alpha / 2, df)
    tByDf.set(df, t)
    const half = se === null ? notExcludedShare(units, alpha) : t * se
    return { lo: d - half, hi: d + half }
  }
}

function beyondP({ d, se, df, units }: LabDistance, delta: number): number {
  const excess = Math.abs(d) - delta
  if (se !== null) return Math.min(1, 2 * tTails(excess / se, df).upper)
  return Math.min(1, 2 * (1 - Math.min(1, excess)) ** units)
}

function usable(cells: Cells, groups?: Groups): Result<Float64Array> {
  if (cells.labs < 2) return refuse('too-few-labs')
  if (cells.items < 2) return refuse('too-few-items')
  if (groups !== undefined && groups.length !== cells.items) return refuse('mismatched-items')
  if (groups !== undefined && new Set(groups).size < 2) return refuse('too-few-items')
  const fault = cellFault(cells)
  return fault === null ? given(cellMeans(cells)) : refuse(fault)
}

/**
 * Degree of equivalence of every lab of a complete table, in the order of the cells. Refuses what is no such table, and
 * items that are all in one group (`too-few-items`).
 */
export function degreesOfEquivalence(
  cells: Cells,
  confidence = 0.95,
  groups?: Groups,
): Result<Equivalence[]> {
  if (!isConfidence(confidence)) return refuse('out-of-range')
  const means = usable(cells, groups)
  if (!means.ok) return means
  const { labs, items } = cells
  const all = Array.from({ length: labs }, (_, index) => index)
  const found = distances(means.value, items, all, groups)
  const intervalOf = intervals(confidence)
  const p = found.map(({ d, se, df }) =>
    se === null ? null : Math.min(1, 2 * tTails(Math.abs(d) / se, df).upper),
  )
  const adjusted = holm(p)
  const fixed = fixedErrors(cells)
  return given(
    found.map((one, lab) => ({
      lab,
      d: one.d,
      se: one.se,
      ...intervalOf(one),
      p: p[lab] ?? null,
      holm: adjusted[lab] ?? null,
      seItemsFixed: fixed?.[lab] ?? null,
    })),
  )
}

/** SE² = Σ_j v_ij/I² + Σ_{k≠i} Σ_j v_kj/(I²(L−1)²), v = ss/(n(n−1)). */
function fixedErrors({ labs, items, n, ss }: Cells): number[] | null {
  const within = new Float64Array(labs)
  for (let i = 0; i < labs; i++) {
    let sum = 0
    for (let j = 0; j < items; j++) {
      const count = n[i * items + j] ?? 0
      if (count < 2) return null
      sum += (ss[i * items + j] ?? 0) / (count * (count - 1))
    }
    within[i] = sum / items ** 2
  }
  const total = within.reduce((sum, value) => sum + value, 0)
  return Array.from(within, (own) => Math.sqrt(own + (total - own) / (labs - 1) ** 2))
}

/** p and Holm p of "not farther than delta from the others" for every lab. */
export function beyondDelta(cells: Cells, delta: number, groups?: Groups): Result<Beyond[]> {
  if (!(delta > 0)) return refuse('out-of-range')
  const means = usable(cells, groups)
  if (!means.ok) return means
  const all = Array.from({ length: cells.labs }, (_, index) => index)
  const p = distances(means.value, cells.items, all, groups).map((one) => beyondP(one, delta))
  const adjusted = holm(p)
  return given(p.map((value, lab) => ({ lab, p: value, holm: adjusted[lab] ?? 1 })))
}

export type AttributionStep = {
  /** Labs compared in this step, as indexes. */
  labs: number[]
  rows: { lab: number; d: number; p: number; holm: number }[]
  /** The lab set aside after it; null in the last step. */
  setAside: number | null
}

export type Attribution = {
  outcome: 'agree' | 'differs' | 'cannot-tell' | 'cannot-tell-which'
  named: number[]
  remaining: number[]
  /** Whether the labs not named are shown to agree within delta. */
  remainingAgree: 'agree' | 'cannot-tell'
  steps: AttributionStep[]
  /** Distance of every lab to the labs that remain (of a remaining one: to the others of them). */
  final: ({ lab: number; d: number } & Interval)[]
}

/**
 * Who deviates, by step-down. Among the labs R, each against the mean of the others, Holm over R: of those
 * beyond delta the farthest (tie: the first) is set aside and the rest compared again, until none differs or
 * two are left. Those set aside are named; if two are left that do not agree within delta, nobody is:
 * `cannot-tell-which`. Only the rest, all with intervals inside ±delta, `agree`. Needs three labs.
 */
export function attribution(cells: Cells, delta: number, groups?: Groups): Result<Attribution> {
  if (!(delta > 0)) return refuse('out-of-range')
  if (cells.labs < 3) return refuse('too-few-labs')
  const usableMeans = usable(cells, groups)
  if (!usableMeans.ok) return usableMeans
  const means = usableMeans.value
  const { items } = cells
  const intervalOf = intervals()
  let remaining = Array.from({ length: cells.labs }, (_, index) => index)
  const aside: number[] = []
  const steps: AttributionStep[] = []
  while (remaining.length > 2) {
    const found = distances(means, items, remaining, groups)
    const p = found.map((one) => beyondP(one, delta))
    const adjusted = holm(p)
    const rows = remaining.map((lab, at) => ({
      lab,
      d: found[at]?.d ?? 0,
      p: p[at] ?? 1,
      holm: adjusted[at] ?? 1,
    }))
    const beyond = rows.filter((row) => row.holm < 0.05)
    const farthest = beyond.reduce<(typeof rows)[number] | undefined>(
      (best, row) => (best === undefined || Math.abs(row.d) > Math.abs(best.d) ? row : best),
      undefined,
    )
    steps.push({ labs: remaining, rows, setAside: farthest?.lab ?? null })
    if (farthest === undefined) break
    aside.push(farthest.lab)
    remaining = remaining.filter((lab) => lab !== farthest.lab)
  }
  const inside = ({ lo, hi }: Interval): boolean => lo > -delta && hi < delta
  const agree = distances(means, items, remaining, groups).every((one) => inside(intervalOf(one)))
  const undecided = aside.length > 0 && remaining.length === 2 && !agree
  const named = undecided ? [] : aside.toSorted((a, b) => a - b)
  const reference = undecided ? Array.from({ length: cells.labs }, (_, index) => index) : remaining
  return given({
    outcome: undecided ? 'cannot-tell-which' : named.length > 0 ? 'differs' : agree ? 'agree' : 'cannot-tell',
    named,
    remaining: reference,
    remainingAgree: agree && !undecided ? 'agree' : 'cannot-tell',
    steps,
    final: Array.from({ length: cells.labs }, (_, lab) => lab).flatMap((lab) => {
      const against = reference.includes(lab) ? reference : [...reference, lab]
      const at = against.indexOf(lab)
      return distances(means, items, against, groups)
        .slice(at, at + 1)
        .map((one) => ({ lab, d: one.d, ...intervalOf(one) }))
    }),
  })
}
