/** What verifying a statement gives: the statement with who signed it, or the step and reason of its refusal. */
import { type Sentence, sentence } from '../error.ts'
import type { JsonValue, Statement, StatementId } from '../statement/index.ts'
import type { Envelope } from './dsse.ts'

/** A statement as it travels; `body` null where it was not given. */
export type StatementRecord = {
  envelope: Envelope
  body: Uint8Array | null
  /**
   * Digests, in hex and ascending, that the statement names and whose bytes did not come with it, though another
   * statement brought them in the same bundle: naming a digest gives nobody the bytes.
   */
  lacks?: readonly string[]
}

/** With what its signatures are over, and the id that follows from it. */
export type IdentifiedRecord = StatementRecord & { id: StatementId; signed: Uint8Array }

export type Signer = { member: string; keyid: string }

export type VerifiedStatement = {
  ok: true
  id: StatementId
  kind: string
  /** Version of the kind. */
  version: number
  statement: Statement
  /** As it may be kept and passed on: with the signatures that hold, one for each key, and no other. */
  envelope: Envelope
  /** Member id of the issuer; always among the signers. */
  issuer: string
  /** Members whose signature counts, by member, then key id. */
  signers: Signer[]
  /** Signatures that hold or might hold, but count for nothing. */
  uncounted: { member: string | null; why: UncountedReason }[]
  /**
   * read: canonical JSON of its kind's schema · opaque: a kind or version we do not know, digest checked, not
   * interpreted · encrypted: an age file, digest checked · absent: not here
   */
  body:
    | { state: 'read'; value: JsonValue; bytes: Uint8Array }
    | { state: 'opaque' | 'encrypted'; bytes: Uint8Array }
    | { state: 'absent' }
  /** Names of blobs whose bytes are not here. */
  missingBlobs: string[]
  /** Always true before the log: evidence only in so far as the signers attest it. */
  unlogged: true
  /** The charter version it names has a single active member. */
  singleInstitute: boolean
  /** The issuer is suspended in the latest charter. */
  issuerSuspended: boolean
}

export type UncountedReason =
  | 'unknown-key'
  | 'not-in-charter-version'
  | 'key-closed'
  | 'key-distrusted'
  | 'member-gone'

export type VerificationStep =
  | 'size'
  | 'signature'
  | 'payload-type'
  | 'canonical'
  | 'type'
  | 'schema'
  | 'digest'

export type StatementRefusal = {
  ok: false
  id: StatementId
  step: VerificationStep
  reason:
    | 'too-large'
    | 'bad-signature'
    | 'key-not-valid'
    | 'payload-type'
    | 'not-jcs'
    | 'not-a-statement'
    | 'schema'
    | 'charter-unknown'
    | 'issuer-unknown'
    | 'issuer-unsigned'
    | 'body-digest'
    | 'blob-digest'
  /** One sentence: what, where, what to do. */
  message: Sentence
}

export type Verification = VerifiedStatement | StatementRefusal

export type BlobSource = (sha256: string) => Uint8Array | undefined

/** A refusal before the id of its statement is put to it. */
export type Fault = Omit<StatementRefusal, 'ok' | 'id'>

export function tooLarge(id: StatementId, what: Sentence, size: number): Fault {
  return fault(
    'size',
    'too-large',
    sentence`${what} of statement ${id} has ${size} bytes, more than is allowed; ask its issuer for a smaller one.`,
  )
}

export function fault(step: VerificationStep, reason: StatementRefusal['reason'], message: Sentence): Fault {
  return { step, reason, message }
}
