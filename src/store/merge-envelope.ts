import { z } from 'zod'
import { decodeBase64, encodeBase64, parseJson, writeCanonical } from '../statement/index.ts'

const Signature = z.object({ keyid: z.string().optional(), sig: z.string() })
const Envelope = z.object({
  payload: z.string(),
  payloadType: z.string(),
  signatures: z.array(Signature),
})

/**
 * The envelope of one statement with the signatures of both, by key id, then signature; undefined when `held`
 * has them all. Both are DSSE envelopes of one payload (secure-systems-lab/dsse, envelope.md).
 */
export function mergeEnvelopes(held: Uint8Array, arriving: Uint8Array): Uint8Array | undefined {
  const before = Envelope.parse(parseJson(held).value)
  const signatures = new Map(before.signatures.map((one) => [keyOf(one), one]))
  const known = signatures.size
  for (const one of Envelope.parse(parseJson(arriving).value).signatures) {
    if (!signatures.has(keyOf(one))) signatures.set(keyOf(one), one)
  }
  if (signatures.size === known) return undefined
  return writeCanonical({
    payload: before.payload,
    payloadType: before.payloadType,
    signatures: [...signatures.entries()].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, one]) => one),
  })
}

/** One signature in either of the two spellings that DSSE allows is one signature. */
function keyOf({ keyid, sig }: z.infer<typeof Signature>): string {
  return `${keyid ?? ''}\n${encodeBase64(decodeBase64(sig))}`
}
