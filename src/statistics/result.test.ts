import { describe, expect, it } from 'vitest'
import { given, inUnitRange, refuse } from './result.ts'

describe('results', () => {
  it('are a value with its warnings, or a reason', () => {
    expect(given(3, ['few-items'])).toEqual({ ok: true, value: 3, warnings: ['few-items'] })
    expect(refuse('no-variation')).toEqual({ ok: false, reason: 'no-variation' })
  })
})

describe('inUnitRange', () => {
  it.each([
    { values: [], want: true },
    { values: [0, 0.5, 1], want: true },
    { values: [0.5, 1.0000001], want: false },
    { values: [-1e-9], want: false },
    { values: [0.5, Number.NaN], want: false },
    { values: [Number.POSITIVE_INFINITY], want: false },
  ])('of $values is $want', ({ values, want }) => {
    expect(inUnitRange(values)).toBe(want)
  })
})
