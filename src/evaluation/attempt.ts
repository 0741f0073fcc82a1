/** One attempt of one item, from the first call to its one outcome. */
import type { AnswerLine, AttemptOutcome, FailedCall } from './answer-line.ts'
import { outcomeOf } from './answer-line.ts'
import { hashPrompt } from './hash-prompt.ts'
import type { Generated, Message, NotGenerated, Provider, Usage } from './providers/provider.ts'
import { renderPrompt } from './render-prompt.ts'
import type { RunPlan } from './run-plan.ts'

/** An item of the plan and the number of the attempt, from 1. */
export type Task = RunPlan['items'][number] & { attempt: number }

export type AttemptEffects = {
  provider: Provider
  /** False once no call may be begun any more; those in flight end. */
  mayAsk(): boolean
  clock(): number
  random(): number
  /** Called for every call that ended: the connections learn from it. */
  heard(result: Generated | NotGenerated, tryNumber: number): void
  /** Resolves after so many milliseconds, or at once when the signal is given. */
  sleep(ms: number, signal: AbortSignal): Promise<void>
}

/** A provider may ask for a pause of any length; longer ones than this are cut. */
const LONGEST_PAUSE_MS = 30 * 60_000
/** Longer timers would fire at once. */
const LONGEST_TIMER = 0x7fff_ffff

/** The line of a finished attempt; null when it was stopped or nothing may be asked, and must be asked again. */
export async function runAttempt(
  plan: RunPlan,
  task: Task,
  effects: AttemptEffects,
  stopped: AbortSignal,
): Promise<AnswerLine | null> {
  const { item } = task
  const user: Message = { role: 'user', content: renderPrompt(plan.template, item).toWellFormed() }
  const messages: Message[] =
    plan.systemPrompt === null ? [user] : [{ role: 'system', content: plan.systemPrompt }, user]
  const seed = plan.generation.seed === null ? null : plan.generation.seed + task.attempt - 1
  const began = effects.clock()
  const failedCalls: FailedCall[] = []

  const line = (outcome: AttemptOutcome, answer: Generated | null): AnswerLine => ({
    set: task.set,
    item: item.id,
    attempt: task.attempt,
    promptHash: hashPrompt(messages),
    completion: answer?.message ?? null,
    stopReason: answer?.stopReason ?? null,
    refused: answer?.refused ?? false,
    modelReported: answer?.modelReported ?? null,
    ...(answer === null ? { usage: { in: null, out: null } } : detailsOf(answer)),
    outcome,
    failedCalls,
    ms: Math.min(0x7fff_ffff, Math.max(0, Math.round(effects.clock() - began))),
  })

  const limit = withTimeLimit(stopped, plan.limits.timeSeconds)
  try {
    for (let tryNumber = 0; ; tryNumber++) {
      if (!effects.mayAsk()) return null
      const result = await effects.provider.generate({
        sample: { set: task.set, item: item.id, attempt: task.attempt },
        messages,
        config: { ...plan.generation, seed },
        signal: limit.signal,
      })
      effects.heard(result, tryNumber)
      if (result.ok) {
        const used = (result.usage.in ?? 0) + (result.usage.out ?? 0)
        const reached = plan.limits.tokens !== null && used > plan.limits.tokens ? 'tokens' : null
        const { message: completion, stopReason, refused } = result
        const recorded = result.recorded ? (true as const) : undefined
        const answer = { completion, stopReason, refused, recorded, limit: reached }
        return line(outcomeOf(plan.scorer, item, answer), result)
      }
      if (stopped.aborted) return null
      const { error, status, detail } = result
      failedCalls.push({ error, status, detail })
      if (limit.reached()) return line(limited('time'), null)
      if (error === 'context-overflow') return line(limited('context'), null)
      const again = error === 'rate-limit' || error === 'transient'
      if (!again || tryNumber >= plan.retries) return line(errored(result.where), null)
      await effects.sleep(pauseMs(plan, tryNumber, result.retryAfterSeconds, effects.random()), limit.signal)
      if (stopped.aborted) return null
      if (limit.reached()) return line(limited('time'), null)
    }
  } finally {
    limit.end()
  }
}

/** What only some providers say; absent where it is unknown. */
function detailsOf({ usage, reasoning, recorded, stopRaw }: Generated) {
  const thoughts = reasoning.map(({ text }) => text).filter((text) => text !== '')
  return {
    ...(thoughts.length === 0 ? {} : { reasoning: thoughts.join('\n\n') }),
    ...(recorded ? { recorded: true as const } : {}),
    ...(stopRaw === null ? {} : { stopRaw }),
    usage: keptUsage(usage),
  }
}

/** Tokens as they are kept: what is unknown beside in and out is left out. */
export function keptUsage({ cacheRead, cacheWrite, reasoning, ...usage }: Usage): AnswerLine['usage'] {
  return {
    in: usage.in,
    out: usage.out,
    ...(cacheRead === null ? {} : { cacheRead }),
    ...(cacheWrite === null ? {} : { cacheWrite }),
    ...(reasoning === null ? {} : { reasoning }),
  }
}

/** The line of an attempt that our own code could not carry out. */
export function harnessFault(task: Task, cause: unknown): AnswerLine {
  const detail = (cause instanceof Error ? `${cause.name}: ${cause.message}` : String(cause))
    .toWellFormed()
    .slice(0, 300)
  return {
    set: task.set,
    item: task.item.id,
    attempt: task.attempt,
    promptHash: '',
    completion: null,
    stopReason: null,
    refused: false,
    modelReported: null,
    usage: { in: null, out: null },
    outcome: errored('harness'),
    failedCalls: [{ error: 'permanent', status: null, detail }],
    ms: 0,
  }
}

function errored(where: 'model' | 'environment' | 'harness'): AttemptOutcome {
  return { outcome: 'errored', reason: where, value: null, limit: null, labels: [] }
}

function limited(limit: string): AttemptOutcome {
  return { outcome: 'limit', reason: null, value: null, limit, labels: [] }
}

/** Doubled each time up to the cap, half of it drawn at random; never shorter than the provider asks for. */
export function pauseMs(
  plan: Pick<RunPlan, 'backoff'>,
  tryNumber: number,
  retryAfterSeconds: number | null,
  draw: number,
): number {
  const { firstSeconds, capSeconds } = plan.backoff
  const full = Math.min(capSeconds, firstSeconds * 2 ** tryNumber) * 1000
  return Math.min(LONGEST_PAUSE_MS, Math.max(full * (0.5 + draw / 2), (retryAfterSeconds ?? 0) * 1000))
}

/** A signal given when the run is stopped or the time of the attempt is over. */
function withTimeLimit(stopped: AbortSignal, seconds: number | null) {
  const controller = new AbortController()
  let over = false
  const stop = (): void => controller.abort()
  stopped.addEventListener('abort', stop, { once: true })
  if (stopped.aborted) controller.abort()
  const timer =
    seconds === null
      ? undefined
      : setTimeout(
          () => {
            over = true
            controller.abort()
          },
          Math.min(seconds * 1000, LONGEST_TIMER),
        )
  return {
    signal: controller.signal,
    reached: () => over,
    end() {
      clearTimeout(timer)
      stopped.removeEventListener('abort', stop)
    },
  }
}
