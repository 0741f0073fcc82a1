/**
 * The number of a score, as `value_to_float` of Inspect has it (UKGovernmentBEIS/inspect_ai, scorer/_metric.py):
 *
 *   C 1   I 0   P 0.5   N 0   yes, true 1   no, false 0   numbers and texts of numbers themselves   all else 0
 */

const LETTERS: ReadonlyMap<string, number> = new Map([
  ['C', 1],
  ['I', 0],
  ['P', 0.5],
  ['N', 0],
])
const WORDS: ReadonlyMap<string, number> = new Map([
  ['yes', 1],
  ['true', 1],
  ['no', 0],
  ['false', 0],
])
const DECIMAL = /^\s*[-+]?(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?\s*$/i

/** Undefined where Inspect would have warned and counted 0; NaN and null are no value either. */
export function scoreNumber(value: unknown): number | undefined {
  if (typeof value === 'number') return Number.isNaN(value) ? undefined : value
  if (typeof value === 'boolean' || typeof value === 'bigint') return Number(value)
  if (typeof value !== 'string') return undefined
  return (
    LETTERS.get(value) ?? WORDS.get(value.toLowerCase()) ?? (DECIMAL.test(value) ? Number(value) : undefined)
  )
}

/** Marks an attempt without a value, rather than one with a value that nobody knows: it is left out of every mean. */
export function isUnscored(value: unknown): boolean {
  return value === null || value === undefined || Number.isNaN(value)
}
