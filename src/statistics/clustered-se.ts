/**
 * Standard error of a mean of clustered scores, S_c = Σ_c (y − ȳ), π_c = n_c / n.
 *
 *   CR0 = √(Σ S_c²) / n                        Miller, arXiv:2411.00640
 *   HC1 = CR0 √(C / (C − 1))                   what Inspect prints
 *   CR2 = √(Σ S_c² / (1 − π_c)) / n            used here, with
 *   df  = 1 / [Σπ_c² + (Σa_c)² − Σa_c²],  a_c = π_c² / (1 − π_c)
 *
 * R. M. Bell, D. F. McCaffrey, Survey Methodology 28 (2002) 169.
 */
import { tQuantile } from './distributions.ts'
import { given, inUnitRange, refuse } from './result.ts'
import type { Interval, Result } from './result.ts'
import { meanOf, sumOf } from './sum.ts'

export type ClusteredSE = {
  mean: number
  cr0: number
  hc1: number
  cr2: number
  df: number
  interval: Interval
  clusters: number
}

/**
 * Clustered standard errors and the CR2 interval of the mean of `scores` in [0, 1], grouped by `clusters`. Refuses
 * fewer than two clusters (`too-few-items`) and clusters whose means are all the same (`no-variation`).
 */
export function clusteredSE(
  scores: readonly number[],
  clusters: readonly (string | number)[],
): Result<ClusteredSE> {
  const n = scores.length
  if (n !== clusters.length) return refuse('mismatched-items')
  if (n < 2) return refuse('too-few-items')
  if (!inUnitRange(scores)) return refuse('out-of-range')
  const mean = meanOf(scores.toSorted((a, b) => a - b))
  const members = new Map<string | number, number[]>()
  for (const [index, cluster] of clusters.entries()) {
    const list = members.get(cluster)
    const distance = (scores[index] ?? 0) - mean
    if (list === undefined) members.set(cluster, [distance])
    else list.push(distance)
  }
  const groups = [...members.values()].map((list) => ({
    share: list.length / n,
    sum: sumOf(list.toSorted((a, b) => a - b)),
  }))
  if (groups.length < 2) return refuse('too-few-items')
  const by = (f: (group: { share: number; sum: number }) => number): number =>
    sumOf(groups.map(f).toSorted((a, b) => a - b))
  const cr0 = Math.sqrt(by((group) => group.sum ** 2)) / n
  const cr2 = Math.sqrt(by((group) => group.sum ** 2 / (1 - group.share))) / n
  // What is left when the distances of every cluster add up to nothing is rounding.
  if (!(cr2 > 1e-12)) return refuse('no-variation')
  const a = (group: { share: number }): number => group.share ** 2 / (1 - group.share)
  const df = 1 / (by((group) => group.share ** 2) + by(a) ** 2 - by((group) => a(group) ** 2))
  const half = tQuantile(0.975, df) * cr2
  return given({
    mean,
    cr0,
    hc1: cr0 * Math.sqrt(groups.length / (groups.length - 1)),
    cr2,
    df,
    interval: { lo: mean - half, hi: mean + half },
    clusters: groups.length,
  })
}
