/** Releases as people ask for them: done at once, or set aside for a second person. */
import path from 'node:path'
import { ConcordError, sentence } from '../../error.ts'
import { Json } from '../../statement/index.ts'
import { appendAudit, pseudonym } from '../audit.ts'
import { exportEvidence } from '../evidence-bundle.ts'
import { attach } from '../exercise/attach.ts'
import { submit } from '../exercise/submit.ts'
import type { Submission } from '../exercise/submit.ts'
import type { Home } from '../institute.ts'
import type { WrittenBundle } from '../publish.ts'
import { planOf } from './plan.ts'
import { liftEmbargo, planLifting } from './lift.ts'
import type { Lifting } from './lift.ts'
import { getRelease, keepRelease } from './release-record.ts'
import type { ReleaseAct, ReleaseRecord } from './release-record.ts'
import { reveal } from './reveal.ts'
import type { Revealing } from './reveal.ts'
import { inspectDrafts, refuseFound } from './scan/inspect.ts'
import type { Inspect } from './scan/inspect.ts'
import { aboutOf, demandsTwoPersons, planDigest, prepareRelease, setTwoPersons } from './two-persons.ts'
import { planWidening, widen, widenAgain } from './widen.ts'
import type { Widening } from './widen.ts'

export type Waiting = { waits: ReleaseRecord }
export type Evidence = { file: string; statements: number }

/**
 * Signs and hands over the finished runs of an exercise, or sets that aside for a second person. Throws `check-failed`
 * where a reader would find in them what is not for it; `despite` lets a second person decide about that.
 */
export async function requestSubmission(
  home: Home,
  exercise: string,
  { by, despite = false }: { by?: string | undefined; despite?: boolean } = {},
): Promise<Submission | Waiting> {
  const act: ReleaseAct = { kind: 'submit', exercise, despite }
  const waits = await waitFor(home, act, by)
  if (waits !== null) return { waits }
  const done = await submit(home, exercise)
  const statements = done.submitted.map(({ id }) => id)
  await noteReleased(home, act, by, statements, done.bundles)
  return done
}

/** As `attach`, or set aside for a second person. Throws as `requestSubmission`; nothing is attached despite it. */
export async function requestAttachment(
  home: Home,
  exercise: string,
  table: string,
  by: string | undefined,
): Promise<Awaited<ReturnType<typeof attach>> | Waiting> {
  const act: ReleaseAct = { kind: 'attach', exercise, table: path.resolve(table) }
  const waits = await waitFor(home, act, by)
  if (waits !== null) return { waits }
  const done = await attach(home, exercise, table, refusing(home))
  const statements = done.attached.map(({ id }) => id)
  await noteReleased(home, act, by, statements, done.bundles)
  return done
}

/** As `exportEvidence`, or set aside for a second person. Throws as `requestSubmission`. */
export async function requestEvidence(
  home: Home,
  { exercise, recipient, file }: { exercise: string; recipient: string | null; file: string },
  { by, despite = false }: { by?: string | undefined; despite?: boolean } = {},
): Promise<Evidence | Waiting> {
  const act: ReleaseAct = { kind: 'evidence', exercise, recipient, file: path.resolve(file), despite }
  const waits = await waitFor(home, act, by)
  if (waits !== null) return { waits }
  const done = await exportEvidence(home, exercise, file, recipient)
  await noteReleased(home, act, by, [], [{ for: recipient, file: done.file, statements: done.statements }])
  return done
}

/** Opening a field further than the protocol does always waits for a second person. */
export async function requestWidening(
  home: Home,
  widening: Widening,
  by: string | undefined,
): Promise<ReleaseRecord> {
  const act: ReleaseAct = { kind: 'widen', ...widening, to: [...widening.to] }
  return prepareRelease(home, act, await planOf(home, act), by)
}

/** Opening a sealed passport always waits for a second person: it cannot be closed again. */
export async function requestReveal(
  home: Home,
  revealing: Revealing,
  by: string | undefined,
): Promise<ReleaseRecord> {
  const { exercise, alias, to } = revealing
  const act: ReleaseAct = { kind: 'reveal', exercise, alias, to: to === null ? null : [...to] }
  return prepareRelease(home, act, await planOf(home, act), by)
}

/**
 * Ends the embargo of what this institute has signed in an exercise: at once where its date has come, and set aside for a
 * second person before.
 */
export async function requestLifting(
  home: Home,
  lifting: Lifting,
  by: string,
): Promise<{ statements: string[]; bundles: WrittenBundle[] } | Waiting> {
  const act: ReleaseAct = { kind: 'lift', ...lifting }
  const early = (await planLifting(home, lifting)).some((step) => step.early)
  if (early || (await demandsTwoPersons(home)))
    return { waits: await prepareRelease(home, act, await planOf(home, act), by) }
  const done = await liftEmbargo(home, lifting, { by: pseudonym(by), at: home.world.now() })
  await noteReleased(home, act, by, done.statements, done.bundles)
  return done
}

/** That one person is enough again waits for a second person, as all else here does. */
export async function requestOnePerson(home: Home, by: string | undefined): Promise<ReleaseRecord | null> {
  if (!(await demandsTwoPersons(home))) return null
  return prepareRelease(home, { kind: 'one-person' }, { content: null, found: [] }, by)
}

export type Approved = { release: ReleaseRecord; bundles: WrittenBundle[] }

/**
 * Approves a release and carries it out. Throws `conflict` for whoever prepared it, for one that does not wait, and
 * where what would be released is no longer what was prepared. The same approval again goes on after a kill.
 */
export async function approveRelease(home: Home, number: number, by: string): Promise<Approved> {
  const who = pseudonym(by)
  const release = await getRelease(home, number)
  const { act, prepared, status, second } = release
  if (prepared.by === who)
    throw new ConcordError(
      'conflict',
      sentence`${who} prepared release ${number}; somebody else approves it.`,
    )
  if (status !== 'waiting' && !(status === 'approved' && second?.by === who))
    throw new ConcordError('conflict', sentence`Release ${number} does not wait for an approval (${status}).`)
  if (status === 'waiting' && planDigest(act, await planOf(home, act)) !== release.plan)
    throw new ConcordError(
      'conflict',
      sentence`What release ${number} would let out is no longer what ${prepared.by} prepared; look at it again, and prepare it anew.`,
    )
  const approval = second ?? { by: who, at: home.world.now() }
  const approved: ReleaseRecord = { ...release, status: 'approved', second: approval }
  if (status === 'waiting') {
    await keepRelease(home, approved)
    await appendAudit(home, {
      who,
      what: 'release-approved',
      about: aboutOf(act),
      detail: { release: number, prepared: prepared.by, plan: release.plan },
    })
    if (release.found.length > 0)
      await appendAudit(home, {
        who,
        what: 'findings-overridden',
        about: aboutOf(act),
        detail: { release: number, found: Json.parse(release.found) },
      })
  }
  const { statements, bundles } = await carryOut(home, act, approval)
  const done = { ...approved, status: 'done' as const, statements }
  await keepRelease(home, done)
  await noteReleased(home, act, who, statements, bundles, number)
  return { release: done, bundles }
}

/** Gives up a release that waits; whoever prepared it may, and everybody else too. */
export async function dropRelease(home: Home, number: number, by: string): Promise<ReleaseRecord> {
  const who = pseudonym(by)
  const release = await getRelease(home, number)
  if (release.status !== 'waiting')
    throw new ConcordError(
      'conflict',
      sentence`Release ${number} does not wait for an approval (${release.status}).`,
    )
  const dropped: ReleaseRecord = { ...release, status: 'dropped', second: { by: who, at: home.world.now() } }
  await keepRelease(home, dropped)
  await appendAudit(home, {
    who,
    what: 'release-dropped',
    about: aboutOf(release.act),
    detail: { release: number },
  })
  return dropped
}

async function carryOut(
  home: Home,
  act: ReleaseAct,
  approval: { by: string; at: string },
): Promise<{ statements: string[]; bundles: WrittenBundle[] }> {
  switch (act.kind) {
    case 'submit': {
      const { submitted, bundles } = await submit(home, act.exercise)
      return { statements: submitted.map(({ id }) => id), bundles }
    }
    case 'attach': {
      const { attached, bundles } = await attach(home, act.exercise, act.table, refusing(home))
      return { statements: attached.map(({ id }) => id), bundles }
    }
    case 'evidence': {
      const { file, statements } = await exportEvidence(home, act.exercise, act.file, act.recipient)
      return { statements: [], bundles: [{ for: act.recipient, file, statements }] }
    }
    case 'widen':
      return (
        (await widenAgain(home, act, approval)) ??
        (await widen(home, act, await planWidening(home, act), approval))
      )
    case 'reveal':
      return reveal(home, act)
    case 'lift':
      return liftEmbargo(home, act, approval)
    case 'one-person':
      await setTwoPersons(home, false, approval.by)
      return { statements: [], bundles: [] }
  }
}

/** Null where it may go ahead. */
async function waitFor(home: Home, act: ReleaseAct, by: string | undefined): Promise<ReleaseRecord | null> {
  const plan = await planOf(home, act)
  const despite = 'despite' in act && act.despite
  if (!despite) refuseFound(plan.found, true)
  if (!(await demandsTwoPersons(home)) && !(despite && plan.found.length > 0)) return null
  return prepareRelease(home, act, plan, by)
}

/** Refuses to sign what some of its readers must not find. */
function refusing(home: Home): Inspect {
  return async (evidence, protocol, drafts) =>
    refuseFound(await inspectDrafts(home, evidence, protocol, drafts), false)
}

async function noteReleased(
  home: Home,
  act: ReleaseAct,
  by: string | undefined,
  statements: readonly string[],
  bundles: readonly WrittenBundle[],
  release?: number,
): Promise<void> {
  await appendAudit(home, {
    who: by === undefined ? null : pseudonym(by),
    what: 'released',
    about: aboutOf(act),
    detail: {
      act,
      statements: [...statements],
      to: bundles.map((bundle) => bundle.for),
      ...(release === undefined ? {} : { release }),
    },
  })
}
