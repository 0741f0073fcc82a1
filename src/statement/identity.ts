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
  const head = payloadType === PAYLOAD_TYPE ? headOf(payload.length) : makeHead(payloadType, payload.length)
  const bytes = new Uint8Array(head.length + payload.length)
  bytes.set(head)
  bytes.set(payload, head.length)
  return bytes
}

function makeHead(payloadType: string, length: number): Uint8Array {
  const typeLength = UTF8_ENCODER.encode(payloadType).length
  return UTF8_ENCODER.encode(`DSSEv1 ${typeLength} ${payloadType} ${length} `)
}

const MOST_HEADS = 1000
const headByLength = new Map<number, Uint8Array>()

/** What stands before a payload of ours, by its length: many have the same. */
function headOf(length: number): Uint8Array {
  const known = headByLength.get(length)
  if (known !== undefined) return known
  if (headByLength.size >= MOST_HEADS) headByLength.clear()
  const made = makeHead(PAYLOAD_TYPE, length)
  headByLength.set(length, made)
  return made
}

/** Id of the statement with this payload. */
export function statementIdOf(payload: Uint8Array, sha256: Sha256, payloadType = PAYLOAD_TYPE): StatementId {
  return statementIdOfSigned(preAuthEncoding(payloadType, payload), sha256)
}

/** Id of the statement whose signatures are over `signed`. */
export function statementIdOfSigned(signed: Uint8Array, sha256: Sha256): StatementId {
  const id = `sha256:${toHex(sha256(signed))}`
  return isId(id) ? id : StatementId.parse(id)
}

/** Of what is made of a digest here: its length says that it is whole. */
function isId(id: string): id is StatementId {
  return id.length === 'sha256:'.length + 64
}

/** Id of a blob with this content. */
export function blobIdOf(content: Uint8Array, sha256: Sha256): BlobId {
  return BlobId.parse(`sha256:${toHex(sha256(content))}`)
}

/** The 64 hex digits of an id. */
export function hexOf(id: StatementId | BlobId): string {
  return id.slice('sha256:'.length)
}
