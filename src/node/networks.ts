/** The networks a folder knows: pinned first charters, and the chain that stands on each. */
import { ANONYMOUS } from '../access/index.ts'
import type { Principal, Roster } from '../access/index.ts'
import { ConcordError, sentence, type Sentence } from '../error.ts'
import { Charter, firstFault, readCanonical, StatementId, toHex } from '../statement/index.ts'
import type { CharterMember } from '../statement/index.ts'
import type { Reader, StatementInput, Store } from '../store/index.ts'
import {
  envelopeId,
  formatEnvelope,
  inspectCharter,
  isExpired,
  mergeEnvelopes,
  parseEnvelope,
  resolveCharter,
} from '../trust/index.ts'
import type { CharterChain, CharterRecord, CharterVersion, CharterWarning } from '../trust/index.ts'
import { sha256 } from './crypto.ts'
import type { Home } from './institute.ts'

/** A network whose chain stands, or why it does not (yet). */
export type Network =
  | {
      pinned: StatementId
      ok: true
      chain: CharterChain
      warnings: CharterWarning[]
      records: CharterRecord[]
    }
  | { pinned: StatementId; ok: false; message: Sentence; records: CharterRecord[] }

export type StandingNetwork = Extract<Network, { ok: true }>

/** Charters are for everybody, so everybody may read them; nothing else is seen through this reader. */
export function charterReader(home: Home): Reader {
  return home.store.reader(ANONYMOUS, { now: home.world.now(), charterOf: () => [] })
}

/** A note of this name is kept for each charter that was given up here; its value is '' once taken up again. */
const DISCARDED = 'charter-discarded/'

type Kept = { count: number; stored: CharterRecord[]; discarded: ReadonlySet<string>; pins: StatementId[] }

/** What was read of charters, as long as nothing of them has changed: it is asked for at every reading. */
const keptByStore = new WeakMap<Store, Kept>()

async function readKept(home: Home): Promise<Kept> {
  const { charters: count } = await home.store.revision()
  const known = keptByStore.get(home.store)
  if (known?.count === count) return known
  const owner = home.store.reader(ownerOf(home), { now: home.world.now(), charterOf: () => [] })
  const pins = (await owner.listPins()).map(({ charterId }) => StatementId.parse(charterId))
  const kept = { count, stored: await storedCharters(home), discarded: await discardedCharters(home), pins }
  keptByStore.set(home.store, kept)
  return kept
}

/** Every charter that is here and was not given up, by version, then id. What has its signatures stands all the same. */
export async function charterRecords(home: Home): Promise<CharterRecord[]> {
  return recordsOf(home, await readKept(home))
}

function recordsOf(home: Home, { stored, discarded }: Kept): CharterRecord[] {
  if (discarded.size === 0) return stored
  return stored.filter(
    (record) => !discarded.has(idOf(home, record)) || hasItsSignatures(home, record, stored),
  )
}

/** Notes that a charter was given up, or taken up again. */
export async function noteDiscarded(home: Home, id: StatementId, discarded: boolean): Promise<void> {
  if (!discarded && !(await discardedCharters(home)).has(id)) return
  await home.store.writer().putNote(`${DISCARDED}${id}`, discarded ? home.world.now() : '')
}

async function discardedCharters(home: Home): Promise<ReadonlySet<string>> {
  const owner = home.store.reader(ownerOf(home), { now: home.world.now(), charterOf: () => [] })
  const notes = await owner.listNotes(DISCARDED)
  return new Set(notes.flatMap(({ key, value }) => (value === '' ? [] : [key.slice(DISCARDED.length)])))
}

function hasItsSignatures(home: Home, record: CharterRecord, all: readonly CharterRecord[]): boolean {
  const inspected = (one: CharterRecord): ReturnType<typeof inspectCharter> | undefined => {
    const { previous } = charterOf(one)
    if (previous === null) return inspectCharter(one, null, home.crypto)
    const earlier = all.find((other) => idOf(home, other) === previous)
    const before = earlier === undefined ? undefined : inspected(earlier)
    return before?.ok === true ? inspectCharter(one, before.version, home.crypto) : undefined
  }
  const read = inspected(record)
  return read?.ok === true && read.support.enough
}

async function storedCharters(home: Home): Promise<CharterRecord[]> {
  const reader = charterReader(home)
  const found: { version: number; id: string; record: CharterRecord }[] = []
  for (const { id } of await reader.listStatements({ kind: 'charter' })) {
    const stored = await reader.getStatement(id)
    if (stored?.body === undefined || stored.body === null) continue
    const record = { envelope: parseEnvelope(stored.envelope), body: stored.body }
    found.push({ version: charterOf(record).version, id, record })
  }
  return found.sort((a, b) => a.version - b.version || (a.id < b.id ? -1 : 1)).map(({ record }) => record)
}

/** Charters that were read, by the digest of their bytes: they are gone through on every occasion. */
const charterByDigest = new Map<string, Charter>()
const MOST_KEPT = 200

/** What a charter record says; throws `bad-input` where it is no charter. Nothing of it has been verified. */
export function charterOf({ body }: CharterRecord): Charter {
  const digest = toHex(sha256(body))
  const known = charterByDigest.get(digest)
  if (known !== undefined) return known
  const read = Charter.safeParse(readCanonical(body))
  if (!read.success) {
    throw new ConcordError(
      'bad-input',
      sentence`A charter is malformed (${firstFault(read.error)}); ask its sender again.`,
    )
  }
  if (charterByDigest.size >= MOST_KEPT) charterByDigest.clear()
  charterByDigest.set(digest, read.data)
  return read.data
}

/** The networks this folder has pinned, in the order of their pins. */
export async function loadNetworks(home: Home): Promise<Network[]> {
  const kept = await readKept(home)
  const { pins, discarded } = kept
  const records = recordsOf(home, kept)
  const here = new Set(records.map((record) => idOf(home, record)))
  return pins
    .filter((pinned) => here.has(pinned) || !discarded.has(pinned))
    .map((pinned) => standOn(home, pinned, records))
}

/** The chain that stands on a pinned first charter, from the charters given. */
export function standOn(
  home: Pick<Home, 'crypto' | 'world'>,
  pinned: StatementId,
  all: readonly CharterRecord[],
): Network {
  const own = chainRecords(home, pinned, all)
  const outcome = resolveCharter(own, pinned, home.crypto, home.world.now())
  return outcome.ok
    ? { pinned, ok: true, chain: outcome.charter, warnings: outcome.warnings, records: own }
    : { pinned, ok: false, message: outcome.message, records: own }
}

/** The records that follow each other from the pinned one by `previous`: other networks' charters are not theirs. */
function chainRecords(
  home: Pick<Home, 'crypto'>,
  pinned: StatementId,
  all: readonly CharterRecord[],
): CharterRecord[] {
  const reachable = new Set<string>([pinned])
  const chosen = new Map<string, CharterRecord>()
  for (const record of all) {
    const id = idOf(home, record)
    const { previous } = charterOf(record)
    if (id !== pinned && (previous === null || !reachable.has(previous))) continue
    reachable.add(id)
    const known = chosen.get(id)
    chosen.set(
      id,
      known === undefined ? record : { ...known, envelope: mergeEnvelopes(known.envelope, record.envelope) },
    )
  }
  return [...chosen.values()]
}

/** Id of a charter record. */
export function idOf(home: Pick<Home, 'crypto'>, { envelope }: CharterRecord): StatementId {
  return envelopeId(envelope, home.crypto.sha256)
}

export function ownerOf(home: Pick<Home, 'institute'>): Principal {
  return { kind: 'owner', origin: home.institute.origin }
}

/** This institute as a member of a chain, or undefined where it is none (any more). */
export function ownMember(home: Home, chain: CharterChain): CharterMember | undefined {
  return chain.latest.body.members.find(
    ({ origin, status }) => origin === home.institute.origin && status === 'active',
  )
}

/**
 * The one network in which this institute is a member. Throws `conflict` where there is none that stands, or
 * its charter has expired: then nothing may be signed.
 */
export async function ownNetwork(home: Home): Promise<StandingNetwork & { member: CharterMember }> {
  const networks = await loadNetworks(home)
  for (const network of networks) {
    if (!network.ok) continue
    const member = ownMember(home, network.chain)
    if (member === undefined) continue
    refuseIfExpired(home, network)
    return { ...network, member }
  }
  const forming = networks.find((network) => !network.ok)
  throw new ConcordError(
    'conflict',
    forming !== undefined && !forming.ok
      ? sentence`The network cannot be used yet. ${forming.message}`
      : sentence`This institute belongs to no network: found one with "concord charter found", or sign the charter you were sent with "concord charter sign BUNDLE".`,
  )
}

/** Throws `conflict` where the charter of this institute's network has expired. */
export async function refuseExpired(home: Home): Promise<void> {
  for (const network of await loadNetworks(home)) {
    if (network.ok && ownMember(home, network.chain) !== undefined) refuseIfExpired(home, network)
  }
}

function refuseIfExpired(home: Home, { chain }: StandingNetwork): void {
  if (!isExpired(chain, home.world.now())) return
  throw new ConcordError(
    'conflict',
    sentence`The charter (version ${chain.latest.version}) expired on ${chain.latest.body.expires}, so nothing can be signed and nothing of the others is shown; renew it with "concord charter add" and have it signed.`,
  )
}

/** For the store: the verified charter versions of the chain that lists an issuer. */
function rosterLookup(networks: readonly Network[]): (issuer: string) => readonly Roster[] {
  return (issuer) => {
    const network = networkOfIssuer(networks, issuer)
    return network === undefined ? [] : network.chain.versions.map(({ body }) => body)
  }
}

/** The standing network that lists an issuer's origin. */
export function networkOfIssuer(networks: readonly Network[], issuer: string): StandingNetwork | undefined {
  return networks.find(
    (network): network is StandingNetwork =>
      network.ok && network.chain.latest.body.members.some(({ origin }) => origin === issuer),
  )
}

/** A reader of the store as somebody, judged now by the charters that are here. */
export async function readAs(home: Home, principal: Principal): Promise<Reader> {
  return readerOf(home, await loadNetworks(home), principal)
}

/** As `readAs`, judged by networks that have been loaded. */
export function readerOf(home: Home, networks: readonly Network[], principal: Principal): Reader {
  return home.store.reader(principal, { now: home.world.now(), charterOf: rosterLookup(networks) })
}

/** A charter as the store keeps it. */
export function charterInput(home: Home, version: CharterVersion): StatementInput {
  return {
    id: version.id,
    kind: 'charter',
    kindVersion: 1,
    issuer: version.issuer,
    exercise: null,
    created: version.created,
    charter: version.version,
    sharing: { tlp: 'CLEAR', audience: [], recipients: [], embargoUntil: null, early: [], licence: null },
    signers: version.validKeyids.flatMap((keyid) => {
      const listed = version.keyByKeyid.get(keyid)
      return listed === undefined ? [] : [{ keyid, member: listed.member.id }]
    }),
    receivedAt: home.world.now(),
    links: version.body.previous === null ? [] : [{ rel: 'supersedes', id: version.body.previous }],
    envelope: formatEnvelope(version.record.envelope),
    body: version.record.body,
    blobs: [],
  }
}
