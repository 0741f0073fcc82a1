import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cellMeans } from './cells.ts'
import { crossedLabItem } from './crossed-lab-item.fixture.ts'
import {
  configurationVerdict,
  itemsNeeded,
  mcnemar,
  minimalDetectableEffect,
  minimalDetectableGap,
  newcombe,
  pairedDifference,
  tango,
} from './paired-difference.ts'
import { expectSound, reasonOf, valueOf } from './result.fixture.ts'
import { runScore } from './run-score.ts'

/** Outcomes of two configurations from the four counts. */
function outcomes(both: number, onlyA: number, onlyB: number, neither: number): [number[], number[]] {
  const of = (value: number, count: number): number[] => Array.from({ length: count }, () => value)
  return [
    [...of(1, both), ...of(1, onlyA), ...of(0, onlyB), ...of(0, neither)],
    [...of(1, both), ...of(0, onlyA), ...of(1, onlyB), ...of(0, neither)],
  ]
}

// intervals_differences.json: Rscript 05_intervals.R (R 4.2.2; Newcombe 1998, Tango 1998).
const PAIRED = [
  {
    counts: [20, 12, 2, 16],
    t: [0.059359030551453, 0.34064096944854705],
    score: [0.06111240618634403, 0.3447087482821487],
    exact: 0.012939453125,
    mid: 0.00738525390625,
  },
  {
    counts: [400, 30, 12, 58],
    t: [0.010706104117174514, 0.06129389588282548],
    score: [0.011095209882220406, 0.06317002698763605],
    exact: 0.007915897334896735,
    mid: 0.005401572654591296,
  },
  {
    counts: [10, 1, 0, 1],
    t: [-0.10008209667430322, 0.26674876334096986],
    score: [-0.17936850720984418, 0.3538799111411169],
    exact: 1,
    mid: 0.5,
  },
] as const

describe('two configurations on the same items', () => {
  it.each(PAIRED)('$counts: is R’s', ({ counts: [both, b, c, neither], t, score, exact, mid }) => {
    const got = valueOf(pairedDifference(...outcomes(both, b, c, neither)))
    expect(got.lo).toBeCloseTo(t[0], 9)
    expect(got.hi).toBeCloseTo(t[1], 9)
    const interval = valueOf(tango(b, c, both + b + c + neither))
    expect(interval.lo).toBeCloseTo(score[0], 9)
    expect(interval.hi).toBeCloseTo(score[1], 9)
    const test = valueOf(mcnemar(b, c))
    expect(test.exact).toBeCloseTo(exact, 10)
    expect(test.midP).toBeCloseTo(mid, 10)
  })

  it('never 1: finds a difference that overlapping intervals of the two labs would hide', () => {
    const means = cellMeans(crossedLabItem())
    const [one, two] = [means.slice(0, 80), means.slice(80, 160)]
    const repeats = new Uint16Array(80).fill(3)
    const [score1, score2] = [valueOf(runScore(one, repeats)), valueOf(runScore(two, repeats))]
    expect(score1.interval.hi).toBeGreaterThan(score2.interval.lo)
    const { lo, hi, p } = valueOf(pairedDifference(one, two))
    expect(lo).toBeCloseTo(-0.1482347145, 9)
    expect(hi).toBeLessThan(0)
    expect(p).toBeLessThan(0.05)
  })
})

describe('pairedDifference', () => {
  const mean = fc.oneof(fc.constantFrom(0, 1, 1 / 3, 0.1), fc.double({ min: 0, max: 1, noNaN: true }))
  const pairs = fc.array(fc.tuple(mean, mean), { maxLength: 20 })
  const of = (list: readonly (readonly [number, number])[]) =>
    pairedDifference(
      list.map(([a]) => a),
      list.map(([, b]) => b),
    )

  it('never 20: gives the same bits for shuffled items', () => {
    fc.assert(
      fc.property(
        pairs.chain((list) =>
          fc.tuple(
            fc.constant(list),
            fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
          ),
        ),
        ([list, shuffled]) => {
          expect(of(shuffled)).toEqual(of(list))
        },
      ),
    )
  })

  it('gives a number or a reason, and the mirror image for B − A', () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const result = of(list)
        expectSound(result)
        const mirrored = of(list.map(([a, b]) => [b, a] as const))
        expect(mirrored.ok).toBe(result.ok)
        if (result.ok && mirrored.ok) expect(mirrored.value.lo).toBeCloseTo(-result.value.hi, 12)
      }),
    )
  })

  it.each([
    [pairedDifference([], []), 'too-few-items'],
    [pairedDifference([1], [0]), 'too-few-items'],
    [pairedDifference([1, 0], [0]), 'mismatched-items'],
    [pairedDifference([1, 2], [0, 0]), 'out-of-range'],
    [pairedDifference([1, 0], [0, Number.NaN]), 'out-of-range'],
    [pairedDifference([1, 1, 1], [0, 0, 0]), 'no-variation'],
    [pairedDifference([0, 0, 1], [0, 0, 1]), 'no-variation'],
    // .3 − .1 and .4 − .2 differ by rounding only.
    [pairedDifference([0.3, 0.4], [0.1, 0.2]), 'no-variation'],
  ])('case %#: refuses what has no interval', (result, want) => {
    expect(reasonOf(result)).toBe(want)
  })
})

describe('tango', () => {
  it('never 10: of 5 discordant items of 5 is .131–1', () => {
    const { lo, hi } = valueOf(tango(5, 0, 5))
    expect(lo).toBeCloseTo(0.13103507043365092, 9)
    expect(hi).toBe(1)
  })

  it('without a discordant item is ±z²/(I + z²)', () => {
    const { lo, hi } = valueOf(tango(0, 0, 120))
    expect(hi).toBeCloseTo(0.031019166418703472, 10)
    expect(lo).toBe(-hi)
  })

  it('has width, holds (b − c)/I, and mirrors', () => {
    const counts = fc
      .integer({ min: 1, max: 400 })
      .chain((n) => fc.tuple(fc.constant(n), fc.integer({ min: 0, max: n })))
      .chain(([n, b]) => fc.tuple(fc.constant(n), fc.constant(b), fc.integer({ min: 0, max: n - b })))
    fc.assert(
      fc.property(counts, fc.double({ min: 0.5, max: 0.9999, noNaN: true }), ([n, b, c], confidence) => {
        const result = tango(b, c, n, confidence)
        expectSound(result)
        const { lo, hi } = valueOf(result)
        expect(lo).toBeLessThanOrEqual((b - c) / n + 1e-12)
        expect(hi).toBeGreaterThanOrEqual((b - c) / n - 1e-12)
        expect(lo).toBeGreaterThanOrEqual(-1)
        expect(hi).toBeLessThanOrEqual(1)
        expect(valueOf(tango(c, b, n, confidence)).lo).toBeCloseTo(-hi, 10)
      }),
    )
  })

  it.each([
    [tango(0, 0, 0), 'too-few-items'],
    [tango(3, 3, 5), 'out-of-range'],
    [tango(-1, 0, 5), 'out-of-range'],
    [tango(0.5, 0, 5), 'out-of-range'],
    [tango(1, 0, 5, 1), 'out-of-range'],
  ])('case %#: refuses what are no counts', (result, want) => {
    expect(reasonOf(result)).toBe(want)
  })
})

describe('mcnemar', () => {
  it('is 1 without a discordant item and where they are even', () => {
    expect(valueOf(mcnemar(0, 0))).toEqual({ exact: 1, midP: 1 })
    expect(valueOf(mcnemar(4, 4)).exact).toBe(1)
    expect(valueOf(mcnemar(4, 4)).midP).toBeCloseTo(1, 12)
  })

  it('is a p value, mid-p below the exact one, the same either way round', () => {
    const count = fc.integer({ min: 0, max: 5000 })
    fc.assert(
      fc.property(count, count, (b, c) => {
        const { exact, midP } = valueOf(mcnemar(b, c))
        expect(exact).toBeLessThanOrEqual(1)
        expect(midP).toBeLessThanOrEqual(exact)
        expect(midP).toBeGreaterThanOrEqual(0)
        expect(mcnemar(c, b)).toEqual(mcnemar(b, c))
      }),
    )
  })

  it('refuses what are no counts', () => {
    expect(reasonOf(mcnemar(-1, 2))).toBe('out-of-range')
    expect(reasonOf(mcnemar(1.5, 2))).toBe('out-of-range')
  })
})

describe('newcombe', () => {
  // R. G. Newcombe, Stat. Med. 17 (1998) 873: 56/70 − 48/80 is .0524 to .3339, 9/10 − 3/10 .1705 to .8090.
  it.each([
    [56, 70, 48, 80, 0.052431472402364926, 0.33387265403690586],
    [9, 10, 3, 10, 0.17052272393450307, 0.809017973535488],
    [10, 10, 0, 20, 0.6790860371419148, 1],
    [0, 50, 0, 60, -0.06017185214208983, 0.07134759913335868],
  ])('of %i/%i − %i/%i is as published', (x1, n1, x2, n2, lo, hi) => {
    const got = valueOf(newcombe(x1, n1, x2, n2))
    expect(got.lo).toBeCloseTo(lo, 10)
    expect(got.hi).toBeCloseTo(hi, 10)
  })

  it.each([
    [newcombe(0, 0, 1, 2), 'n-unknown'],
    [newcombe(1, 2, 0, 0), 'n-unknown'],
    [newcombe(3, 2, 1, 2), 'out-of-range'],
    [newcombe(Number.NaN, 2, 1, 2), 'out-of-range'],
  ])('case %#: refuses what are no shares', (result, want) => {
    expect(reasonOf(result)).toBe(want)
  })
})

const variances = (between: number, within: number, attempts: number) => ({
  between,
  withinA: within,
  attemptsA: attempts,
  withinB: within,
  attemptsB: attempts,
})

describe('power', () => {
  // power_miller.json: python3 12_misc.py (E. Miller, arXiv:2411.00640 §5; its example: 969 items).
  it.each([
    [variances(1 / 9, 0, 1), 0.03, 0.8, 968.9974980677886, 0.0663666639369971],
    [variances(1 / 9, 1 / 6, 1), 0.03, 0.8, 3875.9899922711543, 0.1327333278739942],
    [variances(1 / 9, 1 / 6, 10), 0.03, 0.8, 1259.6967474881253, 0.0756696392667773],
    [variances(0.1, 0.2, 5), 0.05, 0.9, 756.5344604237245, 0.09773537119757533],
  ])('case %#: is Miller’s', (v, delta, power, n, mde) => {
    expect(valueOf(itemsNeeded(v, delta, 0.05, power))).toBeCloseTo(n, 7)
    expect(valueOf(minimalDetectableEffect(v, 198, 0.05, power))).toBeCloseTo(mde, 11)
  })

  it('is there and back: the effect detected by the items needed is the effect', () => {
    const positive = fc.double({ min: 1e-3, max: 1, noNaN: true })
    fc.assert(
      fc.property(positive, positive, fc.integer({ min: 1, max: 50 }), positive, (w, s, k, delta) => {
        const v = variances(w, s, k)
        const n = valueOf(itemsNeeded(v, delta))
        expect(valueOf(minimalDetectableEffect(v, n)) / delta).toBeCloseTo(1, 12)
      }),
    )
  })

  it('gives the gap of two shares near ½ that 100 items each detect', () => {
    // (1.959964 + .841621) √(2 · .25/100)
    expect(valueOf(minimalDetectableGap(0.5, 100))).toBeCloseTo(0.198102, 6)
  })

  it.each([
    [itemsNeeded(variances(0.1, 0, 1), 0), 'out-of-range'],
    [itemsNeeded(variances(0.1, 0, 1), -1), 'out-of-range'],
    [itemsNeeded(variances(0, 0, 1), 0.1), 'out-of-range'],
    [itemsNeeded(variances(-0.1, 0.2, 1), 0.1), 'out-of-range'],
    [itemsNeeded(variances(0.1, 0.1, 0), 0.1), 'out-of-range'],
    [itemsNeeded(variances(Number.NaN, 0.1, 1), 0.1), 'out-of-range'],
    [itemsNeeded(variances(0.1, 0.1, 1), 0.1, 0), 'out-of-range'],
    [itemsNeeded(variances(0.1, 0.1, 1), 0.1, 0.05, 1), 'out-of-range'],
    [minimalDetectableEffect(variances(0.1, 0.1, 0), 10), 'out-of-range'],
    [minimalDetectableEffect(variances(0.1, 0.1, 1), 0), 'n-unknown'],
    [minimalDetectableEffect(variances(0.1, 0.1, 1), 10, Number.NaN), 'out-of-range'],
    [minimalDetectableGap(0, 10), 'out-of-range'],
    [minimalDetectableGap(1, 10), 'out-of-range'],
    [minimalDetectableGap(0.5, 0), 'n-unknown'],
    [minimalDetectableGap(0.5, Number.POSITIVE_INFINITY), 'out-of-range'],
    [minimalDetectableGap(0.5, 10, 2), 'out-of-range'],
  ])('case %#: refuses what cannot be planned with', (result, want) => {
    expect(reasonOf(result)).toBe(want)
  })

  it('gives a number or a reason for any input', () => {
    const any = fc.double()
    fc.assert(
      fc.property(any, any, any, any, any, any, (between, within, k, delta, alpha, power) => {
        const v = variances(between, within, k)
        expectSound(itemsNeeded(v, delta, alpha, power))
        expectSound(minimalDetectableEffect(v, delta, alpha, power))
        expectSound(minimalDetectableGap(between, delta, alpha, power))
      }),
    )
  })
})

describe('configurationVerdict', () => {
  it.each([
    { lo: -0.02, hi: 0.03, delta: 0.05, want: 'equivalent' },
    { lo: 0.01, hi: 0.03, delta: 0.05, want: 'equivalent' },
    { lo: 0.01, hi: 0.08, delta: 0.05, want: 'better' },
    { lo: -0.08, hi: -0.01, delta: 0.05, want: 'worse' },
    { lo: -0.01, hi: 0.07, delta: 0.05, want: 'cannot-tell' },
    { lo: -0.05, hi: 0.02, delta: 0.05, want: 'cannot-tell' },
    { lo: 0, hi: 0.07, delta: 0.05, want: 'cannot-tell' },
    { lo: 0.01, hi: 0.02, delta: null, want: null },
  ])('of $lo to $hi with δ $delta is $want', ({ lo, hi, delta, want }) => {
    expect(configurationVerdict({ lo, hi }, delta)).toBe(want)
  })

  it('never 5: does not read "no difference seen" as agreement', () => {
    expect(configurationVerdict({ lo: -0.2, hi: 0.21 }, 0.05)).toBe('cannot-tell')
  })
})
