/**
 * What this institute owes the others in a shared folder.
 *
 * A statement is owed by those who have something to say about it: who issued it and who signed it; for whom of them
 * does not write into this folder, everybody else does. What is said of it falls into parts: a signature, the body, a
 * blob. A part is owed to a member who may see it, until a file here brings it to that member, or the member has
 * acknowledged one that did.
 */
import type { OutlinedStatement, SentEntry, SentFile } from '../../store/index.ts'
import { inspectCharter } from '../../trust/index.ts'
import type { CharterRecord, CharterVersion } from '../../trust/index.ts'
import { isConfidential } from '../bundle-file.ts'
import type { Home } from '../institute.ts'
import { ownerOf, readerOf } from '../networks.ts'
import type { Peer, SyncNetwork } from './network.ts'

/** Parts of a statement that some are to have. */
export type Portion = {
  id: string
  /** Whose view it is of; everybody in the audience has the same. */
  as: Peer
  /** Ids of members; null: every active member, in the clear. */
  audience: string[] | null
  parts: string[]
}

export type OwnFile = SentFile & {
  /** It lies in this folder. */
  present: boolean
  /** Members who have acknowledged it. */
  acknowledged: ReadonlySet<string>
}

export type Owed = {
  /** Charters of which others may lack something: each list is a bundle of its own. */
  charters: { chain: CharterRecord[]; entries: SentEntry[] }[]
  portions: Portion[]
  /** Own files that hold what somebody they are for may not see (any more). */
  stale: OwnFile[]
}

const BLOB = 'blob:'
const BODY = 'body'

/** Computes what is owed. `writers` are the members known to write into this folder. */
export async function findOwed(
  home: Home,
  network: SyncNetwork,
  files: readonly OwnFile[],
  writers: ReadonlySet<string>,
): Promise<Owed> {
  const me = home.institute.id
  const views = new Map<string, ReadonlyMap<string, OutlinedStatement>>()
  for (const peer of network.peers) {
    const reader = readerOf(home, network.all, { kind: 'member', origin: peer.origin })
    views.set(peer.id, new Map((await reader.outline()).map((one) => [one.id, one])))
  }
  const offers = new Map<string, Offer>()
  const origins = new Map(network.standing?.chain.latest.body.members.map(({ id, origin }) => [origin, id]))
  const now = home.world.now()
  for (const { id, kind, issuer, signers, label } of await readerOf(
    home,
    network.all,
    ownerOf(home),
  ).listStatements()) {
    const by = origins.get(issuer)
    if (kind === 'charter' || by === undefined) continue
    const saying = signers.filter(({ member }) => member === me || !writers.has(member))
    offers.set(id, {
      signatures: saying.map(({ keyid }) => keyid),
      sayers: new Set(saying.map(({ member }) => member)),
      whole: by === me || !writers.has(by),
      isOpen: !isConfidential(label, now),
    })
  }
  const stale = files.filter((file) => file.present && !isPermitted(file, offers, network.peers, views, now))
  // What is to go carries nothing; what somebody has taken from it, they have.
  const carried = carriedBy(files.map((file) => (stale.includes(file) ? { ...file, present: false } : file)))
  return {
    charters: owedCharters(home, network, me, writers, carried),
    portions: [...offers].flatMap(([id, offer]) => portionsOf(id, offer, network.peers, views, carried, now)),
    stale,
  }
}

function owedCharters(
  home: Home,
  { charters }: SyncNetwork,
  me: string,
  writers: ReadonlySet<string>,
  carried: Carried,
): Owed['charters'] {
  return charters.flatMap((chain) => {
    let before: CharterVersion | null = null
    const entries: SentEntry[] = []
    let lacking = false
    for (const record of chain) {
      const read = inspectCharter(record, before, home.crypto)
      if (!read.ok) return []
      const { version } = read
      before = version
      const said = version.validKeyids.filter((keyid) => {
        const member = version.keyByKeyid.get(keyid)?.member.id ?? ''
        return member === me || !writers.has(member)
      })
      if (said.length === 0) continue
      lacking ||= said.some((keyid) => !carried.openly(version.id, keyid))
      entries.push({ id: version.id, content: [CHARTER, ...said].join(' ') })
    }
    return lacking ? [{ chain, entries }] : []
  })
}

type Offer = {
  signatures: string[]
  /** Members who have something to say about it. */
  sayers: ReadonlySet<string>
  /** Body and blobs too. */
  whole: boolean
  isOpen: boolean
}

type Views = ReadonlyMap<string, ReadonlyMap<string, OutlinedStatement>>

function portionsOf(
  id: string,
  offer: Offer,
  peers: readonly Peer[],
  views: Views,
  carried: Carried,
  now: string,
): Portion[] {
  if (offer.signatures.length === 0) return []
  const seen = peers.flatMap((peer) => {
    const view = views.get(peer.id)?.get(id)
    // Nobody is told what nobody else has said.
    const isAllTheirs = offer.sayers.size === 1 && offer.sayers.has(peer.id)
    return view === undefined ? [] : [{ peer, view, isAllTheirs }]
  })
  const portions: Portion[] = []
  const openParts = offer.isOpen ? partsForAll(offer, peers, views, id, now) : undefined
  const [first] = seen
  if (openParts !== undefined && first !== undefined) {
    const lacking = openParts.filter(
      (part) =>
        !carried.openly(id, part) &&
        seen.some(({ peer, isAllTheirs }) => !isAllTheirs && !carried.to(peer.id, id, part)),
    )
    if (lacking.length > 0) portions.push({ id, as: first.peer, audience: null, parts: openParts })
  }
  return [...portions, ...sealedPortions(id, offer, seen, openParts ?? [], carried)]
}

/**
 * The parts that do not lie in the open, each for all who may have it, whoever of them lacks it: for whom a file is would
 * otherwise tell its readers what others were given besides, or have.
 */
function sealedPortions(
  id: string,
  offer: Offer,
  seen: readonly { peer: Peer; view: OutlinedStatement; isAllTheirs: boolean }[],
  openParts: readonly string[],
  carried: Carried,
): Portion[] {
  const readersByPart = new Map<string, Peer[]>()
  for (const { peer, view, isAllTheirs } of seen) {
    if (isAllTheirs) continue
    for (const part of partsOf(offer, view)) {
      if (openParts.includes(part)) continue
      const readers = readersByPart.get(part)
      if (readers === undefined) readersByPart.set(part, [peer])
      else readers.push(peer)
    }
  }
  const byReaders = new Map<string, Portion>()
  for (const [part, readers] of readersByPart) {
    const [as] = readers
    if (as === undefined) continue
    const audience = readers.map((peer) => peer.id)
    const portion = byReaders.get(audience.join(' ')) ?? { id, as, audience, parts: [] }
    byReaders.set(audience.join(' '), portion)
    portion.parts.push(part)
  }
  return [...byReaders.values()].filter(({ audience, parts }) =>
    audience?.some((member) => parts.some((part) => !carried.to(member, id, part))),
  )
}

/** What a member may have of a statement. */
function partsOf({ signatures, whole }: Offer, { level, blobs }: OutlinedStatement): string[] {
  const content = whole ? blobs.map(({ sha256 }) => `${BLOB}${sha256}`) : []
  return [...signatures, ...(level === 'body' ? [BODY] : []), ...content]
}

/** What every other active member may have of it, and its labels let lie in the open; undefined for nothing. */
function partsForAll(
  offer: Offer,
  peers: readonly Peer[],
  views: Views,
  id: string,
  now: string,
): string[] | undefined {
  let parts: string[] | undefined
  for (const peer of peers) {
    const view = views.get(peer.id)?.get(id)
    if (view === undefined || view.level !== 'body' || isConfidential(view.label, now)) return undefined
    const blobs = view.blobs.filter(({ label }) => label === null || !isConfidential(label, now))
    const open = partsOf(offer, { ...view, blobs })
    parts = parts === undefined ? open : parts.filter((part) => open.includes(part))
  }
  return parts
}

type Carried = {
  /** True where a file in the clear brings it. */
  openly(id: string, part: string): boolean
  /** True where a file brings it to that member, or the member has acknowledged one that did. */
  to(member: string, id: string, part: string): boolean
}

function carriedBy(files: readonly OwnFile[]): Carried {
  const byId = new Map<string, { file: OwnFile; parts: ReadonlySet<string> }[]>()
  for (const file of files) {
    for (const { id, content } of file.entries) {
      const entry = { file, parts: new Set(content.split(' ')) }
      const list = byId.get(id)
      if (list === undefined) byId.set(id, [entry])
      else list.push(entry)
    }
  }
  const has = (id: string, part: string, counts: (file: OwnFile) => boolean): boolean =>
    byId.get(id)?.some(({ file, parts }) => parts.has(part) && counts(file)) ?? false
  return {
    openly: (id, part) => has(id, part, ({ present, audience }) => present && audience === null),
    to: (member, id, part) =>
      has(
        id,
        part,
        ({ present, audience, acknowledged }) =>
          acknowledged.has(member) || (present && (audience === null || audience.includes(member))),
      ),
  }
}

/** True where everybody a file is for may have all that is in it. */
function isPermitted(
  { audience, entries }: OwnFile,
  offers: ReadonlyMap<string, Offer>,
  peers: readonly Peer[],
  views: Views,
  now: string,
): boolean {
  return entries.every(({ id, content }: SentEntry) => {
    // Charters are for everybody.
    if (content.startsWith(CHARTER)) return true
    const offer = offers.get(id)
    if (offer === undefined) return false
    const shown = content.split(' ').filter((part) => part === BODY || part.startsWith(BLOB))
    const all = { ...offer, signatures: [], whole: true }
    if (audience === null) {
      const open = offer.isOpen ? partsForAll(all, peers, views, id, now) : undefined
      return open !== undefined && shown.every((part) => open.includes(part))
    }
    return audience.every((member) => {
      const view = views.get(member)?.get(id)
      return view !== undefined && shown.every((part) => partsOf(all, view).includes(part))
    })
  })
}

/** The first part of a charter. */
export const CHARTER = 'charter'

/** True where the body goes with these parts: whoever may have a blob may have the body. */
export function withBody(parts: readonly string[]): boolean {
  return parts.some((part) => part === BODY || part.startsWith(BLOB))
}

/** Digest of the blob that a part is; undefined where it is none. */
export function blobOf(part: string): string | undefined {
  return part.startsWith(BLOB) ? part.slice(BLOB.length) : undefined
}
