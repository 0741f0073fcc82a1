import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { RatePlan } from '../monitoring.ts'
import type { Period } from '../poisson-trend.ts'
import { garwood, rateRatioExact } from '../rates.ts'
import { expectSound, reasonOf, valueOf } from '../result.fixture.ts'
import { incidents } from './incidents.ts'

const PLAN: RatePlan = { rate: 1, shape: 1, priorExposure: 1, alpha: 0.05 }
/** Counts of a year, over exposures that grow. */
const COUNTS = [1, 2, 1, 3, 2, 3, 4, 2, 5, 3, 4, 4]
const YEAR: Period[] = COUNTS.map((count, time) => ({ time, count, exposure: 100 * 1.12 ** time }))

describe('the set for incidents', () => {
  it('gives the rates with Garwood’s intervals, the trend and the last against the first', () => {
    const got = valueOf(incidents(YEAR))
    expect(got.estimates.periods[0]).toEqual({ time: 0, count: 1, exposure: 100, rate: 0.01 })
    const want = valueOf(garwood({ count: 1, exposure: 100 }))
    expect(got.intervals.periods[0]).toMatchObject({ value: { lo: want.lo, hi: want.hi } })
    expect(got.estimates.ratio).toBe(valueOf(got.intervals.trend).ratio)
    expect(got.diagnostics.lastAgainstFirst).toEqual(
      rateRatioExact({ count: 4, exposure: YEAR[11]?.exposure ?? null }, { count: 1, exposure: 100 }),
    )
    expect(got.diagnostics.count).toBe(34)
    expect(valueOf(got.diagnostics.shape).s).toBeGreaterThan(0)
    expect(got.verdict).toBeNull()
    expectSound(incidents(YEAR, PLAN))
  })

  it('says alarm only of a plan, and keeps it', () => {
    const steady = [1, 0, 2, 1, 1, 0, 1, 2].map((count, time) => ({ time, count, exposure: 1 }))
    expect(valueOf(incidents(steady, PLAN)).verdict).toBe('no-alarm')
    const risen = [...steady, ...[9, 8, 9].map((count, k) => ({ time: 8 + k, count, exposure: 1 }))]
    expect(valueOf(incidents(risen, PLAN)).verdict).toBe('alarm')
    const calm = [
      ...risen,
      ...Array.from({ length: 30 }, (_, k) => ({ time: 20 + k, count: 0, exposure: 1 })),
    ]
    expect(valueOf(incidents(calm, PLAN)).verdict).toBe('alarm')
  })

  it('never 16: has no rate, trend or alarm without exposure', () => {
    const counts = YEAR.map((period) => ({ ...period, exposure: null }))
    const got = valueOf(incidents(counts, PLAN))
    expect(got.estimates).toMatchObject({ rate: null, ratio: null })
    expect(reasonOf(got.intervals.trend)).toBe('no-exposure')
    expect(got.diagnostics.monitor).toEqual({ ok: false, reason: 'no-exposure' })
    expect(got.verdict).toBeNull()
    expect(valueOf(got.diagnostics.shape).p).toBeLessThan(0.05)
    const one = valueOf(
      incidents(YEAR.map((period, k) => (k === 3 ? { ...period, exposure: null } : period))),
    )
    expect(one.diagnostics.exposure).toBeNull()
    expect(reasonOf(one.intervals.trend)).toBe('no-exposure')
    expect(one.estimates.periods[3]?.rate).toBeNull()
    expect(one.estimates.periods[4]?.rate).not.toBeNull()
  })

  it.each([
    ['no events', [0, 0, 0, 0], 'no-variation'],
    ['two periods', [1, 2], 'too-few-items'],
    ['all events at the end', [0, 0, 0, 5], 'not-converged'],
  ])('has no trend of %s', (_, counts, reason) => {
    const got = valueOf(
      incidents(
        counts.map((count, time) => ({ time, count, exposure: 10 })),
        PLAN,
      ),
    )
    expect(reasonOf(got.intervals.trend)).toBe(reason)
    expect(got.estimates.ratio).toBeNull()
    expect(got.verdict).toBe('no-alarm')
  })

  it('gives the same bits in any order', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(YEAR, { minLength: YEAR.length }), (shuffled) => {
        expect(incidents(shuffled, PLAN)).toEqual(incidents(YEAR, PLAN))
      }),
      { numRuns: 20 },
    )
  })

  it('refuses by name', () => {
    expect(reasonOf(incidents([]))).toBe('too-few-items')
    expect(reasonOf(incidents(YEAR.slice(0, 1)))).toBe('too-few-items')
    expect(reasonOf(incidents([...YEAR, { time: 12, count: -1, exposure: 1 }]))).toBe('out-of-range')
    expect(reasonOf(incidents([...YEAR, { time: Number.NaN, count: 1, exposure: 1 }]))).toBe('out-of-range')
  })
})
