/** Whether this institute lets nothing out that only one person has seen. */
import { ConcordError, sentence } from '../../error.ts'
import { toHex, writeCanonical } from '../../statement/index.ts'
import { appendAudit, pseudonym } from '../audit.ts'
import { sha256 } from '../crypto.ts'
import type { Home } from '../institute.ts'
import { ownerOf, readAs } from '../networks.ts'
import type { Plan } from './plan.ts'
import { keepRelease, listReleases } from './release-record.ts'
import type { ReleaseAct, ReleaseRecord } from './release-record.ts'

const NOTE = 'policy/two-persons'

/** True where every release waits for a second person. */
export async function demandsTwoPersons(home: Home): Promise<boolean> {
  return (await (await readAs(home, ownerOf(home))).getNote(NOTE)) === 'yes'
}

/** From now on every release waits for a second person. */
export async function demandTwoPersons(home: Home, by: string | null): Promise<void> {
  if (await demandsTwoPersons(home)) return
  await setTwoPersons(home, true, by)
}

export async function setTwoPersons(home: Home, demanded: boolean, by: string | null): Promise<void> {
  await home.store.writer().putNote(NOTE, demanded ? 'yes' : 'no')
  await appendAudit(home, {
    who: by,
    what: demanded ? 'two-persons-demanded' : 'two-persons-no-longer',
    about: null,
    detail: null,
  })
}

/** Digest of what a release would let out, and of what was found in it. */
export function planDigest(act: ReleaseAct, { content, found }: Plan): string {
  return toHex(sha256(writeCanonical({ act, content, found })))
}

/**
 * Sets a release aside for a second person. The same again while it waits gives the one that waits. Throws `usage`
 * without a name: nobody could be a second person to an unknown first one.
 */
export async function prepareRelease(
  home: Home,
  act: ReleaseAct,
  plan: Plan,
  by: string | undefined,
): Promise<ReleaseRecord> {
  if (by === undefined)
    throw new ConcordError(
      'usage',
      sentence`This waits for a second person, so say who prepares it: --by and a pseudonym.`,
    )
  const who = pseudonym(by)
  const all = await listReleases(home)
  const digest = planDigest(act, plan)
  const waiting = all.find(
    (one) => one.status === 'waiting' && one.plan === digest && one.prepared.by === who,
  )
  if (waiting !== undefined) return waiting
  const { n } = await appendAudit(home, {
    who,
    what: 'release-prepared',
    about: aboutOf(act),
    detail: { act, plan: digest },
  })
  const release: ReleaseRecord = {
    number: n,
    act,
    prepared: { by: who, at: home.world.now() },
    plan: digest,
    status: 'waiting',
    second: null,
    found: plan.found,
    statements: [],
  }
  await keepRelease(home, release)
  return release
}

/** What an entry of the trail about this act concerns. */
export function aboutOf(act: ReleaseAct): string | null {
  return 'exercise' in act ? act.exercise : null
}
