import { describe, expect, it } from 'vitest'
import { configurationVerdict } from './verdict.ts'

describe('configurationVerdict', () => {
  it.each([
    { lo: -0.02, hi: 0.03, delta: 0.05, want: 'equivalent' },
    { lo: 0.01, hi: 0.03, delta: 0.05, want: 'equivalent' },
    { lo: 0.01, hi: 0.08, delta: 0.05, want: 'better' },
    { lo: -0.08, hi: -0.01, delta: 0.05, want: 'worse' },
    { lo: -0.01, hi: 0.07, delta: 0.05, want: 'cannot-tell' },
    { lo: -0.05, hi: 0.02, delta: 0.05, want: 'cannot-tell' },
    { lo: 0, hi: 0.07, delta: 0.05, want: 'cannot-tell' },
    { lo: 0.01, hi: 0.02, delta: null, want: null },
  ])('of $lo to $hi with δ $delta is $want', ({ lo, hi, delta, want }) => {
    expect(configurationVerdict({ lo, hi }, delta)).toBe(want)
  })

  it('never 5: does not read "no difference seen" as agreement', () => {
    expect(configurationVerdict({ lo: -0.2, hi: 0.21 }, 0.05)).toBe('cannot-tell')
  })
})
