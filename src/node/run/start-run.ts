/** A run of this institute: planned from the protocol, carried out by the engine, kept until it is submitted. */
import path from 'node:path'
import { ConcordError, sentence } from '../../error.ts'
import { checkBudget, chooseProvider, parseRunPlan, runEvaluation } from '../../evaluation/index.ts'
import type { JudgeAddress, ProviderChoice, RunPlanInput } from '../../evaluation/index.ts'
import { assignedModels, assignedSets } from '../../exercise/index.ts'
import type { ExerciseState, Signed } from '../../exercise/index.ts'
import { parseItemsBlob } from '../../interchange/index.ts'
import { plansPublishedRates } from '../../statement/index.ts'
import type { JsonValue, Model, Protocol } from '../../statement/index.ts'
import { amendmentsInForce, evaluationOf, passportOf, wholeBlob } from '../evidence.ts'
import type { Evidence } from '../evidence.ts'
import { openExercise } from '../exercise/open-exercise.ts'
import type { Home } from '../institute.ts'
import { ownerOf, ownNetwork, readAs } from '../networks.ts'
import { knownPassport, unknownPassport } from '../sealed.ts'
import { deviate } from './deviate.ts'
import { writeRunContext } from './run-context.ts'
import type { RunContext } from './run-context.ts'
import { effectsOf } from './run-control.ts'
import type { RunControl } from './run-control.ts'
import { buildRunPlan } from './run-plan.ts'
import { checkDrift } from './drift-check.ts'
import { endRun } from './end-run.ts'
import type { RunEnd } from './run-result.ts'
import { refuseSecondRun } from './second-run.ts'

export type RunRequest = ProviderChoice & {
  exercise: string
  /** Model of the protocol; may be left out where the lab runs one. */
  alias?: string | undefined
  pilot: boolean
  deviations: readonly { field: string; value: JsonValue }[]
  /** What the lab says about its deviations. */
  why?: string | undefined
  /** Where judges are asked. */
  judges?: readonly JudgeAddress[] | undefined
  concurrency?: number | undefined
}

/**
 * Begins a run and carries it out. Outside a pilot the protocol must be frozen. A stop by the signal keeps what
 * was answered; `resumeRun` goes on.
 */
export async function startRun(home: Home, request: RunRequest, control: RunControl): Promise<RunEnd> {
  const { member } = await ownNetwork(home)
  const { evidence, state } = await openExercise(home, request.exercise)
  checkMoment(state, request)
  const frozen = state.status === 'frozen'
  const agreed = frozen ? state.protocol : latestOf(evidence, state)
  const protocol = frozen ? state.inForce : agreed.body
  if (plansPublishedRates(protocol.analysis.plan))
    throw new ConcordError(
      'conflict',
      sentence`${request.exercise} is of published rates, so there is nothing to run; take their table in with "concord exercise attach".`,
    )
  const alias = aliasOf(protocol, member.id, request)
  if (!request.pilot) await refuseSecondRun(home, request.exercise, alias)
  const evaluation = evaluationOf(evidence, protocol).body
  const passport = await passportToRun(home, evidence, protocol, alias)
  const { snapshot, provider, region, engine, quantisation } = passport
  const { generation, template, safeguards, ...declared } = deviate(
    {
      generation: protocol.generation,
      template: evaluation.template,
      provider,
      region,
      engine,
      quantisation,
      safeguards: protocol.system.safeguards,
    },
    request.deviations,
  )
  const { sets, items } = await itemsFor(evidence, protocol, member.id, alias, request)
  const chosen = await chooseProvider(request)
  const run = await newRunId(home, request, member.id, alias)
  const plan = buildRunPlan({
    id: run,
    items,
    template,
    scorer: evaluation.scorer,
    generation,
    provider: chosen,
    concurrency: request.concurrency,
    judges: request.judges,
  })
  checkBudget(parseRunPlan(plan), control.budget ?? {}, control.prices)
  const folder = path.join('runs', run)
  // The id is taken first: another process that began at the same moment is refused before it writes anything.
  await home.store.writer().putLocalRun({
    id: run,
    exercise: request.exercise,
    protocol: agreed.id,
    lab: member.id,
    model: alias,
    pilot: request.pilot,
    status: 'running',
    folder,
    created: home.world.now(),
    submitted: null,
  })
  await writeRunContext(path.join(home.folder, folder), {
    exercise: request.exercise,
    protocol: agreed.id,
    amendments: frozen ? amendmentsInForce(evidence, state).map(({ id }) => id) : [],
    lab: member.id,
    alias,
    pilot: request.pilot,
    protocolUsed: protocol,
    evaluationUsed: { template, scorer: evaluation.scorer },
    generationUsed: generation,
    sets,
    deviations: request.deviations.map(({ field }) => field),
    why: request.why ?? null,
    requestedModel: request.model,
    ...('baseUrl' in chosen ? { baseUrl: chosen.baseUrl } : {}),
    provider: parseRunPlan(plan).provider,
    passport: { snapshot, ...declared },
    safeguards,
    simulated: passport.simulated,
  })
  const effects = { ...effectsOf(control), folder: path.join(home.folder, folder) }
  await checkDrift(home, run, 'start', control)
  const result = await runEvaluation(plan, effects)
  return endRun(home, run, result, control)
}

/** A sealed model is run by whoever has its address, known or not. */
async function passportToRun(
  home: Home,
  evidence: Evidence,
  protocol: Protocol,
  alias: string,
): Promise<Model> {
  const model = protocol.system.models.find((one) => one.alias === alias)
  if (model?.sealed === undefined) return passportOf(evidence, protocol, alias)
  return (await knownPassport(home, evidence, protocol, alias)) ?? unknownPassport(alias, model.simulated)
}

function checkMoment({ status, conflict }: ExerciseState, { exercise, pilot }: RunRequest): void {
  if (status !== 'frozen' && !pilot) {
    throw new ConcordError(
      'conflict',
      sentence`${exercise} is not frozen, so nothing may be run for the result yet; sign and freeze it, or try it with --pilot.`,
    )
  }
  if (status === 'frozen' && pilot) {
    throw new ConcordError(
      'conflict',
      sentence`${exercise} is frozen: pilots come before. Run it without --pilot.`,
    )
  }
  if (status === 'frozen' && conflict) {
    throw new ConcordError(
      'conflict',
      sentence`Two versions of ${exercise} are signed by all; settle which one holds before anything is run.`,
    )
  }
}

function latestOf(evidence: Evidence, state: ExerciseState): Signed<Protocol> {
  return evidence.protocols.find(({ id }) => id === state.versions.at(-1)?.id) ?? state.protocol
}

function aliasOf(protocol: Protocol, lab: string, request: RunRequest): string {
  const aliases = assignedModels(protocol, lab)
  const alias = request.alias ?? (aliases.length === 1 ? aliases[0] : undefined)
  if (alias !== undefined && aliases.includes(alias)) return alias
  throw new ConcordError(
    'usage',
    aliases.length === 0
      ? sentence`The protocol of ${request.exercise} lets ${lab} run no model.`
      : sentence`Say which model of the protocol this is with --alias: ${aliases.join(', ')}.`,
  )
}

/** The items to ask: of every set this lab runs, those of the split. */
async function itemsFor(
  evidence: Evidence,
  protocol: Protocol,
  lab: string,
  alias: string,
  { exercise, pilot }: RunRequest,
): Promise<{ sets: RunContext['sets']; items: RunPlanInput['items'] }> {
  const sets: RunContext['sets'] = []
  const items: RunPlanInput['items'] = []
  for (const id of assignedSets(protocol, lab, alias)) {
    const set = protocol.items.sets.find((one) => one.id === id)
    const dataset = set === undefined ? undefined : evidence.datasets.get(set.dataset)
    if (set === undefined || dataset === undefined)
      throw new ConcordError(
        'not-found',
        sentence`The items of set ${id} are not here; ask for a whole bundle.`,
      )
    const { sha256 } = dataset.items
    const blob = await wholeBlob(
      evidence,
      set.dataset,
      sha256,
      sentence`The items file of set ${id}`,
      sentence`ask the coordinator for a bundle that brings it`,
    )
    const split = pilot ? 'exploratory' : set.split
    sets.push({ id, language: set.language, itemsSha256: sha256, split })
    for (const item of await parseItemsBlob([blob], `items of ${id}`)) {
      if (item.split === split) items.push({ set: id, language: set.language, item })
    }
  }
  if (items.length > 0) return { sets, items }
  throw new ConcordError(
    'conflict',
    pilot
      ? sentence`${exercise} has no exploratory items to try.`
      : sentence`${exercise} has no items for ${lab} to run.`,
  )
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
