import { describe, expect, it } from 'vitest'
import { crypto } from '../../../test/fixture/network.ts'
import { Analysis, PublishedRatesResult, Run } from '../../statement/index.ts'
import type { Protocol, PublishedRates } from '../../statement/index.ts'
import { ref, smallProtocol } from '../exercise.fixture.ts'
import { LANGUAGES, publishedRates, RATES, ratesProtocol, ratesRun } from '../published-rates.fixture.ts'
import { analyse } from './analyse.ts'

const computed = { by: 'ardal', at: '2026-11-25T00:00:00Z', engine: 'test' }

function analysed(runs: readonly Run[], protocol: Protocol = ratesProtocol()): ReturnType<typeof analyse> {
  return analyse(
    {
      protocolId: ref('9'),
      protocol,
      amendmentIds: [],
      runs: runs.map((body, at) => ({
        id: ref(String(at)),
        body: Run.parse(body),
        table: null,
        tableDigest: null,
      })),
      sets: new Map(),
      computed,
    },
    { sha256: crypto.sha256 },
  )
}

function resultOf(runs: readonly Run[], protocol?: Protocol): PublishedRatesResult {
  const outcome = analysed(runs, protocol)
  if (!outcome.ok) throw new Error(outcome.refusal.detail.pattern)
  return PublishedRatesResult.parse(Analysis.parse(outcome.analysis).results[0])
}

const third = [ratesRun('model_a'), ratesRun('model_b')]

/** The rates of one model with another thing said of each. */
function withCells(
  model: keyof typeof RATES,
  change: (cell: PublishedRates['cells'][number], at: number) => Partial<PublishedRates['cells'][number]>,
): Run {
  const rates = publishedRates(model)
  return ratesRun(model, {
    ...rates,
    cells: rates.cells.map((cell, at) => ({ ...cell, ...change(cell, at) })),
  })
}

describe('the published rates of the third joint exercise', () => {
  const result = resultOf(third)
  const [a, b] = result.models

  it('stand as they were published, in the order of the protocol', () => {
    expect(a?.cells.map(({ language }) => language)).toEqual(LANGUAGES)
    expect(a?.cells.map(({ rate }) => Math.round(rate * 100))).toEqual(RATES.model_a)
    expect(b?.cells.map(({ rate }) => Math.round(rate * 100))).toEqual(RATES.model_b)
  })

  it('have no interval, because the number of attempts is not published', () => {
    for (const { interval, exists } of [...(a?.cells ?? []), ...(b?.cells ?? [])]) {
      expect(interval).toEqual({ refused: 'n-unknown' })
      expect(exists).toBeNull()
    }
  })

  it('have totals that do not follow from them', () => {
    // joint_testing_3rd_exercise.json: A .4456, B .2156.
    expect(a?.total?.equalWeights.value).toBeCloseTo(0.44555555555555554, 14)
    expect(b?.total?.equalWeights.value).toBeCloseTo(0.21555555555555556, 14)
    expect([a?.total?.follows, b?.total?.follows]).toEqual(['weights-not-stated', 'weights-not-stated'])
    expect(a?.total?.byAttempts).toEqual({ refused: 'n-unknown' })
    expect(b?.total?.anyWeights.lo).toBeCloseTo(0.135, 12)
    expect(b?.total?.anyWeights.hi).toBeCloseTo(0.355, 12)
  })

  it('say which number of attempts would decide, and what one that is assumed would say', () => {
    expect([a?.apart.n, b?.apart.n]).toEqual([60, 83])
    const french = a?.comparisons.find(({ language }) => language === 'fr')
    expect(french?.n).toBe(531)
    expect(french?.gap).toBeCloseTo(-0.06, 12)
    expect(french?.pAssumed).toBeCloseTo(0.3, 2)
    expect(a?.comparisons.find(({ language }) => language === 'sw')?.pAssumed).toBeLessThan(0.001)
    expect(a?.comparisons.map(({ language }) => language)).toEqual(LANGUAGES.slice(1))
  })

  it('are above one another in every language, and nothing is known of the institutes', () => {
    expect(result.order).toMatchObject([{ a: 'model_a', b: 'model_b', above: 9, below: 0, of: 9 }])
    expect(result.order[0]?.gap?.lo).toBeCloseTo(0.12, 12)
    expect(result.order[0]?.gap?.hi).toBeCloseTo(0.33, 12)
    expect(result.labs).toBe('not-published')
  })

  it('do not depend on the order of the runs or of their rows', () => {
    const shuffled = third.toReversed().map((run) => ({
      ...run,
      rates: { cells: run.rates?.cells.toReversed() ?? [], totals: run.rates?.totals ?? [] },
    }))
    const same = resultOf(shuffled)
    expect({ ...same, models: same.models.map((one) => ({ ...one, run: null })) }).toEqual({
      ...result,
      models: result.models.map((one) => ({ ...one, run: null })),
    })
  })
})

describe('rates of which more is known', () => {
  it('have an interval each, and say which of them cannot be', () => {
    const [model] = resultOf([withCells('model_a', (_, at) => ({ n: at === 0 ? 3 : 100 }))]).models
    expect(model?.cells.map(({ exists }) => exists)).toEqual([false, ...Array(8).fill(true)])
    expect(model?.cells[1]?.interval).toMatchObject({
      lo: expect.closeTo(0.375, 2),
      hi: expect.closeTo(0.567, 2),
    })
  })

  it('have a total that may follow from the attempts', () => {
    const { rates } = withCells('model_a', (_, at) => ({ n: at === 0 ? 1000 : 10 }))
    const cells = rates?.cells ?? []
    const sum = cells.reduce((all, { rate, n }) => all + rate * (n ?? 0), 0) / 1080
    const total = { measure: 'passed', rate: Math.round(sum * 1000) / 1000, decimals: 3, n: 1080 }
    const [model] = resultOf([ratesRun('model_a', { cells, totals: [total] })]).models
    expect(model?.total?.byAttempts).toMatchObject({ value: expect.closeTo(sum, 12) })
    expect(model?.total?.follows).toBe('attempts')
  })

  it('tell institute and language apart only where several institutes ran one language', () => {
    const each = third.map((run) =>
      withCells(run.model === 'model_a' ? 'model_a' : 'model_b', (_, at) => ({ lab: `Lab ${at}` })),
    )
    expect(resultOf(each).labs).toBe('one-for-each-language')
    const both = withCells('model_a', (_, at) => ({
      language: at < 2 ? 'en' : (LANGUAGES[at] ?? ''),
      lab: `Lab ${at}`,
    }))
    expect(resultOf([both]).labs).toBe('several-for-a-language')
    // English has two rates then, and none of them is the rate of English.
    expect(resultOf([both]).models[0]?.comparisons).toEqual([])
    const some = withCells('model_a', (_, at) => ({ lab: at === 0 ? 'Lab 0' : null }))
    expect(resultOf([some]).labs).toBe('not-published')
  })

  it('do not put a model above another where rounding could', () => {
    const close = ratesRun('model_b', {
      ...publishedRates('model_a'),
      cells: publishedRates('model_a').cells.map((cell, at) => ({
        ...cell,
        rate: (at === 0 ? 56 : 30) / 100,
      })),
    })
    const [order] = resultOf([ratesRun('model_a'), close]).order
    // 57 and 56 % may both be 56.5.
    expect(order).toMatchObject({ above: 8, below: 0, of: 9 })
  })

  it('are those of the measure and the languages that the protocol has', () => {
    const rates = publishedRates('model_a')
    const [first] = rates.cells
    if (first === undefined) throw new Error('there is a rate')
    const run = ratesRun('model_a', {
      ...rates,
      cells: [...rates.cells, { ...first, language: 'de' }, { ...first, measure: 'other' }],
    })
    expect(resultOf([run]).models[0]?.cells).toHaveLength(9)
  })
})

describe('what is not of published rates', () => {
  it('is a model without a run, of which there are none', () => {
    const [, missing] = resultOf([ratesRun('model_a')]).models
    expect(missing).toMatchObject({
      run: null,
      cells: [],
      total: null,
      apart: { n: { refused: 'too-few-items' } },
      comparisons: [],
    })
  })

  it('is refused as a whole where the plan is of something else', () => {
    const protocol = smallProtocol(['ardal'])
    const outcome = analysed([{ ...ratesRun('model_a'), model: 'model-a' }], protocol)
    expect(outcome).toMatchObject({ ok: false, refusal: { reason: 'other-results', runs: [ref('0')] } })
  })

  it('is refused with an outcome table, or of a model that is not assigned', () => {
    const table = { sha256: 'a'.repeat(64), size: 1, mediaType: 'x/y' }
    const counts = {
      attempts: 0,
      scored: 0,
      'not-applicable': 0,
      unscored: 0,
      errored: 0,
      limit: 0,
      'not-run': 0,
    }
    const { rates: _, ...run } = ratesRun('model_a')
    expect(analysed([{ ...run, table, counts }])).toMatchObject({
      ok: false,
      refusal: { reason: 'other-results' },
    })
    expect(analysed([{ ...ratesRun('model_a'), model: 'model_c' }])).toMatchObject({
      ok: false,
      refusal: { reason: 'unknown-lab' },
    })
  })

  it('is no run: a run has an outcome table with its counts, or rates, never both and never neither', () => {
    const table = { sha256: 'a'.repeat(64), size: 1, mediaType: 'x/y' }
    const { rates: _, ...neither } = ratesRun('model_a')
    expect(Run.safeParse(ratesRun('model_a')).success).toBe(true)
    expect(Run.safeParse(neither).success).toBe(false)
    expect(Run.safeParse({ ...ratesRun('model_a'), table }).success).toBe(false)
    expect(Run.safeParse({ ...neither, table }).success).toBe(false)
  })

  it('is no rate with more digits than it says it has', () => {
    const fine = publishedRates('model_a')
    const exact = { ...fine, cells: fine.cells.map((cell) => ({ ...cell, rate: cell.rate + 0.001 })) }
    expect(Run.safeParse(ratesRun('model_a', exact)).success).toBe(false)
  })
})
