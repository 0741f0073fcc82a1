/** Runs of this institute: planned from the protocol, carried out by the engine, kept until they are submitted. */
import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { ConcordError } from '../error.ts'
import { parseRunPlan, resumeEvaluation, runEvaluation } from '../evaluation/index.ts'
import type { RunPlanInput, RunProgress, RunResult } from '../evaluation/index.ts'
import { assignedModels, assignedSets, findAt, observedFacts } from '../exercise/index.ts'
import { parseItemsBlob } from '../interchange/index.ts'
import {
  Evaluation,
  firstFault,
  Json,
  parseJson,
  Protocol,
  Slug,
  writeCanonical,
} from '../statement/index.ts'
import type { JsonValue, Model, Run } from '../statement/index.ts'
import { openExercise, protocolNow } from './agreement.ts'
import { amendmentsInForce, evaluationOf, passportOf } from './evidence.ts'
import { writeWhole } from './institute.ts'
import { readIfThere } from './read-whole.ts'
import type { Home } from './institute.ts'
import { ownerOf, ownNetwork, readAs } from './networks.ts'

export const HARNESS = { name: 'concord', version: '0.1.0' }

/** Fields of a protocol that a lab may set otherwise; that it did is a deviation, recorded as what it did. */
const MAY_DEVIATE = ['generation.', 'template']

export type RunRequest = {
  exercise: string
  /** Name the provider knows the model by, and its address. */
  model: string
  baseUrl: string
  /** Model of the protocol; may be left out where the lab runs one. */
  alias?: string | undefined
  pilot: boolean
  deviations: readonly { field: string; value: JsonValue }[]
  /** What the lab says about its deviations. */
  why?: string | undefined
  concurrency?: number | undefined
}

/** What a run was begun with; kept in its folder, because submitting may come days later. */
const RunContext = z.strictObject({
  exercise: Slug,
  protocol: z.string(),
  amendments: z.array(z.string()),
  lab: Slug,
  alias: Slug,
  pilot: z.boolean(),
  protocolUsed: Protocol,
  evaluationUsed: Evaluation.pick({ template: true, scorer: true }),
  generationUsed: Protocol.shape.generation,
  sets: z.array(
    z.strictObject({ id: Slug, language: z.string(), itemsSha256: z.string(), split: z.string() }),
  ),
  deviations: z.array(z.string()),
  why: z.string().nullable(),
  requestedModel: z.string(),
  passport: z.strictObject({
    snapshot: z.string().nullable(),
    provider: z.string().nullable(),
    region: z.string().nullable(),
    engine: z.string().nullable(),
    quantisation: z.string().nullable(),
  }),
  simulated: z.boolean(),
})
type RunContext = z.infer<typeof RunContext>

export type RunEnd = { run: string; result: RunResult }

export type RunControl = {
  signal: AbortSignal
  emit(progress: RunProgress): void
  apiKey?: string | undefined
}

/**
 * Begins a run and carries it out. Outside a pilot the protocol must be frozen. A stop by the signal keeps what
 * was answered; `resumeRun` goes on.
 */
export async function startRun(home: Home, request: RunRequest, control: RunControl): Promise<RunEnd> {
  const { member } = await ownNetwork(home)
  const { evidence, state } = await openExercise(home, request.exercise)
  if (state.status !== 'frozen' && !request.pilot) {
    throw new ConcordError(
      'conflict',
      `${request.exercise} is not frozen, so nothing may be run for the result yet; sign and freeze it, or try it with --pilot.`,
    )
  }
  if (state.status === 'frozen' && request.pilot) {
    throw new ConcordError(
      'conflict',
      `${request.exercise} is frozen: pilots come before. Run it without --pilot.`,
    )
  }
  const latest =
    state.status === 'frozen'
      ? state.protocol
      : (evidence.protocols.find(({ id }) => id === state.versions.at(-1)?.id) ?? state.protocol)
  const protocol = state.status === 'frozen' ? protocolNow(evidence, state) : latest.body
  const aliases = assignedModels(protocol, member.id)
  const alias = request.alias ?? (aliases.length === 1 ? aliases[0] : undefined)
  if (alias === undefined || !aliases.includes(alias)) {
    throw new ConcordError(
      'usage',
      aliases.length === 0
        ? `The protocol of ${request.exercise} lets ${member.id} run no model.`
        : `Say which model of the protocol this is with --alias: ${aliases.join(', ')}.`,
    )
  }
  await refuseSecondRun(home, request, alias)
  const evaluation = evaluationOf(evidence, protocol).body
  const used = deviate(
    { generation: Json.parse(protocol.generation), template: evaluation.template },
    request.deviations,
  )
  const passport = passportOf(evidence, protocol, alias)
  const sets = []
  const items: RunPlanInput['items'] = []
  for (const id of assignedSets(protocol, member.id, alias)) {
    const set = protocol.items.sets.find((one) => one.id === id)
    const dataset = set === undefined ? undefined : evidence.datasets.get(set.dataset)
    if (set === undefined || dataset === undefined)
      throw new ConcordError('not-found', `The items of set ${id} are not here; ask for a whole bundle.`)
    const blob = await evidence.blob(set.dataset, dataset.items.sha256)
    if (blob === undefined)
      throw new ConcordError(
        'not-found',
        `The items of set ${id} are not here; ask the coordinator for a bundle that brings them.`,
      )
    const split = request.pilot ? 'exploratory' : set.split
    sets.push({ id, language: set.language, itemsSha256: dataset.items.sha256, split })
    for (const item of await parseItemsBlob([blob], `items of ${id}`)) {
      if (item.split === split) items.push({ set: id, language: set.language, item })
    }
  }
  if (items.length === 0) {
    throw new ConcordError(
      'conflict',
      request.pilot
        ? `${request.exercise} has no exploratory items to try.`
        : `${request.exercise} has no items for ${member.id} to run.`,
    )
  }
  const run = await newRunId(home, request, member.id, alias)
  const folder = path.join('runs', run)
  const context: RunContext = {
    exercise: request.exercise,
    protocol: latest.id,
    amendments: state.status === 'frozen' ? amendmentsInForce(evidence, state).map(({ id }) => id) : [],
    lab: member.id,
    alias,
    pilot: request.pilot,
    protocolUsed: protocol,
    evaluationUsed: { template: used.template, scorer: evaluation.scorer },
    generationUsed: used.generation,
    sets,
    deviations: request.deviations.map(({ field }) => field),
    why: request.why ?? null,
    requestedModel: request.model,
    passport: declared(passport),
    simulated: passport.simulated,
  }
  const { generation } = used
  const plan: RunPlanInput = {
    id: run,
    items,
    template: used.template,
    systemPrompt: generation.systemPrompt,
    generation: {
      temperature: generation.temperature,
      topP: generation.topP,
      maxTokens: generation.maxTokens,
      reasoningEffort: generation.reasoningEffort,
      seed: generation.seed,
      stop: generation.stop,
    },
    scorer: evaluation.scorer,
    attempts: generation.attempts,
    retries: generation.retries,
    limits: generation.limits,
    provider: { kind: 'openai-chat', model: request.model, baseUrl: request.baseUrl },
    ...(request.concurrency === undefined
      ? {}
      : { concurrency: { min: 1, start: request.concurrency, max: request.concurrency } }),
  }
  checkPlan(plan)
  await writeWhole(path.join(home.folder, folder, 'context.json'), writeCanonical(RunContext.parse(context)))
  await home.store.writer().putLocalRun({
    id: run,
    exercise: request.exercise,
    protocol: latest.id,
    lab: member.id,
    model: alias,
    pilot: request.pilot,
    status: 'running',
    folder,
    created: home.world.now(),
    submitted: null,
  })
  const result = await runEvaluation(plan, { ...effectsOf(control), folder: path.join(home.folder, folder) })
  return finish(home, run, result)
}

/** Goes on with a run that was stopped or killed. */
export async function resumeRun(home: Home, run: string, control: RunControl): Promise<RunEnd> {
  const local = await (await readAs(home, ownerOf(home))).getLocalRun(run)
  if (local === undefined)
    throw new ConcordError('not-found', `There is no run ${run} here; "concord exercise status" lists them.`)
  if (local.status === 'finished')
    throw new ConcordError(
      'conflict',
      `The run ${run} is finished; submit it with "concord exercise submit ${local.exercise}".`,
    )
  const folder = path.join(home.folder, local.folder)
  const result = await resumeEvaluation(folder, effectsOf(control))
  return finish(home, run, result)
}

async function finish(home: Home, run: string, result: RunResult): Promise<RunEnd> {
  const { folder } = await localRun(home, run)
  await writeWhole(path.join(folder, 'result.json'), writeCanonical({ ...result, finished: result.finished }))
  await home.store.writer().updateLocalRun(run, { status: result.status })
  return { run, result }
}

async function localRun(home: Home, run: string): Promise<{ folder: string }> {
  const local = await (await readAs(home, ownerOf(home))).getLocalRun(run)
  if (local === undefined) throw new ConcordError('not-found', `There is no run ${run} here.`)
  return { folder: path.join(home.folder, local.folder) }
}

/** Said before anything is written: what cannot be run is no run. */
function checkPlan(plan: RunPlanInput): void {
  try {
    parseRunPlan(plan)
  } catch (cause) {
    if (!(cause instanceof ConcordError)) throw cause
    throw new ConcordError(
      'usage',
      `The run cannot be started: ${cause.message.replace('the run plan cannot be used: ', '').replace('provider.baseUrl:', '--base-url wants')}; correct that.`,
      { cause },
    )
  }
}

/**
 * A lab has one run of a model, or nobody could say which of several counts. One in which no attempt was answered,
 * because the address was wrong, does not stand in the way, nor does one that was killed before it had a plan.
 */
async function refuseSecondRun(home: Home, request: RunRequest, alias: string): Promise<void> {
  if (request.pilot) return
  const runs = await (await readAs(home, ownerOf(home))).listLocalRuns({ exercise: request.exercise })
  for (const { id, model, pilot, status, submitted, folder } of runs) {
    if (pilot || model !== alias) continue
    const inFolder = path.join(home.folder, folder)
    if (submitted !== null)
      throw new ConcordError(
        'conflict',
        `The run ${id} with ${alias} is submitted, and a lab has one run of a model; see "concord exercise status ${request.exercise}".`,
      )
    if (
      status === 'finished'
        ? await hasAnswers(inFolder)
        : (await readIfThere(path.join(inFolder, 'plan.json'))) !== undefined
    )
      throw new ConcordError(
        'conflict',
        status === 'finished'
          ? `The run ${id} with ${alias} is finished; submit it with "concord exercise submit ${request.exercise}".`
          : `The run ${id} with ${alias} was begun already; go on with "concord run resume ${id}".`,
      )
  }
}

/** True where some attempt of a finished run was answered. */
export async function hasAnswers(folder: string): Promise<boolean> {
  const bytes = await readIfThere(path.join(folder, 'result.json'))
  if (bytes === undefined) return false
  const { counts } = StoredResult.parse(parseJson(bytes).value)
  return counts.attempts > counts.errored + counts['not-run']
}

/** The ids of runs count up, so that they say in which order they were begun. */
async function newRunId(home: Home, request: RunRequest, lab: string, alias: string): Promise<string> {
  const runs = await (await readAs(home, ownerOf(home))).listLocalRuns({ exercise: request.exercise })
  const stem = `${request.exercise}-${lab}-${alias}${request.pilot ? '-pilot' : ''}`
  const numbers = runs.flatMap(({ id }) =>
    id.startsWith(`${stem}-`) ? [Number(id.slice(stem.length + 1))] : [],
  )
  return `${stem}-${Math.max(0, ...numbers.filter(Number.isInteger)) + 1}`
}

const Used = z.strictObject({ generation: Protocol.shape.generation, template: Evaluation.shape.template })

/** What is really used: the plan with the lab's deviations. */
function deviate(
  plan: { generation: JsonValue; template: string },
  deviations: RunRequest['deviations'],
): z.infer<typeof Used> {
  let value: JsonValue = { ...plan }
  for (const { field, value: to } of deviations) {
    if (!MAY_DEVIATE.some((start) => field === start || (start.endsWith('.') && field.startsWith(start)))) {
      throw new ConcordError(
        'usage',
        `--set ${field}: a run may set template or a field of generation, for example generation.systemPrompt.`,
      )
    }
    const found = findAt(value, field)
    if (found === undefined)
      throw new ConcordError(
        'usage',
        `--set ${field}: the protocol has no such field; see the part generation of protocol.yaml.`,
      )
    value = found.replace(to)
  }
  const read = Used.safeParse(value)
  if (!read.success) {
    throw new ConcordError('usage', `--set ${firstFault(read.error)}.`)
  }
  return read.data
}

function declared(passport: Model): RunContext['passport'] {
  const { snapshot, provider, region, engine, quantisation } = passport
  return { snapshot, provider, region, engine, quantisation }
}

export function effectsOf(control: RunControl): {
  signal: AbortSignal
  emit(progress: RunProgress): void
  clock(): number
  random(): number
  apiKey?: string | undefined
} {
  return {
    signal: control.signal,
    emit: control.emit,
    clock: () => Date.now(),
    // Only the pauses between repeated calls depend on it.
    random: () => crypto.getRandomValues(new Uint32Array(1)).reduce((_, word) => word, 0) / 2 ** 32,
    apiKey: control.apiKey,
  }
}

const StoredResult = z.looseObject({
  counts: z.custom<Run['counts']>(),
  tokens: z.strictObject({ in: z.number(), out: z.number() }),
  modelReported: z.array(z.string()),
  started: z.string(),
  finished: z.string().nullable(),
})

/** The run statement of a finished local run, with its blobs. */
export async function runBody(
  home: Home,
  run: string,
  withAnswers: boolean,
): Promise<{
  body: Omit<Run, 'table' | 'answers'>
  table: Uint8Array
  answers: Uint8Array | null
  protocol: Protocol
}> {
  const { folder } = await localRun(home, run)
  const context = await readContext(folder)
  const result = StoredResult.parse(parseJson(await readFile(path.join(folder, 'result.json'))).value)
  const reported = result.modelReported.length === 1 ? (result.modelReported[0] ?? null) : null
  // Observed, not declared: what the provider says it answered with.
  const snapshot = context.passport.snapshot === null ? null : reported
  const facts = observedFacts({
    protocol: context.protocolUsed,
    evaluation: context.evaluationUsed,
    sets: context.sets,
    generation: context.generationUsed,
    passport: { ...context.passport, snapshot },
    safeguards: context.protocolUsed.system.safeguards,
    harness: HARNESS,
    started: result.started,
    finished: result.finished,
    counts: result.counts,
    excluded: 0,
    tokens: result.tokens,
  })
  return {
    protocol: context.protocolUsed,
    table: await readFile(path.join(folder, 'outcomes.parquet')),
    answers: withAnswers ? await readFile(path.join(folder, 'answers.jsonl')) : null,
    body: {
      exercise: context.exercise,
      protocol: context.protocol,
      amendments: context.amendments,
      lab: context.lab,
      model: context.alias,
      pilot: context.pilot,
      retrospective: false,
      simulated: context.simulated,
      started: result.started,
      finished: result.finished,
      harness: HARNESS,
      facts,
      explanations: explain(context),
      counts: result.counts,
      importedFrom: null,
    },
  }
}

function explain(context: RunContext): Run['explanations'] {
  if (context.why === null) return []
  const { why, lab } = context
  return context.deviations.flatMap((field) => {
    const name = field.replace(/^generation\./, '').split('.')[0] ?? ''
    const known = Explained.safeParse(name)
    return known.success ? [{ field: known.data, reason: why, decidedBy: lab, resultsSeenBefore: false }] : []
  })
}

const Explained = z.enum([
  'systemPrompt',
  'scaffold',
  'tools',
  'temperature',
  'topP',
  'maxTokens',
  'seed',
  'stop',
  'limits',
  'attempts',
  'reasoningEffort',
  'retries',
  'template',
])

async function readContext(folder: string): Promise<RunContext> {
  const bytes = await readIfThere(path.join(folder, 'context.json'))
  const read = bytes === undefined ? undefined : RunContext.safeParse(parseJson(bytes).value)
  if (read === undefined || !read.success) {
    throw new ConcordError(
      'bad-input',
      `${folder}/context.json is missing or damaged, so the run cannot be submitted; restore it from a backup.`,
    )
  }
  return read.data
}
