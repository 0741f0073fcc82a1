/** What there is to say of a shared folder beside what was done: gaps, and whom they come from. */
import { CARD_NAME, inFolderOf } from '../../federation/index.ts'
import type { Head, Shelf, Shelves } from '../../federation/index.ts'
import type { Home } from '../institute.ts'
import { ownerOf, readerOf } from '../networks.ts'
import { listQuarantine } from '../set-aside.ts'
import type { SyncNetwork } from './network.ts'
import type { OwnFile } from './owed.ts'
import { acknowledgedBy } from './own-files.ts'
import type { SyncResult } from './result.ts'
import type { Damaged } from './take-all.ts'

/** Who lacks what lies there, and what lies there not, or not whole. */
export function tellFiles(
  home: Home,
  { peers }: SyncNetwork,
  heads: ReadonlyMap<string, Head>,
  shelves: readonly Shelf[],
  own: readonly OwnFile[],
  damaged: Damaged,
  result: SyncResult,
): void {
  for (const { id } of peers) {
    const head = heads.get(id)
    const shelf = shelves.find(({ member }) => member === id)
    if (shelf === undefined) result.absent.push(id)
    const here = new Set(shelf?.bundles.map(({ sha256 }) => sha256))
    const lacking = head?.files.filter((sha256) => !here.has(sha256)).length ?? 0
    const files = lacking + (damaged.get(id)?.length ?? 0)
    if (files > 0) result.incomplete.push({ member: id, files })
    if (head === undefined) continue
    const acknowledged = acknowledgedBy(home, head)
    const behind = own.filter(
      ({ name, present, audience }) =>
        present && (audience === null || audience.includes(id)) && !acknowledged.has(name.slice(0, 64)),
    )
    if (behind.length > 0) result.behind.push({ member: id, files: behind.length })
  }
}

/** Cards of strangers, what others speak of and is not here, and what is set aside. */
export async function tellRest(
  home: Home,
  network: SyncNetwork | undefined,
  { shelves, refused }: Shelves,
  result: SyncResult,
): Promise<void> {
  result.strange = [
    ...shelves.flatMap(({ strange }) => strange),
    ...refused.map(({ member }) => inFolderOf(member, '')),
  ]
  const listed = new Set(network?.peers.map(({ id }) => id))
  for (const { member, card } of shelves) {
    if (card && member !== home.institute.id && !listed.has(member))
      result.cards.push({ member, file: inFolderOf(member, CARD_NAME) })
  }
  const origins = new Map(network?.standing?.chain.latest.body.members.map(({ id, origin }) => [origin, id]))
  const missing = new Map<string, { statements: Set<string>; blobs: Set<string> }>()
  const reader = readerOf(home, network?.all ?? [], ownerOf(home))
  for (const { what, missing: id, issuer } of await reader.listMissing()) {
    const member = origins.get(issuer)
    if (member === undefined || member === home.institute.id) continue
    const parts = missing.get(member) ?? { statements: new Set(), blobs: new Set() }
    missing.set(member, parts)
    parts[what === 'statement' ? 'statements' : 'blobs'].add(id)
  }
  result.missing = [...missing].map(([member, { statements, blobs }]) => ({
    member,
    statements: statements.size,
    blobs: blobs.size,
  }))
  result.quarantined = (await listQuarantine(home)).length
}
