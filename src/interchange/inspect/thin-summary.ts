/**
 * What a list of samples shows of each (`summaries.json`): texts cut, media by their name, small metadata only. Limits as
 * Inspect has them (UKGovernmentBEIS/inspect_ai, log/_log.py, EvalSampleSummary).
 */
import { writePythonJson } from '../python-json.ts'
import { isObject, type LogSample } from './log-schema.ts'

const LIMITS = { input: 5120, score: 1024, metadata: 1024 }

/** The summary of a finished sample. */
export function thinSummary(sample: LogSample): Record<string, unknown> {
  const { scores, error, limit, choices } = sample
  return {
    id: sample.id,
    epoch: sample.epoch,
    input: thinInput(sample.input),
    ...(choices == null ? {} : { choices: choices.map((choice) => cut(choice, LIMITS.input)) }),
    target: cutEach(sample.target),
    metadata: thinMetadata(sample.metadata ?? {}),
    scores: scores == null ? null : mapValues(scores, thinScore),
    model_usage: sample.model_usage ?? {},
    role_usage: sample['role_usage'] ?? {},
    ...pickTimes(sample),
    uuid: sample['uuid'] ?? null,
    error: error == null ? null : cut(error.message, LIMITS.score),
    limit: limit == null ? null : limit.type,
    retries: Array.isArray(sample['error_retries']) ? sample['error_retries'].length : 0,
    completed: true,
    message_count: sample.messages.length,
  }
}

const TIMES = ['started_at', 'completed_at', 'total_time', 'working_time']

function pickTimes(sample: LogSample): Record<string, unknown> {
  return Object.fromEntries(TIMES.flatMap((name) => (sample[name] == null ? [] : [[name, sample[name]]])))
}

function thinInput(input: LogSample['input']): unknown {
  if (typeof input === 'string') return cut(input, LIMITS.input)
  return input.map((message) => ({ ...message, content: thinContent(message.content) }))
}

function thinContent(content: unknown): unknown {
  if (typeof content === 'string') return cut(content, LIMITS.input)
  if (!Array.isArray(content)) return content ?? ''
  return content.map((part: unknown) => {
    if (typeof part === 'string') return { type: 'text', text: cut(part, LIMITS.input) }
    if (!isObject(part) || typeof part['type'] !== 'string') return part
    if (typeof part['text'] === 'string') return { ...part, text: cut(part['text'], LIMITS.input) }
    return { type: 'text', text: `(${part['type'].slice(0, 1).toUpperCase()}${part['type'].slice(1)})` }
  })
}

function cutEach(target: string | readonly string[]): string | string[] {
  return typeof target === 'string' ? cut(target, LIMITS.input) : target.map((one) => cut(one, LIMITS.input))
}

function thinScore(score: Record<string, unknown>): Record<string, unknown> {
  const { history: _, metadata, ...rest } = score
  const thin: Record<string, unknown> = { ...rest, history: [] }
  for (const name of ['answer', 'explanation']) {
    const text = thin[name]
    if (typeof text === 'string') thin[name] = cut(text, LIMITS.score)
  }
  return isObject(metadata) ? { ...thin, metadata: thinMetadata(metadata) } : thin
}

function thinMetadata(metadata: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(metadata).filter(([, value]) => writePythonJson(value).length < LIMITS.metadata),
  )
}

function mapValues<T>(record: Record<string, T>, change: (value: T) => unknown): Record<string, unknown> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, change(value)]))
}

/** Never between the halves of a character. */
function cut(text: string, limit: number): string {
  if (text.length <= limit) return text
  const end = /[\uD800-\uDBFF]/.test(text.charAt(limit - 1)) ? limit - 1 : limit
  return text.slice(0, end)
}
