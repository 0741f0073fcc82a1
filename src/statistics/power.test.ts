import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { itemsNeeded, minimalDetectableEffect, minimalDetectableGap } from './power.ts'
import { expectSound, reasonOf, valueOf } from './result.fixture.ts'

const variances = (between: number, within: number, attempts: number) => ({
  between,
  withinA: within,
  attemptsA: attempts,
  withinB: within,
  attemptsB: attempts,
})

describe('power', () => {
  // power_miller.json: python3 12_misc.py (E. Miller, arXiv:2411.00640 §5; its example: 969 items).
  it.each([
    [variances(1 / 9, 0, 1), 0.03, 0.8, 968.9974980677886, 0.0663666639369971],
    [variances(1 / 9, 1 / 6, 1), 0.03, 0.8, 3875.9899922711543, 0.1327333278739942],
    [variances(1 / 9, 1 / 6, 10), 0.03, 0.8, 1259.6967474881253, 0.0756696392667773],
    [variances(0.1, 0.2, 5), 0.05, 0.9, 756.5344604237245, 0.09773537119757533],
  ])('case %#: is Miller’s', (v, delta, power, n, mde) => {
    expect(valueOf(itemsNeeded(v, delta, 0.05, power))).toBeCloseTo(n, 7)
    expect(valueOf(minimalDetectableEffect(v, 198, 0.05, power))).toBeCloseTo(mde, 11)
  })

  it('is there and back: the effect detected by the items needed is the effect', () => {
    const positive = fc.double({ min: 1e-3, max: 1, noNaN: true })
    fc.assert(
      fc.property(positive, positive, fc.integer({ min: 1, max: 50 }), positive, (w, s, k, delta) => {
        const v = variances(w, s, k)
        const n = valueOf(itemsNeeded(v, delta))
        expect(valueOf(minimalDetectableEffect(v, n)) / delta).toBeCloseTo(1, 12)
      }),
    )
  })

  it('gives the gap of two shares near ½ that 100 items each detect', () => {
    // (1.959964 + .841621) √(2 · .25/100)
    expect(valueOf(minimalDetectableGap(0.5, 100))).toBeCloseTo(0.198102, 6)
  })

  it.each([
    [itemsNeeded(variances(0.1, 0, 1), 0), 'out-of-range'],
    [itemsNeeded(variances(0.1, 0, 1), -1), 'out-of-range'],
    [itemsNeeded(variances(0, 0, 1), 0.1), 'out-of-range'],
    [itemsNeeded(variances(-0.1, 0.2, 1), 0.1), 'out-of-range'],
    [itemsNeeded(variances(0.1, 0.1, 0), 0.1), 'out-of-range'],
    [itemsNeeded(variances(Number.NaN, 0.1, 1), 0.1), 'out-of-range'],
    [itemsNeeded(variances(0.1, 0.1, 1), 0.1, 0), 'out-of-range'],
    [itemsNeeded(variances(0.1, 0.1, 1), 0.1, 0.05, 1), 'out-of-range'],
    [minimalDetectableEffect(variances(0.1, 0.1, 0), 10), 'out-of-range'],
    [minimalDetectableEffect(variances(0.1, 0.1, 1), 0), 'n-unknown'],
    [minimalDetectableEffect(variances(0.1, 0.1, 1), 10, Number.NaN), 'out-of-range'],
    [minimalDetectableGap(0, 10), 'out-of-range'],
    [minimalDetectableGap(1, 10), 'out-of-range'],
    [minimalDetectableGap(0.5, 0), 'n-unknown'],
    [minimalDetectableGap(0.5, Number.POSITIVE_INFINITY), 'out-of-range'],
    [minimalDetectableGap(0.5, 10, 2), 'out-of-range'],
  ])('case %#: refuses what cannot be planned with', (result, want) => {
    expect(reasonOf(result)).toBe(want)
  })

  it('gives a number or a reason for any input', () => {
    const any = fc.double()
    fc.assert(
      fc.property(any, any, any, any, any, any, (between, within, k, delta, alpha, power) => {
        const v = variances(between, within, k)
        expectSound(itemsNeeded(v, delta, alpha, power))
        expectSound(minimalDetectableEffect(v, delta, alpha, power))
        expectSound(minimalDetectableGap(between, delta, alpha, power))
      }),
    )
  })
})
