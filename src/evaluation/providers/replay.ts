/**
 * Recorded answers in place of a model: a file of JSON lines, each for one item and attempt.
 *
 *   {"item": "q1", "attempt": 1, "message": "It is 4.", …}     the rest as in plain-answer.ts
 *
 * `attempt` is 1 where it is left out; a line without `set` holds for the item in any set. The answers of a run
 * (`answers.jsonl`) are such a file too; they know what was asked (`promptHash`), and hold for no other prompt. Where there
 * is no record nothing is invented: the attempt is an error of the environment. Everything that was recorded says so
 * (`recorded`). Memory holds places, not answers.
 */
import { open } from 'node:fs/promises'
import { z } from 'zod'
import { ConcordError, sentence } from '../../error.ts'
import { hashPrompt } from '../hash-prompt.ts'
import { linesOf } from './lines-of.ts'
import { PlainAnswer, toAnswer } from './plain-answer.ts'
import { notGenerated, parseJsonOrUndefined } from './provider.ts'
import type { Provider, Sample } from './provider.ts'

const Key = z.looseObject({
  set: z.string().optional(),
  item: z.string(),
  attempt: z.int().min(1).default(1),
})
/** A line of a run's own answers, which speaks of `completion` and `modelReported`. */
const OwnLine = z.looseObject({ completion: z.string().nullable(), modelReported: z.string().nullish() })
const Asked = z.looseObject({ promptHash: z.string().optional() })

export type ReplayOptions = { file: string }

/** Throws `bad-input` for a line that is no record or the second of its attempt, `not-found` for a file that is not there. */
export async function replay({ file }: ReplayOptions): Promise<Provider> {
  const places = new Map<string, { offset: number; length: number }>()
  const handle = await open(file, 'r').catch((cause: unknown) => {
    throw new ConcordError(
      'not-found',
      sentence`The recorded answers ${file} cannot be read; check the name.`,
      {
        cause,
      },
    )
  })
  try {
    let number = 0
    for await (const { bytes, offset } of linesOf(handle)) {
      number++
      if (bytes.length === 0) continue
      const value = parseJsonOrUndefined(bytes.toString('utf8'))
      const key = Key.safeParse(value).data
      const record = key === undefined ? undefined : recordOf(value)
      if (key === undefined || record === undefined)
        throw new ConcordError(
          'bad-input',
          sentence`Line ${number} of ${file} is no recorded answer: it needs item and message; correct that.`,
        )
      if (record === null) continue
      const name = nameOf(key.set, key)
      if (places.has(name))
        throw new ConcordError(
          'bad-input',
          sentence`Line ${number} of ${file} is a second answer for attempt ${key.attempt} of item ${key.item}; keep one.`,
        )
      places.set(name, { offset, length: bytes.length })
    }
  } catch (cause) {
    await handle.close()
    throw cause
  }

  return {
    async generate({ sample, messages, tools, signal }) {
      if (signal.aborted) return notGenerated('aborted', 'environment', 'stopped')
      const place = places.get(nameOf(sample.set, sample)) ?? places.get(nameOf(undefined, sample))
      if (place === undefined)
        return notGenerated('permanent', 'environment', 'there is no recorded answer for this attempt')
      const buffer = Buffer.alloc(place.length)
      await handle.read(buffer, 0, place.length, place.offset)
      const text = buffer.toString('utf8')
      const value = parseJsonOrUndefined(text)
      const record = recordOf(value)
      const asked = Asked.safeParse(value).data?.promptHash
      if (asked !== undefined && asked !== hashPrompt(messages, tools))
        return notGenerated('permanent', 'environment', 'the recorded answer is to another prompt')
      if (record == null)
        return notGenerated('permanent', 'environment', 'the file of recorded answers was changed meanwhile')
      return { ok: true, recorded: true, ...toAnswer(record), request: { messages }, response: text }
    },
    async close() {
      await handle.close()
    },
  }
}

/** Null for an attempt of a run that was not answered, undefined for what is no record. */
function recordOf(value: unknown): PlainAnswer | null | undefined {
  const own = OwnLine.safeParse(value).data
  if (own?.completion === null) return null
  const plain =
    own === undefined ? value : { ...own, message: own.completion, model: own.modelReported ?? null }
  return PlainAnswer.safeParse(plain).data
}

function nameOf(set: string | undefined, { item, attempt }: Pick<Sample, 'item' | 'attempt'>): string {
  return `${set ?? ''}\n${item}\n${attempt}`
}
