import { z } from 'zod'
import { OUTCOMES } from '../statement/index.ts'
import type { Item, JsonValue, OutcomeRow, Scorer } from '../statement/index.ts'
import { hasRefusalPhrase } from './scorers/refusal.ts'
import { meanOfCriteria, scoreCriteria } from './scorers/criteria.ts'
import { score } from './scorers/score.ts'
import type { Scored } from './scorers/score.ts'

/** What an attempt came to: the part of a row of the outcome table that follows from the answer. */
export type AttemptOutcome = Pick<OutcomeRow, 'outcome' | 'reason' | 'value' | 'limit' | 'labels'>

export const STOP_REASONS = [
  'stop',
  'max_tokens',
  'model_length',
  'content_filter',
  'tool_calls',
  'unknown',
] as const
export type StopReason = (typeof STOP_REASONS)[number]

/** A call that was repeated, or after which the attempt was given up. */
export const FailedCall = z.strictObject({
  error: z.enum(['rate-limit', 'transient', 'permanent', 'context-overflow', 'aborted']),
  status: z.int().nullable(),
  detail: z.string(),
})
export type FailedCall = z.infer<typeof FailedCall>

const Tokens = z.int().min(0)

/** `cacheRead` and `cacheWrite` are parts of `in`, `reasoning` of `out`. */
const KeptUsage = z.strictObject({
  in: Tokens.nullable(),
  out: Tokens.nullable(),
  cacheRead: Tokens.optional(),
  cacheWrite: Tokens.optional(),
  reasoning: Tokens.optional(),
})

/** What one judge said of an answer; `reply` is null where there is none. */
export const Vote = z.strictObject({
  judge: z.string(),
  /** Id of the criterion; absent where the answer is judged as a whole. */
  criterion: z.string().optional(),
  /** SHA-256 of the messages as sent. */
  promptHash: z.string(),
  reply: z.string().nullable(),
  stopReason: z.enum(STOP_REASONS).nullable(),
  /** The provider's own mark that the judge declined. */
  refused: z.boolean(),
  modelReported: z.string().nullable(),
  usage: KeptUsage,
  failedCalls: z.array(FailedCall),
  /** From the first call to the end, waits included. */
  ms: Tokens,
})
export type Vote = z.infer<typeof Vote>

/** One line of the answers file, and of the journal: how one attempt ended. What may be absent is unknown there. */
export const AnswerLine = z.strictObject({
  set: z.string(),
  item: z.string(),
  attempt: z.int().min(1),
  /** SHA-256 of the messages as sent. */
  promptHash: z.string(),
  /** What the model said; null where there is no answer. */
  completion: z.string().nullable(),
  /** What it thought before, where its provider shows that. */
  reasoning: z.string().optional(),
  /** The answer was recorded earlier, and nobody was asked. */
  recorded: z.literal(true).optional(),
  stopReason: z.enum(STOP_REASONS).nullable(),
  /** The provider's own word for it. */
  stopRaw: z.string().optional(),
  /** The provider's own mark of a refusal. */
  refused: z.boolean(),
  modelReported: z.string().nullable(),
  usage: KeptUsage,
  outcome: z.strictObject({
    outcome: z.enum(OUTCOMES),
    reason: z.string().nullable(),
    value: z.number().min(0).max(1).nullable(),
    limit: z.string().nullable(),
    labels: z.array(z.string()),
  }),
  failedCalls: z.array(FailedCall),
  /** From the first call to the end, waits included; without what judges took. */
  ms: z.int().min(0),
  /** In the order of the scorer's judges. */
  votes: z.array(Vote).optional(),
})
export type AnswerLine = z.infer<typeof AnswerLine>

/**
 * Canonical text of a line, without the line feed. The keys stand here in canonical order, so that the built-in
 * writer gives the canonical text and leaves out what is absent; strings must be well formed.
 */
export function answerText(line: AnswerLine): string {
  const { outcome } = line
  return JSON.stringify({
    attempt: line.attempt,
    completion: line.completion,
    failedCalls: line.failedCalls.map(({ detail, error, status }) => ({ detail, error, status })),
    item: line.item,
    modelReported: line.modelReported,
    ms: line.ms,
    outcome: {
      labels: outcome.labels,
      limit: outcome.limit,
      outcome: outcome.outcome,
      reason: outcome.reason,
      value: outcome.value,
    },
    promptHash: line.promptHash,
    reasoning: line.reasoning,
    recorded: line.recorded,
    refused: line.refused,
    set: line.set,
    stopRaw: line.stopRaw,
    stopReason: line.stopReason,
    usage: inOrder(line.usage),
    votes: line.votes?.map((vote) => ({
      criterion: vote.criterion,
      failedCalls: vote.failedCalls.map(({ detail, error, status }) => ({ detail, error, status })),
      judge: vote.judge,
      modelReported: vote.modelReported,
      ms: vote.ms,
      promptHash: vote.promptHash,
      refused: vote.refused,
      reply: vote.reply,
      stopReason: vote.stopReason,
      usage: inOrder(vote.usage),
    })),
  })
}

function inOrder({ cacheRead, cacheWrite, in: read, out, reasoning }: z.infer<typeof KeptUsage>) {
  return { cacheRead, cacheWrite, in: read, out, reasoning }
}

/** All of a row of the outcome table that follows from the answer. */
export type RescoredRow = CriterionOutcome & Pick<OutcomeRow, 'tokensIn' | 'tokensOut' | 'ms'>

const UNREADABLE: AttemptOutcome = {
  outcome: 'unscored',
  reason: 'scorer-error',
  value: null,
  limit: null,
  labels: [],
}

/**
 * The rows that follow from a stored answer: one, or one for each criterion. With a completion everything but the limit is
 * derived anew; without one there is nothing to score, and the outcome is the one recorded: the attempt failed or was ended
 * by a limit, since it was asked. An answer that cannot be read is `unscored{scorer-error}`: it cannot support any other
 * outcome.
 */
export function rescore(scorer: Scorer, item: Item, answer: { [key: string]: JsonValue }): RescoredRow[] {
  const parsed = AnswerLine.safeParse(answer)
  if (!parsed.success) return [{ ...WHOLE, ...UNREADABLE, tokensIn: null, tokensOut: null, ms: null }]
  const { completion, outcome, usage, ms } = parsed.data
  if (completion !== null) return rowsOfAnswer(scorer, item, { ...parsed.data, completion })
  const failed = outcome.outcome === 'errored' || outcome.outcome === 'limit'
  const kept = failed && outcome.value === null ? outcome : UNREADABLE
  return [{ ...WHOLE, ...kept, tokensIn: usage.in, tokensOut: usage.out, ms }]
}

/** The rows of an attempt that was answered; what it took stands in the first alone, so that sums are those of attempts. */
export function rowsOfAnswer(
  scorer: Scorer,
  item: Item,
  line: AnswerLine & { completion: string },
): RescoredRow[] {
  const { usage, ms } = line
  return outcomesOf(scorer, item, { ...line, limit: line.outcome.limit }).map((outcome, at) => ({
    ...outcome,
    ...(at === 0
      ? { tokensIn: usage.in, tokensOut: usage.out, ms }
      : { tokensIn: null, tokensOut: null, ms: null }),
  }))
}

/** What there is to score of an attempt that was answered; `limit` names the limit that ended it, if one did. */
export type Answered = {
  completion: string
  stopReason: StopReason | null
  refused: boolean
  recorded?: true | undefined
  votes?: readonly Vote[] | undefined
  limit: string | null
}

/** An outcome, and of what: both null for the attempt as a whole. */
export type CriterionOutcome = AttemptOutcome & Pick<OutcomeRow, 'section' | 'criterion'>

const WHOLE = { section: null, criterion: null }

/** The outcome of an attempt that was answered, or of each criterion. */
function outcomesOf(scorer: Scorer, item: Item, answer: Answered): CriterionOutcome[] {
  if (scorer.type !== 'criteria') return [{ ...WHOLE, ...outcomeOf(scorer, item, answer) }]
  return scoreCriteria(scorer, judgedOf(item, answer)).map(({ scored, ...criterion }) => ({
    ...criterion,
    ...withLabels(scored, scorer, answer),
  }))
}

/**
 * The outcome of an attempt that was answered, as a whole. By criteria it has the state of an attempt in an outcome table,
 * and the mean of those that apply; measures of a protocol are made from the criteria, not from that.
 */
export function outcomeOf(scorer: Scorer, item: Item, answer: Answered): AttemptOutcome {
  const judged = judgedOf(item, answer)
  const scored =
    scorer.type === 'criteria'
      ? meanOfCriteria(scoreCriteria(scorer, judged))
      : score(scorer, { ...judged, choices: item.choices ?? [] })
  return withLabels(scored, scorer, answer)
}

function judgedOf({ input, target }: Item, { completion, votes }: Answered) {
  return { input, target, completion, votes }
}

function withLabels(scored: Scored, scorer: Scorer, answer: Answered): AttemptOutcome {
  const labels: string[] = []
  if (answer.recorded === true) labels.push('recorded')
  if (answer.stopReason === 'content_filter') labels.push('content-filter')
  if (answer.stopReason === 'max_tokens') labels.push('max-tokens')
  if (answer.refused || hasRefusalPhrase(scorer, answer.completion)) labels.push('refusal')
  const value = scored.outcome === 'scored' ? scored.value : null
  const reason = scored.outcome === 'unscored' ? scored.reason : null
  if (answer.limit !== null) return { outcome: 'limit', reason, value, limit: answer.limit, labels }
  return { outcome: scored.outcome, reason, value, limit: null, labels }
}
