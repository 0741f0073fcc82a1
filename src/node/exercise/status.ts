/** Where an exercise stands for one institute. */
import { dueFrom } from '../../exercise/index.ts'
import type { Due, ExerciseState } from '../../exercise/index.ts'
import type { Home } from '../institute.ts'
import { ownerOf, readAs } from '../networks.ts'
import { openExercise } from './open-exercise.ts'

export type Status = {
  state: ExerciseState
  due: Due[]
  localRuns: { id: string; status: string; pilot: boolean; model: string }[]
}

/** Where an exercise stands, and what is due from this institute. */
export async function status(home: Home, exercise: string): Promise<Status> {
  const { state } = await openExercise(home, exercise)
  const reader = await readAs(home, ownerOf(home))
  return {
    state,
    due: dueFrom(state, home.institute.id),
    localRuns: (await reader.listLocalRuns({ exercise })).map(({ id, status: how, pilot, model }) => ({
      id,
      status: how,
      pilot,
      model,
    })),
  }
}
