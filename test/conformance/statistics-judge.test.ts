/** Correcting a judge against published code, at the tolerance of the reference (statistics.md 3.9). */
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { langReiczigel, normalQuantile, roganGladen, tenenbein } from '../../src/statistics/index.ts'
import type { JudgeCalibration, JudgedOutputs, JudgedShare, Reason } from '../../src/statistics/index.ts'
import { correctionOf } from '../../src/statistics/judge-correction.ts'
import { Comparison, Num, oracle, Pair, valueOf } from './oracle.ts'

const { rogan_gladen: rows, ppi } = oracle(
  'judge_correction',
  z.object({
    rogan_gladen: z.array(
      z.object({
        p_judge: Num,
        specificity_q0: Num,
        sensitivity_q1: Num,
        n: Num,
        m0: Num,
        m1: Num,
        theta_unclipped: Num,
        theta_clipped: Num,
        youden_J: Num,
        se_delta: Num,
        lee_ci95: Pair,
        lee_ci90: Pair,
      }),
    ),
    ppi: z.array(
      z.object({
        n: Num,
        N: Num,
        judge_pass_unlabelled: Num,
        judge_only_mean: Num,
        confusion: z.object({ tp: Num, fn: Num, tn: Num, fp: Num }),
        rogan_gladen: z.object({ p: Num, sens: Num, spec: Num, theta: Num, lee_ci95: Pair }),
      }),
    ),
  }),
)

describe('a calibration from elsewhere (judge_correction.json, rogan_gladen)', () => {
  it('gives θ, its standard error and the intervals to 1e-9', () => {
    const compared = new Comparison(1e-9)
    let weak = 0
    for (const row of rows) {
      const judged: JudgedShare = { language: 'en', share: row.p_judge, outputs: row.n }
      const calibration: JudgeCalibration = {
        language: 'en',
        specificity: row.specificity_q0,
        negatives: row.m0,
        sensitivity: row.sensitivity_q1,
        positives: row.m1,
      }
      const result = roganGladen(judged, calibration)
      if (row.youden_J < 0.3) {
        // The interval the code prints is [0, 1].
        expect(result).toEqual({ ok: false, reason: 'judge-too-weak' })
        weak += 1
      } else {
        const got = valueOf(result)
        compared.add(['θ', row], got.value, row.theta_unclipped)
        compared.add(['θ clipped', row], Math.min(1, Math.max(0, got.value)), row.theta_clipped)
        compared.add(['SE', row], got.se, row.se_delta)
        compared.add(['J', row], got.youden, row.youden_J)
        compared.addInterval(['95', row], got.interval, row.lee_ci95)
      }
      compared.addInterval(['LR 95', row], valueOf(langReiczigel(judged, calibration)), row.lee_ci95)
      compared.addInterval(['LR 90', row], valueOf(langReiczigel(judged, calibration, 0.9)), row.lee_ci90)
    }
    expect(weak).toBe(1)
    compared.check(5 * 6 + 6 * 4)
  })

  it('gives the same from the confusion of labelled outputs to 1e-9 (ppi[].rogan_gladen)', () => {
    const compared = new Comparison(1e-9)
    for (const { n, N, confusion, rogan_gladen: want } of ppi) {
      const { tp, fn, tn, fp } = confusion
      const got = valueOf(
        roganGladen(
          { language: 'en', share: want.p, outputs: n + N },
          {
            language: 'en',
            specificity: tn / (tn + fp),
            negatives: tn + fp,
            sensitivity: tp / (tp + fn),
            positives: tp + fn,
          },
        ),
      )
      compared.add('θ', got.value, want.theta)
      compared.addInterval('95', got.interval, want.lee_ci95)
    }
    compared.check(9)
  })
})

describe('labels of the outputs themselves (judge_correction.json, ppi)', () => {
  // Worked in statistics.md 3.9 to eight places: θ, its SE, b, its SE.
  const WORKED = [
    [0.27102288, 0.0364712, 0.04624985, 0.03616043],
    [0.81349206, 0.0456687, 0.02539683, 0.04447881],
    [0.07601561, 0.01277375, -0.0119247, 0.01211589],
  ]

  it("gives Tenenbein's estimate and the bias as worked", () => {
    const seen: number[][] = []
    const refused: Reason[] = []
    for (const { n, N, judge_pass_unlabelled, judge_only_mean, confusion } of ppi) {
      const { tp, fn, tn, fp } = confusion
      const judged: JudgedOutputs = {
        outputs: n + N,
        positive: judge_pass_unlabelled + tp + fp,
        positiveLabelled: tp + fp,
        positiveTrue: tp,
        negativeLabelled: tn + fn,
        negativeTrue: fn,
      }
      const got = correctionOf(judged, normalQuantile(0.975))
      const result = tenenbein(judged)
      if (result.ok) expect(result.value).toEqual(got)
      else refused.push(result.reason)
      expect(got.raw).toBeCloseTo(judge_only_mean, 12)
      const { rate, bias } = got
      seen.push([rate.value, rate.se, bias.value, bias.se].map((value) => Number(value.toFixed(8))))
    }
    expect(seen).toEqual(WORKED)
    // The second has six labels of verdict 0: too few to be given.
    expect(refused).toEqual(['too-few-labels'])
  })
})
