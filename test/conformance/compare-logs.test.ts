/** Two logs of one eval set beside each other: the known difference of the models on the same items. */
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { compareLogs } from '../../src/node/index.ts'
import { concordHere } from '../fixture/command-line-here.ts'

const LOGS = path.resolve(import.meta.dirname, '../../../shared/data/logs/inspect')
const SET = path.join(LOGS, 'popularity/eval-set/2025-09-15T15-02-26-04-00_popularity')
const GPT = `${SET}_L8g2GLGDDfsiXvdJ8LyZNJ.eval`
const CLAUDE = `${SET}_LthYhadZHuQjsMYHHKRep2.eval`

describe('gpt-5 and claude-sonnet-4 on the 100 items of popularity', () => {
  it('differ by −0.05, paired standard error √(8.75/9900), discordant 2 and 7', async () => {
    const { join, difference, disagreements } = await compareLogs([GPT, CLAUDE], { score: null, delta: null })
    expect(join).toMatchObject({ onlyFirst: [], onlySecond: [], otherTargets: [] })
    expect(join.common).toHaveLength(100)
    expect(disagreements).toHaveLength(9)
    if (typeof difference === 'string' || !difference.result.ok || !difference.paired.ok)
      throw new Error('no difference was given')
    const { estimates, diagnostics } = difference.result.value
    expect(estimates.first).toBeCloseTo(0.52, 12)
    expect(estimates.second).toBeCloseTo(0.57, 12)
    expect(estimates.difference).toBeCloseTo(-0.05, 12)
    expect(difference.paired.value.se).toBeCloseTo(Math.sqrt(8.75 / 9900), 12)
    expect(difference.unpairedSE).toBeCloseTo(0.070689247393, 12)
    expect(diagnostics.discordant).toMatchObject({ first: 2, second: 7 })
  })

  it('are comparable with a caveat: another model and provider, and what no log of them says', async () => {
    const { measurement } = await compareLogs([GPT, CLAUDE], { score: null, delta: null })
    expect(measurement.verdict).toBe('comparable-with-caveat')
    const names = (relation: string): string[] =>
      measurement.decidedBy.filter((one) => one.relation === relation).map(({ field }) => field)
    expect(names('different')).toEqual(['model', 'provider'])
    expect(names('unknown')).toEqual(['safeguards', 'host', 'region', 'engine', 'quantisation'])
  })

  it('are told in one sentence first', async () => {
    const { stdout, status } = await concordHere(['compare', GPT, CLAUDE])
    expect(status).toBe(0)
    expect(stdout.split('\n')[0]).toBe(
      'The two logs measured the same 100 items, with different models: openai/gpt-5 and anthropic/claude-sonnet-4-20250514.',
    )
  })
})

it('ten of the hundred items, run earlier: not comparable as a whole, and joined on the ten', async () => {
  const ten = path.join(LOGS, '2025-02-11T15-18-04-05-00_popularity_mj7khqpMM4GBCfVQozKgzB.eval')
  const { join, measurement } = await compareLogs([ten, GPT], { score: null, delta: null })
  expect(join.common).toHaveLength(10)
  expect([join.onlyFirst.length, join.onlySecond.length]).toEqual([0, 90])
  expect(measurement.verdict).toBe('not-comparable')
  expect(measurement.decidedBy).toContainEqual({ field: 'items', relation: 'different' })
})

it('a log in chunks differs in nothing from its original', async () => {
  const name = '2025-02-11T15-18-04-05-00_popularity_mj7khqpMM4GBCfVQozKgzB.eval'
  const files = [path.join(LOGS, name), path.join(LOGS, 'chunked', `chunked__${name}`)] as const
  const { join, measurement, disagreements } = await compareLogs(files, { score: null, delta: null })
  expect(join.common).toHaveLength(10)
  expect(disagreements).toEqual([])
  expect(measurement.rows.filter(({ relation }) => relation === 'different')).toEqual([])
})
