import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { garwood, rateRatioExact } from './rates.ts'
import type { Exposed } from './rates.ts'
import { expectSound, reasonOf, valueOf } from './result.fixture.ts'

const of = (count: number, exposure: number | null): Exposed => ({ count, exposure })

describe('garwood', () => {
  it.each([
    // R's manual of poisson.test: the Welsh nickel workers, 4.753125 to 6.692709.
    [137, 24.19893, 4.75312480484875, 6.692709334176073],
    // scipy 1.17.1, chi2.ppf.
    [3, 1.5, 0.4124480819304009, 5.844848713161549],
    [0, 50, 0, 0.0737775890822787],
  ])('of %i over %d is as published', (count, exposure, lo, hi) => {
    const got = valueOf(garwood(of(count, exposure)))
    expect(got.rate).toBe(count / exposure)
    expect(got.lo).toBeCloseTo(lo, 11)
    expect(got.hi).toBeCloseTo(hi, 11)
  })

  it('never 10: is without width where nothing was seen', () => {
    expect(valueOf(garwood(of(0, 1e6)))).toMatchObject({ rate: 0, lo: 0 })
    expect(valueOf(garwood(of(0, 1e6))).hi).toBeCloseTo(3.689e-6, 9)
  })

  it('is a number or a reason, holds the rate, and does not mind the unit of exposure', () => {
    const exposed = fc.record({
      count: fc.integer({ min: 0, max: 100_000 }),
      exposure: fc.double({ min: 1e-9, max: 1e12, noNaN: true }),
    })
    fc.assert(
      fc.property(exposed, (observed) => {
        const got = valueOf(garwood(observed))
        expectSound(garwood(observed))
        expect(got.lo).toBeLessThanOrEqual(got.rate)
        expect(got.hi).toBeGreaterThan(got.rate)
        const thousands = valueOf(garwood({ ...observed, exposure: observed.exposure / 1024 }))
        expect(thousands.hi).toBeCloseTo(got.hi * 1024, -Math.log10(got.hi * 1024) + 11)
      }),
    )
  })

  it.each([
    [of(3, 0), 'no-exposure'],
    [of(3, null), 'no-exposure'],
    [of(3, -1), 'no-exposure'],
    [of(3, Number.NaN), 'no-exposure'],
    [of(3, Number.POSITIVE_INFINITY), 'out-of-range'],
    [of(3, 1e-320), 'out-of-range'],
    [of(-1, 5), 'out-of-range'],
    [of(2.5, 5), 'out-of-range'],
    [of(Number.NaN, 5), 'out-of-range'],
  ])('of %j is refused', (observed, want) => {
    expect(reasonOf(garwood(observed))).toBe(want)
    expect(reasonOf(rateRatioExact(observed, of(1, 1)))).toBe(want === 'no-exposure' ? want : 'out-of-range')
    expect(reasonOf(rateRatioExact(of(1, 1), observed))).toBe(want === 'no-exposure' ? want : 'out-of-range')
  })

  it('refuses a confidence that is none', () => {
    expect(reasonOf(garwood(of(3, 5), 1))).toBe('out-of-range')
    expect(reasonOf(rateRatioExact(of(3, 5), of(3, 5), 0))).toBe('out-of-range')
  })
})

describe('rateRatioExact', () => {
  // The first: R's manual of poisson.test (eba1977), ratio 1.971488, .8584264 to 4.2772659, p .07967. The others: scipy
  // 1.17.1 (beta.ppf) and mpmath 1.3 (p from all probabilities).
  it.each([
    [
      of(11, 800),
      of(21, 3011),
      1.9714880952380953,
      0.8584264033916397,
      4.277265943654075,
      0.07966863303332948,
    ],
    [of(4, 480), of(1, 100), 0.8333333333333333, 0.08246526735802773, 41.03955687277524, 1],
    [of(30, 10), of(2, 10), 15, 3.8060880471706175, 129.5357546291971, 2.4633482098579407e-7],
    [
      of(500, 1000),
      of(430, 1000),
      1.1627906976744187,
      1.020107123069171,
      1.32586821618317,
      0.023608839292547198,
    ],
    [of(1, 1), of(2000, 1500), 0.75, 0.018978986621238224, 4.183511592487731, 1],
    [of(0, 100), of(5, 120), 0, 0, 1.309534926219055, 0.06768663342667851],
  ])('of %j and %j is as published', (first, second, ratio, lo, hi, p) => {
    const got = valueOf(rateRatioExact(first, second))
    expect(got.ratio).toBeCloseTo(ratio, 12)
    expect(got.lo / (lo || 1)).toBeCloseTo(lo === 0 ? 0 : 1, 10)
    expect((got.hi ?? 0) / hi).toBeCloseTo(1, 10)
    expect(got.p / p).toBeCloseTo(1, 10)
  })

  it('has no upper end where the second has no events: a value, not infinity', () => {
    const got = valueOf(rateRatioExact(of(5, 120), of(0, 100)))
    expect(got).toMatchObject({ ratio: null, hi: null })
    expect(got.lo).toBeCloseTo(0.7636298810962163, 11)
    expect(got.p).toBeCloseTo(0.06768663342667851, 12)
  })

  it('adds up the probabilities that are no larger than the one seen', () => {
    const small = fc.integer({ min: 0, max: 40 })
    const exposure = fc.integer({ min: 1, max: 20 })
    fc.assert(
      fc.property(small, exposure, small, exposure, (x1, t1, x2, t2) => {
        fc.pre(x1 + x2 > 0)
        const n = x1 + x2
        const p = t1 / (t1 + t2)
        const probabilities = [(1 - p) ** n]
        for (let k = 1; k <= n; k++) {
          probabilities.push(((probabilities[k - 1] ?? 0) * (n - k + 1) * p) / (k * (1 - p)))
        }
        const most = (probabilities[x1] ?? 0) * (1 + 1e-7)
        const want = probabilities.reduce((sum, value) => (value <= most ? sum + value : sum), 0)
        expect(valueOf(rateRatioExact(of(x1, t1), of(x2, t2))).p).toBeCloseTo(Math.min(1, want), 10)
      }),
    )
  })

  it('is a number or a reason, and the inverse for the pair exchanged', () => {
    const exposed = fc.record({
      count: fc.integer({ min: 0, max: 3000 }),
      exposure: fc.double({ min: 1e-3, max: 1e6, noNaN: true }),
    })
    fc.assert(
      fc.property(exposed, exposed, (first, second) => {
        const result = rateRatioExact(first, second)
        const mirrored = rateRatioExact(second, first)
        expectSound(result)
        expect(mirrored.ok).toBe(result.ok)
        if (!result.ok || !mirrored.ok) return
        expect(mirrored.value.p).toBeCloseTo(result.value.p, 9)
        if (result.value.hi !== null) expect(mirrored.value.lo * result.value.hi).toBeCloseTo(1, 9)
      }),
    )
  })

  it('refuses no events at all, and exposures too far apart', () => {
    expect(reasonOf(rateRatioExact(of(0, 5), of(0, 9)))).toBe('no-variation')
    expect(reasonOf(rateRatioExact(of(1, 1e-300), of(2, 1e300)))).toBe('out-of-range')
  })
})
