/** The third example against the oracle of the exercise it transcribes, and its analysis against R. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readRatesTable } from '../../src/interchange/index.ts'
import { attemptsToTellApart, pOfOneRate, totalOfRates } from '../../src/statistics/index.ts'
import { Comparison, Num, oracle, valueOf } from './oracle.ts'

const EXAMPLE = path.resolve(import.meta.dirname, '../../examples/third-exercise-2025/rates.csv')
const NAMES: Readonly<Record<string, string>> = {
  English: 'en',
  Farsi: 'fa',
  French: 'fr',
  Hindi: 'hi',
  Japanese: 'ja',
  Kiswahili: 'sw',
  Korean: 'ko',
  'Mandarin Chinese': 'cmn',
  Telugu: 'te',
}
const Side = z.object({ pearson_chi2: Num, p: Num })
const third = oracle(
  'joint_testing_3rd_exercise',
  z.object({
    table: z.array(z.object({ language: z.string(), model_A_pass: Num, model_B_pass: Num })),
    published_overall: z.object({ A: Num, B: Num }),
    A: z.object({ mean: Num }),
    B: z.object({ mean: Num }),
    sensitivity_to_n: z.array(z.object({ n_assumed: Num, A: Side, B: Side })),
    english_vs_other_multiplicity: z.object({
      n_assumed: Num,
      language: z.array(z.string()),
      p_raw: z.array(Num),
    }),
  }),
)

async function example() {
  const { models } = await readRatesTable([readFileSync(EXAMPLE)], 'rates.csv', {
    languages: Object.values(NAMES),
    measures: ['passed'],
  })
  return models.map(({ model, rates }) => ({ model, ...rates }))
}

describe('the published rates of the third joint exercise', () => {
  it('are those of the oracle, figure by figure', async () => {
    const [a, b] = await example()
    for (const [model, figure] of [
      [a, 'model_A_pass'],
      [b, 'model_B_pass'],
    ] as const) {
      expect(model?.cells.map(({ language, rate }) => [language, rate])).toEqual(
        third.table.map((row) => [NAMES[row.language], row[figure]]),
      )
    }
    expect(a?.totals.map(({ rate }) => rate)).toEqual([third.published_overall.A])
    expect(b?.totals.map(({ rate }) => rate)).toEqual([third.published_overall.B])
  })

  it('have totals that are not their plain means', async () => {
    const rows = new Comparison(1e-12)
    for (const [{ cells, totals }, { mean }] of (await example()).map(
      (model, at) => [model, at === 0 ? third.A : third.B] as const,
    )) {
      const [total] = totals
      if (total === undefined) throw new Error('there is a total')
      const held = valueOf(totalOfRates(cells, total))
      rows.add('mean', held.equalWeights.value, mean)
      expect(held.follows).toBe('weights-not-stated')
    }
    rows.check(2)
  })

  it('become more than chance at the number of attempts between those at which R finds it', async () => {
    const models = await example()
    const rows = new Comparison(1e-10)
    for (const [at, side] of (['A', 'B'] as const).entries()) {
      const shares = models[at]?.cells.map(({ rate }) => rate) ?? []
      // At 100 each rate is a whole number of attempts, so R counts what was published.
      const exact = third.sensitivity_to_n.find(({ n_assumed: n }) => n === 100)
      rows.add(side, valueOf(pOfOneRate(shares, 100)), exact?.[side].p ?? Number.NaN)
      const needed = valueOf(attemptsToTellApart(shares))
      for (const assumed of third.sensitivity_to_n)
        expect(assumed.n_assumed >= needed, `${side} at ${assumed.n_assumed}`).toBe(assumed[side].p <= 0.05)
    }
    rows.check(2)
  })

  it('of two languages are compared as R compares two proportions', () => {
    const { n_assumed: n, language, p_raw: want } = third.english_vs_other_multiplicity
    const rows = new Comparison(1e-9)
    // R was given whole attempts: .57 × 150 is 85.49999… in binary, .51 × 150 is 76.5 and goes to the even 76.
    const count = (share: number): number => {
      const exact = share * n
      const near = Math.round(exact)
      return Math.abs(exact % 1) === 0.5 && near % 2 === 1 ? near - 1 : near
    }
    const shareOf = (name: string): number =>
      third.table.find((row) => row.language === name)?.model_A_pass ?? Number.NaN
    for (const [at, name] of language.entries()) {
      const pair = [count(shareOf('English')) / n, count(shareOf(name)) / n]
      rows.add(name, valueOf(pOfOneRate(pair, n)), want[at] ?? Number.NaN)
    }
    rows.check(language.length)
  })
})
