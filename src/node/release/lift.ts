/**
 * The end of an embargo: a `sharing` amendment by the issuer, for a date alone opens nothing. After the date it needs nobody's
 * approval; before it the date is moved to the moment of an approval first, and somebody has approved that.
 */
import { sharingOfLabel } from '../../access/index.ts'
import { ConcordError, sentence } from '../../error.ts'
import type { Sharing, SharingAmendment } from '../../statement/index.ts'
import type { StoredStatement } from '../../store/index.ts'
import { amendmentsOf } from '../access/explain-access.ts'
import type { Home } from '../institute.ts'
import { ownerOf, ownNetwork, readAs } from '../networks.ts'
import { signDrafts, writeBundles } from '../publish.ts'
import type { Draft, WrittenBundle } from '../publish.ts'
import { signedUnder } from './widen.ts'

/** What a release of the kind `lift` is about. */
export type Lifting = { exercise: string; why: string }

/** A statement of this institute whose embargo would end; `early`: before its date. */
export type LiftingStep = { statement: string; kind: string; until: string; early: boolean }

const DUE = 'The date of the embargo has come.'

/**
 * Ends the embargo of every statement of this institute whose date has come; gives the statements. Nothing is signed where
 * none is due. Throws as signing does.
 */
export async function liftDue(home: Home): Promise<{ statement: string; kind: string }[]> {
  const now = home.world.now()
  const due = (await heldBack(home)).filter(({ until }) => now >= until)
  await lift(
    home,
    due.map(({ stored }) => stored),
    DUE,
    null,
  )
  return due.map(({ stored }) => ({ statement: stored.id, kind: stored.kind }))
}

/** What of this institute is held back in an exercise. Throws `conflict` where nothing is. */
export async function planLifting(home: Home, { exercise }: Lifting): Promise<LiftingStep[]> {
  const now = home.world.now()
  const held = await heldBack(home, exercise)
  if (held.length === 0)
    throw new ConcordError(
      'conflict',
      sentence`Nothing of this institute in ${exercise} is under an embargo; each institute ends that of what it has signed.`,
    )
  return held.map(({ stored: { id, kind }, until }) => ({ statement: id, kind, until, early: now < until }))
}

/** Ends it under an approval, and writes a bundle for each member that may read it then. */
export async function liftEmbargo(
  home: Home,
  lifting: Lifting,
  approval: { by: string; at: string },
): Promise<{ statements: string[]; bundles: WrittenBundle[] }> {
  const { exercise, why } = lifting
  const before = await signedUnder(home, exercise, approval)
  if (before.ids.length === 0) {
    const held = await heldBack(home, exercise)
    await lift(
      home,
      held.map(({ stored }) => stored),
      why,
      approval,
    )
  }
  const { ids, roots } = before.ids.length > 0 ? before : await signedUnder(home, exercise, approval)
  const { chain } = await ownNetwork(home)
  const members = chain.latest.body.members.filter(({ status }) => status === 'active').map(({ id }) => id)
  return { statements: ids, bundles: await writeBundles(home, `lifted-${exercise}`, roots, members) }
}

async function heldBack(
  home: Home,
  exercise?: string,
): Promise<{ stored: StoredStatement; until: string }[]> {
  const reader = await readAs(home, ownerOf(home))
  const filter = { issuer: home.institute.origin, unlifted: true as const }
  const found: { stored: StoredStatement; until: string }[] = []
  for (const { id } of await reader.listStatements(
    exercise === undefined ? filter : { ...filter, exercise },
  )) {
    const stored = await reader.getStatement(id)
    const until = stored?.label.embargoUntil ?? null
    if (stored !== undefined && until !== null) found.push({ stored, until })
  }
  return found
}

async function lift(
  home: Home,
  all: readonly StoredStatement[],
  why: string,
  approval: { by: string; at: string } | null,
): Promise<void> {
  if (all.length === 0) return
  const reader = await readAs(home, ownerOf(home))
  const drafts: Draft[] = []
  for (const stored of all) {
    const { exercise, id: on } = stored
    const label = sharingOfLabel(stored.label, home.world.now())
    const open: Sharing = { ...label, embargoUntil: null, early: [] }
    const moved = approval !== null && approval.at < (label.embargoUntil ?? '')
    let number = Math.max(0, ...(await amendmentsOf(reader, stored)).map((one) => one.number))
    for (const sharing of [...(moved ? [{ ...label, embargoUntil: approval.at }] : []), open]) {
      number += 1
      const body: SharingAmendment = {
        type: 'sharing',
        exercise,
        on,
        number,
        sharing,
        blobs: [],
        why,
        approval,
      }
      drafts.push({
        kind: 'amendment',
        exercise,
        sharing: open,
        links: [{ rel: 'amends', id: on }],
        body,
        blobs: [],
      })
    }
  }
  await home.store.writer().putStatements(await signDrafts(home, drafts))
}
