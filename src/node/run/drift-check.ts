/**
 * The drift prompts of a protocol, asked of the model of a run: each check is a small run of its own in
 * `runs/<run>/drift/<n>-<moment>/`, kept and gone on with as every run.
 */
import { readdir } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { ConcordError, sentence } from '../../error.ts'
import { mapAnswers, resumeEvaluation, runEvaluation } from '../../evaluation/index.ts'
import type { ProviderPlanInput } from '../../evaluation/index.ts'
import { DRIFT_MOMENTS, driftAbout, driftFact, driftOf } from '../../exercise/index.ts'
import type { DriftAnswer, DriftMoment } from '../../exercise/index.ts'
import { canonicalText, parseJson, writeCanonical } from '../../statement/index.ts'
import { writeWhole } from '../institute.ts'
import type { Home } from '../institute.ts'
import { sha256 } from '../crypto.ts'
import { ownerOf, readAs } from '../networks.ts'
import { readIfThere, readWhole } from '../read-whole.ts'
import { readRunContext } from './run-context.ts'
import type { RunContext } from './run-context.ts'
import { effectsOf } from './run-control.ts'
import type { RunControl } from './run-control.ts'
import { buildRunPlan } from './run-plan.ts'
import { folderOf, refuseDead } from './run-result.ts'
import { hasPlan } from './second-run.ts'

const Done = z.strictObject({ moment: z.enum(DRIFT_MOMENTS), at: z.string() })
const DONE = 'done.json'
const MOST = 20
const NAME = /^(\d{3})-(start|end|doubt)$/

export type DriftCheck = { number: number; moment: DriftMoment; at: string | null; folder: string }

/** The checks of a run that were begun, in their order; `at` is null for one that is not finished. */
export async function driftChecks(runFolder: string): Promise<DriftCheck[]> {
  const folder = path.join(runFolder, 'drift')
  const names = await readdir(folder).catch(() => [])
  const checks: DriftCheck[] = []
  for (const name of names.sort()) {
    const [, number, moment] = NAME.exec(name) ?? []
    const known = DRIFT_MOMENTS.find((one) => one === moment)
    if (number === undefined || known === undefined) continue
    const bytes = await readIfThere(path.join(folder, name, DONE))
    const done = bytes === undefined ? undefined : Done.safeParse(parseJson(bytes).value)
    if (done?.success === false)
      throw new ConcordError(
        'bad-input',
        sentence`${path.join(folder, name, DONE)} is damaged; restore it from a backup.`,
      )
    const at = done?.data.at ?? null
    checks.push({ number: Number(number), moment: known, at, folder: path.join(folder, name) })
  }
  return checks
}

/**
 * Asks the drift prompts of a run, where its protocol has some; at start and end once, on doubt as often as somebody
 * asks. A check that was cut off is gone on with. False where it was stopped.
 */
export async function checkDrift(
  home: Home,
  run: string,
  moment: DriftMoment,
  control: RunControl,
  address: { baseUrl?: string | undefined } = {},
): Promise<boolean> {
  const runFolder = await folderOf(home, run)
  const context = await readRunContext(runFolder)
  const { drift } = context.protocolUsed.generation
  const local = await (await readAs(home, ownerOf(home))).getLocalRun(run)
  if (moment === 'doubt' && local?.submitted !== null)
    throw new ConcordError(
      'conflict',
      sentence`The run ${run} is submitted, and says what its drift prompts came to until then.`,
    )
  if (drift === undefined || context.pilot) {
    if (moment !== 'doubt') return true
    throw new ConcordError(
      'conflict',
      sentence`The protocol of ${context.exercise} has no drift prompts, so there is nothing to ask; they stand under generation.drift.`,
    )
  }
  const checks = await driftChecks(runFolder)
  const open = checks.find((one) => one.moment === moment && one.at === null)
  if (moment !== 'doubt' && checks.some((one) => one.moment === moment && one.at !== null)) return true
  if (open === undefined && checks.length >= MOST)
    throw new ConcordError(
      'conflict',
      sentence`The drift prompts of the run ${run} were asked ${MOST} times, which is as often as a run can say.`,
    )
  const provider = providerOf(run, context, address.baseUrl)
  const number = open?.number ?? checks.length + 1
  const folder = open?.folder ?? path.join(runFolder, 'drift', `${String(number).padStart(3, '0')}-${moment}`)
  const effects = effectsOf({ ...control, budget: undefined })
  const result = (await hasPlan(folder))
    ? await resumeEvaluation(folder, effects, 'baseUrl' in provider ? { baseUrl: provider.baseUrl } : {})
    : await runEvaluation(planOf(run, number, context, drift, provider), { ...effects, folder })
  refuseDead(result, run)
  if (result.status !== 'finished') return false
  await writeWhole(path.join(folder, DONE), writeCanonical({ moment, at: result.finished ?? result.started }))
  return true
}

function planOf(
  run: string,
  number: number,
  { generationUsed }: RunContext,
  { prompts, repeats }: NonNullable<RunContext['protocolUsed']['generation']['drift']>,
  provider: ProviderPlanInput,
) {
  return buildRunPlan({
    id: `${run}-drift-${number}`,
    items: prompts.map((input, index) => ({
      set: 'drift',
      language: 'und',
      item: {
        id: String(index + 1),
        split: 'evaluation' as const,
        input,
        target: [],
        itemKey: null,
        refKey: null,
      },
    })),
    template: '{{input}}',
    // What it comes to does not matter: only the answers are compared.
    scorer: { type: 'exact', ignoreCase: false, ignoreSpace: true },
    generation: { ...generationUsed, attempts: repeats },
    provider,
  })
}

/** Whom the run asks, at another address where one is given. */
function providerOf(
  run: string,
  { provider, requestedModel, baseUrl }: RunContext,
  moved: string | undefined,
): ProviderPlanInput {
  if (provider !== undefined)
    return moved !== undefined && 'baseUrl' in provider ? { ...provider, baseUrl: moved } : provider
  const known = moved ?? baseUrl
  if (known !== undefined) return { kind: 'openai-chat', model: requestedModel, baseUrl: known }
  throw new ConcordError(
    'usage',
    sentence`It is not known here where the run ${run} was asked; give --base-url.`,
  )
}

/** What the checks of a run came to: for its facts, and for whoever may read the answers. */
export type DriftOutcome = {
  p: number | null
  found: 'none' | 'found' | null
  answers: Uint8Array
  checks: { moment: DriftMoment; at: string }[]
}

/** Undefined where the protocol asks for none, or none was finished. */
export async function driftOutcome(
  runFolder: string,
  context: RunContext,
): Promise<DriftOutcome | undefined> {
  if (context.protocolUsed.generation.drift === undefined || context.pilot) return undefined
  const answers: (DriftAnswer & { attempt: number })[] = []
  const checks: DriftOutcome['checks'] = []
  for (const { moment, at, folder } of await driftChecks(runFolder)) {
    if (at === null) continue
    checks.push({ moment, at })
    mapAnswers(await readWhole(path.join(folder, 'answers.jsonl')), (answer) => {
      const { completion, attempt, item } = answer
      answers.push({ check: checks.length, moment, prompt: Number(item), attempt, completion })
      return answer
    })
  }
  if (checks.length === 0) return undefined
  const p = driftOf(answers, driftAbout({ ...context, model: context.alias }), sha256)
  const lines = answers.map((one) => `${canonicalText(one)}\n`)
  return {
    p,
    found: driftFact(p) ?? null,
    answers: new TextEncoder().encode(lines.join('')),
    checks,
  }
}

/** What the checks of a run come to so far; throws `conflict` where there are none. */
export async function driftNow(home: Home, run: string): Promise<DriftOutcome> {
  const folder = await folderOf(home, run)
  const outcome = await driftOutcome(folder, await readRunContext(folder))
  if (outcome !== undefined) return outcome
  throw new ConcordError('conflict', sentence`No drift prompts were asked in the run ${run}.`)
}
