/**
 * Identity of statements and blobs.
 *
 *   PAE  = "DSSEv1 " len(type) " " type " " len(payload) " " payload     (lengths in bytes, ASCII decimal)
 *   statement id = "sha256:" + hex SHA-256(PAE)      independent of signatures and of the envelope's spelling
 *   blob id      = "sha256:" + hex SHA-256(content)
 *
 * Source: secure-systems-lab/dsse 1.0.2, protocol.md.
 */
import { z } from 'zod'
import { inEnglish, sentence } from '../error.ts'
import { toHex } from './hex.ts'

/** SHA-256, given by whoever can compute it. */
export type Sha256 = (bytes: Uint8Array) => Uint8Array

const ID = /^sha256:[0-9a-f]{64}$/

export const StatementId = z
  .string()
  .regex(ID, inEnglish(sentence`sha256: and 64 hex digits`))
  .brand<'StatementId'>()
export type StatementId = z.infer<typeof StatementId>

export const BlobId = z
  .string()
  .regex(ID, inEnglish(sentence`sha256: and 64 hex digits`))
  .brand<'BlobId'>()
export type BlobId = z.infer<typeof BlobId>

/** The payload type of every statement. */
export const PAYLOAD_TYPE = 'application/vnd.in-toto+json'

const UTF8_ENCODER = new TextEncoder()

/** The bytes that are signed. */
export function preAuthEncoding(payloadType: string, payload: Uint8Array): Uint8Array {
  const typeLength =
    payloadType === PAYLOAD_TYPE ? payloadType.length : UTF8_ENCODER.encode(payloadType).length
  const head = UTF8_ENCODER.encode(`DSSEv1 ${typeLength} ${payloadType} ${payload.length} `)
  const bytes = new Uint8Array(head.length + payload.length)
  bytes.set(head)
  bytes.set(payload, head.length)
  return bytes
}

/** Id of the statement with this payload. */
export function statementIdOf(payload: Uint8Array, sha256: Sha256, payloadType = PAYLOAD_TYPE): StatementId {
  return statementIdOfSigned(preAuthEncoding(payloadType, payload), sha256)
}

/** Id of the statement whose signatures are over `signed`. */
export function statementIdOfSigned(signed: Uint8Array, sha256: Sha256): StatementId {
  return StatementId.parse(`sha256:${toHex(sha256(signed))}`)
}

/** Id of a blob with this content. */
export function blobIdOf(content: Uint8Array, sha256: Sha256): BlobId {
  return BlobId.parse(`sha256:${toHex(sha256(content))}`)
}

/** The 64 hex digits of an id. */
export function hexOf(id: StatementId | BlobId): string {
  return id.slice('sha256:'.length)
}
