/** A network: founding it, adding members, signing its charter. */
import path from 'node:path'
import { ConcordError } from '../error.ts'
import { Charter, readCanonical, SIZE_LIMITS, Slug } from '../statement/index.ts'
import type { CharterMember, StatementId } from '../statement/index.ts'
import {
  charterSupport,
  coSign,
  inspectCharter,
  leastThreshold,
  mergeEnvelopes,
  readMemberCard,
  sealStatement,
  writeBundle,
} from '../trust/index.ts'
import type { CharterRecord, CharterVersion } from '../trust/index.ts'
import { randomBytes } from './crypto.ts'
import { writeWhole } from './institute.ts'
import { readIfThere, TEXT_LIMIT } from './read-whole.ts'
import type { Home } from './institute.ts'
import { listedSigner } from './listed-signer.ts'
import { charterInput, charterRecords, idOf, loadNetworks, ownMember } from './networks.ts'
import type { Network } from './networks.ts'
import type { WrittenBundle } from './publish.ts'
import { readBundleFile, rootOf } from './receive.ts'

export type CharterView = {
  /** Id of the first charter: what everybody pins. */
  pinned: StatementId
  version: number
  id: StatementId
  expires: string
  threshold: number
  members: { id: string; name: string; origin: string; status: string }[]
  signedBy: string[]
  missing: string[]
  /** The version stands: it has the signatures it needs. */
  stands: boolean
  warnings: string[]
}

const YEAR_DAYS = 365

/** Reads member cards; throws one sentence naming the file that is not one. */
async function readCards(home: Home, files: readonly string[]): Promise<CharterMember[]> {
  const members: CharterMember[] = []
  for (const file of files) {
    const bytes = await readIfThere(file, TEXT_LIMIT)
    if (bytes === undefined)
      throw new ConcordError(
        'not-found',
        `There is no file ${file}; a member card is the card.json that "concord init" writes.`,
      )
    try {
      members.push(readMemberCard(bytes, home.crypto))
    } catch (cause) {
      if (!(cause instanceof ConcordError)) throw cause
      throw new ConcordError(cause.code, `${file}: ${cause.message}`, { cause })
    }
  }
  return members
}

async function ownCard(home: Home): Promise<CharterMember> {
  const [own] = await readCards(home, [path.join(home.folder, 'card.json')])
  if (own === undefined) throw new ConcordError('internal', 'The own card was not read.')
  return own
}

function lifeFrom(now: string, days: number): string {
  return `${new Date(Date.parse(now) + days * 86_400_000).toISOString().slice(0, 19)}Z`
}

/**
 * Founds a network of this institute and those whose cards are given, signs version 1 and pins it. With nobody
 * else it stands at once, as a single institute. Throws `conflict` where this folder is in a network already.
 */
export async function foundCharter(
  home: Home,
  cards: readonly string[],
  options: { threshold?: number | undefined; days?: number | undefined } = {},
): Promise<{ view: CharterView; bundles: WrittenBundle[] }> {
  for (const network of await loadNetworks(home)) {
    const listed = network.ok ? ownMember(home, network.chain) !== undefined : listsMe(home, network)
    if (listed) {
      throw new ConcordError(
        'conflict',
        `This institute is in the network of charter ${network.pinned} already; a folder founds one network.`,
      )
    }
  }
  const members = [await ownCard(home), ...(await readCards(home, cards))].sort((a, b) =>
    a.id < b.id ? -1 : 1,
  )
  const body: Charter = {
    version: 1,
    previous: null,
    expires: lifeFrom(home.world.now(), options.days ?? YEAR_DAYS),
    threshold: options.threshold ?? leastThreshold(members.length),
    members,
    witnesses: [],
    quorum: 0,
    groups: [],
    limits: { payload: SIZE_LIMITS.payload, envelope: SIZE_LIMITS.envelope, body: SIZE_LIMITS.body },
  }
  const version = await sealCharter(home, body, null)
  await home.store.writer().putStatements([charterInput(home, version)])
  await home.store.writer().putPin({ charterId: version.id, pinnedAt: home.world.now() })
  return {
    view: viewOf(home, version, null, version.id, []),
    bundles: await charterBundles(home, [version.record]),
  }
}

/** Adds members to the network by the next version of its charter, signed by this institute. */
export async function addToCharter(
  home: Home,
  cards: readonly string[],
  options: { threshold?: number | undefined; days?: number | undefined } = {},
): Promise<{ view: CharterView; bundles: WrittenBundle[] }> {
  const network = (await loadNetworks(home)).find((one) => one.ok && ownMember(home, one.chain) !== undefined)
  if (network === undefined || !network.ok) {
    throw new ConcordError(
      'conflict',
      'There is no standing network to add to; found one, or wait until all founders have signed.',
    )
  }
  const before = network.chain.latest
  const added = await readCards(home, cards)
  const members = [...before.body.members, ...added]
  const active = members.filter(({ status }) => status === 'active').length
  const body: Charter = {
    ...before.body,
    version: before.version + 1,
    previous: before.id,
    expires: lifeFrom(home.world.now(), options.days ?? YEAR_DAYS),
    threshold: options.threshold ?? Math.max(before.body.threshold, leastThreshold(active)),
    members,
  }
  const records = network.chain.versions.map(({ record }) => record)
  const version = await sealCharter(home, body, before)
  await home.store.writer().putStatements([charterInput(home, version)])
  return {
    view: viewOf(home, version, before, network.pinned, []),
    bundles: await charterBundles(home, [...records, version.record]),
  }
}

async function sealCharter(
  home: Home,
  body: Charter,
  before: CharterVersion | null,
): Promise<CharterVersion> {
  const read = Charter.safeParse(body)
  if (!read.success)
    throw new ConcordError('usage', 'The charter would not be a valid one; check threshold and members.', {
      cause: read.error,
    })
  const own = body.members.find(({ origin }) => origin === home.institute.origin)
  if (own === undefined) throw new ConcordError('internal', 'The charter does not list its author.')
  const sealed = sealStatement(
    {
      kind: 'charter',
      issuer: home.institute.origin,
      created: home.world.now(),
      charter: body.version,
      sharing: { tlp: 'CLEAR', audience: [], recipients: [], embargoUntil: null, early: [], licence: null },
      links: before === null ? [] : [{ rel: 'supersedes', id: before.id }],
      body: read.data,
    },
    await listedSigner(home, own, 'charter'),
    { sha256: home.crypto.sha256, random: randomBytes },
  )
  const checked = inspectCharter({ envelope: sealed.envelope, body: sealed.body }, before, home.crypto)
  if (!checked.ok) throw new ConcordError('usage', checked.message)
  return checked.version
}

/**
 * Signs the charter a bundle brings in which this institute is listed and has not signed: its signature says that
 * the members and keys were compared. Founding charters are pinned by it.
 */
export async function signCharter(
  home: Home,
  file: string,
): Promise<{ view: CharterView; bundles: WrittenBundle[] }> {
  const bundle = await readBundleFile(home, file, home.institute.id)
  const root = rootOf(home, bundle)
  const last = bundle.charters.at(-1)
  if (root === undefined || last === undefined) {
    throw new ConcordError('bad-input', `${path.basename(file)} brings no charter to sign.`)
  }
  const joined = (await charterRecords(home)).find((one) => idOf(home, one) === idOf(home, last))
  const record =
    joined === undefined ? last : { ...last, envelope: mergeEnvelopes(last.envelope, joined.envelope) }
  const chain = bundle.charters.slice(0, -1)
  const earlier: CharterVersion[] = []
  for (const one of chain) {
    const read = inspectCharter(one, earlier.at(-1) ?? null, home.crypto)
    if (!read.ok) throw new ConcordError('not-verified', read.message)
    earlier.push(read.version)
  }
  const before = earlier.at(-1) ?? null
  const read = inspectCharter(record, before, home.crypto)
  if (!read.ok) throw new ConcordError('not-verified', read.message)
  const card = await ownCard(home)
  const listed = read.version.body.members.find(({ id }) => id === home.institute.id)
  if (listed === undefined) {
    throw new ConcordError(
      'conflict',
      `${home.institute.id} is not among the members of this charter, so it is not yours to sign.`,
    )
  }
  if (JSON.stringify(listed.keys) !== JSON.stringify(card.keys) || listed.origin !== card.origin) {
    throw new ConcordError(
      'not-verified',
      `The charter lists other keys or another origin for ${home.institute.id} than this folder has; do not sign it, and tell ${bundle.from}.`,
    )
  }
  await refuseSecond(home, read.version, before)
  const envelope = coSign(record.envelope, await listedSigner(home, listed, 'charter'), home.crypto.sha256)
  const signed = inspectCharter({ envelope, body: record.body }, before, home.crypto)
  if (!signed.ok) throw new ConcordError('not-verified', signed.message)
  await home.store
    .writer()
    .putStatements([...earlier, signed.version].map((version) => charterInput(home, version)))
  await home.store.writer().putPin({ charterId: root, pinnedAt: home.world.now() })
  return {
    view: viewOf(home, signed.version, before, root, []),
    bundles: await charterBundles(home, [...chain, signed.version.record]),
  }
}

/**
 * Two charters of one version that both have their signatures split the network for good, so nobody signs a second
 * one. Two drafts made at the same time are the exception, and the smaller id decides: its author keeps to it, and
 * the other may still sign it while nobody else has signed theirs.
 */
async function refuseSecond(
  home: Home,
  version: CharterVersion,
  before: CharterVersion | null,
): Promise<void> {
  for (const record of await charterRecords(home)) {
    const read = inspectCharter(record, before, home.crypto)
    if (!read.ok || read.version.version !== version.version || read.version.id === version.id) continue
    const signedBy = charterSupport(read.version, before).signedBy
    if (!signedBy.includes(home.institute.id)) continue
    if (signedBy.length === 1 && version.id < read.version.id) continue
    throw new ConcordError(
      'conflict',
      `This institute has signed another version ${version.version} of the charter already (${read.version.id}), and two would split the network: ask the others to sign that one instead.`,
    )
  }
}

/** What this folder knows of its networks. */
export async function showCharters(home: Home): Promise<CharterView[]> {
  const views: CharterView[] = []
  for (const network of await loadNetworks(home)) {
    const newest = newestOf(home, network)
    if (newest === undefined) continue
    const warnings = network.ok ? network.warnings.map(({ message }) => message) : [network.message]
    views.push(viewOf(home, newest.version, newest.before, network.pinned, warnings))
  }
  return views
}

/** A version that waits for signatures on top of the chain, else the last that stands; of no chain the first. */
function newestOf(
  home: Home,
  network: Network,
): { version: CharterVersion; before: CharterVersion | null } | undefined {
  const latest = network.ok ? network.chain.latest : null
  const next = network.records.flatMap((record) => {
    const read = inspectCharter(record, latest, home.crypto)
    return read.ok ? [read.version] : []
  })
  const waiting = next.at(-1)
  if (waiting !== undefined) return { version: waiting, before: latest }
  return network.ok
    ? { version: network.chain.latest, before: network.chain.versions.at(-2) ?? null }
    : undefined
}

/** What a bundle says of its network, without taking it in. */
export async function showCharterOf(home: Home, file: string): Promise<CharterView> {
  const bundle = await readBundleFile(home, file)
  const root = rootOf(home, bundle)
  let before: CharterVersion | null = null
  let view: CharterView | undefined
  for (const record of bundle.charters) {
    const read = inspectCharter(record, before, home.crypto)
    if (!read.ok) throw new ConcordError('not-verified', read.message)
    view = viewOf(home, read.version, before, root ?? read.version.id, [])
    before = read.version
  }
  if (view === undefined) throw new ConcordError('bad-input', `${path.basename(file)} brings no charter.`)
  return view
}

function listsMe(home: Home, network: Network): boolean {
  return network.records.some(({ body }) =>
    Charter.parse(readCanonical(body)).members.some(({ origin }) => origin === home.institute.origin),
  )
}

/** One bundle for each other member, with the charter chain and nothing else. */
async function charterBundles(home: Home, chain: readonly CharterRecord[]): Promise<WrittenBundle[]> {
  const last = chain.at(-1)
  if (last === undefined) return []
  const { version, members } = Charter.parse(readCanonical(last.body))
  const written: WrittenBundle[] = []
  for (const { id, status } of members) {
    if (id === home.institute.id || status !== 'active') continue
    const bytes = writeBundle(
      { from: Slug.parse(home.institute.id), for: id, charters: chain, statements: [], blobs: [] },
      home.crypto.sha256,
    )
    const file = path.join(
      home.folder,
      'outbox',
      `charter-${version}-from-${home.institute.id}-to-${id}.concord`,
    )
    await writeWhole(file, bytes)
    written.push({ for: id, file, statements: 0 })
  }
  return written
}

function viewOf(
  home: Pick<Home, 'world'>,
  version: CharterVersion,
  before: CharterVersion | null,
  pinned: StatementId,
  warnings: string[],
): CharterView {
  const support = charterSupport(version, before)
  return {
    pinned,
    version: version.version,
    id: version.id,
    expires: version.body.expires,
    threshold: version.body.threshold,
    members: version.body.members.map(({ id, name, origin, status }) => ({ id, name, origin, status })),
    signedBy: support.signedBy,
    missing: support.missing,
    stands: support.enough,
    warnings: [
      ...warnings,
      ...(Date.parse(version.body.expires) <= Date.parse(home.world.now())
        ? [`Version ${version.version} has expired.`]
        : []),
    ],
  }
}
