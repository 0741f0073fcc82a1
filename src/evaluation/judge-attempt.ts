/**
 * The votes on an answer or on each criterion of it, asked after it: all judges at the same time, each of them one criterion
 * after the other, so that a judge has one call in flight for an attempt.
 *
 *   1  the answer is written down before any judge is asked, and each vote before its judge is asked on
 *   2  a run that was cut off in between goes on with what is written: neither the model nor a judge that has voted is
 *      asked again
 *
 * A call is repeated after a rate limit or a transient fault as often as the judge declares; a reply never is. Where there
 * is none in the end the vote says so, and is recorded like any other; but not while it is in doubt whether anybody is there.
 */
import type { Judge } from '../statement/index.ts'
import type { AnswerLine, FailedCall, Vote } from './answer-line.ts'
import { outcomeOf } from './answer-line.ts'
import { keptUsage, pauseMs } from './attempt.ts'
import type { AttemptEffects, Task } from './attempt.ts'
import { hashPrompt } from './hash-prompt.ts'
import type { Generated, NotGenerated, Provider } from './providers/provider.ts'
import type { RunPlan } from './run-plan.ts'
import { judgeMessages } from './scorers/judge.ts'

/** An answer that is written down, and the votes on it that are. */
export type Answered = { line: AnswerLine; votes: readonly Vote[] }

export type JudgeEffects = Pick<AttemptEffects, 'mayAsk' | 'clock' | 'random' | 'sleep'> & {
  providerOf(judge: string): Provider
  /** Called for every call of a judge that ended. */
  heardJudge(judge: Judge, result: Generated | NotGenerated, tryNumber: number): void
  /** True while it is not known whether anybody answers for this judge, and where it is known that nobody does. */
  isInDoubt(judge: string): boolean
  /** Each resolves when no kill of the process can lose what it was given. */
  keepAnswer(line: AnswerLine): Promise<void>
  keepVote(vote: Vote): Promise<void>
}

/** True where judges are to be asked about the answer. */
export function isJudged(plan: Pick<RunPlan, 'scorer'>, line: AnswerLine): boolean {
  return 'judges' in plan.scorer && line.completion !== null
}

/** The line with its votes and the outcome that follows; null when it was stopped. `kept`: what was written earlier. */
export async function judgeAttempt(
  plan: RunPlan,
  task: Task,
  line: AnswerLine,
  kept: readonly Vote[] | null,
  effects: JudgeEffects,
  stopped: AbortSignal,
): Promise<AnswerLine | null> {
  const { scorer } = plan
  const { completion } = line
  if (!('judges' in scorer) || completion === null) return line
  if (kept === null) await effects.keepAnswer(line)
  const questions = questionsOf(scorer)
  const votesOf = async (judge: Judge): Promise<Vote[]> => {
    const its: Vote[] = []
    for (const { criterion, text } of questions) {
      const messages = judgeMessages(
        { template: scorer.template, criterion: text },
        { ...task.item, completion },
      )
      const vote =
        kept?.find((one) => one.judge === judge.id && one.criterion === criterion) ??
        (await askJudge(plan, task, judge, criterion, messages, effects, stopped))
      if (vote === null) return []
      const isNew = kept?.includes(vote) !== true
      if (isNew && (vote.reply !== null || !effects.isInDoubt(judge.id))) await effects.keepVote(vote)
      its.push(vote)
    }
    return its
  }
  // Settled rather than all: no call outlives the place of its attempt.
  const settled = await Promise.allSettled(scorer.judges.map(votesOf))
  const votesByJudge = settled.map((one) => {
    if (one.status === 'rejected') throw one.reason
    return one.value
  })
  const votes: Vote[] = []
  for (const at of questions.keys()) {
    for (const its of votesByJudge) {
      const vote = its[at]
      if (vote === undefined) return null
      votes.push(vote)
    }
  }
  const { stopReason, refused, recorded, outcome } = line
  const answer = { completion, stopReason, refused, recorded, votes, limit: outcome.limit }
  return { ...line, outcome: outcomeOf(scorer, task.item, answer), votes }
}

/** The answer as a whole, or each criterion. */
function questionsOf(scorer: RunPlan['scorer']): { criterion?: string; text?: string }[] {
  return scorer.type === 'criteria' ? scorer.criteria.map(({ id, text }) => ({ criterion: id, text })) : [{}]
}

async function askJudge(
  plan: RunPlan,
  { set, item, attempt }: Task,
  judge: Judge,
  criterion: string | undefined,
  messages: ReturnType<typeof judgeMessages>,
  effects: JudgeEffects,
  stopped: AbortSignal,
): Promise<Vote | null> {
  const { temperature, maxTokens, reasoningEffort, seed, retries } = judge
  const began = effects.clock()
  const failedCalls: FailedCall[] = []
  const vote = (reply: Generated | null): Vote => ({
    judge: judge.id,
    ...(criterion === undefined ? {} : { criterion }),
    promptHash: hashPrompt(messages),
    reply: reply?.message ?? null,
    stopReason: reply?.stopReason ?? null,
    refused: reply?.refused ?? false,
    modelReported: reply?.modelReported ?? null,
    usage: reply === null ? { in: null, out: null } : keptUsage(reply.usage),
    failedCalls,
    ms: Math.min(0x7fff_ffff, Math.max(0, Math.round(effects.clock() - began))),
  })
  for (let tryNumber = 0; ; tryNumber++) {
    if (stopped.aborted || !effects.mayAsk()) return null
    const result = await effects.providerOf(judge.id).generate({
      sample: { set, item: item.id, attempt },
      messages,
      config: { temperature, topP: null, maxTokens, reasoningEffort, seed, stop: [] },
      signal: stopped,
    })
    effects.heardJudge(judge, result, tryNumber)
    if (result.ok) return vote(result)
    if (stopped.aborted) return null
    const { error, status, detail, retryAfterSeconds } = result
    failedCalls.push({ error, status, detail })
    const again = error === 'rate-limit' || error === 'transient'
    if (!again || tryNumber >= retries) return vote(null)
    await effects.sleep(pauseMs(plan, tryNumber, retryAfterSeconds, effects.random()), stopped)
  }
}
