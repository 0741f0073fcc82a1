/**
 * Making a statement: body and header → the bytes to sign → an envelope. Pure: what is random and what signs are
 * arguments, and nothing is stored. What comes out passes `verifyStatement`, or this throws.
 */
import type { z } from 'zod'
import { ConcordError, type Sentence, sentence } from '../error.ts'
import {
  BODY_NAME,
  compareLinks,
  ENCRYPTED_BODY_NAME,
  firstFault,
  isKind,
  KINDS,
  type Link,
  needsNonce,
  predicateTypeOf,
  type Sha256,
  type Sharing,
  SIZE_LIMITS,
  Statement,
  STATEMENT_TYPE,
  type StatementId,
  statementIdOf,
  toHex,
  writeCanonical,
} from '../statement/index.ts'
import { type Envelope, signPayload } from './dsse.ts'
import type { KeySigner } from './keys.ts'

/** A blob of a statement: its bytes, or digest and size where the bytes are somewhere else. */
export type BlobToSeal = { name: string; mediaType: string; sharing?: Sharing } & (
  | { content: Uint8Array }
  | { sha256: string; size: number }
)

export type StatementToSeal = {
  kind: string
  /** Version of the kind; 1 unless given. */
  version?: number
  /** Origin of the issuer's log. */
  issuer: string
  /** RFC 3339 in UTC, whole seconds. */
  created: string
  /** Charter version that lists the signing key. */
  charter: number
  sharing: Sharing
  /** In any order. */
  links?: readonly Link[]
  /** The body as the schema of its kind wants it; for RED the age file that holds it. */
  body: object | Uint8Array
  blobs?: readonly BlobToSeal[]
}

/** A statement ready to be signed. */
export type FormattedStatement = {
  id: StatementId
  statement: Statement
  payload: Uint8Array
  /** Bytes of the body: `subject[0]`. */
  body: Uint8Array
}

export type SealedStatement = FormattedStatement & { envelope: Envelope }

/**
 * The bytes of a statement. Unless everybody may read it at once, a body without `nonce` gets one from `random`.
 * Throws `bad-input` naming the field that no reader would accept.
 */
export function formatStatement(
  input: StatementToSeal,
  effects: { sha256: Sha256; random: (size: number) => Uint8Array },
): FormattedStatement {
  const { sha256 } = effects
  const body = formatBody(input, effects.random)
  const bodyType = input.sharing.tlp === 'RED' ? 'application/age' : 'application/json'
  const bodyName = input.sharing.tlp === 'RED' ? ENCRYPTED_BODY_NAME : BODY_NAME
  const toSubject = (blob: BlobToSeal) => ({
    name: blob.name,
    digest: { sha256: 'content' in blob ? toHex(sha256(blob.content)) : blob.sha256 },
    mediaType: blob.mediaType,
    annotations: {
      size: 'content' in blob ? blob.content.length : blob.size,
      ...(blob.sharing === undefined ? {} : { sharing: blob.sharing }),
    },
  })
  const read = Statement.safeParse({
    _type: STATEMENT_TYPE,
    subject: [{ name: bodyName, mediaType: bodyType, content: body }, ...(input.blobs ?? [])].map(toSubject),
    predicateType: predicateTypeOf(input.kind, input.version),
    predicate: {
      v: 1,
      issuer: input.issuer,
      created: input.created,
      charter: input.charter,
      sharing: input.sharing,
      links: [...(input.links ?? [])].sort(compareLinks),
    },
  })
  if (!read.success) throw unsealable(input.kind, firstFault(read.error))
  const payload = writeCanonical(read.data)
  if (payload.length > SIZE_LIMITS.payload) {
    throw unsealable(
      input.kind,
      sentence`its header has ${payload.length} bytes, more than ${SIZE_LIMITS.payload}`,
    )
  }
  return { id: statementIdOf(payload, sha256), statement: read.data, payload, body }
}

/** A statement with its first signature. Throws as `formatStatement`. */
export function sealStatement(
  input: StatementToSeal,
  signer: KeySigner,
  effects: { sha256: Sha256; random: (size: number) => Uint8Array },
): SealedStatement {
  const formatted = formatStatement(input, effects)
  return { ...formatted, envelope: signPayload(formatted.payload, signer, effects.sha256) }
}

function formatBody(input: StatementToSeal, random: (size: number) => Uint8Array): Uint8Array {
  const { kind, sharing, body } = input
  if (body instanceof Uint8Array || sharing.tlp === 'RED') {
    if (!(body instanceof Uint8Array) || sharing.tlp !== 'RED') {
      throw unsealable(kind, sentence`the body is an age file with RED, and JSON with every other label`)
    }
    return checkSize(kind, body)
  }
  const whole = needsNonce(sharing) && !('nonce' in body) ? { ...body, nonce: toHex(random(32)) } : body
  if (isKind(kind) && (input.version ?? 1) === 1) {
    const schema: z.ZodType = KINDS[kind]
    const read = schema.safeParse(whole)
    if (!read.success) throw unsealable(kind, sentence`body: ${firstFault(read.error)}`)
  }
  return checkSize(kind, writeCanonical(whole))
}

function checkSize(kind: string, body: Uint8Array): Uint8Array {
  if (body.length <= SIZE_LIMITS.body) return body
  throw unsealable(kind, sentence`its body has ${body.length} bytes, more than ${SIZE_LIMITS.body}`)
}

function unsealable(kind: string, fault: Sentence): ConcordError {
  return new ConcordError(
    'bad-input',
    sentence`A statement of kind ${kind} cannot be signed as it is (${fault}); correct that first.`,
  )
}
