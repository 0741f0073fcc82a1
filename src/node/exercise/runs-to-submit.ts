/** The runs of this institute that can be submitted, and those that were. */
import path from 'node:path'
import { ConcordError, sentence } from '../../error.ts'
import type { ExerciseState } from '../../exercise/index.ts'
import type { LocalRun } from '../../store/index.ts'
import type { Evidence } from '../evidence.ts'
import type { Home } from '../institute.ts'
import { ownerOf, ownNetwork, readAs } from '../networks.ts'
import { isUnanswered } from '../run/second-run.ts'
import { openExercise } from './open-exercise.ts'

export type RunsToSubmit = {
  evidence: Evidence
  state: ExerciseState
  /** Finished, with an answer, and not submitted. */
  ready: LocalRun[]
  /** Ids of the run statements that were signed before. */
  already: string[]
}

/** Throws `conflict` where there is nothing to submit, and nothing was. */
export async function runsToSubmit(home: Home, exercise: string): Promise<RunsToSubmit> {
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
  return { evidence, state, ready, already }
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
