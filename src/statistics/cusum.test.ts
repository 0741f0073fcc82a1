import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cusum, cusumRunLengths } from './cusum.ts'
import type { CusumPlan } from './cusum.ts'
import { createGenerator } from './resampling.ts'
import type { Exposed } from './rates.ts'
import { expectSound, reasonOf, valueOf } from './result.fixture.ts'

const PLAN: CusumPlan = { rate0: 1, rate1: 2, threshold: 4 }

function monthly(counts: readonly number[], exposure: number | null = 1): Exposed[] {
  return counts.map((count) => ({ count, exposure }))
}

describe('cusum', () => {
  it('is R’s on both scales, with the alarm at the ninth period', () => {
    // sequential.json: `Rscript 08_sequential.R` (R 4.2.2).
    const got = valueOf(cusum(monthly([1, 0, 2, 1, 0, 1, 3, 2, 4, 3, 5, 4]), PLAN))
    const counts = [
      0, 0, 0.5573049591110366, 0.11460991822207323, 0, 0, 1.5573049591110366, 2.1146099182220732,
    ]
    expect(got.reference).toBeCloseTo(Math.LOG2E, 14)
    for (const [k, value] of counts.entries()) expect(got.counts[k]).toBeCloseTo(value, 13)
    expect(got.counts[11]).toBeCloseTo(12.343829754666219, 12)
    expect(got.llr[11]).toBeCloseTo(8.556090791758852, 12)
    expect(got.alarmAt).toBe(8)
    expect(valueOf(cusum(monthly([0, 1, 0]), PLAN)).alarmAt).toBeNull()
    // Reached is enough.
    const threshold = got.counts[6] ?? 0
    expect(valueOf(cusum(monthly([1, 0, 2, 1, 0, 1, 3]), { ...PLAN, threshold })).alarmAt).toBe(6)
  })

  it('takes each period at its exposure', () => {
    const got = valueOf(
      cusum(
        [
          { count: 5, exposure: 2 },
          { count: 1, exposure: 3 },
        ],
        PLAN,
      ),
    )
    expect(got.counts[0]).toBeCloseTo(5 - 2 / Math.LN2, 13)
    expect(got.counts[1]).toBe(0)
  })

  it('is a number or a reason, never below 0', () => {
    const periods = fc.array(
      fc.record({
        count: fc.integer({ min: 0, max: 1e6 }),
        exposure: fc.double({ min: 1e-6, max: 1e6, noNaN: true }),
      }),
      { minLength: 1, maxLength: 20 },
    )
    fc.assert(
      fc.property(periods, fc.double({ min: 1e-3, max: 1e3, noNaN: true }), (list, rate0) => {
        const result = cusum(list, { rate0, rate1: rate0 * 1.5, threshold: 5 })
        expectSound(result)
        expect(valueOf(result).counts.every((value) => value >= 0)).toBe(true)
      }),
    )
  })

  it.each<[Exposed[], Partial<CusumPlan>, string]>([
    [[], {}, 'too-few-items'],
    [monthly([1], 0), {}, 'no-exposure'],
    [monthly([1], null), {}, 'no-exposure'],
    [monthly([-1]), {}, 'out-of-range'],
    [monthly([1]), { rate0: 0 }, 'out-of-range'],
    [monthly([1]), { rate1: 1 }, 'out-of-range'],
    [monthly([1]), { rate1: 0.5 }, 'out-of-range'],
    [monthly([1]), { threshold: 0 }, 'out-of-range'],
    [monthly([1]), { threshold: Number.NaN }, 'out-of-range'],
  ])('case %#: %j, %j is refused', (periods, change, want) => {
    expect(reasonOf(cusum(periods, { ...PLAN, ...change }))).toBe(want)
  })
})

describe('cusumRunLengths', () => {
  it('are those of R’s 3,000 simulated runs, within their error of 2 %', () => {
    const got = valueOf(cusumRunLengths(PLAN))
    expect(Math.abs(got.withoutRise / 114.807 - 1)).toBeLessThan(0.04)
    expect(Math.abs(got.afterRise / 7.382333333333333 - 1)).toBeLessThan(0.04)
  })

  it('are those of runs drawn here', () => {
    const random = createGenerator([1, 2, 3, 4])
    for (const [plan, exposure] of [
      [PLAN, 1],
      [{ rate0: 0.5, rate1: 1.5, threshold: 2.5 }, 2],
    ] as const) {
      const { afterRise } = valueOf(cusumRunLengths(plan, exposure))
      const { reference } = valueOf(cusum(monthly([0]), plan))
      let periods = 0
      const runs = 4000
      for (let run = 0; run < runs; run++) {
        for (let sum = 0; sum < plan.threshold; periods++) {
          let count = -1
          for (let product = 1; product > Math.exp(-plan.rate1 * exposure); count++)
            product *= random.uniform()
          sum = Math.max(0, sum + count - reference * exposure)
        }
      }
      expect(periods / runs / afterRise).toBeGreaterThan(0.96)
      expect(periods / runs / afterRise).toBeLessThan(1.04)
    }
  })

  it('are those of the chance of one count where one is enough', () => {
    // h below 1 − k: the alarm is at the first event; in each period P(x ≥ 1) = 1 − e^−λ.
    const got = valueOf(cusumRunLengths({ rate0: 0.01, rate1: 0.02, threshold: 0.5 }))
    expect(got.withoutRise).toBeCloseTo(1 / -Math.expm1(-0.01), 9)
    expect(got.afterRise).toBeCloseTo(1 / -Math.expm1(-0.02), 9)
  })

  it('grow with the threshold, and the false ones outlast the true ones', () => {
    const plans = fc.record({
      rate0: fc.double({ min: 0.1, max: 10, noNaN: true }),
      ratio: fc.double({ min: 1.3, max: 4, noNaN: true }),
      threshold: fc.double({ min: 0.5, max: 15, noNaN: true }),
    })
    fc.assert(
      fc.property(plans, ({ rate0, ratio, threshold }) => {
        const result = cusumRunLengths({ rate0, rate1: rate0 * ratio, threshold })
        expectSound(result)
        const higher = cusumRunLengths({ rate0, rate1: rate0 * ratio, threshold: threshold + 1 })
        const { withoutRise, afterRise } = valueOf(result)
        expect(withoutRise).toBeGreaterThan(afterRise)
        expect(afterRise).toBeGreaterThanOrEqual(1)
        expect(valueOf(higher).withoutRise).toBeGreaterThanOrEqual(withoutRise * (1 - 1e-9))
      }),
      { numRuns: 50 },
    )
  })

  it.each<[Partial<CusumPlan>, number, string]>([
    [{ rate1: 1 }, 1, 'out-of-range'],
    [{ threshold: 20_000 }, 1, 'out-of-range'],
    [{}, 0, 'no-exposure'],
    [{}, Number.NaN, 'no-exposure'],
    [{ rate0: 1, rate1: 1.01, threshold: 9000 }, 1, 'not-converged'],
  ])('of %j over %d are refused', (change, exposure, want) => {
    expect(reasonOf(cusumRunLengths({ ...PLAN, ...change }, exposure))).toBe(want)
  })
})
