/**
 * The built-in simulated model, over HTTP: POST /v1/chat/completions and GET /v1/models as OpenAI-compatible servers
 * answer them. Every answer says that it is simulated: in the model's name, in the field `simulated` and in the
 * header `x-concord-simulated`. The server keeps nothing between two requests.
 */
import { createServer } from 'node:http'
import type { IncomingMessage, Server, ServerResponse } from 'node:http'
import { z } from 'zod'
import { ConcordError, sentence } from '../../error.ts'
import { simulatedAnswer } from './simulated-answer.ts'
import type { AnswerKey } from './simulated-answer.ts'

export const REHEARSAL_MODEL = 'simulated-word-problems-1'

export type RehearsalOptions = {
  /** 0: any free port. */
  port: number
  host?: string
  seed: number | string
  /** What it can answer; to any other question it says that it does not know. */
  items: readonly AnswerKey[]
}

const MAX_BODY = 4 * 2 ** 20
const Request = z.looseObject({
  model: z.string().max(500),
  messages: z
    .array(z.looseObject({ role: z.string(), content: z.string() }))
    .min(1)
    .max(1000),
  seed: z.number().nullish(),
  temperature: z.number().nullish(),
  max_tokens: z.int().positive().nullish(),
})

/** Listens until closed; throws ConcordError `environment` when the port is taken. */
export async function startRehearsalModel(
  options: RehearsalOptions,
): Promise<{ url: string; model: string; close(): Promise<void> }> {
  const { port, host = '127.0.0.1' } = options
  const seed = String(options.seed)
  const keyOf = keyFinder(options.items)
  const server = createServer((request, response) => {
    answerRequest(request, response, seed, keyOf).catch((cause: unknown) => {
      send(response, 500, {
        error: { message: cause instanceof Error ? cause.message : String(cause), type: 'server_error' },
      })
    })
  })
  await listening(server, port, host)
  const address = server.address()
  const bound = typeof address === 'object' && address !== null ? address.port : port
  return {
    url: `http://${host.includes(':') ? `[${host}]` : host}:${bound}/v1`,
    model: REHEARSAL_MODEL,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

async function answerRequest(
  request: IncomingMessage,
  response: ServerResponse,
  seed: string,
  keyOf: (message: string) => AnswerKey | null,
): Promise<void> {
  const path = request.url?.split('?')[0]
  if (request.method === 'GET' && path === '/v1/models') {
    const model = { id: REHEARSAL_MODEL, object: 'model', created: 0, owned_by: 'simulated', simulated: true }
    send(response, 200, { object: 'list', data: [model] })
    return
  }
  if (request.method !== 'POST' || path !== '/v1/chat/completions') {
    send(response, 404, {
      error: { message: `there is no ${request.method} ${path}`, type: 'invalid_request_error' },
    })
    return
  }
  const body = await readBody(request)
  const parsed = Request.safeParse(body)
  if (!parsed.success) {
    send(response, 400, {
      error: { message: 'not a chat completion request', type: 'invalid_request_error' },
    })
    return
  }
  const { messages, temperature, max_tokens: maxTokens } = parsed.data
  const question = messages.findLast(({ role }) => role === 'user')?.content ?? ''
  const answer = simulatedAnswer(
    seed,
    {
      messages,
      seed: parsed.data.seed ?? null,
      temperature: temperature ?? null,
      maxTokens: maxTokens ?? null,
    },
    keyOf(question),
  )
  send(response, 200, {
    id: 'simulated',
    object: 'chat.completion',
    created: 0,
    model: REHEARSAL_MODEL,
    simulated: true,
    choices: [
      { index: 0, message: { role: 'assistant', content: answer.text }, finish_reason: answer.finishReason },
    ],
    usage: {
      prompt_tokens: answer.usage.in,
      completion_tokens: answer.usage.out,
      total_tokens: answer.usage.in + answer.usage.out,
    },
  })
}

/** The question a message puts: the message itself, or the longest known question it contains. */
function keyFinder(items: readonly AnswerKey[]): (message: string) => AnswerKey | null {
  const byInput = new Map(items.map((item) => [item.input, item]))
  const longestFirst = [...byInput.values()].sort((a, b) => b.input.length - a.input.length)
  return (message) =>
    byInput.get(message) ?? longestFirst.find(({ input }) => input !== '' && message.includes(input)) ?? null
}

/** Undefined for a body that is too long or no JSON. */
async function readBody(request: IncomingMessage): Promise<unknown> {
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of request) {
    const bytes = z.instanceof(Uint8Array).parse(chunk)
    size += bytes.length
    if (size > MAX_BODY) return undefined
    chunks.push(bytes)
  }
  try {
    return JSON.parse(Buffer.concat(chunks).toString('utf8'))
  } catch {
    return undefined
  }
}

function send(response: ServerResponse, status: number, body: unknown): void {
  if (response.headersSent) {
    response.destroy()
    return
  }
  const text = JSON.stringify(body)
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    'x-concord-simulated': 'true',
    ...(status >= 400 ? { connection: 'close' } : {}),
  })
  response.end(text)
}

async function listening(server: Server, port: number, host: string): Promise<void> {
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause) => {
      const code = 'code' in cause ? String(cause.code) : cause.message
      const what =
        code === 'EADDRINUSE'
          ? sentence`Port ${port} on ${host} is taken by another program; choose another one with --port.`
          : sentence`Cannot listen on port ${port} of ${host} (${code}); choose another one with --port.`
      reject(new ConcordError('environment', what, { cause }))
    })
    server.listen(port, host, resolve)
  })
}
