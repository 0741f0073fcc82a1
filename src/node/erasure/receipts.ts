/** Who has erased what: the requests that are here, and the receipts that answer them. */
import { Receipt } from '../../statement/index.ts'
import type { Erasure } from '../../statement/index.ts'
import type { StoredStatement } from '../../store/index.ts'
import { addresseesOf, sameSharing } from '../addressees.ts'
import type { Home } from '../institute.ts'
import { networkOfIssuer, loadNetworks, ownerOf, readAs } from '../networks.ts'
import { bodyValue, signDraft, writeBundles } from '../publish.ts'
import type { WrittenBundle } from '../publish.ts'
import { erasureOf } from './read-erasure.ts'

export type ErasureState = Pick<Erasure, 'on' | 'scope' | 'reason' | 'basis'> & {
  id: string
  /** Member id of who asked. */
  by: string
  /** Whether it is destroyed here, or was never here. */
  carriedOut: boolean
  /** Members that have confirmed it, and those that have not: open ones. */
  answered: string[]
  open: string[]
}

/** Every erasure that is here, with who has confirmed it. */
export async function listErasures(home: Home): Promise<ErasureState[]> {
  const reader = await readAs(home, ownerOf(home))
  const networks = await loadNetworks(home)
  const done = new Map((await reader.listErased()).map(({ id, scope }) => [id, scope]))
  const states: ErasureState[] = []
  for (const { id } of await reader.listStatements({ kind: 'erasure' })) {
    const stored = await reader.getStatement(id)
    const asked = stored === undefined ? undefined : erasureOf(stored)
    if (stored === undefined || asked === undefined) continue
    const { on, scope, reason, basis } = asked
    const answered = await answeredBy(home, id)
    const members = await addresseesOf(home, stored)
    const author = networkOfIssuer(networks, stored.issuer)?.chain.latest.body.members.find(
      ({ origin }) => origin === stored.issuer,
    )
    const by = author?.id ?? stored.issuer
    const before = done.get(on)
    states.push({
      id,
      on,
      scope,
      reason,
      basis,
      by,
      carriedOut: before === 'all' || before === scope,
      answered,
      open: members.filter((member) => member !== by && !answered.includes(member)),
    })
  }
  return states
}

/** Confirms to their authors what was erased here and is not confirmed yet. */
export async function answerErasures(
  home: Home,
): Promise<{ receipts: { id: string; erasure: string; on: string }[]; bundles: WrittenBundle[] }> {
  const reader = await readAs(home, ownerOf(home))
  const me = home.institute.id
  const receipts: { id: string; erasure: string; on: string }[] = []
  const members = new Set<string>()
  for (const { id, on, scope, carriedOut, answered, by } of await listErasures(home)) {
    if (!carriedOut || answered.includes(me) || by === me) continue
    const stored: StoredStatement | undefined = await reader.getStatement(id)
    if (stored === undefined) continue
    const { exercise } = stored
    const signed = await signDraft(home, {
      kind: 'receipt',
      exercise,
      sharing: sameSharing(home, stored),
      links: [{ rel: 'answers', id }],
      body: { type: 'erased', exercise, erasure: id, on, scope },
      blobs: [],
    })
    await home.store.writer().putStatements([signed])
    receipts.push({ id: signed.id, erasure: id, on })
    for (const member of await addresseesOf(home, stored)) members.add(member)
  }
  const bundles =
    receipts.length === 0
      ? []
      : await writeBundles(
          home,
          'receipts',
          receipts.map(({ id }) => id),
          [...members],
        )
  return { receipts, bundles }
}

async function answeredBy(home: Home, erasure: string): Promise<string[]> {
  const reader = await readAs(home, ownerOf(home))
  const members = new Set<string>()
  for (const { id } of await reader.listStatements({
    kind: 'receipt',
    link: { id: erasure, rel: 'answers' },
  })) {
    const stored = await reader.getStatement(id)
    const read = stored?.body === null ? undefined : Receipt.safeParse(stored && bodyValue(stored))
    if (stored !== undefined && read?.success === true && read.data.erasure === erasure)
      for (const { member } of stored.signers) members.add(member)
  }
  return [...members].sort()
}
