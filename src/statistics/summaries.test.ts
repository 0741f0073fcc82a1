import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chiSquareQuantile } from './distributions.ts'
import { expectSound, reasonOf, valueOf } from './result.fixture.ts'
import {
  betweenVariance,
  coxReference,
  leaveOneOut,
  pauleMandel,
  qProfile,
  weightedMean,
} from './summaries.ts'

// R. C. Paule, J. Mandel, J. Res. NBS 87 (1982) 377, cadmium.
const cadmium = [
  [26.022, 0.076],
  [26.34, 0.464],
  [26.787, 0.003],
  [26.796, 0.014],
  [27.044, 0.003],
].map(([y = 0, v = 1]) => ({ y, v }))

describe('betweenVariance', () => {
  // meta_small_k.json, metrology_pkg_crosscheck.json: Rscript 04_meta.R (metafor 3.8.1, metRology 0.9-29-2).
  it.each([
    ['FE', 0],
    ['DL', 0.041269911464137381],
    ['PM', 0.1052193882487618],
    ['REML', 0.09958784056293522],
  ] as const)('%s of the cadmium measurements is %d', (method, want) => {
    expect(valueOf(betweenVariance(cadmium, method))).toBeCloseTo(want, 7)
  })

  it('meets its equation', () => {
    expect(weightedMean(cadmium, valueOf(betweenVariance(cadmium, 'PM'))).q).toBeCloseTo(4, 10)
    const { weightedQ, freeWeight } = weightedMean(cadmium, valueOf(betweenVariance(cadmium, 'REML')))
    expect(weightedQ / freeWeight).toBeCloseTo(1, 10)
    const { lo, hi } = valueOf(qProfile(cadmium)) ?? { lo: 0, hi: 0 }
    expect(weightedMean(cadmium, lo).q).toBeCloseTo(chiSquareQuantile(0.975, 4), 9)
    expect(weightedMean(cadmium, hi).q).toBeCloseTo(chiSquareQuantile(0.025, 4), 9)
  })

  it('is 0 where the values scatter less than their errors', () => {
    const close = [0.5, 0.51].map((y) => ({ y, v: 0.01 }))
    for (const method of ['DL', 'PM', 'REML'] as const) {
      expect(valueOf(betweenVariance(close, method))).toBe(0)
    }
  })

  it('is found across many orders of magnitude', () => {
    // Two values: PM, REML and DL agree, τ² = (y₁ − y₂)²/2 − v.
    for (const size of [1e-20, 1e-3, 1, 1e20]) {
      const two = [0, 10 * size].map((y) => ({ y, v: size ** 2 }))
      for (const method of ['DL', 'PM', 'REML'] as const) {
        expect(valueOf(betweenVariance(two, method)) / size ** 2).toBeCloseTo(49, 9)
      }
    }
  })
})

describe('weightedMean', () => {
  it('keeps the weight of the others where one has nearly all', () => {
    const { others, freeWeight } = weightedMean(
      [
        { y: 0, v: 1e-30 },
        { y: 1, v: 1 },
        { y: 2, v: 1 },
      ],
      0,
    )
    expect(others[0]).toBe(2)
    // Σw − Σw²/Σw = Σ w (Σw − w)/Σw: 2 of the first, 1 of each of the others.
    expect(freeWeight).toBeCloseTo(4, 12)
  })
})

const labs = (rows: readonly (readonly [number, number])[]): { x: number; u: number }[] =>
  rows.map(([x, v]) => ({ x, u: Math.sqrt(v) }))

// R. C. Paule, J. Mandel, J. Res. NBS 87 (1982) 377, cadmium; metrology_pkg_crosscheck.json, cd.mpaule:
// Rscript 04_meta.R (R 4.2.2, metRology 0.9-29-2).
const cadmiumLabs = labs([
  [27.044, 0.003],
  [26.022, 0.076],
  [26.34, 0.464],
  [26.787, 0.003],
  [26.796, 0.014],
])

describe('labs known by summaries', () => {
  it('that are inconsistent get the reference and variance of Paule and Mandel', () => {
    const got = valueOf(coxReference(cadmiumLabs))
    expect(got.consistent).toBe(false)
    expect(got.chiSquare).toBeCloseTo(22.631074587345335, 6)
    expect(got.tau2).toBeCloseTo(0.1052193882487618, 9)
    expect(got.reference).toBeCloseTo(26.712128748258966, 8)
    expect(got.u).toBeCloseTo(0.17113696361936054, 8)
    expect(valueOf(pauleMandel(cadmiumLabs))).toBe(got.tau2)
    for (const [i, { u: own }] of cadmiumLabs.entries()) {
      expect((got.distances[i]?.u ?? 0) ** 2).toBeCloseTo(own ** 2 + got.tau2 - got.u ** 2, 12)
    }
  })

  // meta_small_k.json, "three labs homogenous", fixed effect: Rscript 04_meta.R (metafor 3.8.1).
  it('that are consistent get the weighted mean', () => {
    const got = valueOf(
      coxReference(
        labs([
          [0.8, 0.0008],
          [0.82, 0.0009],
          [0.81, 0.0007],
        ]),
      ),
    )
    const weights = [1 / 0.0008, 1 / 0.0009, 1 / 0.0007]
    const total = weights.reduce((sum, w) => sum + w, 0)
    expect(got.consistent).toBe(true)
    expect(got.tau2).toBe(0)
    expect(
      valueOf(
        pauleMandel(
          labs([
            [0.8, 0.0008],
            [0.82, 0.0009],
            [0.81, 0.0007],
          ]),
        ),
      ),
    ).toBe(0)
    expect(got.u).toBeCloseTo(1 / Math.sqrt(total), 14)
    expect(got.reference).toBeCloseTo(
      ((weights[0] ?? 0) * 0.8 + (weights[1] ?? 0) * 0.82 + (weights[2] ?? 0) * 0.81) / total,
      14,
    )
    expect(got.distances[0]?.en).toBeCloseTo((0.8 - got.reference) / (2 * Math.sqrt(0.0008 - 1 / total)), 9)
  })

  it('never 7: an outlier hides in a reference it is part of, not in one from the others', () => {
    const rows = labs([
      [0.8, 0.0004],
      [0.81, 0.0004],
      [0.79, 0.0004],
      [0.8, 0.0004],
      [0.6, 0.0004],
    ])
    const inSample = valueOf(coxReference(rows)).distances[4]?.en ?? 0
    const without = valueOf(leaveOneOut(rows))[4]?.en ?? 0
    expect(Math.abs(inSample)).toBeLessThan(1.3)
    expect(Math.abs(without)).toBeGreaterThan(4)
  })

  it('leave one out adds the variances: the lab’s and the reference’s', () => {
    const rows = labs([
      [0.8, 0.0004],
      [0.81, 0.0004],
      [0.79, 0.0008],
    ])
    const [first] = valueOf(leaveOneOut(rows))
    const weights = [1 / 0.0004, 1 / 0.0008] as const
    const mean = (weights[0] * 0.81 + weights[1] * 0.79) / (weights[0] + weights[1])
    expect(first?.d).toBeCloseTo(0.8 - mean, 14)
    expect(first?.u).toBeCloseTo(Math.sqrt(0.0004 + 1 / (weights[0] + weights[1])), 14)
  })

  it('leave one out adds the variance between the others where they are inconsistent', () => {
    const distances = valueOf(leaveOneOut(cadmiumLabs))
    for (const [i, { x, u }] of cadmiumLabs.entries()) {
      const others = valueOf(coxReference(cadmiumLabs.filter((_, k) => k !== i)))
      expect(others.tau2).toBeGreaterThan(0)
      expect(distances[i]?.d).toBeCloseTo(x - others.reference, 12)
      expect((distances[i]?.u ?? 0) ** 2).toBeCloseTo(u ** 2 + others.tau2 + others.u ** 2, 12)
    }
  })

  it('never 20: have the same bits in any order', () => {
    const want = valueOf(coxReference(cadmiumLabs))
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 2, 3, 4], { minLength: 5, maxLength: 5 }), (order) => {
        const shuffled = order.flatMap((i) => cadmiumLabs[i] ?? [])
        const got = valueOf(coxReference(shuffled))
        expect({ ...got, distances: [] }).toEqual({ ...want, distances: [] })
        expect(got.distances).toEqual(order.map((i) => want.distances[i]))
        const others = valueOf(leaveOneOut(cadmiumLabs))
        expect(valueOf(leaveOneOut(shuffled))).toEqual(order.map((i) => others[i]))
      }),
    )
  })

  it('outside the reference are compared with it, not part of it', () => {
    const rows = labs([
      [0.8, 0.0004],
      [0.81, 0.0004],
      [0.79, 0.0008],
    ])
    const outside = { x: 0.7, u: 0.03, outside: true }
    const without = valueOf(coxReference(rows))
    const got = valueOf(coxReference([outside, ...rows]))
    expect({ ...got, distances: [] }).toEqual({ ...without, distances: [] })
    expect(got.distances.slice(1)).toEqual(without.distances)
    expect(got.distances[0]?.d).toBeCloseTo(0.7 - got.reference, 14)
    expect((got.distances[0]?.u ?? 0) ** 2).toBeCloseTo(0.0009 + got.u ** 2, 14)
    expect(valueOf(leaveOneOut([outside, ...rows])).slice(1)).toEqual(valueOf(leaveOneOut(rows)))
    // Two labs of which one is outside leave no reference.
    expect(reasonOf(coxReference([outside, { x: 1, u: 1 }]))).toBe('too-few-labs')
  })

  it('a lab far more certain than the rest keeps a finite distance', () => {
    const got = valueOf(
      coxReference([
        { x: 0.5, u: 1e-12 },
        { x: 0.9, u: 0.3 },
        { x: 0.2, u: 0.3 },
      ]),
    )
    // u² − 1/Σw = u⁴ Σw_others to first order: no cancellation to 0.
    expect(got.distances[0]?.u).toBeCloseTo(1e-24 * Math.sqrt(2 / 0.09), 36)
    expect(Math.abs(got.distances[0]?.en ?? Number.NaN)).toBeLessThan(1e9)
  })

  it.each([
    [coxReference([]), 'too-few-labs'],
    [coxReference([{ x: 1, u: 1 }]), 'too-few-labs'],
    [leaveOneOut(cadmiumLabs.slice(0, 2)), 'too-few-labs'],
    [
      pauleMandel([
        { x: 1, u: 0 },
        { x: 2, u: 1 },
      ]),
      'out-of-range',
    ],
    [
      pauleMandel([
        { x: 1, u: -1 },
        { x: 2, u: 1 },
      ]),
      'out-of-range',
    ],
    [
      pauleMandel([
        { x: Number.NaN, u: 1 },
        { x: 2, u: 1 },
      ]),
      'out-of-range',
    ],
    [
      pauleMandel([
        { x: 1, u: 1e-200 },
        { x: 2, u: 1 },
      ]),
      'out-of-range',
    ],
    [
      pauleMandel([
        { x: 1e200, u: 1 },
        { x: 2, u: 1 },
      ]),
      'out-of-range',
    ],
  ])('case %#: refuses what is no summary', (result, want) => {
    expect(reasonOf(result)).toBe(want)
  })

  it('give numbers or a reason, and a variance that meets its equation', () => {
    const lab = fc.record({
      x: fc.oneof(fc.double({ noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true })),
      u: fc.oneof(fc.double({ noNaN: true }), fc.double({ min: 1e-4, max: 1, noNaN: true })),
    })
    fc.assert(
      fc.property(fc.array(lab, { maxLength: 6 }), (rows) => {
        expectSound(coxReference(rows))
        expectSound(leaveOneOut(rows))
        const tau2 = pauleMandel(rows)
        expectSound(tau2)
        if (tau2.ok) expect(tau2.value).toBeGreaterThanOrEqual(0)
      }),
      { numRuns: 300 },
    )
  })
})
