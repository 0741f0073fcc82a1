import { z } from 'zod'
import { ConcordError, sentence, type Sentence } from '../error.ts'
import { firstFault, Item, RunLimits, Scorer, Slug } from '../statement/index.ts'
import type { OutcomeCounts } from '../statement/index.ts'
import type { BudgetEnd } from './budget.ts'
import { BaseUrl, ProviderPlan } from './providers/provider-plan.ts'
import { renderPromptFault } from './render-prompt.ts'
import { scorerFault } from './scorers/score.ts'
import type { RunCost } from './spending.ts'

/** The address of a provider; throws `usage` for what is none. */
export function parseBaseUrl(text: string): string {
  const parsed = BaseUrl.safeParse(text)
  if (parsed.success) return parsed.data
  throw new ConcordError('usage', sentence`--base-url: ${firstFault(parsed.error)}; correct that.`)
}

/** Everything that decides what is asked and how it is scored. JSON; stored with its hash before the first call. */
export const RunPlan = z.strictObject({
  id: z.string().min(1).max(200),
  items: z
    .array(z.strictObject({ set: Slug, language: z.string().min(1).max(100), item: Item }))
    .min(1)
    .max(1_000_000),
  /** `{{input}}` and `{{choices}}` are filled from the item. */
  template: z.string().min(1).max(20_000),
  systemPrompt: z.string().max(100_000).nullable(),
  /** Null is not sent: the provider's default. Attempt k is asked with seed + k − 1. */
  generation: z.strictObject({
    temperature: z.number().min(0).max(10).nullable(),
    topP: z.number().min(0).max(1).nullable(),
    maxTokens: z.int().positive().nullable(),
    reasoningEffort: z.string().max(50).nullable(),
    seed: z.int().nullable(),
    stop: z.array(z.string().max(200)).max(10),
  }),
  scorer: Scorer,
  attempts: z.int().min(1).max(1000),
  /** Calls repeated after a rate limit or a transient fault, per attempt; an answer is never asked for again. */
  retries: z.int().min(0).max(100),
  limits: RunLimits,
  /** Wait before the first repetition, doubled each time up to the cap; half of it is drawn at random. */
  backoff: z
    .strictObject({ firstSeconds: z.number().min(0).max(600), capSeconds: z.number().min(0).max(3600) })
    .default({ firstSeconds: 3, capSeconds: 60 }),
  provider: ProviderPlan,
  /** Whom each judge of the scorer is; absent where none is asked. */
  judges: z
    .array(z.strictObject({ judge: Slug, provider: ProviderPlan }))
    .max(9)
    .optional(),
  /** Calls in flight: adapted between min and max, from start. */
  concurrency: z
    .strictObject({ min: z.int().min(1), start: z.int().min(1), max: z.int().min(1).max(10_000) })
    .default({ min: 10, start: 20, max: 100 }),
})
export type RunPlan = z.infer<typeof RunPlan>
/** A plan as written: what has a default may be left out. */
export type RunPlanInput = z.input<typeof RunPlan>

/** How a run stands; `etaSeconds` is null until there is a rate to go by. */
export type RunProgress = {
  done: number
  total: number
  inFlight: number
  /** Attempts that ended errored so far. */
  errors: number
  /** Of the model and of judges. */
  tokens: { in: number; out: number }
  /** US dollars so far; null where no price is known or a provider does not say what it used. */
  cost: number | null
  /** Attempts per second since this process began. */
  rate: number
  etaSeconds: number | null
}

export type RunResult = {
  /** `stopped`: the signal was given, nobody answers, or a budget is used up; attempts not asked are `not-run` until the run is resumed. */
  status: 'finished' | 'stopped'
  counts: OutcomeCounts
  planHash: string
  /** Names of the files in the folder: the outcome table and the answers. */
  files: { table: 'outcomes.parquet'; answers: 'answers.jsonl' }
  /** Of the answers and of the votes on them; `judgeTokens` is the part of the votes. */
  tokens: { in: number; out: number }
  judgeTokens: { in: number; out: number }
  /** What answers and votes cost; null where no price is known or a provider does not say what it used. */
  cost: RunCost | null
  /** Attempts whose answer was recorded earlier: nobody was asked. */
  recorded: number
  /** Model names the provider reported, sorted. */
  modelReported: string[]
  /** ISO 8601 in UTC: when the run began, and when its last attempt ended (null: none has). */
  started: string
  finished: string | null
  /** Why the run was stopped where nobody answers for the model, or for this judge; null otherwise. */
  dead: { judge: string | null; address: string; reason: string } | null
  /** The budget by which the run was stopped; null otherwise. */
  budget: BudgetEnd | null
  /**
   * Where it was asked, in order: addresses, or a file or a command; more than one where it was gone on with at
   * another.
   */
  addresses: string[]
}

/** The plan, checked as a whole; throws ConcordError `bad-input` with the first thing that is wrong. */
export function parseRunPlan(value: unknown): RunPlan {
  const parsed = RunPlan.safeParse(value)
  if (!parsed.success) throw unusable(firstFault(parsed.error))
  const plan = parsed.data
  const { min, start, max } = plan.concurrency
  if (!(min <= start && start <= max))
    throw unusable(sentence`concurrency must be min ≤ start ≤ max, not ${min}, ${start}, ${max}`)
  const fault = scorerFault(plan.scorer) ?? renderPromptFault(plan.template, plan.scorer)
  if (fault !== null) throw unusable(fault)
  if ('judges' in plan.scorer)
    for (const { id } of plan.scorer.judges)
      if (!(plan.judges ?? []).some(({ judge }) => judge === id))
        throw unusable(sentence`nobody is named who is the judge ${id}`)
  const seen = new Set<string>()
  for (const { set, item } of plan.items) {
    const key = `${set}\n${item.id}`
    if (seen.has(key)) throw unusable(sentence`item ${item.id} is twice in set ${set}`)
    seen.add(key)
    if (item.input === null) throw unusable(sentence`item ${item.id} of set ${set} has no question`)
  }
  return plan
}

function unusable(fault: Sentence): ConcordError {
  return new ConcordError('bad-input', sentence`The run plan cannot be used: ${fault}; correct that.`)
}
