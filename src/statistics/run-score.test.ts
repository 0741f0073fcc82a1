import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellMeans } from './cells.ts'
import { crossedLabItem } from './crossed-lab-item.fixture.ts'
import { expectSound, reasonOf, valueOf } from './result.fixture.ts'
import { isConfidence } from './result.ts'
import {
  clopperPearson,
  clusteredSE,
  flipRate,
  passAtK,
  passHatK,
  passOverItems,
  runScore,
  wilson,
} from './run-score.ts'

// intervals_one_proportion.json: Rscript 05_intervals.R (R 4.2.2, prop.test without correction, binom.test, qbeta).
const ROWS = [
  { x: 0, n: 1, conf: 0.95, score: [0, 0.7934506856227626], exact: [0, 0.975], upper: 0.95 },
  {
    x: 0,
    n: 50,
    conf: 0.95,
    score: [0, 0.07134759913335868],
    exact: [0, 0.07112173646419762],
    upper: 0.058155079116972264,
  },
  {
    x: 3,
    n: 50,
    conf: 0.95,
    score: [0.020614970348973975, 0.1621709168883817],
    exact: [0.01254858783533406, 0.1654819466037729],
    upper: 0.14783717636418126,
  },
  {
    x: 47,
    n: 50,
    conf: 0.99,
    score: [0.792200999297703, 0.9847051599907842],
    exact: [0.7972937305313568, 0.9931275146670484],
    upper: 0.9911392385541274,
  },
  { x: 50, n: 50, conf: 0.95, score: [0.9286524008666414, 1], exact: [0.9288782635358024, 1], upper: 1 },
]

describe('intervals of a proportion', () => {
  it.each(ROWS)('of $x in $n at $conf are R’s', ({ x, n, conf, score, exact, upper }) => {
    const ours = valueOf(wilson(x / n, n, conf))
    expect(ours.lo).toBeCloseTo(score[0] ?? -1, 10)
    expect(ours.hi).toBeCloseTo(score[1] ?? -1, 10)
    const beta = valueOf(clopperPearson(x, n, conf))
    expect(beta.lo).toBeCloseTo(exact[0] ?? -1, 10)
    expect(beta.hi).toBeCloseTo(exact[1] ?? -1, 10)
    expect(beta.upperOneSided).toBeCloseTo(upper, 10)
  })

  it('never 10: 50 of 50 is .929–1, not [1, 1]; none of 50 does not exclude 5.8 %', () => {
    const all = valueOf(wilson(1, 50))
    expect(all.hi).toBe(1)
    expect(all.lo).toBeCloseTo(0.929, 3)
    expect(valueOf(clopperPearson(0, 50)).upperOneSided).toBeCloseTo(0.058, 3)
  })

  it('has its share inside, mirrors, and is never of zero width', () => {
    const share = fc.oneof(fc.double({ min: 0, max: 1, noNaN: true }), fc.constantFrom(0, 1, 1e-300, 1e-17))
    const size = fc.double({ min: 1e-300, max: 1e9, noNaN: true })
    const confidence = fc.double({ min: 0.01, max: 0.999_999_999, noNaN: true })
    fc.assert(
      fc.property(share, size, confidence, (p, n, conf) => {
        const interval = valueOf(wilson(p, n, conf))
        expectSound(wilson(p, n, conf))
        expect(interval.lo).toBeGreaterThanOrEqual(0)
        expect(interval.hi).toBeLessThanOrEqual(1)
        expect(interval.lo).toBeLessThanOrEqual(p)
        expect(interval.hi).toBeGreaterThanOrEqual(p)
        expect(valueOf(wilson(0, n, conf)).lo).toBe(0)
        expect(valueOf(wilson(1, n, conf)).hi).toBe(1)
        const mirrored = valueOf(wilson(1 - p, n, conf))
        expect(Math.abs(mirrored.lo - (1 - interval.hi))).toBeLessThan(1e-12)
      }),
    )
  })

  it('of Clopper–Pearson holds that of Wilson’s share for every count', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 400 }), fc.double({ min: 0, max: 1, noNaN: true }), (n, at) => {
        const x = Math.round(at * n)
        const { lo, hi, upperOneSided } = valueOf(clopperPearson(x, n))
        expectSound(clopperPearson(x, n))
        expect(lo).toBeLessThanOrEqual(x / n)
        expect(hi).toBeGreaterThanOrEqual(x / n)
        expect(upperOneSided).toBeLessThanOrEqual(hi)
      }),
      { numRuns: 50 },
    )
  })

  it.each([
    [wilson(1.1, 10), 'out-of-range'],
    [wilson(Number.NaN, 10), 'out-of-range'],
    [wilson(0.5, 0), 'n-unknown'],
    [wilson(0.5, Number.NaN), 'n-unknown'],
    [wilson(0.5, Number.POSITIVE_INFINITY), 'n-unknown'],
    [wilson(0.5, 1e40), 'out-of-range'],
    [wilson(0.5, 10, 1), 'out-of-range'],
    [wilson(0.5, 10, 0), 'out-of-range'],
    [clopperPearson(0, 0), 'n-unknown'],
    [clopperPearson(3, 2), 'out-of-range'],
    [clopperPearson(0.5, 2), 'out-of-range'],
    [clopperPearson(1, 2, Number.NaN), 'out-of-range'],
  ])('case %#: refuses what is no proportion', (result, want) => {
    expect(reasonOf(result)).toBe(want)
  })

  it('takes confidences between nothing and certainty', () => {
    expect([0, 0.01, 0.95, 1 - 1e-9, 1, Number.NaN].map(isConfidence)).toEqual([
      false,
      true,
      true,
      true,
      false,
      false,
    ])
  })
})

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

describe('clusteredSE', () => {
  it('is that of the formulas, by hand', () => {
    // ȳ = 3/5; S = (−.2, .2); π = (2/5, 3/5)
    const got = valueOf(clusteredSE([0, 1, 1, 1, 0], ['a', 'a', 'b', 'b', 'b']))
    expect(got.cr0).toBeCloseTo(Math.sqrt(0.08) / 5, 15)
    expect(got.hc1).toBeCloseTo((Math.sqrt(0.08) / 5) * Math.SQRT2, 15)
    expect(got.cr2).toBeCloseTo(Math.sqrt(0.04 / 0.6 + 0.04 / 0.4) / 5, 15)
    const a = [0.16 / 0.6, 0.36 / 0.4] as const
    expect(got.df).toBeCloseTo(1 / (0.52 + (a[0] + a[1]) ** 2 - a[0] ** 2 - a[1] ** 2), 13)
    expect(got.clusters).toBe(2)
  })

  it('is the ordinary standard error where every score is a cluster', () => {
    const scores = [0, 1, 1, 0, 1, 0.25]
    const got = valueOf(
      clusteredSE(
        scores,
        scores.map((_, index) => index),
      ),
    )
    const mean = scores.reduce((sum, score) => sum + score, 0) / 6
    const variance = scores.reduce((sum, score) => sum + (score - mean) ** 2, 0) / 5
    expect(got.cr2).toBeCloseTo(Math.sqrt(variance / 6), 14)
    expect(got.df).toBeCloseTo(5, 10)
  })

  it('never 11: does not narrow when every score is there twice in its cluster', () => {
    const scores = [0, 1, 1, 1, 0, 1]
    const clusters = [1, 1, 2, 2, 3, 3]
    const once = valueOf(clusteredSE(scores, clusters))
    const twice = valueOf(clusteredSE([...scores, ...scores], [...clusters, ...clusters]))
    expect(twice.cr2).toBeCloseTo(once.cr2, 14)
  })

  const row = fc.tuple(
    fc.oneof(fc.constantFrom(0, 1, 0.1), fc.double({ min: 0, max: 1, noNaN: true })),
    fc.integer({ min: 0, max: 4 }),
  )

  it('never 20: gives the same bits for shuffled rows', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 20 }), (rows) => {
        const of = (list: typeof rows): unknown =>
          clusteredSE(
            list.map(([score]) => score),
            list.map(([, cluster]) => cluster),
          )
        expect(of(rows.toReversed())).toEqual(of(rows))
        expect(of(rows.toSorted((x, y) => x[1] - y[1]))).toEqual(of(rows))
      }),
    )
  })

  it('gives a number or a reason for any rows', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 20 }), (rows) => {
        expectSound(
          clusteredSE(
            rows.map(([score]) => score),
            rows.map(([, cluster]) => cluster),
          ),
        )
      }),
    )
  })

  it.each([
    [clusteredSE([], []), 'too-few-items'],
    [clusteredSE([1], ['a']), 'too-few-items'],
    [clusteredSE([0, 1], ['a', 'a']), 'too-few-items'],
    [clusteredSE([0, 1], ['a']), 'mismatched-items'],
    [clusteredSE([0, 2], ['a', 'b']), 'out-of-range'],
    [clusteredSE([0, Number.NaN], ['a', 'b']), 'out-of-range'],
    [clusteredSE([0.1, 0.1, 0.1], ['a', 'b', 'b']), 'no-variation'],
    // The scores differ, the clusters do not.
    [clusteredSE([0.1, 0.7, 0.7, 0.1], ['a', 'a', 'b', 'b']), 'no-variation'],
  ])('case %#: refuses what has no standard error', (result, want) => {
    expect(reasonOf(result)).toBe(want)
  })
})

describe('passAtK and passHatK', () => {
  // pass_at_k.json: python3 12_misc.py (exact rationals; M. Chen et al., arXiv:2107.03374, eq. 1).
  it.each([
    [5, 2, 3, 9 / 10, 0],
    [10, 3, 5, 11 / 12, 0],
    [10, 8, 3, 1, 0.4666666666666667],
    [200, 13, 10, 0.49755111473060615, 1.2738851058221087e-14],
    [200, 13, 100, 8_670_143_107 / 8_670_841_134, 0],
    [1000, 3, 100, 150_239 / 553_890, 0],
    [1, 0, 1, 0, 0],
    [10, 10, 5, 1, 1],
  ])('of n = %i, c = %i, k = %i are %d and %d', (n, c, k, at, hat) => {
    expect(Math.abs(valueOf(passAtK(n, c, k)) - at)).toBeLessThan(1e-12)
    expect(Math.abs(valueOf(passHatK(n, c, k)) - hat)).toBeLessThanOrEqual(1e-12 * hat)
  })

  it('are unbiased: their mean over every draw of n attempts is that of k', () => {
    // n = 6 attempts passing with chance p: E[pass@k] = 1 − (1 − p)^k; the plug-in 1 − (1 − c/n)^k is not.
    const [n, k, p] = [6, 3, 0.3]
    const choose = [1, 6, 15, 20, 15, 6, 1]
    const expected = (f: (c: number) => number): number =>
      choose.reduce((sum, ways, c) => sum + ways * p ** c * (1 - p) ** (n - c) * f(c), 0)
    expect(expected((c) => valueOf(passAtK(n, c, k)))).toBeCloseTo(1 - (1 - p) ** k, 14)
    expect(expected((c) => valueOf(passHatK(n, c, k)))).toBeCloseTo(p ** k, 14)
    expect(expected((c) => 1 - (1 - c / n) ** k)).toBeLessThan(1 - (1 - p) ** k - 0.03)
  })

  it('are shares, equal for k = 1', () => {
    const counts = fc
      .integer({ min: 1, max: 300 })
      .chain((n) => fc.tuple(fc.constant(n), fc.integer({ min: 0, max: n }), fc.integer({ min: 1, max: n })))
    fc.assert(
      fc.property(counts, ([n, c, k]) => {
        const at = valueOf(passAtK(n, c, k))
        const hat = valueOf(passHatK(n, c, k))
        expect(at).toBeGreaterThanOrEqual(hat - 1e-15)
        expect(at).toBeLessThanOrEqual(1)
        expect(hat).toBeGreaterThanOrEqual(0)
        expect(Math.abs(valueOf(passAtK(n, c, 1)) - c / n)).toBeLessThan(1e-15)
      }),
    )
  })

  it.each([
    [5, 2, 6],
    [5, 6, 1],
    [5, -1, 1],
    [5, 2, 0],
    [0, 0, 1],
    [5.5, 2, 1],
    [5, Number.NaN, 1],
  ])('refuse n = %d, c = %d, k = %d', (n, c, k) => {
    expect(reasonOf(passAtK(n, c, k))).toBe('out-of-range')
    expect(reasonOf(passHatK(n, c, k))).toBe('out-of-range')
  })
})

describe('passOverItems', () => {
  it('is the mean of the items, with the standard error between them', () => {
    // pass@2 of 4 attempts: 0, 1/2, 5/6, 1.
    const counts = [0, 1, 2, 4].map((c) => ({ n: 4, c }))
    const got = valueOf(passOverItems(passAtK, counts, 2))
    expect(got.value).toBeCloseTo(7 / 12, 14)
    const values = [0, 1 / 2, 5 / 6, 1]
    const sd = Math.sqrt(values.reduce((sum, x) => sum + (x - 7 / 12) ** 2, 0) / 3)
    expect(got.se).toBeCloseTo(sd / 2, 14)
    expect(got.interval?.hi).toBeCloseTo(7 / 12 + (3.182446305284263 * sd) / 2, 12)
    expect(passOverItems(passAtK, counts.toReversed(), 2)).toEqual(passOverItems(passAtK, counts, 2))
  })

  it('has no error of zero where every item has the same value', () => {
    const same = [3, 3, 3].map((n) => ({ n, c: n }))
    expect(valueOf(passOverItems(passHatK, same, 2))).toEqual({
      value: 1,
      se: null,
      interval: null,
      items: 3,
    })
  })

  it.each([
    [passOverItems(passAtK, [], 1), 'too-few-items'],
    [passOverItems(passAtK, [{ n: 5, c: 1 }], 1), 'too-few-items'],
    [
      passOverItems(
        passAtK,
        [5, 4].map((n) => ({ n, c: 1 })),
        5,
      ),
      'out-of-range',
    ],
  ])('case %#: refuses what has no mean', (result, want) => {
    expect(reasonOf(result)).toBe(want)
  })

  it('gives numbers or a reason for any counts', () => {
    const item = fc.record({ n: fc.integer({ min: 0, max: 6 }), c: fc.integer({ min: 0, max: 6 }) })
    fc.assert(
      fc.property(fc.array(item, { maxLength: 6 }), fc.integer({ min: 1, max: 4 }), (items, k) => {
        expectSound(passOverItems(passAtK, items, k))
        expectSound(passOverItems(passHatK, items, k))
      }),
    )
  })
})
