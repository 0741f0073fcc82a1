import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cochranArmitage, garwood, laplace, mannKendall, rateRatioExact } from './rates.ts'
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

/** Annual flow of the Nile 1871–1970 (R's dataset Nile; G. W. Cobb, Biometrika 65 (1978) 243). */
const NILE =
  `1120 1160 963 1210 1160 1160 813 1230 1370 1140 995 935 1110 994 1020 960 1180 799 958 1140 1100 1210 1150
  1250 1260 1220 1030 1100 774 840 874 694 940 833 701 916 692 1020 1050 969 831 726 456 824 702 1120 1100 832 764 821
  768 845 864 862 698 845 744 796 1040 759 781 865 845 944 984 897 822 1010 771 676 649 846 812 742 801 1040 860 874 848
  890 744 749 838 1050 918 986 797 923 975 815 1020 906 901 1170 912 746 919 718 714 740`
    .split(/\s+/)
    .map((flow, year) => ({ time: 1871 + year, value: Number(flow) }))

describe('mannKendall', () => {
  // scipy 1.17.1 (theilslopes, kendalltau), variance and z by mpmath 1.3.
  it('of the Nile and of a year of counts is as worked elsewhere', () => {
    const nile = valueOf(mannKendall(NILE))
    expect(nile.s).toBe(-1387)
    expect(nile.variance).toBeCloseTo(112_728.33333333333, 8)
    expect(nile.z).toBeCloseTo(-4.128066522844101, 12)
    expect(nile.p).toBeCloseTo(3.658262921664332e-5, 15)
    expect(nile.slope).toBe(-2.6)
    const counts = [1, 0, 2, 1, 0, 1, 3, 2, 4, 3, 5, 4].map((value, time) => ({ time, value }))
    expect(valueOf(mannKendall(counts))).toMatchObject({ s: 41, variance: 205, slope: 0.3875 })
    expect(valueOf(mannKendall(counts)).z).toBeCloseTo(2.7937211830783126, 13)
  })

  it('never 20: depends on the order given; and turns its sign with the values', () => {
    const points = fc.uniqueArray(fc.record({ time: fc.integer(), value: fc.integer({ min: -5, max: 5 }) }), {
      selector: ({ time }) => time,
      maxLength: 20,
    })
    fc.assert(
      fc.property(points, (list) => {
        const result = mannKendall(list)
        expectSound(result)
        expect(mannKendall(list.toReversed())).toEqual(result)
        const turned = mannKendall(list.map(({ time, value }) => ({ time, value: -value })))
        if (!result.ok || !turned.ok) return
        expect(turned.value.s).toBe(0 - result.value.s)
        expect(turned.value.slope).toBeCloseTo(-result.value.slope, 12)
        expect(turned.value.p).toBe(result.value.p)
      }),
    )
  })

  it.each([
    [[], 'too-few-items'],
    [[1, 2], 'too-few-items'],
    [[3, 3, 3, 3], 'no-variation'],
    [[0, -0, 0], 'no-variation'],
    [[1, 2, Number.NaN], 'out-of-range'],
    [[-1.7e308, 1.7e308, 1.7e308], 'out-of-range'],
  ])('of %j is refused', (values, want) => {
    expect(reasonOf(mannKendall(values.map((value, time) => ({ time, value }))))).toBe(want)
  })

  it('refuses a time that comes twice', () => {
    const points = [1, 2, 2].map((time, value) => ({ time, value }))
    expect(reasonOf(mannKendall(points))).toBe('out-of-range')
  })
})

describe('cochranArmitage', () => {
  const groups = (x: number[], n: number[], scores: number[]) =>
    x.map((successes, k) => ({ successes, n: n[k] ?? 0, score: scores[k] ?? 0 }))
  const smokers = [83, 90, 129, 70]
  const patients = [86, 93, 136, 82]

  // R's manual of prop.trend.test: X² 8.2249, p .004132. B. Rosner, Fundamentals of Biostatistics (breast cancer and age at
  // first birth): 129.01. All digits by mpmath 1.3.
  it.each([
    [groups(smokers, patients, [1, 2, 3, 4]), 8.224922285197676, 0.004131897477641565],
    [groups(smokers, patients, [0, 0, 0, 1]), 12.173146220740241, 0.0004848245934416773],
    [
      groups([320, 1206, 1011, 463, 220], [1742, 5638, 3904, 1555, 626], [1, 2, 3, 4, 5]),
      129.0120417619801,
      6.740817615009838e-30,
    ],
  ])('case %#: is as published', (list, chiSquare, p) => {
    const got = valueOf(cochranArmitage(list))
    expect(got.chiSquare / chiSquare).toBeCloseTo(1, 12)
    expect(got.p / p).toBeCloseTo(1, 11)
    expect(cochranArmitage(list.toReversed())).toEqual(cochranArmitage(list))
  })

  it('is a number or a reason, in any order, and turns its sign with failures', () => {
    const group = fc
      .record({ score: fc.integer({ min: 0, max: 3 }), n: fc.integer({ min: 1, max: 60 }) })
      .chain(({ score, n }) =>
        fc.record({ score: fc.constant(score), n: fc.constant(n), successes: fc.nat({ max: n }) }),
      )
    fc.assert(
      fc.property(fc.array(group, { maxLength: 8 }), (list) => {
        const result = cochranArmitage(list)
        expectSound(result)
        expect(cochranArmitage(list.toReversed())).toEqual(result)
        const failures = cochranArmitage(list.map((one) => ({ ...one, successes: one.n - one.successes })))
        if (result.ok && failures.ok) expect(failures.value.z).toBeCloseTo(-result.value.z, 10)
      }),
    )
  })

  it('never 18: subtracts squared sums; scores may be seconds since 1970', () => {
    const want = valueOf(cochranArmitage(groups(smokers, patients, [1, 2, 3, 4])))
    const seconds = groups(
      smokers,
      patients,
      [1, 2, 3, 4].map((score) => 1.7e15 + score),
    )
    expect(valueOf(cochranArmitage(seconds)).chiSquare).toBeCloseTo(want.chiSquare, 12)
  })

  it.each([
    [[], 'too-few-items'],
    [groups([1], [2], [1]), 'too-few-items'],
    [groups([0, 0], [5, 5], [1, 2]), 'no-variation'],
    [groups([5, 5], [5, 5], [1, 2]), 'no-variation'],
    [groups([1, 5], [5, 5], [2, 2]), 'no-variation'],
    [groups([1, 0], [5, 0], [1, 2]), 'n-unknown'],
    [groups([6, 0], [5, 5], [1, 2]), 'out-of-range'],
    [groups([-1, 0], [5, 5], [1, 2]), 'out-of-range'],
    [groups([1, 0.5], [5, 5], [1, 2]), 'out-of-range'],
    [groups([1, 2], [5, 5], [1, Number.NaN]), 'out-of-range'],
    [groups([1, 2], [5, 5], [-1.7e308, 1.7e308]), 'out-of-range'],
  ])('case %#: of %j is refused', (list, want) => {
    expect(reasonOf(cochranArmitage(list))).toBe(want)
  })
})

describe('laplace', () => {
  it('of a system that improves is −2.6121 as published', () => {
    // L. H. Crow's data, system 1, in ReliaWiki, RGA Appendix B.
    const times = [1.2, 55.6, 72.7, 111.9, 121.9, 303.6, 326.9, 1568.4, 1913.5]
    const got = valueOf(laplace(times, 0, 2000))
    expect(got.z).toBeCloseTo(-2.612105822894623, 12)
    expect(got.p).toBeCloseTo(0.00899863952920207, 12)
    expect(laplace(times.toReversed(), 0, 2000)).toEqual(laplace(times, 0, 2000))
  })

  it('turns its sign with the time', () => {
    const times = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 })
    fc.assert(
      fc.property(times, (list) => {
        const result = laplace(list, 0, 1)
        expectSound(result)
        const turned = laplace(
          list.map((time) => 1 - time),
          0,
          1,
        )
        if (result.ok && turned.ok) expect(turned.value.z).toBeCloseTo(-result.value.z, 9)
      }),
    )
  })

  it.each([
    [[1, 2], 5, 5, 'no-exposure'],
    [[1, 2], 5, 1, 'no-exposure'],
    [[1, 2], 0, Number.NaN, 'no-exposure'],
    [[1, 2], 0, Number.POSITIVE_INFINITY, 'out-of-range'],
    [[], 0, 5, 'too-few-items'],
    [[1], 0, 5, 'too-few-items'],
    [[1, 6], 0, 5, 'out-of-range'],
    [[1, Number.NaN], 0, 5, 'out-of-range'],
  ])('of %j in %d … %d is refused', (times, start, end, want) => {
    expect(reasonOf(laplace(times, start, end))).toBe(want)
  })
})
