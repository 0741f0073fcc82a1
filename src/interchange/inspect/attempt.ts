/**
 * An attempt as a log of Inspect has it. How it ended:
 *
 *   errored         the sample has an error
 *   limit           it has a limit; a score of what was reached is kept
 *   unscored        its score is NaN (`no-value`), null as older logs wrote NaN (`ambiguous-null`), or not there (`no-score`)
 *   scored          all else
 *
 * What Concord wrote into a log says more (`metadata.concord`), and is taken as it stands. The letter N, no answer, counts
 * as 0 in Inspect and is a label here.
 */
import { z } from 'zod'
import { decodeBase64, itemKey, OUTCOMES, refKey, resolveLetter, toHex } from '../../statement/index.ts'
import type { Sha256 } from '../../statement/index.ts'
import type { LoggedAttempt } from '../log-reader.ts'
import { expandConversation } from './expand-sample.ts'
import { isObject, type LogSample, type Message } from './log-schema.ts'
import { isUnscored, scoreNumber } from './score-number.ts'

/** What Concord writes into the metadata of a sample. */
export const ConcordMark = z.looseObject({
  outcome: z.enum(OUTCOMES).exclude(['not-run']),
  reason: z.string().nullable(),
})

/** `first` names the scorer whose value is that of the attempt. */
export function toAttempt(sample: LogSample, first: string | undefined, sha256: Sha256): LoggedAttempt {
  const { input, messages, output } = expandConversation(sample)
  const scores = Object.fromEntries(
    Object.entries(sample.scores ?? {}).map(([name, { value, explanation }]) => [
      name,
      {
        value,
        number: scoreNumber(value) ?? null,
        explanation: typeof explanation === 'string' ? explanation : null,
      },
    ]),
  )
  const main = scores[first ?? ''] ?? Object.values(scores)[0]
  const { question, media } = questionOf(input, sha256)
  const choices = sample.choices ?? []
  const given = typeof sample.target === 'string' ? [sample.target] : sample.target
  const targets = given.map((target) => resolveLetter(target, choices))
  const usages = Object.values(sample.model_usage ?? {})
  return {
    id: String(sample.id),
    epoch: sample.epoch,
    question,
    choices,
    targets,
    itemKey: media === null ? null : itemKey({ question, choices, media }, sha256),
    refKey: refKey(targets, sha256),
    messages,
    answer: (output?.choices?.length ?? 0) > 0 ? (output?.completion ?? null) : null,
    scores,
    ...endOf(sample, main?.value),
    value: main?.number ?? null,
    limit: sample.limit?.type ?? null,
    error: sample.error?.message ?? null,
    labels: main?.value === 'N' ? ['no-answer'] : [],
    tokensIn: sumOf(usages.map((usage) => usage.input_tokens)),
    tokensOut: sumOf(usages.map((usage) => usage.output_tokens)),
  }
}

function endOf(sample: LogSample, value: unknown): Pick<LoggedAttempt, 'outcome' | 'reason'> {
  const marked = ConcordMark.safeParse(sample.metadata?.['concord'])
  // Whoever wrote the log may claim anything: what has no value was not scored.
  if (marked.success && (marked.data.outcome !== 'scored' || !isUnscored(value)))
    return { outcome: marked.data.outcome, reason: marked.data.reason }
  if (sample.error != null) return { outcome: 'errored', reason: null }
  if (sample.limit != null) return { outcome: 'limit', reason: null }
  if (value === undefined) return { outcome: 'unscored', reason: 'no-score' }
  if (isUnscored(value))
    return { outcome: 'unscored', reason: value === null ? 'ambiguous-null' : 'no-value' }
  return { outcome: 'scored', reason: null }
}

/** The text, or the last message of the user in it; `media` null where one is only named. */
function questionOf(
  input: string | readonly Message[],
  sha256: Sha256,
): { question: string; media: string[] | null } {
  if (typeof input === 'string') return { question: input, media: [] }
  const users = input.filter(({ role }) => role === 'user')
  const { content } = users.findLast(({ source }) => source === 'input') ?? users.at(-1) ?? {}
  if (typeof content === 'string' || content == null) return { question: content ?? '', media: [] }
  const texts: string[] = []
  const media: (string | null)[] = []
  for (const part of content) {
    if (typeof part === 'string') texts.push(part)
    else if (part.type === 'text') texts.push(typeof part['text'] === 'string' ? part['text'] : '')
    else media.push(digestOfMedium(part[part.type], sha256))
  }
  const known = media.filter((digest) => digest !== null)
  return { question: texts.join('\n'), media: known.length === media.length ? known : null }
}

function digestOfMedium(reference: unknown, sha256: Sha256): string | null {
  if (typeof reference !== 'string' || !reference.startsWith('data:')) return null
  const comma = reference.indexOf(',')
  if (!reference.slice(0, comma).endsWith(';base64')) return null
  try {
    return toHex(sha256(decodeBase64(reference.slice(comma + 1))))
  } catch {
    return null
  }
}

function sumOf(counts: readonly (number | bigint | null | undefined)[]): number | null {
  const known = counts.flatMap((count) => (count == null ? [] : [Number(count)]))
  return known.length === 0 ? null : known.reduce((sum, count) => sum + count, 0)
}

/** The value of a score under a key, where a scorer gives several. */
export function valueUnder(value: unknown, key: string): unknown {
  return isObject(value) ? value[key] : undefined
}
