/** The recommended sets at other confidences than 95 %: the same estimates, nested ranges, no verdict. */
import { describe, expect, it } from 'vitest'
import { betweenLabConsistency } from '../interlab-consistency.ts'
import { crossedAnova, sdFactors } from '../crossed-anova.ts'
import { crossedLabItem } from '../crossed-lab-item.fixture.ts'
import { tQuantile } from '../distributions.ts'
import { degreesOfEquivalence } from '../equivalence.ts'
import { newcombe, pairedDifference } from '../paired-difference.ts'
import { bootstrapMean, createGenerator } from '../resampling.ts'
import { alphaOf, isGap } from '../result.ts'
import { expectSound, reasonOf, valueOf } from '../result.fixture.ts'
import type { Result } from '../result.ts'
import { clusteredSE, runScore } from '../run-score.ts'
import { attemptsOfLabs } from './attempts.ts'
import type { Attempts } from './attempts.ts'
import { incidents } from './incidents.ts'
import { jointExercise } from './joint-exercise.ts'
import { jointExerciseOfTotals } from './joint-exercise-of-totals.ts'
import { judgeAgainstPeople, twoRaters } from './judge.ts'
import { oneRun, oneRunOfTotals } from './one-run.ts'
import { twoConfigurations, twoConfigurationsOfTotals } from './two-configurations.ts'

const random = () => createGenerator([1, 2, 3, 4])
const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null

/** Every range inside a value, by its place. */
function rangesIn(value: unknown, at = ''): Map<string, [number, number]> {
  const found = new Map<string, [number, number]>()
  if (!isObject(value)) return found
  const { lo, hi } = value
  if (typeof lo === 'number' && typeof hi === 'number') found.set(at, [lo, hi])
  for (const [key, part] of Object.entries(value)) {
    for (const [place, range] of rangesIn(part, `${at}.${key}`)) found.set(place, range)
  }
  return found
}

const cells = crossedLabItem()
const none = (): Uint16Array => new Uint16Array(cells.labs * cells.items)
const worked: Attempts = { ...cells, missing: none(), notApplicable: none() }
const pair = attemptsOfLabs(worked, [0, 4])
const single = attemptsOfLabs(worked, [0])
const groups = Array.from({ length: cells.items }, (_, j) => `g${j % 20}`)
const total = { successes: 40, n: 50 }
const rated = Array.from({ length: 60 }, (_, k) => ({
  first: k % 3 === 0 ? 'a' : 'b',
  second: k % 4 === 0 ? 'a' : 'b',
}))
const judged = Array.from({ length: 120 }, (_, k) => ({
  outputs: 1,
  positive: k % 3 === 0 ? 1 : 0,
  positiveLabelled: k % 3 === 0 ? 1 : 0,
  positiveTrue: k % 3 === 0 && k % 7 !== 0 ? 1 : 0,
  negativeLabelled: k % 3 === 1 ? 1 : 0,
  negativeTrue: k % 3 === 1 && k % 11 === 0 ? 1 : 0,
}))
const periods = [3, 5, 2, 8, 6, 9].map((count, time) => ({ time, count, exposure: 100 + 10 * time }))

const SETS: [string, (confidence?: number) => Result<{ estimates: unknown; intervals: unknown }>][] = [
  ['one run', (confidence = 0.95) => oneRun(single, { confidence })],
  ['one run in groups', (confidence = 0.95) => oneRun(single, { confidence, groups })],
  ['one total', (confidence) => oneRunOfTotals(total, confidence)],
  ['two configurations', (confidence = 0.95) => twoConfigurations(pair, { confidence })],
  ['two configurations in groups', (confidence = 0.95) => twoConfigurations(pair, { confidence, groups })],
  [
    'two totals',
    (confidence = 0.95) => twoConfigurationsOfTotals([total, { successes: 30, n: 45 }], { confidence }),
  ],
  ['a joint exercise', (confidence = 0.95) => jointExercise(worked, { confidence })],
  [
    'totals of labs',
    (confidence) =>
      jointExerciseOfTotals([total, { successes: 30, n: 45 }, { successes: 20, n: 40 }], confidence),
  ],
  ['a judge', (confidence = 0.95) => judgeAgainstPeople(judged, random(), { confidence, replicates: 199 })],
  ['two raters', (confidence) => twoRaters(rated, random(), 199, confidence)],
  ['incidents', (confidence) => incidents(periods, null, confidence)],
]

describe.each(SETS)('%s', (_, at) => {
  it('has the estimates of 95 % at every confidence, and ranges that hold each other', () => {
    const usual = valueOf(at())
    expect(valueOf(at(0.95))).toEqual(usual)
    expectSound(at(0.8))
    expectSound(at(0.99))
    const steps = [0.8, 0.9, 0.95, 0.975, 0.99].map((confidence) => valueOf(at(confidence)))
    for (const { estimates } of steps) expect(estimates).toEqual(usual.estimates)
    const ranges = steps.map(({ intervals }) => rangesIn(intervals))
    const places = [...(ranges[0]?.keys() ?? [])]
    expect(places.length).toBeGreaterThan(0)
    for (const place of places) {
      for (let k = 1; k < ranges.length; k++) {
        const [lo = 0, hi = 0] = ranges[k - 1]?.get(place) ?? []
        const [lower = 1, higher = 0] = ranges[k]?.get(place) ?? []
        expect(lower <= lo && higher >= hi && higher - lower > hi - lo, `${place} at step ${k}`).toBe(true)
      }
    }
  })

  it.each([0, 1, -0.5, 1.2, Number.NaN])('refuses a confidence of %s', (confidence) => {
    const result = at(confidence)
    // Two raters have a set also where an interval of it is refused.
    const refused = result.ok ? rangesIn(result.value).size === 0 : result.reason === 'out-of-range'
    expect(refused).toBe(true)
  })
})

describe('a verdict', () => {
  it('is read from 95 % and from nothing else', () => {
    expect([isGap(null, 0.9), isGap(0.05, 0.95), isGap(0.05, 0.9), isGap(0, 0.95), isGap(1, 0.95)]).toEqual([
      true,
      true,
      false,
      false,
      false,
    ])
    const options = { delta: 0.05, confidence: 0.9 }
    expect([
      reasonOf(twoConfigurations(pair, options)),
      reasonOf(twoConfigurationsOfTotals([total, total], options)),
      reasonOf(jointExercise(worked, options)),
      reasonOf(judgeAgainstPeople(judged, random(), options)),
    ]).toEqual(Array.from({ length: 4 }, () => 'out-of-range'))
  })
})

describe('what the sets are made of', () => {
  it('takes α from the confidence without the digits of a subtraction', () => {
    expect([0.8, 0.9, 0.95, 0.975, 0.99, 0.999].map(alphaOf)).toEqual([0.2, 0.1, 0.05, 0.025, 0.01, 0.001])
  })

  it('has the 90 % quantiles of the tables', () => {
    // χ²_4 at .95 and .05: 9.487729, 0.710723; χ²_9: 16.918978, 3.325113.
    expect(valueOf(sdFactors(5, 0.9)).lo).toBeCloseTo(Math.sqrt(4 / 9.487729), 7)
    expect(valueOf(sdFactors(5, 0.9)).hi).toBeCloseTo(Math.sqrt(4 / 0.710723), 5)
    expect(valueOf(sdFactors(10, 0.9)).hi).toBeCloseTo(Math.sqrt(9 / 3.325113), 6)
    const { mean, thisTest, tasksOfThisKind } = valueOf(crossedAnova(cells, 0.9))
    // t_5 at .95: 2.015048.
    expect((thisTest.hi - mean) / thisTest.se).toBeCloseTo(2.015048, 6)
    expect((tasksOfThisKind.hi - mean) / tasksOfThisKind.se).toBeCloseTo(
      tQuantile(0.95, tasksOfThisKind.df),
      10,
    )
    // t_79 at .95: 1.664371.
    for (const { d, se, hi } of valueOf(degreesOfEquivalence(cells, 0.9)))
      expect((hi - d) / (se ?? 1)).toBeCloseTo(1.664371, 6)
    const between = valueOf(betweenLabConsistency([0.5, 0.6, 0.55, 0.7, 0.65, 0.6], 0.9))
    expect((between.interval.hi - between.mean) / between.interval.se).toBeCloseTo(2.015048, 6)
  })

  it('has the smallest and largest share of replicates outside', () => {
    const values = Array.from({ length: 40 }, (_, k) => (k * 7) % 40)
    const at = (confidence: number) => valueOf(bootstrapMean(values, 1999, random(), confidence))
    expect(at(0.9).lo).toBeGreaterThan(at(0.95).lo)
    expect(at(0.99).hi).toBeGreaterThan(at(0.95).hi)
  })

  it.each([0, 1, Number.NaN])('refuses a confidence of %s everywhere', (confidence) => {
    const means = [0.2, 0.4, 0.9]
    expect([
      reasonOf(runScore(means, [1, 1, 1], { confidence })),
      reasonOf(clusteredSE(means, ['a', 'a', 'b'], confidence)),
      reasonOf(pairedDifference(means, [0.1, 0.5, 0.2], confidence)),
      reasonOf(newcombe(3, 5, 2, 5, confidence)),
      reasonOf(sdFactors(3, confidence)),
      reasonOf(crossedAnova(cells, confidence)),
      reasonOf(degreesOfEquivalence(cells, confidence)),
      reasonOf(betweenLabConsistency(means, confidence)),
      reasonOf(bootstrapMean(means, 99, random(), confidence)),
    ]).toEqual(Array.from({ length: 9 }, () => 'out-of-range'))
  })
})
