/** Submitting: every finished run of an exercise signed, and handed to the participants. */
import path from 'node:path'
import { ConcordError, sentence } from '../../error.ts'
import { canonicalText } from '../../statement/index.ts'
import type { LocalRun } from '../../store/index.ts'
import { participantsOf } from '../evidence.ts'
import type { Evidence } from '../evidence.ts'
import type { Home } from '../institute.ts'
import { ownerOf, ownNetwork, readAs } from '../networks.ts'
import { signDraft, writeBundles } from '../publish.ts'
import type { WrittenBundle } from '../publish.ts'
import { runBody } from '../run/run-body.ts'
import { hasAnswers } from '../run/second-run.ts'
import { digestOf, draftRun } from './draft-run.ts'
import { openExercise } from './open-exercise.ts'

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
  const ready = await readyRuns(home, all)
  const already = all.flatMap(({ submitted }) => (submitted === null ? [] : [submitted]))
  if (ready.length === 0 && already.length === 0) throw nothingToSubmit(exercise, all)
  const protocol = state.inForce
  const submitted: Submission['submitted'] = []
  for (const run of ready) {
    const id = await submitRun(home, evidence, protocol, run)
    await home.store.writer().updateLocalRun(run.id, { submitted: id })
    submitted.push({ run: run.id, id, model: run.model, pilot: run.pilot })
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
  const { body, table, answers } = await runBody(home, run.id, protocol.conduct.disclosure.answers)
  const digest = digestOf(table)
  const signedBefore = evidence.runs.find(
    ({ body: there }) =>
      there.table.sha256 === digest && canonicalText({ ...there, ...body }) === canonicalText(there),
  )
  if (signedBefore !== undefined) return signedBefore.id
  const signed = await signDraft(home, draftRun(protocol, body, table, answers))
  await home.store.writer().putStatements([signed])
  return signed.id
}

/** Finished and not submitted. Where nothing was answered and the run was begun anew, the later one counts. */
async function readyRuns(home: Home, all: readonly LocalRun[]): Promise<LocalRun[]> {
  const finished = all.filter(({ status, submitted }) => status === 'finished' && submitted === null)
  const ready: LocalRun[] = []
  for (const run of finished) {
    const again = finished.some(
      ({ id, model, pilot }) => id !== run.id && model === run.model && pilot === run.pilot,
    )
    if (run.pilot || !again || (await hasAnswers(path.join(home.folder, run.folder)))) ready.push(run)
  }
  return ready
}

function nothingToSubmit(exercise: string, all: readonly LocalRun[]): ConcordError {
  const stopped = all.find(({ status }) => status !== 'finished')
  return new ConcordError(
    'conflict',
    stopped === undefined
      ? sentence`There is no run of ${exercise} to submit; begin one with "concord run start ${exercise} --model NAME --base-url ADDRESS".`
      : sentence`The run ${stopped.id} is not finished; go on with "concord run resume ${stopped.id}".`,
  )
}
