/** One conversation with a model, in words that every wire format can be mapped to and back. */
import type { JsonValue } from '../../statement/index.ts'
import type { FailedCall, StopReason } from '../answer-line.ts'

export type Part =
  | { type: 'text'; text: string }
  | { type: 'image'; mediaType: 'image/png' | 'image/jpeg' | 'image/gif' | 'image/webp'; base64: string }

export type ToolCall = {
  id: string
  name: string
  /** JSON as the model wrote it: it may be none. */
  arguments: string
  /** What the provider wants back unread with this call. */
  signature?: string | undefined
}

/** What a model thought before it answered; `signature` is what its provider wants back unread with it. */
export type Reasoning = { text: string; signature: string | null }

export type Message =
  | { role: 'system'; content: string }
  | { role: 'user'; content: string | readonly Part[] }
  | {
      role: 'assistant'
      content: string
      toolCalls?: readonly ToolCall[] | undefined
      reasoning?: readonly Reasoning[] | undefined
    }
  | { role: 'tool'; callId: string; name: string; content: string; failed?: boolean | undefined }

/** A tool the model may call; `parameters` is a JSON Schema. */
export type Tool = { name: string; description: string; parameters: { [key: string]: JsonValue } }

/** `required`: some tool must be called. */
export type ToolChoice = 'auto' | 'none' | 'required' | { name: string }

/** Null is not sent. */
export type GenerateConfig = {
  temperature: number | null
  topP: number | null
  maxTokens: number | null
  reasoningEffort: string | null
  seed: number | null
  stop: readonly string[]
}

/** Which attempt of the plan a call belongs to. */
export type Sample = { set: string; item: string; attempt: number }

export type ProviderCall = {
  sample: Sample
  messages: readonly Message[]
  /** None are offered where it is absent. */
  tools?: readonly Tool[] | undefined
  toolChoice?: ToolChoice | undefined
  config: GenerateConfig
  signal: AbortSignal
}

/**
 * Tokens of one call; null = the provider does not say. `in` is all that was read, from a cache or not; `out` is all that
 * was written, reasoning included. `cacheRead` and `cacheWrite` are parts of `in`, `reasoning` of `out`.
 */
export type Usage = {
  in: number | null
  out: number | null
  cacheRead: number | null
  cacheWrite: number | null
  reasoning: number | null
}

export const UNKNOWN_USAGE: Usage = {
  in: null,
  out: null,
  cacheRead: null,
  cacheWrite: null,
  reasoning: null,
}

/** What a model answered. */
export type Answer = {
  message: string
  toolCalls: readonly ToolCall[]
  reasoning: readonly Reasoning[]
  /** The provider's own mark that the model declined. */
  refused: boolean
  stopReason: StopReason
  stopRaw: string | null
  usage: Usage
  modelReported: string | null
}

export type Generated = Answer & {
  ok: true
  /** True where nobody was asked: the answer was recorded earlier. */
  recorded: boolean
  /** What was sent and received, without headers and so without secrets. */
  request: { [key: string]: unknown }
  response: string
}

/** Why there is no answer. Every failure of a call is a value; only our own fault throws. */
export type NotGenerated = {
  ok: false
  error: FailedCall['error']
  status: number | null
  /** One line, without secrets. */
  detail: string
  /** Whose fault: the model did not deliver an answer, or what lies between failed. */
  where: 'model' | 'environment'
  retryAfterSeconds: number | null
  /** True where nobody serves this: no connection could be made, or HTTP 400, 401, 403, 404 or 405. */
  unserved: boolean
}

export type Provider = {
  generate(call: ProviderCall): Promise<Generated | NotGenerated>
  close(): Promise<void>
}

/** Longest `detail` of a failure. */
export const DETAIL = 300

/** A failure as a value: one line of at most `DETAIL` characters. */
export function notGenerated(
  error: NotGenerated['error'],
  where: NotGenerated['where'],
  detail: string,
  over: Partial<Pick<NotGenerated, 'status' | 'retryAfterSeconds' | 'unserved'>> = {},
): NotGenerated {
  return {
    ok: false,
    error,
    where,
    status: null,
    detail: detail.replaceAll(/\s+/g, ' ').toWellFormed().slice(0, DETAIL).toWellFormed(),
    retryAfterSeconds: null,
    unserved: false,
    ...over,
  }
}

/** Arguments of a call as an object; text that is none under `text`, so that nothing is lost. */
export function argumentsOf({ arguments: text }: ToolCall): { [key: string]: unknown } {
  const value = parseJsonOrUndefined(text)
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : { text }
}

export function parseJsonOrUndefined(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}
