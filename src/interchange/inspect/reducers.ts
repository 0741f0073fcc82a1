/**
 * Reducers over the epochs of one item, applied before metrics (UKGovernmentBEIS/inspect_ai, scorer/_reducer):
 *
 *   mean, median, mode (of equally frequent values the first), max
 *   at_least_k   1 where k or more values are 1, else 0
 *   pass_at_k    1 − C(n−c,k) / C(n,k)     arXiv:2107.03374
 *   pass_k_k     C(c,k) / C(n,k)           arXiv:2406.12045      n values, c of them 1; fewer than k: no value
 */

/** Undefined for a reducer that is not known; its function gives undefined where there is no value. */
export function findReducer(name: string): ((values: readonly number[]) => number | undefined) | undefined {
  const [, kind, of] = /^(at_least|pass_at|pass_k)_(\d{1,6})$/.exec(name) ?? []
  const k = Number(of)
  switch (kind) {
    case 'at_least':
      return (values) => (ones(values) >= k ? 1 : 0)
    case 'pass_at':
      return (values) =>
        values.length < k ? undefined : 1 - drawn(values.length - ones(values), values.length, k)
    case 'pass_k':
      return (values) => (values.length < k ? undefined : drawn(ones(values), values.length, k))
    default:
      return PLAIN.get(name)
  }
}

const PLAIN: ReadonlyMap<string, (values: readonly number[]) => number | undefined> = new Map([
  ['mean', meanOf],
  ['median', median],
  ['mode', mode],
  ['max', (values: readonly number[]) => (values.length === 0 ? undefined : Math.max(...values))],
])

/** Undefined for no values. */
export function meanOf(values: readonly number[]): number | undefined {
  return values.length === 0 ? undefined : values.reduce((sum, value) => sum + value, 0) / values.length
}

function median(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => a - b)
  const half = sorted.length / 2
  return meanOf(sorted.slice(Math.ceil(half) - 1, Math.floor(half) + 1))
}

function mode(values: readonly number[]): number | undefined {
  const times = new Map<number, number>()
  for (const value of values) times.set(value, (times.get(value) ?? 0) + 1)
  const most = Math.max(...times.values())
  return [...times].find(([, count]) => count === most)?.[0]
}

function ones(values: readonly number[]): number {
  return values.filter((value) => value === 1).length
}

/** C(some, k) / C(all, k): the chance that k drawn of all are among some. */
function drawn(some: number, all: number, k: number): number {
  let chance = 1
  for (let index = 0; index < k; index += 1) chance *= Math.max(0, some - index) / (all - index)
  return chance
}
