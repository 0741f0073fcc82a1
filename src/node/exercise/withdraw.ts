/** Withdrawing from an exercise: said by the one who leaves, and heard by all others. */
import { ConcordError, sentence } from '../../error.ts'
import { sharingOf } from '../../exercise/index.ts'
import type { Withdrawal } from '../../statement/index.ts'
import { participantsOf } from '../evidence.ts'
import type { Home } from '../institute.ts'
import { writeBundles } from '../publish.ts'
import type { WrittenBundle } from '../publish.ts'
import { signWords } from '../release/sign-words.ts'
import { openExercise } from './open-exercise.ts'

/**
 * Signs that this institute takes part no longer. Nothing is due from it after that; the others go on without it by an
 * amendment, before the freeze by another version. Its runs stay where they are.
 */
export async function withdraw(
  home: Home,
  exercise: string,
  { why, dataSeen }: Pick<Withdrawal, 'why' | 'dataSeen'>,
): Promise<{ id: string; frozen: boolean; bundles: WrittenBundle[] }> {
  const { state } = await openExercise(home, exercise)
  const me = home.institute.id
  if (!participantsOf(state.inForce).includes(me))
    throw new ConcordError(
      'conflict',
      sentence`${me} does not take part in ${exercise}, so it cannot withdraw.`,
    )
  const before = state.withdrawn.find(({ member }) => member === me)
  const id = before?.id ?? (await signWithdrawal())
  return {
    id,
    frozen: state.status === 'frozen',
    bundles: await writeBundles(home, `withdrawal-${exercise}`, [id], participantsOf(state.protocol.body)),
  }

  async function signWithdrawal(): Promise<string> {
    const signed = await signWords(home, {
      kind: 'withdrawal',
      exercise,
      sharing: sharingOf(state.inForce),
      links: [{ rel: 'protocol', id: state.protocol.id }],
      body: { exercise, protocol: state.protocol.id, why, dataSeen },
      blobs: [],
    })
    await home.store.writer().putStatements([signed])
    return signed.id
  }
}
