/** One version of a charter, read and checked on its own: schema, rules, digest of the body, signatures. */
import { ConcordError, type Sentence, sentence } from '../error.ts'
import {
  Charter,
  type CharterKey,
  type CharterMember,
  firstFault,
  fromHex,
  kindOf,
  PAYLOAD_TYPE,
  readCanonical,
  Statement,
  type StatementId,
  toHex,
} from '../statement/index.ts'
import { activeMembers, charterFault, isOpen, successionFault } from './charter-rules.ts'
import { type Envelope, envelopeId, formatEnvelope, signedBytes } from './dsse.ts'
import type { Crypto } from './keys.ts'
import { checkSignatures } from './signatures.ts'

/** A charter as it travels. */
export type CharterRecord = { envelope: Envelope; body: Uint8Array }

export type ListedKey = { member: CharterMember; key: CharterKey; publicKey: Uint8Array }

export type CharterVersion = {
  id: StatementId
  version: number
  /** Origin of the member who wrote it down. */
  issuer: string
  /** RFC 3339; informative. */
  created: string
  body: Charter
  /** With the signatures that hold, one for each key, and no other. */
  record: CharterRecord
  keyByKeyid: ReadonlyMap<string, ListedKey>
  /** Key ids of the charter keys listed in this version under which a signature holds. */
  validKeyids: readonly string[]
}

export type CharterReason =
  /** The bytes, the schema or a rule of a single charter. */
  | 'malformed'
  /** A signature that names a listed key does not hold. */
  | 'bad-signature'
  /** The pinned first version is not here. */
  | 'not-pinned'
  /** Version 1 lacks a founder's signature. */
  | 'not-all-founders'
  | 'not-enough-signatures'
  /** A rule about two versions following each other. */
  | 'succession'
  /** A version between is missing. */
  | 'gap'
  /** Two valid charters of one version. */
  | 'fork'

export type CharterRefusal = { ok: false; reason: CharterReason; version: number | null; message: Sentence }

/** An expiry lies at most this far from the day a charter was written down. */
const LONGEST_LIFE_MS = 366 * 24 * 3600 * 1000

type ReadCharter = { ok: true; version: CharterVersion } | CharterRefusal

/**
 * Charters that were read, by the digest of all that was read: every bundle brings the same ones again. Only what reads
 * the same bytes with the same primitives gets the same answer.
 */
const readByCrypto = new WeakMap<Crypto, Map<string, ReadCharter>>()
const MOST_KEPT = 200

/** Reads one charter; its signatures are checked against the keys it lists itself, and not yet counted. */
export function readCharterVersion(record: CharterRecord, crypto: Crypto): ReadCharter {
  const kept = readByCrypto.get(crypto) ?? new Map<string, ReadCharter>()
  readByCrypto.set(crypto, kept)
  const digest = toHex(crypto.sha256(record.body)) + toHex(crypto.sha256(formatEnvelope(record.envelope)))
  const known = kept.get(digest)
  if (known !== undefined) return known
  const read = readAnew(record, crypto)
  if (kept.size >= MOST_KEPT) kept.clear()
  kept.set(digest, read)
  return read
}

function readAnew(record: CharterRecord, crypto: Crypto): ReadCharter {
  const read = parseCharter(record, crypto)
  if ('pattern' in read)
    return refuse('malformed', null, sentence`A charter is malformed (${read}); ask its sender again.`)
  const { charter, statement } = read
  const fault = lifeFault(charter, statement) ?? charterFault(charter, crypto.sha256)
  if (fault !== undefined) {
    return refuse(
      'malformed',
      charter.version,
      sentence`Charter version ${charter.version} breaks a rule (${fault}); it has to be written and signed anew.`,
    )
  }
  const keyByKeyid = new Map<string, ListedKey>()
  const charterKeys = new Map<string, ListedKey>()
  for (const member of charter.members) {
    for (const key of member.keys) {
      const listed = { member, key, publicKey: fromHex(key.public) ?? new Uint8Array() }
      keyByKeyid.set(key.keyid, listed)
      if (key.role === 'charter') charterKeys.set(key.keyid, listed)
    }
  }
  const { valid, held, failed } = checkSignatures(
    signedBytes(record.envelope),
    record.envelope.signatures,
    charterKeys,
    crypto,
  )
  const bad = failed[0]
  if (bad !== undefined) {
    const member = charterKeys.get(bad)?.member.id ?? sentence`a member`
    return refuse(
      'bad-signature',
      charter.version,
      sentence`Charter version ${charter.version} carries a signature of ${member} that does not hold; ask ${member} for a new one.`,
    )
  }
  const author = charter.members.find(({ origin }) => origin === statement.predicate.issuer)
  if (!valid.some((keyid) => charterKeys.get(keyid)?.member === author)) {
    return refuse(
      'bad-signature',
      charter.version,
      sentence`Charter version ${charter.version} lacks the signature of ${author?.id ?? sentence`its issuer`}, who wrote it; ask ${author?.id ?? sentence`its sender`} for it.`,
    )
  }
  return {
    ok: true,
    version: {
      id: envelopeId(record.envelope, crypto.sha256),
      version: charter.version,
      issuer: statement.predicate.issuer,
      created: statement.predicate.created,
      body: charter,
      record: { envelope: { ...record.envelope, signatures: held }, body: record.body },
      keyByKeyid,
      validKeyids: valid,
    },
  }
}

/** How far the signatures of a charter reach. */
export type CharterSupport = {
  /** Members whose signature counts under this version, sorted. */
  signedBy: string[]
  /** Active members who have not signed, sorted. */
  missing: string[]
  /** Signatures still needed: of this version's members, and of those of the version before. */
  lacking: { own: number; previous: number }
  /** True when it may stand: version 1 with every founder, N + 1 with both thresholds. */
  enough: boolean
}

/** Counts distinct members, never keys or signatures. `before` is the valid version before; null for version 1. */
export function charterSupport(version: CharterVersion, before: CharterVersion | null): CharterSupport {
  const signedBy = countedMembers(version.validKeyids, version)
  const active = activeMembers(version.body).map(({ id }) => id)
  const missing = active.filter((id) => !signedBy.includes(id)).sort()
  const need = before === null ? active.length : version.body.threshold
  const own = Math.max(0, need - signedBy.length)
  const previous =
    before === null
      ? 0
      : Math.max(0, before.body.threshold - countedMembers(version.validKeyids, before).length)
  return { signedBy, missing, lacking: { own, previous }, enough: own === 0 && previous === 0 }
}

/** Checks a charter as version 1 (`before` null) or as the successor of a valid one, and counts its signatures. */
export function inspectCharter(
  record: CharterRecord,
  before: CharterVersion | null,
  crypto: Crypto,
): { ok: true; version: CharterVersion; support: CharterSupport } | CharterRefusal {
  const read = readCharterVersion(record, crypto)
  return read.ok ? standAfter(read.version, before) : read
}

/** As `inspectCharter`, of a version that has been read. */
export function standAfter(
  version: CharterVersion,
  before: CharterVersion | null,
): { ok: true; version: CharterVersion; support: CharterSupport } | CharterRefusal {
  const fault =
    before === null
      ? version.version === 1
        ? undefined
        : sentence`version: ${version.version} without the versions before it`
      : successionFault(before.body, before.id, version.body)
  if (fault !== undefined) {
    return refuse(
      'succession',
      version.version,
      sentence`Charter version ${version.version} cannot stand (${fault}); write it anew from the latest version.`,
    )
  }
  return { ok: true, version, support: charterSupport(version, before) }
}

/** True where one institute alone holds the network: everything under it is marked so. */
export function isSingleInstitute(charter: Charter): boolean {
  return activeMembers(charter).length === 1
}

function countedMembers(keyids: readonly string[], listing: CharterVersion): string[] {
  const members = new Set<string>()
  for (const keyid of keyids) {
    const listed = listing.keyByKeyid.get(keyid)
    if (listed?.key.role === 'charter' && isOpen(listed.key) && listed.member.status === 'active') {
      members.add(listed.member.id)
    }
  }
  return [...members].sort()
}

/** The statement and body of a charter; a sentence says what is wrong. */
function parseCharter(
  { envelope, body }: CharterRecord,
  crypto: Crypto,
): { statement: Statement; charter: Charter } | Sentence {
  if (envelope.payloadType !== PAYLOAD_TYPE)
    return sentence`payloadType: ${envelope.payloadType.slice(0, 80)}`
  try {
    const statement = Statement.safeParse(readCanonical(envelope.payload))
    if (!statement.success) return firstFault(statement.error)
    const { predicateType, predicate, subject } = statement.data
    const kind = kindOf(predicateType)
    if (kind?.kind !== 'charter' || kind.version !== 1) return sentence`predicateType: ${predicateType}`
    if (predicate.sharing.tlp !== 'CLEAR' || predicate.sharing.embargoUntil !== null) {
      return sentence`sharing: a charter is CLEAR without embargo`
    }
    const [first, ...others] = subject
    if (first === undefined || others.length > 0)
      return sentence`subject: a charter has its body and no blobs`
    if (first.annotations.size !== body.length || first.digest.sha256 !== toHex(crypto.sha256(body))) {
      return sentence`body: its digest or size is not the signed one`
    }
    const charter = Charter.safeParse(readCanonical(body))
    if (!charter.success) return firstFault(charter.error)
    return { statement: statement.data, charter: charter.data }
  } catch (error) {
    if (error instanceof ConcordError) return error.sentence
    throw error
  }
}

function lifeFault(charter: Charter, { predicate }: Statement): Sentence | undefined {
  if (predicate.charter !== charter.version)
    return sentence`header.charter: ${predicate.charter} is not its own version`
  const issuer = charter.members.find(({ origin }) => origin === predicate.issuer)
  if (issuer?.status !== 'active') return sentence`issuer: ${predicate.issuer} is no active member`
  const life = Date.parse(charter.expires) - Date.parse(predicate.created)
  if (!(life > 0 && life <= LONGEST_LIFE_MS))
    return sentence`expires: at most one year after it was written down`
  return undefined
}

function refuse(reason: CharterReason, version: number | null, message: Sentence): CharterRefusal {
  return { ok: false, reason, version, message }
}
