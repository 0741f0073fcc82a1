import { ConcordError, sentence } from '../../error.ts'
import { hexOf, type Sha256, toHex, writeCanonical } from '../../statement/index.ts'
import type { CharterRecord } from '../charter-version.ts'
import { envelopeId, mergeEnvelopes } from '../dsse.ts'
import type { StatementRecord } from '../verification.ts'
import { namedDigests } from './named-digests.ts'
import {
  blobName,
  BUNDLE_FORMAT,
  BUNDLE_LIMITS,
  BundleIndex,
  charterName,
  INDEX_NAME,
  memberLimit,
  statementName,
  VERIFY_NAME,
} from './layout.ts'
import { writeRecord } from './record.ts'
import { type ArchiveMember, writeArchive } from './ustar.ts'
import { verifyText } from './verify-text.ts'

/**
 * `held` are the digests, in hex, of what came with the statement and goes with it; left out: whatever of what it names
 * is among the blobs, but for what it `lacks`. What another statement brings is not given with one that does not hold it.
 */
export type StatementToWrite = StatementRecord & { held?: readonly string[] }

export type BundleToWrite = {
  /** Member id of the sender. */
  from: string
  /** Member id of the receiver; null for anyone. What may be in it was decided before. */
  for: string | null
  /** From version 1, without a gap; the last may still lack signatures. */
  charters: readonly CharterRecord[]
  /** In any order; one id twice joins its signatures. */
  statements: readonly StatementToWrite[]
  /** In any order; the same bytes twice are one blob. */
  blobs: readonly Uint8Array[]
}

/** The bytes of a bundle: the same for the same content, in whatever order it is given. Throws `bad-input` over a limit. */
export function writeBundle(bundle: BundleToWrite, sha256: Sha256): Uint8Array {
  const blobByHex = new Map<string, Uint8Array>()
  for (const content of bundle.blobs) blobByHex.set(toHex(sha256(content)), content)
  const recordByHex = new Map<string, StatementRecord>()
  const heldByHex = new Map<string, Set<string>>()
  for (const { envelope, body, held, lacks } of bundle.statements) {
    const hex = hexOf(envelopeId(envelope, sha256))
    const known = recordByHex.get(hex)
    let inline = body ?? known?.body ?? null
    // Given twice, it holds what it holds either time.
    const holds = heldByHex.get(hex) ?? new Set<string>()
    for (const digest of held ?? without(namedDigests(envelope.payload), lacks)) holds.add(digest)
    if (inline !== null) holds.add(toHex(sha256(inline)))
    heldByHex.set(hex, holds)
    if (inline !== null && inline.length > BUNDLE_LIMITS.inlineBody) {
      blobByHex.set(toHex(sha256(inline)), inline)
      inline = null
    }
    recordByHex.set(hex, {
      envelope:
        known === undefined ? mergeEnvelopes(envelope, envelope) : mergeEnvelopes(known.envelope, envelope),
      body: inline,
    })
  }
  const members: ArchiveMember[] = [
    ...bundle.charters.map((record, index) => ({
      name: charterName(index + 1),
      content: writeRecord({ ...record, envelope: mergeEnvelopes(record.envelope, record.envelope) }),
    })),
    ...[...recordByHex].sort(byHex).map(([hex, record]) => ({
      name: statementName(hex),
      content: writeRecord({ ...record, ...lackedBy(record, heldByHex.get(hex) ?? new Set(), blobByHex) }),
    })),
    ...[...blobByHex].sort(byHex).map(([hex, content]) => ({ name: blobName(hex), content })),
    { name: VERIFY_NAME, content: new TextEncoder().encode(verifyText(bundle.from, bundle.for)) },
  ]
  const index = BundleIndex.safeParse({
    format: BUNDLE_FORMAT,
    from: bundle.from,
    for: bundle.for,
    logs: [],
    members: members.map(({ name, content }) => ({ name, sha256: toHex(sha256(content)) })),
  })
  if (!index.success) {
    throw new ConcordError(
      'bad-input',
      sentence`The bundle has too many members, or its sender or receiver is no member id.`,
      {
        cause: index.error,
      },
    )
  }
  members.unshift({ name: INDEX_NAME, content: writeCanonical(index.data) })
  checkSizes(members)
  return writeArchive(members)
}

/** What a statement names of the blobs of a bundle and does not hold. */
function lackedBy(
  { envelope }: StatementRecord,
  held: ReadonlySet<string>,
  blobs: ReadonlyMap<string, unknown>,
): { lacks?: string[] } {
  if (blobs.size === 0) return {}
  const lacks = namedDigests(envelope.payload).filter((digest) => blobs.has(digest) && !held.has(digest))
  return lacks.length === 0 ? {} : { lacks: [...new Set(lacks)].sort() }
}

function without(digests: readonly string[], lacks: readonly string[] | undefined): string[] {
  return digests.filter((digest) => lacks?.includes(digest) !== true)
}

function checkSizes(members: readonly ArchiveMember[]): void {
  let total = 0
  for (const { name, content } of members) {
    const limit = memberLimit(name) ?? 0
    if (content.length > limit) {
      throw new ConcordError(
        'bad-input',
        sentence`${name} has ${content.length} bytes, more than the ${limit} a bundle may carry in one member; split it.`,
      )
    }
    total += content.length
  }
  if (total > BUNDLE_LIMITS.bundle) {
    throw new ConcordError(
      'bad-input',
      sentence`The bundle would have ${total} bytes, more than ${BUNDLE_LIMITS.bundle}; write several smaller ones.`,
    )
  }
}

function byHex([one]: readonly [string, unknown], [other]: readonly [string, unknown]): number {
  return one < other ? -1 : 1
}
