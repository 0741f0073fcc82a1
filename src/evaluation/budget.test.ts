import { readFile, readdir } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { chatServer, itemsOf, planOf, reply, runEffects } from './chat-server.fixture.ts'
import type { Call } from './chat-server.fixture.ts'
import { judgedPlan, JUDGES } from './judge.fixture.ts'
import { readJournal } from './journal.ts'
import type { Price } from './prices.ts'
import { resumeEvaluation, runEvaluation } from './run-evaluation.ts'
import type { RunPlanInput } from './run-plan.ts'

/** An answer of the server uses 13 tokens, 10 in and 3 out: 16 millionths of a dollar. */
const PRICES: Price[] = ['mock', ...JUDGES].map((model) => ({
  host: null,
  model,
  perMillion: { in: 1, out: 2 },
  asOf: '2026-11-01',
  source: 'a test',
}))
const MANY: Partial<RunPlanInput> = { items: itemsOf(100), attempts: 1 }

const answering = ({ response }: Call): void => reply(response, '1')

describe('a run with a budget of tokens', () => {
  it('asks as long as the next attempt has room, and goes on with a higher one', async () => {
    await using server = await chatServer(answering)
    await using run = await runEffects({ budget: { tokens: 13 * 30 + 5 } })
    const { folder } = run.effects
    expect(await runEvaluation(planOf(server.url, MANY), run.effects)).toMatchObject({
      status: 'stopped',
      dead: null,
      budget: { kind: 'tokens', limit: 395, used: 390 },
      counts: { scored: 30, errored: 0, 'not-run': 70 },
      tokens: { in: 300, out: 90 },
    })
    expect(server.seen).toHaveLength(30)
    // Without another the same holds, and nobody is asked.
    const { budget: _, ...effects } = run.effects
    expect(await resumeEvaluation(folder, effects)).toMatchObject({
      status: 'stopped',
      counts: { scored: 30 },
    })
    expect(server.seen).toHaveLength(30)
    const more = { ...effects, budget: { tokens: 100 * 13 } }
    expect(await resumeEvaluation(folder, more)).toMatchObject({
      status: 'finished',
      budget: null,
      counts: { scored: 100 },
    })
    expect(server.seen).toHaveLength(100)
  })

  it('lets the first attempt go alone', async () => {
    await using server = await chatServer(answering)
    await using run = await runEffects({ budget: { tokens: 5 } })
    const result = await runEvaluation(planOf(server.url, MANY), run.effects)
    expect(result).toMatchObject({ status: 'stopped', budget: { used: 13 }, counts: { scored: 1 } })
    expect(server.seen).toHaveLength(1)
  })

  it('is noted in the journal, and is no part of the plan', async () => {
    await using server = await chatServer(answering)
    await using one = await runEffects({ budget: { tokens: 13, minutes: 5 } })
    await using other = await runEffects()
    const hashes = [one, other].map(async ({ effects }) => {
      const { planHash } = await runEvaluation(planOf(server.url), effects)
      return planHash
    })
    expect(await hashes[0]).toBe(await hashes[1])
    await resumeEvaluation(one.effects.folder, { ...one.effects, budget: { tokens: 26 } })
    const noted: unknown[] = []
    for await (const { entry } of readJournal(path.join(one.effects.folder, 'journal.jsonl')))
      if (entry.kind === 'run' || entry.kind === 'resumed') noted.push(entry.budget)
    expect(noted).toEqual([
      { tokens: 13, minutes: 5 },
      { tokens: 26, minutes: 5 },
    ])
  })

  it('is stopped where an answer does not say what it used', async () => {
    await using server = await chatServer(({ response }) => reply(response, '1', { usage: undefined }))
    await using run = await runEffects({ budget: { tokens: 1000 } })
    expect(await runEvaluation(planOf(server.url, MANY), run.effects)).toMatchObject({
      status: 'stopped',
      budget: { kind: 'tokens', limit: 1000, used: null },
      counts: { scored: 1 },
    })
  })

  it('counts the votes of judges, and keeps an answer whose judges have no room', async () => {
    await using server = await chatServer(({ response }) => reply(response, 'PASS'))
    await using run = await runEffects({ budget: { tokens: 3 * 13 + 5 } })
    const stopped = await runEvaluation(judgedPlan(server.url, 4), run.effects)
    expect(stopped).toMatchObject({
      status: 'stopped',
      budget: { used: 39 },
      counts: { scored: 1 },
      tokens: { in: 30, out: 9 },
    })
    const tight = { ...run.effects, budget: { tokens: 6 * 13 } }
    expect(await resumeEvaluation(run.effects.folder, tight)).toMatchObject({ counts: { scored: 2 } })
    expect(server.seen).toHaveLength(6)

    await using small = await runEffects({ budget: { tokens: 10 } })
    expect(await runEvaluation(judgedPlan(server.url, 1), small.effects)).toMatchObject({
      status: 'stopped',
      budget: { used: 13 },
      counts: { 'not-run': 1 },
    })
    const end = await resumeEvaluation(small.effects.folder, { ...small.effects, budget: { tokens: 100 } })
    expect(end).toMatchObject({ status: 'finished', tokens: { in: 30, out: 9 } })
    // The answer was not asked for again.
    expect(server.seen.slice(6).filter(({ model }) => model === 'mock')).toHaveLength(1)
  })

  it('does not repeat a call once it is used up', async () => {
    await using server = await chatServer((call) => {
      if (call.number === 2) call.response.writeHead(503).end()
      else answering(call)
    })
    const concurrency = { min: 1, start: 1, max: 1 }
    await using run = await runEffects({ budget: { tokens: 26 } })
    const result = await runEvaluation(planOf(server.url, { ...MANY, concurrency }), run.effects)
    expect(result).toMatchObject({ status: 'stopped', counts: { scored: 2, errored: 0 } })
  })
})

describe('a run with a budget of dollars', () => {
  it('is stopped by it, judges counted', async () => {
    await using server = await chatServer(({ response }) => reply(response, 'PASS'))
    await using run = await runEffects({ budget: { cost: 0.0001 }, prices: PRICES })
    const result = await runEvaluation(judgedPlan(server.url, 10), run.effects)
    expect(result).toMatchObject({
      status: 'stopped',
      budget: { kind: 'cost', limit: 0.0001 },
      counts: { scored: 2 },
      cost: { exact: true, prices: PRICES },
    })
    expect(result.cost?.usd).toBeCloseTo(6 * 16e-6, 12)
    expect(result.budget?.used).toBeCloseTo(6 * 16e-6, 12)
  })

  it.each([
    ['the model', PRICES.slice(1), /no price is known of mock at/],
    ['a judge', PRICES.slice(0, 2), /no price is known of the judge judge-2 \(judge-2 at/],
  ])('is refused where the price of %s is unknown, and nothing is written', async (_, prices, words) => {
    await using run = await runEffects({ budget: { cost: 1 }, prices })
    const plan = judgedPlan('http://127.0.0.1:9/v1', 2)
    await expect(runEvaluation(plan, run.effects)).rejects.toMatchObject({
      code: 'usage',
      message: expect.stringMatching(words),
    })
    expect(await readdir(path.dirname(run.effects.folder))).toEqual([])
  })

  it('has no cost where the price of a judge is unknown', async () => {
    await using server = await chatServer(({ response }) => reply(response, 'PASS'))
    await using run = await runEffects({ prices: PRICES.slice(0, 2) })
    expect(await runEvaluation(judgedPlan(server.url, 1), run.effects)).toMatchObject({ cost: null })
  })
})

describe('a run with a budget of time', () => {
  it('lets calls in flight end, and goes on with more', async () => {
    await using server = await chatServer((call) => {
      setTimeout(() => answering(call), 120)
    })
    const concurrency = { min: 2, start: 2, max: 2 }
    await using run = await runEffects({ budget: { minutes: 0.2 / 60 } })
    const result = await runEvaluation(
      planOf(server.url, { items: itemsOf(20), attempts: 1, concurrency }),
      run.effects,
    )
    expect(result).toMatchObject({ status: 'stopped', budget: { kind: 'minutes' }, counts: { errored: 0 } })
    expect(result.counts.scored).toBe(server.seen.length)
    expect(result.counts.scored).toBeLessThan(20)
    const lines = await readFile(path.join(run.effects.folder, 'answers.jsonl'), 'utf8')
    expect(lines.trimEnd().split('\n')).toHaveLength(server.seen.length)
    const longer = { ...run.effects, budget: { minutes: 5 } }
    expect(await resumeEvaluation(run.effects.folder, longer)).toMatchObject({ counts: { scored: 20 } })
  })

  it('does not wait for a call that may not be repeated any more', async () => {
    await using server = await chatServer(({ response }) => response.writeHead(503).end())
    const backoff = { firstSeconds: 60, capSeconds: 60 }
    await using run = await runEffects({ budget: { minutes: 0.2 / 60 } })
    const began = Date.now()
    const result = await runEvaluation(planOf(server.url, { ...MANY, backoff }), run.effects)
    expect(result).toMatchObject({ status: 'stopped', counts: { errored: 0, 'not-run': 100 } })
    expect(Date.now() - began).toBeLessThan(10_000)
  })

  it('ends also where the clock lags behind the timers', async () => {
    await using server = await chatServer(({ response }) => response.writeHead(503).end())
    const backoff = { firstSeconds: 60, capSeconds: 60 }
    const clock = (): number => Math.floor(Date.now() / 70) * 70
    await using run = await runEffects({ budget: { minutes: 0.2 / 60 }, clock })
    const began = Date.now()
    const result = await runEvaluation(planOf(server.url, { ...MANY, backoff }), run.effects)
    expect(result).toMatchObject({ status: 'stopped', counts: { errored: 0, 'not-run': 100 } })
    expect(Date.now() - began).toBeLessThan(10_000)
  })
})
