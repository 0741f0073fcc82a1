/** Statements as bytes, from a bundle or a folder, and the pinned charter they are held against. */
import { ConcordError, sentence } from '../../error.ts'
import { StatementId } from '../../statement/index.ts'
import { parseEnvelope, readBundle, resolveCharter } from '../../trust/index.ts'
import type { CharterChain, CharterRecord, Crypto, StatementRecord } from '../../trust/index.ts'
import { openAge } from '../age-key.ts'
import type { Home, World } from '../institute.ts'
import { charterRecords, loadNetworks, networkOfIssuer, ownerOf, readAs, standOn } from '../networks.ts'
import { openingBundle } from '../progress.ts'
import type { OnProgress } from '../progress.ts'
import { closureOf } from '../publish.ts'
import type { VerificationResult } from './result.ts'

/** Statements as bytes, with their blobs and the chain they are held against. */
export type Archive = {
  records: readonly StatementRecord[]
  blob: (statement: string, sha256: string) => Promise<Uint8Array | undefined>
  bodies: (sha256: string) => Uint8Array | undefined
  /** Digests of the blobs that came with the records, if they came in a file. */
  brought: Iterable<string>
  chain: CharterChain
  onProgress: OnProgress | undefined
}

export type VerifyOptions = {
  /** The first charter of the network, pinned by hand; otherwise what the folder has pinned. */
  charter?: string | undefined
  /** Bundles that bring the evidence for a report, or for an id that is not in the folder. */
  bundles?: readonly string[]
}

export async function archiveOfBundle(
  home: Home | null,
  world: World,
  crypto: Crypto,
  file: string,
  bytes: Uint8Array,
  options: VerifyOptions,
  result: VerificationResult,
): Promise<Archive> {
  const { onProgress } = world
  const bundle = readBundle(await openAge(home, bytes, file), crypto.sha256, {
    onProgress: openingBundle(onProgress),
  })
  const chain = await chainOf(home, world, crypto, bundle.charters, options, result)
  return {
    records: bundle.statements,
    blob: (_, sha256) => Promise.resolve(bundle.blobs.get(sha256)),
    bodies: (sha256) => bundle.blobs.get(sha256),
    brought: bundle.blobs.keys(),
    chain,
    onProgress,
  }
}

/** The evidence of a folder for one exercise, as bytes, to be verified anew. */
export async function archiveOfHome(
  home: Home,
  world: World,
  roots: readonly string[],
  pinned: StatementId,
  result: VerificationResult,
): Promise<Archive> {
  const reader = await readAs(home, ownerOf(home))
  const network = standOn({ crypto: home.crypto, world }, pinned, await charterRecords(home))
  if (!network.ok) throw new ConcordError('not-verified', network.message)
  result.warnings.push(...network.warnings.map(({ message }) => message))
  const stored = await closureOf(reader, roots, world.onProgress)
  return {
    records: stored.map(({ envelope, body }) => ({ envelope: parseEnvelope(envelope), body })),
    blob: (statement, sha256) => reader.getBlobOf(statement, sha256),
    bodies: () => undefined,
    brought: [],
    chain: network.chain,
    onProgress: world.onProgress,
  }
}

async function chainOf(
  home: Home | null,
  world: World,
  crypto: Crypto,
  records: readonly CharterRecord[],
  { charter }: VerifyOptions,
  result: VerificationResult,
): Promise<CharterChain> {
  if (charter !== undefined)
    return resolved(resolveCharter(records, pinOf(charter), crypto, world.now()), result)
  const pins = home === null ? [] : (await loadNetworks(home)).map(({ pinned }) => pinned)
  for (const pin of pins) {
    const network = standOn({ crypto, world }, pin, records)
    if (network.ok) return resolved(resolveCharter(network.records, pin, crypto, world.now()), result)
  }
  throw new ConcordError(
    'usage',
    sentence`Give the id of the first charter of the network with --charter: it is what all trust begins with, and it is compared by hand, never taken from the file itself.`,
  )
}

function resolved(outcome: ReturnType<typeof resolveCharter>, result: VerificationResult): CharterChain {
  if (!outcome.ok) throw new ConcordError('not-verified', outcome.message)
  result.warnings.push(...outcome.warnings.map(({ message }) => message))
  return outcome.charter
}

/** A charter id as somebody typed it; throws `usage` for anything else. */
export function pinOf(charter: string): StatementId {
  const pin = StatementId.safeParse(charter)
  if (pin.success) return pin.data
  throw new ConcordError(
    'usage',
    sentence`--charter wants the id of a first charter, sha256: and 64 hex digits, not ${charter}.`,
  )
}

/**
 * The statements of a list that are of one network, by its first charter: the one asked for, or that of the first of
 * them which a pinned network lists. An exercise of the same id elsewhere is another one.
 */
export async function ofOneNetwork<One extends { issuer: string }>(
  home: Home,
  statements: readonly One[],
  { charter }: VerifyOptions,
): Promise<{ pinned: StatementId; statements: One[] }> {
  const networks = await loadNetworks(home)
  const pinnedOf = ({ issuer }: One): StatementId | undefined => networkOfIssuer(networks, issuer)?.pinned
  const pinned =
    charter === undefined ? statements.map(pinnedOf).find((one) => one !== undefined) : pinOf(charter)
  if (pinned === undefined)
    throw new ConcordError(
      'not-verified',
      sentence`No network pinned here lists ${statements[0]?.issuer ?? sentence`the issuer`}.`,
    )
  const found = statements.filter((one) => [undefined, pinned].includes(pinnedOf(one)))
  if (found.length === 0)
    throw new ConcordError('not-verified', sentence`Nothing of it is of the network of charter ${pinned}.`)
  return { pinned, statements: found }
}
