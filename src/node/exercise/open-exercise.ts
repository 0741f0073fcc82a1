/** An exercise as a reader finds it: what is here of it, where it stands, and the network it belongs to. */
import type { Principal } from '../../access/index.ts'
import { ConcordError, sentence } from '../../error.ts'
import type { ExerciseState } from '../../exercise/index.ts'
import type { CharterChain } from '../../trust/index.ts'
import { loadEvidence, stateOf } from '../evidence.ts'
import type { Evidence } from '../evidence.ts'
import type { Home } from '../institute.ts'
import { ownerOf, refuseExpired } from '../networks.ts'

/** What this institute holds of an exercise, and where it stands. */
export async function openExercise(
  home: Home,
  exercise: string,
): Promise<{ evidence: Evidence; state: ExerciseState }> {
  try {
    const { evidence } = await loadEvidence(home, ownerOf(home), exercise)
    return { evidence, state: stateOf(evidence) }
  } catch (error) {
    // An expired charter hides what others issued: then that is what to say.
    if (error instanceof ConcordError && error.code === 'not-found') await refuseExpired(home)
    throw error
  }
}

/** Loads an exercise as somebody, with the network it belongs to. */
export async function openAs(
  home: Home,
  principal: Principal,
  exercise: string,
): Promise<{ evidence: Evidence; state: ExerciseState; chain: CharterChain }> {
  const { evidence, chain } = await loadEvidence(home, principal, exercise)
  const state = stateOf(evidence)
  if (chain === undefined) {
    throw new ConcordError(
      'not-found',
      sentence`The network of ${exercise} is not pinned here; receive its bundle with --charter ID.`,
    )
  }
  return { evidence, state, chain }
}
