/**
 * Agreement of two raters over the same items. P = table/n, margins r (rows) and c (columns), π = (r + c)/2:
 *
 *   κ     = (p_o − p_e)/(1 − p_e), p_e = Σ r_i c_i;  SE = √((A + B − C)/n)/(1 − p_e), with
 *           A = Σp_ii [1 − (r_i + c_i)(1 − κ)]², B = (1 − κ)² Σ_{i≠j} p_ij (c_i + r_j)², C = [κ − p_e(1 − κ)]²
 *   AC1   = the same form with p_e = Σπ(1 − π)/(q − 1)
 *   P_i   = 2p_ii/(r_i + c_i), agreement on category i: P_pos and P_neg of two categories
 *
 * J. Cohen, Educ. Psychol. Meas. 20 (1960) 37; J. L. Fleiss, J. Cohen, B. S. Everitt, Psychol. Bull. 72 (1969)
 * 323 (SE); K. L. Gwet, Br. J. Math. Stat. Psychol. 61 (2008) 29; D. V. Cicchetti, A. R. Feinstein, J. Clin.
 * Epidemiol. 43 (1990) 551. κ alone misleads where one category is rare (118/5/2/0: agreement .944, κ −.023), so it
 * comes only with the others.
 *
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
import { bootstrapItems } from './resampling.ts'
import type { Generator } from './resampling.ts'
import { given, refuse } from './result.ts'
import type { Interval, Reason, Result } from './result.ts'
import { sumOf } from './sum.ts'

export type TwoRaterAgreement = {
  items: number
  /** p_o: share of the items on which both say the same. */
  observed: number
  kappa: number
  /** Null where every item moves κ alike, as with complete agreement or a rater who used one category. */
  kappaSe: number | null
  ac1: number
  /** Agreement on each category; null where nobody used it. With two categories P_pos and P_neg. */
  byCategory: (number | null)[]
  /** π: share of the labels in each category. */
  prevalence: number[]
}

export type AgreementIntervals = {
  observed: Result<Interval>
  kappa: Result<Interval>
  ac1: Result<Interval>
}

type Coefficients = { observed: number; kappa: number; ac1: number }

/** More items than this are not resampled one by one. */
const MOST_ITEMS = 10_000_000

/** Counts row by row with their margins. */
type Table = { q: number; cells: Float64Array; rows: Float64Array; columns: Float64Array; n: number }

function addMargins(q: number, cells: Float64Array): Table {
  const rows = new Float64Array(q)
  const columns = new Float64Array(q)
  for (let i = 0; i < q; i++) {
    for (let j = 0; j < q; j++) {
      const count = cells[i * q + j] ?? 0
      rows[i] = (rows[i] ?? 0) + count
      columns[j] = (columns[j] ?? 0) + count
    }
  }
  return { q, cells, rows, columns, n: sumOf(cells) }
}

/** The table with its margins, or why it is none. */
function readTable(table: readonly (readonly number[])[]): Table | Reason {
  const q = table.length
  if (q < 2 || table.some((row) => row.length !== q)) return 'mismatched-items'
  const cells = Float64Array.from(table.flat())
  if (!cells.every((count) => Number.isSafeInteger(count) && count >= 0)) return 'out-of-range'
  const read = addMargins(q, cells)
  if (!Number.isSafeInteger(read.n)) return 'out-of-range'
  return read.n < 2 ? 'too-few-items' : read
}

function diagonalOf({ q, cells }: Table): Float64Array {
  return Float64Array.from({ length: q }, (_, i) => cells[i * q + i] ?? 0)
}

/** 1 − p_e of κ as Σ r_i (1 − c_i): no difference of nearly equal numbers. */
function apartByChance({ q, rows, columns, n }: Table): number {
  return sumOf(Array.from({ length: q }, (_, i) => ((rows[i] ?? 0) / n) * ((n - (columns[i] ?? 0)) / n)))
}

function shares({ q, rows, columns, n }: Table): number[] {
  return Array.from({ length: q }, (_, i) => ((rows[i] ?? 0) + (columns[i] ?? 0)) / (2 * n))
}

/** Undefined where all labels are in one category: nothing shows that the raters can tell categories apart. */
function coefficients(table: Table): Coefficients | undefined {
  const same = sumOf(diagonalOf(table))
  if (same === table.n && table.rows.some((count) => count === table.n)) return undefined
  const observed = same / table.n
  // 1 − p_o from the counts: exact where agreement is almost complete.
  const apart = (table.n - same) / table.n
  const byChance = sumOf(shares(table).map((share) => share * (1 - share))) / (table.q - 1)
  return {
    observed,
    kappa: 1 - apart / apartByChance(table),
    ac1: 1 - apart / (1 - byChance),
  }
}

/**
 * Standard error of κ as the spread of what each item contributes, which is A + B − C without its cancellation;
 * null where all contribute the same.
 */
function kappaSe(table: Table, kappa: number): number | null {
  const { q, cells, rows, columns, n } = table
  const weights: number[] = []
  const parts: number[] = []
  for (let i = 0; i < q; i++) {
    for (let j = 0; j < q; j++) {
      const count = cells[i * q + j] ?? 0
      if (count === 0) continue
      weights.push(count / n)
      parts.push((i === j ? 1 : 0) - ((1 - kappa) * ((columns[i] ?? 0) + (rows[j] ?? 0))) / n)
    }
  }
  if (Math.max(...parts) - Math.min(...parts) < 1e-12) return null
  const mean = sumOf(parts.map((part, k) => part * (weights[k] ?? 0)))
  const variance = sumOf(parts.map((part, k) => (weights[k] ?? 0) * (part - mean) ** 2))
  return Math.sqrt(variance / n) / apartByChance(table)
}

/**
 * Agreement of two raters from a square table of counts (row: label of the first, column: of the second; the first
 * category is the positive one). Refuses a table that is not square or has one category (`mismatched-items`), what
 * are no counts (`out-of-range`), fewer than two items, and all labels in one category (`no-variation`).
 */
export function twoRaterAgreement(table: readonly (readonly number[])[]): Result<TwoRaterAgreement> {
  const read = readTable(table)
  if (typeof read === 'string') return refuse(read)
  const found = coefficients(read)
  if (found === undefined) return refuse('no-variation')
  const diagonal = diagonalOf(read)
  const value = {
    items: read.n,
    ...found,
    kappaSe: kappaSe(read, found.kappa),
    byCategory: Array.from(diagonal, (same, i) => {
      const used = (read.rows[i] ?? 0) + (read.columns[i] ?? 0)
      return used === 0 ? null : (2 * same) / used
    }),
    prevalence: shares(read),
  }
  return given(value, read.n < 10 ? ['few-items'] : [])
}

/**
 * Item bootstrap intervals of p_o, κ and AC1, one after the other from one stream; independent of the order of the
 * items. An interval that the data cannot give, as with complete agreement, is refused by itself (`no-variation`).
 */
export function twoRaterIntervals(
  table: readonly (readonly number[])[],
  random: Generator,
  replicates = 1999,
  confidence = 0.95,
): Result<AgreementIntervals> {
  const read = readTable(table)
  if (typeof read === 'string') return refuse(read)
  if (coefficients(read) === undefined) return refuse('no-variation')
  if (read.n > MOST_ITEMS) return refuse('out-of-range')
  const cellByItem = new Uint32Array(read.n)
  let filled = 0
  for (const [cell, count] of read.cells.entries()) {
    cellByItem.fill(cell, filled, filled + count)
    filled += count
  }
  const cells = new Float64Array(read.cells.length)
  const intervalOf = (pick: (found: Coefficients) => number): Result<Interval> =>
    bootstrapItems(
      read.n,
      replicates,
      random,
      (drawn) => {
        cells.fill(0)
        for (let k = 0; k < drawn.length; k++) {
          const cell = cellByItem[drawn[k] ?? 0] ?? 0
          cells[cell] = (cells[cell] ?? 0) + 1
        }
        const found = coefficients(addMargins(read.q, cells))
        return found === undefined ? Number.NaN : pick(found)
      },
      confidence,
    )
  return given({
    observed: intervalOf((found) => found.observed),
    kappa: intervalOf((found) => found.kappa),
    ac1: intervalOf((found) => found.ac1),
  })
}

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

type ManyCoefficients = { observed: number; kappa: number; ac1: number; prevalence: number[] }

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
function manyCoefficients(
  agreeing: number,
  labels: Float64Array,
  units: number,
  raters: number,
): ManyCoefficients | undefined {
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
  const found = manyCoefficients(sumOf(counts.map(pairsOf)), labels, counts.length, raters)
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
  confidence = 0.95,
): Result<AgreementIntervals> {
  const point = manyRaterAgreement(counts)
  if (!point.ok) return point
  const { units, raters } = point.value
  const rows = counts.toSorted(compareRows)
  const q = rows[0]?.length ?? 0
  const flat = Float64Array.from(rows.flat())
  const agreeing = Float64Array.from(rows, pairsOf)
  const labels = new Float64Array(q)
  const intervalOf = (pick: (found: ManyCoefficients) => number): Result<Interval> =>
    bootstrapItems(
      units,
      replicates,
      random,
      (drawn) => {
        labels.fill(0)
        let pairs = 0
        for (let k = 0; k < drawn.length; k++) {
          const unit = drawn[k] ?? 0
          pairs += agreeing[unit] ?? 0
          for (let c = 0; c < q; c++) labels[c] = (labels[c] ?? 0) + (flat[unit * q + c] ?? 0)
        }
        const found = manyCoefficients(pairs, labels, units, raters)
        return found === undefined ? Number.NaN : pick(found)
      },
      confidence,
    )
  return given({
    observed: intervalOf((found) => found.observed),
    kappa: intervalOf((found) => found.kappa),
    ac1: intervalOf((found) => found.ac1),
  })
}
