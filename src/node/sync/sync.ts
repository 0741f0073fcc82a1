/**
 * Exchange over a shared folder: what the others left is taken in, what they are owed is laid down. Nothing is written,
 * changed or removed but in this institute's own folder there, and every step can be done again: after a stop or a kill
 * the next one goes on (docs/design/0011).
 */
import path from 'node:path'
import { ConcordError, sentence, type Sentence } from '../../error.ts'
import {
  ABOUT_NAME,
  ATTRIBUTES,
  ATTRIBUTES_NAME,
  bundleName,
  CARD_NAME,
  folderOf,
  inFolderOf,
  nodeShareFiles,
  readShelves,
  SHARE_LIMITS,
} from '../../federation/index.ts'
import type { About, Head, ShareFiles, Shelf, Shelves } from '../../federation/index.ts'
import { toHex, writeCanonical } from '../../statement/index.ts'
import { chooseRecipients, encryptBundle, writeBundle } from '../../trust/index.ts'
import { Slug, StatementRef } from '../../statement/index.ts'
import { ageIdentities } from '../age-key.ts'
import type { Home } from '../institute.ts'
import { ownerOf, readAs } from '../networks.ts'
import { circumstances, listQuarantine, retryQuarantine } from '../quarantine.ts'
import { readIfThere, TEXT_LIMIT } from '../read-whole.ts'
import type { Received } from '../take-in.ts'
import { readHeads, writeHead } from './heads.ts'
import { findSyncNetwork } from './network.ts'
import type { Peer, SyncNetwork } from './network.ts'
import { findOwed } from './owed.ts'
import type { OwnFile, Portion } from './owed.ts'
import { pack } from './pack.ts'
import { takeFile, tooLarge } from './take.ts'

export type SyncResult = {
  folder: string
  /** Id of the first charter of the network; null while there is none. */
  network: string | null
  received: (Omit<Received, 'file'> & { member: string })[]
  /** Files that were set aside, or left because nobody could read them. */
  refused: { member: string; file: string; message: Sentence }[]
  /** Charters of networks that are not pinned here, with a file that brings each. */
  unpinned: { member: string; root: string; file: string }[]
  /** Member cards of institutes that are not in the network. */
  cards: { member: string; file: string }[]
  written: { files: number; statements: number; removed: number }
  /** Members that are to have what may leave encrypted only, and have no age key in the charter. */
  keyless: { member: string; statements: number }[]
  /** Files that a member says it laid here and that are not here, or not whole. */
  incomplete: { member: string; files: number }[]
  /** Members that have not taken in some of what lies here for everybody. */
  behind: { member: string; files: number }[]
  /** Members that have not written here yet. */
  absent: string[]
  /** Statements and blobs that others name and that are not here, by the member that names them. */
  missing: { member: string; statements: number; blobs: number }[]
  quarantined: number
  /** Files that are none of ours. */
  strange: string[]
}

export type SyncOptions = {
  dryRun?: boolean
  signal?: AbortSignal
  files?: ShareFiles
}

/** Takes in and lays down. Throws one sentence where the folder cannot be used; what was done until then holds. */
export async function sync(home: Home, folder: string, options: SyncOptions = {}): Promise<SyncResult> {
  const files = options.files ?? nodeShareFiles(folder)
  const stopIfAsked = (): void => {
    if (options.signal?.aborted !== true) return
    throw new ConcordError(
      'stopped',
      sentence`The exchange was stopped; what was taken in and laid down is kept. Go on with "concord sync ${folder}".`,
    )
  }
  const found = await readShelves(files, folder)
  const before = await findSyncNetwork(home)
  const ownShelf = found.shelves.find(({ member }) => member === home.institute.id)
  refuseForeign(home, folder, found, ownShelf, before)
  const result: SyncResult = {
    folder,
    network: before?.pinned ?? null,
    received: [],
    refused: [],
    unpinned: [],
    cards: [],
    written: { files: 0, statements: 0, removed: 0 },
    keyless: [],
    incomplete: [],
    behind: [],
    absent: [],
    missing: [],
    quarantined: 0,
    strange: found.shelves.flatMap(({ strange }) => strange),
  }
  await takeAll(home, files, found.shelves, result, stopIfAsked)
  for (const late of await retryQuarantine(home)) result.received.push({ ...late, member: late.from })
  const network = await findSyncNetwork(home)
  result.network = network?.pinned ?? null
  stopIfAsked()
  await introduce(home, files, network)
  if (network !== undefined) await give(home, files, network, found.shelves, ownShelf, result, stopIfAsked)
  await tell(home, network, found, result)
  return result
}

/** A folder of another network is no place for this one; and nobody else writes under this name. */
function refuseForeign(
  home: Home,
  folder: string,
  { shelves, refused }: Shelves,
  own: Shelf | undefined,
  network: SyncNetwork | undefined,
): void {
  if (refused.some(({ member }) => member === home.institute.id)) {
    throw new ConcordError(
      'conflict',
      sentence`${path.join(folder, folderOf(home.institute.id))} is no folder of this institute (a link, a file, or more files than it lays there); move it away, or use another shared folder.`,
    )
  }
  if (own?.about !== undefined && own.about.origin !== home.institute.origin) {
    throw new ConcordError(
      'conflict',
      sentence`${path.join(folder, folderOf(home.institute.id))} belongs to ${own.about.origin}, and you are ${home.institute.origin}; use another shared folder.`,
    )
  }
  const networks = shelves.flatMap(({ about }) => (about === undefined ? [] : [about.network]))
  if (network === undefined || networks.length === 0) return
  if (networks.some((one) => one === null || one === network.pinned)) return
  throw new ConcordError(
    'conflict',
    sentence`${folder} is the shared folder of the network ${networks[0] ?? ''}, and yours is ${network.pinned}; use another folder for it.`,
  )
}

async function takeAll(
  home: Home,
  files: ShareFiles,
  shelves: readonly Shelf[],
  result: SyncResult,
  stopIfAsked: () => void,
): Promise<void> {
  const memory = home.store.syncMemory()
  const seen = new Map((await memory.listSeen()).map((file) => [file.name, file]))
  const sent = new Set((await memory.listSent()).map(({ name }) => name))
  let now = digestOf(home, await circumstances(home))
  let identities: string[] | undefined
  for (const shelf of shelves) {
    for (const file of shelf.bundles) {
      const name = bundleName(file.sha256, file.sealed)
      const known = seen.get(name)
      if (sent.has(name) || isSettled(known, now)) continue
      stopIfAsked()
      identities ??= await ageIdentities(home)
      const taken = await takeFile(home, files, file, identities)
      if (taken.outcome === 'taken') {
        const { received } = taken
        result.received.push({ ...received, member: shelf.member })
        for (const { message } of received.refused)
          result.refused.push({ member: shelf.member, file: file.path, message })
        if (received.charters.length > 0) now = digestOf(home, await circumstances(home))
      } else if (taken.outcome === 'unpinned') {
        result.unpinned.push({ member: shelf.member, root: taken.root, file: file.path })
      } else if (taken.outcome === 'set-aside') {
        result.refused.push({ member: shelf.member, file: file.path, message: taken.message })
      } else if (taken.outcome === 'too-large') {
        result.refused.push({ member: shelf.member, file: file.path, message: tooLarge(file) })
      }
      if (taken.outcome === 'damaged' || taken.outcome === 'too-large' || taken.outcome === 'unpinned')
        continue
      await memory.putSeen({ name, state: taken.outcome, tried: now })
    }
  }
}

/** Taken in, or refused or for others under just these circumstances. */
function isSettled(known: { state: string; tried: string } | undefined, now: string): boolean {
  return known !== undefined && (known.state === 'taken' || known.tried === now)
}

/** Says who writes here. */
async function introduce(home: Home, files: ShareFiles, network: SyncNetwork | undefined): Promise<void> {
  const { id, origin } = home.institute
  const about: About = {
    format: 'concord-share/v1',
    member: Slug.parse(id),
    origin,
    network: network === undefined ? null : StatementRef.parse(network.pinned),
  }
  if ((await files.kindOf(folderOf(id))) !== 'folder') await files.makeFolder(folderOf(id))
  const card = await readIfThere(path.join(home.folder, CARD_NAME), TEXT_LIMIT)
  const wanted: [string, Uint8Array | undefined][] = [
    [ATTRIBUTES_NAME, ATTRIBUTES],
    [ABOUT_NAME, writeCanonical(about)],
    [CARD_NAME, card],
  ]
  for (const [name, bytes] of wanted) {
    if (bytes === undefined) continue
    const there = await files.read(inFolderOf(id, name), SHARE_LIMITS.about)
    if (there === undefined || !isSame(there, bytes)) await files.write(inFolderOf(id, name), bytes)
  }
}

async function give(
  home: Home,
  files: ShareFiles,
  network: SyncNetwork,
  shelves: readonly Shelf[],
  ownShelf: Shelf | undefined,
  result: SyncResult,
  stopIfAsked: () => void,
): Promise<void> {
  const memory = home.store.syncMemory()
  const heads = await readHeads(home, files, network, shelves)
  const own = await ownFiles(home, network, heads, ownShelf)
  const { charters, portions, stale } = await findOwed(home, network, own, new Set(heads.keys()))
  const laid = new Set(own.flatMap(({ present, name }) => (present ? [name] : [])))
  const lay = async (
    audience: string[] | null,
    bytes: Uint8Array,
    statements: number,
    entries: OwnFile['entries'],
  ): Promise<void> => {
    stopIfAsked()
    const name = bundleName(digestOf(home, bytes), audience !== null)
    // Noted first: of a file that is here and not noted nobody would know what it brings.
    await memory.putSent({ name, size: bytes.length, audience, entries })
    await files.write(inFolderOf(home.institute.id, name), bytes)
    laid.add(name)
    result.written.files += 1
    result.written.statements += statements
  }
  for (const { chain, entries } of charters) {
    const from = Slug.parse(home.institute.id)
    const bundle = { from, for: null, charters: chain, statements: [], blobs: [] }
    await lay(null, writeBundle(bundle, home.crypto.sha256), 0, entries)
  }
  const { sendable, keyless } = withKeys(network, portions)
  result.keyless.push(...keyless)
  for await (const { audience, bytes, statements, entries } of pack(home, network, sendable)) {
    const recipients = audience === null ? undefined : recipientsFor(network, audience)
    await lay(
      audience,
      recipients === undefined ? bytes : await encryptBundle(bytes, recipients),
      statements,
      entries,
    )
  }
  for (const { name } of stale) {
    await files.remove(inFolderOf(home.institute.id, name))
    await memory.removeSent(name)
    laid.delete(name)
    result.written.removed += 1
  }
  const seen = new Map((await memory.listSeen()).map((file) => [file.name, file.state]))
  const content: Pick<Head, 'files' | 'taken' | 'damaged'> = {
    files: [...laid].map((name) => name.slice(0, 64)).sort(),
    taken: [],
    damaged: [],
  }
  for (const shelf of shelves) {
    if (shelf.member === home.institute.id) continue
    const taken = shelf.bundles.filter((file) => seen.get(bundleName(file.sha256, file.sealed)) === 'taken')
    if (taken.length > 0)
      content.taken.push({ member: Slug.parse(shelf.member), files: taken.map(({ sha256 }) => sha256) })
  }
  await writeHead(home, files, network, ownShelf, content)
  for (const { id } of network.peers) {
    const head = heads.get(id)
    const acknowledged = new Set(head?.taken.find(({ member }) => member === home.institute.id)?.files)
    const behind = [...laid].filter(
      (name) => !acknowledged.has(name.slice(0, 64)) && forMember(own, name, id),
    )
    if (head !== undefined && behind.length > 0) result.behind.push({ member: id, files: behind.length })
    const shelf = shelves.find(({ member }) => member === id)
    const here = new Set(shelf?.bundles.map(({ sha256 }) => sha256))
    const lacking = head?.files.filter((sha256) => !here.has(sha256)).length ?? 0
    if (lacking > 0) result.incomplete.push({ member: id, files: lacking })
    if (shelf === undefined) result.absent.push(id)
  }
}

function forMember(own: readonly OwnFile[], name: string, member: string): boolean {
  const file = own.find((one) => one.name === name)
  return file !== undefined && (file.audience === null || file.audience.includes(member))
}

/** The files this institute has laid down, here or elsewhere, with who has acknowledged them. */
async function ownFiles(
  home: Home,
  network: SyncNetwork,
  heads: ReadonlyMap<string, Head>,
  shelf: Shelf | undefined,
): Promise<OwnFile[]> {
  const memory = home.store.syncMemory()
  const sent = await memory.listSent()
  const here = new Set(shelf?.bundles.map(({ sha256, sealed }) => bundleName(sha256, sealed)))
  const byDigest = new Map(sent.map(({ name }) => [name.slice(0, 64), name]))
  const acknowledged = new Map<string, Set<string>>()
  for (const { member, file } of await memory.listAcknowledged()) {
    const list = acknowledged.get(file) ?? new Set()
    acknowledged.set(file, list.add(member))
  }
  for (const { id } of network.peers) {
    const head = heads.get(id)
    if (head === undefined) continue
    const said = new Set(head.taken.find(({ member }) => member === home.institute.id)?.files)
    const added: string[] = []
    const withdrawn: string[] = []
    for (const sha256 of said) {
      const name = byDigest.get(sha256)
      if (name !== undefined && acknowledged.get(name)?.has(id) !== true) added.push(name)
    }
    for (const name of here) {
      // It had it, and has it no longer: its folder was restored from a backup.
      if (!said.has(name.slice(0, 64)) && acknowledged.get(name)?.has(id) === true) withdrawn.push(name)
    }
    await memory.putAcknowledged(id, added, withdrawn)
    for (const name of added) acknowledged.set(name, (acknowledged.get(name) ?? new Set()).add(id))
    for (const name of withdrawn) acknowledged.get(name)?.delete(id)
  }
  return sent.map((file) => ({
    ...file,
    present: here.has(file.name),
    acknowledged: acknowledged.get(file.name) ?? new Set(),
  }))
}

/** Portions that can be sent, and how many statements each member cannot be sent for want of an age key. */
function withKeys(
  { peers }: SyncNetwork,
  portions: readonly Portion[],
): { sendable: Portion[]; keyless: SyncResult['keyless'] } {
  const byId = new Map(peers.map((peer) => [peer.id, peer]))
  const counts = new Map<string, number>()
  const sendable = portions.flatMap((portion) => {
    if (portion.audience === null) return [portion]
    const audience = portion.audience.filter((member) => {
      if ((byId.get(member)?.ageRecipients.length ?? 0) > 0) return true
      counts.set(member, (counts.get(member) ?? 0) + 1)
      return false
    })
    const as = byId.get(audience[0] ?? '')
    return as === undefined ? [] : [{ ...portion, as, audience }]
  })
  return { sendable, keyless: [...counts].map(([member, statements]) => ({ member, statements })) }
}

/** Age keys of all of them; where they have none in common, of one kind, this cannot be. */
function recipientsFor({ peers }: SyncNetwork, audience: readonly string[]): string[] {
  const keys = audience.map((id) => peers.find((peer: Peer) => peer.id === id)?.ageRecipients ?? [])
  const recipients = chooseRecipients(keys)
  if (recipients !== undefined) return recipients
  throw new ConcordError(
    'conflict',
    sentence`The age keys of ${audience.join(', ')} are of different kinds, and one file cannot be encrypted to both; have them run "concord card" and list their cards anew.`,
  )
}

/** What there is to say beside what was done. */
async function tell(
  home: Home,
  network: SyncNetwork | undefined,
  { shelves }: Shelves,
  result: SyncResult,
): Promise<void> {
  const listed = new Set(network?.peers.map(({ id }) => id))
  for (const { member, card } of shelves) {
    if (card && member !== home.institute.id && !listed.has(member))
      result.cards.push({ member, file: inFolderOf(member, CARD_NAME) })
  }
  const origins = new Map(network?.standing?.chain.latest.body.members.map(({ id, origin }) => [origin, id]))
  const missing = new Map<string, { statements: Set<string>; blobs: Set<string> }>()
  for (const { what, missing: id, issuer } of await (await readAs(home, ownerOf(home))).listMissing()) {
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

function digestOf(home: Home, content: Uint8Array | string): string {
  return toHex(home.crypto.sha256(typeof content === 'string' ? new TextEncoder().encode(content) : content))
}

function isSame(one: Uint8Array, other: Uint8Array): boolean {
  return one.length === other.length && one.every((byte, at) => byte === other[at])
}
