/**
 * 2,000 samples at concurrency 100 against a local server that answers at once: the whole of a run (plan, journal,
 * scoring, outcome table, answers) beside the durable floor, which does no more than undici + zod + SQLite with a
 * commit every 20 ms. Medians of 5, taken in turns.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { Worker } from 'node:worker_threads'
import { Pool } from 'undici'
import { z } from 'zod'
import { runEvaluation } from '../src/evaluation/index.ts'
import { Item } from '../src/statement/index.ts'
import type { Figure } from './figure.ts'

const SAMPLES = 2000
const CONCURRENCY = 100
const ROUNDS = 5
const GOAL = 3

const prompts = Array.from(
  { length: SAMPLES },
  (_, i) => `Question ${i}: what is six times seven? Give a number.`,
)

export async function run(): Promise<Figure[]> {
  const worker = new Worker(new URL('./instant-server.ts', import.meta.url))
  const folder = await mkdtemp(path.join(tmpdir(), 'concord-bench-'))
  try {
    const [port] = z.tuple([z.number()]).parse(await once(worker, 'message'))
    const url = `http://127.0.0.1:${port}/v1`
    const floors: number[] = []
    const ours: number[] = []
    for (let round = 0; round < ROUNDS; round++) {
      floors.push(await seconds(() => floor(url, path.join(folder, `floor-${round}.db`))))
      ours.push(await seconds(() => concord(url, path.join(folder, `run-${round}`))))
    }
    const value = median(ours)
    const rival = { name: 'undici + zod + SQLite, commit every 20 ms', value: median(floors) }
    const ratio = value / rival.value
    return [
      {
        name: `${SAMPLES} samples at concurrency ${CONCURRENCY}`,
        value,
        unit: 's',
        rival,
        ratio,
        goal: GOAL,
        met: ratio <= GOAL,
      },
    ]
  } finally {
    await worker.terminate()
    await rm(folder, { recursive: true, force: true })
  }
}

async function concord(baseUrl: string, folder: string): Promise<void> {
  const items = prompts.map((input, i) => ({
    set: 'english',
    language: 'en',
    item: Item.parse({
      id: `q${i}`,
      split: 'evaluation',
      input,
      target: ['42'],
      itemKey: null,
      refKey: null,
    }),
  }))
  const result = await runEvaluation(
    {
      id: 'bench',
      items,
      template: '{{input}}',
      systemPrompt: null,
      generation: { temperature: 0, topP: null, maxTokens: 64, reasoningEffort: null, seed: null, stop: [] },
      scorer: { type: 'numeric' },
      attempts: 1,
      retries: 0,
      limits: { timeSeconds: 60, tokens: null, steps: null },
      provider: { kind: 'openai-chat', model: 'instant', baseUrl },
      concurrency: { min: CONCURRENCY, start: CONCURRENCY, max: CONCURRENCY },
    },
    { folder, signal: new AbortController().signal, emit() {}, clock: () => Date.now(), random: () => 0.5 },
  )
  if (result.counts.scored !== SAMPLES) throw new Error(`${result.counts.scored} of ${SAMPLES} were scored`)
}

const Answer = z.object({
  choices: z.array(z.object({ message: z.object({ content: z.string() }) })).min(1),
  usage: z.object({ prompt_tokens: z.int(), completion_tokens: z.int() }),
})

async function floor(baseUrl: string, file: string): Promise<void> {
  const url = new URL(baseUrl)
  const pool = new Pool(url.origin, { connections: CONCURRENCY, pipelining: 1 })
  const database = new DatabaseSync(file)
  database.exec(
    'pragma journal_mode = wal; pragma synchronous = full; create table answer (id integer primary key, text text, value real)',
  )
  const insert = database.prepare('insert into answer values (?, ?, ?)')
  database.exec('begin')
  const timer = setInterval(() => database.exec('commit; begin'), 20)
  let next = 0
  const one = async (): Promise<void> => {
    for (let i = next++; i < SAMPLES; i = next++) {
      const { body } = await pool.request({
        path: `${url.pathname}/chat/completions`,
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({
          model: 'instant',
          messages: [{ role: 'user', content: prompts[i] }],
          temperature: 0,
          max_tokens: 64,
        }),
      })
      const text = Answer.parse(await body.json()).choices[0]?.message.content ?? ''
      insert.run(i, text, text.includes('42') ? 1 : 0)
    }
  }
  await Promise.all(Array.from({ length: CONCURRENCY }, one))
  clearInterval(timer)
  database.exec('commit')
  database.close()
  await pool.destroy()
}

async function seconds(work: () => Promise<void>): Promise<number> {
  const began = performance.now()
  await work()
  return (performance.now() - began) / 1000
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}
