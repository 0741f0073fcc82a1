/**
 * xoshiro128** 1.1 (D. Blackman, S. Vigna, https://prng.di.unimi.it/xoshiro128starstar.c):
 *
 *   out = rotl(s1·5, 7)·9, t = s1 << 9; s2 ^= s0, s3 ^= s1, s1 ^= s2, s0 ^= s3, s2 ^= t, s3 = rotl(s3, 11)
 *
 * The state comes from the caller: the first 16 bytes of SHA-256(protocol id, newline, analysis name), as four
 * little-endian words. One stream, fixed order of draws.
 *
 * Item bootstrap (items drawn with replacement, all labs together; percentile interval) and permutation tests.
 *
 * Energy test of two samples that are known by their distances d alone, in strata:
 *
 *   T = Σ over strata of 2 mean d(x, y) − mean d(x, x′) − mean d(y, y′), labels permuted within strata
 *
 * G. J. Székely, M. L. Rizzo, J. Statist. Plann. Inference 143 (2013) 1249.
 *
 * B. Efron, R. J. Tibshirani, An Introduction to the Bootstrap (1993), 13.3; exact where there are at most
 * 10,000 arrangements, else p = (1 + #{T* ≥ T − 1e-12 |T|}) / (1 + B).
 */
import { ConcordError, sentence } from '../error.ts'
import { normalQuantile } from './distributions.ts'
import { alphaOf, given, isConfidence, refuse } from './result.ts'
import type { Interval, Result } from './result.ts'

export type Generator = {
  /** The next 32 bits, as an unsigned integer. */
  next(): number
  /** A whole number below n, without bias: rejects x ≥ 2³² − (2³² mod n). */
  below(n: number): number
  /** Fills an array with what `below(n)` would give one after the other; several times faster. */
  fillBelow(n: number, into: Uint32Array): void
  /** In [0, 1), 53 bits: ((x >>> 5)·2²⁶ + (x′ >>> 6)) / 2⁵³. */
  uniform(): number
  /** Standard normal, Φ⁻¹ of the uniform (of 2⁻⁵⁴ where that is 0). */
  normal(): number
}

function rotate(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by))
}

/** 2³² − (2³² mod n): what is below it falls evenly on 0 … n − 1. */
function limitOf(n: number): number {
  if (!Number.isInteger(n) || n < 1 || n > 4_294_967_296) {
    throw new ConcordError('internal', sentence`A draw below ${n} was asked for; this can be 1 to 2³².`)
  }
  return 4_294_967_296 - (4_294_967_296 % n)
}

/** A generator from four 32-bit words; an all-zero state is refused, since it would stay zero. */
export function createGenerator(state: readonly [number, number, number, number]): Generator {
  let s0 = state[0] | 0
  let s1 = state[1] | 0
  let s2 = state[2] | 0
  let s3 = state[3] | 0
  if ((s0 | s1 | s2 | s3) === 0) {
    throw new ConcordError(
      'bad-input',
      sentence`The seed is all zeros, from which no random numbers can be made; use another seed.`,
    )
  }
  const next = (): number => {
    const out = Math.imul(rotate(Math.imul(s1, 5), 7), 9)
    const t = s1 << 9
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= t
    s3 = rotate(s3, 11)
    return out >>> 0
  }
  const uniform = (): number => ((next() >>> 5) * 67_108_864 + (next() >>> 6)) / 9_007_199_254_740_992
  return {
    next,
    uniform,
    below(n) {
      const limit = limitOf(n)
      let x = next()
      while (x >= limit) x = next()
      return x % n
    },
    fillBelow(n, into) {
      const limit = limitOf(n)
      // The state in local variables, and x mod n by division: exact for 32 bits, and faster than % beyond 2³¹.
      let [a, b, c, d] = [s0, s1, s2, s3]
      for (let k = 0; k < into.length;) {
        const x = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0
        const t = b << 9
        c ^= a
        d ^= b
        b ^= c
        a ^= d
        c ^= t
        d = rotate(d, 11)
        if (x < limit) into[k++] = x - n * Math.floor(x / n)
      }
      s0 = a
      s1 = b
      s2 = c
      s3 = d
    },
    normal() {
      const u = uniform()
      return normalQuantile(u === 0 ? 2 ** -54 : u)
    },
  }
}

/** The generator of a 16-byte seed: four little-endian words. */
export function generatorFromSeed(seed: Uint8Array): Generator {
  if (seed.length !== 16) {
    throw new ConcordError('bad-input', sentence`A seed has 16 bytes; this one has ${seed.length}.`)
  }
  const view = new DataView(seed.buffer, seed.byteOffset, 16)
  const word = (at: number): number => view.getUint32(at, true)
  return createGenerator([word(0), word(4), word(8), word(12)])
}

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
  confidence = 0.95,
): Result<Interval & { replicates: number }> {
  if (items < 2) return refuse('too-few-items')
  if (!Number.isInteger(replicates) || replicates < 1 || !isConfidence(confidence))
    return refuse('out-of-range')
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
  const rank = Math.max(1, Math.floor(((defined + 1) * alphaOf(confidence)) / 2))
  const lo = sorted[rank - 1] ?? 0
  const hi = sorted[defined - rank] ?? 0
  return lo < hi ? given({ lo, hi, replicates: defined }) : refuse('no-variation')
}

/** Percentile bootstrap interval of the mean of one value per item. */
export function bootstrapMean(
  values: ArrayLike<number>,
  replicates: number,
  random: Generator,
  confidence = 0.95,
): Result<Interval & { replicates: number }> {
  const meanOfDrawn = (drawn: Uint32Array): number => {
    let sum = 0
    // Indexed: an iterator over a typed array costs as much as the draws.
    for (let k = 0; k < drawn.length; k++) sum += values[drawn[k] ?? -1] ?? Number.NaN
    return sum / drawn.length
  }
  return bootstrapItems(values.length, replicates, random, meanOfDrawn, confidence)
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

/** Things that are compared by their distances: the first `early` of them before, the others after. */
export type Stratum = {
  /** Row-major, symmetric, ≥ 0, 0 on the diagonal. */
  distances: ArrayLike<number>
  early: number
  late: number
}

/**
 * p of "before and after are alike", by the energy distance between them; the labels are drawn anew within each stratum.
 * The spread within before and within after is what the distance between them is held against.
 */
export function energyTest(
  strata: readonly Stratum[],
  random: Generator,
): Result<{ statistic: number; p: number }> {
  if (strata.length === 0 || strata.some(({ early, late }) => early < 2 || late < 2))
    return refuse('too-few-items')
  for (const { distances, early, late } of strata) {
    if (distances.length !== (early + late) ** 2) return refuse('mismatched-items')
    if (!Array.from(distances).every((one) => Number.isFinite(one) && one >= 0)) return refuse('out-of-range')
  }
  const orders = strata.map(({ early, late }) => Uint32Array.from({ length: early + late }, (_, at) => at))
  const total = (): number => strata.reduce((sum, stratum, at) => sum + energyOf(stratum, orders[at]), 0)
  const seen = total()
  const least = seen - 1e-12 * Math.abs(seen)
  let extreme = 0
  for (let b = 0; b < SAMPLED; b++) {
    for (const order of orders) {
      for (let i = order.length - 1; i > 0; i--) {
        const k = random.below(i + 1)
        const kept = order[i] ?? 0
        order[i] = order[k] ?? 0
        order[k] = kept
      }
    }
    if (total() >= least) extreme += 1
  }
  return given({ statistic: seen, p: (1 + extreme) / (1 + SAMPLED) })
}

function energyOf({ distances, early, late }: Stratum, order: Uint32Array = new Uint32Array()): number {
  const n = early + late
  let within = 0
  let withinLate = 0
  let between = 0
  for (let i = 0; i < n; i++) {
    for (let j = 0; j < i; j++) {
      const d = distances[(order[i] ?? 0) * n + (order[j] ?? 0)] ?? 0
      if (i < early) within += d
      else if (j >= early) withinLate += d
      else between += d
    }
  }
  return (2 * between) / (early * late) - (2 * within) / early ** 2 - (2 * withinLate) / late ** 2
}
