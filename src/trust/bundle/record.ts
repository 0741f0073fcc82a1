/**
 * `{body?, envelope, lacks?}` as a member of a bundle. It has one spelling, canonical JSON with standard base64: a text
 * that decodes is the only one with its bytes, so comparing the text rebuilt from its parts refuses every other.
 */
import { z } from 'zod'
import { ConcordError, sentence } from '../../error.ts'
import {
  canonicalText,
  decodeBase64,
  encodeBase64,
  firstFault,
  parseJson,
  Sha256Hex,
} from '../../statement/index.ts'
import { EnvelopeValue, envelopeValue, toEnvelope } from '../dsse.ts'
import type { StatementRecord } from '../verification.ts'

/** A body and its blobs. */
const MOST_LACKED = 4097

const RecordJson = z.strictObject({
  envelope: EnvelopeValue,
  body: z.string().optional(),
  lacks: z.array(Sha256Hex).min(1).max(MOST_LACKED).optional(),
})

/** The bytes of a record; `lacks` ascends. */
export function writeRecord({ envelope, body, lacks }: StatementRecord): Uint8Array {
  const text = recordText(envelopeValue(envelope), body === null ? undefined : encodeBase64(body), lacks)
  return new TextEncoder().encode(text)
}

/** The record of bytes that `writeRecord` would have written; throws `bad-input` naming the member for any other. */
export function readRecord(name: string, bytes: Uint8Array): StatementRecord {
  try {
    const { value, text } = parseJson(bytes)
    const read = RecordJson.safeParse(value)
    if (!read.success) throw new ConcordError('bad-input', firstFault(read.error))
    const { envelope, body, lacks } = read.data
    const record = {
      envelope: toEnvelope(envelope, 'standard'),
      body: body === undefined ? null : decodeBase64(body, 'standard'),
      ...(lacks === undefined ? {} : { lacks }),
    }
    const ascends = lacks?.every((digest, index) => index === 0 || (lacks[index - 1] ?? '') < digest) ?? true
    if (recordText(envelope, body, lacks) !== text || !ascends)
      throw new ConcordError('bad-input', sentence`It is not spelled as it was written.`)
    return record
  } catch (cause) {
    if (!(cause instanceof ConcordError)) throw cause
    throw new ConcordError(
      'bad-input',
      sentence`The bundle cannot be used: its member ${name} cannot be read (${cause.sentence}); ask its sender for it again.`,
      { cause },
    )
  }
}

/** Canonical JSON of a record; base64 needs no escape. */
function recordText(
  { payload, payloadType, signatures }: EnvelopeValue,
  body: string | undefined,
  lacks: readonly string[] | undefined,
): string {
  const start = body === undefined ? '{' : `{"body":"${body}",`
  const type = canonicalText(payloadType)
  const end = lacks === undefined ? '' : `,"lacks":${canonicalText(lacks)}`
  return `${start}"envelope":{"payload":"${payload}","payloadType":${type},"signatures":${canonicalText(signatures)}}${end}}`
}
