/**
 * A provider over HTTP, whatever its wire format: one POST for each call, not streamed.
 *
 *   200, an answer                  the answer
 *   200, anything else              permanent, of the model: a bad answer is never asked for again
 *   200 with an error and its status in the body    as that status
 *   400 or 413 that says the context is full        context-overflow
 *   408, 425, 5xx, broken connection, too slow      transient, of the environment
 *   429                             rate-limit
 *   400, 413, 422                   permanent, of the model: this request is refused
 *   other 3xx, 4xx                  permanent, of the environment: address, key, rights
 *
 * Retry-After is handed on with 408, 425, 429 and 5xx. The key is in no text that is handed back, whatever the server says.
 */
import { Pool } from 'undici'
import type { Dispatcher } from 'undici'
import { z } from 'zod'
import { DETAIL, notGenerated, parseJsonOrUndefined } from './provider.ts'
import type { Answer, Generated, NotGenerated, Provider, ProviderCall } from './provider.ts'
import { answerWithoutKey, keyRemover } from './secret.ts'

export type HttpOptions = {
  baseUrl: string
  model: string
  /** Sent, and removed from everything that is handed back. */
  apiKey: string | undefined
  connections: number
  callSeconds: number
  answerBytes: number
}

/** How one API is spoken. */
export type WireFormat = {
  /** What a 200 should hold, for the sentence about one that does not. */
  answerName: string
  /** Path of a call, from the path of the base address without its last slash. */
  path(base: string): string
  headers(apiKey: string | undefined): Record<string, string>
  body(call: ProviderCall): { [key: string]: unknown }
  /** Undefined for a body that is no answer. */
  read(body: unknown): Answer | undefined
  /** An HTTP status other than 200 that is an answer all the same, such as a filtered prompt. */
  readRefusal?(status: number, body: unknown): Answer | undefined
}

const OVERFLOW =
  /context_length_exceeded|exceed_context_size|(?:maximum|max|available) context (?:length|size)|context (?:window|length|size)|prompt is too long|input token count|too many (?:input )?tokens/i
/** Azure says so with HTTP 400 of a single prompt, which is no fault of the address. */
const FILTERED = /content_filter|content management policy/i
const UNSERVED = [400, 401, 403, 404, 405]
/** Nobody to connect to, or nobody trusted; a connection that was made and broke is another matter. */
const NO_CONNECTION =
  /^(?:ECONNREFUSED|ENOTFOUND|EAI_\w+|EHOSTUNREACH|ENETUNREACH|EADDRNOTAVAIL|EPROTO|ERR_SSL_\S+|ERR_TLS_\w+|CERT_\w+|\w+_CERT|\w+_CERT_\w+|UNABLE_TO_\w+)$/
/** Longer timers would fire at once. */
const LONGEST_TIMER = 0x7fff_ffff
const ErrorInBody = z.looseObject({
  error: z.looseObject({
    code: z.union([
      z.int(),
      z
        .string()
        .regex(/^[45]\d\d$/)
        .transform(Number),
    ]),
  }),
})

/** A provider over its own connection pool; close it when done. */
export function httpProvider(options: HttpOptions, format: WireFormat): Provider {
  const url = new URL(options.baseUrl)
  const path = format.path(url.pathname.replace(/\/+$/, ''))
  const timeout = options.callSeconds * 1000
  const pool = new Pool(url.origin, {
    connections: options.connections,
    pipelining: 1,
    connect: { timeout: Math.min(timeout, 30_000) },
    headersTimeout: timeout,
    bodyTimeout: timeout,
    maxHeaderSize: 65_536,
  })
  const headers = {
    'content-type': 'application/json',
    accept: 'application/json',
    ...format.headers(options.apiKey),
  }
  const withoutKey = keyRemover(options.apiKey)

  return {
    async generate(call) {
      const { signal } = call
      const request = format.body(call)
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
          path,
          method: 'POST',
          headers,
          body: JSON.stringify(request),
          signal: stop.signal,
        })
        const status = response.statusCode
        const body = await readBody(response, options.answerBytes)
        if (body === null)
          return notGenerated('permanent', 'model', `the answer has more than ${options.answerBytes} bytes`, {
            status,
          })
        return interpret(response, withoutKey(body), request, format, withoutKey)
      } catch (cause) {
        if (tooSlow)
          return notGenerated(
            'transient',
            'environment',
            `no complete answer within ${options.callSeconds} s`,
          )
        if (signal.aborted) return notGenerated('aborted', 'environment', 'stopped')
        return notGenerated('transient', 'environment', withoutKey(connectionFault(cause)), {
          unserved: isUnconnected(cause),
        })
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

function interpret(
  response: Pick<Dispatcher.ResponseData, 'statusCode' | 'headers'>,
  body: string,
  request: { [key: string]: unknown },
  format: WireFormat,
  withoutKey: (text: string) => string,
): Generated | NotGenerated {
  const { statusCode: status } = response
  const value = parseJsonOrUndefined(body)
  const answer = status === 200 ? format.read(value) : format.readRefusal?.(status, value)
  if (answer !== undefined)
    return { ok: true, recorded: false, ...answerWithoutKey(answer, withoutKey), request, response: body }
  if (status !== 200) return refusedWith(status, response, body)
  const inBody = ErrorInBody.safeParse(value).data?.error.code
  if (inBody !== undefined && inBody >= 400 && inBody < 600) return refusedWith(inBody, response, body)
  return notGenerated('permanent', 'model', `not ${format.answerName}: ${body.slice(0, DETAIL)}`, { status })
}

/** The failure that an HTTP status other than 200 stands for. */
export function refusedWith(
  status: number,
  { headers }: { headers: Readonly<Record<string, string | string[] | undefined>> },
  body: string,
): NotGenerated {
  const detail = `HTTP ${status}: ${body.slice(0, DETAIL)}`
  const retry = { status, retryAfterSeconds: retryAfterSeconds(headers['retry-after']) }
  if (status === 429) return notGenerated('rate-limit', 'environment', detail, retry)
  if (status === 408 || status === 425 || status >= 500)
    return notGenerated('transient', 'environment', detail, retry)
  if ((status === 400 || status === 413) && OVERFLOW.test(body))
    return notGenerated('context-overflow', 'model', detail, { status })
  const refused = status === 400 || status === 413 || status === 422
  const unserved = UNSERVED.includes(status) && !FILTERED.test(body)
  return notGenerated('permanent', refused ? 'model' : 'environment', detail, { status, unserved })
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
