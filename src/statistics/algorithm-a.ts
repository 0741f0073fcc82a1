/**
 * Robust mean and standard deviation of p results, Algorithm A of ISO 13528:
 *
 *   start: x* = median, s* = 1.483 · median|x − x*| (0: SD)
 *   repeat: values beyond x* ± 1.5 s* are set there; x* = their mean, s* = 1.134 · their SD
 *   u = 1.25 s* / √p
 *
 * until both change by less than 1e-12 s*, not by "the third figure". 1.134 is the standard's; the factor that makes s*
 * unbiased for a normal distribution is 1.133392655462487. A display beside the labs' results, never the consensus: the
 * joint mean keeps every lab as it is. ISO 13528:2022, C.3.
 */
import { given, refuse } from './result.ts'
import type { Result } from './result.ts'
import { meanOf, squaresAround, varies } from './sum.ts'

export type AlgorithmA = { mean: number; sd: number; u: number; iterations: number }

const FACTORS = { standard: 1.134, exact: 1.133_392_655_462_487 } as const
const MOST = 10_000

function medianOf(sorted: readonly number[]): number {
  const middle = sorted.length / 2
  return ((sorted[Math.ceil(middle) - 1] ?? 0) + (sorted[Math.floor(middle)] ?? 0)) / 2
}

/**
 * Algorithm A; the same bits whatever the order of the values. Refuses fewer than three (`too-few-labs`), values beyond
 * 1e100 (`out-of-range`), values that are equal or so nearly all equal that s* comes down to 0 (`no-variation`).
 */
export function algorithmA(
  values: readonly number[],
  factor: keyof typeof FACTORS = 'standard',
): Result<AlgorithmA> {
  const count = values.length
  if (count < 3) return refuse('too-few-labs')
  if (!values.every((value) => Math.abs(value) <= 1e100)) return refuse('out-of-range')
  const sorted = values.toSorted((a, b) => a - b)
  if (!varies(sorted)) return refuse('no-variation')
  const base = medianOf(sorted)
  const offsets = sorted.map((value) => value - base)
  const sizes = offsets.map((offset) => Math.abs(offset)).toSorted((a, b) => a - b)
  const sdOf = (list: readonly number[]): number => Math.sqrt(squaresAround(list, meanOf(list)) / (count - 1))
  const nearest = sizes.find((size) => size > 0) ?? 0
  let x = 0
  let s = 1.483 * medianOf(sizes)
  if (!(s > 0)) s = sdOf(offsets)
  for (let iterations = 1; iterations <= MOST; iterations++) {
    const low = x - 1.5 * s
    const high = x + 1.5 * s
    const kept = offsets.map((offset) => Math.min(high, Math.max(low, offset)))
    const nextX = meanOf(kept)
    const nextS = FACTORS[factor] * sdOf(kept)
    // So far below the nearest value that is not the median, every other value is cut, and s only goes on shrinking.
    if (nextS < 1e-6 * nearest) return refuse('no-variation')
    const settled = Math.abs(nextX - x) < 1e-12 * nextS && Math.abs(nextS - s) < 1e-12 * nextS
    x = nextX
    s = nextS
    if (settled) return given({ mean: base + x, sd: s, u: (1.25 * s) / Math.sqrt(count), iterations })
  }
  return refuse('not-converged')
}
