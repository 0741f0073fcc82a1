import { preAuthEncoding } from '../statement/index.ts'
import type { Envelope } from './dsse.ts'
import { type Crypto, verifySignature } from './keys.ts'

/**
 * A signature without a usable key id is tried against every key; the sender chooses how many there are, so an
 * envelope gets this many trials in all.
 */
const MAX_TRIALS = 2000

export type CheckedSignatures = {
  /** Key ids under which a signature holds; sorted, each once. */
  valid: string[]
  /** Key ids named by a signature that does not hold under that key. */
  failed: string[]
  /** How many signatures are by no key of the list. */
  unknown: number
}

/**
 * Holds each signature of an envelope against a list of keys (key id → raw key), over the bytes received. A key id
 * that is listed chooses its key; any other is no more than a hint that failed, and all keys are tried.
 */
export function checkSignatures(
  envelope: Envelope,
  keyByKeyid: ReadonlyMap<string, { publicKey: Uint8Array }>,
  crypto: Crypto,
): CheckedSignatures {
  const message = preAuthEncoding(envelope.payloadType, envelope.payload)
  const valid = new Set<string>()
  const failed = new Set<string>()
  let unknown = 0
  let trials = 0
  for (const { keyid, sig } of envelope.signatures) {
    const hinted = keyByKeyid.get(keyid)
    if (hinted !== undefined) {
      if (verifySignature(crypto, hinted.publicKey, message, sig)) valid.add(keyid)
      else failed.add(keyid)
      continue
    }
    let found = false
    for (const [candidate, { publicKey }] of keyByKeyid) {
      if (trials >= MAX_TRIALS) break
      trials += 1
      if (verifySignature(crypto, publicKey, message, sig)) {
        valid.add(candidate)
        found = true
        break
      }
    }
    if (!found) unknown += 1
  }
  return { valid: [...valid].sort(), failed: [...failed].sort(), unknown }
}
