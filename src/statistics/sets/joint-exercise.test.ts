import { describe, expect, it } from 'vitest'
import { crossedLabItem } from '../crossed-lab-item.fixture.ts'
import { attribution, degreesOfEquivalence } from '../equivalence.ts'
import { expectSound, reasonOf, valueOf } from '../result.fixture.ts'
import { attemptsOfLabs, collectAttempts, emptyAttempts } from './attempts.ts'
import type { AttemptResult, Attempts } from './attempts.ts'
import { jointExercise } from './joint-exercise.ts'
import { jointExerciseOfTotals } from './joint-exercise-of-totals.ts'

function worked(times = 1): Attempts {
  const cells = crossedLabItem(times)
  const size = cells.labs * cells.items
  return { ...cells, missing: new Uint16Array(size), notApplicable: new Uint16Array(size) }
}

/** The worked exercise with the attempts of lab `lab` at the first `count` items gone. */
function erroring(lab: number, count: number): Attempts {
  const { labs, items, n, sum, ss } = worked()
  const attempts = { ...emptyAttempts(labs, items), n: n.slice(), sum: sum.slice(), ss: ss.slice() }
  for (let j = 0; j < count; j++) {
    const at = lab * items + j
    attempts.missing[at] = attempts.n[at] ?? 0
    attempts.n[at] = 0
    attempts.sum[at] = 0
    attempts.ss[at] = 0
  }
  return attempts
}

/** One attempt of each lab at each item. */
function table(rows: readonly (readonly AttemptResult[])[]): Attempts {
  return collectAttempts(
    rows.flatMap((row, lab) => row.map((result, item) => ({ lab: `lab ${lab}`, item: `i${item}`, result }))),
  ).attempts
}

describe('the set for a joint exercise', () => {
  it('gives the worked figures of the reference', () => {
    const got = valueOf(jointExercise(worked(), { delta: 0.05 }))
    const { thisTest, tasksOfThisKind, nextLab } = valueOf(got.intervals.joint)
    expect(thisTest.lo).toBeCloseTo(0.53038189, 8)
    expect(tasksOfThisKind.hi).toBeCloseTo(0.6967509, 8)
    expect(nextLab.lo).toBeCloseTo(0.40323608, 8)
    expect(got.estimates.betweenLabs).toBeCloseTo(0.06894963, 8)
    expect(got.intervals.betweenLabs?.hi).toBeCloseTo(0.17870536, 8)
    expect(got.diagnostics.labs[4]?.beyondHolm).toBeCloseTo(0.00145603, 8)
    expect(got.verdict).toMatchObject({ outcome: 'differs', named: [4] })
    expect(got.diagnostics.labByItemShare).toBeGreaterThan(0)
    expect(got.diagnostics).toMatchObject({ items: 80, dropped: { items: 0 }, missing: 0, missingness: null })
    expectSound(jointExercise(worked(), { delta: 0.05 }))
  })

  it('never 23: keeps a named lab in the mean', () => {
    const named = valueOf(jointExercise(worked(), { delta: 0.05 }))
    const without = valueOf(jointExercise(worked()))
    expect(named.estimates.mean).toBe(without.estimates.mean)
    expect(without.verdict).toBeNull()
    expect(without.intervals.labs[4]?.final).toBeNull()
  })

  it('never 11: gives no narrower range for tasks of this kind when every repeat is there twice', () => {
    const width = (times: number) => {
      const { lo, hi } = valueOf(valueOf(jointExercise(worked(times))).intervals.joint).tasksOfThisKind
      return hi - lo
    }
    expect(width(2)).toBeGreaterThanOrEqual(width(1) - 1e-12)
  })

  it('never 8: is no joint figure of two labs, and a spread as a range of four', () => {
    expect(reasonOf(jointExercise(attemptsOfLabs(worked(), [0, 1]), { delta: 0.1 }))).toBe('too-few-labs')
    const four = jointExercise(attemptsOfLabs(worked(), [0, 1, 2, 3]))
    expect(valueOf(four).estimates).toMatchObject({ betweenLabs: null, reproducibility: null })
    expect(valueOf(four).intervals.betweenLabs?.hi).toBeGreaterThan(0)
    expect(
      valueOf(jointExercise(attemptsOfLabs(worked(), [0, 1, 2, 3, 5]))).estimates.betweenLabs,
    ).not.toBeNull()
  })

  it('never 14: shows the bounds that errors of one lab open, and names nobody then', () => {
    const few = valueOf(jointExercise(erroring(1, 2), { delta: 0.05 }))
    const many = valueOf(jointExercise(erroring(1, 30), { delta: 0.05 }))
    const width = (of: typeof few, lab: number) => {
      const bounds = of.diagnostics.labs[lab]?.bounds
      return (bounds?.hi ?? 0) - (bounds?.lo ?? 0)
    }
    expect(width(few, 1)).toBeCloseTo(2 / 80, 12)
    expect(width(many, 1)).toBeCloseTo(30 / 80, 12)
    expect(width(many, 0)).toBeCloseTo(30 / 80 / 5, 12)
    expect(few.verdict).toMatchObject({ outcome: 'differs', named: [4] })
    expect(many.verdict).toMatchObject({ outcome: 'missing-decides', named: [] })
    expect(many.diagnostics).toMatchObject({ items: 50, missing: 90, dropped: { items: 30 } })
    expect(many.diagnostics.dropped.scores[1]).toBeNull()
    expect(many.diagnostics.labs[1]?.run.bounds).toBeNull()
    const q = many.diagnostics.missingness
    expect(q !== null && valueOf(q).p < 1e-9).toBe(true)
  })

  it('counts groups of items where there are some: CR2 of every score and distance', () => {
    const groups = Array.from({ length: 80 }, (_, j) => `g${j % 16}`)
    const plain = valueOf(jointExercise(worked(), { delta: 0.05 }))
    const got = valueOf(jointExercise(worked(), { delta: 0.05, groups }))
    expect(got.diagnostics.groups).toBe(16)
    expect(plain.diagnostics.groups).toBeNull()
    expect(got.estimates).toEqual(plain.estimates)
    for (const [lab, { score, d }] of got.intervals.labs.entries()) {
      expect(valueOf(score).method).toBe('cr2')
      const want = valueOf(degreesOfEquivalence(worked(), 0.95, groups))[lab]
      expect(d).toEqual({ lo: want?.lo, hi: want?.hi })
      expect(d).not.toEqual(plain.intervals.labs[lab]?.d)
    }
    const named = valueOf(attribution(worked(), 0.05, groups))
    expect(got.verdict).toMatchObject({ outcome: named.outcome, named: named.named })
    expect(valueOf(got.intervals.joint)).toEqual(valueOf(plain.intervals.joint))
    expectSound(jointExercise(worked(), { delta: 0.05, groups }))
    const few = valueOf(jointExercise(erroring(1, 30), { delta: 0.05, groups }))
    expect(few.verdict?.outcome).toBe('missing-decides')
    expect(reasonOf(jointExercise(worked(), { groups: groups.slice(1) }))).toBe('mismatched-items')
    expect(reasonOf(jointExercise(worked(), { groups: groups.map(() => 'all') }))).toBe('too-few-items')
  })

  it('cannot tell which of three is off where the last two disagree', () => {
    const rows = [16, 11, 5].map((passed) =>
      Array.from({ length: 200 }, (_, j): AttemptResult => ((j * 7) % 20 < passed ? 1 : 0)),
    )
    expect(valueOf(jointExercise(table(rows), { delta: 0.05 })).verdict).toMatchObject({
      outcome: 'cannot-tell-which',
      named: [],
    })
  })

  it.each([
    ['all labs pass everything', Array.from({ length: 4 }, () => Array<AttemptResult>(60).fill(1))],
    ['all labs fail everything', Array.from({ length: 4 }, () => Array<AttemptResult>(60).fill(0))],
    [
      'all labs are alike',
      Array.from({ length: 4 }, () => Array.from({ length: 60 }, (_, j): AttemptResult => j % 2)),
    ],
  ])('has no joint interval where %s, and still a verdict', (_, rows) => {
    const got = jointExercise(table(rows), { delta: 0.1 })
    expect(reasonOf(valueOf(got).intervals.joint)).toBe('no-variation')
    expect(valueOf(got).verdict?.outcome).toBe('agree')
    expect(valueOf(got).diagnostics.itemsFixed).toBeNull()
    expectSound(got)
  })

  it('refuses by name', () => {
    expect(reasonOf(jointExercise(table([[1], [0], [1]])))).toBe('too-few-items')
    expect(
      reasonOf(
        jointExercise(
          table([
            [1, 1],
            [0, 1],
            [1, 7],
          ]),
        ),
      ),
    ).toBe('out-of-range')
    expect(reasonOf(jointExercise(worked(), { delta: 1 }))).toBe('out-of-range')
  })
})

describe('totals of several labs', () => {
  const TOTALS = [
    { successes: 40, n: 50 },
    { successes: 30, n: 40 },
    { successes: 45, n: 50 },
  ]

  it('never 1, never 2: are a mean of equal weights, and no verdict', () => {
    const got = valueOf(jointExerciseOfTotals(TOTALS))
    expect(got.estimates.mean).toBeCloseTo((0.8 + 0.75 + 0.9) / 3, 12)
    expect(got.estimates.mean).not.toBeCloseTo(115 / 140, 3)
    const { thisTest } = valueOf(got.intervals.joint)
    // t_2 SD/√3 by hand.
    expect(thisTest.hi - thisTest.lo).toBeCloseTo((2 * 4.302652729 * 0.0763762616) / Math.sqrt(3), 8)
    expect(got.verdict).toBeNull()
    expectSound(jointExerciseOfTotals(TOTALS))
  })

  it('refuse two labs, equal labs their interval, and what are no counts', () => {
    expect(reasonOf(jointExerciseOfTotals(TOTALS.slice(1)))).toBe('too-few-labs')
    const same = valueOf(jointExerciseOfTotals(TOTALS.map(() => ({ successes: 5, n: 5 }))))
    expect(reasonOf(same.intervals.joint)).toBe('no-variation')
    expect(reasonOf(same.diagnostics.homogeneity)).toBe('no-variation')
    expect(reasonOf(jointExerciseOfTotals([...TOTALS, { successes: 3, n: 2 }]))).toBe('out-of-range')
  })
})
