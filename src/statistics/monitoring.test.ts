import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cusum, cusumRunLengths, rateMonitor, shareEvidence } from './monitoring.ts'
import type { CusumPlan, RatePlan } from './monitoring.ts'
import { garwood } from './rates.ts'
import type { Exposed } from './rates.ts'
import { createGenerator } from './resampling.ts'
import type { Generator } from './resampling.ts'
import { expectSound, reasonOf, valueOf } from './result.fixture.ts'
import { incompleteGamma } from './special-functions.ts'

const PLAN: RatePlan = { rate: 1, shape: 1, priorExposure: 1, alpha: 0.05 }

function monthly(counts: readonly number[], exposure: number | null = 1): Exposed[] {
  return counts.map((count) => ({ count, exposure }))
}

/** A Poisson count by inversion. */
function poisson(random: Generator, mean: number): number {
  let count = 0
  let left = Math.exp(-mean)
  for (let u = random.uniform(); u > left && count < 1000;) {
    u -= left
    count += 1
    left *= mean / count
  }
  return count
}

describe('rateMonitor', () => {
  // sequential.json: `Rscript 08_sequential.R` (R 4.2.2, verified there by numerical integration).
  const COUNTS = [1, 0, 2, 1, 0, 1, 3, 2, 4, 3, 5, 4]
  const ROWS = [
    {
      at: 0,
      different: -0.3862943611198906,
      above: -0.2876820724517808,
      lo: 0.012659246423467626,
      hi: 6.207839575673455,
    },
    {
      at: 1,
      different: -0.19722457733621956,
      above: -0.8109302162163288,
      lo: 0.005618333530736199,
      hi: 3.1739700125547223,
    },
    {
      at: 5,
      different: -0.8879691515498331,
      above: -1.0895838178887658,
      lo: 0.1698327851338396,
      hi: 2.3643801494711147,
    },
    {
      at: 11,
      different: 4.008069109540507,
      above: 5.007617110865858,
      lo: 1.0776323102479803,
      hi: 3.8188780734153647,
    },
  ]

  it('is R’s, and gives the alarm at the eleventh look', () => {
    const { looks, alarmAt, lnAlarm } = valueOf(rateMonitor(monthly(COUNTS), PLAN))
    for (const { at, different, above, lo, hi } of ROWS) {
      const look = looks[at]
      expect(look?.lnDifferent).toBeCloseTo(different, 12)
      expect(look?.lnAbove).toBeCloseTo(above, 12)
      expect(look?.interval.lo).toBeCloseTo(lo, 11)
      expect(look?.interval.hi).toBeCloseTo(hi, 11)
    }
    expect(lnAlarm).toBeCloseTo(Math.log(20), 14)
    expect(alarmAt).toBe(10)
  })

  it('never 15: null paths reach e ≥ 20 in more than 5 of 100, where an interval looked at each time does', () => {
    const random = createGenerator([1, 2, 3, 4])
    const paths = 500
    const looks = 60
    let alarms = 0
    let everDifferent = 0
    let excluded = 0
    let garwoodExcluded = 0
    for (let path = 0; path < paths; path++) {
      const periods = Array.from({ length: looks }, () => ({ count: poisson(random, 1), exposure: 1 }))
      const monitor = valueOf(rateMonitor(periods, PLAN))
      if (monitor.alarmAt !== null) alarms += 1
      if (monitor.looks.some(({ lnDifferent }) => lnDifferent >= monitor.lnAlarm)) everDifferent += 1
      if (monitor.looks.some(({ interval }) => interval.lo > 1 || interval.hi < 1)) excluded += 1
      // A fifth of the looks at a fifth of the paths is enough to see it.
      const naive = (path % 5 === 0 ? monitor.looks : []).some(({ count, exposure }) => {
        const fixed = exposure % 5 === 0 ? valueOf(garwood({ count, exposure })) : { lo: 0, hi: 9 }
        return fixed.lo > 1 || fixed.hi < 1
      })
      if (naive) garwoodExcluded += 1
    }
    expect(alarms / paths).toBeLessThanOrEqual(0.05)
    expect(alarms).toBeGreaterThan(0)
    expect(everDifferent / paths).toBeLessThanOrEqual(0.05)
    expect(excluded).toBe(everDifferent)
    expect(garwoodExcluded / (paths / 5)).toBeGreaterThan(0.1)
  })

  it('sees a rate that doubled', () => {
    const random = createGenerator([9, 9, 9, 9])
    let alarms = 0
    for (let path = 0; path < 100; path++) {
      const periods = Array.from({ length: 60 }, () => ({ count: poisson(random, 2), exposure: 1 }))
      if (valueOf(rateMonitor(periods, PLAN)).alarmAt !== null) alarms += 1
    }
    expect(alarms).toBeGreaterThan(90)
  })

  it('is one step whether a period is cut in two or not', () => {
    const whole = valueOf(rateMonitor(monthly([4, 6], 3), PLAN)).looks.at(-1)
    const halves = valueOf(rateMonitor(monthly([1, 3, 2, 4], 1.5), PLAN)).looks.at(-1)
    expect(halves).toEqual(whole)
    const tenths = valueOf(rateMonitor(monthly([1, 0, 2, 1, 0, 1, 3, 2, 4, 3], 0.1), PLAN)).looks.at(-1)
    expect(tenths).toEqual(valueOf(rateMonitor(monthly([17]), PLAN)).looks[0])
  })

  it('does not mind the unit of exposure', () => {
    const years = valueOf(rateMonitor(monthly(COUNTS), PLAN))
    const thousandths = valueOf(
      rateMonitor(monthly(COUNTS, 1024), { ...PLAN, rate: 1 / 1024, priorExposure: 1024 }),
    )
    for (const [k, look] of years.looks.entries()) {
      expect(thousandths.looks[k]?.lnAbove).toBeCloseTo(look.lnAbove, 10)
      expect((thousandths.looks[k]?.interval.hi ?? 0) * 1024).toBeCloseTo(look.interval.hi, 9)
    }
  })

  const plans = fc.record({
    rate: fc.double({ min: 0.01, max: 100, noNaN: true }),
    shape: fc.double({ min: 0.1, max: 20, noNaN: true }),
    priorExposure: fc.double({ min: 0.1, max: 20, noNaN: true }),
    alpha: fc.constantFrom(0.01, 0.05, 0.2),
  })
  const paths = fc.array(
    fc.record({
      count: fc.integer({ min: 0, max: 300 }),
      exposure: fc.double({ min: 1e-3, max: 1e4, noNaN: true }),
    }),
    { minLength: 1, maxLength: 6 },
  )

  it('is a number or a reason; the sequence holds the estimate and is where ln e is small', () => {
    fc.assert(
      fc.property(paths, plans, (periods, plan) => {
        const result = rateMonitor(periods, plan)
        expectSound(result)
        for (const { count, exposure, interval, lnDifferent } of valueOf(result).looks) {
          expect(interval.lo).toBeLessThanOrEqual(count / exposure)
          expect(interval.hi).toBeGreaterThan(count / exposure)
          const inside = interval.lo < plan.rate && plan.rate < interval.hi
          const distance = lnDifferent + Math.log(plan.alpha)
          if (Math.abs(distance) > 1e-6) expect(inside).toBe(distance < 0)
        }
      }),
    )
  })

  it('adds ln Q of the posterior and takes off that of the prior', () => {
    fc.assert(
      fc.property(paths, plans, (periods, plan) => {
        for (const look of valueOf(rateMonitor(periods, plan)).looks) {
          const { count, exposure, lnAbove, lnDifferent } = look
          const posterior = incompleteGamma(
            plan.shape + count,
            (plan.priorExposure + exposure) * plan.rate,
          ).upper
          const prior = incompleteGamma(plan.shape, plan.priorExposure * plan.rate).upper
          if (Math.min(posterior, prior) < 1e-290) continue
          const size = Math.max(1, Math.abs(lnDifferent), Math.abs(Math.log(prior)))
          expect(
            Math.abs(lnAbove - (lnDifferent + Math.log(posterior) - Math.log(prior))) / size,
          ).toBeLessThan(1e-10)
        }
      }),
    )
  })

  it('of a rate far below λ0 is a number, where Q is 0 among doubles', () => {
    const { looks } = valueOf(rateMonitor(monthly([0, 3], 1e6), { ...PLAN, priorExposure: 1e5 }))
    expect(incompleteGamma(4, 2.1e6).upper).toBe(0)
    for (const { lnAbove, lnDifferent } of looks) {
      expect(lnAbove).toBeLessThan(0)
      expect(lnAbove).toBeGreaterThan(-20)
      expect(lnDifferent).toBeGreaterThan(9e5)
    }
  })

  it('never 10: has width without an event: the closed form', () => {
    const { interval } = valueOf(rateMonitor(monthly([0], 10), PLAN)).looks[0] ?? {
      interval: { lo: 1, hi: 0 },
    }
    expect(interval.lo).toBe(0)
    expect(interval.hi).toBeCloseTo((Math.log(20) + Math.log1p(10)) / 10, 12)
  })

  it.each<[Exposed[], Partial<RatePlan>, string]>([
    [[], {}, 'too-few-items'],
    [monthly([1], 0), {}, 'no-exposure'],
    [monthly([1], null), {}, 'no-exposure'],
    [monthly([-1]), {}, 'out-of-range'],
    [monthly([1.5]), {}, 'out-of-range'],
    [monthly([1]), { rate: 0 }, 'out-of-range'],
    [monthly([1]), { shape: 0 }, 'out-of-range'],
    [monthly([1]), { priorExposure: Number.NaN }, 'out-of-range'],
    [monthly([1]), { rate: Number.POSITIVE_INFINITY }, 'out-of-range'],
    [monthly([1]), { alpha: 0 }, 'out-of-range'],
    [monthly([1]), { alpha: 1 }, 'out-of-range'],
    [monthly([1], 1e308), { rate: 1e100 }, 'out-of-range'],
  ])('case %#: %j, %j is refused', (periods, change, want) => {
    expect(reasonOf(rateMonitor(periods, { ...PLAN, ...change }))).toBe(want)
  })
})

describe('shareEvidence', () => {
  // sequential.json, bernoulli_beta_half_half_CS, as above.
  it.each([
    [0, 10, 0, 0.3769873509906774, 5.195319509003001],
    [3, 10, 0.03251513978805885, 0.7475871099149966, -0.5823328142196553],
    [7, 100, 0.014756110511524872, 0.1857681136288214, 41.415220222145635],
    [993, 1000, 0.9786023183531071, 0.9988243872098805, 647.7530823923654],
  ])('of %i in %i is R’s', (s, n, lo, hi, lnDifferent) => {
    const got = valueOf(shareEvidence(s, n, { share: 0.5, alpha: 0.05 }))
    expect(got.lnDifferent).toBeCloseTo(lnDifferent, 11)
    expect(got.interval.lo).toBeCloseTo(lo, 11)
    expect(got.interval.hi).toBeCloseTo(hi, 11)
  })

  it('never 15: excludes the true share at some look in more than 5 of 100 paths', () => {
    const random = createGenerator([4, 3, 2, 1])
    let excluded = 0
    for (let path = 0; path < 400; path++) {
      let s = 0
      let out = false
      for (let n = 1; n <= 120; n++) {
        if (random.uniform() < 0.9) s += 1
        if (n % 4 !== 0) continue
        const { interval } = valueOf(shareEvidence(s, n, { share: 0.9, alpha: 0.05 }))
        out ||= interval.lo > 0.9 || interval.hi < 0.9
      }
      if (out) excluded += 1
    }
    expect(excluded / 400).toBeLessThanOrEqual(0.05)
  })

  it('is a number or a reason, and the mirror image for failures', () => {
    const counts = fc
      .integer({ min: 1, max: 100_000 })
      .chain((n) => fc.tuple(fc.integer({ min: 0, max: n }), fc.constant(n)))
    fc.assert(
      fc.property(counts, fc.double({ min: 0.001, max: 0.999, noNaN: true }), ([s, n], share) => {
        const result = shareEvidence(s, n, { share, alpha: 0.05 })
        expectSound(result)
        const { interval, lnDifferent } = valueOf(result)
        const mirrored = valueOf(shareEvidence(n - s, n, { share: 1 - share, alpha: 0.05 }))
        expect(mirrored.interval.lo).toBeCloseTo(1 - interval.hi, 10)
        expect(mirrored.interval.hi).toBeCloseTo(1 - interval.lo, 10)
        expect(Math.abs(mirrored.lnDifferent - lnDifferent)).toBeLessThan(
          1e-8 * Math.max(1, Math.abs(lnDifferent)),
        )
        expect(interval.lo <= s / n && s / n <= interval.hi).toBe(true)
      }),
    )
  })

  it.each([
    [0, 0, 0.5, 0.05, 'n-unknown'],
    [3, 2, 0.5, 0.05, 'out-of-range'],
    [-1, 2, 0.5, 0.05, 'out-of-range'],
    [0.5, 2, 0.5, 0.05, 'out-of-range'],
    [1, 2, 0, 0.05, 'out-of-range'],
    [1, 2, 1, 0.05, 'out-of-range'],
    [1, 2, Number.NaN, 0.05, 'out-of-range'],
    [1, 2, 0.5, 0, 'out-of-range'],
  ])('of %d in %d against %d at %d is refused', (s, n, share, alpha, want) => {
    expect(reasonOf(shareEvidence(s, n, { share, alpha }))).toBe(want)
  })
})

const CUSUM: CusumPlan = { rate0: 1, rate1: 2, threshold: 4 }

describe('cusum', () => {
  it('is R’s on both scales, with the alarm at the ninth period', () => {
    // sequential.json: `Rscript 08_sequential.R` (R 4.2.2).
    const got = valueOf(cusum(monthly([1, 0, 2, 1, 0, 1, 3, 2, 4, 3, 5, 4]), CUSUM))
    const counts = [
      0, 0, 0.5573049591110366, 0.11460991822207323, 0, 0, 1.5573049591110366, 2.1146099182220732,
    ]
    expect(got.reference).toBeCloseTo(Math.LOG2E, 14)
    for (const [k, value] of counts.entries()) expect(got.counts[k]).toBeCloseTo(value, 13)
    expect(got.counts[11]).toBeCloseTo(12.343829754666219, 12)
    expect(got.llr[11]).toBeCloseTo(8.556090791758852, 12)
    expect(got.alarmAt).toBe(8)
    expect(valueOf(cusum(monthly([0, 1, 0]), CUSUM)).alarmAt).toBeNull()
    // Reached is enough.
    const threshold = got.counts[6] ?? 0
    expect(valueOf(cusum(monthly([1, 0, 2, 1, 0, 1, 3]), { ...CUSUM, threshold })).alarmAt).toBe(6)
  })

  it('takes each period at its exposure', () => {
    const got = valueOf(
      cusum(
        [
          { count: 5, exposure: 2 },
          { count: 1, exposure: 3 },
        ],
        CUSUM,
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
    expect(reasonOf(cusum(periods, { ...CUSUM, ...change }))).toBe(want)
  })
})

describe('cusumRunLengths', () => {
  it('are those of R’s 3,000 simulated runs, within their error of 2 %', () => {
    const got = valueOf(cusumRunLengths(CUSUM))
    expect(Math.abs(got.withoutRise / 114.807 - 1)).toBeLessThan(0.04)
    expect(Math.abs(got.afterRise / 7.382333333333333 - 1)).toBeLessThan(0.04)
  })

  it('are those of runs drawn here', () => {
    const random = createGenerator([1, 2, 3, 4])
    for (const [plan, exposure] of [
      [CUSUM, 1],
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
    expect(reasonOf(cusumRunLengths({ ...CUSUM, ...change }, exposure))).toBe(want)
  })
})
