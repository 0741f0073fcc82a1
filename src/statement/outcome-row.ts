/** The six states in which an attempt, or one criterion of it, can end. */
export const OUTCOMES = ['scored', 'not-applicable', 'unscored', 'errored', 'limit', 'not-run'] as const
export type Outcome = (typeof OUTCOMES)[number]

/**
 * One row of an outcome table: one criterion of one attempt by one rater, or the attempt itself where a
 * scorer gives a single value (section, criterion and rater null).
 */
export type OutcomeRow = {
  /** Set of the protocol. */
  set: string
  /** Declared id of the item. */
  item: string
  itemKey: string | null
  language: string
  /** From 1. */
  attempt: number
  section: string | null
  criterion: string | null
  rater: string | null
  outcome: Outcome
  /** Why there is no value: `unparsed`, `scorer-error`, `model`, `environment`, `harness` … */
  reason: string | null
  /** In [0, 1]; for `limit` the value of what was reached, if any; else null. */
  value: number | null
  /** The limit that ended the attempt (`time`, `tokens`, `steps` …), also where it was scored. */
  limit: string | null
  /** Labels beside the score, e.g. `refusal`, `content-filter`; sorted. */
  labels: string[]
  tokensIn: number | null
  tokensOut: number | null
  ms: number | null
}
