import type { FactClass, JsonValue } from '../statement/index.ts'

/**
 * What two logs are compared by, each with the class that decides what a difference in it means (joint-exercises.md §7).
 * `items` and `targets` come from the samples, all else from what the log says of itself.
 */
export const LOG_FIELDS = [
  { field: 'task', class: 'test-identity', free: true },
  { field: 'dataset', class: 'test-identity', free: true },
  { field: 'items', class: 'test-identity', free: false },
  { field: 'targets', class: 'test-identity', free: false },
  { field: 'template', class: 'test-identity', free: false },
  { field: 'scorer', class: 'test-identity', free: false },
  { field: 'judge', class: 'test-identity', free: false },
  { field: 'aggregation', class: 'test-identity', free: false },
  { field: 'taskArguments', class: 'test-identity', free: false },
  { field: 'model', class: 'generation', free: false },
  { field: 'modelArguments', class: 'generation', free: false },
  { field: 'systemPrompt', class: 'generation', free: false },
  { field: 'scaffold', class: 'generation', free: false },
  { field: 'tools', class: 'generation', free: false },
  { field: 'temperature', class: 'generation', free: false },
  { field: 'topP', class: 'generation', free: false },
  { field: 'maxTokens', class: 'generation', free: false },
  { field: 'seed', class: 'generation', free: false },
  { field: 'stop', class: 'generation', free: false },
  { field: 'reasoningEffort', class: 'generation', free: false },
  { field: 'otherSettings', class: 'generation', free: false },
  { field: 'limits', class: 'generation', free: false },
  { field: 'epochs', class: 'generation', free: false },
  { field: 'sandbox', class: 'generation', free: false },
  { field: 'safeguards', class: 'generation', free: false },
  { field: 'provider', class: 'conditions', free: false },
  { field: 'host', class: 'conditions', free: false },
  { field: 'region', class: 'conditions', free: false },
  { field: 'engine', class: 'conditions', free: false },
  { field: 'quantisation', class: 'conditions', free: false },
  { field: 'dates', class: 'conditions', free: false },
  { field: 'harnessVersion', class: 'conditions', free: false },
  { field: 'revision', class: 'conditions', free: false },
  { field: 'retries', class: 'conditions', free: false },
  { field: 'n', class: 'volume', free: false },
  { field: 'errored', class: 'volume', free: false },
  { field: 'limitHits', class: 'volume', free: false },
  // What is used follows from the answers, and no log says how much was planned.
  { field: 'tokens', class: 'volume', free: true },
] as const satisfies readonly { field: string; class: FactClass; free: boolean }[]

export type LogField = (typeof LOG_FIELDS)[number]['field']

/** An absent field is unknown; null is a value ("not set"). */
export type LogFacts = Partial<Record<LogField, JsonValue>>
