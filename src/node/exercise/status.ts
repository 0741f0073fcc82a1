/** Where an exercise stands for one institute. */
import path from 'node:path'
import { isRunInUse } from '../../evaluation/index.ts'
import { dueFrom, overdueOn, revealFault } from '../../exercise/index.ts'
import type { Due, ExerciseState, Overdue, Passport } from '../../exercise/index.ts'
import type { Opinion, Protocol } from '../../statement/index.ts'
import type { LocalRun } from '../../store/index.ts'
import { sha256 } from '../crypto.ts'
import { listErasures } from '../erasure/receipts.ts'
import type { Evidence } from '../evidence.ts'
import type { Home } from '../institute.ts'
import { ownerOf, readAs } from '../networks.ts'
import { readIfThere } from '../read-whole.ts'
import { RESULT_FILE } from '../run/run-result.ts'
import { hasPlan, isTakenBack, isUnanswered } from '../run/second-run.ts'
import { sealedHere } from '../sealed.ts'
import { openExercise } from './open-exercise.ts'

/** A run was begun here: it is to be gone on with, or handed to the others. */
export type RunDue = { code: 'resume-run' | 'wait-run' | 'submit-run'; run: string }

/** `cut-off`: begun, not ended, and nobody is at it: it was killed. */
type LocalStatus = 'running' | 'cut-off' | 'stopped' | 'finished'

export type Status = {
  state: ExerciseState
  due: (Due | RunDue | { code: 'answer-erasure' })[]
  /** Who is late today. */
  overdue: Overdue[]
  /** Sealed models: what this institute knows of each, and by which reveal; its own seal needs none. */
  sealedModels: { alias: string; passport: Passport | null; reveal: string | null }[]
  /** What is said of runs, analyses and the like, objections to the protocol apart; nothing that was taken back. */
  opinions: { id: string; on: string; by: readonly string[]; opinion: Opinion }[]
  localRuns: { id: string; status: LocalStatus; pilot: boolean; model: string }[]
}

/** Where an exercise stands, and what is due from this institute. */
export async function status(home: Home, exercise: string): Promise<Status> {
  const { evidence, state } = await openExercise(home, exercise)
  const reader = await readAs(home, ownerOf(home))
  const runs: Begun[] = []
  for (const run of await reader.listLocalRuns({ exercise })) {
    const folder = path.join(home.folder, run.folder)
    if (run.status === 'finished' || (await hasPlan(folder)))
      runs.push({ ...run, status: await howItStands(run, folder) })
  }
  const due: Status['due'] = []
  for (const one of dueFrom(state, home.institute.id))
    due.push((one.code === 'run' ? await begunRun(home, runs, one.model) : undefined) ?? one)
  const unconfirmed = (await listErasures(home)).some(
    ({ carriedOut, open }) => carriedOut && open.includes(home.institute.id),
  )
  if (unconfirmed) due.push({ code: 'answer-erasure' })
  return {
    state,
    due,
    opinions: evidence.opinions
      .filter(
        ({ id }) =>
          !state.objections.some((one) => one.id === id) && !state.retracted.some(({ on }) => on === id),
      )
      .map(({ id, body, signers }) => ({ id, on: body.on, by: signers, opinion: body })),
    sealedModels: await sealedModels(home, evidence, state.inForce),
    overdue: overdueOn(state, home.world.now().slice(0, 10)),
    localRuns: runs.map(({ id, status: how, pilot, model }) => ({ id, status: how, pilot, model })),
  }
}

async function sealedModels(
  home: Home,
  evidence: Evidence,
  protocol: Protocol,
): Promise<Status['sealedModels']> {
  const models: Status['sealedModels'] = []
  for (const { alias, sealed } of protocol.system.models) {
    if (sealed === undefined) continue
    const reveal = evidence.reveals.find(
      ({ body }) => body.alias === alias && revealFault(body, protocol, sha256) === undefined,
    )
    const here = reveal?.body ?? (await sealedHere(home, sealed))
    models.push({ alias, passport: here?.passport ?? null, reveal: reveal?.id ?? null })
  }
  return models
}

type Begun = Omit<LocalRun, 'status'> & { status: LocalStatus }

async function howItStands({ status: how, submitted }: LocalRun, folder: string): Promise<LocalStatus> {
  if (how === 'running') return (await isRunInUse(folder)) ? 'running' : 'cut-off'
  if (how === 'stopped') return 'stopped'
  if (submitted !== null) return 'finished'
  return (await readIfThere(path.join(folder, RESULT_FILE))) === undefined ? 'cut-off' : 'finished'
}

/** What is due of a run that was begun; one without any answer, or taken back, is as if it were not there. */
async function begunRun(home: Home, runs: readonly Begun[], alias: string): Promise<RunDue | undefined> {
  for (const { id, model, pilot, status: how, submitted, folder } of runs) {
    if (pilot || model !== alias) continue
    if (submitted !== null && (await isTakenBack(home, submitted))) continue
    if (await isUnanswered(path.join(home.folder, folder))) continue
    const code = how === 'finished' ? 'submit-run' : how === 'running' ? 'wait-run' : 'resume-run'
    return { code, run: id }
  }
  return undefined
}
