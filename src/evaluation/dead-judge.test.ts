import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { chatServer, reply, runEffects } from './chat-server.fixture.ts'
import type { Call } from './chat-server.fixture.ts'
import { judgedPlan, JUDGES } from './judge.fixture.ts'
import { readJournal } from './journal.ts'
import { resumeEvaluation, runEvaluation } from './run-evaluation.ts'

/** Everybody answers but the second judge, who does this. */
const secondJudge =
  (does: (call: Call) => void) =>
  (call: Call): void => {
    if (call.body.model === 'judge-2') does(call)
    else reply(call.response, 'PASS')
  }
const absent = ({ response }: Call): void => {
  response.writeHead(404).end('no such model')
}
const asked = (seen: readonly { model: string }[], who: string): number =>
  seen.filter(({ model }) => model === who).length

describe('a run with a judge whom nobody answers for', () => {
  it('is stopped, nothing is recorded in vain, and goes on at another address', async () => {
    await using server = await chatServer(secondJudge(absent))
    await using moved = await chatServer(({ response }) => reply(response, 'PASS'))
    await using run = await runEffects()
    const { folder } = run.effects
    expect(await runEvaluation(judgedPlan(server.url, 200), run.effects)).toMatchObject({
      status: 'stopped',
      dead: { judge: 'judge-2', address: server.url, reason: 'HTTP 404: no such model' },
      counts: { attempts: 200, unscored: 0, 'not-run': 200 },
    })
    expect(asked(server.seen, 'judge-2')).toBeLessThan(60)
    for await (const { entry } of readJournal(path.join(folder, 'journal.jsonl')))
      if (entry.kind === 'vote') expect(entry.vote.judge).toBe('judge-1')

    const judges = [{ judge: 'judge-2', baseUrl: moved.url }]
    const end = await resumeEvaluation(folder, run.effects, { judges })
    expect(end).toMatchObject({ status: 'finished', dead: null, counts: { scored: 200, unscored: 0 } })
    // Neither the model nor the other judge was asked again for what they had said.
    for (const who of ['mock', 'judge-1']) expect(asked(server.seen, who)).toBe(200)
    expect(moved.seen.map(({ model }) => model)).toEqual(Array.from({ length: 200 }, () => 'judge-2'))
    const noted: unknown[] = []
    for await (const { entry } of readJournal(path.join(folder, 'journal.jsonl')))
      if (entry.kind === 'resumed') noted.push(entry.judges)
    expect(noted).toEqual([judges])
  })

  it('is stopped however few there are to ask, and may be given up', async () => {
    await using server = await chatServer(secondJudge(absent))
    await using run = await runEffects()
    expect(await runEvaluation(judgedPlan(server.url, 3), run.effects)).toMatchObject({
      status: 'stopped',
      dead: { judge: 'judge-2' },
      counts: { 'not-run': 3 },
    })
    expect(await resumeEvaluation(run.effects.folder, run.effects, { giveUp: true })).toMatchObject({
      status: 'finished',
      dead: null,
      counts: { unscored: 3, 'not-run': 0 },
    })
    expect(asked(server.seen, 'mock')).toBe(3)
  })

  it('is stopped too where some answers of the model never came to be judged', async () => {
    await using server = await chatServer((call) => {
      if (call.body.model === 'mock' && call.number % 2 === 0) call.response.writeHead(500).end()
      else secondJudge(absent)(call)
    })
    await using run = await runEffects()
    const concurrency = { min: 1, start: 1, max: 1 }
    const result = await runEvaluation(judgedPlan(server.url, 6, { retries: 0, concurrency }), run.effects)
    expect(result).toMatchObject({ status: 'stopped', dead: { judge: 'judge-2' } })
  })

  it('takes one vote as a sign of life: what failed before is recorded then', async () => {
    await using server = await chatServer(
      secondJudge((call) => (call.number < 12 ? absent(call) : reply(call.response, 'PASS'))),
    )
    await using run = await runEffects()
    const concurrency = { min: 1, start: 1, max: 1 }
    const end = await runEvaluation(judgedPlan(server.url, 20, { concurrency }), run.effects)
    expect(end).toMatchObject({ status: 'finished', dead: null })
    expect(end.counts.unscored).toBeGreaterThan(0)
    expect(end.counts.scored + end.counts.unscored).toBe(20)
  })

  it('has no judge of another name, and no address that is none', async () => {
    await using server = await chatServer(secondJudge(absent))
    await using run = await runEffects()
    await runEvaluation(judgedPlan(server.url, 1), run.effects)
    const { folder } = run.effects
    const go = (judge: string, baseUrl: string) =>
      resumeEvaluation(folder, run.effects, { judges: [{ judge, baseUrl }] })
    await expect(go('nobody', server.url)).rejects.toMatchObject({ code: 'usage' })
    await expect(go(JUDGES[0] ?? '', 'ftp://x')).rejects.toMatchObject({ code: 'usage' })
  })
})
