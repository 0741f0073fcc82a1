/** A server on 127.0.0.1 that does to each POST of JSON whatever the test says. */
import { createServer } from 'node:http'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { z } from 'zod'
import type { GenerateConfig, ProviderCall } from './provider.ts'

export type WireCall = {
  body: unknown
  request: IncomingMessage
  response: ServerResponse
  number: number
}

export async function wireServer(handle: (call: WireCall) => void) {
  const seen: { path: string; headers: IncomingMessage['headers']; body: unknown }[] = []
  const server = createServer((request, response) => {
    let text = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => {
      text += chunk
    })
    request.on('end', () => {
      const body: unknown = JSON.parse(text)
      seen.push({ path: request.url ?? '', headers: request.headers, body })
      handle({ body, request, response, number: seen.length })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = z.object({ port: z.number() }).parse(server.address())
  return {
    url: `http://127.0.0.1:${port}/v1`,
    port,
    seen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

export function sendJson(response: ServerResponse, body: unknown, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json' })
  response.end(JSON.stringify(body))
}

export const NO_CONFIG: GenerateConfig = {
  temperature: null,
  topP: null,
  maxTokens: null,
  reasoningEffort: null,
  seed: null,
  stop: [],
}

/** A call with one question, and whatever else the test says. */
export function callOf(over: Partial<ProviderCall> = {}): ProviderCall {
  return {
    sample: { set: 's', item: 'q1', attempt: 1 },
    messages: [{ role: 'user', content: '2 + 2 = ?' }],
    config: NO_CONFIG,
    signal: new AbortController().signal,
    ...over,
  }
}
