import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clusteredSE, wilson } from '../run-score.ts'
import { crossedLabItem } from '../crossed-lab-item.fixture.ts'
import { expectSound, reasonOf, valueOf } from '../result.fixture.ts'
import { collectAttempts } from './attempts.ts'
import type { AttemptResult, Attempts } from './attempts.ts'
import { oneRun, oneRunOfTotals } from './one-run.ts'

/** Attempts of one lab: for each item its results. */
function run(...items: AttemptResult[][]): Attempts {
  return collectAttempts(
    items.flatMap((results, j) =>
      results.map((result) => ({ lab: 'a', item: `i${String(j).padStart(3, '0')}`, result })),
    ),
  ).attempts
}

const all = (count: number, result: AttemptResult): AttemptResult[][] =>
  Array.from({ length: count }, () => [result])

describe('the set for one run', () => {
  it('gives the worked interval of the reference, lab by lab', () => {
    const cells = crossedLabItem()
    const none = new Uint16Array(cells.labs * cells.items)
    const got = valueOf(oneRun({ ...cells, missing: none, notApplicable: none }))
    expect(got.estimates.score).toBeCloseTo(0.59166667, 8)
    expect(valueOf(got.intervals.score)).toMatchObject({ method: 'effective-n' })
    expect(valueOf(got.intervals.score).lo).toBeCloseTo(0.50851805, 8)
    expect(valueOf(got.intervals.score).hi).toBeCloseTo(0.66988028, 8)
    expect(got.diagnostics).toMatchObject({
      items: 80,
      attempts: 240,
      repeats: { fewest: 3, most: 3 },
      missing: 0,
      bounds: null,
    })
    expect(got.diagnostics.effectiveN).toBeCloseTo(143.22095, 5)
    expect(got.diagnostics.ends?.ceiling).toBe(26 / 80)
    expect(got.diagnostics.strip?.map(({ mean }) => mean)).toEqual([0, 1 / 3, 2 / 3, 1])
    expect(got.diagnostics.strip?.reduce((sum, { items }) => sum + items, 0)).toBe(80)
    expect(got.verdict).toBeNull()
  })

  it('puts many different means together by twentieths', () => {
    const scores = Array.from({ length: 100 }, (_, j): AttemptResult[] => [j / 99])
    const { strip } = valueOf(oneRun(run(...scores))).diagnostics
    expect(strip).toHaveLength(21)
    expect(strip?.[1]).toEqual({ mean: 0.05, items: 5 })
  })

  it('says what no failure does not exclude, and what no success does not', () => {
    const passed = valueOf(oneRun(run(...all(50, 1))))
    expect(passed.intervals.notExcluded).toEqual({ of: 'failures', share: 1 - 0.05 ** (1 / 50) })
    expect(passed.intervals.notExcluded?.share).toBeCloseTo(0.058, 3)
    expect(valueOf(oneRun(run(...all(50, 0)))).intervals.notExcluded?.of).toBe('successes')
    expectSound(oneRun(run(...all(50, 1))))
  })

  it('uses CR2 where items come in groups', () => {
    const items = Array.from({ length: 24 }, (_, j): AttemptResult[] => [j % 3 === 0 || j > 18 ? 1 : 0])
    const groups = items.map((_, j) => `g${Math.floor(j / 4)}`)
    const got = valueOf(oneRun(run(...items), { groups }))
    const want = valueOf(
      clusteredSE(
        items.map(([value]) => Number(value)),
        groups,
      ),
    )
    expect(valueOf(got.intervals.score)).toEqual({ ...want.interval, method: 'cr2' })
    expect(got.diagnostics.groups).toBe(6)
  })

  it('takes each group for one item where every group is the same', () => {
    const groups = all(50, 1).map((_, j) => `g${j % 5}`)
    const got = valueOf(oneRun(run(...all(50, 1)), { groups }))
    expect(got.intervals.notExcluded?.share).toBe(1 - 0.05 ** (1 / 5))
    expect(valueOf(got.intervals.score)).toEqual(valueOf(valueOf(oneRun(run(...all(5, 1)))).intervals.score))
  })

  it('uses t for scores that are not 0 or 1, and has no interval where all are the same', () => {
    const got = valueOf(oneRun(run([0.2], [0.4], [0.9])))
    expect(valueOf(got.intervals.score).method).toBe('t')
    expect(got.estimates.flipRate).toBeNull()
    const same = valueOf(oneRun(run(...all(4, 0.5))))
    expect(same.estimates.score).toBe(0.5)
    expect(reasonOf(same.intervals.score)).toBe('no-variation')
  })

  it('counts flips, states and bounds', () => {
    const got = valueOf(oneRun(run([1, 0, 1], [1, 1], [0, 'missing'], ['missing'], ['not-applicable'])))
    expect(got.estimates.flipRate).toBe(0.5)
    expect(got.diagnostics).toMatchObject({
      items: 3,
      attempts: 6,
      repeats: { fewest: 1, most: 3 },
      missing: 2,
      notApplicable: 1,
      bounds: { lo: (2 / 3 + 1 + 0 + 0) / 4, hi: (2 / 3 + 1 + 0.5 + 1) / 4 },
    })
    const worst = valueOf(oneRun(run([1], [1], ['missing']), { denominator: 'missing-as-worst' }))
    expect(worst.estimates.score).toBeCloseTo(2 / 3, 12)
  })

  it.each([
    ['no item', run(), 'too-few-items'],
    ['one item', run([1, 0, 1]), 'too-few-items'],
    ['nothing that counts', run(['missing'], ['missing'], [1]), 'too-few-items'],
    ['a score above 1', run([2], [0.5]), 'out-of-range'],
  ])('refuses %s by name', (_, attempts, reason) => {
    expect(reasonOf(oneRun(attempts))).toBe(reason)
  })

  it('refuses groups of other items, and one group', () => {
    expect(reasonOf(oneRun(run([1], [0]), { groups: ['g'] }))).toBe('mismatched-items')
    const one = valueOf(oneRun(run([1], [0]), { groups: ['g', 'g'] }))
    expect(reasonOf(one.intervals.score)).toBe('too-few-items')
  })

  it('is sound for every table of passes and failures', () => {
    const item = fc.array(fc.constantFrom<AttemptResult>(0, 1, 'missing'), { minLength: 1, maxLength: 3 })
    fc.assert(fc.property(fc.array(item, { maxLength: 12 }), (items) => expectSound(oneRun(run(...items)))))
  })
})

describe('the set of totals', () => {
  it('is Wilson’s interval of trials taken for items', () => {
    const got = valueOf(oneRunOfTotals({ successes: 45, n: 50 }))
    expect(valueOf(got.intervals.score)).toEqual({ ...valueOf(wilson(0.9, 50)), method: 'wilson' })
    expect(got.intervals.notExcluded).toBeNull()
    expect(got.diagnostics.items).toBeNull()
  })

  it('has the exact one-sided share where all are the same', () => {
    expect(valueOf(oneRunOfTotals({ successes: 50, n: 50 })).intervals.notExcluded?.of).toBe('failures')
    const none = valueOf(oneRunOfTotals({ successes: 0, n: 50 })).intervals.notExcluded
    expect(none?.of).toBe('successes')
    expect(none?.share).toBeCloseTo(1 - 0.05 ** (1 / 50), 12)
  })

  it('refuses what are no counts', () => {
    expect(reasonOf(oneRunOfTotals({ successes: 3, n: 0 }))).toBe('out-of-range')
    expect(reasonOf(oneRunOfTotals({ successes: 0, n: 0 }))).toBe('n-unknown')
    expect(reasonOf(oneRunOfTotals({ successes: 51, n: 50 }))).toBe('out-of-range')
    expect(reasonOf(oneRunOfTotals({ successes: 1.5, n: 50 }))).toBe('out-of-range')
  })
})
