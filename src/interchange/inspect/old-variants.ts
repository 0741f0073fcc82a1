/**
 * Earlier forms of Inspect logs, brought to version 2 as its own reader brings them:
 *
 *   header   no `version` → 2; `results.scorer` with `results.metrics` → `results.scores[0]`;
 *            `results.sample_reductions` → `reductions`; `max_messages` → `message_limit`;
 *            a metric's `options` → `params`; no `task_args_passed`, `solver_args_passed`, `params_passed`: copied
 *   sample   `score` → `scores`; `transcript` → `events` and `attachments`; `tc://` → `attachment://`;
 *            `sandbox` [type, config] → {type, config}; version 3: `message_pool` → `events_data.messages`;
 *            no `output.completion`: the text of the first choice
 *
 * Legacy events (`step`, `subtask`) stay as they are: Inspect reads them too.
 */
import { isObject } from './log-schema.ts'

type Fields = Record<string, unknown>

/** A header in the form of version 2; what is no header is left to the schema to refuse. */
export function upgradeHeader(raw: unknown): unknown {
  if (!isObject(raw)) return raw
  const { results, reductions, ...header } = raw
  const upgraded: Fields = {
    ...header,
    version: header['version'] ?? 2,
    status: header['status'] ?? 'started',
    eval: upgradeSpec(header['eval']),
  }
  if (isObject(header['plan'])) upgraded['plan'] = upgradePlan(header['plan'])
  if (!isObject(results)) return results === undefined ? upgraded : { ...upgraded, results }
  const { sample_reductions: oldReductions, ...rest } = results
  upgraded['results'] = upgradeResults(rest)
  const kept = reductions ?? oldReductions
  if (kept !== undefined) upgraded['reductions'] = kept
  return upgraded
}

function upgradeSpec(spec: unknown): unknown {
  if (!isObject(spec)) return spec
  const { max_messages: maxMessages, ...config } = isObject(spec['config']) ? spec['config'] : {}
  const solverArgs = spec['solver_args']
  return {
    ...spec,
    config: {
      ...config,
      ...(maxMessages === undefined ? {} : { message_limit: config['message_limit'] ?? maxMessages }),
    },
    task_args_passed: spec['task_args_passed'] ?? spec['task_args'] ?? {},
    ...(solverArgs == null ? {} : { solver_args_passed: spec['solver_args_passed'] ?? solverArgs }),
  }
}

function upgradePlan(plan: Fields): Fields {
  const withPassed = (step: unknown): unknown =>
    isObject(step) ? { ...step, params_passed: step['params_passed'] ?? step['params'] ?? {} } : step
  return {
    ...plan,
    ...(Array.isArray(plan['steps']) ? { steps: plan['steps'].map(withPassed) } : {}),
    ...(isObject(plan['finish']) ? { finish: withPassed(plan['finish']) } : {}),
  }
}

function upgradeResults({ scorer, metrics, ...results }: Fields): Fields {
  const scores: unknown[] = Array.isArray(results['scores'])
    ? results['scores']
    : isObject(scorer)
      ? [{ name: scorer['name'], scorer: scorer['name'], params: scorer['params'] ?? {}, metrics }]
      : []
  return { ...results, scores: scores.map(upgradeScore) }
}

function upgradeScore(score: unknown): unknown {
  if (!isObject(score) || !isObject(score['metrics'])) return score
  const metrics = Object.entries(score['metrics']).map(([key, metric]) => {
    if (!isObject(metric)) return [key, metric] as const
    const { options, ...rest } = metric
    return [key, { ...rest, params: rest['params'] ?? options ?? {} }] as const
  })
  return { ...score, metrics: Object.fromEntries(metrics) }
}

/** A sample in the form of version 2; `scorer` names its score where it has but one, without a name. */
export function upgradeSample(raw: unknown, scorer: string): unknown {
  if (!isObject(raw)) return raw
  const { score, transcript, message_pool: pool, ...sample } = raw
  const upgraded: Fields = { ...sample }
  if (isObject(score) && sample['scores'] == null) upgraded['scores'] = { [scorer]: score }
  if (isObject(transcript)) {
    const content = isObject(transcript['content']) ? transcript['content'] : {}
    upgraded['attachments'] = {
      ...content,
      ...(isObject(sample['attachments']) ? sample['attachments'] : {}),
    }
    upgraded['events'] = renameReferences(transcript['events'] ?? [])
  }
  if (Array.isArray(pool)) {
    const data = isObject(sample['events_data']) ? sample['events_data'] : {}
    upgraded['events_data'] = { calls: [], ...data, messages: data['messages'] ?? pool }
  }
  if (isObject(sample['output']))
    upgraded['output'] = { completion: textOf(sample['output']), ...sample['output'] }
  const { sandbox } = sample
  if (Array.isArray(sandbox)) {
    const [type, config]: unknown[] = sandbox
    upgraded['sandbox'] = { type, ...(config === undefined ? {} : { config }) }
  }
  return upgraded
}

/** What the first choice says, its parts of text together. */
function textOf({ choices }: Fields): string {
  const [choice]: unknown[] = Array.isArray(choices) ? choices : []
  const message = isObject(choice) ? choice['message'] : undefined
  const content = isObject(message) ? message['content'] : undefined
  if (typeof content === 'string') return content
  const parts: unknown[] = Array.isArray(content) ? content : []
  return parts
    .flatMap((part) => (isObject(part) && typeof part['text'] === 'string' ? [part['text']] : []))
    .join('\n')
}

const OLD_REFERENCE = 'tc://'

function renameReferences(value: unknown): unknown {
  if (typeof value === 'string') {
    return value.startsWith(OLD_REFERENCE) ? `attachment://${value.slice(OLD_REFERENCE.length)}` : value
  }
  if (Array.isArray(value)) return value.map(renameReferences)
  if (!isObject(value)) return value
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, renameReferences(inner)]))
}
