/**
 * Recomputes what the results of a log say of its samples: score → number, NaN out, reducer over the epochs of an item,
 * metric over items. A logged and a recomputed figure agree within 1e-9 × max(1, |logged|).
 */
import type { MetricCheck } from '../log-reader.ts'
import { valueUnder } from './attempt.ts'
import type { EvalScore, LogHeader, LogSample, Metric } from './log-schema.ts'
import { findMetric, type ScoredItem } from './metrics.ts'
import { findReducer } from './reducers.ts'
import { isUnscored, scoreNumber } from './score-number.ts'

export type Recomputed = {
  metrics: MetricCheck[]
  /** Whether a scorer has given fewer scores than there are completed samples. */
  scoresMissing: boolean
}

export type Recomputation = {
  /** Takes the scores of a sample. */
  add(sample: LogSample): void
  result(): Recomputed
}

type Values = {
  byItem: Map<string, number[]>
  /** Samples that have a score, whatever it is. */
  given: number
  /** Values that are no number of one item, such as lists. */
  strange: number
}

const TOLERANCE = 1e-9

/** Only the scores that the results name are kept, as numbers. */
export function recomputation({ results, eval: spec }: LogHeader): Recomputation {
  const logged = results?.scores ?? []
  const scores = logged.map((score) => ({
    score,
    values: { byItem: new Map<string, number[]>(), given: 0, strange: 0 },
  }))
  const clusterNames = new Set(
    logged.flatMap(({ metrics }) => Object.values(metrics).flatMap((metric) => clusterOf(metric) ?? [])),
  )
  const clusters = new Map<string, Map<string, string>>([...clusterNames].map((name) => [name, new Map()]))
  let completed = 0
  return {
    add(sample) {
      if (sample.error == null) completed += 1
      const item = typeof sample.id === 'string' ? JSON.stringify(sample.id) : String(sample.id)
      for (const [name, clusterByItem] of clusters)
        clusterByItem.set(item, JSON.stringify(sample.metadata?.[name] ?? null))
      for (const { score, values } of scores) take(values, item, findValue(sample, score))
    },
    result() {
      const fallback = spec.config.epochs_reducer?.[0] ?? 'mean'
      return {
        metrics: scores.flatMap(({ score, values }) =>
          Object.values(score.metrics).map((metric) =>
            checkMetric(score, metric, values, { fallback, clusters }),
          ),
        ),
        scoresMissing: scores.some(({ values }) => values.given < completed),
      }
    },
  }
}

/** `undefined` where the sample has no such score. */
function findValue({ scores }: LogSample, { name, scorer }: EvalScore): unknown {
  const own = scores?.[name]
  if (own !== undefined) return own.value
  return valueUnder(scores?.[scorer]?.value, name)
}

function take(values: Values, item: string, value: unknown): void {
  if (value === undefined) return
  values.given += 1
  if (isUnscored(value)) return
  if (typeof value === 'object') values.strange += 1
  const known = values.byItem.get(item) ?? []
  values.byItem.set(item, known)
  known.push(scoreNumber(value) ?? 0)
}

type Settings = { fallback: string; clusters: ReadonlyMap<string, ReadonlyMap<string, string>> }

function checkMetric(
  score: EvalScore,
  metric: Metric,
  values: Values,
  { fallback, clusters }: Settings,
): MetricCheck {
  const clusterName = clusterOf(metric)
  const cluster = clusterName === undefined ? undefined : clusters.get(clusterName)
  const known = isGrouped(metric) ? undefined : findMetric(metric.name, cluster !== undefined)
  const reduce = findReducer(score.reducer ?? fallback)
  const isNumeric = values.strange === 0 && reduce !== undefined
  const items = isNumeric ? itemsOf(values, reduce, cluster) : []
  const recomputed = isNumeric ? (known?.compute(items) ?? null) : null
  const logged = finiteOrNull(metric.value)
  return {
    score: score.name === score.scorer ? score.name : `${score.scorer}/${score.name}`,
    metric: isGrouped(metric) ? `${nameOf(metric)} (${metric.group ?? ''})` : nameOf(metric),
    reducer: score.reducer ?? null,
    logged,
    recomputed,
    formula: known?.formula ?? null,
    n: items.length,
    agrees: recomputed === null || logged === null ? null : isClose(logged, recomputed),
  }
}

function itemsOf(
  { byItem }: Values,
  reduce: (values: readonly number[]) => number | undefined,
  cluster: ReadonlyMap<string, string> | undefined,
): ScoredItem[] {
  return [...byItem].flatMap(([item, values]) => {
    const value = reduce(values)
    return value === undefined ? [] : [{ value, cluster: cluster?.get(item) ?? item }]
  })
}

function nameOf({ name }: Metric): string {
  return name.replace(/^inspect_ai\//, '')
}

/** A metric of some of the items, whose grouping is not logged. */
function isGrouped({ group }: Metric): boolean {
  return typeof group === 'string' && group !== ''
}

function clusterOf({ params }: Metric): string | undefined {
  const cluster = params?.['cluster']
  return typeof cluster === 'string' ? cluster : undefined
}

function isClose(logged: number, recomputed: number): boolean {
  return Math.abs(logged - recomputed) <= TOLERANCE * Math.max(1, Math.abs(logged))
}

function finiteOrNull(value: unknown): number | null {
  return typeof value === 'number' && Number.isFinite(value) ? value : null
}
