/** What the others say of this folder in their signed heads, and what this institute says. */
import { headName, inFolderOf, SHARE_LIMITS, signHead, verifyHead } from '../../federation/index.ts'
import type { Head, ShareFiles, Shelf } from '../../federation/index.ts'
import { Slug, StatementRef, toHex } from '../../statement/index.ts'
import type { Home } from '../institute.ts'
import { listedSigner } from '../listed-signer.ts'
import type { Peer, SyncNetwork } from './network.ts'

/** The latest head of each peer that is signed by it, by member. */
export async function readHeads(
  home: Home,
  files: ShareFiles,
  network: SyncNetwork,
  shelves: readonly Shelf[],
): Promise<Map<string, Head>> {
  const heads = new Map<string, Head>()
  for (const peer of network.peers) {
    const shelf = shelves.find(({ member }) => member === peer.id)
    const head = shelf === undefined ? undefined : await latestHead(home, files, network, peer, shelf)
    if (head !== undefined) heads.set(peer.id, head)
  }
  return heads
}

/** Heads that were verified, by file and the keys it was held against: what a digest names does not change. */
const verified = new Map<string, Head | undefined>()
const MOST_KEPT = 1_000

async function latestHead(
  home: Home,
  files: ShareFiles,
  { pinned }: SyncNetwork,
  member: Pick<Peer, 'id' | 'keys'>,
  shelf: Shelf,
): Promise<Head | undefined> {
  let latest: Head | undefined
  for (const { path, sha256 } of shelf.heads) {
    const key = JSON.stringify([sha256, pinned, member.id, member.keys])
    if (!verified.has(key)) {
      const bytes = await files.read(path, SHARE_LIMITS.head)
      if (bytes === undefined || toHex(home.crypto.sha256(bytes)) !== sha256) continue
      if (verified.size >= MOST_KEPT) verified.clear()
      verified.set(key, verifyHead(bytes, pinned, member, home.crypto))
    }
    const head = verified.get(key)
    if (head !== undefined && (latest === undefined || head.seq > latest.seq)) latest = head
  }
  return latest
}

/** Writes the head of this institute where it says something new, and removes those before it; true where it did. */
export async function writeHead(
  home: Home,
  files: ShareFiles,
  network: SyncNetwork,
  shelf: Shelf | undefined,
  content: Pick<Head, 'files' | 'taken' | 'damaged'>,
): Promise<boolean> {
  const { own } = network
  if (own === undefined) return false
  const before = shelf === undefined ? undefined : await latestHead(home, files, network, own, shelf)
  if (before !== undefined && JSON.stringify(sayingOf(before)) === JSON.stringify(content)) return false
  const seq = (before?.seq ?? 0) + 1
  const head: Head = {
    format: 'concord-head/v1',
    network: StatementRef.parse(network.pinned),
    member: Slug.parse(own.id),
    seq,
    ...content,
  }
  const bytes = signHead(head, await listedSigner(home, own, 'statement'), home.crypto.sha256)
  const sha256 = toHex(home.crypto.sha256(bytes))
  await files.write(inFolderOf(own.id, headName(sha256)), bytes)
  for (const old of shelf?.heads ?? []) if (old.sha256 !== sha256) await files.remove(old.path)
  return true
}

function sayingOf({ files, taken, damaged }: Head): Pick<Head, 'files' | 'taken' | 'damaged'> {
  return { files, taken, damaged }
}
