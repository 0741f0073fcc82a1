import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { poissonTrend } from './poisson-trend.ts'
import type { Period } from './poisson-trend.ts'
import { createGenerator } from './resampling.ts'
import { expectSound, reasonOf, valueOf } from './result.fixture.ts'
import { mannKendall } from './rates.ts'

function series(counts: readonly number[], exposures?: readonly number[]): Period[] {
  return counts.map((count, k) => ({
    time: k + 1,
    count,
    exposure: exposures === undefined ? 1 : (exposures[k] ?? null),
  }))
}

/** AIDS cases in Belgium 1981–1993: S. N. Wood, Generalized Additive Models (2006) 2.3.2. */
const BELGIUM = series([12, 14, 33, 50, 67, 74, 123, 141, 165, 204, 253, 246, 240])
/** AIDS cases in Australia by quarter 1984–1988: A. J. Dobson, An Introduction to Generalized Linear Models, table 4.5. */
const AUSTRALIA = series([1, 6, 16, 23, 27, 39, 31, 30, 43, 51, 63, 70, 88, 97, 91, 104, 110, 113, 149, 159])
/** The counts of sequential.json, with a use that grows as they do. */
const USE = [100, 120, 150, 160, 200, 230, 260, 300, 330, 380, 430, 480]
const REPORTS = [1, 0, 2, 1, 2, 1, 3, 2, 4, 3, 5, 4]
/** Drawn from NB2 with θ 4, by numpy 2.4 (seed 7). */
const SCATTERED = series(
  [22, 19, 23, 18, 11, 26, 35, 25, 33, 29, 40, 19, 69, 39, 70, 46, 63, 143, 73, 64, 109, 25, 283, 156],
  [
    1000, 1050, 1102, 1158, 1216, 1276, 1340, 1407, 1477, 1551, 1629, 1710, 1796, 1886, 1980, 2079, 2183,
    2292, 2407, 2527, 2653, 2786, 2925, 3072,
  ],
)

// statsmodels 0.15 (GLM Poisson, NegativeBinomial), each root then taken to 17 digits by mpmath 1.3.
const ROWS = [
  {
    name: 'Belgium',
    periods: BELGIUM,
    slope: 0.20212120338492612,
    se: 0.007771492349761955,
    profile: [1.2056240068604045, 1.2429222235437336],
    lr: 791.5193025708325,
    score: 27.426851968703197,
    deviance: 80.68648552677234,
    phi: 6.747393227990947,
    dispersionP: 1.9114010095207956e-11,
    quasi: [1.170803013050218, 1.2796064342895144],
    p: {
      wald: 4.01768687763524e-149,
      quasi: 7.301788118064265e-7,
      score: 1.312320592999814e-165,
      lr: 3.766427661790364e-174,
    },
  },
  {
    name: 'Australia',
    periods: AUSTRALIA,
    slope: 0.1292083268118309,
    se: 0.0055793078922645465,
    profile: [1.1256460657594634, 1.1505399604114568],
    lr: 624.2440436243263,
    score: 24.376870379539472,
    deviance: 53.01999788728703,
    phi: 2.35463564410996,
    dispersionP: 0.0009773182847889958,
    quasi: [1.1176425497377993, 1.1585799254434395],
    p: {
      wald: 1.193968444321532e-118,
      quasi: 1.163541294300772e-11,
      score: 3.009098428767877e-131,
      lr: 8.926848333624133e-138,
    },
  },
  {
    name: 'reports per use',
    periods: series(REPORTS, USE),
    slope: 0.026973301651677464,
    se: 0.06083169563209349,
    profile: [0.9154863041996918, 1.1640683583257747],
    lr: 0.20014353441614097,
    score: 0.4437345667635884,
    deviance: 4.169592229613362,
    phi: 0.3324391699714858,
    dispersionP: 0.9727273794595299,
    quasi: [0.9501108947674126, 1.1108474285278145],
    p: {
      wald: 0.6574701611941771,
      quasi: 0.4596485241128773,
      score: 0.6572345008966063,
      lr: 0.6546050141174147,
    },
  },
  {
    name: 'scattered',
    periods: SCATTERED,
    slope: 0.05948894553311761,
    se: 0.004440985900245696,
    profile: [1.052163931886324, 1.0706436088455873],
    lr: 197.171707415473,
    score: 13.59487574802823,
    deviance: 348.3890732486407,
    phi: 15.393837688343847,
    dispersionP: 1.636265018274419e-58,
    quasi: [1.0236281916090715, 1.1003458335347187],
    p: {
      wald: 6.429673298547816e-41,
      quasi: 0.002485860162040887,
      score: 4.294894397721003e-42,
      lr: 8.650677792115302e-45,
    },
  },
]

describe('poissonTrend', () => {
  it.each(ROWS)('of $name is statsmodels’', (want) => {
    const got = valueOf(poissonTrend(want.periods))
    const close = (value: number, wanted = Number.NaN) =>
      expect(Math.abs(value / wanted - 1)).toBeLessThan(1e-11)
    close(got.logRatio, want.slope)
    close(got.se, want.se)
    close(got.profile.lo, want.profile[0])
    close(got.profile.hi, want.profile[1])
    close(got.wald.lo, Math.exp(want.slope - 1.95996398454005 * want.se))
    close(got.wald.hi, Math.exp(want.slope + 1.9599639845400543 * want.se))
    close(got.likelihoodRatio.chiSquare, want.lr)
    close(got.score.z, want.score)
    close(got.deviance, want.deviance)
    close(got.dispersion.phi, want.phi)
    close(got.dispersion.p, want.dispersionP)
    const quasi = valueOf(got.quasi)
    close(quasi.lo, want.quasi[0])
    close(quasi.hi, want.quasi[1])
    // A tail at z = 27 magnifies the last digits of z.
    for (const [p, wanted] of [
      [got.wald.p, want.p.wald],
      [got.profile.p, want.p.lr],
      [got.likelihoodRatio.p, want.p.lr],
      [got.score.p, want.p.score],
      [quasi.p, want.p.quasi],
    ] as const) {
      expect(Math.abs(p / wanted - 1)).toBeLessThan(1e-9)
    }
  })

  // statsmodels 0.15 and mpmath 1.3, as above.
  it.each([
    [AUSTRALIA, 0.1376151899783503, 54.45376932203325, 0.008177581438079557, 1.512627520697898e-63],
    [SCATTERED, 0.05073537574990664, 5.684364537298012, 0.013377263124894945, 0.0001490437299806059],
  ])('case %#: NB2 is statsmodels’', (periods, slope, theta, se, p) => {
    const got = valueOf(poissonTrend(periods))
    const fit = valueOf(got.negativeBinomial)
    expect(fit.p / p).toBeCloseTo(1, 9)
    expect(fit.theta / theta).toBeCloseTo(1, 10)
    expect(Math.log(fit.ratio) / slope).toBeCloseTo(1, 11)
    expect(Math.log(fit.hi / fit.lo) / (2 * 1.9599639845400543 * se)).toBeCloseTo(1, 11)
  })

  it('chooses Poisson without overdispersion, else NB2 from 20 periods on, else quasi', () => {
    const [few, many, none] = [BELGIUM, AUSTRALIA, series(REPORTS, USE)].map((periods) =>
      valueOf(poissonTrend(periods)),
    )
    expect(few?.chosen).toEqual({
      model: 'quasi-poisson',
      ...(few?.quasi.ok === true ? few.quasi.value : {}),
    })
    expect(few?.negativeBinomial).toEqual({ ok: false, reason: 'too-few-items' })
    expect(many?.chosen.model).toBe('negative-binomial')
    expect(many?.chosen.hi).toBe(many?.negativeBinomial.ok === true ? many.negativeBinomial.value.hi : 0)
    expect(none?.chosen).toEqual({ model: 'poisson', ...none?.profile })
  })

  it('has no θ where the counts scatter no more than Poisson’s', () => {
    const even = valueOf(poissonTrend(series(Array.from({ length: 24 }, (_, k) => 20 + (k % 3)))))
    expect(even.negativeBinomial).toEqual({ ok: false, reason: 'no-variation' })
    expect(even.chosen).toEqual({ model: 'poisson', ...even.profile })
  })

  it('never 16: gives a trend without exposure', () => {
    const unknown = series(REPORTS).map((period) => ({ ...period, exposure: null }))
    expect(reasonOf(poissonTrend(unknown))).toBe('no-exposure')
    // Reports rose, and so did use: per use there is no rise to speak of.
    const reports = valueOf(mannKendall(REPORTS.map((value, time) => ({ time, value }))))
    expect(reports.p).toBeLessThan(0.01)
    const { chosen } = valueOf(poissonTrend(series(REPORTS, USE)))
    expect(chosen.lo).toBeLessThan(1)
    expect(chosen.hi).toBeGreaterThan(1)
    expect(chosen.p).toBeGreaterThan(0.5)
    expect(valueOf(poissonTrend(series(REPORTS))).chosen.lo).toBeGreaterThan(1)
  })

  it('never 10: has a width where the counts lie on the line', () => {
    const got = valueOf(poissonTrend(series([4, 8, 16, 32])))
    expect(got.logRatio).toBeCloseTo(Math.LN2, 12)
    expect(got.deviance).toBeCloseTo(0, 12)
    expect(reasonOf(got.quasi)).toBe('no-variation')
    expect(got.chosen.model).toBe('poisson')
    expect(got.chosen.lo).toBeLessThan(1.7)
    expect(got.chosen.hi).toBeGreaterThan(2.3)
  })

  it('never 18: loses digits to the origin of time; it may be seconds since 1970', () => {
    const want = valueOf(poissonTrend(AUSTRALIA))
    const got = valueOf(
      poissonTrend(AUSTRALIA.map((period) => ({ ...period, time: 1.7e9 + period.time * 2 ** 20 }))),
    )
    expect((got.logRatio * 2 ** 20) / want.logRatio).toBeCloseTo(1, 12)
    expect(got.score.z).toBeCloseTo(want.score.z, 11)
    expect(got.likelihoodRatio.chiSquare).toBeCloseTo(want.likelihoodRatio.chiSquare, 9)
  })

  it('never 20: depends on the order of the periods', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(SCATTERED, { minLength: 24, maxLength: 24 }), (periods) => {
        const { fitted, ...got } = valueOf(poissonTrend(periods))
        const { fitted: wanted, ...want } = valueOf(poissonTrend(SCATTERED))
        expect(got).toEqual(want)
        expect(fitted).toEqual(periods.map(({ time }) => wanted[time - 1]))
      }),
      { numRuns: 20 },
    )
  })

  it('does not mind the unit of exposure', () => {
    const got = valueOf(poissonTrend(SCATTERED))
    const scaled = SCATTERED.map((period) => ({ ...period, exposure: (period.exposure ?? 0) * 2 ** 40 }))
    expect(valueOf(poissonTrend(scaled))).toEqual({ ...got, exposure: got.exposure * 2 ** 40 })
  })

  it('expects as many events as were seen', () => {
    const { fitted, count } = valueOf(poissonTrend(BELGIUM))
    expect(fitted.reduce((sum, value) => sum + value, 0)).toBeCloseTo(count, 8)
  })

  it('covers a rate that does not change in about 95 of 100', () => {
    const random = createGenerator([1, 2, 3, 4])
    let covered = 0
    const runs = 400
    for (let run = 0; run < runs; run++) {
      const periods = Array.from({ length: 12 }, (_, time) => {
        const mean = 0.5 * (time + 1)
        let count = 0
        for (let left = Math.exp(-mean), u = random.uniform(); u > left && count < 1000;) {
          u -= left
          count += 1
          left *= mean / count
        }
        return { time, count, exposure: time + 1 }
      })
      const { profile } = valueOf(poissonTrend(periods))
      if (profile.lo <= 1 && 1 <= profile.hi) covered += 1
    }
    expect(covered / runs).toBeGreaterThan(0.925)
    expect(covered / runs).toBeLessThan(0.98)
  })

  it('sees no trend in counts that rise as much as they fall', () => {
    const counts = [
      [-46, 2],
      [-15, 4],
      [0, 3],
      [15, 4],
      [46, 2],
    ] as const
    const periods = counts.map(([time, count]) => ({ time, count, exposure: 1e-6 }))
    const { score, chosen, likelihoodRatio } = valueOf(poissonTrend(periods))
    expect(Math.abs(score.z)).toBeLessThan(1e-15)
    expect(Math.abs(chosen.ratio - 1)).toBeLessThan(1e-15)
    expect(likelihoodRatio.p).toBe(1)
  })

  it('compares likelihoods that lie beyond the exponential function, and refuses a scatter beyond doubles', () => {
    const steep = valueOf(
      poissonTrend([
        { time: -34, count: 3, exposure: 0.94 },
        { time: 0, count: 4, exposure: 4.3e-5 },
        { time: 1, count: 196_392, exposure: 3.5e7 },
        { time: 2, count: 599_791, exposure: 52.7 },
        { time: -48, count: 3, exposure: 1_424_568 },
      ]),
    )
    // Two ways to the same: 2Σ[y ln(μ/μ0) − (μ − μ0)] of the fitted and the even rates.
    const rates = [0.94, 4.3e-5, 3.5e7, 52.7, 1_424_568]
    const even = steep.count / steep.exposure
    const counts = [3, 4, 196_392, 599_791, 3]
    const wanted = counts.reduce(
      (sum, y, k) => sum + 2 * y * Math.log((steep.fitted[k] ?? 0) / (even * (rates[k] ?? 0))),
      0,
    )
    expect(Math.abs(steep.likelihoodRatio.chiSquare / wanted - 1)).toBeLessThan(1e-9)
    expect(steep.likelihoodRatio.p).toBe(0)
    const beyond = poissonTrend([
      { time: 1, count: 220_138, exposure: 0.07 },
      { time: -40, count: 2, exposure: 84.2 },
      { time: 0, count: 5, exposure: 1911 },
    ])
    expect(reasonOf(beyond)).toBe('out-of-range')
  })

  it('is a number or a reason', () => {
    const period = fc.record({
      time: fc.oneof(fc.integer({ min: -50, max: 50 }), fc.constantFrom(0, 1, 2)),
      count: fc.oneof(fc.integer({ min: 0, max: 5 }), fc.integer({ min: 0, max: 1_000_000 })),
      exposure: fc.double({ min: 1e-6, max: 1e9, noNaN: true }),
    })
    fc.assert(
      fc.property(fc.array(period, { maxLength: 30 }), (periods) => {
        const result = poissonTrend(periods)
        expectSound(result)
        const turned = poissonTrend(periods.toReversed())
        if (!result.ok || !turned.ok) {
          expect(turned).toEqual(result)
          return
        }
        const { fitted } = turned.value
        expect({ ...turned.value, fitted: fitted.toReversed() }).toEqual(result.value)
        const { profile, wald, score, likelihoodRatio } = result.value
        for (const { ratio, lo, hi } of [profile, wald]) expect(lo < ratio && ratio < hi).toBe(true)
        // Counts that rise as much as they fall leave both at the rounding of 0, with a sign that says nothing.
        if (Math.abs(score.z) > 1e-9) expect(Math.sign(score.z)).toBe(Math.sign(result.value.logRatio))
        expect(likelihoodRatio.p).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 300 },
    )
  })

  it.each<[string, Period[], string]>([
    ['nothing', [], 'too-few-items'],
    ['two periods', series([1, 2]), 'too-few-items'],
    ['no events', series([0, 0, 0, 0]), 'no-variation'],
    ['one time', series([1, 2, 3]).map((period) => ({ ...period, time: 7 })), 'no-variation'],
    ['all events at the end', series([0, 0, 0, 5]), 'not-converged'],
    ['all events at the start', series([5, 0, 0, 0]), 'not-converged'],
    [
      'all events at the end, twice',
      [...series([0, 0, 0, 5]), { time: 4, count: 3, exposure: 2 }],
      'not-converged',
    ],
    ['no exposure in one period', series([1, 2, 3], [1, 0, 1]), 'no-exposure'],
    ['negative counts', series([1, -2, 3]), 'out-of-range'],
    ['counts that are none', series([1, 2.5, 3]), 'out-of-range'],
    [
      'times that are none',
      series([1, 2, 3]).map((period) => ({ ...period, time: Number.NaN })),
      'out-of-range',
    ],
    [
      'times without end',
      series([1, 2, 3]).map((period) => ({ ...period, time: period.time * 1e308 - 1.7e308 })),
      'out-of-range',
    ],
    [
      'times too close',
      series([1, 2, 30]).map((period) => ({ ...period, time: period.time * 1e-300 })),
      'out-of-range',
    ],
  ])('of %s is refused', (_, periods, want) => {
    expect(reasonOf(poissonTrend(periods))).toBe(want)
  })

  it('refuses a confidence that is none; one event in the middle is enough', () => {
    expect(reasonOf(poissonTrend(BELGIUM, 1))).toBe('out-of-range')
    expectSound(poissonTrend(series([0, 1, 0])))
    expect(valueOf(poissonTrend(series([0, 1, 0]))).wald.ratio).toBeCloseTo(1, 12)
  })
})
