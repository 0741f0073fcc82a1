/** Freezing: the protocol that all have signed, handed to everybody. */
import { ConcordError, sentence } from '../../error.ts'
import { participantsOf } from '../evidence.ts'
import type { Home } from '../institute.ts'
import { writeBundles } from '../publish.ts'
import type { WrittenBundle } from '../publish.ts'
import { openExercise } from './open-exercise.ts'

/** Hands the protocol that all have signed to everybody; throws `conflict` naming who has not. */
export async function freeze(
  home: Home,
  exercise: string,
): Promise<{ id: string; signed: string[]; bundles: WrittenBundle[] }> {
  const { state } = await openExercise(home, exercise)
  if (state.conflict) {
    throw new ConcordError(
      'conflict',
      sentence`Two versions of ${exercise} are signed by all, or two have one number; settle which one holds before going on.`,
    )
  }
  const version = state.versions.find(({ id }) => id === state.protocol.id)
  const missing = version?.missing ?? []
  if (state.status !== 'frozen') {
    throw new ConcordError(
      'conflict',
      sentence`${exercise} cannot be frozen: version ${state.protocol.body.version} is not signed by ${missing.join(', ')}. Take in their bundles with "concord receive", or wait for them.`,
    )
  }
  return {
    id: state.protocol.id,
    signed: version?.signed ?? [],
    bundles: await writeBundles(
      home,
      `frozen-${exercise}`,
      [state.protocol.id],
      participantsOf(state.protocol.body),
    ),
  }
}
