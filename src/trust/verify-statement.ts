/**
 * Verifying a statement before a log exists, in this order:
 *
 *   1 size        limits, strict base64 (the envelope was parsed: `parseEnvelope`)
 *   2 signature   Ed25519 over PAE of the received bytes, by a `statement` key of the charter
 *   3 payload-type
 *   4 canonical   the read test of canonical JSON
 *   5 type        `_type`, `predicateType`; an unknown kind or version stays opaque: verified, not interpreted
 *   6 schema      of the header; the issuer is a member, its signature is there, its key counts
 *   7 (log)       skipped, visibly: what comes out is "signed, not logged"
 *   8 digest      body and blobs by digest and size; then the schema of the body
 *
 * A key counts if the charter version that the statement names lists it, for the role `statement`, open, for a
 * member that is active or suspended, and if the latest version known does not distrust it: without a log nothing
 * says whether a statement is older than the distrust.
 */
import { type Sentence, sentence } from '../error.ts'
import {
  firstFault,
  kindOf,
  PAYLOAD_TYPE,
  SIZE_LIMITS,
  Statement,
  statementIdOfSigned,
  StatementType,
} from '../statement/index.ts'
import { type CharterChain, findVersion } from './charter.ts'
import { type CharterVersion, isSingleInstitute } from './charter-version.ts'
import { isOpen } from './charter-rules.ts'
import { formatEnvelope, signedBytes } from './dsse.ts'
import type { Crypto } from './keys.ts'
import { checkSignatures } from './signatures.ts'
import {
  type BlobSource,
  fault,
  type Fault,
  type IdentifiedRecord,
  type Signer,
  type StatementRecord,
  tooLarge,
  type UncountedReason,
  type Verification,
  type VerifiedStatement,
} from './verification.ts'
import { readJson, verifyBlobs, verifyBody } from './verify-content.ts'

/**
 * Verifies one statement against a resolved charter. `blobs` finds bytes by hex digest (a body may be among them);
 * whatever it gives is digested here. Never throws for what the statement holds.
 */
export function verifyStatement(
  record: StatementRecord,
  chain: CharterChain,
  crypto: Crypto,
  blobs: BlobSource = () => undefined,
): Verification {
  const signed = signedBytes(record.envelope)
  const id = statementIdOfSigned(signed, crypto.sha256)
  return verifyIdentified({ ...record, signed, id }, chain, crypto, blobs)
}

/** As `verifyStatement`, of a record whose signed bytes and id have been computed from its envelope already. */
export function verifyIdentified(
  record: IdentifiedRecord,
  chain: CharterChain,
  crypto: Crypto,
  blobs: BlobSource,
): Verification {
  const { lacks } = record
  const result = verify(
    record,
    chain,
    crypto,
    lacks === undefined ? blobs : (sha256) => (lacks.includes(sha256) ? undefined : blobs(sha256)),
  )
  return 'ok' in result ? result : { ok: false, id: record.id, ...result }
}

function verify(
  { id, signed, envelope, body: given }: IdentifiedRecord,
  chain: CharterChain,
  crypto: Crypto,
  blobs: BlobSource,
): VerifiedStatement | Fault {
  if (envelope.payload.length > SIZE_LIMITS.payload)
    return tooLarge(id, sentence`The payload`, envelope.payload.length)

  const { valid, held, failed, unknown } = checkSignatures(
    signed,
    envelope.signatures,
    statementKeysOf(chain),
    crypto,
  )
  const [bad] = failed
  if (bad !== undefined) {
    const member = chain.latest.keyByKeyid.get(bad)?.member.id ?? 'a member'
    return fault(
      'signature',
      'bad-signature',
      sentence`Statement ${id} carries a signature of ${member} that does not hold: it was changed, or signed by somebody else; ask ${member} for it again.`,
    )
  }
  if (valid.length === 0) {
    return fault(
      'signature',
      'bad-signature',
      sentence`Statement ${id} carries no signature by a statement key of this charter; take in the charter that lists its signer, or ask for it again.`,
    )
  }

  if (envelope.payloadType !== PAYLOAD_TYPE) {
    return fault(
      'payload-type',
      'payload-type',
      sentence`Statement ${id} has the payload type ${JSON.stringify(envelope.payloadType.slice(0, 80))} instead of ${PAYLOAD_TYPE}; it is no statement of ours.`,
    )
  }

  const payload = readJson(envelope.payload)
  if (!payload.ok)
    return fault(
      'canonical',
      'not-jcs',
      sentence`The header of statement ${id} cannot be read. ${payload.message}`,
    )

  // What fits the whole schema fits the outer form, so the outer form is asked only to tell where it failed.
  const read = Statement.safeParse(payload.value)
  if (!read.success) {
    const outer = StatementType.safeParse(payload.value)
    return outer.success
      ? fault(
          'schema',
          'schema',
          sentence`The header of statement ${id} does not fit its schema (${firstFault(read.error)}); ask its issuer to correct and sign it anew.`,
        )
      : fault(
          'type',
          'not-a-statement',
          sentence`Statement ${id} is no statement of this kind of network (${firstFault(outer.error)}); it cannot be used here.`,
        )
  }
  const statement = read.data
  const kind = kindOf(statement.predicateType)
  if (kind === undefined) {
    return fault(
      'type',
      'not-a-statement',
      sentence`Statement ${id} is of no kind of ours; it cannot be used here.`,
    )
  }
  if (kind.kind === 'charter') {
    return fault(
      'schema',
      'schema',
      sentence`Statement ${id} is a charter among statements; charters travel in charter/ and are signed with charter keys.`,
    )
  }
  const version = findVersion(chain, statement.predicate.charter)
  if (version === undefined) {
    return fault(
      'schema',
      'charter-unknown',
      sentence`Statement ${id} names charter version ${statement.predicate.charter}, but ${chain.latest.version} is the latest here; take in a bundle with the newer charter first.`,
    )
  }
  const { limits } = version.body
  if (envelope.payload.length > limits.payload)
    return tooLarge(id, sentence`The payload`, envelope.payload.length)
  // Measured only where the charter lowers the limit: whoever parsed the envelope held it to the general one.
  if (limits.envelope < SIZE_LIMITS.envelope) {
    const size = formatEnvelope(envelope).length
    if (size > limits.envelope) return tooLarge(id, sentence`The envelope`, size)
  }

  const issuer = version.body.members.find(({ origin }) => origin === statement.predicate.issuer)
  if (issuer === undefined) {
    return fault(
      'schema',
      'issuer-unknown',
      sentence`Statement ${id} is issued by ${statement.predicate.issuer}, who is no member in charter version ${version.version}; it belongs to another network.`,
    )
  }
  const { signers, uncounted } = countSigners(valid, version, chain.latest)
  if (!signers.some(({ member }) => member === issuer.id)) {
    const own = uncounted.find(({ member }) => member === issuer.id)
    return own === undefined
      ? fault(
          'signature',
          'issuer-unsigned',
          sentence`Statement ${id} does not carry the signature of its issuer ${issuer.id}; ask ${issuer.id} for it.`,
        )
      : fault(
          'signature',
          'key-not-valid',
          sentence`Statement ${id} is signed by ${issuer.id} with a key that does not count (${WHY[own.why]}); ask ${issuer.id} to issue it again under a valid key.`,
        )
  }
  for (let index = 0; index < unknown; index += 1) uncounted.push({ member: null, why: 'unknown-key' })

  const body = verifyBody(id, statement, kind, given, limits.body, crypto, blobs)
  if ('step' in body) return body
  const blobsFound = verifyBlobs(id, statement, crypto, blobs)
  if ('step' in blobsFound) return blobsFound
  return {
    ok: true,
    id,
    kind: kind.kind,
    version: kind.version,
    statement,
    envelope: { ...envelope, signatures: held },
    issuer: issuer.id,
    signers,
    uncounted,
    body,
    missingBlobs: blobsFound.missing,
    unlogged: true,
    singleInstitute: isSingleInstitute(version.body),
    issuerSuspended: chain.latest.body.members.some(
      ({ id: member, status }) => member === issuer.id && status === 'suspended',
    ),
  }
}

const WHY: Readonly<Record<UncountedReason, Sentence>> = {
  'unknown-key': sentence`no charter version lists it`,
  'not-in-charter-version': sentence`the charter version named does not list it`,
  'key-closed': sentence`it is closed in the charter version named`,
  'key-distrusted': sentence`it is distrusted`,
  'member-gone': sentence`the member had left or was expelled`,
}

type ListedStatementKeys = ReadonlyMap<string, { publicKey: Uint8Array }>
const statementKeysByChain = new WeakMap<CharterChain, ListedStatementKeys>()

/** Every statement key ever listed: keys stay listed, so the latest version has them all. */
function statementKeysOf(chain: CharterChain): ListedStatementKeys {
  const known = statementKeysByChain.get(chain)
  if (known !== undefined) return known
  const keys = new Map([...chain.latest.keyByKeyid].filter(([, { key }]) => key.role === 'statement'))
  statementKeysByChain.set(chain, keys)
  return keys
}

function countSigners(
  valid: readonly string[],
  named: CharterVersion,
  latest: CharterVersion,
): { signers: Signer[]; uncounted: VerifiedStatement['uncounted'] } {
  const signers: Signer[] = []
  const uncounted: VerifiedStatement['uncounted'] = []
  for (const keyid of valid) {
    const now = latest.keyByKeyid.get(keyid)
    const member = now?.member.id ?? null
    const then = named.keyByKeyid.get(keyid)
    if (now === undefined || member === null) uncounted.push({ member, why: 'unknown-key' })
    else if (then === undefined) uncounted.push({ member, why: 'not-in-charter-version' })
    else if (now.key.distrustFrom !== null) uncounted.push({ member, why: 'key-distrusted' })
    else if (!isOpen(then.key)) uncounted.push({ member, why: 'key-closed' })
    else if (then.member.status === 'left' || then.member.status === 'expelled') {
      uncounted.push({ member, why: 'member-gone' })
    } else signers.push({ member, keyid })
  }
  signers.sort((a, b) =>
    a.member === b.member ? (a.keyid < b.keyid ? -1 : 1) : a.member < b.member ? -1 : 1,
  )
  return { signers, uncounted }
}
