/** Amending a frozen protocol: a change that holds once every participant has signed it. */
import { ConcordError, sentence } from '../../error.ts'
import { applyAmendments, findAt, sharingOf } from '../../exercise/index.ts'
import type { ExerciseState } from '../../exercise/index.ts'
import { Json } from '../../statement/index.ts'
import type { Amendment, JsonValue, Link } from '../../statement/index.ts'
import { participantsOf } from '../evidence.ts'
import type { Home } from '../institute.ts'
import { writeBundles } from '../publish.ts'
import type { WrittenBundle } from '../publish.ts'
import { signWords } from '../release/sign-words.ts'
import { changesToDrop, checkDropped } from './dropped.ts'
import { openExercise } from './open-exercise.ts'

/**
 * Signs a change to a frozen protocol; it holds once every participant has signed it too. Who has withdrawn, or is silent
 * past the protocol's own deadline, may be dropped, by all others. `missing` are those whose signatures it waits for, and
 * `gone` those of them that have withdrawn.
 */
export async function amend(
  home: Home,
  exercise: string,
  set: readonly { field: string; to: JsonValue }[],
  { why, dataSeen, drop = [] }: { why: string; dataSeen: Amendment['dataSeen']; drop?: readonly string[] },
): Promise<{ id: string; missing: string[]; gone: string[]; bundles: WrittenBundle[] }> {
  const { evidence, state } = await openExercise(home, exercise)
  if (state.status !== 'frozen') {
    throw new ConcordError(
      'conflict',
      sentence`${exercise} is not frozen yet: change protocol.yaml, raise its version and propose it again.`,
    )
  }
  const { inForce } = state
  const changes = [...changesToDrop(inForce, drop, home.institute.id), ...set]
  if (changes.length === 0) {
    throw new ConcordError(
      'usage',
      sentence`An amendment changes something: give --set FIELD=VALUE or --drop MEMBER.`,
    )
  }
  const body: Amendment = {
    type: 'protocol',
    exercise,
    protocol: state.protocol.id,
    changes: changes.map(({ field, to }) => {
      const from = findAt(Json.parse(inForce), field)?.value
      if (from === undefined) {
        throw new ConcordError(
          'usage',
          sentence`The protocol has no field ${field}; write it as it stands in protocol.yaml, for example generation.temperature.`,
        )
      }
      return { field, from, to }
    }),
    why,
    dataSeen,
  }
  const applied = applyAmendments(inForce, [body])
  if (!applied.ok) throw new ConcordError('usage', sentence`The amendment does not apply: ${applied.detail}.`)
  checkDropped(evidence, state, body, home.world.now())
  const signed = await signWords(home, {
    kind: 'amendment',
    exercise,
    sharing: sharingOf(state.inForce),
    links: [{ rel: 'amends', id: state.protocol.id }, ...withdrawalsOf(drop, state)],
    body,
    blobs: [],
  })
  await home.store.writer().putStatements([signed])
  const mine = evidence.amendments.filter(({ signers }) => signers.includes(home.institute.id))
  const missing = applied.protocol.participants
    .map(({ member }) => member)
    .filter((member) => member !== home.institute.id)
  return {
    id: signed.id,
    missing,
    gone: missing.filter((member) => state.withdrawn.some((one) => one.member === member)),
    bundles: await writeBundles(
      home,
      `amendment-${exercise}`,
      [...mine.map(({ id }) => id), signed.id],
      participantsOf(applied.protocol),
    ),
  }
}

/** Why it need not wait for a deadline goes with it. */
function withdrawalsOf(dropped: readonly string[], { withdrawn }: ExerciseState): Link[] {
  return withdrawn.filter(({ member }) => dropped.includes(member)).map(({ id }) => ({ rel: 'uses', id }))
}
