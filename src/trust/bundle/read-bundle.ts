import { ConcordError, type Sentence, sentence } from '../../error.ts'
import {
  canonicalText,
  firstFault,
  hexOf,
  parseJson,
  type Sha256,
  statementIdOfSigned,
  toHex,
} from '../../statement/index.ts'
import type { CharterRecord } from '../charter-version.ts'
import { signedBytes } from '../dsse.ts'
import type { IdentifiedRecord } from '../verification.ts'
import {
  BUNDLE_LIMITS,
  BundleIndex,
  comparePlaces,
  INDEX_NAME,
  memberLimit,
  type MemberPlace,
  placeOf,
  VERIFY_NAME,
} from './layout.ts'
import { namedDigests } from './named-digests.ts'
import { readRecord } from './record.ts'
import { type ArchiveMember, readArchive } from './ustar.ts'
import { verifyHeadline } from './verify-text.ts'

/** The content of a bundle whose bytes are whole. Nothing in it has been verified by signature yet. */
export type Bundle = {
  from: string
  for: string | null
  /** From version 1, without a gap. */
  charters: CharterRecord[]
  /** By id. */
  statements: IdentifiedRecord[]
  /** Hex digest → content; each has been digested. */
  blobs: ReadonlyMap<string, Uint8Array>
}

/** Members between two calls of `onProgress`. */
const BATCH = 100

/**
 * Reads a bundle. Throws `bad-input` with one sentence for bytes that `writeBundle` would not have written, so for
 * every changed bit, and, where `receiver` is given, for a bundle meant for another member. `onProgress` is told what
 * part of the work is done, as so many of so many.
 */
export function readBundle(
  bytes: Uint8Array,
  sha256: Sha256,
  options: { receiver?: string; onProgress?: ((done: number, total: number) => void) | undefined } = {},
): Bundle {
  if (bytes.length > BUNDLE_LIMITS.bundle) {
    throw refused(sentence`it has ${bytes.length} bytes, more than the ${BUNDLE_LIMITS.bundle} allowed`)
  }
  const [first, ...members] = readArchive(bytes, memberLimit, BUNDLE_LIMITS.members)
  const index = readIndex(first)
  if (options.receiver !== undefined && index.for !== null && index.for !== options.receiver) {
    throw new ConcordError(
      'bad-input',
      sentence`This bundle is for ${index.for}, and you are ${options.receiver}; ask ${index.from} for yours.`,
    )
  }
  const places = placesInOrder(members)
  // Every member is gone through twice.
  const tell = (done: number): void => {
    if (done % BATCH === 0) options.onProgress?.(done, 2 * members.length)
  }
  checkDigests(index, members, sha256, tell)
  checkVerifyText(index, members.at(-1))

  const charters: CharterRecord[] = []
  const statements: Bundle['statements'] = []
  const blobs = new Map<string, Uint8Array>()
  for (const [position, { name, content }] of members.entries()) {
    tell(members.length + position)
    const place = places[position]
    if (place?.place === 'charter')
      charters.push(readCharter(name, content, place.version, charters.length + 1))
    else if (place?.place === 'statement') statements.push(readStatement(name, content, place.hex, sha256))
    else if (place?.place === 'blob') {
      // The index was compared with the content; the name has to say the same.
      if (index.members[position]?.sha256 !== place.hex) {
        throw refused(sentence`${name} does not have the digest its name says`)
      }
      blobs.set(place.hex, content)
    }
  }
  checkLacks(statements, blobs)
  return { from: index.from, for: index.for, charters, statements, blobs }
}

/** A statement lacks only what it names and what is there. */
function checkLacks(statements: Bundle['statements'], blobs: Bundle['blobs']): void {
  for (const { id, envelope, lacks } of statements) {
    if (lacks === undefined) continue
    const named = new Set(namedDigests(envelope.payload))
    if (!lacks.every((digest) => named.has(digest) && blobs.has(digest)))
      throw refused(sentence`the statement ${id} lacks what it does not name, or what is not there`)
  }
}

function readIndex(member: ArchiveMember | undefined): BundleIndex {
  if (member?.name !== INDEX_NAME) throw refused(sentence`it does not begin with ${INDEX_NAME}`)
  let parsed: { value: unknown; text: string }
  try {
    parsed = parseJson(member.content)
  } catch (cause) {
    throw refused(sentence`${INDEX_NAME} is not JSON`, cause)
  }
  const read = BundleIndex.safeParse(parsed.value)
  if (!read.success) throw refused(sentence`${INDEX_NAME} is malformed (${firstFault(read.error)})`)
  if (canonicalText(read.data) !== parsed.text)
    throw refused(sentence`${INDEX_NAME} is not in canonical form`)
  return read.data
}

/** The place of each member; they ascend. */
function placesInOrder(members: readonly ArchiveMember[]): MemberPlace[] {
  let before: MemberPlace = { place: 'index' }
  return members.map(({ name }) => {
    const place = placeOf(name)
    if (place === undefined || comparePlaces(before, place) >= 0) {
      throw refused(sentence`${name} is not in its place among the members`)
    }
    before = place
    return place
  })
}

function checkDigests(
  index: BundleIndex,
  members: readonly ArchiveMember[],
  sha256: Sha256,
  tell: (done: number) => void,
): void {
  for (const [position, { name, content }] of members.entries()) {
    tell(position)
    const listed = index.members[position]
    if (listed?.name !== name) throw refused(sentence`${name} is not listed at its place in ${INDEX_NAME}`)
    if (toHex(sha256(content)) !== listed.sha256)
      throw refused(sentence`${name} was changed: it does not have its listed digest`)
  }
  const lost = index.members[members.length]
  if (lost !== undefined) throw refused(sentence`${lost.name} is listed in ${INDEX_NAME} and missing`)
}

function checkVerifyText(index: BundleIndex, last: ArchiveMember | undefined): void {
  if (last?.name !== VERIFY_NAME) throw refused(sentence`it does not end with ${VERIFY_NAME}`)
  const headline = new TextEncoder().encode(verifyHeadline(index.from, index.for))
  if (!headline.every((byte, at) => last.content[at] === byte)) {
    throw refused(sentence`${INDEX_NAME} names another sender or receiver than ${VERIFY_NAME}`)
  }
}

function readCharter(name: string, content: Uint8Array, version: number, expected: number): CharterRecord {
  if (version !== expected) throw refused(sentence`charter/${expected}.json is missing`)
  const { envelope, body, lacks } = readRecord(name, content)
  if (body === null || lacks !== undefined) throw refused(sentence`${name} has no body`)
  return { envelope, body }
}

function readStatement(name: string, content: Uint8Array, hex: string, sha256: Sha256): IdentifiedRecord {
  const record = readRecord(name, content)
  if (record.body !== null && record.body.length > BUNDLE_LIMITS.inlineBody) {
    throw refused(
      sentence`the body in ${name} has more than ${BUNDLE_LIMITS.inlineBody} bytes, so it belongs among the blobs`,
    )
  }
  const signed = signedBytes(record.envelope)
  const id = statementIdOfSigned(signed, sha256)
  if (hexOf(id) !== hex) throw refused(sentence`${name} holds the statement ${id}`)
  return { ...record, signed, id }
}

function refused(what: Sentence, cause?: unknown): ConcordError {
  return new ConcordError(
    'bad-input',
    sentence`The bundle cannot be used: ${what}; ask its sender for it again.`,
    {
      cause,
    },
  )
}
