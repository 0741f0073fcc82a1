/** The objections to the versions of a protocol, for whoever has just taken some in. */
import { ConcordError } from '../../error.ts'
import type { ExerciseState } from '../../exercise/index.ts'
import { loadEvidence, stateOf } from '../evidence.ts'
import type { Home } from '../institute.ts'
import { ownerOf } from '../networks.ts'
import { isUnreadable } from '../read-body.ts'

/** What has been objected to in an exercise; nothing where it is not here yet, may not be shown, or cannot be read. */
export async function objectionsIn(home: Home, exercise: string): Promise<ExerciseState['objections']> {
  try {
    const { evidence } = await loadEvidence(home, ownerOf(home), exercise)
    return stateOf(evidence).objections
  } catch (error) {
    if ((error instanceof ConcordError && error.code === 'not-found') || isUnreadable(error)) return []
    throw error
  }
}
