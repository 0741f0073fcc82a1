import { readFile, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readOutcomeTable, rowsOf, Scorer } from '../statement/index.ts'
import { chatServer, itemsOf, planOf, question, reply, runEffects } from './chat-server.fixture.ts'
import type { Call } from './chat-server.fixture.ts'
import { askedOf, judgedPlan } from './judge.fixture.ts'
import { runEvaluation } from './run-evaluation.ts'
import { scoreRun } from './score-run.ts'

const HARNESS = { name: 'concord', version: '1' }
const evaluation = (scorer: unknown, over = {}) => ({
  name: 'sums',
  version: 2,
  template: '{{input}}',
  scorer: Scorer.parse(scorer),
  ...over,
})

/** q0 is answered in words, q1 rightly, q2 wrongly, q3 not at all. */
const answered = (call: Call): void => {
  const number = Number(/^(\d+)/.exec(question(call))?.[1])
  if (number === 3) call.response.writeHead(400).end('{}')
  else reply(call.response, ['It is one.', 'It is 2.', 'It is 7.'][number] ?? '')
}

async function aRun() {
  const server = await chatServer(answered)
  const run = await runEffects()
  await runEvaluation(planOf(server.url, { items: itemsOf(4), attempts: 1 }), run.effects)
  const asked = server.seen.length
  return {
    folder: run.effects.folder,
    askedSince: () => server.seen.length - asked,
    file: (name: string) => path.join(run.effects.folder, name),
    async [Symbol.asyncDispose]() {
      await run[Symbol.asyncDispose]()
      await server[Symbol.asyncDispose]()
    },
  }
}

describe('scoring a run again', () => {
  it('asks nobody, leaves the run as it is, and says what is other than before', async () => {
    await using run = await aRun()
    const [table, answers] = [
      await readFile(run.file('outcomes.parquet')),
      await readFile(run.file('answers.jsonl')),
    ]
    const scored = await scoreRun(run.folder, evaluation({ type: 'includes' }), HARNESS)
    expect(run.askedSince()).toBe(0)
    expect(await readFile(run.file('outcomes.parquet'))).toEqual(table)
    expect(await readFile(run.file('answers.jsonl'))).toEqual(answers)
    expect(scored).toMatchObject({ isNew: true, sameTemplate: true })
    expect(scored.before).toMatchObject({ counts: { scored: 2, unscored: 1, errored: 1 }, sum: 1 })
    expect(scored.after).toMatchObject({ counts: { scored: 3, unscored: 0, errored: 1 }, sum: 1 })
    expect(scored.changed).toEqual([
      {
        set: 'english',
        item: 'q0',
        attempt: 1,
        section: null,
        criterion: null,
        before: { outcome: 'unscored', reason: 'unparsed', value: null, limit: null, labels: [] },
        after: { outcome: 'scored', reason: null, value: 0, limit: null, labels: [] },
      },
    ])
    const rows = [
      ...rowsOf(await readOutcomeTable(await readFile(path.join(scored.folder, 'outcomes.parquet')))),
    ]
    expect(rows.map(({ item, outcome, value, tokensIn }) => [item, outcome, value, tokensIn])).toEqual([
      ['q0', 'scored', 0, 10],
      ['q1', 'scored', 1, 10],
      ['q2', 'scored', 0, 10],
      ['q3', 'errored', null, null],
    ])
  })

  it('gives the table of the run where the scorer is the same', async () => {
    await using run = await aRun()
    const { scorer } = planOf('http://127.0.0.1')
    const scored = await scoreRun(run.folder, evaluation(scorer), HARNESS)
    expect(scored.changed).toEqual([])
    expect(await readFile(path.join(scored.folder, 'outcomes.parquet'))).toEqual(
      await readFile(run.file('outcomes.parquet')),
    )
  })

  it('names its source, and is never overwritten', async () => {
    await using run = await aRun()
    const first = await scoreRun(run.folder, evaluation({ type: 'exact' }), HARNESS)
    const file = path.join(first.folder, 'score.json')
    const about = z
      .looseObject({ answers: z.looseObject({ sha256: z.string() }), scorerSha256: z.string() })
      .parse(JSON.parse(await readFile(file, 'utf8')))
    expect([about.answers.sha256, about.scorerSha256]).toEqual([first.answers, first.scorer])
    const again = await scoreRun(run.folder, evaluation({ type: 'exact' }), HARNESS)
    expect(again).toEqual({ ...first, isNew: false })
    const other = await scoreRun(run.folder, evaluation({ type: 'exact', ignoreCase: true }), HARNESS)
    expect(other.folder).not.toBe(first.folder)
    await writeFile(file, '{}')
    await expect(scoreRun(run.folder, evaluation({ type: 'exact' }), HARNESS)).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await readFile(file, 'utf8')).toBe('{}')
  })

  it('has a row that was not run for what was not asked', async () => {
    await using run = await aRun()
    const [first] = (await readFile(run.file('answers.jsonl'), 'utf8')).split('\n')
    await writeFile(run.file('answers.jsonl'), `${first}\n`)
    const scored = await scoreRun(run.folder, evaluation({ type: 'includes' }), HARNESS)
    expect(scored.after.counts).toMatchObject({ attempts: 4, scored: 1, 'not-run': 3 })
  })

  it('says where the question is put in other words', async () => {
    await using run = await aRun()
    const scored = await scoreRun(
      run.folder,
      evaluation({ type: 'exact' }, { template: 'Well: {{input}}' }),
      HARNESS,
    )
    expect(scored.sameTemplate).toBe(false)
  })

  it('counts votes otherwise, without a judge', async () => {
    await using server = await chatServer((call) => {
      const asked = askedOf(call)
      reply(call.response, asked === 'judge-2 q1' ? 'FAIL' : 'PASS')
    })
    await using run = await runEffects()
    const plan = judgedPlan(server.url, 2)
    await runEvaluation(plan, run.effects)
    const asked = server.seen.length
    const scored = await scoreRun(
      run.effects.folder,
      evaluation({ ...plan.scorer, aggregation: 'mean' }),
      HARNESS,
    )
    expect([scored.before.sum, scored.after.sum]).toEqual([1, 1.5])
    expect(scored.changed.map(({ item }) => item)).toEqual(['q1'])
    // Votes on another rubric are none on this one.
    const other = await scoreRun(
      run.effects.folder,
      evaluation({ ...plan.scorer, template: '{{input}} {{answer}} Kind?' }),
      HARNESS,
    )
    expect(other.after.counts).toMatchObject({ scored: 0, unscored: 2 })
    expect(server.seen).toHaveLength(asked)
  })

  it('refuses what cannot be scored', async () => {
    await using run = await aRun()
    const code = (scorer: unknown) =>
      scoreRun(run.folder, evaluation(scorer), HARNESS).then(
        () => 'scored',
        (error: unknown) => z.looseObject({ code: z.string() }).parse(error).code,
      )
    expect(await code({ type: 'verdict-table', rubric: 'x' })).toBe('bad-input')
    expect(await code(judgedPlan('http://127.0.0.1:1/v1', 1).scorer)).toBe('bad-input')
    await writeFile(run.file('answers.jsonl'), '{"item":1}\n')
    expect(await code({ type: 'exact' })).toBe('bad-input')
    await rm(run.file('answers.jsonl'))
    expect(await code({ type: 'exact' })).toBe('not-found')
  })
})
