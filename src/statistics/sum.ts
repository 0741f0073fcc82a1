/**
 * Compensated sums (A. Neumaier, ZAMM 54, 1974, 39–51): the error stays at one rounding of the result
 * whatever the size of the terms.
 *
 * Decimal numbers as written, minus the smallest of them, exactly: values that agree in their leading digits keep the
 * digits in which they differ, which doubles of the values themselves have lost (NIST StRD, SmLs07: 10¹² + .4).
 */
import { given, refuse } from './result.ts'
import type { Result } from './result.ts'

/** Sum of the values. */
export function sumOf(values: ArrayLike<number>): number {
  let sum = 0
  let lost = 0
  for (let i = 0; i < values.length; i++) {
    const term = values[i] ?? 0
    const next = sum + term
    lost += Math.abs(sum) >= Math.abs(term) ? sum - next + term : term - next + sum
    sum = next
  }
  return sum + lost
}

/** Mean of at least one value. */
export function meanOf(values: ArrayLike<number>): number {
  return sumOf(values) / values.length
}

/** Sum of squared distances to `centre`, in two passes: no cancellation. */
export function squaresAround(values: ArrayLike<number>, centre: number): number {
  let sum = 0
  let lost = 0
  for (let i = 0; i < values.length; i++) {
    const term = ((values[i] ?? 0) - centre) ** 2
    const next = sum + term
    lost += sum >= term ? sum - next + term : term - next + sum
    sum = next
  }
  return sum + lost
}

/** Sample variance (n − 1) of at least two values. */
export function varianceOf(values: ArrayLike<number>): number {
  return squaresAround(values, meanOf(values)) / (values.length - 1)
}

/**
 * False where sorted values are equal, or differ by no more than the rounding of their size: a spread below 1e-14 of
 * the largest, or one whose square is no number any more.
 */
export function varies(sorted: ArrayLike<number>): boolean {
  const low = sorted[0] ?? 0
  const high = sorted[sorted.length - 1] ?? 0
  return high - low > Math.max(1e-100, 1e-14 * Math.max(Math.abs(low), Math.abs(high)))
}

export type DecimalOffsets = {
  /** The smallest, as a double. */
  base: number
  /** Each minus the smallest, rounded once. */
  offsets: number[]
}

const DECIMAL = /^([+-]?)(?=\.?\d)(\d{0,60})(?:\.(\d{0,60}))?(?:[eE]([+-]?\d{1,3}))?$/

/** Whole number of units and the power of ten of a unit; null for what is no plain decimal number. */
function unitsOf(text: string): { units: bigint; power: number } | null {
  const match = DECIMAL.exec(text.trim())
  if (match === null) return null
  const [, sign = '', whole = '', fraction = '', exponent = '0'] = match
  const size = BigInt(whole + fraction)
  return { units: sign === '-' ? -size : size, power: Number(exponent) - fraction.length }
}

/**
 * Offsets of decimal numbers from the smallest. Refuses an empty list (`too-few-items`) and what is no decimal number of
 * at most 60 digits before and after the point and an exponent of three digits, or beyond doubles (`out-of-range`).
 */
export function decimalOffsets(texts: readonly string[]): Result<DecimalOffsets> {
  if (texts.length === 0) return refuse('too-few-items')
  const parsed: { units: bigint; power: number }[] = []
  for (const text of texts) {
    const one = unitsOf(text)
    if (one === null) return refuse('out-of-range')
    parsed.push(one)
  }
  const power = parsed.reduce((least, one) => Math.min(least, one.power), Number.POSITIVE_INFINITY)
  const scaled = parsed.map((one) => one.units * 10n ** BigInt(one.power - power))
  const smallest = scaled.reduce((least, units) => (units < least ? units : least))
  const toNumber = (units: bigint): number => Number(`${units}e${power}`)
  const base = toNumber(smallest)
  const offsets = scaled.map((units) => toNumber(units - smallest))
  return [base, ...offsets].every(Number.isFinite) ? given({ base, offsets }) : refuse('out-of-range')
}
