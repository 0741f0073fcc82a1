import { describe, expect, it } from 'vitest'
import { betweenVariance, qProfile, weightedMean } from './between-variance.ts'
import { chiSquareQuantile } from './distributions.ts'
import { valueOf } from './result.fixture.ts'

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
