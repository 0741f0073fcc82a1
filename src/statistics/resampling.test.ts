import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConcordError } from '../error.ts'
import {
  bootstrapItems,
  bootstrapMean,
  createGenerator,
  generatorFromSeed,
  energyTest,
  labPermutationTest,
  signFlipTest,
} from './resampling.ts'
import type { Generator } from './resampling.ts'
import { expectSound, reasonOf, valueOf } from './result.fixture.ts'

function take(count: number, draw: () => number): number[] {
  return Array.from({ length: count }, draw)
}

function many(seed: number): Generator {
  return createGenerator([seed, 2, 3, 4])
}

describe('createGenerator', () => {
  it('gives the published words from 1, 2, 3, 4 (version 1.1)', () => {
    const { next } = createGenerator([1, 2, 3, 4])
    expect(take(5, next)).toEqual([11_520, 0, 5_927_040, 70_819_200, 2_031_721_883])
  })

  it('gives the words of edorfaus/xoshiro-6502, test-rom/testdata.asm', () => {
    const { next } = createGenerator([0x964d4a0c, 0xd40ab895, 0xad7fdecb, 0x3006f0f0])
    expect(take(4, next)).toEqual([0xf1391922, 0x6fe53806, 0xa5be2840, 0xf510ee70])
  })

  it('draws below 10 as published', () => {
    const random = createGenerator([1, 2, 3, 4])
    expect(take(12, () => random.below(10))).toEqual([0, 0, 0, 0, 3, 2, 4, 9, 7, 4, 3, 3])
  })

  it('takes two words for a uniform: the upper 27 and 26 bits', () => {
    // 11520 >>> 5 = 360, 0 >>> 6 = 0; 5927040 >>> 5 = 185220, 70819200 >>> 6 = 1106550
    const { uniform } = createGenerator([1, 2, 3, 4])
    expect(take(2, uniform)).toEqual([(360 * 2 ** 26) / 2 ** 53, (185_220 * 2 ** 26 + 1_106_550) / 2 ** 53])
  })

  it('gives uniforms and normals of the right mean and spread', () => {
    const { uniform } = many(7)
    const uniforms = take(20_000, uniform)
    expect(Math.min(...uniforms)).toBeGreaterThanOrEqual(0)
    expect(Math.max(...uniforms)).toBeLessThan(1)
    expect(uniforms.reduce((sum, u) => sum + u, 0) / 20_000).toBeCloseTo(0.5, 1)
    const { normal } = many(8)
    const normals = take(2000, normal)
    expect(Math.abs(normals.reduce((sum, z) => sum + z, 0) / 2000)).toBeLessThan(0.08)
    expect(Math.abs(normals.reduce((sum, z) => sum + z * z, 0) / 2000 - 1)).toBeLessThan(0.12)
  })

  it('gives a normal where the uniform is 0', () => {
    // s1 = 0 and s0 = s2: the first two words are 0.
    expect(createGenerator([5, 0, 5, 7]).uniform()).toBe(0)
    expect(createGenerator([5, 0, 5, 7]).normal()).toBeCloseTo(-8.292361, 6)
  })

  it('never 21: refuses an all-zero state, and the same state gives the same numbers', () => {
    expect(() => createGenerator([0, 0, 0, 0])).toThrow(ConcordError)
    expect(take(50, many(5).next)).toEqual(take(50, many(5).next))
    expect(take(50, many(5).next)).not.toEqual(take(50, many(6).next))
  })

  it.each([0, -1, 2.5, Number.NaN, 2 ** 32 + 1, Number.POSITIVE_INFINITY])(
    'refuses to draw below %s instead of looking for it for ever',
    (n) => {
      expect(() => many(1).below(n)).toThrow(ConcordError)
      expect(() => many(1).fillBelow(n, new Uint32Array(2))).toThrow(ConcordError)
    },
  )
})

describe('generatorFromSeed', () => {
  it('reads 16 bytes as four little-endian words', () => {
    const seed = Uint8Array.of(1, 0, 0, 0, 2, 0, 0, 0, 3, 0, 0, 0, 4, 0, 0, 0)
    expect(take(3, generatorFromSeed(seed).next)).toEqual([11_520, 0, 5_927_040])
    const inside = Uint8Array.of(9, ...seed, 9).subarray(1, 17)
    expect(take(3, generatorFromSeed(inside).next)).toEqual([11_520, 0, 5_927_040])
  })

  it('refuses a seed of another length', () => {
    expect(() => generatorFromSeed(new Uint8Array(15).fill(1))).toThrow(ConcordError)
  })
})

describe('fillBelow', () => {
  it('gives the published vector', () => {
    const drawn = new Uint32Array(10)
    createGenerator([1, 2, 3, 4]).fillBelow(10, drawn)
    expect([...drawn]).toEqual([0, 0, 0, 0, 3, 2, 4, 9, 7, 4])
  })

  it('gives what below gives one after the other, and goes on from there', () => {
    const word = fc.integer({ min: 1, max: 2 ** 32 - 1 })
    // Bounds just above 2³¹ reject almost every second draw.
    const bound = fc.oneof(
      fc.integer({ min: 1, max: 50_000 }),
      fc.integer({ min: 1, max: 2 ** 32 - 1 }),
      fc.constant(2 ** 31 + 1),
    )
    fc.assert(
      fc.property(word, word, bound, fc.integer({ min: 0, max: 300 }), (s0, s3, n, length) => {
        const one = createGenerator([s0, 0, 7, s3])
        const other = createGenerator([s0, 0, 7, s3])
        const drawn = new Uint32Array(length)
        one.fillBelow(n, drawn)
        expect([...drawn]).toEqual(Array.from({ length }, () => other.below(n)))
        expect(one.next()).toBe(other.next())
      }),
    )
  })
})

const seeded = (): Generator => createGenerator([1, 2, 3, 4])
const B = 1999

/** Half of them 0, half 1. */
const coin = Array.from({ length: 100 }, (_, j) => j % 2)

describe('bootstrapItems', () => {
  it('is the 50th and the 1950th of 1999 sorted values', () => {
    // The statistic counts its own calls, so the values are 1 … 1999.
    let calls = 0
    const got = valueOf(bootstrapItems(10, B, seeded(), () => (calls += 1)))
    expect(got).toEqual({ lo: 50, hi: 1950, replicates: B })
  })

  it('draws as many items as there are, all of them in range', () => {
    let drawn = 0
    bootstrapItems(7, 100, seeded(), (items) => {
      expect(items).toHaveLength(7)
      expect(Math.max(...items)).toBeLessThan(7)
      drawn += 1
      return drawn
    })
    expect(drawn).toBe(100)
  })

  it('leaves up to 5 % undefined replicates out and refuses more', () => {
    const undefinedIn = (share: number) => {
      let calls = 0
      return bootstrapItems(10, 1000, seeded(), () => ((calls += 1) <= share * 1000 ? Number.NaN : calls))
    }
    expect(valueOf(undefinedIn(0.05)).replicates).toBe(950)
    expect(reasonOf(undefinedIn(0.051))).toBe('not-converged')
  })
})

describe('bootstrapMean', () => {
  it('comes near the normal interval of a mean', () => {
    const { lo, hi } = valueOf(bootstrapMean(coin, B, seeded()))
    expect(lo).toBeCloseTo(0.5 - 1.96 * 0.05, 1)
    expect(hi).toBeCloseTo(0.5 + 1.96 * 0.05, 1)
    expect(hi - lo).toBeGreaterThan(0.17)
    expect(hi - lo).toBeLessThan(0.22)
  })

  it('never 21: is the same from the same state, and goes on in one stream', () => {
    expect(bootstrapMean(coin, B, seeded())).toEqual(bootstrapMean(coin, B, seeded()))
    const random = seeded()
    const uneven = coin.map((value, j) => (value + j / 1000) / 2)
    const first = bootstrapMean(uneven, 199, random)
    expect(bootstrapMean(uneven, 199, random)).not.toEqual(first)
  })

  it.each([
    [bootstrapMean([], B, seeded()), 'too-few-items'],
    [bootstrapMean([1], B, seeded()), 'too-few-items'],
    [bootstrapMean([1, 1, 1], B, seeded()), 'no-variation'],
    [bootstrapMean([0.1, 0.1, 0.1], B, seeded()), 'no-variation'],
    [bootstrapMean([0, Number.NaN], B, seeded()), 'not-converged'],
    [bootstrapMean([0, 1], 0, seeded()), 'out-of-range'],
    [bootstrapMean([0, 1], 1, seeded()), 'no-variation'],
    [bootstrapMean([0, 1], Number.NaN, seeded()), 'out-of-range'],
  ])('case %#: refuses what has no interval', (result, want) => {
    expect(reasonOf(result)).toBe(want)
  })

  it('gives numbers or a reason for any values', () => {
    const value = fc.oneof(fc.constantFrom(0, 1, 0.1), fc.double())
    fc.assert(
      fc.property(fc.array(value, { maxLength: 12 }), fc.integer({ min: 1, max: 60 }), (values, b) => {
        expectSound(bootstrapMean(values, b, seeded()))
      }),
    )
  })
})

describe('signFlipTest', () => {
  it('is exact where all arrangements can be looked at', () => {
    // 4 equal differences: 2 of 16 sign patterns reach |sum|.
    expect(valueOf(signFlipTest([0.2, 0.2, 0.2, 0.2], seeded()))).toEqual({ p: 2 / 16, exact: true })
    // 1 + 2 + 3 = 6 is reached by all + and all −.
    expect(valueOf(signFlipTest([1, 2, 3], seeded()))).toEqual({ p: 2 / 8, exact: true })
  })

  it('is 1 without a difference; zeros do not count', () => {
    expect(valueOf(signFlipTest([0, 0], seeded()))).toEqual({ p: 1, exact: true })
    expect(valueOf(signFlipTest([0, 1, 2, 3, 0], seeded())).p).toBe(2 / 8)
  })

  it('samples beyond 13 differences, never reaching 0', () => {
    const clear = valueOf(
      signFlipTest(
        Array.from({ length: 40 }, () => 1),
        seeded(),
      ),
    )
    expect(clear).toEqual({ p: 1 / 10_000, exact: false })
    const balanced = Array.from({ length: 40 }, (_, j) => (j % 2 === 0 ? 1 : -1))
    expect(valueOf(signFlipTest(balanced, seeded())).p).toBe(1)
  })

  it('sampled comes near the exact binomial', () => {
    // 14 signs, 11 alike: P(X ≥ 11 or X ≤ 3) = 2(364 + 91 + 14 + 1)/2¹⁴
    const differences = Array.from({ length: 14 }, (_, j) => (j < 11 ? 1 : -1))
    const { p, exact } = valueOf(signFlipTest(differences, seeded()))
    expect(exact).toBe(false)
    expect(p).toBeCloseTo(940 / 16_384, 2)
    expect(signFlipTest(differences, seeded())).toEqual({ ok: true, value: { p, exact }, warnings: [] })
  })

  it('never 20: gives the same bits for shuffled differences, sampled ones too', () => {
    const differences = Array.from({ length: 30 }, (_, j) => Math.sin(j) + 0.2)
    expect(signFlipTest(differences.toReversed(), seeded())).toEqual(signFlipTest(differences, seeded()))
  })

  it.each([
    [signFlipTest([], seeded()), 'too-few-items'],
    [signFlipTest([1], seeded()), 'too-few-items'],
    [signFlipTest([1, Number.NaN], seeded()), 'out-of-range'],
    [signFlipTest([1, Number.POSITIVE_INFINITY], seeded()), 'out-of-range'],
  ])('case %#: refuses what cannot be flipped', (result, want) => {
    expect(reasonOf(result)).toBe(want)
  })

  it('gives a p value for any differences', () => {
    fc.assert(
      fc.property(
        fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 2, maxLength: 8 }),
        (values) => {
          const { p } = valueOf(signFlipTest(values, seeded()))
          expect(p).toBeGreaterThan(0)
          expect(p).toBeLessThanOrEqual(1)
        },
      ),
    )
  })
})

describe('labPermutationTest', () => {
  it('finds a lab that is always lower, from one seed the same', () => {
    const items = 12
    const means = [1, 1, 0].flatMap((value) => Array.from({ length: items }, () => value))
    expect(valueOf(labPermutationTest(means, 3, items, seeded())).p).toBe(1 / 10_000)
    expect(labPermutationTest(means, 3, items, seeded())).toEqual(
      labPermutationTest(means, 3, items, seeded()),
    )
  })

  it('is 1 where labs say the same', () => {
    expect(valueOf(labPermutationTest([0, 0.1, 1, 0, 0.1, 1], 2, 3, seeded())).p).toBe(1)
  })

  it('of two labs is the exact sign test, and sampled comes near it', () => {
    // 8 items, 7 for one lab: 2(1 + 8)/2⁸
    const [one, two] = [
      [1, 1, 1, 1, 1, 1, 1, 0],
      [0, 0, 0, 0, 0, 0, 0, 1],
    ] as const
    expect(valueOf(labPermutationTest([...one, ...two], 2, 8, seeded()))).toEqual({
      p: 18 / 256,
      exact: true,
    })
    // The same with 14 items, 11 for one lab: 2(1 + 14 + 91 + 364)/2¹⁴, by 9,999 draws.
    const eleven = Array.from({ length: 14 }, (_, j) => (j < 11 ? 1 : 0))
    const sampled = labPermutationTest([...eleven, ...eleven.map((x) => 1 - x)], 2, 14, seeded())
    expect(valueOf(sampled).exact).toBe(false)
    expect(valueOf(sampled).p).toBeCloseTo(940 / 16_384, 2)
  })

  it('of three labs looks at all 36 arrangements of two items', () => {
    // Totals 2, 1, 0 have the largest sum of squares: 6 of the 36 arrangements reach it.
    expect(valueOf(labPermutationTest([1, 1, 0.5, 0.5, 0, 0], 3, 2, seeded()))).toEqual({
      p: 6 / 36,
      exact: true,
    })
  })

  it.each([
    [labPermutationTest([0, 1], 1, 2, seeded()), 'too-few-labs'],
    [labPermutationTest([0, 1], 2, 1, seeded()), 'too-few-items'],
    [labPermutationTest([0, 1, 1], 2, 2, seeded()), 'mismatched-items'],
    [labPermutationTest([0, 1, 1, Number.NaN], 2, 2, seeded()), 'out-of-range'],
  ])('case %#: refuses what is no table', (result, want) => {
    expect(reasonOf(result)).toBe(want)
  })
})

describe('energyTest', () => {
  /** Numbers on a line, with their distances. */
  const line = (early: readonly number[], late: readonly number[]) => {
    const all = [...early, ...late]
    return {
      distances: all.flatMap((x) => all.map((y) => Math.abs(x - y))),
      early: early.length,
      late: late.length,
    }
  }

  it('is the energy distance, worked by hand', () => {
    // Between: 3, 4, 2, 3; within: 1 and 1. 2·12/4 − 2·1/4 − 2·1/4 = 5.
    expect(valueOf(energyTest([line([0, 1], [3, 4])], seeded())).statistic).toBeCloseTo(5, 12)
    // Two of the six splits of four points are as far apart: p is about 1/3.
    expect(valueOf(energyTest([line([0, 1], [3, 4])], seeded())).p).toBeCloseTo(1 / 3, 1)
  })

  it('sees a shift against the own spread, and none where there is none', () => {
    const early = [1, 2, 3, 4, 5, 6]
    const shifted = Array.from({ length: 3 }, () =>
      line(
        early,
        early.map((x) => x + 9),
      ),
    )
    expect(valueOf(energyTest(shifted, seeded())).p).toBeLessThan(0.001)
    const same = Array.from({ length: 3 }, () => line(early, [1.5, 2.5, 3.5, 4.5, 5.5, 0.5]))
    expect(valueOf(energyTest(same, seeded())).p).toBeGreaterThan(0.2)
    // All alike: nothing can be more extreme.
    expect(valueOf(energyTest([line([7, 7, 7], [7, 7])], seeded()))).toEqual({ statistic: 0, p: 1 })
  })

  it('holds its level where nothing changed', () => {
    const random = seeded()
    let alarms = 0
    for (let trial = 0; trial < 100; trial++) {
      const draw = (): number[] => Array.from({ length: 4 }, () => random.normal())
      const strata = Array.from({ length: 2 }, () => line(draw(), draw()))
      if (valueOf(energyTest(strata, random)).p <= 0.1) alarms += 1
    }
    expect(alarms).toBeLessThanOrEqual(20)
  })

  it.each([
    ['nothing', [], 'too-few-items'],
    ['one answer', [line([1], [2, 3])], 'too-few-items'],
    ['a distance short', [{ distances: [0, 1, 1], early: 2, late: 2 }], 'mismatched-items'],
    [
      'what is no distance',
      [{ ...line([1, 2], [3, 4]), distances: Array.from({ length: 16 }, () => -1) }],
      'out-of-range',
    ],
  ])('refuses %s', (_, strata, reason) => {
    expect(energyTest(strata, seeded())).toEqual({ ok: false, reason })
  })
})
