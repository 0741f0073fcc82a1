/** A chat completions server on 127.0.0.1 that does to each request whatever the test says. */
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { z } from 'zod'
import { Item } from '../statement/index.ts'
import type { RunPlanInput } from './run-plan.ts'
import type { RunEffects } from './run-evaluation.ts'

const ChatRequest = z.looseObject({
  model: z.string(),
  messages: z.array(z.looseObject({ role: z.string(), content: z.string() })),
  seed: z.number().optional(),
})
export type ChatRequest = z.infer<typeof ChatRequest>

export type Call = { body: ChatRequest; request: IncomingMessage; response: ServerResponse; number: number }

export async function chatServer(handle: (call: Call) => void) {
  let calls = 0
  const seen: ChatRequest[] = []
  const server = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => {
      text += chunk
    })
    request.on('end', () => {
      const body = ChatRequest.parse(JSON.parse(text))
      seen.push(body)
      handle({ body, request, response, number: ++calls })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = z.object({ port: z.number() }).parse(server.address())
  return {
    url: `http://127.0.0.1:${address.port}/v1`,
    seen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

/** Answers with the text, or with what is given as the whole choice. */
export function reply(
  response: ServerResponse,
  content: string,
  over: { [key: string]: unknown } = {},
): void {
  response.writeHead(200, { 'content-type': 'application/json' })
  response.end(
    JSON.stringify({
      model: 'mock-1',
      choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
      usage: { prompt_tokens: 10, completion_tokens: 3, total_tokens: 13 },
      ...over,
    }),
  )
}

export function question({ body }: Call): string {
  return body.messages.at(-1)?.content ?? ''
}

export function itemsOf(n: number): RunPlanInput['items'] {
  return Array.from({ length: n }, (_, i) => ({
    set: 'english',
    language: 'en',
    item: Item.parse({
      id: `q${i}`,
      split: 'evaluation',
      input: `${i} + 1 = ?`,
      target: [String(i + 1)],
      itemKey: null,
      refKey: null,
    }),
  }))
}

export function planOf(url: string, over: Partial<RunPlanInput> = {}): RunPlanInput {
  return {
    id: 'run-1',
    items: itemsOf(4),
    template: '{{input}}',
    systemPrompt: 'Be brief.',
    generation: { temperature: 0.7, topP: null, maxTokens: 64, reasoningEffort: null, seed: 7, stop: [] },
    scorer: { type: 'numeric', take: 'last', tolerance: 0, decimal: 'auto' },
    attempts: 2,
    retries: 2,
    limits: { timeSeconds: null, tokens: null, steps: null },
    backoff: { firstSeconds: 0, capSeconds: 0 },
    provider: { kind: 'openai-chat', model: 'mock', baseUrl: url },
    ...over,
  }
}

/** Effects over a folder of their own, gone when disposed. */
export async function runEffects(over: Partial<RunEffects> = {}) {
  const folder = path.join(await mkdtemp(path.join(tmpdir(), 'concord-run-')), 'run')
  const effects: RunEffects = {
    folder,
    signal: new AbortController().signal,
    emit() {},
    clock: () => Date.now(),
    random: () => 0.5,
    apiKey: 'key-of-the-test',
    ...over,
  }
  return {
    effects,
    async [Symbol.asyncDispose]() {
      await rm(path.dirname(folder), { recursive: true, force: true })
    },
  }
}
