import { appendFile, readdir, readFile, stat, truncate, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { readOutcomeTable, rowsOf } from '../statement/index.ts'
import { AnswerLine, rescore } from './answer-line.ts'
import { chatServer, itemsOf, planOf, question, reply, runEffects } from './chat-server.fixture.ts'
import type { Call } from './chat-server.fixture.ts'
import { resumeEvaluation, runEvaluation } from './run-evaluation.ts'
import { parseRunPlan } from './run-plan.ts'
import type { RunPlanInput, RunProgress } from './run-plan.ts'

const answered = (call: Call): void => {
  const sum = /^(\d+) \+ 1/.exec(question(call))?.[1]
  reply(call.response, `It is ${Number(sum) + 1}.`)
}

const tableOf = async (folder: string) => [
  ...rowsOf(await readOutcomeTable(await readFile(path.join(folder, 'outcomes.parquet')))),
]
const answersOf = async (folder: string) =>
  (await readFile(path.join(folder, 'answers.jsonl'), 'utf8'))
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => AnswerLine.parse(JSON.parse(line)))

/** Runs one item once against a server that behaves so; gives the row and the answer line. */
async function oneAttempt(handle: (call: Call) => void, over: Partial<RunPlanInput> = {}) {
  await using server = await chatServer(handle)
  await using run = await runEffects()
  const plan = planOf(server.url, { items: itemsOf(1), attempts: 1, ...over })
  const result = await runEvaluation(plan, run.effects)
  const [row] = await tableOf(run.effects.folder)
  const [line] = await answersOf(run.effects.folder)
  if (row === undefined || line === undefined) throw new Error('one row and one line were expected')
  return { row, line, result, calls: server.seen.length }
}

describe('a run', () => {
  it('asks every attempt with its own seed and gives one outcome each', async () => {
    await using server = await chatServer(answered)
    const events: RunProgress[] = []
    await using run = await runEffects({ emit: (event) => events.push(event) })
    const result = await runEvaluation(planOf(server.url), run.effects)
    expect(result).toMatchObject({
      status: 'finished',
      counts: {
        attempts: 8,
        scored: 8,
        'not-applicable': 0,
        unscored: 0,
        errored: 0,
        limit: 0,
        'not-run': 0,
      },
      tokens: { in: 80, out: 24 },
      modelReported: ['mock-1'],
    })
    expect(server.seen).toHaveLength(8)
    expect(server.seen.map(({ seed }) => seed).sort()).toEqual([7, 7, 7, 7, 8, 8, 8, 8])
    expect(server.seen[0]).toMatchObject({
      model: 'mock',
      temperature: 0.7,
      max_tokens: 64,
      messages: [{ role: 'system', content: 'Be brief.' }, { role: 'user' }],
    })
    expect(server.seen[0]).not.toHaveProperty('top_p')
    const rows = await tableOf(run.effects.folder)
    expect(rows.map(({ item, attempt, value, tokensIn }) => [item, attempt, value, tokensIn])).toEqual(
      ['q0', 'q1', 'q2', 'q3'].flatMap((item) => [
        [item, 1, 1, 10],
        [item, 2, 1, 10],
      ]),
    )
    expect(events.at(0)).toMatchObject({ done: 0, total: 8 })
    expect(events.at(-1)).toMatchObject({
      done: 8,
      total: 8,
      inFlight: 0,
      errors: 0,
      tokens: { in: 80, out: 24 },
    })
  })

  it('gives the same table and answers in whatever order the answers come, apart from times', async () => {
    const delays = [0, 30, 5, 50, 0, 10, 40, 20]
    const files: unknown[] = []
    for (const turn of [0, 3]) {
      await using server = await chatServer((call) =>
        setTimeout(() => answered(call), delays[(call.number + turn) % 8]),
      )
      await using run = await runEffects()
      await runEvaluation(planOf(server.url), run.effects)
      files.push((await answersOf(run.effects.folder)).map((line) => ({ ...line, ms: 0 })))
    }
    expect(files[0]).toEqual(files[1])
  })

  it('stores answers from which every row follows', async () => {
    await using server = await chatServer((call) => {
      if (question(call).startsWith('0')) reply(call.response, 'I do not know.')
      else if (question(call).startsWith('1'))
        reply(call.response, '', {
          choices: [{ message: { content: null, refusal: 'No.' }, finish_reason: 'content_filter' }],
        })
      else if (question(call).startsWith('2')) call.response.writeHead(400).end('{}')
      else answered(call)
    })
    await using run = await runEffects()
    const plan = planOf(server.url, { limits: { timeSeconds: null, tokens: 5, steps: null } })
    await runEvaluation(plan, run.effects)
    const rows = await tableOf(run.effects.folder)
    const lines = (await readFile(path.join(run.effects.folder, 'answers.jsonl'), 'utf8'))
      .trimEnd()
      .split('\n')
    expect(
      rows
        .map(({ item, outcome, reason, limit, labels, value }) => [
          item,
          outcome,
          reason,
          limit,
          labels,
          value,
        ])
        .filter((_, i) => i % 2 === 0),
    ).toEqual([
      ['q0', 'limit', 'unparsed', 'tokens', [], null],
      ['q1', 'limit', 'unparsed', 'tokens', ['content-filter', 'refusal'], null],
      ['q2', 'errored', 'model', null, [], null],
      ['q3', 'limit', null, 'tokens', [], 1],
    ])
    const checked = parseRunPlan(plan)
    for (const [i, line] of lines.entries()) {
      const item = checked.items[Math.floor(i / 2)]?.item
      if (item === undefined) throw new Error('there is an item for each line')
      const answer = z.record(z.string(), z.json()).parse(JSON.parse(line))
      expect([rows[i]]).toMatchObject(rescore(checked.scorer, item, answer))
      // A score without an answer, or an answer that cannot be read, is not believed.
      const { outcome } = AnswerLine.parse(answer)
      expect(
        rescore(checked.scorer, item, {
          ...answer,
          completion: null,
          outcome: { ...outcome, outcome: 'scored', value: 1 },
        }),
      ).toMatchObject([{ outcome: 'unscored' }])
      expect(rescore(checked.scorer, item, { ...answer, ms: 'soon' })).toMatchObject([
        { reason: 'scorer-error' },
      ])
    }
  })

  it('keeps the key out of everything it stores', async () => {
    await using server = await chatServer((call) => {
      const key = String(call.request.headers['authorization'])
      if (call.number % 2 === 0) call.response.writeHead(401).end(`wrong key ${key}`)
      else reply(call.response, key)
    })
    await using run = await runEffects({ apiKey: 'sk-secret-1234567890' })
    await runEvaluation(planOf(server.url), run.effects)
    for (const name of await readdir(run.effects.folder))
      expect(await readFile(path.join(run.effects.folder, name), 'utf8')).not.toContain('secret')
    expect(
      (await answersOf(run.effects.folder)).some(({ failedCalls }) => failedCalls[0]?.status === 401),
    ).toBe(true)
  })
})

describe('outcomes of failed calls', () => {
  it('repeats a transient fault, and not an answer', async () => {
    const { row, line, calls } = await oneAttempt((call) => {
      if (call.number === 1) call.response.writeHead(503).end('busy')
      else reply(call.response, 'no number')
    })
    expect(row).toMatchObject({ outcome: 'unscored', reason: 'unparsed' })
    expect(line.failedCalls).toEqual([{ error: 'transient', status: 503, detail: 'HTTP 503: busy' }])
    expect(calls).toBe(2)
  })

  it.each<[string, (call: Call) => void, Record<string, unknown>, number]>([
    [
      'a storm of 429',
      ({ response }) => response.writeHead(429, { 'retry-after': '0' }).end(),
      { outcome: 'errored', reason: 'environment' },
      3,
    ],
    [
      '5xx',
      ({ response }) => response.writeHead(500).end('oops'),
      { outcome: 'errored', reason: 'environment' },
      3,
    ],
    [
      'a reset connection',
      ({ response }) => response.destroy(),
      { outcome: 'errored', reason: 'environment' },
      3,
    ],
    [
      'half a body',
      ({ response }) => {
        response.writeHead(200, { 'content-length': '1000' })
        response.write('{"choices":')
        setTimeout(() => response.destroy(), 5)
      },
      { outcome: 'errored', reason: 'environment' },
      3,
    ],
    [
      'an answer that is no JSON',
      ({ response }) => response.writeHead(200).end('<html>'),
      { outcome: 'errored', reason: 'model' },
      1,
    ],
    [
      'JSON of another shape',
      ({ response }) => response.writeHead(200).end('{"choices":[]}'),
      { outcome: 'errored', reason: 'model' },
      1,
    ],
    [
      'a redirect',
      ({ response }) => response.writeHead(302, { location: 'http://127.0.0.1:1/' }).end(),
      { outcome: 'errored', reason: 'environment' },
      1,
    ],
    [
      'a refused request',
      ({ response }) => response.writeHead(422).end(),
      { outcome: 'errored', reason: 'model' },
      1,
    ],
    [
      'a full context',
      ({ response }) => response.writeHead(400).end('{"error":{"code":"context_length_exceeded"}}'),
      { outcome: 'limit', limit: 'context', value: null },
      1,
    ],
  ])('%s', async (_, handle, want, wantCalls) => {
    const { row, calls, result } = await oneAttempt(handle)
    expect(row).toMatchObject({ value: null, ...want })
    expect(calls).toBe(wantCalls)
    expect(result.status).toBe('finished')
  })

  it('gives up a body over the limit, and a stream that never ends', async () => {
    const endless = ({ response }: Call): void => {
      response.writeHead(200)
      const timer = setInterval(() => response.write(' '.repeat(1000)), 2)
      response.on('close', () => clearInterval(timer))
    }
    const over = (part: { answerBytes?: number; callSeconds?: number }) => async () => {
      await using server = await chatServer(endless)
      await using run = await runEffects()
      const plan = planOf(server.url, {
        items: itemsOf(1),
        attempts: 1,
        provider: { kind: 'openai-chat', model: 'mock', baseUrl: server.url, ...part },
      })
      await runEvaluation(plan, run.effects)
      return { row: (await tableOf(run.effects.folder))[0], calls: server.seen.length }
    }
    expect(await over({ answerBytes: 20_000 })()).toMatchObject({
      row: { outcome: 'errored', reason: 'model' },
      calls: 1,
    })
    expect(await over({ callSeconds: 0.2 })()).toMatchObject({
      row: { outcome: 'errored', reason: 'environment' },
      calls: 3,
    })
  })

  it('ends an attempt at its time, also while it waits to repeat a call', async () => {
    const limits = { timeSeconds: 0.2, tokens: null, steps: null }
    const silent = await oneAttempt(() => {}, { limits })
    expect(silent.row).toMatchObject({ outcome: 'limit', limit: 'time', value: null })
    const waiting = await oneAttempt(
      ({ response }) => response.writeHead(429, { 'retry-after': '60' }).end(),
      { limits },
    )
    expect(waiting.row).toMatchObject({ outcome: 'limit', limit: 'time' })
    expect(waiting.calls).toBe(1)
  })
})

describe('stopping and going on', () => {
  it('keeps what was answered, and asks only the rest', async () => {
    const stop = new AbortController()
    let resumed = false
    await using server = await chatServer((call) => {
      if (call.number === 31) stop.abort()
      if (!stop.signal.aborted || resumed) answered(call)
    })
    await using run = await runEffects({ signal: stop.signal })
    const { folder } = run.effects
    const plan = planOf(server.url, { items: itemsOf(30), concurrency: { min: 1, start: 4, max: 4 } })
    const first = await runEvaluation(plan, run.effects)
    const kept = first.counts.scored
    expect(first).toMatchObject({
      status: 'stopped',
      counts: { attempts: 60, errored: 0, 'not-run': 60 - kept },
    })
    expect(kept).toBeGreaterThanOrEqual(27)
    expect(await answersOf(folder)).toHaveLength(kept)
    const asked = server.seen.length
    expect(asked - kept).toBeLessThanOrEqual(4)

    expect(await resumeEvaluation(folder, run.effects)).toMatchObject({
      status: 'stopped',
      counts: { scored: kept },
    })
    expect(server.seen).toHaveLength(asked)

    resumed = true
    const { signal } = new AbortController()
    const whole = await resumeEvaluation(folder, { ...run.effects, signal })
    expect(whole).toMatchObject({
      status: 'finished',
      started: first.started,
      counts: { scored: 60, 'not-run': 0 },
    })
    expect(server.seen).toHaveLength(asked + 60 - kept)
  })

  const finishedRun = async (url: string) => {
    const run = await runEffects()
    await runEvaluation(planOf(url), run.effects)
    return { ...run, journal: path.join(run.effects.folder, 'journal.jsonl') }
  }

  it('drops a torn last line and asks that attempt again', async () => {
    await using server = await chatServer(answered)
    await using run = await finishedRun(server.url)
    await truncate(run.journal, (await stat(run.journal)).size - 10)
    const again = await resumeEvaluation(run.effects.folder, run.effects)
    expect(again).toMatchObject({ status: 'finished', counts: { scored: 8 } })
    expect(server.seen).toHaveLength(9)
    expect(await resumeEvaluation(run.effects.folder, run.effects)).toMatchObject({ counts: { scored: 8 } })
    expect(server.seen).toHaveLength(9)
  })

  it('drops a torn line after whole ones too', async () => {
    await using server = await chatServer(answered)
    await using run = await finishedRun(server.url)
    await appendFile(run.journal, '{"sum":"0123')
    expect(await resumeEvaluation(run.effects.folder, run.effects)).toMatchObject({ status: 'finished' })
    expect(server.seen).toHaveLength(8)
  })

  it('names a line in the middle that was changed', async () => {
    await using server = await chatServer(answered)
    await using run = await finishedRun(server.url)
    const text = await readFile(run.journal, 'utf8')
    await writeFile(run.journal, text.replace('It is 3', 'It is 4'))
    await expect(resumeEvaluation(run.effects.folder, run.effects)).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringMatching(/^Line \d+ of the journal .* is not what was written/),
    })
  })

  it('refuses another plan, another run in the folder, a folder without a run, and a second process', async () => {
    await using server = await chatServer(answered)
    await using run = await finishedRun(server.url)
    const { folder } = run.effects
    await expect(runEvaluation(planOf(server.url), run.effects)).rejects.toMatchObject({ code: 'conflict' })
    await expect(resumeEvaluation(path.join(folder, 'none'), run.effects)).rejects.toMatchObject({
      code: 'not-found',
    })
    await writeFile(path.join(folder, 'lock'), String(process.ppid))
    await expect(resumeEvaluation(folder, run.effects)).rejects.toMatchObject({ code: 'conflict' })
    await writeFile(path.join(folder, 'lock'), '999999999')
    const plan = path.join(folder, 'plan.json')
    await writeFile(plan, (await readFile(plan, 'utf8')).replace('Be brief.', 'Be long.'))
    await expect(resumeEvaluation(folder, run.effects)).rejects.toMatchObject({ code: 'conflict' })
  })

  it('refuses a plan that cannot be used before anything is written', async () => {
    await using run = await runEffects()
    const plan = planOf('http://127.0.0.1:1/v1')
    const cases: [Partial<RunPlanInput>, RegExp][] = [
      [{ template: 'no place' }, /does not contain \{\{input\}\}/],
      [{ items: [...itemsOf(2), ...itemsOf(1)] }, /item q0 is twice in set english/],
      [{ scorer: { type: 'regex', pattern: '(a+)+' } }, /which can take for ever/],
      [{ concurrency: { min: 5, start: 1, max: 9 } }, /min ≤ start ≤ max/],
      [
        { provider: { kind: 'openai-chat', model: 'm', baseUrl: 'http://me:secret@host/v1' } },
        /without user, password/,
      ],
      [{ attempts: 0 }, /attempts/],
    ]
    for (const [over, want] of cases)
      await expect(runEvaluation({ ...plan, ...over }, run.effects)).rejects.toThrow(want)
    await expect(stat(run.effects.folder)).rejects.toThrow('ENOENT')
  })
})
