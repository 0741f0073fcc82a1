/**
 * Metrics over the reduced scores x of N items, as Inspect computes them (UKGovernmentBEIS/inspect_ai, scorer/_metrics):
 *
 *   accuracy, mean   Σx / N
 *   std, var         with N − 1; 0 for one item
 *   stderr           std / √N; 0 for one item, where it cannot be estimated
 *   stderr by C clusters c   √(Σ_c (Σ_{i∈c} (x_i − mean))² · C/(C−1)) / N
 *
 * `bootstrap_stderr` draws without a seed, so nobody can recompute it.
 */
import { meanOf } from './reducers.ts'

/** The reduced score of an item, and the cluster it belongs to. */
export type ScoredItem = { value: number; cluster: string }

export type Metric = {
  formula: string
  compute(items: readonly ScoredItem[]): number | undefined
}

/** The metric of a name, as logged; `clustered` where it was asked for by cluster. */
export function findMetric(name: string, clustered: boolean): Metric | undefined {
  const plain = name.replace(/^inspect_ai\//, '')
  return plain === 'stderr' && clustered ? CLUSTERED : METRICS.get(plain)
}

const values = (items: readonly ScoredItem[]): number[] => items.map(({ value }) => value)
const MEAN: Metric = { formula: 'Σx / N', compute: (items) => meanOf(values(items)) }

const METRICS: ReadonlyMap<string, Metric> = new Map<string, Metric>([
  ['accuracy', MEAN],
  ['mean', MEAN],
  ['var', { formula: 'Σ(x − mean)² / (N − 1)', compute: variance }],
  ['std', { formula: '√(Σ(x − mean)² / (N − 1))', compute: deviation }],
  [
    'stderr',
    {
      formula: '√(Σ(x − mean)² / (N − 1)) / √N',
      compute: (items) => (items.length === 0 ? undefined : deviation(items) / Math.sqrt(items.length)),
    },
  ],
])

const CLUSTERED: Metric = {
  formula: '√(Σ_c (Σ_i (x − mean))² · C/(C − 1)) / N',
  compute(items) {
    const mean = meanOf(values(items))
    if (mean === undefined) return undefined
    const sums = new Map<string, number>()
    for (const { value, cluster } of items) sums.set(cluster, (sums.get(cluster) ?? 0) + value - mean)
    if (sums.size < 2) return undefined
    const squares = [...sums.values()].reduce((sum, one) => sum + one * one, 0)
    return Math.sqrt((squares * sums.size) / (sums.size - 1)) / items.length
  },
}

function variance(items: readonly ScoredItem[]): number {
  const mean = meanOf(values(items))
  if (mean === undefined || items.length < 2) return 0
  return items.reduce((sum, { value }) => sum + (value - mean) ** 2, 0) / (items.length - 1)
}

function deviation(items: readonly ScoredItem[]): number {
  return Math.sqrt(variance(items))
}
