/**
 * A sample with everything in its place again. Logs keep long texts and repeated messages once:
 *
 *   attachment://<key>                 the text `attachments[key]`
 *   event.input_refs  [[start, end)…]  messages of `events_data.messages`
 *   event.call        call_refs into `events_data.calls`, under the key `call_key` of the request
 *
 * References inside the pools are resolved first, then ranges are filled in. Source: UKGovernmentBEIS/inspect_ai,
 * src/inspect_ai/log/_condense.py and event/_pool.py.
 */
import { isObject, type LogSample } from './log-schema.ts'

const REFERENCE = 'attachment://'

/** The expanded sample, without pools and attachments; `missing` counts references to nothing, which stay. */
export function expandSample(sample: LogSample): { sample: LogSample; missing: number } {
  const { attachments, events_data: data, ...rest } = sample
  const count = { missing: 0 }
  const resolve = attachmentResolver(new Map(Object.entries(attachments ?? {})), count)
  const resolved = resolveEach(rest, resolve)
  const pools: Pools = {
    messages: (data?.messages ?? []).map(resolve),
    calls: (data?.calls ?? []).map(resolve),
  }
  const events = resolved.events.map((event) => (isObject(event) ? expandEvent(event, pools, count) : event))
  return { sample: { ...resolved, events }, missing: count.missing }
}

/** The conversation alone, for whom events say nothing: input, messages and output with their texts in place. */
export function expandConversation(sample: LogSample): Pick<LogSample, 'input' | 'messages' | 'output'> {
  const { input, messages, output, attachments } = sample
  const conversation = { input, messages, output }
  const known = new Map(Object.entries(attachments ?? {}))
  return known.size === 0
    ? conversation
    : resolveEach(conversation, attachmentResolver(known, { missing: 0 }))
}

/** The same of a part of a sample: its type stays, because texts are only replaced by texts. */
function resolveEach<T extends object>(part: T, resolve: (value: unknown) => unknown): T {
  const copy = { ...part }
  for (const [key, value] of Object.entries(part)) Reflect.set(copy, key, resolve(value))
  return copy
}

type Pools = { messages: unknown[]; calls: unknown[] }
type Count = { missing: number }

/** Replaces references wherever they stand; what holds none is not copied. */
export function attachmentResolver(
  attachments: ReadonlyMap<string, string>,
  count: Count,
): (value: unknown) => unknown {
  const resolve = (value: unknown): unknown => {
    if (typeof value === 'string') {
      if (!value.startsWith(REFERENCE)) return value
      const found = attachments.get(value.slice(REFERENCE.length))
      if (found === undefined) count.missing += 1
      return found ?? value
    }
    if (Array.isArray(value)) {
      const items = value.map(resolve)
      return items.some((item, at) => item !== value[at]) ? items : value
    }
    if (!isObject(value)) return value
    let copy: Record<string, unknown> | undefined
    for (const [key, inner] of Object.entries(value)) {
      const found = resolve(inner)
      if (found !== inner && !(Number.isNaN(found) && Number.isNaN(inner))) {
        copy ??= { ...value }
        copy[key] = found
      }
    }
    return copy ?? value
  }
  return resolve
}

function expandEvent(event: Record<string, unknown>, pools: Pools, count: Count): Record<string, unknown> {
  const { input_refs: inputRefs, ...expanded } = event
  if (Array.isArray(inputRefs)) {
    const own: unknown[] = Array.isArray(event['input']) ? event['input'] : []
    expanded['input'] = [...own, ...itemsIn(inputRefs, pools.messages, count)]
  }
  const { call } = event
  if (isObject(call) && Array.isArray(call['call_refs'])) {
    const { call_refs: callRefs, call_key: callKey, ...rest } = call
    const key = typeof callKey === 'string' ? callKey : 'messages'
    const request = isObject(call['request']) ? call['request'] : {}
    expanded['call'] = { ...rest, request: { ...request, [key]: itemsIn(callRefs, pools.calls, count) } }
  }
  return expanded
}

/** The items of half-open ranges; a range may claim anything, so it is cut to what is there. */
export function itemsIn(ranges: readonly unknown[], pool: readonly unknown[], count: Count): unknown[] {
  return ranges.flatMap((range) => {
    const [start, end]: unknown[] = Array.isArray(range) ? range : []
    if (typeof start !== 'number' || typeof end !== 'number' || start < 0) return []
    count.missing += Math.max(0, end - Math.max(start, pool.length))
    return pool.slice(start, end)
  })
}
