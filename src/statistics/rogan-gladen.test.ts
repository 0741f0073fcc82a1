import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { expectSound, reasonOf, valueOf } from './result.fixture.ts'
import { langReiczigel, roganGladen } from './rogan-gladen.ts'
import type { JudgeCalibration, JudgedShare } from './rogan-gladen.ts'

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
