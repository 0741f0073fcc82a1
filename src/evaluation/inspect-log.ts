/**
 * The log of a run as Inspect knows it (`.eval`, version 2). How an attempt ended, and where that stands in the log:
 *
 *   scored                       scores[scorer].value
 *   unscored, not-applicable     scores[scorer].value = NaN, which leaves Inspect's mean; explanation = reason
 *   errored                      error, no score
 *   limit                        limit; a score of what was reached is kept
 *   not-run                      no sample; the item stays in sample_ids
 *
 * The exact state stands in `metadata.concord` of the sample. Labels are scores of their own, 1 or 0 for every answer. Inspect
 * counts only what is scored, so where an attempt is not, its accuracy is another than one that counts it as failed.
 */
import { inspectFigures } from '../interchange/index.ts'
import type { LogSample, LogToWrite } from '../interchange/index.ts'
import { datasetDigests, toHex } from '../statement/index.ts'
import type { Sha256 } from '../statement/index.ts'
import type { AnswerLine } from './answer-line.ts'
import { renderPrompt } from './render-prompt.ts'
import type { RunPlan } from './run-plan.ts'

export type LogFacts = {
  planHash: string
  /** ISO 8601: when the run began. */
  created: string
  /** Of this Concord. */
  version: string
  sha256: Sha256
  /** Labels that occur in the answers; each becomes a score of its own. */
  labels: readonly string[]
}

/** The log of a plan and its answers; `answers` may come in any order, each attempt once. */
export function inspectLog(
  plan: RunPlan,
  answers: AsyncIterable<AnswerLine> | Iterable<AnswerLine>,
  facts: LogFacts,
): LogToWrite {
  const tallies = [plan.scorer.type, ...facts.labels].map((name) => newTally(name))
  const count = { present: 0, errored: 0 }
  const placeByKey = new Map(plan.items.map((place) => [`${place.set}\n${place.item.id}`, place]))
  const isMany = new Set(plan.items.map(({ set }) => set)).size > 1

  async function* samples(): AsyncGenerator<LogSample> {
    for await (const answer of answers) {
      const place = placeByKey.get(`${answer.set}\n${answer.item}`)
      if (place === undefined) continue
      const sample = {
        ...sampleOf(plan, place, answer, { isMany, labels: facts.labels }),
        uuid: uuidOf(answer, facts),
      }
      count.present += 1
      if (answer.outcome.outcome === 'errored') count.errored += 1
      for (const tally of tallies) add(tally, String(sample.id), sample.scores?.[tally.name]?.value)
      yield sample
    }
  }

  return {
    start: { eval: specOf(plan, facts, isMany), plan: stepsOf(plan) },
    samples: samples(),
    finish() {
      const total = plan.items.length * plan.attempts
      return {
        header: {
          status: count.present === total ? 'success' : 'cancelled',
          results: {
            total_samples: total,
            completed_samples: count.present - count.errored,
            scores: tallies.map(figuresOf),
          },
          stats: { started_at: facts.created, completed_at: '' },
        },
        reductions: null,
      }
    },
  }
}

/** The values of a scorer so far. */
type Tally = { name: string; byItem: Map<string, number[]>; scored: number; unscored: number }

function newTally(name: string): Tally {
  return { name, byItem: new Map(), scored: 0, unscored: 0 }
}

function add(tally: Tally, id: string, value: unknown): void {
  if (typeof value !== 'number') return
  if (Number.isNaN(value)) {
    tally.unscored += 1
    return
  }
  tally.scored += 1
  const known = tally.byItem.get(id)
  if (known === undefined) tally.byItem.set(id, [value])
  else known.push(value)
}

function figuresOf({ name, byItem, scored, unscored }: Tally) {
  const figures = Object.entries(inspectFigures(byItem))
  return {
    name,
    scorer: name,
    reducer: 'mean',
    scored_samples: scored,
    unscored_samples: unscored,
    params: {},
    metrics: Object.fromEntries(
      figures.map(([metric, value]) => [metric, { name: metric, value, params: {} }]),
    ),
  }
}

type Place = RunPlan['items'][number]

/** The same sample of the same run always has the same. */
function uuidOf({ set, item, attempt }: AnswerLine, { planHash, sha256 }: LogFacts): string {
  return toHex(sha256(new TextEncoder().encode(`${planHash}\n${set}\n${item}\n${attempt}`))).slice(0, 22)
}

/** Readers split the names of samples at `/` and `_epoch_`, so an id of ours has neither. */
function sampleId({ set, item }: Place, isMany: boolean): string {
  const id = isMany ? `${set}:${item.id}` : item.id
  return id.replaceAll('%', '%25').replaceAll('/', '%2F').replaceAll('_epoch_', '%5Fepoch_')
}

function specOf(
  plan: RunPlan,
  { planHash, created, version, sha256, labels }: LogFacts,
  isMany: boolean,
): LogToWrite['start']['eval'] {
  const keys = plan.items.flatMap(({ item: { itemKey, refKey } }) =>
    itemKey === null || refKey === null ? [] : [{ itemKey, refKey }],
  )
  return {
    eval_id: '',
    run_id: plan.id,
    created,
    task: plan.id,
    task_id: plan.id,
    dataset: {
      name: [...new Set(plan.items.map(({ set }) => set))].join(', '),
      samples: plan.items.length,
      sample_ids: plan.items.map((place) => sampleId(place, isMany)),
      shuffled: false,
    },
    model: plan.provider.model,
    model_generate_config: generationOf(plan),
    scorers: [plan.scorer.type, ...labels].map((name) => ({
      name,
      options: {},
      metrics: ['accuracy', 'stderr'].map((metric) => ({ name: `inspect_ai/${metric}`, options: {} })),
    })),
    config: { epochs: plan.attempts, epochs_reducer: ['mean'] },
    packages: { concord: version },
    metadata: {
      concord: {
        planHash,
        datasetSemantic: keys.length === plan.items.length ? datasetDigests(keys, sha256) : null,
      },
    },
  }
}

function generationOf({ generation }: RunPlan): Record<string, unknown> {
  const { temperature, topP, maxTokens, reasoningEffort, seed, stop } = generation
  const given = {
    temperature,
    top_p: topP,
    max_tokens: maxTokens,
    reasoning_effort: reasoningEffort,
    seed,
    stop_seqs: stop.length === 0 ? null : stop,
  }
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== null))
}

function stepsOf(plan: RunPlan): Record<string, unknown> {
  const { systemPrompt, template } = plan
  const system =
    systemPrompt === null ? [] : [{ solver: 'system_message', params: { template: systemPrompt } }]
  return {
    name: 'plan',
    steps: [
      ...system,
      { solver: 'prompt_template', params: { template } },
      { solver: 'generate', params: {} },
    ],
    config: generationOf(plan),
  }
}

function sampleOf(
  plan: RunPlan,
  place: Place,
  answer: AnswerLine,
  { isMany, labels }: { isMany: boolean; labels: readonly string[] },
): LogSample {
  const { item, set, language } = place
  const { outcome, reason, limit } = answer.outcome
  const { completion, usage } = answer
  const model = answer.modelReported ?? plan.provider.model
  const said =
    completion === null ? [] : [{ role: 'assistant', content: completion, source: 'generate', model }]
  const tokens = { input_tokens: usage.in ?? 0, output_tokens: usage.out ?? 0 }
  return {
    id: sampleId(place, isMany),
    epoch: answer.attempt,
    input: item.input ?? '',
    choices: item.choices ?? null,
    target: item.target ?? [],
    messages: [
      ...(plan.systemPrompt === null ? [] : [{ role: 'system', content: plan.systemPrompt }]),
      { role: 'user', content: renderPrompt(plan.template, item), source: 'input' },
      ...said,
    ],
    output: {
      model,
      choices: said.map((message) => ({ message, stop_reason: answer.stopReason ?? 'unknown' })),
      completion: completion ?? '',
      time: answer.ms / 1000,
    },
    ...(outcome === 'errored' || outcome === 'not-run'
      ? {}
      : { scores: scoresOf(plan.scorer.type, answer, labels) }),
    metadata: {
      concord: {
        outcome,
        reason,
        attempt: answer.attempt,
        set,
        item: item.id,
        language,
        itemKey: item.itemKey,
        promptHash: answer.promptHash,
      },
    },
    model_usage:
      usage.in === null && usage.out === null
        ? {}
        : { [plan.provider.model]: { ...tokens, total_tokens: tokens.input_tokens + tokens.output_tokens } },
    ...(outcome === 'errored' ? { error: errorOf(answer) } : {}),
    ...(limit === null ? {} : { limit: limitOf(plan, limit) }),
    total_time: answer.ms / 1000,
    events: [],
  }
}

function scoresOf(
  scorer: string,
  { outcome: { value, reason, labels: own }, completion }: AnswerLine,
  labels: readonly string[],
): NonNullable<LogSample['scores']> {
  const named = completion === null ? [] : labels
  return {
    [scorer]: { value: value ?? Number.NaN, answer: completion, explanation: reason },
    ...Object.fromEntries(named.map((label) => [label, { value: own.includes(label) ? 1 : 0 }])),
  }
}

function errorOf({ failedCalls, outcome }: AnswerLine): { message: string } & Record<string, string> {
  const detail = failedCalls.at(-1)?.detail
  return {
    message: [outcome.reason ?? 'errored', ...(detail === undefined ? [] : [detail])].join(': '),
    traceback: '',
    traceback_ansi: '',
  }
}

/** Inspect has other names for our limits; a limit it does not know is `custom`. */
function limitOf({ limits }: RunPlan, which: string): { type: string; limit: number } {
  switch (which) {
    case 'time':
      return { type: 'time', limit: limits.timeSeconds ?? 0 }
    case 'tokens':
      return { type: 'token', limit: limits.tokens ?? 0 }
    case 'steps':
      return { type: 'turn', limit: limits.steps ?? 0 }
    default:
      return { type: 'custom', limit: 0 }
  }
}
