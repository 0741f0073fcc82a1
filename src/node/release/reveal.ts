/** Opening a sealed passport to members, or to everybody. */
import { ConcordError, sentence } from '../../error.ts'
import { sealModel } from '../../exercise/index.ts'
import type { Reveal, Sharing } from '../../statement/index.ts'
import { sha256 } from '../crypto.ts'
import { participantsOf } from '../evidence.ts'
import { openExercise } from '../exercise/open-exercise.ts'
import type { Home } from '../institute.ts'
import { ownerOf, ownNetwork, readAs } from '../networks.ts'
import { signDraft, writeBundles } from '../publish.ts'
import type { WrittenBundle } from '../publish.ts'
import { sealedHere } from '../sealed.ts'

/** `to` null: everybody. */
export type Revealing = { exercise: string; alias: string; to: readonly string[] | null }

/** What a reveal would sign. Throws `conflict` or `not-found` where it cannot. */
export async function planReveal(
  home: Home,
  { exercise, alias, to }: Revealing,
): Promise<{ protocol: string; sealed: string; to: string[] | null }> {
  const { state } = await openExercise(home, exercise)
  const model = state.inForce.system.models.find((one) => one.alias === alias)
  if (model?.sealed === undefined)
    throw new ConcordError('conflict', sentence`The protocol of ${exercise} seals no model ${alias}.`)
  if ((await sealedHere(home, model.sealed)) === undefined)
    throw new ConcordError(
      'not-found',
      sentence`The passport of ${alias} was not sealed in this folder; whoever sealed it reveals it.`,
    )
  const { chain, member } = await ownNetwork(home)
  for (const id of to ?? []) {
    const listed = chain.latest.body.members.find((one) => one.id === id)
    if (listed?.status !== 'active' || id === member.id)
      throw new ConcordError(
        'conflict',
        sentence`${id} is no other active member of the network, so nothing can be released to it.`,
      )
  }
  return { protocol: state.protocol.id, sealed: model.sealed, to: to === null ? null : [...to].sort() }
}

/** Signs the reveal, and writes a bundle for each member it is for; for everybody: for all that take part. */
export async function reveal(
  home: Home,
  revealing: Revealing,
): Promise<{ statements: string[]; bundles: WrittenBundle[] }> {
  const { exercise, alias } = revealing
  const plan = await planReveal(home, revealing)
  const here = await sealedHere(home, plan.sealed)
  if (here === undefined || sealModel(here.passport, here.key, sha256) !== plan.sealed)
    throw new ConcordError('internal', sentence`The sealed passport is gone.`)
  const { evidence, state } = await openExercise(home, exercise)
  const body: Reveal = { exercise, protocol: plan.protocol, alias, ...here }
  const sharing: Sharing = {
    tlp: plan.to === null ? 'CLEAR' : 'AMBER+STRICT',
    audience: plan.to ?? [],
    recipients: [],
    embargoUntil: null,
    early: [],
    licence: null,
  }
  const reader = await readAs(home, ownerOf(home))
  const ofAlias = new Set<string>(
    evidence.reveals.filter((one) => one.body.alias === alias).map(({ id }) => id),
  )
  const before = (
    await reader.listStatements({ exercise, kind: 'reveal', issuer: home.institute.origin })
  ).find(
    (one) =>
      ofAlias.has(one.id) &&
      one.sharing.tlp === sharing.tlp &&
      one.sharing.audience.join(' ') === sharing.audience.join(' '),
  )
  const signed =
    before === undefined
      ? await signDraft(home, {
          kind: 'reveal',
          exercise,
          sharing,
          links: [{ rel: 'protocol', id: plan.protocol }],
          body,
          blobs: [],
        })
      : undefined
  if (signed !== undefined) await home.store.writer().putStatements([signed])
  const id = signed?.id ?? before?.id ?? ''
  const bundles = await writeBundles(
    home,
    `reveal-${exercise}-${alias}`,
    [id],
    plan.to ?? participantsOf(state.protocol.body),
  )
  return { statements: [id], bundles }
}
