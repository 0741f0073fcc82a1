/** `{envelope, body?}` as a member of a bundle: one spelling, canonical JSON. */
import { z } from 'zod'
import { ConcordError } from '../../error.ts'
import { canonicalText, decodeBase64, encodeBase64, firstFault, parseJson } from '../../statement/index.ts'
import { type Envelope, envelopeValue, toEnvelope } from '../dsse.ts'

const RecordJson = z.strictObject({ envelope: z.unknown(), body: z.string().optional() })

export type BundleRecord = { envelope: Envelope; body: Uint8Array | null }

/** The bytes of a record. */
export function writeRecord(record: BundleRecord): Uint8Array {
  return new TextEncoder().encode(recordText(record))
}

/** The record of bytes that `writeRecord` would have written; throws `bad-input` naming the member for any other. */
export function readRecord(name: string, bytes: Uint8Array): BundleRecord {
  try {
    const { value, text } = parseJson(bytes)
    const read = RecordJson.safeParse(value)
    if (!read.success) throw new ConcordError('bad-input', firstFault(read.error))
    const record = {
      envelope: toEnvelope(read.data.envelope),
      body: read.data.body === undefined ? null : decodeBase64(read.data.body),
    }
    if (recordText(record) !== text)
      throw new ConcordError('bad-input', 'It is not spelled as it was written.')
    return record
  } catch (cause) {
    if (!(cause instanceof ConcordError)) throw cause
    throw new ConcordError(
      'bad-input',
      `The bundle cannot be used: its member ${name} cannot be read (${cause.message}); ask its sender for it again.`,
      { cause },
    )
  }
}

function recordText({ envelope, body }: BundleRecord): string {
  const value = envelopeValue(envelope)
  return canonicalText(body === null ? { envelope: value } : { envelope: value, body: encodeBase64(body) })
}
