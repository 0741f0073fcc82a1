/**
 * Writes an Inspect log of version 2 (`.eval`), sample by sample: the start of the journal first, then samples, and when
 * the last is written summaries, reductions and header. Fields that its schema lists are always there; all others go
 * through as they are. Readers that the result is made for: Inspect's own, and its viewer.
 */
import type { ZipContent } from '../zip/write-zip.ts'
import { writeZip } from '../zip/write-zip.ts'
import type { Pack } from '../zip/unpack.ts'
import { writePythonJson } from '../python-json.ts'
import { isObject, sampleKey, type LogHeader, type LogSample } from './log-schema.ts'
import type { InspectLog } from './open-log.ts'
import { thinSummary } from './thin-summary.ts'

export type LogToWrite = {
  /** What is known before the first sample. */
  start: Pick<LogHeader, 'eval'> & { plan?: unknown }
  samples: AsyncIterable<LogSample> | Iterable<LogSample>
  /** Asked for when the last sample is written: all else of the header, and the reduced scores. */
  finish(): { header: Omit<LogHeader, 'eval' | 'version'>; reductions: unknown }
}

/** Samples whose summaries go into one member of the journal. */
const JOURNAL_BATCH = 100

/** The bytes of the log, piece by piece. No more than one sample and the summaries are held. */
export async function* writeEvalFile(log: LogToWrite, pack: Pack): AsyncGenerator<Uint8Array> {
  yield* writeZip(members(log), pack)
}

/** A log that was read, as version 2; one without a header stays without. */
export function writeAgain(log: InspectLog, pack: Pack): AsyncGenerator<Uint8Array> {
  const { eval: spec, version: _, ...header } = log.header
  const start = { eval: spec, ...('plan' in header ? { plan: header['plan'] } : {}) }
  if (!log.complete) return writeZip(journal({ start, samples: log.samples() }, []), pack)
  return writeEvalFile(
    { start, samples: log.samples(), finish: () => ({ header, reductions: log.reductions }) },
    pack,
  )
}

async function* members(log: LogToWrite): AsyncGenerator<ZipContent> {
  const summaries: string[] = []
  yield* journal(log, summaries)
  const { header, reductions } = log.finish()
  yield { name: 'summaries.json', bytes: encode(listOf(summaries)) }
  if (reductions != null) yield member('reductions.json', fullReductions(reductions))
  yield member('header.json', fullHeader(log.start, header))
}

async function* journal(
  { start, samples }: Pick<LogToWrite, 'start' | 'samples'>,
  summaries: string[],
): AsyncGenerator<ZipContent> {
  yield member('_journal/start.json', {
    version: 2,
    eval: fullSpec(start.eval),
    plan: fullPlan(start.plan),
  })
  const seen = new Set<string>()
  let written = 0
  let batch: string[] = []
  const flush = (): ZipContent => {
    written += 1
    const bytes = encode(listOf(batch))
    batch = []
    return { name: `_journal/summaries/${written}.json`, bytes }
  }
  for await (const sample of samples) {
    // Of a sample that stands twice readers would take the last; the first is what was checked.
    if (seen.has(sampleKey(sample))) continue
    seen.add(sampleKey(sample))
    const summary = writePythonJson(thinSummary(sample))
    summaries.push(summary)
    batch.push(summary)
    yield member(`samples/${sample.id}_epoch_${sample.epoch}.json`, fullSample(sample))
    if (batch.length === JOURNAL_BATCH) yield flush()
  }
  if (batch.length > 0) yield flush()
}

function fullHeader(start: LogToWrite['start'], header: Record<string, unknown>): Record<string, unknown> {
  const { status, results, stats, plan: _, ...rest } = header
  return {
    version: 2,
    status,
    eval: fullSpec(start.eval),
    plan: fullPlan(start.plan),
    ...(isObject(results) ? { results: fullResults(results) } : {}),
    stats: {
      started_at: '',
      completed_at: '',
      model_usage: {},
      role_usage: {},
      connection_limit_history: [],
      ...(isObject(stats) ? stats : {}),
    },
    invalidated: false,
    tags: [],
    metadata: {},
    ...rest,
  }
}

function fullSpec(spec: LogHeader['eval']): Record<string, unknown> {
  return {
    // Inspect computes a lasting id where this one is empty.
    eval_id: '',
    run_id: '',
    task_id: '',
    task_version: 0,
    task_attribs: {},
    task_args: {},
    task_args_passed: {},
    model_generate_config: {},
    model_args: {},
    packages: {},
    ...spec,
    ...fullSandbox(spec['sandbox']),
  }
}

function fullSandbox(sandbox: unknown): Record<string, unknown> {
  return isObject(sandbox) ? { sandbox: { config: null, ...sandbox } } : {}
}

function fullReductions(reductions: unknown): unknown {
  const withHistory = (sample: unknown): unknown => (isObject(sample) ? { history: [], ...sample } : sample)
  if (!Array.isArray(reductions)) return []
  return reductions.map((one: unknown) =>
    isObject(one) && Array.isArray(one['samples'])
      ? { ...one, samples: one['samples'].map(withHistory) }
      : one,
  )
}

function fullPlan(plan: unknown): Record<string, unknown> {
  const given = isObject(plan) ? plan : {}
  const steps: unknown[] = Array.isArray(given['steps']) ? given['steps'] : []
  return {
    name: 'plan',
    config: {},
    ...given,
    steps: steps.map((step) => (isObject(step) ? { params: {}, params_passed: {}, ...step } : step)),
  }
}

function fullResults(results: Record<string, unknown>): Record<string, unknown> {
  const scores: unknown[] = Array.isArray(results['scores']) ? results['scores'] : []
  return {
    total_samples: 0,
    completed_samples: 0,
    ...results,
    scores: scores.map((score) => (isObject(score) ? { params: {}, metrics: {}, ...score } : score)),
  }
}

function fullSample(sample: LogSample): Record<string, unknown> {
  const { output, scores } = sample
  return {
    ...sample,
    output: { model: '', choices: [], completion: '', ...output },
    ...(scores == null
      ? {}
      : {
          scores: Object.fromEntries(
            Object.entries(scores).map(([name, score]) => [name, { history: [], ...score }]),
          ),
        }),
    metadata: sample.metadata ?? {},
    store: sample['store'] ?? {},
    model_usage: sample.model_usage ?? {},
    role_usage: sample['role_usage'] ?? {},
    attachments: sample.attachments ?? {},
    ...fullSandbox(sample['sandbox']),
  }
}

function member(name: string, value: unknown): ZipContent {
  return { name, bytes: encode(writePythonJson(value)) }
}

function listOf(texts: readonly string[]): string {
  return `[${texts.join(',')}]`
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text)
}
