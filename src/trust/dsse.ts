/**
 * Envelopes: DSSE 1.0.2 (secure-systems-lab/dsse, protocol.md and envelope.md).
 *
 *   {"payload": b64, "payloadType": "application/vnd.in-toto+json", "signatures": [{"keyid", "sig"}, …]}
 *   signature = Ed25519 over PAE(payloadType, payload)
 *
 * Both base64 alphabets and unknown fields are read, as DSSE asks; what we write has one spelling: canonical
 * JSON, standard base64, signatures by key id, then bytes. `keyid` is a hint and decides nothing.
 */
import { z } from 'zod'
import { ConcordError, sentence } from '../error.ts'
import {
  decodeBase64,
  encodeBase64,
  firstFault,
  parseJson,
  PAYLOAD_TYPE,
  preAuthEncoding,
  type Sha256,
  SIZE_LIMITS,
  type StatementId,
  statementIdOf,
  toHex,
  writeCanonical,
} from '../statement/index.ts'
import { keyidOf, type KeySigner } from './keys.ts'

export type Signature = { keyid: string; sig: Uint8Array }
export type Envelope = { payload: Uint8Array; payloadType: string; signatures: readonly Signature[] }

/** More signatures than any charter has members able to sign one statement. */
export const MAX_SIGNATURES = 256

const EnvelopeJson = z.object({
  payload: z.string().min(1),
  payloadType: z.string().min(1).max(200),
  signatures: z
    .array(z.object({ keyid: z.string().max(500).default(''), sig: z.string().max(200) }))
    .min(1)
    .max(MAX_SIGNATURES),
})

/** An envelope as a JSON value with no field but those we write. */
export const EnvelopeValue = z.strictObject({
  payload: z.string().min(1),
  payloadType: z.string().min(1).max(200),
  signatures: z
    .array(z.strictObject({ keyid: z.string().max(500), sig: z.string().max(200) }))
    .min(1)
    .max(MAX_SIGNATURES),
})
export type EnvelopeValue = z.infer<typeof EnvelopeValue>

/** Envelope of the bytes of its JSON; throws `bad-input` where it is too large, malformed or not strict base64. */
export function parseEnvelope(bytes: Uint8Array): Envelope {
  if (bytes.length > SIZE_LIMITS.envelope) {
    throw new ConcordError(
      'bad-input',
      sentence`An envelope has ${bytes.length} bytes, more than the ${SIZE_LIMITS.envelope} allowed; ask its sender for a smaller one.`,
    )
  }
  const read = EnvelopeJson.safeParse(parseJson(bytes).value)
  if (!read.success) {
    throw new ConcordError(
      'bad-input',
      sentence`An envelope is malformed (${firstFault(read.error)}); ask its sender again.`,
    )
  }
  return toEnvelope(read.data)
}

/**
 * Envelope of its JSON value; throws `bad-input` where the payload is too large, a signature is not one, or
 * something is not strict base64 of the alphabet asked for.
 */
export function toEnvelope(value: EnvelopeValue, alphabet: 'either' | 'standard' = 'either'): Envelope {
  const payload = decodeBase64(value.payload, alphabet)
  if (payload.length > SIZE_LIMITS.payload) {
    throw new ConcordError(
      'bad-input',
      sentence`A payload has ${payload.length} bytes, more than the ${SIZE_LIMITS.payload} allowed; ask its sender for a smaller one.`,
    )
  }
  const signatures = value.signatures.map(({ keyid, sig }) => {
    const bytes = decodeBase64(sig, alphabet)
    if (bytes.length !== 64) {
      throw new ConcordError(
        'bad-input',
        sentence`A signature has ${bytes.length} bytes instead of 64; ask its sender again.`,
      )
    }
    return { keyid, sig: bytes }
  })
  return { payload, payloadType: value.payloadType, signatures }
}

/** The one spelling we write, as a JSON value; keeps the order of the signatures. */
export function envelopeValue(envelope: Envelope): EnvelopeValue {
  return {
    payload: encodeBase64(envelope.payload),
    payloadType: envelope.payloadType,
    signatures: envelope.signatures.map(({ keyid, sig }) => ({ keyid, sig: encodeBase64(sig) })),
  }
}

/** The one spelling we write, as canonical bytes. */
export function formatEnvelope(envelope: Envelope): Uint8Array {
  return writeCanonical(envelopeValue(envelope))
}

/** What its signatures are over. */
export function signedBytes({ payload, payloadType }: Envelope): Uint8Array {
  return preAuthEncoding(payloadType, payload)
}

/** Id of the statement inside. */
export function envelopeId({ payload, payloadType }: Envelope, sha256: Sha256): StatementId {
  return statementIdOf(payload, sha256, payloadType)
}

/** An envelope of a payload with one signature. */
export function signPayload(payload: Uint8Array, signer: KeySigner, sha256: Sha256): Envelope {
  return coSign({ payload, payloadType: PAYLOAD_TYPE, signatures: [] }, signer, sha256)
}

/** The envelope with a further signature over the same id; unchanged if this key has signed already. */
export function coSign(envelope: Envelope, signer: KeySigner, sha256: Sha256): Envelope {
  const sig = signer.sign(signedBytes(envelope))
  const signatures = sortSignatures([
    ...envelope.signatures,
    { keyid: keyidOf(signer.publicKey, sha256), sig },
  ])
  return { ...envelope, signatures }
}

/**
 * One envelope with the signatures of both, one for each key id, in one order whoever merges; throws `bad-input` where
 * they are not of one id. Merge what has been verified: of two signatures under one key id it cannot tell the false one.
 */
export function mergeEnvelopes(one: Envelope, other: Envelope): Envelope {
  if (one.payloadType !== other.payloadType || !isEqual(one.payload, other.payload)) {
    throw new ConcordError(
      'bad-input',
      sentence`Two envelopes are not of one statement; their signatures cannot be joined.`,
    )
  }
  return { ...one, signatures: sortSignatures([...one.signatures, ...other.signatures]) }
}

/** By key id, then bytes. A key signs once, however many signatures it could make: the first in order stays. */
function sortSignatures(signatures: readonly Signature[]): Signature[] {
  const inOrder = signatures
    .map((one) => ({ one, text: `${one.keyid}\n${toHex(one.sig)}` }))
    .sort((a, b) => (a.text < b.text ? -1 : a.text > b.text ? 1 : 0))
  return inOrder.flatMap(({ one, text }, at) => {
    const before = inOrder[at - 1]
    const again =
      before !== undefined && (before.text === text || (one.keyid !== '' && before.one.keyid === one.keyid))
    return again ? [] : [one]
  })
}

/** True for the same bytes. */
export function isEqual(one: Uint8Array, other: Uint8Array): boolean {
  if (one.length !== other.length) return false
  for (let index = 0; index < one.length; index += 1) if (one[index] !== other[index]) return false
  return true
}
