/** Asking all who hold a statement of this institute to destroy it, and beginning at home. */
import { ConcordError, sentence } from '../../error.ts'
import type { Erasure } from '../../statement/index.ts'
import { addresseesOf, ownStatement, sameSharing } from '../addressees.ts'
import type { Home } from '../institute.ts'
import { ownerOf, readAs } from '../networks.ts'
import { writeBundles } from '../publish.ts'
import type { WrittenBundle } from '../publish.ts'
import { signWords } from '../release/sign-words.ts'
import { carryOutErasures } from './carry-out.ts'
import type { Erased } from './carry-out.ts'
import { erasureOf } from './read-erasure.ts'

/**
 * Signs the request to erase one of this institute's own statements, hands it to those who have it, and carries it out
 * here. A second time writes the bundles anew, and finishes what was interrupted.
 */
export async function erase(
  home: Home,
  on: string,
  { scope, reason, basis, decidedBy }: Pick<Erasure, 'scope' | 'reason' | 'basis' | 'decidedBy'>,
): Promise<{ id: string; kind: string; erased: Erased[]; bundles: WrittenBundle[] }> {
  const before = await requestFor(home, on, scope)
  const { id, kind, members } = before ?? (await request())
  const erased = await carryOutErasures(home)
  return { id, kind, erased, bundles: await writeBundles(home, `erasure-${on.slice(7, 15)}`, [id], members) }

  async function request(): Promise<{ id: string; kind: string; members: string[] }> {
    const stored = await ownStatement(home, on)
    if (stored.kind === 'charter' || stored.kind === 'erasure') {
      throw new ConcordError(
        'usage',
        sentence`A statement of kind ${stored.kind} cannot be erased: without it nobody could verify what stands on it.`,
      )
    }
    const { exercise } = stored
    const members = await addresseesOf(home, stored)
    const signed = await signWords(home, {
      kind: 'erasure',
      exercise,
      sharing: sameSharing(home, stored),
      links: [{ rel: 'erases', id: on }],
      body: { exercise, on, scope, reason, basis, decidedBy },
      blobs: [],
    })
    await home.store.writer().putStatements([signed])
    return { id: signed.id, kind: stored.kind, members }
  }
}

/** A request of this institute that is here already, also after the statement itself is gone. */
async function requestFor(
  home: Home,
  on: string,
  scope: Erasure['scope'],
): Promise<{ id: string; kind: string; members: string[] } | undefined> {
  const reader = await readAs(home, ownerOf(home))
  for (const one of await reader.listStatements({ kind: 'erasure', link: { id: on, rel: 'erases' } })) {
    if (one.issuer !== home.institute.origin) continue
    const stored = await reader.getStatement(one.id)
    if (stored === undefined || erasureOf(stored)?.scope !== scope) continue
    return { id: one.id, kind: 'erasure', members: await addresseesOf(home, stored) }
  }
  return undefined
}
