/**
 * Adjusted p values, monotone and at most 1. A null p stays null and is not counted; what is no p value (NaN, outside
 * [0, 1]) is a fault of the caller and is thrown.
 *
 * S. Holm, Scand. J. Statist. 6 (1979) 65; Y. Benjamini, Y. Hochberg, J. R. Statist. Soc. B 57 (1995) 289.
 */

import { ConcordError, sentence } from '../error.ts'

type MaybeP = number | null

function adjust(
  p: readonly MaybeP[],
  order: (a: number, b: number) => number,
  factorAt: (rank: number, m: number) => number,
  join: (a: number, b: number) => number,
): MaybeP[] {
  const known = p.flatMap((value, index) => (value === null ? [] : [{ value, index }]))
  const wrong = known.find(({ value }) => !(value >= 0 && value <= 1))
  if (wrong !== undefined)
    throw new ConcordError('internal', sentence`${wrong.value} is no p value to adjust.`)
  known.sort((a, b) => order(a.value, b.value) || a.index - b.index)
  const adjusted: MaybeP[] = p.map(() => null)
  let running: number | undefined
  for (const [rank, { value, index }] of known.entries()) {
    const scaled = Math.min(1, value * factorAt(rank, known.length))
    running = running === undefined ? scaled : join(running, scaled)
    adjusted[index] = running
  }
  return adjusted
}

/** Holm's adjustment: for a declared family. */
export function holm(p: readonly number[]): number[]
export function holm(p: readonly MaybeP[]): MaybeP[]
export function holm(p: readonly MaybeP[]): MaybeP[] {
  return adjust(
    p,
    (a, b) => a - b,
    (rank, m) => m - rank,
    Math.max,
  )
}

/** Benjamini–Hochberg's adjustment: for exploratory maps. */
export function benjaminiHochberg(p: readonly number[]): number[]
export function benjaminiHochberg(p: readonly MaybeP[]): MaybeP[]
export function benjaminiHochberg(p: readonly MaybeP[]): MaybeP[] {
  return adjust(
    p,
    (a, b) => b - a,
    (rank, m) => m / (m - rank),
    Math.min,
  )
}
