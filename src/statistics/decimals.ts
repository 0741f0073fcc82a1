/**
 * Decimal numbers as written, minus the smallest of them, exactly: values that agree in their leading digits keep the
 * digits in which they differ, which doubles of the values themselves have lost (NIST StRD, SmLs07: 10¹² + .4).
 */
import { given, refuse } from './result.ts'
import type { Result } from './result.ts'

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
