/**
 * `concord stats` from the file to the figure: tables written out of the oracles and of recorded answers, against what the
 * oracles say. The estimators have oracles of their own; here it is the way to them.
 */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { statisticsOfTable } from '../../src/node/index.ts'
import { tellStatistics } from '../../src/report/index.ts'
import type { StatisticsPart } from '../../src/report/index.ts'
import { Comparison, Num, oracle, Pair, valueOf } from './oracle.ts'

const DATA = path.resolve(import.meta.dirname, '../../../shared/data')
const folder = mkdtempSync(path.join(tmpdir(), 'concord-tables-'))
afterAll(() => rmSync(folder, { recursive: true }))

type Cell = string | number
const OPTIONS = { delta: null, group: null, positive: null, alarm: null, confidence: 0.95 }

/** The only part of a table written for this. */
async function partOf(
  rows: readonly (readonly Cell[])[],
  options: Partial<Parameters<typeof statisticsOfTable>[1]> = {},
): Promise<StatisticsPart> {
  const file = path.join(folder, 'table.csv')
  writeFileSync(file, rows.map((row) => `${row.join(',')}\n`).join(''))
  const { parts } = await statisticsOfTable(file, { ...OPTIONS, ...options })
  const [one] = parts
  if (one === undefined || parts.length !== 1) throw new Error(`${parts.length} parts`)
  return one.part
}

function shown<Set extends StatisticsPart['set']>(
  part: StatisticsPart,
  set: Set,
): Extract<StatisticsPart, { set: Set }> {
  const is = (one: StatisticsPart): one is Extract<StatisticsPart, { set: Set }> => one.set === set
  if (!is(part)) throw new Error(`${part.set}, not ${set}`)
  return part
}

const times = (count: number, row: readonly Cell[]): (readonly Cell[])[] =>
  Array.from({ length: count }, () => row)

describe('a joint exercise', () => {
  it('has the crossed figures and distances of R', async () => {
    const want = oracle(
      'crossed_lab_item',
      z.object({
        counts_lab_by_item: z.array(z.array(Num)),
        r: Num,
        anova: z.object({
          grand: Num,
          p_items_fixed: Num,
          p_items_random: Num,
          score_level: z.object({ s_r_score: Num, s_L_score: Num, s_R_score: Num }),
        }),
        degrees_of_equivalence_leave_one_out_paired_by_item: z.array(
          z.object({ d: Num, ci_lo: Num, ci_hi: Num, p_holm: Num, h: Num }),
        ),
      }),
    )
    const rows = want.counts_lab_by_item.flatMap((lab, i) =>
      lab.flatMap((count, j) =>
        Array.from({ length: want.r }, (_, k) => [`L${i + 1}`, `t${j + 1}`, k + 1, k < count ? 1 : 0]),
      ),
    )
    const part = shown(
      await partOf([['lab', 'item', 'attempt', 'value'], ...rows], { delta: 0.05 }),
      'joint-exercise',
    )
    const { estimates, intervals, diagnostics, verdict } = valueOf(part.result)
    const found = new Comparison(1e-9)
    found.add('mean', estimates.mean, want.anova.grand)
    found.add('s_r', estimates.repeatability, want.anova.score_level.s_r_score)
    found.add('s_L', estimates.betweenLabs, want.anova.score_level.s_L_score)
    found.add('s_R', estimates.reproducibility, want.anova.score_level.s_R_score)
    found.add('fixed', diagnostics.itemsFixed?.p, want.anova.p_items_fixed)
    found.add('random', diagnostics.itemsRandom?.p, want.anova.p_items_random)
    const between = valueOf(diagnostics.between)
    for (const [at, lab] of want.degrees_of_equivalence_leave_one_out_paired_by_item.entries()) {
      found.add([at, 'd'], estimates.labs[at]?.d, lab.d)
      found.addInterval(at, intervals.labs[at]?.d ?? { lo: 0, hi: 0 }, [lab.ci_lo, lab.ci_hi])
      found.add([at, 'holm'], diagnostics.labs[at]?.holm, lab.p_holm)
      found.add([at, 'h'], between.rows[at]?.h, lab.h)
    }
    found.check(6 + 6 * 5)
    expect(verdict).toMatchObject({ outcome: 'differs', named: [4] })
    expect(tellStatistics(part, 'en').sentences.join(' ')).toContain('Lab L5 is 17 points below the others')
  })
})

describe('two versions', () => {
  it('have Tango’s interval below 300 tasks, t from there on', async () => {
    const { paired } = oracle(
      'intervals_differences',
      z.object({
        paired: z.array(
          z.object({
            both: Num,
            A_only: Num,
            B_only: Num,
            neither: Num,
            n: Num,
            ci_t: Pair,
            tango_score_95: Pair,
            mcnemar_midp: Num,
          }),
        ),
      }),
    )
    const found = new Comparison(1e-8)
    for (const [at, one] of paired.entries()) {
      const items = [
        ...times(one.both, [1, 1]),
        ...times(one.A_only, [1, 0]),
        ...times(one.B_only, [0, 1]),
        ...times(one.neither, [0, 0]),
      ]
      const rows = items.flatMap(([a = 0, b = 0], j) => [
        [`t${j}`, 'A', a],
        [`t${j}`, 'B', b],
      ])
      const part = shown(await partOf([['item', 'configuration', 'value'], ...rows]), 'two-configurations')
      const { intervals, diagnostics } = valueOf(part.result)
      found.addInterval(at, valueOf(intervals.difference), one.n < 300 ? one.tango_score_95 : one.ci_t)
      found.add([at, 'mid-p'], diagnostics.discordant?.midP, one.mcnemar_midp)
    }
    found.check(paired.length * 3)
  })
})

describe('one run', () => {
  it('has the CR2 error of R where tasks come in groups', async () => {
    const want = oracle(
      'clustered_se',
      z.object({
        cluster: z.array(Num),
        score: z.array(Num),
        mean: Num,
        clubSandwich_CR2: z.object({ se: Num, df: Num }),
      }),
    )
    const rows = want.score.map((score, at) => [`t${at}`, score, `g${want.cluster[at]}`])
    const part = shown(await partOf([['item', 'value', 'topic'], ...rows], { group: 'topic' }), 'one-run')
    const { estimates, intervals, diagnostics } = valueOf(part.result)
    const { lo, hi, method } = valueOf(intervals.score)
    expect(method).toBe('cr2')
    expect(diagnostics.groups).toBe(25)
    expect(estimates.score).toBeCloseTo(want.mean, 12)
    // t at 21.54 degrees of freedom, .975.
    expect((hi - lo) / 2 / want.clubSandwich_CR2.se).toBeCloseTo(2.0765, 3)
  })
})

describe('a judge', () => {
  it('is corrected by the labels of these outputs', async () => {
    const { ppi } = oracle(
      'judge_correction',
      z.object({
        ppi: z.array(
          z.object({
            n: Num,
            N: Num,
            judge_pass_unlabelled: Num,
            confusion: z.object({ tp: Num, fn: Num, tn: Num, fp: Num }),
          }),
        ),
      }),
    )
    const [first] = ppi
    if (first === undefined) throw new Error('no case')
    const { confusion, judge_pass_unlabelled: passed, N } = first
    const labelled = [
      ...times(confusion.tp, [1, 1]),
      ...times(confusion.fp, [1, 0]),
      ...times(confusion.fn, [0, 1]),
      ...times(confusion.tn, [0, 0]),
    ]
    const rows = [...labelled, ...times(passed, [1, '']), ...times(N - passed, [0, ''])].map((row, at) => [
      `o${at}`,
      ...row,
    ])
    const part = shown(await partOf([['item', 'judge', 'human'], ...rows], { delta: 0.05 }), 'judge')
    const judged = valueOf(part.languages[0]?.result ?? { ok: false, reason: 'too-few-items' })
    const correction = valueOf(judged.estimates.correction)
    // Worked in the reference for this case.
    expect(correction.rate).toBeCloseTo(0.27102288, 8)
    expect(correction.bias).toBeCloseTo(0.04624985, 8)
    const { lo, hi } = valueOf(judged.intervals.rate)
    expect((hi - lo) / 2 / 1.959963984540054).toBeCloseTo(0.0364712, 8)
    expect(judged.verdict).toBe('usable-corrected')
  })
})

describe('two raters', () => {
  it('have κ, AC1 and α of R', async () => {
    const { cases } = oracle(
      'agreement_two_raters',
      z.object({
        cases: z.array(
          z.object({
            table: z.array(z.array(Num)),
            percent_agreement: Num,
            cohen_kappa: Num,
            krippendorff_alpha_nominal: Num,
            gwet_ac1: Num,
          }),
        ),
      }),
    )
    const found = new Comparison(1e-9)
    for (const [at, one] of cases.entries()) {
      const labels = one.table.flatMap((row, i) =>
        row.flatMap((count, j) => times(count, [`c${i}`, `c${j}`])),
      )
      const rows = labels.map((row, k) => [`i${k}`, ...row])
      const part = shown(await partOf([['item', 'rater1', 'rater2'], ...rows]), 'two-raters')
      const { estimates } = valueOf(part.result)
      found.add([at, 'agreement'], estimates.observed, one.percent_agreement)
      found.add([at, 'kappa'], estimates.kappa, one.cohen_kappa)
      found.add([at, 'alpha'], estimates.alpha, one.krippendorff_alpha_nominal)
      found.add([at, 'ac1'], estimates.ac1, one.gwet_ac1)
    }
    found.check(cases.length * 4)
  })
})

describe('incidents', () => {
  it('have the evidence after each period', async () => {
    const { poisson } = oracle(
      'sequential',
      z.object({
        poisson: z.object({
          counts: z.array(Num),
          exposure: z.array(Num),
          lambda0: Num,
          gamma_prior: z.object({ a: Num, b: Num }),
          log_e_one_sided_truncated: z.array(Num),
        }),
      }),
    )
    // The prior that --alarm takes: shape 1, mean the agreed rate.
    expect(poisson).toMatchObject({ lambda0: 1, gamma_prior: { a: 1, b: 1 } })
    const rows = poisson.counts.map((count, at) => [at + 1, count, poisson.exposure[at] ?? 0])
    const part = shown(await partOf([['period', 'count', 'exposure'], ...rows], { alarm: 1 }), 'incidents')
    const { diagnostics } = valueOf(part.result)
    const looks = diagnostics.monitor === null ? [] : valueOf(diagnostics.monitor).looks
    const found = new Comparison(1e-8)
    for (const [at, want] of poisson.log_e_one_sided_truncated.entries()) {
      found.add(at, looks[at]?.lnAbove, want)
    }
    found.check(12)
  })
})

describe('recorded answers', () => {
  const Solution = z.object({ is_correct: z.boolean() })
  const Line = z.object({
    '6b_finetuning': Solution,
    '6b_verification': Solution,
    '175b_finetuning': Solution,
    '175b_verification': Solution,
  })
  const MODELS = ['6b_finetuning', '6b_verification', '175b_finetuning', '175b_verification'] as const

  it('of four models on GSM8K are six comparisons, with the counts of the publication', async () => {
    const lines = readFileSync(path.join(DATA, 'logs/recorded/gsm8k/example_model_solutions.jsonl'), 'utf8')
      .trim()
      .split('\n')
      .map((line) => Line.parse(JSON.parse(line)))
    const file = path.join(folder, 'gsm8k.csv')
    const rows = lines.flatMap((line, at) =>
      MODELS.map((model) => `q${at},${model},${String(line[model].is_correct)}`),
    )
    writeFileSync(file, `item,configuration,value\n${rows.join('\n')}\n`)
    const { parts } = await statisticsOfTable(file, { ...OPTIONS, delta: 0.02 })
    expect(parts).toHaveLength(6)
    const scores = new Map<string, number>()
    for (const { part } of parts) {
      const { names, result } = shown(part, 'two-configurations')
      const { estimates, diagnostics, verdict } = valueOf(result)
      expect(diagnostics).toMatchObject({ items: 1319, comparisons: 6, missing: [0, 0] })
      expect(['better', 'worse', 'cannot-tell', 'equivalent']).toContain(verdict)
      scores.set(names[0], estimates.first)
      scores.set(names[1], estimates.second)
    }
    expect(MODELS.map((model) => Math.round((scores.get(model) ?? 0) * 1319))).toEqual([286, 515, 458, 742])
  })
})
