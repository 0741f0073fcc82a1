/** A run of an evaluation file alone: no exercise, no network, no signature; for trying a model or an evaluation. */
import { createReadStream } from 'node:fs'
import { readdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { ConcordError, sentence } from '../../error.ts'
import { chooseProvider, resumeEvaluation, runEvaluation } from '../../evaluation/index.ts'
import type { JudgeAddress, ProviderChoice, ResumeOptions, RunResult } from '../../evaluation/index.ts'
import { readDatasetFile } from '../../interchange/index.ts'
import { firstFault, Protocol, readOutcomeTable, rowsOf } from '../../statement/index.ts'
import type { JsonValue } from '../../statement/index.ts'
import { flipRate, runScore } from '../../statistics/index.ts'
import type { Reason } from '../../statistics/index.ts'
import { sha256 } from '../crypto.ts'
import { readWhole, unreadable } from '../read-whole.ts'
import { readEvaluation } from './read-evaluation.ts'
import { effectsOf } from './run-control.ts'
import type { RunControl } from './run-control.ts'
import { buildRunPlan } from './run-plan.ts'
import { refuseDead } from './run-result.ts'

export type SoloRequest = ProviderChoice & {
  evaluationFile: string
  itemsFile: string
  language: string
  /** Fields of the part `generation` of a protocol, set otherwise than their defaults. */
  settings: readonly { field: string; value: JsonValue }[]
  concurrency?: number | undefined
  /** Where judges are asked. */
  judges?: readonly JudgeAddress[] | undefined
}

export type SoloEnd = {
  folder: string
  result: RunResult
  /** Every missing attempt counted as failed: nothing was agreed that says otherwise. */
  score:
    | { value: number; lo: number; hi: number; items: number; flipRate: number | null }
    | { refused: Reason }
}

const DEFAULTS = {
  systemPrompt: null,
  scaffold: 'One request per attempt, no tools.',
  tools: [],
  temperature: null,
  topP: null,
  maxTokens: null,
  reasoningEffort: null,
  seed: 1,
  stop: [],
  attempts: 1,
  retries: 3,
  limits: { timeSeconds: 600, tokens: null, steps: null },
}

/** True for an argument that names an evaluation file rather than an exercise. */
export async function isEvaluationFile(argument: string): Promise<boolean> {
  return /\.ya?ml$/i.test(argument) || (await stat(argument).catch(() => undefined))?.isFile() === true
}

/** Runs an evaluation file on an item file in a new folder below `runs`. */
export async function startSoloRun(
  runs: string,
  request: SoloRequest,
  control: RunControl,
): Promise<SoloEnd> {
  const evaluation = await readEvaluation(request.evaluationFile)
  await stat(request.itemsFile).catch((cause: unknown) => {
    throw unreadable(request.itemsFile, cause)
  })
  const { items } = await readDatasetFile(
    createReadStream(request.itemsFile),
    path.basename(request.itemsFile),
    sha256,
  )
  const folder = await newFolder(runs, evaluation.name)
  const plan = buildRunPlan({
    id: path.basename(folder),
    items: items
      .filter(({ split }) => split === 'evaluation')
      .map((item) => ({ set: 'items', language: request.language, item })),
    template: evaluation.template,
    scorer: evaluation.scorer,
    generation: generationOf(request.settings),
    provider: await chooseProvider(request),
    concurrency: request.concurrency,
    judges: request.judges,
  })
  const result = await runEvaluation(plan, { ...effectsOf(control), folder })
  refuseDead(result, folder)
  return { folder, result, score: await scoreOf(folder) }
}

/** Goes on with such a run, by its folder, at another address where one is given. */
export async function resumeSoloRun(
  folder: string,
  control: RunControl,
  options: ResumeOptions = {},
): Promise<SoloEnd> {
  const result = await resumeEvaluation(folder, effectsOf(control), options)
  refuseDead(result, folder)
  return { folder, result, score: await scoreOf(folder) }
}

function generationOf(settings: SoloRequest['settings']): Protocol['generation'] {
  const value: Record<string, JsonValue> = { ...DEFAULTS }
  for (const { field, value: to } of settings) {
    const name = field.replace(/^generation\./, '')
    if (!Object.hasOwn(DEFAULTS, name)) {
      throw new ConcordError(
        'usage',
        sentence`--set ${field}: a run sets a field of generation, such as systemPrompt, temperature or attempts.`,
      )
    }
    value[name] = to
  }
  const read = Protocol.shape.generation.safeParse(value)
  if (!read.success) {
    throw new ConcordError('usage', sentence`--set ${firstFault(read.error)}.`)
  }
  return read.data
}

async function newFolder(runs: string, name: string): Promise<string> {
  const there = await readdir(runs).catch(() => [])
  const numbers = there.flatMap((entry) =>
    entry.startsWith(`${name}-`) ? [Number(entry.slice(name.length + 1))] : [],
  )
  return path.join(runs, `${name}-${Math.max(0, ...numbers.filter(Number.isInteger)) + 1}`)
}

async function scoreOf(folder: string): Promise<SoloEnd['score']> {
  const table = await readOutcomeTable(await readWhole(path.join(folder, 'outcomes.parquet')))
  const attempts = new Map<string, { item: string; sum: number; n: number }>()
  for (const { item, attempt, outcome, value } of rowsOf(table)) {
    // Neither an attempt nor a criterion that does not apply has failed.
    if (outcome === 'not-applicable') continue
    const key = `${item}\n${attempt}`
    const cell = attempts.get(key) ?? { item, sum: 0, n: 0 }
    attempts.set(key, cell)
    cell.sum += value ?? 0
    cell.n += 1
  }
  const byItem = new Map<string, { sum: number; n: number }>()
  for (const { item, sum, n } of attempts.values()) {
    const cell = byItem.get(item) ?? { sum: 0, n: 0 }
    byItem.set(item, cell)
    cell.sum += sum / n
    cell.n += 1
  }
  const cells = [...byItem.values()]
  const means = cells.map(({ sum, n }) => sum / n)
  const repeats = cells.map(({ n }) => n)
  const score = runScore(means, repeats)
  return score.ok
    ? {
        value: score.value.value,
        ...score.value.interval,
        items: score.value.items,
        flipRate: flipRate(means, repeats),
      }
    : { refused: score.reason }
}
