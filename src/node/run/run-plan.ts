/** The plan of a run, from what was agreed or, without an exercise, from what was asked for. */
import { ConcordError, sentence } from '../../error.ts'
import { chooseJudges, parseRunPlan } from '../../evaluation/index.ts'
import type { JudgeAddress, ProviderPlanInput, RunPlanInput } from '../../evaluation/index.ts'
import type { Protocol, Scorer } from '../../statement/index.ts'

export type RunToPlan = {
  id: string
  items: RunPlanInput['items']
  template: string
  scorer: Scorer
  generation: Protocol['generation']
  provider: ProviderPlanInput
  judges?: readonly JudgeAddress[] | undefined
  concurrency?: number | undefined
}

/** A plan that can be run; throws `usage` before anything is written where it cannot. */
export function buildRunPlan({ generation, ...run }: RunToPlan): RunPlanInput {
  const { temperature, topP, maxTokens, reasoningEffort, seed, stop, attempts, retries } = generation
  if (attempts === null || retries === null)
    throw new ConcordError(
      'usage',
      sentence`The run cannot be started: attempts and retries are numbers; correct that.`,
    )
  // Weights in this process are asked one call at a time; others would only wait, and their time would run.
  const concurrency = run.concurrency ?? (run.provider.kind === 'gguf' ? 1 : undefined)
  const judges = chooseJudges(run.scorer, run.judges ?? [])
  const plan: RunPlanInput = {
    id: run.id,
    items: run.items,
    template: run.template,
    systemPrompt: generation.systemPrompt,
    generation: { temperature, topP, maxTokens, reasoningEffort, seed, stop },
    scorer: run.scorer,
    attempts,
    retries,
    limits: generation.limits,
    provider: run.provider,
    ...(judges === undefined ? {} : { judges }),
    ...(concurrency === undefined ? {} : { concurrency: { min: 1, start: concurrency, max: concurrency } }),
  }
  try {
    parseRunPlan(plan)
  } catch (cause) {
    if (!(cause instanceof ConcordError)) throw cause
    const [fault = ''] = cause.sentence.values
    const [field, wanted = ''] = typeof fault === 'object' ? fault.values : []
    throw new ConcordError(
      'usage',
      field === 'provider.baseUrl'
        ? sentence`The run cannot be started: --base-url wants ${wanted}; correct that.`
        : sentence`The run cannot be started: ${fault}; correct that.`,
      { cause },
    )
  }
  return plan
}
