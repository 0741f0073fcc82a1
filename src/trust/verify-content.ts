/** The last steps of verifying a statement: its body and blobs by digest and size, then what the body says. */
import type { z } from 'zod'
import { ConcordError, type Sentence, sentence } from '../error.ts'
import {
  BodyNonce,
  firstFault,
  isKind,
  type JsonValue,
  KINDS,
  needsNonce,
  readCanonical,
  type Statement,
  type StatementId,
  toHex,
} from '../statement/index.ts'
import type { Crypto } from './keys.ts'
import { type BlobSource, type Fault, fault, tooLarge, type VerifiedStatement } from './verification.ts'

/** The body, given or found among the blobs; absent where it is not here. */
export function verifyBody(
  id: StatementId,
  { subject, predicate }: Statement,
  kind: { kind: string; version: number },
  given: Uint8Array | null,
  limit: number,
  crypto: Crypto,
  blobs: BlobSource,
): VerifiedStatement['body'] | Fault {
  const [signed] = subject
  if (signed === undefined) return { state: 'absent' }
  if (signed.annotations.size > limit) return tooLarge(id, sentence`The body`, signed.annotations.size)
  const bytes = given ?? blobs(signed.digest.sha256)
  if (bytes === undefined) return { state: 'absent' }
  if (bytes.length !== signed.annotations.size || toHex(crypto.sha256(bytes)) !== signed.digest.sha256) {
    return fault(
      'digest',
      'body-digest',
      sentence`The body of statement ${id} is not the one that was signed: its digest or size differs; ask its issuer for it again.`,
    )
  }
  if (predicate.sharing.tlp === 'RED') return { state: 'encrypted', bytes }
  const read = readJson(bytes)
  if (!read.ok)
    return fault(
      'canonical',
      'not-jcs',
      sentence`The body of statement ${id} cannot be read. ${read.message}`,
    )
  if (needsNonce(predicate.sharing) && !BodyNonce.safeParse(read.value).success) {
    return fault(
      'schema',
      'schema',
      sentence`The body of statement ${id} has no nonce, so its digest could be guessed; ask its issuer to sign it anew.`,
    )
  }
  if (!isKind(kind.kind) || kind.version !== 1) return { state: 'opaque', bytes }
  const schema: z.ZodType = KINDS[kind.kind]
  const parsed = schema.safeParse(read.value)
  if (!parsed.success) {
    return fault(
      'schema',
      'schema',
      sentence`The body of statement ${id} does not fit the schema of ${kind.kind} (${firstFault(parsed.error)}); ask its issuer to correct and sign it anew.`,
    )
  }
  return { state: 'read', value: read.value, bytes }
}

/** Names of the blobs that are not here; those that are must be the ones signed. */
export function verifyBlobs(
  id: StatementId,
  { subject }: Statement,
  crypto: Crypto,
  blobs: BlobSource,
): { missing: string[] } | Fault {
  const missing: string[] = []
  for (const { name, digest, annotations } of subject.slice(1)) {
    const bytes = blobs(digest.sha256)
    if (bytes === undefined) missing.push(name)
    else if (bytes.length !== annotations.size || toHex(crypto.sha256(bytes)) !== digest.sha256) {
      return fault(
        'digest',
        'blob-digest',
        sentence`The blob ${name} of statement ${id} is not the one that was signed: its digest or size differs; ask its issuer for it again.`,
      )
    }
  }
  return { missing }
}

/** Canonical JSON, or why it is not. */
export function readJson(
  bytes: Uint8Array,
): { ok: true; value: JsonValue } | { ok: false; message: Sentence } {
  try {
    return { ok: true, value: readCanonical(bytes) }
  } catch (error) {
    if (error instanceof ConcordError) return { ok: false, message: error.sentence }
    throw error
  }
}
