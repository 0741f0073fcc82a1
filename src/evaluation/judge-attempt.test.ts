import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readOutcomeTable, rowsOf } from '../statement/index.ts'
import { AnswerLine, rescore } from './answer-line.ts'
import { chatServer, reply, runEffects } from './chat-server.fixture.ts'
import type { Call } from './chat-server.fixture.ts'
import { readJournal } from './journal.ts'
import { judgedPlan, JUDGES } from './judge.fixture.ts'
import { resumeEvaluation, runEvaluation } from './run-evaluation.ts'
import { parseRunPlan } from './run-plan.ts'
import type { RunPlanInput } from './run-plan.ts'

const filesOf = async (folder: string) => ({
  rows: [...rowsOf(await readOutcomeTable(await readFile(path.join(folder, 'outcomes.parquet'))))],
  lines: (await readFile(path.join(folder, 'answers.jsonl'), 'utf8'))
    .trimEnd()
    .split('\n')
    .map((line) => AnswerLine.parse(JSON.parse(line))),
})

/** One item, judged; `judge` says what each judge does. */
async function oneJudged(judge: (call: Call) => void, over: Partial<RunPlanInput> = {}) {
  await using server = await chatServer((call) => {
    if (call.body.model === 'mock') reply(call.response, 'It is 1.')
    else judge(call)
  })
  await using run = await runEffects()
  const plan = judgedPlan(server.url, 1, over)
  await runEvaluation(plan, run.effects)
  const { rows, lines } = await filesOf(run.effects.folder)
  const { scorer, items } = parseRunPlan(plan)
  const [row, line, item] = [rows[0], lines[0], items[0]?.item]
  if (row === undefined || line === undefined || item === undefined) throw new Error('one row was expected')
  return { row, line, item, scorer, seen: server.seen }
}

describe('judges of an answer', () => {
  it('are asked after it with what is declared, and their votes are kept', async () => {
    const { row, line, seen } = await oneJudged(({ response }) => reply(response, 'Well: PASS'))
    expect(seen.map(({ model }) => model)).toEqual(['mock', ...JUDGES])
    expect(seen[1]).toMatchObject({
      temperature: 0,
      max_tokens: 5,
      messages: [
        {
          role: 'user',
          content: '<input>\n0 + 1 = ?\n</input> <answer>\nIt is 1.\n</answer> Right? Say PASS or FAIL.',
        },
      ],
    })
    expect(row).toMatchObject({ outcome: 'scored', value: 1, tokensIn: 10, tokensOut: 3 })
    expect(line.votes).toEqual(
      JUDGES.map((judge) => ({
        judge,
        promptHash: expect.stringMatching(/^[0-9a-f]{64}$/),
        reply: 'Well: PASS',
        stopReason: 'stop',
        refused: false,
        modelReported: 'mock-1',
        usage: { in: 10, out: 3 },
        failedCalls: [],
        ms: expect.any(Number),
      })),
    )
  })

  it('give an outcome that anybody can tell from the stored votes', async () => {
    const { row, line, item, scorer } = await oneJudged(({ response, body }) =>
      reply(response, body.model === 'judge-1' ? 'PASS' : 'FAIL'),
    )
    expect(rescore(scorer, item, JSON.parse(JSON.stringify(line)))).toMatchObject([
      { criterion: null, outcome: 'scored', value: 0 },
    ])
    expect([row.outcome, row.value]).toEqual(['scored', 0])
    const forged = { ...line, votes: line.votes?.map((vote) => ({ ...vote, reply: 'PASS' })) }
    expect(rescore(scorer, item, JSON.parse(JSON.stringify(forged)))[0]?.value).toBe(1)
    const { votes: _, ...without } = line
    expect(rescore(scorer, item, JSON.parse(JSON.stringify(without)))).toMatchObject([
      { outcome: 'unscored', reason: 'judge-error', value: null },
    ])
  })

  it('that say nothing that was offered leave it unparsed', async () => {
    const { row } = await oneJudged(({ response }) => reply(response, 'I would rather not.'))
    expect(row).toMatchObject({ outcome: 'unscored', reason: 'unparsed', value: null })
  })

  it('that fail are asked again as often as declared, and are then no vote', async () => {
    const { row, line, seen } = await oneJudged(({ response, body }) => {
      if (body.model === 'judge-1') reply(response, 'PASS')
      else response.writeHead(503).end()
    })
    expect(row).toMatchObject({ outcome: 'unscored', reason: 'judge-error', value: null })
    expect(seen.map(({ model }) => model).toSorted()).toEqual(['judge-1', 'judge-2', 'judge-2', 'mock'])
    expect(line.votes?.[1]).toMatchObject({
      reply: null,
      failedCalls: [
        { error: 'transient', status: 503 },
        { error: 'transient', status: 503 },
      ],
    })
  })

  it('are asked at the same time, and their votes stand in the order of the scorer', async () => {
    let first: (() => void) | undefined
    const { line } = await oneJudged(({ response, body }) => {
      // The first is answered only once the second was.
      if (body.model === 'judge-1') first = () => reply(response, 'PASS')
      else {
        reply(response, 'FAIL')
        setTimeout(() => first?.(), 20)
      }
    })
    expect(line.votes?.map(({ judge, reply: said }) => [judge, said])).toEqual([
      ['judge-1', 'PASS'],
      ['judge-2', 'FAIL'],
    ])
  })

  it('that decline are no vote', async () => {
    const choices = [
      {
        index: 0,
        message: { role: 'assistant', content: 'PASS' },
        finish_reason: 'content_filter',
      },
    ]
    const { row, line } = await oneJudged(({ response }) => reply(response, '', { choices }))
    expect(row).toMatchObject({ outcome: 'unscored', reason: 'judge-error', value: null })
    expect(line.votes?.[0]).toMatchObject({ reply: 'PASS', stopReason: 'content_filter' })
  })

  it('are not asked about what was not answered', async () => {
    await using server = await chatServer(({ response }) => response.writeHead(400).end('{}'))
    await using run = await runEffects()
    await runEvaluation(judgedPlan(server.url, 1), run.effects)
    await resumeEvaluation(run.effects.folder, run.effects, { giveUp: true })
    expect(server.seen.every(({ model }) => model === 'mock')).toBe(true)
  })

  it('are sent no key that is for the model', async () => {
    const keys: (string | undefined)[] = []
    await using server = await chatServer((call) => {
      keys.push(call.request.headers.authorization)
      reply(call.response, 'PASS')
    })
    await using run = await runEffects()
    await runEvaluation(judgedPlan(server.url, 1), run.effects)
    expect(keys).toEqual(['Bearer key-of-the-test', undefined, undefined])
  })

  it('must be somebody', () => {
    expect(() => parseRunPlan(judgedPlan('http://127.0.0.1:1/v1', 1, { judges: [] }))).toThrow(
      /nobody is named who is the judge judge-1/,
    )
  })
})

describe('a run that was stopped between answer and vote', () => {
  it('goes on without asking again what is written', async () => {
    const stop = new AbortController()
    let isSecond = false
    await using server = await chatServer((call) => {
      // The second judge is still thinking when the first has voted and the run is stopped.
      if (call.body.model === 'judge-2' && !isSecond) void voted().then(() => stop.abort())
      else reply(call.response, call.body.model === 'mock' ? 'It is 1.' : 'PASS')
    })
    await using run = await runEffects()
    const { folder } = run.effects
    const voted = async (): Promise<void> => {
      for (;;) {
        const text = await readFile(path.join(folder, 'journal.jsonl'), 'utf8')
        if (text.includes('"kind":"vote"')) return
        await new Promise((resolve) => setTimeout(resolve, 5))
      }
    }
    const stopped = await runEvaluation(judgedPlan(server.url, 1), { ...run.effects, signal: stop.signal })
    expect(stopped).toMatchObject({ status: 'stopped', counts: { 'not-run': 1 } })
    isSecond = true
    const result = await resumeEvaluation(folder, run.effects)
    expect(result).toMatchObject({ status: 'finished', counts: { scored: 1 } })
    expect(server.seen.map(({ model }) => model).toSorted()).toEqual([
      'judge-1',
      'judge-2',
      'judge-2',
      'mock',
    ])
    expect(server.seen.at(-1)?.model).toBe('judge-2')
    const kinds: string[] = []
    for await (const { entry } of readJournal(path.join(folder, 'journal.jsonl'))) kinds.push(entry.kind)
    expect(kinds).toEqual(['run', 'answered', 'vote', 'resumed', 'vote', 'attempt'])
  })
})
