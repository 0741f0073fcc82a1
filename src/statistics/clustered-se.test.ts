import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clusteredSE } from './clustered-se.ts'
import { expectSound, reasonOf, valueOf } from './result.fixture.ts'

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
