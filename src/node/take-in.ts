/** Taking in a bundle: what verifies is kept, what does not is set aside whole, with the reason. */
import { ConcordError, sentence, type Sentence } from '../error.ts'
import type { StatementId } from '../statement/index.ts'
import type { BlobInput, StatementInput } from '../store/index.ts'
import { formatEnvelope, inspectCharter, verifyStatement, writeBundle } from '../trust/index.ts'
import type {
  Bundle,
  CharterRecord,
  CharterVersion,
  CharterWarning,
  VerifiedStatement,
} from '../trust/index.ts'
import { carryOutErasures } from './erasure/carry-out.ts'
import type { Erased } from './erasure/carry-out.ts'
import type { Home } from './institute.ts'
import { charterInput, charterOf, charterRecords, idOf, loadNetworks, standOn } from './networks.ts'
import type { Network } from './networks.ts'
import { counting } from './progress.ts'
import { setAside } from './set-aside.ts'
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
  /** What did not verify; it is in quarantine. */
  refused: { id: string; message: Sentence }[]
  /** What is in quarantine now, also where the statement itself was taken in. */
  setAside: { id: string; reason: string }[]
  /** What was destroyed here, because its author asks for it. */
  erased: Erased[]
  warnings: CharterWarning[]
}

export function nothingReceived(from: string): Omit<Received, 'file'> {
  return {
    from,
    added: [],
    merged: [],
    known: 0,
    charters: [],
    refused: [],
    setAside: [],
    erased: [],
    warnings: [],
  }
}

/** The id of the first charter of a bundle, on which its network stands. */
export function rootOf(home: Pick<Home, 'crypto'>, bundle: Bundle): StatementId | undefined {
  const [first] = bundle.charters
  return first === undefined ? undefined : idOf(home, first)
}

/**
 * Takes in what a bundle brings; doing so twice changes nothing. `source` names it in sentences and in quarantine;
 * `pin` is the id of a network's first charter, compared by hand, which is pinned if it is not yet. Throws before
 * anything is charters where the bundle belongs to a network that is not pinned, or its charter forks.
 */
export async function takeIn(
  home: Home,
  bundle: Bundle,
  source: string,
  pin?: StatementId,
): Promise<Omit<Received, 'file'>> {
  const root = rootOf(home, bundle)
  if (root === undefined) {
    throw new ConcordError(
      'bad-input',
      sentence`${source} brings no charter, so nothing in it can be verified; ask ${bundle.from} for a whole one.`,
    )
  }
  const charters = await charterRecords(home)
  const network = await findNetwork(home, bundle, charters, root, pin, source)
  if (pin === root) await home.store.writer().putPin({ charterId: root, pinnedAt: home.world.now() })

  const received = nothingReceived(bundle.from)
  if (network.ok) received.warnings.push(...network.warnings)
  const versions = readVersions(home, bundle.charters, network).filter(
    (version) => !isStored(home, version, charters),
  )
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
      throw new ConcordError('conflict', sentence`${source}: ${network.message}`)
    return received
  }

  const inputs: StatementInput[] = []
  const aside: { bytes: Uint8Array; reason: string; statement: string }[] = []
  const suspended = new Set<string>()
  const done = counting(home.world.onProgress, 'statements', bundle.statements.length)
  for (const record of bundle.statements) {
    done(1)
    const verified = verifyStatement(record, network.chain, home.crypto, (sha256) => bundle.blobs.get(sha256))
    if (verified.ok && verified.issuerSuspended) suspended.add(verified.issuer)
    // A signature by no key of the charter is kept apart: anybody could fill an envelope with such.
    const strange = verified.ok && verified.uncounted.some(({ why }) => why === 'unknown-key')
    if (verified.ok) inputs.push(toInput(home, verified, bundle))
    else received.refused.push({ id: record.id, message: verified.message })
    if (!verified.ok || strange) {
      const reason = verified.ok ? 'unknown-key' : verified.reason
      aside.push({ bytes: alone(home, bundle, record), reason, statement: record.id })
      received.setAside.push({ id: record.id, reason })
    }
  }
  await setAside(home, source, aside)
  received.warnings.push(...suspendedWarnings(network.chain, suspended))
  const stored = counting(home.world.onProgress, 'stored', inputs.length)
  const results = await home.store.writer().putStatements(inputs, stored)
  for (const [index, { id, result }] of results.entries()) {
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
  stored: readonly CharterRecord[],
  root: StatementId,
  pin: StatementId | undefined,
  source: string,
): Promise<Network> {
  const pinned = (await loadNetworks(home)).some((network) => network.pinned === root)
  if (!pinned && pin !== root) {
    throw new ConcordError(
      'not-verified',
      pin === undefined
        ? sentence`${source} belongs to the network of charter ${root}, which is not pinned here: first compare that id with another member by telephone or in person, and only where it is the same receive the bundle again with --charter and the id they told you.`
        : sentence`${source} belongs to the network of charter ${root}, not to ${pin}; it may be forged: ask its sender.`,
    )
  }
  const together = standOn(home, root, [...stored, ...bundle.charters].sort(byVersion))
  // A chain that only lacks founders' signatures may still grow; anything else is refused before it is stored.
  if (!together.ok && (bundle.statements.length > 0 || !isForming(home, together, root))) {
    throw new ConcordError('not-verified', sentence`${source}: ${together.message}`)
  }
  return together
}

function isForming(home: Home, network: Network, root: StatementId): boolean {
  const first = network.records.find((record) => idOf(home, record) === root)
  const read = first === undefined ? undefined : inspectCharter(first, null, home.crypto)
  return read !== undefined && read.ok && !read.support.enough && network.records.length === 1
}

/** True where it is here with every signature. */
function isStored(home: Home, { id, record }: CharterVersion, stored: readonly CharterRecord[]): boolean {
  const here = stored.find((one) => idOf(home, one) === id)?.envelope.signatures.map(({ keyid }) => keyid)
  return here !== undefined && record.envelope.signatures.every(({ keyid }) => here.includes(keyid))
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

/**
 * A statement of a bundle as a bundle of its own, with the charters and those blobs that its payload names, which has
 * not been read: so it can be taken in once more, whole, when there is reason to.
 */
function alone(home: Home, bundle: Bundle, record: Bundle['statements'][number]): Uint8Array {
  const payload = new TextDecoder().decode(record.envelope.payload)
  const blobs = [...bundle.blobs].flatMap(([hex, content]) =>
    payload.includes(hex) && record.lacks?.includes(hex) !== true ? [content] : [],
  )
  const { from, charters } = bundle
  return writeBundle({ from, for: bundle.for, charters, statements: [record], blobs }, home.crypto.sha256)
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
      // Of those that came with it: what another statement brings is not given with this one.
      content: verified.missingBlobs.includes(subject.name)
        ? null
        : (bundle.blobs.get(subject.digest.sha256) ?? null),
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
