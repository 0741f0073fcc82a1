import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConcordError } from '../error.ts'
import { benjaminiHochberg, holm } from './multiplicity.ts'

// p_adjust.json: Rscript 12_padjust.R (R 4.2.2, stats::p.adjust; the first is the example of Benjamini & Hochberg).
const SETS = [
  {
    p: [
      0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.324, 0.4262, 0.5719, 0.6528,
      0.759, 1,
    ],
    byHolm: [0.0015, 0.0056, 0.0247, 0.114, 0.2211, 0.278, 0.278, 0.278, 0.3213, 1, 1, 1, 1, 1, 1],
    byBH: [
      0.0015, 0.003, 0.0095, 0.035625, 0.0603, 0.06385714285714286, 0.06385714285714286, 0.0645, 0.0765,
      0.486, 0.5811818181818181, 0.7148749999999999, 0.7532307692307693, 0.8132142857142857, 1,
    ],
  },
  { p: [0.5, 0.5, 0.001], byHolm: [1, 1, 0.003], byBH: [0.5, 0.5, 0.003] },
  {
    p: [0, 1e-300, 0.2, null, 0.05],
    byHolm: [0, 3e-300, 0.2, null, 0.1],
    byBH: [0, 2e-300, 0.2, null, 0.06666666666666667],
  },
  { p: [], byHolm: [], byBH: [] },
  { p: [null, null], byHolm: [null, null], byBH: [null, null] },
]

function expectClose(got: (number | null)[], want: (number | null)[]): void {
  expect(got.map((value) => value === null)).toEqual(want.map((value) => value === null))
  for (const [i, value] of want.entries()) {
    if (value !== null) expect(Math.abs((got[i] ?? Number.NaN) - value)).toBeLessThanOrEqual(1e-12 * value)
  }
}

describe('adjusted p values', () => {
  it.each(SETS)('case %#: are R’s to 1e-12', ({ p, byHolm, byBH }) => {
    expectClose(holm(p), byHolm)
    expectClose(benjaminiHochberg(p), byBH)
  })

  it.each([Number.NaN, -1e-9, 1.001, Number.POSITIVE_INFINITY])('of %d are not made up', (p) => {
    expect(() => holm([0.1, p])).toThrow(ConcordError)
    expect(() => benjaminiHochberg([p])).toThrow(ConcordError)
  })

  it('are at least p, at most 1, keep the order, and do not depend on it', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 12 }), (p) => {
        for (const adjust of [(list: number[]) => holm(list), (list: number[]) => benjaminiHochberg(list)]) {
          const adjusted = adjust(p)
          expect(adjust(p.toReversed()).toReversed()).toEqual(adjusted)
          for (const [i, value] of adjusted.entries()) {
            expect(value).toBeGreaterThanOrEqual((p[i] ?? 0) * (1 - 1e-15))
            expect(value).toBeLessThanOrEqual(1)
            for (const [k, other] of adjusted.entries()) {
              if ((p[i] ?? 0) < (p[k] ?? 0)) expect(value).toBeLessThanOrEqual(other)
            }
          }
        }
      }),
    )
  })
})
