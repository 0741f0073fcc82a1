/**
 * Krippendorff's α: agreement of any number of raters, with labels missing, on four scales.
 *
 *   α = 1 − (n − 1) Σ o_ck δ²_ck / Σ n_c n_k δ²_ck
 *
 * o: coincidences, each ordered pair of a unit's m labels adds 1/(m − 1); units with m < 2 are dropped; n_c labels of
 * value c, n in all. δ²: nominal 0 or 1; interval (c − k)²; ratio ((c − k)/(c + k))²; ordinal
 * (Σ_{g=c..k} n_g − (n_c + n_k)/2)², which is the interval one on midranks.
 *
 * K. Krippendorff, Computing Krippendorff's alpha-reliability (2011).
 */
import type { Generator } from './resampling.ts'
import { bootstrapItems } from './resampling.ts'
import { given, refuse } from './result.ts'
import type { Interval, Reason, Result } from './result.ts'
import { sumOf } from './sum.ts'

export type Scale = 'nominal' | 'ordinal' | 'interval' | 'ratio'
/** One unit: a label per rater, null where a rater gave none. */
export type RatedUnit = readonly (number | null)[]

export type KrippendorffAlpha = {
  alpha: number
  /** Units with at least two labels, and their labels. */
  units: number
  labels: number
}

/** Units as indexes into the sorted values, sorted themselves, and the values on their scale. */
type Rated = { units: Uint32Array[]; values: Float64Array }

const NO_LABELS = new Uint32Array(0)

function compareUnits(a: readonly number[], b: readonly number[]): number {
  for (let k = 0; k < a.length && k < b.length; k++) {
    const by = (a[k] ?? 0) - (b[k] ?? 0)
    if (by !== 0) return by
  }
  return a.length - b.length
}

function readUnits(units: readonly RatedUnit[], scale: Scale): Rated | Reason {
  if (units.length < 2) return 'too-few-items'
  const rated = units
    .map((unit) => unit.filter((label) => label !== null).toSorted((a, b) => a - b))
    .filter((unit) => unit.length >= 2)
    .toSorted(compareUnits)
  // −0 + 0 is 0: one label, not two.
  const distinct = [...new Set(rated.flat().map((label) => label + 0))].toSorted((a, b) => a - b)
  if (!distinct.every((label) => Number.isFinite(label))) return 'out-of-range'
  if (rated.length < 2) return 'too-few-labels'
  if (distinct.length < 2) return 'no-variation'
  const least = distinct[0] ?? 0
  const most = distinct.at(-1) ?? 0
  if (scale === 'ratio' && least < 0) return 'out-of-range'
  if (scale === 'interval' && !Number.isFinite(most - least)) return 'out-of-range'
  const indexByLabel = new Map(distinct.map((label, index) => [label, index]))
  return {
    units: rated.map((unit) => Uint32Array.from(unit, (label) => indexByLabel.get(label + 0) ?? 0)),
    // α does not change with the unit of the scale; in 0 … 1 no square leaves the range of doubles.
    values: Float64Array.from(distinct, (label) => {
      if (scale === 'interval') return (label - least) / (most - least)
      return scale === 'ratio' ? label / most : label
    }),
  }
}

function ratioDistance(a: number, b: number): number {
  return a === b ? 0 : ((a - b) / (a + b)) ** 2
}

/** Σ δ²/(m − 1) over the ordered pairs of one unit, its labels being at these places of the scale. */
function disagreement(unit: Uint32Array, places: Float64Array, scale: Scale): number {
  const m = unit.length
  let sum = 0
  if (scale === 'nominal' || scale === 'ratio') {
    for (let i = 1; i < m; i++) {
      const a = unit[i] ?? 0
      for (let j = 0; j < i; j++) {
        const b = unit[j] ?? 0
        if (a !== b) sum += scale === 'nominal' ? 2 : 2 * ratioDistance(places[a] ?? 0, places[b] ?? 0)
      }
    }
    return sum / (m - 1)
  }
  // Σ_{i≠j} (v_i − v_j)² = 2m Σ(v − v̄)²
  let mean = 0
  for (let i = 0; i < m; i++) mean += (places[unit[i] ?? 0] ?? 0) / m
  for (let i = 0; i < m; i++) sum += ((places[unit[i] ?? 0] ?? 0) - mean) ** 2
  return (2 * m * sum) / (m - 1)
}

/** Middle of the ranks of each value: labels below it and half of its own. */
function midranks(counts: Float64Array): Float64Array {
  let below = 0
  return counts.map((count) => {
    const rank = below + count / 2
    below += count
    return rank
  })
}

/** Σ n_c n_k ((c − k)/(c + k))²: every value against those before it. */
function expectedRatio(counts: Float64Array, places: Float64Array): number {
  const at = places.filter((_, c) => (counts[c] ?? 0) > 0)
  const weight = counts.filter((count) => count > 0)
  const rows = weight.map((count, c) => {
    const value = at[c] ?? 0
    let row = 0
    for (let k = 0; k < c; k++) row += (weight[k] ?? 0) * ratioDistance(value, at[k] ?? 0)
    return count * row
  })
  return 2 * sumOf(rows)
}

/** Σ n_c n_k δ². */
function expected(counts: Float64Array, places: Float64Array, n: number, scale: Scale): number {
  if (scale === 'nominal') return sumOf(counts.map((count) => count * (n - count)))
  if (scale === 'ratio') return expectedRatio(counts, places)
  const mean = sumOf(counts.map((count, c) => count * (places[c] ?? 0))) / n
  return 2 * n * sumOf(counts.map((count, c) => count * ((places[c] ?? 0) - mean) ** 2))
}

/** α of some of the units, given by index; NaN where their labels are all equal. */
function alphaOf({ units, values }: Rated, scale: Scale): (drawn: ArrayLike<number>) => number {
  const ownPlaces = scale !== 'ordinal'
  const known = Float64Array.from(units, (unit) => disagreement(unit, values, scale))
  const counts = new Float64Array(values.length)
  return (drawn) => {
    counts.fill(0)
    let n = 0
    for (let k = 0; k < drawn.length; k++) {
      const unit = units[drawn[k] ?? 0] ?? NO_LABELS
      n += unit.length
      for (let m = 0; m < unit.length; m++) counts[unit[m] ?? 0] = (counts[unit[m] ?? 0] ?? 0) + 1
    }
    if (counts.some((count) => count === n)) return Number.NaN
    const places = ownPlaces ? values : midranks(counts)
    const apart = new Float64Array(drawn.length)
    for (let k = 0; k < drawn.length; k++) {
      const unit = drawn[k] ?? 0
      apart[k] = ownPlaces ? (known[unit] ?? 0) : disagreement(units[unit] ?? NO_LABELS, places, scale)
    }
    return 1 - ((n - 1) * sumOf(apart)) / expected(counts, places, n, scale)
  }
}

/**
 * Krippendorff's α, independent of the order of units and raters. Refuses fewer than two units (`too-few-items`),
 * fewer than two units with two labels (`too-few-labels`), labels that are no numbers, or negative ones on a ratio scale
 * (`out-of-range`), and labels that are all equal: `no-variation`, not 1.
 */
export function krippendorffAlpha(units: readonly RatedUnit[], scale: Scale): Result<KrippendorffAlpha> {
  const rated = readUnits(units, scale)
  if (typeof rated === 'string') return refuse(rated)
  const alpha = alphaOf(rated, scale)(rated.units.map((_, index) => index))
  const labels = rated.units.reduce((sum, unit) => sum + unit.length, 0)
  const value = { alpha, units: rated.units.length, labels }
  return Number.isFinite(alpha) ? given(value, value.units < 10 ? ['few-items'] : []) : refuse('out-of-range')
}

/** Unit bootstrap interval of α, over the units with at least two labels. */
export function krippendorffInterval(
  units: readonly RatedUnit[],
  scale: Scale,
  random: Generator,
  replicates = 1999,
  confidence = 0.95,
): Result<Interval & { replicates: number }> {
  const rated = readUnits(units, scale)
  if (typeof rated === 'string') return refuse(rated)
  return bootstrapItems(rated.units.length, replicates, random, alphaOf(rated, scale), confidence)
}
