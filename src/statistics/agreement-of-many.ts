/**
 * Agreement of several raters: N units, each labelled by the same number n of raters (not always the same people),
 * x_uc of them for category c of q; p_c the share of category c among all labels.
 *
 *   P̄    = mean over units of (Σ_c x² − n)/(n(n − 1))
 *   Fleiss' κ   (P̄ − P_e)/(1 − P_e), P_e = Σp²
 *   AC1         the same form with P_e = Σp(1 − p)/(q − 1)
 *
 * J. L. Fleiss, Psychol. Bull. 76 (1971) 378; K. L. Gwet, Br. J. Math. Stat. Psychol. 61 (2008) 29. Units with
 * different numbers of labels: Krippendorff's α.
 */
import type { AgreementIntervals } from './agreement.ts'
import type { Generator } from './random.ts'
import { bootstrapItems } from './resampling.ts'
import { given, refuse } from './result.ts'
import type { Interval, Reason, Result } from './result.ts'
import { sumOf } from './sum.ts'

export type ManyRaterAgreement = {
  units: number
  raters: number
  /** P̄: share of the pairs of raters that agree. */
  observed: number
  kappa: number
  ac1: number
  /** Share of the labels in each category. */
  prevalence: number[]
}

type Coefficients = { observed: number; kappa: number; ac1: number; prevalence: number[] }

function faultOf(counts: readonly (readonly number[])[]): Reason | null {
  if (counts.length < 2) return 'too-few-items'
  const q = counts[0]?.length ?? 0
  if (q < 2 || counts.some((row) => row.length !== q)) return 'mismatched-items'
  if (!counts.every((row) => row.every((count) => Number.isSafeInteger(count) && count >= 0))) {
    return 'out-of-range'
  }
  const raters = sumOf(counts[0] ?? [])
  if (counts.some((row) => sumOf(row) !== raters)) return 'mismatched-items'
  // Pairs that doubles can count.
  if (!Number.isSafeInteger(counts.length * raters * (raters - 1))) return 'out-of-range'
  return raters < 2 ? 'too-few-labels' : null
}

/**
 * From the number of agreeing ordered pairs and the labels per category; undefined where all labels are in one.
 * Both are whole numbers, so that the order of the units changes no bit.
 */
function coefficients(
  agreeing: number,
  labels: Float64Array,
  units: number,
  raters: number,
): Coefficients | undefined {
  const all = units * raters
  if (labels.some((count) => count === all)) return undefined
  const pairs = all * (raters - 1)
  const apart = (pairs - agreeing) / pairs
  const prevalence = Array.from(labels, (count) => count / all)
  const byChance = sumOf(prevalence.map((share) => share * (1 - share)))
  return {
    observed: agreeing / pairs,
    // 1 − Σp² = Σp(1 − p)
    kappa: 1 - apart / byChance,
    ac1: 1 - apart / (1 - byChance / (labels.length - 1)),
    prevalence,
  }
}

function pairsOf(row: readonly number[]): number {
  return sumOf(row.map((count) => count * (count - 1)))
}

/**
 * Agreement of several raters from the labels per unit (row) and category (column); categories that nobody used count
 * for AC1. Refuses fewer than two units (`too-few-items`) or two raters (`too-few-labels`), units with different
 * numbers of labels (`mismatched-items`), and all labels in one category (`no-variation`).
 */
export function manyRaterAgreement(counts: readonly (readonly number[])[]): Result<ManyRaterAgreement> {
  const fault = faultOf(counts)
  if (fault !== null) return refuse(fault)
  const first = counts[0] ?? []
  const raters = sumOf(first)
  const labels = Float64Array.from(first, (_, c) => sumOf(counts.map((row) => row[c] ?? 0)))
  const found = coefficients(sumOf(counts.map(pairsOf)), labels, counts.length, raters)
  if (found === undefined) return refuse('no-variation')
  return given({ units: counts.length, raters, ...found }, counts.length < 10 ? ['few-items'] : [])
}

function compareRows(a: readonly number[], b: readonly number[]): number {
  for (const [c, count] of a.entries()) {
    const by = count - (b[c] ?? 0)
    if (by !== 0) return by
  }
  return 0
}

/**
 * Unit bootstrap intervals of P̄, κ and AC1, one after the other from one stream; independent of the order of the
 * units. An interval that the data cannot give is refused by itself.
 */
export function manyRaterIntervals(
  counts: readonly (readonly number[])[],
  random: Generator,
  replicates = 1999,
): Result<AgreementIntervals> {
  const point = manyRaterAgreement(counts)
  if (!point.ok) return point
  const { units, raters } = point.value
  const rows = counts.toSorted(compareRows)
  const q = rows[0]?.length ?? 0
  const flat = Float64Array.from(rows.flat())
  const agreeing = Float64Array.from(rows, pairsOf)
  const labels = new Float64Array(q)
  const intervalOf = (pick: (found: Coefficients) => number): Result<Interval> =>
    bootstrapItems(units, replicates, random, (drawn) => {
      labels.fill(0)
      let pairs = 0
      for (let k = 0; k < drawn.length; k++) {
        const unit = drawn[k] ?? 0
        pairs += agreeing[unit] ?? 0
        for (let c = 0; c < q; c++) labels[c] = (labels[c] ?? 0) + (flat[unit * q + c] ?? 0)
      }
      const found = coefficients(pairs, labels, units, raters)
      return found === undefined ? Number.NaN : pick(found)
    })
  return given({
    observed: intervalOf((found) => found.observed),
    kappa: intervalOf((found) => found.kappa),
    ac1: intervalOf((found) => found.ac1),
  })
}
