import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { clusteredSE } from '../run-score.ts'
import { newcombe, pairedDifference, tango } from '../paired-difference.ts'
import { expectSound, reasonOf, valueOf } from '../result.fixture.ts'
import { collectAttempts } from './attempts.ts'
import type { AttemptResult, Attempts } from './attempts.ts'
import { twoConfigurations, twoConfigurationsOfTotals } from './two-configurations.ts'

/** Attempts of two sides; for each item the results of both. */
function pair(items: readonly (readonly [AttemptResult[], AttemptResult[]])[]): Attempts {
  return collectAttempts(
    items.flatMap(([first, second], j) => {
      const item = `i${String(j).padStart(4, '0')}`
      return [
        ...first.map((result) => ({ lab: 'a', item, result })),
        ...second.map((result) => ({ lab: 'b', item, result })),
      ]
    }),
  ).attempts
}

/** One attempt each: `both` passed by both, `first` by the first only, and so on. */
function counts(both: number, first: number, second: number, neither: number): Attempts {
  const of = (times: number, a: AttemptResult, b: AttemptResult) =>
    Array.from({ length: times }, (): [AttemptResult[], AttemptResult[]] => [[a], [b]])
  return pair([...of(both, 1, 1), ...of(first, 1, 0), ...of(second, 0, 1), ...of(neither, 0, 0)])
}

describe('the set for two configurations', () => {
  it('takes Tango for one attempt per item below 300 items, t from there on', () => {
    const small = valueOf(twoConfigurations(counts(150, 12, 6, 32)))
    expect(valueOf(small.intervals.difference)).toEqual({ ...valueOf(tango(12, 6, 200)), method: 'tango' })
    expect(small.estimates.difference).toBeCloseTo(0.03, 12)
    expect(small.diagnostics.discordant).toMatchObject({ first: 12, second: 6 })
    expect(small.diagnostics.detectable).toBeCloseTo(0.0589, 3)
    const large = valueOf(twoConfigurations(counts(250, 12, 6, 32)))
    const a = [...Array<number>(262).fill(1), ...Array<number>(38).fill(0)]
    const b = [
      ...Array<number>(250).fill(1),
      ...Array<number>(12).fill(0),
      ...Array<number>(6).fill(1),
      ...Array<number>(32).fill(0),
    ]
    const want = valueOf(pairedDifference(a, b))
    expect(valueOf(large.intervals.difference).method).toBe('t')
    expect(valueOf(large.intervals.difference).lo).toBeCloseTo(want.lo, 12)
  })

  it('never 10: of 5 discordant of 5 has width', () => {
    const { lo, hi } = valueOf(valueOf(twoConfigurations(counts(0, 5, 0, 0))).intervals.difference)
    expect(lo).toBeCloseTo(0.131, 3)
    expect(hi).toBe(1)
  })

  it('says equivalent, better, worse or cannot tell, and nothing without a gap', () => {
    const verdictOf = (attempts: Attempts, delta: number | null) =>
      valueOf(twoConfigurations(attempts, { delta })).verdict
    expect(verdictOf(counts(150, 12, 6, 32), null)).toBeNull()
    expect(verdictOf(counts(150, 12, 6, 32), 0.05)).toBe('cannot-tell')
    expect(verdictOf(counts(150, 12, 6, 32), 0.1)).toBe('equivalent')
    expect(verdictOf(counts(150, 25, 5, 20), 0.05)).toBe('better')
    expect(verdictOf(counts(150, 5, 25, 20), 0.05)).toBe('worse')
  })

  it('has the same interval, turned, when the sides change places', () => {
    const one = valueOf(valueOf(twoConfigurations(counts(40, 9, 2, 11))).intervals.difference)
    const other = valueOf(valueOf(twoConfigurations(counts(40, 2, 9, 11))).intervals.difference)
    expect(other.lo).toBeCloseTo(-one.hi, 9)
    expect(other.hi).toBeCloseTo(-one.lo, 9)
  })

  it('compares on the items both have, and says what dropped', () => {
    const items: [AttemptResult[], AttemptResult[]][] = [
      ...Array.from({ length: 20 }, (_, j): [AttemptResult[], AttemptResult[]] => [
        [j % 2 === 0 ? 1 : 0],
        [j % 3 === 0 ? 1 : 0],
      ]),
      [[1], []],
      [[1], []],
      [[], [0]],
    ]
    const got = valueOf(twoConfigurations(pair(items)))
    expect(got.diagnostics.items).toBe(20)
    expect(got.diagnostics.dropped).toEqual({ items: 3, scores: [1, 0] })
    expect(got.estimates.first).toBe(0.5)
  })

  it('gives no verdict that rests on how the missing count', () => {
    const items = Array.from({ length: 200 }, (_, j): [AttemptResult[], AttemptResult[]] => [
      [j % 4 === 0 ? 0 : 1],
      [j % 4 === 0 ? 0 : 1],
    ])
    expect(valueOf(twoConfigurations(pair(items), { delta: 0.05 })).verdict).toBe('equivalent')
    const lost = items.map(([a, b], j): [AttemptResult[], AttemptResult[]] => [a, j < 14 ? ['missing'] : b])
    const got = valueOf(twoConfigurations(pair(lost), { delta: 0.05 }))
    expect(got.verdict).toBe('missing-decides')
    expect(got.diagnostics).toMatchObject({ items: 186, missing: [0, 14] })
    expect(got.diagnostics.bounds?.hi).toBeCloseTo(10 / 200, 12)
    expect(got.diagnostics.bounds?.lo).toBeCloseTo(-4 / 200, 12)
    expect(valueOf(got.diagnostics.missingness ?? { ok: false, reason: 'no-variation' }).p).toBeLessThan(
      0.001,
    )
  })

  it('uses CR2 of the differences where items come in groups', () => {
    const items = Array.from({ length: 24 }, (_, j): [AttemptResult[], AttemptResult[]] => [
      [j % 2, (j + 1) % 2],
      [j % 5 === 0 ? 1 : 0, 0],
    ])
    const groups = items.map((_, j) => `g${j % 6}`)
    const got = valueOf(twoConfigurations(pair(items), { groups }))
    const gaps = items.map(([, [x = 0]]) => 0.5 - Number(x) / 2)
    const want = valueOf(clusteredSE(gaps, groups))
    const { lo, hi, method } = valueOf(got.intervals.difference)
    expect(method).toBe('cr2')
    expect([lo, hi]).toEqual([expect.closeTo(want.interval.lo, 9), expect.closeTo(want.interval.hi, 9)])
  })

  it('takes Newcombe for different items', () => {
    const rows: [AttemptResult[], AttemptResult[]][] = [
      ...Array.from({ length: 30 }, (_, j): [AttemptResult[], AttemptResult[]] => [[j < 20 ? 1 : 0], []]),
      ...Array.from({ length: 40 }, (_, j): [AttemptResult[], AttemptResult[]] => [[], [j < 10 ? 1 : 0]]),
    ]
    const got = valueOf(twoConfigurations(pair(rows), { delta: 0.05 }))
    const { lo, hi, method } = valueOf(got.intervals.difference)
    const plain = valueOf(newcombe(20, 30, 10, 40))
    expect(method).toBe('newcombe')
    expect(got.diagnostics.items).toBeNull()
    // The items are worth a little less than as many trials.
    expect(lo).toBeLessThan(plain.lo)
    expect(hi).toBeGreaterThan(plain.hi)
    expect(lo).toBeCloseTo(plain.lo, 1)
    expect(got.verdict).toBe('better')
  })

  it('refuses by name', () => {
    expect(reasonOf(twoConfigurations(pair([[[1], []]])))).toBe('too-few-labs')
    expect(reasonOf(twoConfigurations(pair([[[1], [0]]])))).toBe('too-few-items')
    expect(
      reasonOf(
        twoConfigurations(
          pair([
            [[1.5], [0]],
            [[1], [0]],
          ]),
        ),
      ),
    ).toBe('out-of-range')
    expect(reasonOf(twoConfigurations(counts(3, 1, 1, 1), { delta: 0 }))).toBe('out-of-range')
  })

  it('has no difference for different items whose scores are not 0 or 1', () => {
    const rows: [AttemptResult[], AttemptResult[]][] = [
      [[0.1], []],
      [[0.4], []],
      [[], [0.6]],
      [[], [0.8]],
    ]
    expect(reasonOf(valueOf(twoConfigurations(pair(rows))).intervals.difference)).toBe('mismatched-items')
  })

  it('is sound for every small table', () => {
    const result = fc.constantFrom<AttemptResult>(0, 1, 'missing')
    const side = fc.array(result, { maxLength: 2 })
    fc.assert(
      fc.property(fc.array(fc.tuple(side, side), { maxLength: 8 }), (items) =>
        expectSound(twoConfigurations(pair(items), { delta: 0.2 })),
      ),
    )
  })
})

describe('two totals', () => {
  it('are Newcombe’s interval with a verdict', () => {
    const got = valueOf(
      twoConfigurationsOfTotals(
        [
          { successes: 56, n: 70 },
          { successes: 48, n: 80 },
        ],
        { delta: 0.05 },
      ),
    )
    const want = valueOf(newcombe(56, 70, 48, 80))
    expect(valueOf(got.intervals.difference)).toMatchObject({
      lo: expect.closeTo(want.lo, 12),
      method: 'newcombe',
    })
    // Newcombe, Stat. Med. 17 (1998) 873, table II: 56/70 − 48/80.
    expect(want.lo).toBeCloseTo(0.0524, 4)
    expect(want.hi).toBeCloseTo(0.3339, 4)
    expect(got.verdict).toBe('better')
  })

  it('are refused where they are no counts', () => {
    expect(
      reasonOf(
        twoConfigurationsOfTotals([
          { successes: 1, n: 0 },
          { successes: 1, n: 2 },
        ]),
      ),
    ).toBe('out-of-range')
  })
})
