import { sentence } from '../../error.ts'
import type { Sha256 } from '../../statement/index.ts'
import type { CheckLabel, LogAbout, LogCheck, LoggedAttempt, LogReader, MetricCheck } from '../log-reader.ts'
import { toAttempt } from './attempt.ts'
import { logFacts } from './log-facts.ts'
import { sampleKey, type LogHeader } from './log-schema.ts'
import { isInspectLog, openInspectLog, type InspectLog } from './open-log.ts'
import { recomputation } from './recompute.ts'

/** Logs of Inspect, `.eval` and `.json`, of all versions. */
export const INSPECT: LogReader = {
  recognises: isInspectLog,
  async open(file, effects) {
    const log = await openInspectLog(file, effects, { leaveOut: true })
    return {
      about: aboutOf(log),
      facts: logFacts(log.header),
      check: (take) => checkLog(log, effects.sha256, take),
    }
  },
}

function aboutOf({ header, container }: InspectLog): LogAbout {
  const { eval: spec } = header
  const writer = spec.packages?.['inspect_ai']
  return {
    format: container === 'eval' ? 'Inspect .eval' : 'Inspect .json',
    version: typeof writer === 'string' ? `${header.version} (inspect_ai ${writer})` : String(header.version),
    task: spec.task,
    model: spec.model,
    dataset: spec.dataset.name ?? null,
    created: spec.created ?? null,
    status: header.status,
  }
}

async function checkLog(
  log: InspectLog,
  sha256: Sha256,
  take: ((attempt: LoggedAttempt) => void) | undefined,
): Promise<LogCheck> {
  const { results } = log.header
  const counts = { scored: 0, 'not-applicable': 0, unscored: 0, errored: 0, limit: 0, 'not-run': 0 }
  const recomputed = recomputation(log.header)
  const seen = new Set<string>()
  let completed = 0
  let repeated = 0
  for await (const sample of log.samples()) {
    const key = sampleKey(sample)
    if (seen.has(key)) {
      repeated += 1
      continue
    }
    seen.add(key)
    recomputed.add(sample)
    if (sample.error == null) completed += 1
    const attempt = toAttempt(sample, results?.scores[0]?.name, sha256)
    counts[attempt.outcome] += 1
    take?.(attempt)
  }
  const { metrics, scoresMissing } = recomputed.result()
  const planned = plannedOf(log.header)
  const absent = Math.max(0, (results?.completed_samples ?? 0) - completed)
  if (planned !== null) counts['not-run'] = Math.max(0, planned - seen.size - absent)
  if (repeated > 0) log.notes.push(sentence`${repeated} samples stand there a second time and are left out`)
  return {
    label: labelOf(metrics, absent > 0 || scoresMissing),
    counts,
    samples: { present: seen.size, planned, absent },
    metrics,
    notes: log.notes,
  }
}

/** What the results say was to be done, else what the dataset says. */
function plannedOf({ results, eval: { dataset, config } }: LogHeader): number | null {
  if (results?.total_samples != null) return results.total_samples
  const items = dataset.sample_ids?.length ?? null
  return items === null ? null : items * (config.epochs ?? 1)
}

function labelOf(metrics: readonly MetricCheck[], isPartial: boolean): CheckLabel {
  if (metrics.length === 0) return 'nothing-to-verify'
  if (isPartial) return 'partial'
  if (metrics.some(({ agrees }) => agrees === false)) return 'mismatch'
  return metrics.some(({ agrees }) => agrees === true) ? 'verified' : 'nothing-to-verify'
}
