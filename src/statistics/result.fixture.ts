/** What every test of the room asks of a result. */
import { expect } from 'vitest'
import { z } from 'zod'
import type { Reason, Result } from './result.ts'

const Interval = z.object({ lo: z.number(), hi: z.number() })

/** The value; a refusal fails the test. */
export function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${result.reason}`)
  return result.value
}

/** The reason of a refusal; null for a value. */
export function reasonOf(result: Result<unknown>): Reason | null {
  return result.ok ? null : result.reason
}

function faults(value: unknown, at: string): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [`${at} is ${value}`]
  if (typeof value !== 'object' || value === null) return []
  const interval = Interval.safeParse(value)
  const narrow = interval.success && !(interval.data.lo < interval.data.hi) ? [`${at} has no width`] : []
  return [...narrow, ...Object.entries(value).flatMap(([key, part]) => faults(part, `${at}.${key}`))]
}

/** A named refusal, or a value without NaN, ±Infinity and intervals of zero width. */
export function expectSound(result: Result<unknown>): void {
  expect(result.ok ? faults(result.value, 'value') : []).toEqual([])
}
