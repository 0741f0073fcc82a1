import { existsSync, readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { program } from './program.ts'
import type { ProgramOptions } from './program.ts'
import { acceptProvider } from './provider-acceptance.ts'
import type { Asked, Reply, Turn } from './provider-acceptance.ts'
import { callOf } from './wire-server.fixture.ts'

const FIXTURE = path.resolve(import.meta.dirname, 'program.fixture.mjs')
const SECRET = 'sk-secret-0123456789'

function optionsOf(replies: readonly unknown[], over: Partial<ProgramOptions> = {}, ...more: string[]) {
  return {
    model: 'm',
    command: [process.execPath, FIXTURE, JSON.stringify(replies), ...more],
    apiKey: SECRET,
    callSeconds: 20,
    answerBytes: 50_000,
    ...over,
  }
}

function plainOf({ text = '', calls, reasoning, refusal, stop, usage, model }: Reply): unknown {
  return {
    message: refusal ?? text,
    stopReason: stop,
    stopRaw: stop,
    refused: refusal !== undefined,
    ...(reasoning === undefined ? {} : { reasoning }),
    ...(usage === undefined ? {} : { usage }),
    ...(model === undefined ? {} : { model }),
    ...(calls === undefined
      ? {}
      : { toolCalls: calls.map(({ id, name, input }) => ({ id, name, arguments: JSON.stringify(input) })) }),
  }
}

const Part = z.union([
  z.object({ type: z.literal('text'), text: z.string() }),
  z.object({ type: z.literal('image'), mediaType: z.string(), base64: z.string() }),
])
const Request = z.object({
  messages: z.array(
    z.object({
      role: z.enum(['system', 'user', 'assistant', 'tool']),
      content: z.union([z.string(), z.array(Part)]),
      toolCalls: z.array(z.object({ name: z.string(), arguments: z.string() })).optional(),
    }),
  ),
  tools: z
    .array(
      z.object({ name: z.string(), description: z.string(), parameters: z.record(z.string(), z.json()) }),
    )
    .default([]),
  config: z.record(z.string(), z.unknown()),
})

acceptProvider({
  name: 'program',
  tells: ['in', 'out', 'cacheRead', 'cacheWrite', 'reasoning'],
  carries: ['prompts', 'tools', 'images', 'reasoning', 'refusals', 'filters', 'settings'],
  async open(replies) {
    const folder = await mkdtemp(path.join(tmpdir(), 'concord-program-'))
    const notes = path.join(folder, 'asked.jsonl')
    const provider = program(optionsOf(replies.map(plainOf), {}, notes))
    return {
      provider,
      asked: () => askedIn(readFileSync(notes, 'utf8').trimEnd().split('\n').at(-1) ?? ''),
      async [Symbol.asyncDispose]() {
        await provider.close()
        await rm(folder, { recursive: true })
      },
    }
  },
})

function askedIn(line: string): Asked {
  const { messages, tools, config } = Request.parse(JSON.parse(line))
  return {
    system: messages.map(({ role, content }) => (role === 'system' ? String(content) : '')).join(''),
    turns: messages.flatMap(({ role, content, toolCalls = [] }): Turn[] => {
      if (role === 'system') return []
      const parts = typeof content === 'string' ? [{ type: 'text' as const, text: content }] : content
      const images = parts.flatMap((part) =>
        part.type === 'image' ? [{ mediaType: part.mediaType, base64: part.base64 }] : [],
      )
      const calls = toolCalls.map(({ name, arguments: text }) => ({
        name,
        input: JSON.parse(text) as unknown,
      }))
      return [
        {
          role,
          text: parts.map((part) => (part.type === 'text' ? part.text : '')).join(''),
          ...(images.length === 0 ? {} : { images }),
          ...(calls.length === 0 ? {} : { calls }),
        },
      ]
    }),
    tools,
    settings: Object.fromEntries(Object.entries(config).filter(([, value]) => value !== null)),
  }
}

describe('a program', () => {
  const environment = { ok: false, where: 'environment' }
  it.each([
    [
      'that dies',
      'die',
      {
        ...environment,
        error: 'transient',
        detail: 'the program ended (status 3): it said nothing',
        unserved: true,
      },
    ],
    ['that says nothing', 'silent', { ...environment, error: 'transient' }],
    ['that writes what is no answer', 'garbage', { ...environment, error: 'transient' }],
    ['that writes without end', 'flood', { ...environment, error: 'transient' }],
    [
      'that says why',
      { error: 'rate-limit', detail: 'busy', retryAfterSeconds: 5 },
      { error: 'rate-limit', retryAfterSeconds: 5 },
    ],
    ['whose context is full', { error: 'context-overflow' }, { error: 'context-overflow', where: 'model' }],
    ['whose answer has no words', { answer: 4 }, { ok: false, error: 'permanent', where: 'model' }],
  ])('%s is taken for what it is', async (_, reply, want) => {
    const provider = program(optionsOf([reply], { callSeconds: reply === 'silent' ? 0.3 : 20 }))
    expect(await provider.generate(callOf())).toMatchObject(want)
    await provider.close()
  })

  it('is started anew after it died, and one that cannot be started is unserved', async () => {
    const provider = program(optionsOf(['die']))
    for (let time = 0; time < 2; time++)
      expect(await provider.generate(callOf())).toMatchObject({ error: 'transient' })
    await provider.close()
    const none = program(optionsOf([], { command: ['/no/such/program'] }))
    expect(await none.generate(callOf())).toMatchObject({ error: 'transient', unserved: true })
    await none.close()
  })

  it('hands back no key, in an answer or in its last words', async () => {
    const provider = program(optionsOf([{ message: `the key is ${SECRET}`, model: SECRET }, 'key']))
    const said = [await provider.generate(callOf()), await provider.generate(callOf())]
    await provider.close()
    expect(said).toMatchObject([
      { ok: true, message: 'the key is [key]', modelReported: '[key]' },
      { ok: false, detail: 'the program ended (status 4): [key]' },
    ])
    expect(JSON.stringify(said)).not.toContain(SECRET)
  })

  it('is killed at the end with what it started, also where it does not want to stop', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'concord-program-'))
    const file = path.join(folder, 'stubborn.sh')
    const pids = path.join(folder, 'pids')
    await writeFile(
      file,
      `trap '' TERM\nsleep 600 &\necho $! > ${pids}\nread line\necho '{"id":1,"message":"4"}'\nwhile true; do sleep 1; done\n`,
    )
    const provider = program(optionsOf([], { command: ['/bin/sh', file] }))
    expect(await provider.generate(callOf())).toMatchObject({ ok: true, message: '4' })
    const child = Number(await readFile(pids, 'utf8'))
    expect(isAlive(child)).toBe(true)
    await provider.close()
    for (let left = 50; left > 0 && isAlive(child); left--) await wait(20)
    expect(isAlive(child)).toBe(false)
    await rm(folder, { recursive: true })
  })
})

/** False also for one that has ended and waits for its parent to notice. */
function isAlive(pid: number): boolean {
  if (existsSync(`/proc/${pid}/stat`)) return !/^\d+ \(.*\) Z/.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))
  try {
    process.kill(pid, 0)
    return process.platform !== 'linux'
  } catch {
    return false
  }
}
