import type { FailedCall, StopReason } from '../answer-line.ts'

export type Message = { role: 'system' | 'user' | 'assistant'; content: string }

/** Null is not sent. */
export type GenerateConfig = {
  temperature: number | null
  topP: number | null
  maxTokens: number | null
  reasoningEffort: string | null
  seed: number | null
  stop: readonly string[]
}

export type Generated = {
  ok: true
  message: string
  /** The provider's own mark that the model declined. */
  refused: boolean
  stopReason: StopReason
  stopRaw: string | null
  usage: { in: number | null; out: number | null }
  modelReported: string | null
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
  generate(call: {
    messages: readonly Message[]
    config: GenerateConfig
    signal: AbortSignal
  }): Promise<Generated | NotGenerated>
  close(): Promise<void>
}
