import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellMeans } from './cells.ts'
import { crossedLabItem } from './crossed-lab-item.fixture.ts'
import { expectSound, reasonOf, valueOf } from './result.fixture.ts'
import { flipRate, runScore } from './run-score.ts'

const ITEMS = 80
const lab1 = cellMeans(crossedLabItem()).subarray(0, ITEMS)
const thrice = new Uint16Array(ITEMS).fill(3)

function constant(value: number, length: number): number[] {
  return Array.from({ length }, () => value)
}

describe('runScore', () => {
  it('gives the worked numbers of lab 1 of crossed_lab_item.json', () => {
    const got = valueOf(runScore(lab1, thrice))
    expect(got.value).toBeCloseTo(0.59166667, 8)
    expect(got.se).toBeCloseTo(0.0410717, 8)
    expect(got.effectiveN).toBeCloseTo(143.22095, 5)
    expect(got.interval.lo).toBeCloseTo(0.50851805, 8)
    expect(got.interval.hi).toBeCloseTo(0.66988028, 8)
    expect(got.attempts).toBe(240)
    expect(got.designEffect).toBeCloseTo(240 / 143.22095, 5)
    expect(got.notExcluded).toBeNull()
  })

  it('never 20: gives the same bits for shuffled items', () => {
    const order = fc.shuffledSubarray(
      Array.from({ length: ITEMS }, (_, j) => j),
      { minLength: ITEMS, maxLength: ITEMS },
    )
    const want = runScore(lab1, thrice)
    fc.assert(
      fc.property(order, (shuffled) => {
        const means = shuffled.map((j) => lab1[j] ?? Number.NaN)
        expect(runScore(means, thrice)).toEqual(want)
      }),
    )
  })

  it('never 10: has width where all pass or all fail, and says what is not excluded', () => {
    const failed = valueOf(runScore(constant(0, 50), constant(1, 50)))
    expect(failed.notExcluded).toBeCloseTo(0.058, 3)
    expect(failed.interval.lo).toBe(0)
    expect(failed.interval.hi).toBeGreaterThan(0.07)
    const passed = valueOf(runScore(constant(1, 50), constant(3, 50)))
    expect(passed.interval.hi).toBe(1)
    expect(passed.interval.lo).toBeLessThan(0.93)
    expect(passed).toMatchObject({ se: null, designEffect: null, effectiveN: 50 })
  })

  it('takes items, not attempts, for its n where all items have the same mean', () => {
    // Thirds do not add up without rounding; that must not pass for a variance.
    const got = valueOf(runScore(constant(1 / 3, 77), constant(3, 77)))
    expect(got).toMatchObject({ effectiveN: 77, se: null, designEffect: null })
    const rounded = Array.from({ length: 20 }, (_, j) => (j % 2 === 0 ? 0.3 : 0.1 + 0.2))
    expect(valueOf(runScore(rounded, constant(3, 20)))).toMatchObject({ effectiveN: 20, se: null })
    expect(reasonOf(runScore(constant(1 / 3, 77), constant(3, 77), { continuous: true }))).toBe(
      'no-variation',
    )
  })

  it('never takes more than the attempts made for its n', () => {
    // Means of thirds around ½ scatter less than three independent attempts would.
    const means = Array.from({ length: 10 }, (_, j) => (1 + (j % 2)) / 3)
    expect(valueOf(runScore(means, constant(3, 10))).effectiveN).toBe(30)
  })

  it('gives a t interval of continuous scores', () => {
    const got = valueOf(runScore([0.2, 0.4, 0.9], constant(1, 3), { continuous: true }))
    // t_2 = 4.302652729749462, SD .3605551275463989
    const half = (4.302652729749462 * 0.3605551275463989) / Math.sqrt(3)
    expect(got.interval.lo).toBeCloseTo(0.5 - half, 12)
    expect(got.interval.hi).toBeCloseTo(0.5 + half, 12)
  })

  it('never 22: does not clip the interval of continuous scores', () => {
    expect(valueOf(runScore([0.1, 0.2, 0.9], constant(1, 3), { continuous: true })).interval.lo).toBeLessThan(
      0,
    )
  })

  it('warns of few items', () => {
    const few = runScore([0, 1, 1], constant(1, 3))
    expect(few.ok && few.warnings).toEqual(['few-items'])
    const continuous = runScore([0.2, 0.4, 0.9], constant(1, 3), { continuous: true })
    expect(continuous.ok && continuous.warnings).toEqual(['few-items'])
  })

  it.each([
    [runScore([], []), 'too-few-items'],
    [runScore([1], [1]), 'too-few-items'],
    [runScore([0, 1], [1]), 'mismatched-items'],
    [runScore([0, 1.5], [1, 1]), 'out-of-range'],
    [runScore([0, Number.NaN], [1, 1]), 'out-of-range'],
    [runScore([0, 1], [2, 0]), 'n-unknown'],
    [runScore([0, 1], [1, Number.NaN]), 'n-unknown'],
    [runScore([0, 1], [1, Number.POSITIVE_INFINITY]), 'n-unknown'],
    [runScore([0.5, 0.5], [1, 1], { continuous: true }), 'no-variation'],
  ])('case %#: refuses what is no run', (result, want) => {
    expect(reasonOf(result)).toBe(want)
  })

  it('gives a number or a reason for any means', () => {
    const mean = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1, 1 / 3, 1e-300))
    const item = fc.tuple(mean, fc.integer({ min: 1, max: 9 }))
    fc.assert(
      fc.property(fc.array(item, { maxLength: 30 }), fc.boolean(), (items, continuous) => {
        const result = runScore(
          items.map(([value]) => value),
          items.map(([, repeats]) => repeats),
          { continuous },
        )
        expectSound(result)
      }),
    )
  })
})

describe('flipRate', () => {
  it.each([
    { means: [0, 1 / 3, 1, 0.5], repeats: [3, 3, 3, 2], want: 0.5 },
    { means: [0.5, 1], repeats: [1, 1], want: null },
    { means: [], repeats: [], want: null },
    { means: [0.5, 1], repeats: [1, 2], want: 0 },
  ])('of $means is $want', ({ means, repeats, want }) => {
    expect(flipRate(means, repeats)).toBe(want)
  })
})
