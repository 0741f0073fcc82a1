/** Taking in bundles: what verifies is kept, what does not is set aside with its bytes and the reason. */
import path from 'node:path'
import { ConcordError, sentence, type Sentence } from '../error.ts'
import type { StatementId } from '../statement/index.ts'
import type { BlobInput, StatementInput } from '../store/index.ts'
import { formatEnvelope, inspectCharter, readBundle, verifyStatement } from '../trust/index.ts'
import type {
  Bundle,
  CharterRecord,
  CharterVersion,
  CharterWarning,
  VerifiedStatement,
} from '../trust/index.ts'
import { openAge } from './age-key.ts'
import { carryOutErasures } from './erasure/carry-out.ts'
import type { Erased } from './erasure/carry-out.ts'
import type { Home } from './institute.ts'
import { charterInput, charterOf, charterRecords, idOf, loadNetworks, ownerOf, standOn } from './networks.ts'
import type { Network } from './networks.ts'
import { readWhole } from './read-whole.ts'
import { suspendedWarnings } from './suspended.ts'

export type Received = {
  file: string
  from: string
  /** Statements by what became of them. */
  added: { id: string; kind: string; exercise: string | null }[]
  merged: { id: string; kind: string; exercise: string | null }[]
  known: number
  /** Charter versions that are new here or gained signatures. */
  charters: { version: number; id: string }[]
  /** What did not verify; the bytes are in quarantine. */
  refused: { id: string; message: Sentence }[]
  /** What was destroyed here, because its author asks for it. */
  erased: Erased[]
  warnings: CharterWarning[]
}

/** Reads the bytes of a bundle file, encrypted for this institute or not; throws one sentence where it cannot be read. */
export async function readBundleFile(home: Home, file: string, receiver?: string): Promise<Bundle> {
  const bytes = await openAge(home, await readWhole(file), file)
  try {
    return readBundle(bytes, home.crypto.sha256, receiver === undefined ? {} : { receiver })
  } catch (cause) {
    if (!(cause instanceof ConcordError)) throw cause
    throw new ConcordError(cause.code, sentence`${path.basename(file)}: ${cause.sentence}`, { cause })
  }
}

/** The id of the first charter of a bundle, on which its network stands. */
export function rootOf(home: Pick<Home, 'crypto'>, bundle: Bundle): StatementId | undefined {
  const [first] = bundle.charters
  return first === undefined ? undefined : idOf(home, first)
}

/**
 * Takes in a bundle; doing so twice changes nothing. `pin` is the id of a network's first charter, compared by
 * hand, which is pinned if it is not yet. Throws before anything is stored where the bundle is damaged, is meant
 * for somebody else, belongs to a network that is not pinned, or its charter forks.
 */
export async function receiveBundle(home: Home, file: string, pin?: StatementId): Promise<Received> {
  const bundle = await readBundleFile(home, file, home.institute.id)
  const root = rootOf(home, bundle)
  if (root === undefined) {
    throw new ConcordError(
      'bad-input',
      sentence`${path.basename(file)} brings no charter, so nothing in it can be verified; ask ${bundle.from} for a whole one.`,
    )
  }
  const network = await findNetwork(home, bundle, root, pin, file)
  if (pin === root) await home.store.writer().putPin({ charterId: root, pinnedAt: home.world.now() })

  const received: Received = {
    file,
    from: bundle.from,
    added: [],
    merged: [],
    known: 0,
    charters: [],
    refused: [],
    erased: [],
    warnings: network.ok ? [...network.warnings] : [],
  }
  const versions = readVersions(home, bundle.charters, network)
  const charterResults = await home.store
    .writer()
    .putStatements(versions.map((one) => charterInput(home, one)))
  for (const [index, { result }] of charterResults.entries()) {
    const version = versions[index]
    if (version !== undefined && result !== 'known')
      received.charters.push({ version: version.version, id: version.id })
  }
  if (!network.ok) {
    if (bundle.statements.length > 0)
      throw new ConcordError('conflict', sentence`${path.basename(file)}: ${network.message}`)
    return received
  }

  const inputs: StatementInput[] = []
  const suspended = new Set<string>()
  for (const record of bundle.statements) {
    const verified = verifyStatement(record, network.chain, home.crypto, (sha256) => bundle.blobs.get(sha256))
    if (verified.ok && verified.issuerSuspended) suspended.add(verified.issuer)
    // A signature by no key of the charter is kept apart: anybody could fill an envelope with such.
    const strange = verified.ok && verified.uncounted.some(({ why }) => why === 'unknown-key')
    if (verified.ok) inputs.push(toInput(home, verified, bundle))
    else received.refused.push({ id: record.id, message: verified.message })
    if (!verified.ok || strange) {
      await home.store.writer().putQuarantine({
        bytes: formatEnvelope(record.envelope),
        reason: verified.ok ? 'unknown-key' : verified.reason,
        receivedAt: home.world.now(),
        source: path.basename(file),
      })
    }
  }
  received.warnings.push(...suspendedWarnings(network.chain, suspended))
  for (const [index, { id, result }] of (await home.store.writer().putStatements(inputs)).entries()) {
    const input = inputs[index]
    if (input === undefined) continue
    const what = { id, kind: input.kind, exercise: input.exercise }
    if (result === 'new') received.added.push(what)
    else if (result === 'merged') received.merged.push(what)
    else received.known += 1
  }
  received.erased.push(...(await carryOutErasures(home)))
  return received
}

async function findNetwork(
  home: Home,
  bundle: Bundle,
  root: StatementId,
  pin: StatementId | undefined,
  file: string,
): Promise<Network> {
  const pinned = (await loadNetworks(home)).some((network) => network.pinned === root)
  if (!pinned && pin !== root) {
    const name = path.basename(file)
    throw new ConcordError(
      'not-verified',
      pin === undefined
        ? sentence`${name} belongs to the network of charter ${root}, which is not pinned here: first compare that id with another member by telephone or in person, and only where it is the same receive the bundle again with --charter and the id they told you.`
        : sentence`${name} belongs to the network of charter ${root}, not to ${pin}; it may be forged: ask its sender.`,
    )
  }
  const together = standOn(home, root, [...(await charterRecords(home)), ...bundle.charters].sort(byVersion))
  // A chain that only lacks founders' signatures may still grow; anything else is refused before it is stored.
  if (!together.ok && (bundle.statements.length > 0 || !isForming(home, together, root))) {
    throw new ConcordError('not-verified', sentence`${path.basename(file)}: ${together.message}`)
  }
  return together
}

function isForming(home: Home, network: Network, root: StatementId): boolean {
  const first = network.records.find((record) => idOf(home, record) === root)
  const read = first === undefined ? undefined : inspectCharter(first, null, home.crypto)
  return read !== undefined && read.ok && !read.support.enough && network.records.length === 1
}

function byVersion(a: CharterRecord, b: CharterRecord): number {
  return charterOf(a).version - charterOf(b).version
}

function readVersions(home: Home, records: readonly CharterRecord[], network: Network): CharterVersion[] {
  return records.flatMap((record) => {
    const { version } = charterOf(record)
    const before = version === 1 ? null : network.ok ? (network.chain.versions[version - 2] ?? null) : null
    const read = inspectCharter(record, before, home.crypto)
    return read.ok ? [read.version] : []
  })
}

function toInput(home: Home, verified: VerifiedStatement, bundle: Bundle): StatementInput {
  const { statement, envelope } = verified
  const { predicate } = statement
  return {
    id: verified.id,
    kind: verified.kind,
    kindVersion: verified.version,
    issuer: predicate.issuer,
    exercise: exerciseOf(verified),
    created: predicate.created,
    charter: predicate.charter,
    sharing: predicate.sharing,
    signers: verified.signers,
    receivedAt: home.world.now(),
    links: predicate.links,
    envelope: formatEnvelope(envelope),
    body: 'bytes' in verified.body ? verified.body.bytes : null,
    blobs: statement.subject.slice(1).map((subject): BlobInput => ({
      name: subject.name,
      sha256: subject.digest.sha256,
      size: subject.annotations.size,
      mediaType: subject.mediaType,
      ...(subject.annotations.sharing === undefined ? {} : { sharing: subject.annotations.sharing }),
      content: bundle.blobs.get(subject.digest.sha256) ?? null,
    })),
  }
}

/** The exercise a body names, if it names one. */
function exerciseOf(verified: VerifiedStatement): string | null {
  if (verified.body.state !== 'read') return null
  const { value } = verified.body
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const exercise = value['exercise']
  return typeof exercise === 'string' ? exercise : null
}

/** What is in quarantine, for its owner. */
export async function listQuarantine(home: Home): Promise<{ id: number; reason: string; source: string }[]> {
  const reader = home.store.reader(ownerOf(home), { now: home.world.now(), charterOf: () => [] })
  return (await reader.listQuarantine()).map(({ id, reason, source }) => ({ id, reason, source }))
}
