/** Accepting: a further signature over the same id, under what a bundle brings and nothing else. */
import { ConcordError, sentence } from '../../error.ts'
import { findIncoherence, findStrangeGivers, verifySets } from '../../exercise/index.ts'
import { datasetsOf, evaluationOf, itemsIn, participantsOf, passportOf } from '../evidence.ts'
import type { Evidence } from '../evidence.ts'
import { sha256 } from '../crypto.ts'
import type { Home } from '../institute.ts'
import { counting } from '../progress.ts'
import type { OnProgress } from '../progress.ts'
import { addSignature, writeBundles } from '../publish.ts'
import type { WrittenBundle } from '../publish.ts'
import { findingText } from '../verify/finding-text.ts'
import { takeBrought } from './brought.ts'
import { checkDropped } from './dropped.ts'
import { openExercise } from './open-exercise.ts'
import { askedOf } from './review.ts'

export type Acceptance = {
  signed: { kind: string; id: string; exercise: string }[]
  bundles: WrittenBundle[]
}

/**
 * Signs what a bundle, or an exercise that is here, asks of this institute: the latest version of a protocol in which
 * it takes part, and amendments. What is signed already is handed on again. Throws `conflict` for a version that a later one has replaced,
 * `not-found` or `check-failed` where what a protocol names is not here or is not what it says.
 */
export async function accept(home: Home, file: string): Promise<Acceptance> {
  const { received, idsByExercise } = await takeBrought(home, file)
  const signed: Acceptance['signed'] = []
  const bundles: WrittenBundle[] = []
  for (const [exercise, ids] of idsByExercise) {
    const { evidence, state } = await openExercise(home, exercise)
    const last = state.versions.at(-1)
    const brought = state.versions.filter(({ id }) => ids.has(id))
    if (
      state.status !== 'frozen' &&
      last !== undefined &&
      brought.length > 0 &&
      brought.every(({ version }) => version < last.version)
    ) {
      throw new ConcordError(
        'conflict',
        sentence`There is a version ${last.version} of ${exercise} already, and this bundle brings an earlier one; review and accept the bundle that brings version ${last.version}.`,
      )
    }
    const asked = askedOf(home, evidence, state).filter(({ id }) => ids.has(id))
    for (const { id, kind } of asked) {
      if (kind === 'protocol') await checkParts(evidence, id, home.world.onProgress)
      const amendment = evidence.amendments.find((one) => one.id === id)
      // Whoever wrote it down may have a clock that is ahead.
      const [earlier = ''] = [amendment?.created ?? '', home.world.now()].sort()
      if (amendment !== undefined) checkDropped(evidence, state, amendment.body, earlier)
      await addSignature(home, id)
      signed.push({ kind, id, exercise })
    }
    const now = new Set(signed.filter((one) => one.exercise === exercise).map(({ id }) => id))
    // Of a whole exercise only what was signed now is news to the others.
    bundles.push(...(await handOn(home, exercise, received === null && now.size > 0 ? now : ids)))
  }
  return { signed, bundles }
}

/** Nobody signs for items, an evaluation or a passport that are not here, or not what the protocol says. */
async function checkParts(evidence: Evidence, id: string, onProgress: OnProgress | undefined): Promise<void> {
  const protocol = evidence.protocols.find((one) => one.id === id)
  if (protocol === undefined) throw new ConcordError('not-found', sentence`The protocol ${id} is not here.`)
  const { body } = protocol
  const [problem] = [...findIncoherence(body), ...findStrangeGivers(body)]
  if (problem !== undefined) {
    throw new ConcordError(
      'check-failed',
      sentence`The protocol of ${body.exercise} contradicts itself (${problem.field}: ${problem.problem}). Nothing was signed; tell whoever proposed it.`,
    )
  }
  evaluationOf(evidence, body)
  for (const { alias, sealed } of body.system.models)
    if (sealed === undefined) passportOf(evidence, body, alias)
  const sets = verifySets(
    { protocol: { id, body, faults: [] }, amendments: [], datasets: await datasetsOf(evidence, body) },
    { sha256, onItems: counting(onProgress, 'items', itemsIn(evidence, body)) },
  )
  if (!sets.texts) {
    throw new ConcordError(
      'not-found',
      sentence`Items that the protocol of ${body.exercise} names are not here, so nobody can say what would be signed; ask for a whole bundle.`,
    )
  }
  const [finding] = sets.findings
  if (finding !== undefined) {
    throw new ConcordError(
      'check-failed',
      sentence`The protocol of ${body.exercise} does not fit its items: ${findingText(finding)}. Nothing was signed; tell whoever proposed it.`,
    )
  }
}

/** The signatures of this institute under what a bundle brought, for the others; also where it had signed before. */
async function handOn(home: Home, exercise: string, ids: ReadonlySet<string>): Promise<WrittenBundle[]> {
  const { evidence, state } = await openExercise(home, exercise)
  const others = participantsOf(state.inForce)
  // An amendment brings its protocol along, whose signatures have been handed on long ago.
  for (const [kind, list] of [
    ['amendment', evidence.amendments],
    ['protocol', evidence.protocols],
  ] as const) {
    const mine = list.filter(({ signers }) => signers.includes(home.institute.id)).map(({ id }) => id)
    if (mine.some((id) => ids.has(id))) return writeBundles(home, `${kind}-${exercise}`, mine, others)
  }
  return []
}
