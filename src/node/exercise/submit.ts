/** Submitting: every finished run of an exercise signed, and handed to the participants. */
import path from 'node:path'
import { ConcordError, sentence } from '../../error.ts'
import { canonicalText } from '../../statement/index.ts'
import type { LocalRun } from '../../store/index.ts'
import { participantsOf } from '../evidence.ts'
import type { Evidence } from '../evidence.ts'
import type { Home } from '../institute.ts'
import { ownerOf, ownNetwork, readAs } from '../networks.ts'
import { counting } from '../progress.ts'
import { signDraft, writeBundles } from '../publish.ts'
import type { WrittenBundle } from '../publish.ts'
import { runBody } from '../run/run-body.ts'
import { isUnanswered } from '../run/second-run.ts'
import { digestOf, draftRun } from './draft-run.ts'
import { openExercise } from './open-exercise.ts'
import { releasedRun } from './released-run.ts'

export type Submission = {
  submitted: { run: string; id: string; model: string; pilot: boolean }[]
  bundles: WrittenBundle[]
}

/**
 * Signs every finished run of an exercise that is not submitted yet, and hands them to the participants. A run is
 * signed once, also where a kill came between its statement and the note of it.
 */
export async function submit(home: Home, exercise: string): Promise<Submission> {
  await ownNetwork(home)
  const { evidence, state } = await openExercise(home, exercise)
  const reader = await readAs(home, ownerOf(home))
  const all = await reader.listLocalRuns({ exercise })
  const unanswered = await unansweredRuns(home, all)
  const ready = all.filter(
    ({ id, status, submitted }) => status === 'finished' && submitted === null && !unanswered.has(id),
  )
  const already = all.flatMap(({ submitted }) => (submitted === null ? [] : [submitted]))
  if (ready.length === 0 && already.length === 0) throw nothingToSubmit(exercise, all, unanswered)
  const protocol = state.inForce
  const submitted: Submission['submitted'] = []
  const done = counting(home.world.onProgress, 'runs', ready.length)
  for (const run of ready) {
    const id = await submitRun(home, evidence, protocol, run)
    await home.store.writer().updateLocalRun(run.id, { submitted: id })
    submitted.push({ run: run.id, id, model: run.model, pilot: run.pilot })
    done(1)
  }
  const ids = [...already, ...submitted.map(({ id }) => id)]
  return {
    submitted,
    bundles: await writeBundles(home, `runs-${exercise}`, ids, participantsOf(protocol)),
  }
}

async function submitRun(
  home: Home,
  evidence: Evidence,
  protocol: Parameters<typeof draftRun>[0],
  run: LocalRun,
): Promise<string> {
  const { body, table, answers } = await releasedRun(evidence, protocol, await runBody(home, run.id))
  const digest = digestOf(table)
  const signedBefore = evidence.runs.find(
    ({ body: there }) =>
      there.table?.sha256 === digest && canonicalText({ ...there, ...body }) === canonicalText(there),
  )
  if (signedBefore !== undefined) return signedBefore.id
  const signed = await signDraft(home, draftRun(protocol, body, table, answers))
  await home.store.writer().putStatements([signed])
  return signed.id
}

/** Those that ended without any answer: they say nothing of the model, and are begun anew. */
async function unansweredRuns(home: Home, all: readonly LocalRun[]): Promise<Set<string>> {
  const unanswered = new Set<string>()
  for (const { id, folder } of all) if (await isUnanswered(path.join(home.folder, folder))) unanswered.add(id)
  return unanswered
}

function nothingToSubmit(
  exercise: string,
  all: readonly LocalRun[],
  unanswered: ReadonlySet<string>,
): ConcordError {
  const stopped = all.find(({ id, status }) => status !== 'finished' && !unanswered.has(id))
  const [dead] = unanswered
  if (stopped === undefined && dead !== undefined)
    return new ConcordError(
      'conflict',
      sentence`No attempt of the run ${dead} was answered, so there is nothing to sign; check the address and begin again with "concord run start ${exercise} --model NAME --base-url ADDRESS".`,
    )
  return new ConcordError(
    'conflict',
    stopped === undefined
      ? sentence`There is no run of ${exercise} to submit; begin one with "concord run start ${exercise} --model NAME --base-url ADDRESS".`
      : sentence`The run ${stopped.id} is not finished; go on with "concord run resume ${stopped.id}".`,
  )
}
