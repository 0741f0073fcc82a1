import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normalQuantile } from './distributions.ts'
import {
  correctionOf,
  langReiczigel,
  roganGladen,
  tenenbein,
  tenenbeinIntervals,
} from './judge-correction.ts'
import type { JudgeCalibration, JudgedOutputs, JudgedShare } from './judge-correction.ts'
import { wilson } from './run-score.ts'
import { createGenerator } from './resampling.ts'
import { expectSound, reasonOf, valueOf } from './result.fixture.ts'

const seeded = () => createGenerator([1, 2, 3, 4])

function judged(
  outputs: number,
  positive: number,
  [positiveLabelled, positiveTrue]: [number, number],
  [negativeLabelled, negativeTrue]: [number, number],
): JudgedOutputs {
  return { outputs, positive, positiveLabelled, positiveTrue, negativeLabelled, negativeTrue }
}

/** In Telugu the judge misses half of the unsafe answers: all 40 it flagged were labelled, and 160 of the others. */
const TELUGU = judged(1000, 40, [40, 38], [160, 7])

const counts = fc
  .record({
    outputs: fc.integer({ min: 20, max: 5000 }),
    positive: fc.double({ min: 0, max: 1, noNaN: true }),
  })
  .chain(({ outputs, positive }) => {
    const ones = Math.round(outputs * positive)
    return fc.record({
      outputs: fc.constant(outputs),
      positive: fc.constant(ones),
      positiveLabelled: fc.integer({ min: 0, max: Math.min(ones, 300) }),
      negativeLabelled: fc.integer({ min: 0, max: Math.min(outputs - ones, 300) }),
    })
  })
  .chain((known) =>
    fc
      .tuple(
        fc.integer({ min: 0, max: known.positiveLabelled }),
        fc.integer({ min: 0, max: known.negativeLabelled }),
      )
      .map(([positiveTrue, negativeTrue]) => ({ ...known, positiveTrue, negativeTrue })),
  )

describe('tenenbein', () => {
  // statistics.md §3.9, worked on judge_correction.json ppi[0..2] (arXiv:2511.21140 and ppi_py run in Python 3.11). The
  // second has too few labels of verdict 0 to be given, but can be worked.
  it.each([
    [judged(1100, 349, [32, 21], [68, 6]), [0.27102288, 0.0364712], [0.04624985, 0.03616043]],
    [judged(540, 453, [34, 32], [6, 1]), [0.81349206, 0.0456687], [0.02539683, 0.04447881]],
    [judged(2200, 141, [19, 16], [181, 4]), [0.07601561, 0.01277375], [-0.0119247, 0.01211589]],
  ] as const)('%j is as worked', (outputs, [theta, se], [bias, seOfBias]) => {
    const got = correctionOf(outputs, normalQuantile(0.975))
    expect(tenenbein(outputs)).toEqual(
      outputs.outputs === 540
        ? { ok: false, reason: 'too-few-labels' }
        : { ok: true, value: got, warnings: [] },
    )
    expect(got.rate.value).toBeCloseTo(theta, 8)
    expect(got.rate.se).toBeCloseTo(se, 8)
    expect(got.bias.value).toBeCloseTo(bias, 8)
    expect(got.bias.se).toBeCloseTo(seOfBias, 8)
    expect(got.rate.hi - got.rate.lo).toBeCloseTo(2 * 1.959963984540054 * se, 7)
    expect(got.raw - got.bias.value).toBeCloseTo(got.rate.value, 14)
  })

  it('never 12: takes the judge for the truth', () => {
    const got = valueOf(tenenbein(TELUGU))
    expect(got.raw).toBe(0.04)
    expect(got.rate.value).toBeCloseTo(0.082, 3)
    expect(got.rate.lo).toBeGreaterThan(0.04)
    expect(got.sensitivity).toBeCloseTo(0.46, 2)
    expect(got.agreement).toBeCloseTo(0.953, 3)
    expect(got.bias.hi).toBeLessThan(0)
    // With the judge alone a narrow interval excludes the truth.
    expect(valueOf(wilson(0.04, 1000)).hi).toBeLessThan(got.rate.value)
  })

  it('never 12: trusts the judge alone, which never covers the truth where the corrected rate does in 95 of 100', () => {
    // As in sim_judge_correction: 1,100 outputs, 10 % true, Se .85, Sp .80, 200 labels.
    const random = seeded()
    const runs = 400
    let alone = 0
    let corrected = 0
    for (let run = 0; run < runs; run++) {
      const tally = {
        outputs: 1100,
        positive: 0,
        positiveLabelled: 0,
        positiveTrue: 0,
        negativeLabelled: 0,
        negativeTrue: 0,
      }
      for (let k = 0; k < tally.outputs; k++) {
        const truth = random.uniform() < 0.1
        const verdict = random.uniform() < (truth ? 0.85 : 0.2)
        if (verdict) tally.positive += 1
        if (k >= 200) continue
        if (verdict) tally.positiveLabelled += 1
        else tally.negativeLabelled += 1
        if (truth && verdict) tally.positiveTrue += 1
        if (truth && !verdict) tally.negativeTrue += 1
      }
      const raw = valueOf(wilson(tally.positive / tally.outputs, tally.outputs))
      const { rate } = valueOf(tenenbein(tally))
      if (raw.lo <= 0.1 && 0.1 <= raw.hi) alone += 1
      if (rate.lo <= 0.1 && 0.1 <= rate.hi) corrected += 1
    }
    expect(alone).toBe(0)
    expect(corrected / runs).toBeGreaterThan(0.925)
    expect(corrected / runs).toBeLessThan(0.98)
  })

  it('does not mind how many of each verdict were labelled, where tp/(tp + fn) does', () => {
    // The same error rates, labelled at random and then with as many of each verdict.
    const atRandom = valueOf(tenenbein(judged(10_000, 1000, [100, 80], [900, 45])))
    const stratified = valueOf(tenenbein(judged(10_000, 1000, [500, 400], [500, 25])))
    expect(stratified.sensitivity).toBeCloseTo(atRandom.sensitivity, 2)
    expect(stratified.specificity).toBeCloseTo(atRandom.specificity, 2)
    expect(400 / 425).toBeGreaterThan(stratified.sensitivity + 0.2)
  })

  it('never 10: has no width where people confirm every verdict', () => {
    const got = valueOf(tenenbein(judged(500, 100, [50, 50], [150, 0])))
    expect(got.rate.se).toBeGreaterThan(0.003)
    expect(got.bias.se).toBeGreaterThan(0.003)
    expect(got.youden).toBeCloseTo(got.sensitivity + got.specificity - 1, 14)
    expect(got.youden).toBeGreaterThan(0.9)
  })

  it('is a number or a reason, and the mirror image for the opposite question', () => {
    fc.assert(
      fc.property(counts, (outputs) => {
        const result = tenenbein(outputs)
        expectSound(result)
        const mirrored = tenenbein({
          ...outputs,
          positive: outputs.outputs - outputs.positive,
          positiveLabelled: outputs.negativeLabelled,
          positiveTrue: outputs.negativeLabelled - outputs.negativeTrue,
          negativeLabelled: outputs.positiveLabelled,
          negativeTrue: outputs.positiveLabelled - outputs.positiveTrue,
        })
        expect(mirrored.ok).toBe(result.ok)
        if (!result.ok || !mirrored.ok) return
        expect(mirrored.value.rate.value).toBeCloseTo(1 - result.value.rate.value, 12)
        expect(mirrored.value.rate.se).toBeCloseTo(result.value.rate.se, 12)
        expect(mirrored.value.bias.value).toBeCloseTo(-result.value.bias.value, 12)
        expect(mirrored.value.sensitivity).toBeCloseTo(result.value.specificity, 12)
        expect(mirrored.value.agreement).toBeCloseTo(result.value.agreement, 12)
      }),
    )
  })

  it.each([
    [judged(500, 100, [9, 5], [150, 0]), 'too-few-labels'],
    [judged(500, 100, [50, 5], [9, 0]), 'too-few-labels'],
    [judged(0, 0, [0, 0], [0, 0]), 'too-few-labels'],
    [judged(500, 0, [0, 0], [200, 3]), 'too-few-labels'],
    [judged(500, 600, [50, 5], [50, 0]), 'out-of-range'],
    [judged(500, 40, [50, 5], [50, 0]), 'out-of-range'],
    [judged(500, 460, [50, 5], [50, 0]), 'out-of-range'],
    [judged(500, 100, [50, 51], [50, 0]), 'out-of-range'],
    [judged(500, 100, [50, 5], [50, 51]), 'out-of-range'],
    [judged(500, 100, [50, 5.5], [50, 5]), 'out-of-range'],
    [judged(Number.NaN, 100, [50, 5], [50, 5]), 'out-of-range'],
  ])('case %#: %j is refused', (outputs, want) => {
    expect(reasonOf(tenenbein(outputs))).toBe(want)
  })

  it('is content with ten labels of each verdict', () => {
    expect(tenenbein(judged(500, 100, [10, 5], [10, 0])).ok).toBe(true)
  })

  it('refuses a confidence that is none', () => {
    expect(reasonOf(tenenbein(TELUGU, 1))).toBe('out-of-range')
    const [wide, narrow] = [valueOf(tenenbein(TELUGU, 0.99)), valueOf(tenenbein(TELUGU, 0.9))]
    expect(wide.rate.hi - wide.rate.lo).toBeGreaterThan(1.5 * (narrow.rate.hi - narrow.rate.lo))
  })
})

describe('tenenbeinIntervals', () => {
  /** Each item with so many outputs that are judged and labelled alike. */
  function items(outputs: number): JudgedOutputs[] {
    const of = (count: number, one: JudgedOutputs): JudgedOutputs[] =>
      Array.from({ length: count }, () => one)
    return [
      ...of(20, judged(outputs, outputs, [outputs, outputs], [0, 0])),
      ...of(10, judged(outputs, outputs, [outputs, 0], [0, 0])),
      ...of(64, judged(outputs, 0, [0, 0], [outputs, 0])),
      ...of(6, judged(outputs, 0, [0, 0], [outputs, outputs])),
      ...of(200, judged(outputs, 0, [0, 0], [0, 0])),
      ...of(80, judged(outputs, outputs, [0, 0], [0, 0])),
    ]
  }

  it('is near the closed form with one output per item', () => {
    const all = items(1)
    const got = valueOf(tenenbeinIntervals(all, seeded()))
    const { rate, bias } = valueOf(tenenbein(judged(380, 110, [30, 20], [70, 6])))
    for (const [interval, want] of [
      [valueOf(got.rate), rate],
      [valueOf(got.bias), bias],
    ] as const) {
      expect(interval.lo).toBeCloseTo(want.lo, 1)
      expect(interval.hi).toBeCloseTo(want.hi, 1)
    }
  })

  it('never 11: takes further outputs of the same items for new ones', () => {
    const [one, five] = [1, 5].map((outputs) => {
      const { lo, hi } = valueOf(valueOf(tenenbeinIntervals(items(outputs), seeded())).rate)
      return hi - lo
    })
    expect(five).toBeGreaterThan((one ?? 0) * 0.95)
    const naive = valueOf(tenenbein(judged(1900, 550, [150, 100], [350, 30]))).rate
    expect(naive.hi - naive.lo).toBeLessThan((five ?? 0) * 0.6)
  })

  it('never 20: depends on the order of the items', () => {
    const all = items(2)
    expect(tenenbeinIntervals(all.toReversed(), seeded(), 99)).toEqual(tenenbeinIntervals(all, seeded(), 99))
  })

  it.each([
    [[], 'too-few-items'],
    [[TELUGU], 'too-few-items'],
    [[TELUGU, judged(0, 0, [0, 0], [0, 0])], 'out-of-range'],
    [[TELUGU, judged(5, 6, [0, 0], [0, 0])], 'out-of-range'],
    [items(1).slice(30), 'too-few-labels'],
  ])('case %#: is refused', (list, want) => {
    expect(reasonOf(tenenbeinIntervals(list, seeded(), 9))).toBe(want)
  })

  it('of items that are all alike has no interval', () => {
    const got = valueOf(tenenbeinIntervals([TELUGU, TELUGU, TELUGU], seeded(), 99))
    expect(reasonOf(got.rate)).toBe('no-variation')
    expect(reasonOf(got.bias)).toBe('no-variation')
  })
})

function inputs(
  share: number,
  outputs: number,
  [specificity, negatives]: [number, number],
  [sensitivity, positives]: [number, number],
): [JudgedShare, JudgeCalibration] {
  return [
    { language: 'te', share, outputs },
    { language: 'te', specificity, negatives, sensitivity, positives },
  ]
}

// judge_correction.json: the code of arXiv:2511.21140, Python 3.11, numpy 2.4.6.
const ROWS = [
  {
    of: inputs(0.4, 1000, [0.7, 200], [0.9, 200]),
    theta: 0.1666666666666668,
    se: 0.052219267055865985,
    lo: 0.05635072484160894,
    hi: 0.2627330257859588,
  },
  {
    of: inputs(0.8, 500, [0.85, 50], [0.9, 50]),
    theta: 0.8666666666666666,
    se: 0.055254294285937956,
    lo: 0.7725828105815389,
    hi: 1,
  },
  {
    of: inputs(0.05, 300, [0.97, 60], [0.8, 40]),
    theta: 0.025974025974025997,
    se: 0.03236775143998235,
    lo: 0,
    hi: 0.08653767012715408,
  },
  {
    of: inputs(0.93, 1000, [0.6, 30], [0.98, 170]),
    theta: 0.9137931034482758,
    se: 0.025621042179513928,
    lo: 0.8620147017935439,
    hi: 0.9684916983526247,
  },
]

describe('roganGladen', () => {
  it.each(ROWS)('%#: is as published', ({ of, theta, se, lo, hi }) => {
    const got = valueOf(roganGladen(...of))
    expect(got.value).toBeCloseTo(theta, 12)
    expect(got.se).toBeCloseTo(se, 12)
    expect(got.interval.lo).toBeCloseTo(lo, 9)
    expect(got.interval.hi).toBeCloseTo(hi, 9)
    expect(got.raw).toBe(of[0].share)
    const clipped = lo === 0 || hi === 1 ? ['clipped'] : []
    expect(roganGladen(...of)).toMatchObject({ warnings: clipped })
  })

  it('never 22: cuts the rate before it computes, and says that the interval is cut', () => {
    const result = roganGladen(...inputs(0.02, 300, [0.97, 60], [0.9, 40]))
    expect(result).toMatchObject({ ok: true, warnings: ['clipped'] })
    expect(valueOf(result).value).toBeCloseTo(-0.011494252873563227, 12)
    expect(valueOf(result).interval.lo).toBe(0)
    expect(valueOf(result).interval.hi).toBeCloseTo(0.038096839487259684, 9)
  })

  it('never 12: uses sensitivity and specificity of one language for another', () => {
    const [judged, calibration] = inputs(0.04, 1000, [0.99, 200], [0.95, 200])
    expect(reasonOf(roganGladen(judged, { ...calibration, language: 'en' }))).toBe('mismatched-items')
    expect(reasonOf(langReiczigel(judged, { ...calibration, language: 'en' }))).toBe('mismatched-items')
    expect(roganGladen(judged, calibration).ok).toBe(true)
  })

  it('refuses a judge too weak to be corrected; its interval is all there is', () => {
    const weak = inputs(0.5, 1000, [0.52, 200], [0.53, 200])
    expect(reasonOf(roganGladen(...weak))).toBe('judge-too-weak')
    expect(valueOf(langReiczigel(...weak))).toEqual({ lo: 0, hi: 1 })
    expect(reasonOf(roganGladen(...inputs(0.5, 1000, [0.7, 200], [0.59, 200])))).toBe('judge-too-weak')
    expect(roganGladen(...inputs(0.5, 1000, [0.7, 200], [0.61, 200])).ok).toBe(true)
  })

  it('gives [0, 1] where so few labels leave a judge no better than chance', () => {
    const result = langReiczigel(...inputs(0.5, 1000, [1, 1], [0.3, 500]))
    expect(result).toEqual({ ok: true, value: { lo: 0, hi: 1 }, warnings: ['clipped'] })
  })

  it('never 10: has no width where judge and labels never disagree', () => {
    const got = valueOf(roganGladen(...inputs(0, 200, [1, 100], [1, 100])))
    expect(got).toMatchObject({ value: 0, se: null })
    expect(got.interval.lo).toBe(0)
    expect(got.interval.hi).toBeGreaterThan(0.01)
  })

  it('refuses verdicts that this calibration cannot have given', () => {
    // Half of what is false should have been flagged, and nothing was.
    expect(reasonOf(roganGladen(...inputs(0, 5000, [0.5, 2000], [0.9, 2000])))).toBe('out-of-range')
  })

  it('is a number or a reason, and the mirror image for the opposite question', () => {
    const share = fc.double({ min: 0, max: 1, noNaN: true })
    const size = fc.integer({ min: 1, max: 2000 })
    fc.assert(
      fc.property(share, size, share, size, share, size, (p, n, sp, m0, se, m1) => {
        const result = roganGladen(...inputs(p, n, [sp, m0], [se, m1]))
        expectSound(result)
        expectSound(langReiczigel(...inputs(p, n, [sp, m0], [se, m1])))
        const mirrored = roganGladen(...inputs(1 - p, n, [se, m1], [sp, m0]))
        if (!result.ok || !mirrored.ok) return
        expect(mirrored.value.value).toBeCloseTo(1 - result.value.value, 9)
        expect(mirrored.value.interval.lo).toBeCloseTo(1 - result.value.interval.hi, 9)
      }),
    )
  })

  it.each([
    [inputs(1.2, 100, [0.9, 50], [0.9, 50]), 'out-of-range'],
    [inputs(0.2, 100, [-0.1, 50], [0.9, 50]), 'out-of-range'],
    [inputs(0.2, 100, [0.9, 50], [Number.NaN, 50]), 'out-of-range'],
    [inputs(0.2, 0, [0.9, 50], [0.9, 50]), 'n-unknown'],
    [inputs(0.2, Number.POSITIVE_INFINITY, [0.9, 50], [0.9, 50]), 'n-unknown'],
    [inputs(0.2, 100, [0.9, 0], [0.9, 50]), 'too-few-labels'],
    [inputs(0.2, 100, [0.9, 50], [0.9, 0]), 'too-few-labels'],
    [inputs(0.2, 100, [0.9, Number.POSITIVE_INFINITY], [0.9, 50]), 'out-of-range'],
  ])('case %#: is refused', (of, want) => {
    expect(reasonOf(roganGladen(...of))).toBe(want)
    expect(reasonOf(langReiczigel(...of))).toBe(want)
  })

  it('refuses a confidence that is none', () => {
    expect(reasonOf(roganGladen(...inputs(0.4, 1000, [0.7, 200], [0.9, 200]), 1))).toBe('out-of-range')
  })
})
