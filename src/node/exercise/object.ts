/** Objecting to a field of a protocol: an opinion, signed and handed to the others. */
import { ConcordError, sentence } from '../../error.ts'
import { findAt, sharingOf } from '../../exercise/index.ts'
import { Json } from '../../statement/index.ts'
import { participantsOf } from '../evidence.ts'
import type { Home } from '../institute.ts'
import { writeBundles } from '../publish.ts'
import type { WrittenBundle } from '../publish.ts'
import { signWords } from '../release/sign-words.ts'
import { takeBrought } from './brought.ts'
import { openExercise } from './open-exercise.ts'

/** Signs an objection to a field of the latest protocol a bundle brings, or of an exercise that is here. */
export async function object(
  home: Home,
  file: string,
  field: string,
  text: string,
): Promise<{ id: string; on: string; bundles: WrittenBundle[] }> {
  const [brought] = (await takeBrought(home, file)).idsByExercise
  if (brought === undefined)
    throw new ConcordError('bad-input', sentence`${file} brings no protocol to object to.`)
  const [exercise, ids] = brought
  const { evidence, state } = await openExercise(home, exercise)
  const version = state.versions.findLast(({ id }) => ids.has(id))
  const on = evidence.protocols.find(({ id }) => id === version?.id) ?? state.protocol
  if (findAt(Json.parse(on.body), field) === undefined) {
    throw new ConcordError(
      'usage',
      sentence`The protocol has no field ${field}; write it as it stands in protocol.yaml, for example generation.temperature.`,
    )
  }
  const opinion = await signWords(home, {
    kind: 'opinion',
    exercise,
    sharing: sharingOf(on.body),
    links: [{ rel: 'answers', id: on.id }],
    body: { type: 'objection', exercise, on: on.id, field, text },
    blobs: [],
  })
  await home.store.writer().putStatements([opinion])
  const mine = evidence.opinions.filter(({ signers }) => signers.includes(home.institute.id))
  return {
    id: opinion.id,
    on: on.id,
    bundles: await writeBundles(
      home,
      `objection-${exercise}`,
      [...mine.map(({ id }) => id), opinion.id],
      participantsOf(on.body),
    ),
  }
}
