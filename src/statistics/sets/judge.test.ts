import { describe, expect, it } from 'vitest'
import { twoRaterAgreement } from '../agreement.ts'
import { tenenbein } from '../judge-correction.ts'
import { krippendorffAlpha } from '../krippendorff.ts'
import { createGenerator } from '../resampling.ts'
import { expectSound, reasonOf, valueOf } from '../result.fixture.ts'
import { collectJudged, judgeAgainstPeople, twoRaters } from './judge.ts'
import type { JudgedRow, RatedRow } from './judge.ts'

const random = () => createGenerator([1, 2, 3, 4])

/** Outputs judged one way, `labelled` of them by people, `truly` of these 1. */
function outputs(judge: boolean, count: number, labelled: number, truly: number, from = 0): JudgedRow[] {
  return Array.from({ length: count }, (_, k) => ({
    item: `${judge ? 'p' : 'n'}${from + k}`,
    judge,
    human: k < labelled ? k < truly : null,
  }))
}

/** In Telugu the judge misses half of the unsafe answers. */
const TELUGU = [...outputs(true, 40, 40, 38), ...outputs(false, 960, 160, 7)]
/** A judge that is as good as people, 400 labels. */
const GOOD = [...outputs(true, 200, 200, 198), ...outputs(false, 200, 200, 2)]

const judged = (rows: readonly JudgedRow[], delta: number | null = 0.05) =>
  judgeAgainstPeople(collectJudged(rows), random(), { delta, replicates: 199 })

describe('the set for a judge', () => {
  it('is Tenenbein’s correction, with the agreement of the labels beside it', () => {
    const got = valueOf(judged(TELUGU))
    const want = valueOf(tenenbein(got.diagnostics.counts))
    const correction = valueOf(got.estimates.correction)
    expect(correction.rate).toBe(want.rate.value)
    expect(valueOf(got.intervals.rate)).toEqual({ lo: want.rate.lo, hi: want.rate.hi })
    expect(correction.sensitivity).toBeCloseTo(0.45, 1)
    expect(got.estimates.raw).toBe(0.04)
    expect(got.diagnostics).toMatchObject({ items: 1000, labels: 200, clustered: false, truePositive: 0.95 })
    expect(valueOf(got.estimates.labelled)).toEqual(
      valueOf(
        twoRaterAgreement([
          [38, 2],
          [7, 153],
        ]),
      ),
    )
    expectSound(judged(TELUGU))
  })

  it('has Krippendorff’s α of the labelled outputs', () => {
    const units = TELUGU.flatMap(({ judge, human }) =>
      human === null ? [] : [[Number(judge), Number(human)]],
    )
    const { alpha } = valueOf(krippendorffAlpha(units, 'nominal'))
    const got = valueOf(judged(TELUGU))
    expect(got.estimates.alpha).toBeCloseTo(alpha, 12)
    const range = valueOf(got.intervals.alpha)
    expect(range.lo).toBeLessThan(alpha)
    expect(range.hi).toBeGreaterThan(alpha)
  })

  it('is usable, usable if corrected, or not, and nothing without a gap', () => {
    expect(valueOf(judged(GOOD)).verdict).toBe('usable')
    expect(valueOf(judged(TELUGU, 0.03)).verdict).toBe('usable-corrected')
    expect(valueOf(judged(TELUGU, null)).verdict).toBeNull()
    const blind = [...outputs(true, 100, 100, 50), ...outputs(false, 100, 100, 50)]
    expect(valueOf(judged(blind, 0.03)).verdict).toBe('not-usable')
  })

  it('corrects nothing with fewer than 10 labels of a verdict', () => {
    const got = valueOf(judged([...outputs(true, 40, 9, 9), ...outputs(false, 60, 60, 0)]))
    expect(reasonOf(got.estimates.correction)).toBe('too-few-labels')
    expect(reasonOf(got.intervals.rate)).toBe('too-few-labels')
    expect(got.verdict).toBe('not-usable')
    expect(got.estimates.raw).toBe(0.4)
  })

  it('draws items where one has several outputs', () => {
    const rows = GOOD.map((row, k) => ({ ...row, item: `i${k % 40}` }))
    const got = valueOf(judged(rows))
    expect(got.diagnostics).toMatchObject({ items: 40, clustered: true })
    const plain = valueOf(valueOf(judged(GOOD)).intervals.rate)
    expect(valueOf(got.intervals.rate)).not.toEqual(plain)
  })

  it('does not depend on the order of the outputs', () => {
    const rows = GOOD.map((row, k) => ({ ...row, item: `i${k % 57}` }))
    expect(judged(rows.toReversed())).toEqual(judged(rows))
  })

  it('refuses by name', () => {
    expect(reasonOf(judged([]))).toBe('too-few-items')
    expect(reasonOf(judged(GOOD, 2))).toBe('out-of-range')
    const silent = valueOf(judged(outputs(true, 30, 0, 0)))
    expect(reasonOf(silent.estimates.labelled)).toBe('too-few-items')
    expect(silent.estimates.alpha).toBeNull()
    const same = valueOf(judged(outputs(true, 30, 30, 30)))
    expect(reasonOf(same.estimates.labelled)).toBe('no-variation')
    expect(reasonOf(same.intervals.alpha)).toBe('not-converged')
  })
})

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
