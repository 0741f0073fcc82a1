import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cochranQ } from '../crossed-anova.ts'
import {
  attemptedItems,
  collectAttempts,
  commonItems,
  countedCells,
  distanceBounds,
  droppedItems,
  isPassOrFail,
  missingness,
  openBounds,
  scoreBounds,
} from './attempts.ts'
import type { AttemptResult, AttemptRow } from './attempts.ts'

const row = (lab: string, item: string, result: AttemptResult): AttemptRow => ({ lab, item, result })

const ROWS = [
  row('b', 'y', 1),
  row('b', 'y', 0),
  row('a', 'x', 1),
  row('a', 'y', 'missing'),
  row('a', 'y', 1),
  row('b', 'x', 'missing'),
  row('a', 'z', 'not-applicable'),
  row('b', 'z', 1),
]

const results = fc.oneof(
  fc.constantFrom<AttemptResult>(0, 1, 'missing', 'not-applicable'),
  fc.double({ min: 0, max: 1, noNaN: true }),
)
const rows = fc.array(
  fc.tuple(fc.constantFrom('a', 'b', 'c'), fc.constantFrom('v', 'w', 'x', 'y', 'z'), results),
  { minLength: 1, maxLength: 60 },
)

describe('collectAttempts', () => {
  it('sorts labs and items, and counts the states apart', () => {
    const { labs, items, attempts } = collectAttempts(ROWS)
    expect([labs, items]).toEqual([
      ['a', 'b'],
      ['x', 'y', 'z'],
    ])
    expect([...attempts.n]).toEqual([1, 1, 0, 0, 2, 1])
    expect([...attempts.sum]).toEqual([1, 1, 0, 0, 1, 1])
    expect([...attempts.missing]).toEqual([0, 1, 0, 1, 0, 0])
    expect([...attempts.notApplicable]).toEqual([0, 0, 1, 0, 0, 0])
  })

  it('gives the same bits in any order of the lines', () => {
    fc.assert(
      fc.property(rows, fc.infiniteStream(fc.nat()), (lines, keys) => {
        const given = lines.map(([lab, item, result]) => row(lab, item, result))
        const shuffled = given
          .map((line) => ({ line, key: keys.next().value ?? 0 }))
          .toSorted((a, b) => a.key - b.key)
          .map(({ line }) => line)
        expect(collectAttempts(shuffled)).toEqual(collectAttempts(given))
      }),
    )
  })

  it('never 20: three scores in one cell have the same sum in any order', () => {
    const scores = [0.1, 0.2, 0.3]
    expect(scores.reduce((sum, score) => sum + score, 0)).not.toBe(
      scores.toReversed().reduce((sum, score) => sum + score, 0),
    )
    const given = scores.map((score) => row('a', 'x', score))
    expect(collectAttempts(given.toReversed())).toEqual(collectAttempts(given))
  })
})

describe('what counts', () => {
  const { attempts } = collectAttempts(ROWS)

  it('is an item with a result in every lab, and one that applies in all', () => {
    expect(commonItems(attempts, 'scored-only')).toEqual([1])
    expect(commonItems(attempts, 'missing-as-best')).toEqual([0, 1])
    expect(attemptedItems(attempts)).toEqual([0, 1])
  })

  it('is no item of which one attempt does not apply in some lab, where labs are compared', () => {
    const partly = [row('a', 'x', 1), row('a', 'x', 'not-applicable'), row('b', 'x', 1), row('b', 'y', 0)]
    const compared = collectAttempts([...partly, row('a', 'y', 1)]).attempts
    expect(commonItems(compared, 'scored-only')).toEqual([1])
    expect(attemptedItems(compared)).toEqual([1])
    const alone = collectAttempts(partly.filter(({ lab }) => lab === 'a')).attempts
    expect(commonItems(alone, 'scored-only')).toEqual([0])
  })

  it('takes the missing as the protocol says', () => {
    expect([...countedCells(attempts, 'missing-as-worst').sum]).toEqual([1, 1, 0, 0, 1, 1])
    expect([...countedCells(attempts, 'missing-as-best').sum]).toEqual([1, 2, 0, 1, 1, 1])
    expect([...countedCells(attempts, 'missing-as-best').n]).toEqual([1, 2, 0, 1, 2, 1])
    expect(countedCells(attempts, 'missing-as-worst').ss[1]).toBe(0.5)
  })

  it('is said of what drops: how many items, and the scores on them', () => {
    const counted = countedCells(attempts, 'scored-only')
    expect(droppedItems(counted, [1])).toEqual({ items: 2, scores: [1, 1] })
    expect(droppedItems(counted, [0, 1, 2])).toEqual({ items: 0, scores: [null, null] })
  })

  it('knows scores that are not 0 or 1', () => {
    expect(isPassOrFail(countedCells(attempts, 'scored-only'))).toBe(true)
    expect(isPassOrFail(collectAttempts([row('a', 'x', 0.5)]).attempts)).toBe(false)
  })
})

describe('the bounds', () => {
  it('are the missing at each end', () => {
    const { attempts } = collectAttempts(ROWS)
    expect(scoreBounds(attempts, 0)).toEqual({ lo: (1 + 0.5) / 2, hi: 1 })
    // On x and y: a .75 to 1, b .25 to .75.
    expect(distanceBounds(attempts)).toEqual([
      { lo: 0, hi: 0.75 },
      { lo: -0.75, hi: 0 },
    ])
    expect(openBounds(attempts)).toEqual(distanceBounds(attempts))
    expect(openBounds(collectAttempts([row('a', 'x', 1), row('b', 'x', 0)]).attempts)).toBeNull()
    const elsewhere = [row('a', 'x', 1), row('b', 'x', 0), row('a', 'y', 'missing')]
    expect(openBounds(collectAttempts(elsewhere).attempts)).toBeNull()
    expect(scoreBounds(collectAttempts([row('a', 'x', 'not-applicable')]).attempts)).toBeNull()
  })

  it('never 14: widen when another attempt is without a result, of its lab and of all others', () => {
    fc.assert(
      fc.property(rows, fc.nat(), (lines, at) => {
        const given = lines.map(([lab, item, result]) => row(lab, item, result))
        const chosen = at % given.length
        const before = collectAttempts(given)
        if (given[chosen]?.result === 'not-applicable') return
        const after = collectAttempts(
          given.map((line, k) => (k === chosen ? { ...line, result: 'missing' } : line)),
        )
        const lab = before.labs.indexOf(given[chosen]?.lab ?? '')
        const was = scoreBounds(before.attempts, lab)
        const is = scoreBounds(after.attempts, lab)
        expect(is?.lo).toBeLessThanOrEqual((was?.lo ?? 0) + 1e-12)
        expect(is?.hi).toBeGreaterThanOrEqual((was?.hi ?? 1) - 1e-12)
        // It is still attempted, so that labs are compared on the same items as before: nobody's bounds narrow.
        if (before.labs.length < 2 || attemptedItems(before.attempts).length === 0) return
        const narrower = distanceBounds(before.attempts)
        for (const [k, wider] of distanceBounds(after.attempts).entries()) {
          expect(wider.lo).toBeLessThanOrEqual((narrower[k]?.lo ?? Number.NaN) + 1e-12)
          expect(wider.hi).toBeGreaterThanOrEqual((narrower[k]?.hi ?? Number.NaN) - 1e-12)
        }
      }),
    )
  })
})

describe('missingness', () => {
  it('is Cochran’s Q of who has attempts without a result, on what all attempted', () => {
    const lacking = [
      [0, 0, 0, 0, 0, 1],
      [0, 1, 1, 0, 1, 1],
      [0, 0, 1, 0, 0, 0],
    ]
    const lines = lacking.flatMap((lab, i) =>
      lab.map((without, j) => row(`lab ${i}`, `item ${j}`, without === 1 ? 'missing' : 1)),
    )
    const { attempts } = collectAttempts([...lines, row('lab 0', 'alone', 'missing')])
    expect(missingness(attempts)).toEqual(cochranQ(lacking.flat(), 3, 6))
  })

  it('is nothing where nothing is missing, and refused where all labs lack the same', () => {
    expect(missingness(collectAttempts([row('a', 'x', 1), row('b', 'x', 1)]).attempts)).toBeNull()
    const same = ['a', 'b'].flatMap((lab) => [row(lab, 'x', 'missing'), row(lab, 'y', 1)])
    expect(missingness(collectAttempts(same).attempts)).toEqual({ ok: false, reason: 'no-variation' })
  })
})
