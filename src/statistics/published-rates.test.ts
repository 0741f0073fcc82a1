import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  attemptsToTellApart,
  pOfOneRate,
  rateExists,
  rateInterval,
  roundingOf,
  totalOfRates,
} from './published-rates.ts'
import { expectSound, reasonOf, valueOf } from './result.fixture.ts'

// Third joint exercise, pass rates by language as published; joint_testing_3rd_exercise.json (R 4.2.2).
const A = [57, 47, 51, 48, 51, 32, 35, 47, 33].map((percent) => percent / 100)
const B = [24, 20, 35, 20, 20, 20, 14, 26, 15].map((percent) => percent / 100)

const whole = (rate: number, n: number | null = null) => ({ rate, decimals: 2, n })

describe('what rounding leaves open', () => {
  it.each([
    [0.57, 2, 0.565, 0.575],
    [0.5, 1, 0.45, 0.55],
    [0.224, 3, 0.2235, 0.2245],
    [0, 2, 0, 0.005],
    [1, 2, 0.995, 1],
  ])('of %f with %i digits is %f to %f', (rate, decimals, lo, hi) => {
    const open = valueOf(roundingOf({ rate, decimals }))
    expect(open.lo).toBeCloseTo(lo, 12)
    expect(open.hi).toBeCloseTo(hi, 12)
  })

  it.each([
    [0.575, 2],
    [1.01, 2],
    [-0.01, 2],
    [Number.NaN, 2],
    [0.5, 0],
    [0.5, 1.5],
    [0.5, 10],
  ])('refuses %f with %i digits', (rate, decimals) => {
    expect(reasonOf(roundingOf({ rate, decimals }))).toBe('out-of-range')
  })
})

describe('whether a rate exists on its n', () => {
  // microsoft/SkillOpt issue 158: 22.4 % exists on 125 items, not on 124.
  it.each([
    [0.224, 3, 125, true],
    [0.224, 3, 124, false],
    [0.57, 2, 100, true],
    [0.57, 2, 3, false],
    [0.33, 2, 3, true],
    [0.67, 2, 3, true],
    [0.5, 1, 1, false],
    [1, 2, 1, true],
    [0, 2, 7, true],
    // 1/8 = .125 is written 12 % or 13 %.
    [0.12, 2, 8, true],
    [0.13, 2, 8, true],
    [0.14, 2, 8, false],
  ])('%f with %i digits of %i: %s', (rate, decimals, n, want) => {
    expect(valueOf(rateExists({ rate, decimals, n }))).toBe(want)
  })

  it('says so where n is not published, or is none', () => {
    expect(reasonOf(rateExists(whole(0.57)))).toBe('n-unknown')
    expect(reasonOf(rateExists(whole(0.57, 0)))).toBe('out-of-range')
    expect(reasonOf(rateExists(whole(0.57, 1.5)))).toBe('out-of-range')
  })

  it('finds every count that is rounded as counts are', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 2000 }),
        fc.nat(),
        fc.integer({ min: 1, max: 4 }),
        (n, k, decimals) => {
          const scale = 10 ** decimals
          const rate = Math.round(((k % (n + 1)) / n) * scale) / scale
          expect(valueOf(rateExists({ rate, decimals, n }))).toBe(true)
        },
      ),
    )
  })

  it('agrees with trying every count', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 150 }), fc.integer({ min: 0, max: 100 }), (n, percent) => {
        const counts = Array.from({ length: n + 1 }, (_, x) => x)
        const want = counts.some((x) => Math.abs(100 * x - percent * n) <= n / 2)
        expect(valueOf(rateExists(whole(percent / 100, n)))).toBe(want)
      }),
    )
  })
})

describe('an interval', () => {
  it('is refused without n', () => {
    expect(reasonOf(rateInterval(whole(0.57)))).toBe('n-unknown')
  })

  it('is that of Wilson with it', () => {
    // intervals_one_proportion.json: 50 of 50.
    const { lo, hi } = valueOf(rateInterval(whole(1, 50)))
    expect(lo).toBeCloseTo(0.9286524, 6)
    expect(hi).toBe(1)
  })
})

describe('a published total against its parts', () => {
  it('is not the plain mean of the languages in the third exercise, whatever the rounding', () => {
    const a = valueOf(
      totalOfRates(
        A.map((rate) => whole(rate)),
        whole(0.46),
      ),
    )
    expect(a.equalWeights.value).toBeCloseTo(0.44555555555555554, 15)
    expect(a.equalWeights.lo).toBeCloseTo(0.4405555555555556, 12)
    expect(a.equalWeights.hi).toBeCloseTo(0.4505555555555556, 12)
    expect(a.anyWeights.lo).toBeCloseTo(0.315, 12)
    expect(a.anyWeights.hi).toBeCloseTo(0.575, 12)
    expect(a.follows).toBe('weights-not-stated')
    expect(reasonOf(a.byAttempts)).toBe('n-unknown')
    const b = valueOf(
      totalOfRates(
        B.map((rate) => whole(rate)),
        whole(0.23),
      ),
    )
    expect(b.equalWeights.value).toBeCloseTo(0.21555555555555556, 15)
    expect(b.follows).toBe('weights-not-stated')
  })

  it.each([
    [0.45, 'equal-weights'],
    [0.44, 'equal-weights'],
    [0.46, 'weights-not-stated'],
    [0.32, 'weights-not-stated'],
    [0.57, 'weights-not-stated'],
    [0.3, 'from-no-weights'],
    [0.59, 'from-no-weights'],
  ])('of %f says: %s', (total, follows) => {
    expect(
      valueOf(
        totalOfRates(
          A.map((rate) => whole(rate)),
          whole(total),
        ),
      ).follows,
    ).toBe(follows)
  })

  it('follows the attempts where they are published', () => {
    const parts = [whole(0.2, 100), whole(0.8, 300)]
    const found = valueOf(totalOfRates(parts, whole(0.65)))
    expect(found.follows).toBe('attempts')
    expect(valueOf(found.byAttempts).value).toBeCloseTo(0.65, 12)
    expect(valueOf(totalOfRates(parts, whole(0.5))).follows).toBe('equal-weights')
    expect(reasonOf(valueOf(totalOfRates([whole(0.2, 100), whole(0.8)], whole(0.65))).byAttempts)).toBe(
      'n-unknown',
    )
  })

  it('needs parts, and shares', () => {
    expect(reasonOf(totalOfRates([], whole(0.5)))).toBe('too-few-items')
    expect(reasonOf(totalOfRates([whole(0.555)], whole(0.5)))).toBe('out-of-range')
    expect(reasonOf(totalOfRates([whole(0.5)], whole(0.555)))).toBe('out-of-range')
  })

  it('never calls the rounded mean of counted parts impossible', () => {
    const part = fc.record({
      n: fc.integer({ min: 1, max: 300 }),
      k: fc.nat(),
      weight: fc.integer({ min: 1, max: 9 }),
    })
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 12 }), (parts) => {
        const shares = parts.map(({ n, k }) => (k % (n + 1)) / n)
        const rounded = (share: number): number => Math.round(share * 100) / 100
        const all = parts.reduce((sum, { weight }) => sum + weight, 0)
        const equal = shares.reduce((sum, share) => sum + share, 0) / parts.length
        const any = shares.reduce((sum, share, at) => sum + share * (parts[at]?.weight ?? 0), 0) / all
        const published = shares.map((share) => whole(rounded(share)))
        expect(valueOf(totalOfRates(published, whole(rounded(equal)))).follows).toBe('equal-weights')
        const weighted = totalOfRates(published, whole(rounded(any)))
        expect(valueOf(weighted).follows).not.toBe('from-no-weights')
        expectSound(weighted)
      }),
    )
  })
})

describe('how many attempts it takes to tell rates apart', () => {
  it('is where χ² passes its 5 % point', () => {
    // Sensitivity to n of the oracle: at 50 nothing, at 100 p = .001 for A and .017 for B.
    expect(valueOf(pOfOneRate(A, 100))).toBeCloseTo(0.0010184639298808828, 12)
    expect(valueOf(pOfOneRate(B, 100))).toBeCloseTo(0.016541564202726414, 12)
    expect(valueOf(attemptsToTellApart(A))).toBe(60)
    expect(valueOf(attemptsToTellApart(B))).toBe(83)
    for (const rates of [A, B]) {
      const n = valueOf(attemptsToTellApart(rates))
      expect(valueOf(pOfOneRate(rates, n))).toBeLessThanOrEqual(0.05)
      expect(valueOf(pOfOneRate(rates, n - 1))).toBeGreaterThan(0.05)
    }
  })

  it('of two rates is the comparison of two proportions', () => {
    // english_vs_other_multiplicity of the oracle: 85, 76 and 48 of 150, prop.test without correction.
    expect(valueOf(pOfOneRate([85 / 150, 76 / 150], 150))).toBeCloseTo(0.29739490463769752, 12)
    expect(valueOf(pOfOneRate([85 / 150, 48 / 150], 150))).toBeCloseTo(1.7072303854123071e-5, 15)
    expect(valueOf(pOfOneRate([0.57, 0.51], 148))).toBeCloseTo(0.3, 2)
    expect(valueOf(pOfOneRate([0.57, 0.32], 148))).toBeLessThan(0.001)
    expect(valueOf(attemptsToTellApart([0.57, 0.51]))).toBe(531)
    expect(valueOf(attemptsToTellApart([0.57, 0.32]))).toBe(31)
  })

  it('is refused where nothing differs, and where there is nothing to compare', () => {
    expect(reasonOf(attemptsToTellApart([0.4, 0.4, 0.4]))).toBe('no-variation')
    expect(reasonOf(attemptsToTellApart([0.4]))).toBe('too-few-items')
    expect(reasonOf(attemptsToTellApart([0.4, 1.2]))).toBe('out-of-range')
    expect(reasonOf(pOfOneRate([0.4, 0.5], 0))).toBe('n-unknown')
    expect(reasonOf(pOfOneRate([0.4, 0.5], Number.POSITIVE_INFINITY))).toBe('n-unknown')
  })

  it('does not depend on the order, and is where the p passes .05', () => {
    const share = fc.integer({ min: 0, max: 100 }).map((percent) => percent / 100)
    fc.assert(
      fc.property(fc.array(share, { minLength: 2, maxLength: 12 }), (rates) => {
        const found = attemptsToTellApart(rates)
        expect(attemptsToTellApart(rates.toReversed())).toEqual(found)
        expectSound(found)
        if (!found.ok) return
        expect(valueOf(pOfOneRate(rates, found.value))).toBeLessThanOrEqual(0.05 + 1e-12)
        if (found.value > 1) expect(valueOf(pOfOneRate(rates, found.value - 1))).toBeGreaterThan(0.05 - 1e-12)
      }),
    )
  })
})
