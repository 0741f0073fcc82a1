/**
 * A sample that stands in many members (UKGovernmentBEIS/inspect_ai, log/_recorders/chunked/format.py, July 2026):
 *
 *   {prefix}/sample.json      all but the long lists; `message_refs` = the conversation, half-open ranges of messages
 *   {prefix}/metadata.json    if not empty
 *   {prefix}/{list}/{n}.json  messages, events, calls, attachments: the items from index n on
 *
 * `attachment://<n>` is here an index of the list of attachments. An item is in the chunk of the greatest start that
 * is not beyond it. The indexes beside the lists (`skeleton.json`, `events/stats.json`) repeat what these say.
 */
import { attachmentResolver, itemsIn } from './expand-sample.ts'
import { isObject } from './log-schema.ts'

/** Reads the JSON of a member. */
export type ReadJson = (member: string) => Promise<unknown>

const CHUNK = /^(messages|events|calls|attachments)\/(0|[1-9]\d{0,14})\.json$/

/** The sample as one object, its events still condensed; `missing` counts references to nothing. */
export async function readChunkedSample(
  prefix: string,
  members: readonly string[],
  readJson: ReadJson,
): Promise<{ sample: unknown; missing: number }> {
  const head = await readJson(`${prefix}/sample.json`)
  if (!isObject(head)) return { sample: head, missing: 0 }
  const count = { missing: 0 }
  const list = (name: string): Promise<unknown[]> => readList(prefix, name, members, readJson)
  const attachments = (await list('attachments')).flatMap((text, at) =>
    typeof text === 'string' ? [[String(at), text] as const] : [],
  )
  const resolve = attachmentResolver(new Map(attachments), count)
  const messages = (await list('messages')).map(resolve)
  const { message_refs: ranges, ...fields } = head
  const sample = {
    ...Object.fromEntries(Object.entries(fields).map(([key, value]) => [key, resolve(value)])),
    metadata: members.includes(`${prefix}/metadata.json`) ? await readJson(`${prefix}/metadata.json`) : {},
    messages: itemsIn(Array.isArray(ranges) ? ranges : [], messages, count),
    events: await list('events'),
    events_data: { messages, calls: await list('calls') },
    attachments: Object.fromEntries(attachments),
  }
  return { sample, missing: count.missing }
}

async function readList(
  prefix: string,
  name: string,
  members: readonly string[],
  readJson: ReadJson,
): Promise<unknown[]> {
  const starts = members
    .flatMap((member) => {
      const [, of, start] = CHUNK.exec(member.slice(prefix.length + 1)) ?? []
      return of === name && member.startsWith(`${prefix}/`) ? [Number(start)] : []
    })
    .sort((a, b) => a - b)
  const items: unknown[] = []
  for (const start of starts) {
    const chunk = await readJson(`${prefix}/${name}/${start}.json`)
    // A later chunk takes over from its start; indexes that no chunk has stay empty.
    items.length = Math.min(items.length, start)
    while (items.length < start && start - items.length <= MAX_GAP) items.push(null)
    if (Array.isArray(chunk)) for (const item of chunk) items.push(item)
  }
  return items
}

/** Attacker-controlled: a name may claim any start. */
const MAX_GAP = 10_000
