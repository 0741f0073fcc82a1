/**
 * What the header of an Inspect log says of its run. Absent = the log does not say it. Null = it says that nothing was set:
 * a recorded configuration lists only what was set, so what is not in it was left at the default.
 *
 *   template       steps of the plan that word the question: prompt_template, user_message, multiple_choice, chain_of_thought
 *   systemPrompt   steps system_message, and the system message of the configuration
 *   tools          steps use_tools              scaffold   all other steps
 *   judge          null where every scorer is one of Inspect that asks no model; else the roles, the models that scorers
 *                  name, and other models than the tested one that were called; with none of these it is unknown, because
 *                  a scorer of any name may ask the tested model itself
 *   host           only where the base URL is logged: without it, an environment variable may have set one
 *   revision       unknown of a working copy with changes that are not in the commit
 *   region, engine, quantisation, safeguards    texts of these names in the metadata of the evaluation
 */
import type { JsonValue } from '../../statement/index.ts'
import type { LogFacts } from '../log-fields.ts'
import { isObject, type LogHeader } from './log-schema.ts'

const TEMPLATES = ['prompt_template', 'user_message', 'multiple_choice', 'chain_of_thought']
const WITHOUT_JUDGE = ['match', 'includes', 'exact', 'f1', 'pattern', 'answer', 'choice', 'math']
const DECLARED = ['region', 'engine', 'quantisation', 'safeguards'] as const
/** How requests are sent, which changes no answer. */
const SENDING = [
  'max_connections',
  'adaptive_connections',
  'max_retries',
  'timeout',
  'attempt_timeout',
  'batch',
  'cache',
]
const NAMED = [
  'temperature',
  'top_p',
  'max_tokens',
  'seed',
  'stop_seqs',
  'reasoning_effort',
  'system_message',
]

type Fields = Record<string, unknown>

export function logFacts(header: LogHeader): LogFacts {
  const { eval: spec } = header
  const stats = fieldsOf(header['stats'])
  const plan = fieldsOf(header['plan'])
  return known({
    task: known({ name: spec.task, version: spec['task_version'] }),
    dataset: known({ name: spec.dataset.name, location: spec.dataset['location'] }),
    scorer: scorersOf(header),
    judge: judgeOf(header, fieldsOf(stats?.['model_usage'])),
    aggregation: aggregationOf(header),
    taskArguments: spec['task_args'],
    model: spec.model,
    modelArguments: spec['model_args'],
    ...stepsOf(plan),
    ...generationOf(plan, spec),
    limits: onlySet(Object.entries(spec.config).filter(([name]) => name.endsWith('_limit'))),
    epochs: spec.config.epochs ?? 1,
    sandbox: spec['sandbox'] ?? null,
    provider: spec.model.includes('/') ? spec.model.split('/')[0] : undefined,
    host: hostOf(spec['model_base_url']),
    ...Object.fromEntries(DECLARED.map((name) => [name, textOf(spec.metadata?.[name])])),
    dates: datesOf(stats, spec.created),
    harnessVersion: spec.packages?.['inspect_ai'] === undefined ? undefined : spec.packages,
    revision: revisionOf(fieldsOf(spec['revision'])),
    tokens: tokensOf(fieldsOf(stats?.['model_usage']), spec.model),
  })
}

/** Fields without a value are left out; what JSON cannot say becomes its text. */
function known(fields: Fields): { [key: string]: JsonValue } {
  const entries = Object.entries(fields).flatMap(([name, value]): [string, JsonValue][] => {
    const json = toJson(value)
    return json === undefined ? [] : [[name, json]]
  })
  return Object.fromEntries(entries)
}

function toJson(value: unknown): JsonValue | undefined {
  if (value === undefined) return undefined
  if (value === null || typeof value === 'string' || typeof value === 'boolean') return value
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value)
  if (Array.isArray(value)) return value.map((entry: unknown) => toJson(entry) ?? null)
  return isObject(value) ? known(value) : String(value)
}

function fieldsOf(value: unknown): Fields | undefined {
  return isObject(value) ? value : undefined
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined
}

/** Null where none is set. */
function onlySet(entries: readonly [string, unknown][]): Fields | null {
  const set = entries.filter(([, value]) => value != null)
  return set.length === 0 ? null : Object.fromEntries(set)
}

type Scorer = { name: string; params: JsonValue }

/** From the results, which every version has, else from the plan of scorers; each once, by name. */
function scorersOf({ results, eval: spec }: LogHeader): Scorer[] | undefined {
  const planned: unknown[] = Array.isArray(spec['scorers']) ? spec['scorers'] : []
  const found =
    results == null || results.scores.length === 0
      ? planned.flatMap((one) => (isObject(one) ? [scorer(one['name'], one['options'])] : []))
      : results.scores.map((one) => scorer(one.scorer, one['params']))
  const byText = new Map(found.map((one) => [JSON.stringify(one), one]))
  return found.length === 0
    ? undefined
    : [...byText].toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one)
}

function scorer(name: unknown, params: unknown): Scorer {
  return { name: String(name), params: toJson(params ?? {}) ?? {} }
}

function judgeOf(header: LogHeader, usage: Fields | undefined): Fields | null | undefined {
  const scorers = scorersOf(header)
  if (scorers === undefined) return undefined
  if (scorers.every(({ name }) => WITHOUT_JUDGE.includes(name.split('/').at(-1) ?? ''))) return null
  const { model, ...spec } = header.eval
  const roles = onlySet(Object.entries(fieldsOf(spec['model_roles']) ?? {}))
  const named = scorers.flatMap(({ params }) =>
    isObject(params) && params['model'] != null ? [params['model']] : [],
  )
  const called = Object.keys(usage ?? {}).filter((name) => name !== model)
  if (roles === null && named.length === 0 && called.length === 0) return undefined
  return { roles, named, called: called.toSorted() }
}

/** How attempts become figures; the reducer of one epoch changes nothing. */
function aggregationOf({ results, eval: { config } }: LogHeader): Fields | undefined {
  const reducer = (config.epochs ?? 1) === 1 ? null : config.epochs_reducer
  if (results == null || results.scores.length === 0 || reducer === undefined) return undefined
  const metrics = results.scores.map(
    ({ name, metrics: own }) => `${name}: ${Object.keys(own).toSorted().join(', ')}`,
  )
  return { reducer, metrics: metrics.toSorted() }
}

function stepsOf(plan: Fields | undefined): Fields {
  if (!Array.isArray(plan?.['steps'])) return {}
  const steps = plan['steps'].flatMap((step: unknown) =>
    isObject(step) ? [{ solver: String(step['solver']), params: step['params'] ?? {} }] : [],
  )
  const only = (of: (name: string) => boolean): Fields[] | null => {
    const found = steps.filter(({ solver }) => of(solver.split('/').at(-1) ?? ''))
    return found.length === 0 ? null : found
  }
  const set = fieldsOf(plan['config'])?.['system_message']
  const system = only((name) => name === 'system_message')
  return {
    template: only((name) => TEMPLATES.includes(name)),
    systemPrompt: set == null ? system : { steps: system, set },
    tools: only((name) => name === 'use_tools'),
    scaffold: only((name) => ![...TEMPLATES, 'system_message', 'use_tools'].includes(name)),
  }
}

/** Of the model, and over it that of the evaluation. */
function generationOf(plan: Fields | undefined, spec: LogHeader['eval']): Fields {
  const planned = fieldsOf(plan?.['config'])
  if (planned === undefined) return {}
  const config: Fields = {
    ...onlySet(Object.entries(fieldsOf(spec['model_generate_config']) ?? {})),
    ...onlySet(Object.entries(planned)),
  }
  const others = Object.entries(config).filter(([name]) => !NAMED.includes(name) && !SENDING.includes(name))
  return {
    temperature: config['temperature'] ?? null,
    topP: config['top_p'] ?? null,
    maxTokens: config['max_tokens'] ?? null,
    seed: config['seed'] ?? null,
    stop: config['stop_seqs'] ?? null,
    reasoningEffort: config['reasoning_effort'] ?? null,
    otherSettings: onlySet(others),
    retries: onlySet([
      ['requests', config['max_retries']],
      ['timeout', config['timeout']],
      ['samples', spec.config['retry_on_error']],
    ]),
  }
}

/** Only the host: what stands beside it in a URL may be a secret. */
function hostOf(url: unknown): string | undefined {
  return typeof url === 'string' && URL.canParse(url) ? new URL(url).host : undefined
}

/** Days in UTC, of a moment that says its zone. */
function datesOf(stats: Fields | undefined, created: string | null | undefined): Fields | undefined {
  const from = dayOf(stats?.['started_at']) ?? dayOf(created)
  const to = dayOf(stats?.['completed_at'])
  return from === undefined || to === undefined ? undefined : { from, to }
}

function dayOf(moment: unknown): string | undefined {
  if (typeof moment !== 'string' || !/T.*(?:Z|[+-]\d\d:?\d\d)$/.test(moment)) return undefined
  const time = Date.parse(moment)
  return Number.isNaN(time) ? undefined : new Date(time).toISOString().slice(0, 10)
}

function revisionOf(revision: Fields | undefined): Fields | undefined {
  if (revision?.['commit'] === undefined || revision['dirty'] === true) return undefined
  return { origin: revision['origin'] ?? null, commit: revision['commit'] }
}

function tokensOf(usage: Fields | undefined, model: string): Fields | undefined {
  const own = fieldsOf(usage?.[model])
  return own === undefined
    ? undefined
    : { in: own['input_tokens'] ?? null, out: own['output_tokens'] ?? null }
}
