import { describe, expect, it } from 'vitest'
import { createGenerator } from '../resampling.ts'
import { expectSound, reasonOf, valueOf } from '../result.fixture.ts'
import { twoRaters } from './two-raters.ts'
import type { RatedRow } from './two-raters.ts'

const random = () => createGenerator([1, 2, 3, 4])
const times = (count: number, first: string | null, second: string | null): RatedRow[] =>
  Array.from({ length: count }, () => ({ first, second }))

describe('the set for two raters', () => {
  // D. V. Cicchetti, A. R. Feinstein (1990): the paradox of κ; statistics.md §3.8.
  const PARADOX = [...times(118, 'ok', 'ok'), ...times(5, 'ok', 'bad'), ...times(2, 'bad', 'ok')]

  it('never 13: shows κ only with agreement and AC1', () => {
    const got = valueOf(twoRaters(PARADOX, random()))
    expect(got.estimates.observed).toBeCloseTo(0.944, 3)
    expect(got.estimates.kappa).toBeCloseTo(-0.023, 3)
    expect(got.estimates.ac1).toBeCloseTo(0.941, 3)
    expect(got.diagnostics).toMatchObject({ categories: ['bad', 'ok'], unlabelled: 0 })
    expect(got.diagnostics.table).toEqual([
      [0, 2],
      [5, 118],
    ])
    expectSound(twoRaters(PARADOX, random()))
  })

  it('counts what one of them left without a label', () => {
    const got = valueOf(twoRaters([...PARADOX, ...times(3, 'ok', null)], random()))
    expect(got.diagnostics.unlabelled).toBe(3)
    expect(got.estimates.items).toBe(125)
  })

  it('does not depend on the order', () => {
    expect(twoRaters(PARADOX.toReversed(), random(), 99)).toEqual(twoRaters(PARADOX, random(), 99))
  })

  it('refuses by name', () => {
    expect(reasonOf(twoRaters([], random()))).toBe('too-few-items')
    expect(reasonOf(twoRaters(times(1, 'a', 'b'), random()))).toBe('too-few-items')
    expect(reasonOf(twoRaters(times(20, 'a', 'a'), random()))).toBe('no-variation')
    expect(reasonOf(twoRaters(times(20, null, 'a'), random()))).toBe('too-few-items')
  })

  it('has no interval where agreement is complete', () => {
    const got = valueOf(twoRaters([...times(20, 'a', 'a'), ...times(20, 'b', 'b')], random()))
    expect(got.estimates.observed).toBe(1)
    expect(reasonOf(got.intervals.observed)).toBe('no-variation')
    expect(reasonOf(got.intervals.alpha)).toBe('no-variation')
  })
})
