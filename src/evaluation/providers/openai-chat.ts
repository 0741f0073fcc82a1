/**
 * OpenAI-compatible chat completions over HTTP: POST {baseUrl}/chat/completions, not streamed.
 *
 *   200, an answer                  the answer
 *   200, anything else              permanent, of the model: a bad answer is never asked for again
 *   400 that says the context is full   context-overflow
 *   408, 425, 5xx, broken connection, too slow   transient, of the environment
 *   429                             rate-limit, with Retry-After
 *   400, 413, 422                   permanent, of the model: this request is refused
 *   other 3xx, 4xx                  permanent, of the environment: address, key, rights
 */
import { Pool } from 'undici'
import type { Dispatcher } from 'undici'
import { z } from 'zod'
import type { StopReason } from '../answer-line.ts'
import type { GenerateConfig, Generated, Message, NotGenerated, Provider } from './provider.ts'

const TextPart = z.looseObject({ type: z.string(), text: z.string().optional() })
const Count = z.int().min(0).max(0x7fff_ffff).nullish().catch(null)

const Completion = z.looseObject({
  model: z.string().max(500).nullish().catch(null),
  choices: z
    .array(
      z.looseObject({
        message: z.looseObject({
          content: z.union([z.string(), z.array(TextPart)]).nullish(),
          refusal: z.string().nullish(),
        }),
        finish_reason: z.string().max(100).nullish(),
      }),
    )
    .min(1),
  usage: z.looseObject({ prompt_tokens: Count, completion_tokens: Count }).nullish().catch(null),
})

const STOP: Record<string, StopReason> = {
  stop: 'stop',
  eos: 'stop',
  end_turn: 'stop',
  length: 'max_tokens',
  max_tokens: 'max_tokens',
  content_filter: 'content_filter',
  tool_calls: 'tool_calls',
  function_call: 'tool_calls',
}
const OVERFLOW =
  /context_length_exceeded|maximum context length|context (?:window|length|size)|prompt is too long/i
const DETAIL = 300
/** Azure says so with HTTP 400 of a single prompt, which is no fault of the address. */
const FILTERED = /content_filter|content management policy/i
const UNSERVED = [400, 401, 403, 404, 405]
/** Nobody to connect to, or nobody trusted; a connection that was made and broke is another matter. */
const NO_CONNECTION =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EPROTO|ERR_SSL_\w+|ERR_TLS_\w+|CERT_\w+|\w+_CERT|\w+_CERT_\w+|UNABLE_TO_\w+)$/
/** Longer timers would fire at once. */
const LONGEST_TIMER = 0x7fff_ffff

export type OpenAiChatOptions = {
  baseUrl: string
  model: string
  /** Sent as a bearer token and removed from everything that is handed back. */
  apiKey: string | undefined
  connections: number
  callSeconds: number
  answerBytes: number
}

/** A provider over its own connection pool; close it when done. */
export function openAiChat(options: OpenAiChatOptions): Provider {
  const url = new URL(`${options.baseUrl.replace(/\/+$/, '')}/chat/completions`)
  const timeout = options.callSeconds * 1000
  const pool = new Pool(url.origin, {
    connections: options.connections,
    pipelining: 1,
    connect: { timeout: Math.min(timeout, 30_000) },
    headersTimeout: timeout,
    bodyTimeout: timeout,
    maxHeaderSize: 65_536,
  })
  const headers: Record<string, string> = {
    'content-type': 'application/json',
    accept: 'application/json',
    ...(options.apiKey === undefined ? {} : { authorization: `Bearer ${options.apiKey}` }),
  }
  const withoutKey = (text: string): string =>
    options.apiKey !== undefined && options.apiKey.length >= 8
      ? text.replaceAll(options.apiKey, '[key]')
      : text
  const failed = (
    error: NotGenerated['error'],
    where: NotGenerated['where'],
    detail: string,
    status: number | null = null,
    retryAfterSeconds: number | null = null,
    unserved = false,
  ): NotGenerated => ({
    ok: false,
    error,
    where,
    status,
    detail: withoutKey(detail).replaceAll(/\s+/g, ' ').toWellFormed().slice(0, DETAIL),
    retryAfterSeconds,
    unserved,
  })

  return {
    async generate({ messages, config, signal }) {
      const request = requestOf(options.model, messages, config)
      const stop = new AbortController()
      const forward = (): void => stop.abort()
      signal.addEventListener('abort', forward, { once: true })
      if (signal.aborted) stop.abort()
      // undici's own limits are between bytes; a stream that never ends needs one over the whole call.
      let tooSlow = false
      const timer = setTimeout(
        () => {
          tooSlow = true
          stop.abort()
        },
        Math.min(timeout, LONGEST_TIMER),
      )
      try {
        const response = await pool.request({
          path: url.pathname,
          method: 'POST',
          headers,
          body: JSON.stringify(request),
          signal: stop.signal,
        })
        const body = await readBody(response, options.answerBytes)
        if (body === null)
          return failed(
            'permanent',
            'model',
            `the answer has more than ${options.answerBytes} bytes`,
            response.statusCode,
          )
        return interpret(response, withoutKey(body), request, failed)
      } catch (cause) {
        if (tooSlow)
          return failed('transient', 'environment', `no complete answer within ${options.callSeconds} s`)
        if (signal.aborted) return failed('aborted', 'environment', 'stopped')
        return failed('transient', 'environment', connectionFault(cause), null, null, isUnconnected(cause))
      } finally {
        clearTimeout(timer)
        signal.removeEventListener('abort', forward)
      }
    },
    async close() {
      await pool.destroy()
    },
  }
}

function requestOf(
  model: string,
  messages: readonly Message[],
  config: GenerateConfig,
): { [key: string]: unknown } {
  return {
    model,
    messages,
    ...(config.temperature === null ? {} : { temperature: config.temperature }),
    ...(config.topP === null ? {} : { top_p: config.topP }),
    ...(config.maxTokens === null ? {} : { max_tokens: config.maxTokens }),
    ...(config.reasoningEffort === null ? {} : { reasoning_effort: config.reasoningEffort }),
    ...(config.seed === null ? {} : { seed: config.seed }),
    ...(config.stop.length === 0 ? {} : { stop: config.stop }),
  }
}

/** Null when there is more than the limit. */
async function readBody({ body, headers }: Dispatcher.ResponseData, limit: number): Promise<string | null> {
  // undici holds a body to the length it declares, so a declared length within the limit need not be watched.
  const declared = headers['content-length']
  if (typeof declared === 'string' && /^\d{1,12}$/.test(declared) && Number(declared) <= limit)
    return body.text()
  const chunks: Uint8Array[] = []
  let size = 0
  for await (const chunk of body) {
    const bytes = z.instanceof(Uint8Array).parse(chunk)
    size += bytes.length
    if (size > limit) {
      body.destroy()
      return null
    }
    chunks.push(bytes)
  }
  return Buffer.concat(chunks).toString('utf8')
}

type Failed = (
  error: NotGenerated['error'],
  where: NotGenerated['where'],
  detail: string,
  status?: number | null,
  retryAfterSeconds?: number | null,
  unserved?: boolean,
) => NotGenerated

function interpret(
  { statusCode: status, headers }: Pick<Dispatcher.ResponseData, 'statusCode' | 'headers'>,
  body: string,
  request: { [key: string]: unknown },
  failed: Failed,
): Generated | NotGenerated {
  if (status !== 200) {
    const retryAfter = retryAfterSeconds(headers['retry-after'])
    const detail = `HTTP ${status}: ${body.slice(0, DETAIL)}`
    if (status === 429) return failed('rate-limit', 'environment', detail, status, retryAfter)
    if (status === 408 || status === 425 || status >= 500)
      return failed('transient', 'environment', detail, status, retryAfter)
    if ((status === 400 || status === 413) && OVERFLOW.test(body))
      return failed('context-overflow', 'model', detail, status)
    const refused = status === 400 || status === 413 || status === 422
    const unserved = UNSERVED.includes(status) && !FILTERED.test(body)
    return failed('permanent', refused ? 'model' : 'environment', detail, status, null, unserved)
  }
  const parsed = Completion.safeParse(parseJsonOrUndefined(body))
  const choice = parsed.data?.choices[0]
  if (parsed.data === undefined || choice === undefined)
    return failed('permanent', 'model', `not a chat completion: ${body.slice(0, DETAIL)}`, status)
  const { content, refusal } = choice.message
  const text = typeof content === 'string' ? content : (content ?? []).map((part) => part.text ?? '').join('')
  const stopRaw = choice.finish_reason ?? null
  return {
    ok: true,
    // Lone surrogates cannot be written as UTF-8: what is scored must be what is stored.
    message: (text === '' ? (refusal ?? '') : text).toWellFormed(),
    refused: typeof refusal === 'string' && refusal !== '',
    stopReason: (stopRaw === null ? undefined : STOP[stopRaw]) ?? 'unknown',
    stopRaw,
    usage: {
      in: parsed.data.usage?.prompt_tokens ?? null,
      out: parsed.data.usage?.completion_tokens ?? null,
    },
    modelReported: parsed.data.model?.toWellFormed() ?? null,
    request,
    response: body,
  }
}

function parseJsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Seconds, from a number or an HTTP date; null for anything else. */
function retryAfterSeconds(header: string | string[] | undefined): number | null {
  if (typeof header !== 'string') return null
  if (/^\d{1,9}(?:\.\d{1,9})?$/.test(header.trim())) return Number(header)
  const until = Date.parse(header)
  return Number.isNaN(until) ? null : Math.max(0, (until - Date.now()) / 1000)
}

function isUnconnected(cause: unknown): boolean {
  return cause instanceof Error && 'code' in cause && NO_CONNECTION.test(String(cause.code))
}

function connectionFault(cause: unknown): string {
  if (!(cause instanceof Error)) return String(cause)
  const code = 'code' in cause ? `${String(cause.code)}: ` : ''
  const message = cause instanceof AggregateError ? cause.errors.map(String).join('; ') : cause.message
  return `the connection failed: ${code}${message}`
}
