import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Estimate, VarianceMethod } from './summaries.ts'
import { fromEffect, metaAnalysis, metaLeaveOneOut, toEffects } from './meta-analysis.ts'
import type { EffectScale, MetaInterval } from './meta-analysis.ts'
import { expectSound, reasonOf, valueOf } from './result.fixture.ts'
import { configurationVerdict } from './paired-difference.ts'

const METHODS: VarianceMethod[] = ['FE', 'DL', 'PM', 'REML']
const INTERVALS: MetaInterval[] = ['z', 'HK', 'ad-hoc']

const estimates = (rows: readonly (readonly [number, number])[]): Estimate[] =>
  rows.map(([y, v]) => ({ y, v }))

// meta_bcg.json: metafor::dat.bcg (G. A. Colditz et al., JAMA 271 (1994) 698), log risk ratios; Rscript 04_meta.R
// (R 4.2.2, metafor 3.8.1).
const bcg = estimates([
  [-0.8893113339202054, 0.32558476500396133],
  [-1.5853886572014306, 0.19458112139814385],
  [-1.3480731482996933, 0.4153679653679654],
  [-1.4415511900213054, 0.020010031902247573],
  [-0.21754732221129558, 0.05121017216963086],
  [-0.786115585818864, 0.0069056184559087574],
  [-1.6208982235983918, 0.22301724757231517],
  [0.011952333523840508, 0.0039615792978177295],
  [-0.4694176487381494, 0.056434210463248966],
  [-1.3713448034727844, 0.07302479361302891],
  [-0.3393588283383906, 0.01241221397155972],
  [0.44591340057137874, 0.5325058452001528],
  [-0.017313948216879815, 0.0714046596839863],
])

// meta_small_k.json, by the same command.
const homogeneous = estimates([
  [0.8, 0.0008],
  [0.82, 0.0009],
  [0.81, 0.0007],
])
const discordant = estimates([
  [0.7, 0.0008],
  [0.82, 0.0009],
  [0.93, 0.0007],
])

describe('metaAnalysis', () => {
  it.each([
    ['FE', 'z', -0.4302851636540909, 0.04049875171086381, 0],
    ['DL', 'z', -0.7141172220732269, 0.1787420895354031, 0.3087602628623762],
    ['DL', 'HK', -0.7141172220732269, 0.18069662833554737, 0.3087602628623762],
    ['REML', 'z', -0.7145323421581394, 0.17978151610520574, 0.31324325813648085],
    ['REML', 'HK', -0.7145323421581394, 0.18079174409284787, 0.31324325813648085],
    ['PM', 'z', -0.7149681534934441, 0.1808921915376235, 0.31806845220502394],
    ['PM', 'ad-hoc', -0.7149681534934441, 0.1808921915376235, 0.31806845220502394],
  ] as const)('gives metafor’s %s with %s of the BCG trials', (method, interval, mean, se, tau2) => {
    const got = valueOf(metaAnalysis(bcg, method, interval))
    expect(got.mean).toBeCloseTo(mean, 8)
    expect(got.se).toBeCloseTo(se, 8)
    expect(got.tau2).toBeCloseTo(tau2, 7)
    expect(got.heterogeneity.q).toBeCloseTo(152.2330080823733, 9)
    expect(got.weights.reduce((sum, weight) => sum + weight, 0)).toBeCloseTo(1, 14)
  })

  it('gives the intervals of the mean, of the next estimate and of τ², and I²', () => {
    const got = valueOf(metaAnalysis(bcg, 'REML', 'HK'))
    expect(got.interval.lo).toBeCloseTo(-1.108443713685551, 7)
    expect(got.interval.hi).toBeCloseTo(-0.32062097063072803, 7)
    expect(got.prediction?.lo).toBeCloseTo(-1.9960168341962023, 7)
    expect(got.prediction?.hi).toBeCloseTo(0.5669521498799236, 7)
    expect(got.tau2Interval?.lo).toBeCloseTo(0.11971836114115214, 9)
    expect(got.tau2Interval?.hi).toBeCloseTo(1.1114790840609292, 8)
    expect(got.i2).toBeCloseTo(0.9222138452126896, 7)
    expect(got.critical.distribution).toBe('t')
    expect(got.critical.value).toBeCloseTo(2.1788128296672284, 10)
    const fixed = valueOf(metaAnalysis(bcg, 'FE', 'z'))
    expect(fixed.prediction).toBeNull()
    expect(fixed.i2).toBeCloseTo(0.92117346854562, 12)
    expect(fixed.critical.distribution).toBe('normal')
  })

  it('never 4: Hartung–Knapp of three labs is narrower than a fixed effect; the ad hoc form is not', () => {
    const ends = (interval: MetaInterval): string[] => {
      const { lo, hi } = valueOf(metaAnalysis(homogeneous, 'REML', interval)).interval
      return [lo.toFixed(3), hi.toFixed(3)]
    }
    expect(ends('HK')).toEqual(['0.786', '0.834'])
    expect(ends('z')).toEqual(['0.778', '0.841'])
    expect(ends('ad-hoc')).toEqual(['0.740', '0.880'])
    const rows = fc.array(
      fc.record({
        y: fc.double({ min: 0, max: 1, noNaN: true }),
        v: fc.double({ min: 1e-5, max: 1, noNaN: true }),
      }),
      { minLength: 2, maxLength: 6 },
    )
    fc.assert(
      fc.property(rows, fc.constantFrom(...METHODS), (list, method) => {
        const normal = valueOf(metaAnalysis(list, method, 'z')).interval
        const adHoc = valueOf(metaAnalysis(list, method, 'ad-hoc')).interval
        expect(adHoc.lo).toBeLessThan(normal.lo)
        expect(adHoc.hi).toBeGreaterThan(normal.hi)
      }),
    )
  })

  it('never 5: τ² = 0 and p = .89 are no agreement: τ up to .056 and 12 points apart stay possible', () => {
    const got = valueOf(metaAnalysis(homogeneous, 'REML', 'ad-hoc'))
    expect(got.tau2).toBe(0)
    expect(got.heterogeneity.p).toBeCloseTo(0.8888728788428186, 10)
    expect(Math.sqrt(got.tau2Interval?.hi ?? 0)).toBeCloseTo(0.0557, 4)
    const prediction = got.prediction ?? { lo: 0, hi: 0 }
    expect(configurationVerdict({ lo: prediction.lo - got.mean, hi: prediction.hi - got.mean }, 0.05)).toBe(
      'cannot-tell',
    )
  })

  it('never 6: I² grows with n where the scatter stays the same', () => {
    const tenfold = discordant.map(({ y, v }) => ({ y, v: v / 10 }))
    const one = valueOf(metaAnalysis(discordant, 'REML', 'ad-hoc'))
    const ten = valueOf(metaAnalysis(tenfold, 'REML', 'ad-hoc'))
    expect(ten.i2).toBeGreaterThan(one.i2 + 0.05)
    // τ, on the scale of the scores, hardly changes.
    expect(Math.abs(Math.sqrt(ten.tau2) - Math.sqrt(one.tau2))).toBeLessThan(0.004)
  })

  it('never 8: two labs have no joint figure: −.003 to 1.52, and a warning', () => {
    const two = estimates([
      [0.7, 0.0008],
      [0.82, 0.0009],
    ])
    const result = metaAnalysis(two, 'REML', 'HK')
    const { interval } = valueOf(result)
    expect(interval.lo).toBeCloseTo(-0.0027705677961621378, 7)
    expect(interval.hi).toBeCloseTo(1.5219372344628295, 7)
    expect(result.ok && result.warnings).toEqual(['too-few-labs'])
    const three = metaAnalysis(homogeneous, 'REML', 'HK')
    expect(three.ok && three.warnings).toEqual([])
  })

  it('never 19: ten groups with a standard error of .03 have one of .0095, not the average', () => {
    const groups = Array.from({ length: 10 }, (_, i) => ({ y: 0.5 + (i % 2) / 100, v: 0.03 ** 2 }))
    expect(valueOf(metaAnalysis(groups, 'FE', 'z')).se).toBeCloseTo(0.0095, 4)
    expect(valueOf(metaAnalysis(groups, 'FE', 'z')).se).toBeCloseTo(0.03 / Math.sqrt(10), 15)
  })

  it('never 20: gives the same bits in any order, weights with their estimates', () => {
    const all = Array.from(bcg.keys())
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: 13, maxLength: 13 }), (order) => {
        const shuffled = order.flatMap((i) => bcg[i] ?? [])
        for (const method of METHODS) {
          const want = valueOf(metaAnalysis(bcg, method, 'HK'))
          const got = valueOf(metaAnalysis(shuffled, method, 'HK'))
          expect({ ...got, weights: order.map((_, at) => got.weights[at]) }).toEqual({
            ...want,
            weights: order.map((i) => want.weights[i]),
          })
        }
      }),
      { numRuns: 10 },
    )
  })

  it('never 22: does not clip an interval at 0 or 1 before it is used', () => {
    const high = estimates([
      [0.97, 0.0004],
      [0.99, 0.0004],
      [0.9, 0.0004],
    ])
    expect(valueOf(metaAnalysis(high, 'REML', 'ad-hoc')).interval.hi).toBeGreaterThan(1)
  })

  it('has no interval of τ² from 0 to 0', () => {
    const close = estimates([
      [0.8, 0.01],
      [0.801, 0.01],
      [0.8, 0.01],
    ])
    expect(valueOf(metaAnalysis(close, 'DL', 'z'))).toMatchObject({ tau2: 0, tau2Interval: null, i2: 0 })
  })

  it.each([
    ['nothing', [], 'z', 'too-few-labs'],
    ['one estimate', homogeneous.slice(0, 1), 'z', 'too-few-labs'],
    ['a variance of 0', [{ y: 1, v: 0 }, ...homogeneous], 'z', 'out-of-range'],
    ['a negative variance', [{ y: 1, v: -1 }, ...homogeneous], 'z', 'out-of-range'],
    ['NaN', [{ y: Number.NaN, v: 1 }, ...homogeneous], 'z', 'out-of-range'],
    ['an infinite variance', [{ y: 1, v: Number.POSITIVE_INFINITY }, ...homogeneous], 'z', 'out-of-range'],
    ['a value beyond doubles squared', [{ y: 1e200, v: 1 }, ...homogeneous], 'z', 'out-of-range'],
    ['equal estimates with Hartung–Knapp', homogeneous.map(({ v }) => ({ y: 0.1, v })), 'HK', 'no-variation'],
    [
      'an error lost in the size of the values',
      [1, 2, 3].map(() => ({ y: 1e10, v: 1e-20 })),
      'z',
      'no-variation',
    ],
  ] as const)('refuses %s', (_, rows, interval, want) => {
    for (const method of METHODS) expect(reasonOf(metaAnalysis(rows, method, interval))).toBe(want)
  })

  it('of equal estimates keeps the ad hoc interval', () => {
    const equal = homogeneous.map(({ v }) => ({ y: 0.1, v }))
    expect(valueOf(metaAnalysis(equal, 'PM', 'ad-hoc')).interval.hi).toBeGreaterThan(0.16)
  })

  it('gives numbers or a reason for any estimates', () => {
    const estimate = fc.record({
      y: fc.oneof(fc.double(), fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0.1, 0.3)),
      v: fc.oneof(fc.double(), fc.double({ min: 1e-6, max: 1, noNaN: true }), fc.constantFrom(1e-100, 1e100)),
    })
    fc.assert(
      fc.property(
        fc.array(estimate, { maxLength: 6 }),
        fc.constantFrom(...METHODS),
        fc.constantFrom(...INTERVALS),
        (rows, method, interval) => {
          const result = metaAnalysis(rows, method, interval)
          expectSound(result)
          expectSound(metaLeaveOneOut(rows, method))
          if (!result.ok) return
          expect(result.value.tau2).toBeGreaterThanOrEqual(0)
          expect(result.value.i2).toBeGreaterThanOrEqual(0)
          expect(result.value.i2).toBeLessThanOrEqual(1)
        },
      ),
      { numRuns: 500 },
    )
  })
})

describe('metaLeaveOneOut', () => {
  it('gives metafor’s distance of the Madras trial to the others (REML, rstudent)', () => {
    const madras = valueOf(metaLeaveOneOut(bcg, 'REML'))[7]
    expect(madras?.mean).toBeCloseTo(-0.7947676045155206, 7)
    expect(madras?.tau2).toBeCloseTo(0.27318292938664834, 6)
    expect(madras?.d).toBeCloseTo(0.8067199380393612, 7)
    expect(madras?.z).toBeCloseTo(1.4500805245681005, 6)
  })

  it('never 7: finds a lab that hides in its own τ²', () => {
    const rows = estimates([
      [0.8, 0.0004],
      [0.81, 0.0004],
      [0.79, 0.0004],
      [0.8, 0.0004],
      [0.6, 0.0004],
    ])
    const { mean, tau2 } = valueOf(metaAnalysis(rows, 'PM', 'z'))
    const inSample = (0.6 - mean) / Math.sqrt(0.0004 + tau2)
    expect(Math.abs(inSample)).toBeLessThan(2)
    expect(Math.abs(valueOf(metaLeaveOneOut(rows, 'PM'))[4]?.z ?? 0)).toBeGreaterThan(8)
  })

  it.each([
    [metaLeaveOneOut([], 'PM'), 'too-few-labs'],
    [metaLeaveOneOut(homogeneous.slice(0, 2), 'PM'), 'too-few-labs'],
    [metaLeaveOneOut([{ y: 1, v: 0 }, ...homogeneous], 'PM'), 'out-of-range'],
  ])('case %#: refuses what has no others', (result, want) => {
    expect(reasonOf(result)).toBe(want)
  })
})

const SCALES: EffectScale[] = ['raw', 'logit', 'arcsine']

describe('toEffects', () => {
  it('gives value and variance of each scale', () => {
    const counts = [{ x: 30, n: 40 }]
    expect(valueOf(toEffects(counts, 'raw'))).toEqual([{ y: 0.75, v: 0.1875 / 40, corrected: false }])
    const [logit] = valueOf(toEffects(counts, 'logit'))
    expect(logit?.y).toBeCloseTo(Math.log(3), 15)
    expect(logit?.v).toBeCloseTo(1 / 30 + 1 / 10, 15)
    const [arcsine] = valueOf(toEffects(counts, 'arcsine'))
    // asin √¾ = 60°
    expect(arcsine?.y).toBeCloseTo(Math.PI / 3, 15)
    expect(arcsine?.v).toBe(1 / 160)
  })

  it('adds ½ on the logit scale where a lab has none or all, only there, and says so', () => {
    const got = valueOf(
      toEffects(
        [
          { x: 0, n: 20 },
          { x: 20, n: 20 },
          { x: 7, n: 20 },
        ],
        'logit',
      ),
    )
    expect(got.map(({ corrected }) => corrected)).toEqual([true, true, false])
    expect(got[0]?.y).toBeCloseTo(Math.log(0.5 / 20.5), 15)
    expect(got[1]?.y).toBeCloseTo(Math.log(20.5 / 0.5), 15)
    expect(got[1]?.v).toBeCloseTo(1 / 20.5 + 1 / 0.5, 15)
    expect(got[2]?.y).toBeCloseTo(Math.log(7 / 13), 15)
  })

  it('never 3: inverse-variance weights lean to the lab nearest to 1; that is said, and 1 itself refused', () => {
    const counts = [49, 45, 40].map((x) => ({ x, n: 50 }))
    const result = toEffects(counts, 'raw')
    expect(result.ok && result.warnings).toEqual(['near-bounds'])
    const { mean, weights } = valueOf(metaAnalysis(valueOf(result), 'FE', 'z'))
    expect(weights[0]).toBeGreaterThan(0.7)
    expect(mean).toBeGreaterThan((0.98 + 0.9 + 0.8) / 3 + 0.04)
    const middle = toEffects(
      [25, 30, 20].map((x) => ({ x, n: 50 })),
      'raw',
    )
    expect(middle.ok && middle.warnings).toEqual([])
    expect(reasonOf(toEffects([{ x: 50, n: 50 }, ...counts], 'raw'))).toBe('no-variation')
    expect(reasonOf(toEffects([{ x: 0, n: 50 }, ...counts], 'raw'))).toBe('no-variation')
  })

  it.each([
    [{ x: 1, n: 0 }, 'n-unknown'],
    [{ x: 1, n: -5 }, 'n-unknown'],
    [{ x: 1, n: Number.NaN }, 'n-unknown'],
    [{ x: 1, n: Number.POSITIVE_INFINITY }, 'n-unknown'],
    [{ x: 6, n: 5 }, 'out-of-range'],
    [{ x: -1, n: 5 }, 'out-of-range'],
    [{ x: Number.NaN, n: 5 }, 'out-of-range'],
  ])('refuses $x of $n', (count, want) => {
    for (const scale of SCALES) expect(reasonOf(toEffects([{ x: 2, n: 5 }, count], scale))).toBe(want)
  })

  it('comes back to the share, and gives numbers or a reason', () => {
    const count = fc
      .integer({ min: 1, max: 500 })
      .chain((n) => fc.record({ n: fc.constant(n), x: fc.integer({ min: 0, max: n }) }))
    fc.assert(
      fc.property(fc.array(count, { maxLength: 5 }), fc.constantFrom(...SCALES), (counts, scale) => {
        const effects = toEffects(counts, scale)
        expectSound(effects)
        if (!effects.ok) return
        for (const [i, { y, v, corrected }] of effects.value.entries()) {
          expect(v).toBeGreaterThan(0)
          const { x = 0, n = 1 } = counts[i] ?? {}
          const share = corrected ? (x + 0.5) / (n + 1) : x / n
          expect(valueOf(fromEffect(y, scale))).toBeCloseTo(share, 12)
        }
      }),
    )
  })
})

describe('fromEffect', () => {
  it('never 22: shows the end of the scale where an interval runs beyond it, and says so', () => {
    for (const [y, scale, want] of [
      [1.2, 'raw', 1],
      [-0.1, 'raw', 0],
      [-0.1, 'arcsine', 0],
      [1.7, 'arcsine', 1],
    ] as const) {
      expect(fromEffect(y, scale)).toEqual({ ok: true, value: want, warnings: ['clipped'] })
    }
    expect(fromEffect(0, 'logit')).toEqual({ ok: true, value: 0.5, warnings: [] })
    expect(fromEffect(0.4, 'raw')).toEqual({ ok: true, value: 0.4, warnings: [] })
  })

  it.each(SCALES)('refuses what is no number on the scale %s', (scale) => {
    expect(reasonOf(fromEffect(Number.NaN, scale))).toBe('out-of-range')
    expect(reasonOf(fromEffect(Number.POSITIVE_INFINITY, scale))).toBe('out-of-range')
  })
})
