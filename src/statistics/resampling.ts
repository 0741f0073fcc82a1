/**
 * Item bootstrap (items drawn with replacement, all labs together; percentile interval) and permutation tests.
 *
 * B. Efron, R. J. Tibshirani, An Introduction to the Bootstrap (1993), 13.3; exact where there are at most
 * 10,000 arrangements, else p = (1 + #{T* ≥ T − 1e-12 |T|}) / (1 + B).
 */
import { given, refuse } from './result.ts'
import type { Generator } from './random.ts'
import type { Interval, Result } from './result.ts'

/**
 * Percentile interval of a statistic over resampled items: with B = 1999 the 50th and the 1950th sorted value.
 * The statistic receives item indexes (reused between calls) and returns NaN where it is undefined; more than
 * 5 % of those: `not-converged`. All replicates equal: `no-variation`.
 */
export function bootstrapItems(
  items: number,
  replicates: number,
  random: Generator,
  statistic: (drawn: Uint32Array) => number,
): Result<Interval & { replicates: number }> {
  if (items < 2) return refuse('too-few-items')
  if (!Number.isInteger(replicates) || replicates < 1) return refuse('out-of-range')
  const drawn = new Uint32Array(items)
  const values = new Float64Array(replicates)
  let defined = 0
  for (let b = 0; b < replicates; b++) {
    random.fillBelow(items, drawn)
    const value = statistic(drawn)
    if (Number.isFinite(value)) values[defined++] = value
  }
  if (defined < replicates * 0.95) return refuse('not-converged')
  const sorted = values.subarray(0, defined).sort()
  const rank = Math.max(1, Math.floor((defined + 1) * 0.025))
  const lo = sorted[rank - 1] ?? 0
  const hi = sorted[defined - rank] ?? 0
  return lo < hi ? given({ lo, hi, replicates: defined }) : refuse('no-variation')
}

/** Percentile bootstrap interval of the mean of one value per item. */
export function bootstrapMean(
  values: ArrayLike<number>,
  replicates: number,
  random: Generator,
): Result<Interval & { replicates: number }> {
  return bootstrapItems(values.length, replicates, random, (drawn) => {
    let sum = 0
    // Indexed: an iterator over a typed array costs as much as the draws.
    for (let k = 0; k < drawn.length; k++) sum += values[drawn[k] ?? -1] ?? Number.NaN
    return sum / drawn.length
  })
}

const EXACT_LIMIT = 10_000
const SAMPLED = 9999

/**
 * Two-sided p of "mean 0" by flipping the signs of the paired differences. Values are sorted before the first draw, so
 * their order changes no bit.
 */
export function signFlipTest(
  differences: ArrayLike<number>,
  random: Generator,
): Result<{ p: number; exact: boolean }> {
  const values = Array.from(differences)
    .filter((value) => value !== 0)
    .toSorted((a, b) => a - b)
  if (differences.length < 2) return refuse('too-few-items')
  if (!values.every(Number.isFinite)) return refuse('out-of-range')
  if (values.length === 0) return given({ p: 1, exact: true })
  const seen = Math.abs(values.reduce((sum, value) => sum + value, 0))
  const least = seen - 1e-12 * seen
  const arrangements = 2 ** values.length
  if (arrangements <= EXACT_LIMIT) {
    let extreme = 0
    for (let mask = 0; mask < arrangements; mask++) {
      const sum = values.reduce((total, value, k) => total + ((mask >> k) & 1 ? -value : value), 0)
      if (Math.abs(sum) >= least) extreme += 1
    }
    return given({ p: extreme / arrangements, exact: true })
  }
  let extreme = 0
  for (let b = 0; b < SAMPLED; b++) {
    let sum = 0
    for (const value of values) sum += random.next() & 1 ? -value : value
    if (Math.abs(sum) >= least) extreme += 1
  }
  return given({ p: (1 + extreme) / (1 + SAMPLED), exact: false })
}

/** Every order of 0 … count − 1; the first is that order itself. */
function permutations(count: number): number[][] {
  if (count === 1) return [[0]]
  return permutations(count - 1).flatMap((shorter) =>
    Array.from({ length: count }, (_, at) => shorter.toSpliced(count - 1 - at, 0, count - 1)),
  )
}

/** How many ways the labs' values can stand within the items, or Infinity beyond the limit. */
function arrangementsOf(labs: number, items: number): number {
  let orders = 1
  for (let i = 2; i <= labs && orders <= EXACT_LIMIT; i++) orders *= i
  const all = orders ** items
  return all <= EXACT_LIMIT ? all : Number.POSITIVE_INFINITY
}

/**
 * p of "no lab differs" by permuting the labs' values within each item; the statistic is the sum of squared lab
 * totals. `means` is lab-major. Exact where there are at most 10,000 arrangements, else sampled.
 */
export function labPermutationTest(
  means: ArrayLike<number>,
  labs: number,
  items: number,
  random: Generator,
): Result<{ p: number; exact: boolean }> {
  if (labs < 2) return refuse('too-few-labs')
  if (items < 2) return refuse('too-few-items')
  if (means.length !== labs * items) return refuse('mismatched-items')
  const totals = new Float64Array(labs)
  const squared = (): number => totals.reduce((sum, total) => sum + total * total, 0)
  for (let i = 0; i < labs; i++) {
    for (let j = 0; j < items; j++) totals[i] = (totals[i] ?? 0) + (means[i * items + j] ?? Number.NaN)
  }
  const seen = squared()
  if (!Number.isFinite(seen)) return refuse('out-of-range')
  const least = seen - 1e-12 * Math.abs(seen)
  const arrangements = arrangementsOf(labs, items)
  let extreme = 0
  if (arrangements <= EXACT_LIMIT) {
    const orders = permutations(labs)
    for (let arrangement = 0; arrangement < arrangements; arrangement++) {
      totals.fill(0)
      // The number of the arrangement, written in base L!, gives the order of the labs in each item.
      let rest = arrangement
      for (let j = 0; j < items; j++) {
        const order = orders[rest % orders.length] ?? []
        rest = Math.floor(rest / orders.length)
        for (let i = 0; i < labs; i++) {
          totals[i] = (totals[i] ?? 0) + (means[(order[i] ?? 0) * items + j] ?? 0)
        }
      }
      if (squared() >= least) extreme += 1
    }
    return given({ p: extreme / arrangements, exact: true })
  }
  const column = new Float64Array(labs)
  for (let b = 0; b < SAMPLED; b++) {
    totals.fill(0)
    for (let j = 0; j < items; j++) {
      for (let i = 0; i < labs; i++) column[i] = means[i * items + j] ?? 0
      for (let i = labs - 1; i >= 0; i--) {
        const k = random.below(i + 1)
        totals[i] = (totals[i] ?? 0) + (column[k] ?? 0)
        column[k] = column[i] ?? 0
      }
    }
    if (squared() >= least) extreme += 1
  }
  return given({ p: (1 + extreme) / (1 + SAMPLED), exact: false })
}
