import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { readOutcomeTable, rowsOf, Scorer } from '../../statement/index.ts'
import { AnswerLine, rescore } from '../answer-line.ts'
import { chatServer, question, reply, runEffects } from '../chat-server.fixture.ts'
import type { Call } from '../chat-server.fixture.ts'
import { judgedPlan, JUDGES } from '../judge.fixture.ts'
import { resumeEvaluation, runEvaluation } from '../run-evaluation.ts'
import { parseRunPlan } from '../run-plan.ts'
import { scoreRun } from '../score-run.ts'
import { scorerFault } from './score.ts'

const scorer = (over: object = {}) =>
  Scorer.parse({
    type: 'criteria',
    template: '{{input}} {{answer}} Is this so? {{criterion}} Say TRUE, FALSE or NA.',
    shows: ['input', 'answer'],
    judges: JUDGES.map((id) => ({ id, provider: 'openai-chat', model: id, retries: 0 })),
    criteria: [
      { id: 'sum', text: 'The sum is right.', section: 'correctness' },
      { id: 'brief', text: 'It is brief.' },
      { id: 'unit', text: 'The unit is named.', section: 'correctness' },
    ],
    verdicts: [
      { verdict: 'TRUE', value: 1 },
      { verdict: 'FALSE', value: 0 },
      { verdict: 'NA', value: null },
    ],
    aggregation: 'all',
    ...over,
  })

/** What both judges say of each criterion; q1 is not answered. */
async function judgedRun(said: Record<string, string | null>) {
  const server = await chatServer((call: Call) => {
    const text = question(call)
    if (call.body.model === 'mock') {
      if (text.startsWith('1 ')) call.response.writeHead(400).end('{}')
      else reply(call.response, 'It is 1.')
      return
    }
    const verdict = Object.entries(said).find(([criterion]) => text.includes(criterion))?.[1] ?? null
    if (verdict === null) call.response.writeHead(400).end('{}')
    else reply(call.response, verdict)
  })
  const run = await runEffects()
  const plan = judgedPlan(server.url, 2, { scorer: scorer() })
  const result = await runEvaluation(plan, run.effects)
  const { folder } = run.effects
  const table = await readOutcomeTable(await readFile(path.join(folder, 'outcomes.parquet')))
  const answers = (await readFile(path.join(folder, 'answers.jsonl'), 'utf8')).trimEnd().split('\n')
  return {
    folder,
    plan: parseRunPlan(plan),
    result,
    rows: [...rowsOf(table)],
    lines: answers.map((line) => AnswerLine.parse(JSON.parse(line))),
    asked: () => server.seen.length,
    effects: run.effects,
    async [Symbol.asyncDispose]() {
      await run[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

const SAID = { 'sum is right': 'TRUE', 'is brief': 'FALSE', 'unit is named': 'NA' }

describe('a list of criteria', () => {
  it('has a row for each, and one for an attempt that was not answered', async () => {
    await using run = await judgedRun(SAID)
    expect(
      run.rows.map(({ item, section, criterion, rater, outcome, value, tokensIn }) => [
        item,
        section,
        criterion,
        rater,
        outcome,
        value,
        tokensIn,
      ]),
    ).toEqual([
      ['q0', null, 'brief', null, 'scored', 0, null],
      ['q0', 'correctness', 'sum', null, 'scored', 1, 10],
      ['q0', 'correctness', 'unit', null, 'not-applicable', null, null],
      ['q1', null, null, null, 'errored', null, null],
    ])
    expect(run.result.counts).toMatchObject({ attempts: 2, scored: 1, errored: 1, 'not-applicable': 0 })
    expect(run.result.tokens).toEqual({ in: 70, out: 21 })
    expect(run.result.judgeTokens).toEqual({ in: 60, out: 18 })
    expect(run.lines[0]).toMatchObject({ outcome: { outcome: 'scored', value: 0.5 } })
    expect(run.lines[0]?.votes?.map(({ judge, criterion }) => `${judge} ${criterion}`)).toEqual([
      'judge-1 sum',
      'judge-2 sum',
      'judge-1 brief',
      'judge-2 brief',
      'judge-1 unit',
      'judge-2 unit',
    ])
  })

  it('follows from the stored votes', async () => {
    await using run = await judgedRun(SAID)
    const [line, item] = [run.lines[0], run.plan.items[0]?.item]
    if (line === undefined || item === undefined) throw new Error('an answer was expected')
    const again = rescore(run.plan.scorer, item, JSON.parse(JSON.stringify(line)))
    const inList = ['sum', 'brief', 'unit'].map((id) => run.rows.find(({ criterion }) => criterion === id))
    expect(inList).toMatchObject(again)
    // A vote on one criterion is none on another.
    const moved = { ...line, votes: line.votes?.map((vote) => ({ ...vote, criterion: 'brief' })) }
    expect(rescore(run.plan.scorer, item, JSON.parse(JSON.stringify(moved)))).toMatchObject([
      { reason: 'judge-error' },
      { reason: 'judge-error' },
      { reason: 'judge-error' },
    ])
  })

  it('has no value where a judge has none, beside values where they have', async () => {
    await using run = await judgedRun({ ...SAID, 'is brief': 'Perhaps.', 'unit is named': null })
    expect(run.rows.map(({ outcome, reason, value }) => [outcome, reason, value])).toEqual([
      ['unscored', 'unparsed', null],
      ['scored', null, 1],
      ['unscored', 'judge-error', null],
      ['errored', 'model', null],
    ])
    expect(run.result.counts).toMatchObject({ scored: 0, unscored: 1, errored: 1 })
  })

  it('is concluded again from its journal without asking', async () => {
    await using run = await judgedRun(SAID)
    const asked = run.asked()
    const again = await resumeEvaluation(run.folder, run.effects)
    expect(again.counts).toEqual(run.result.counts)
    expect(run.asked()).toBe(asked)
  })

  it('can be counted otherwise from the same votes, and compared with what has no list', async () => {
    await using run = await judgedRun(SAID)
    const evaluation = { name: 'e', version: 1, template: '{{input}}' }
    const harness = { name: 'concord', version: '1' }
    const majority = await scoreRun(
      run.folder,
      { ...evaluation, scorer: scorer({ aggregation: 'majority' }) },
      harness,
    )
    expect(majority).toMatchObject({ changed: [], outcomes: 4 })
    const { scorer: numeric } = judgedPlan('http://127.0.0.1:1/v1', 1, {
      scorer: Scorer.parse({ type: 'numeric' }),
    })
    const whole = await scoreRun(run.folder, { ...evaluation, scorer: Scorer.parse(numeric) }, harness)
    expect(whole.after).toMatchObject({ counts: { attempts: 2, scored: 1, errored: 1 }, sum: 1 })
    expect(
      whole.changed.map(({ item, criterion, before, after }) => [
        item,
        criterion,
        before?.value,
        after?.value,
      ]),
    ).toEqual([
      ['q0', null, undefined, 1],
      ['q0', 'brief', 0, undefined],
      ['q0', 'sum', 1, undefined],
      ['q0', 'unit', null, undefined],
    ])
  })

  it.each([
    [{ template: '{{input}} {{answer}}' }, '{{criterion}}'],
    [{ criteria: [1, 2].map(() => ({ id: 'a', text: 'x' })) }, 'two criteria'],
  ])('cannot be used with %j', (over, want) => {
    expect(scorerFault(scorer(over))?.pattern).toContain(want)
  })

  it('can be used', () => {
    expect(scorerFault(scorer())).toBeNull()
  })
})
