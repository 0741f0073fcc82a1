import type { Signature } from './dsse.ts'
import { type Crypto, verifySignature } from './keys.ts'

/**
 * A signature without a usable key id is tried against every key; the sender chooses how many there are, so an
 * envelope gets this many trials in all.
 */
const MAX_TRIALS = 2000

export type CheckedSignatures = {
  /** Key ids under which a signature holds; sorted, each once. */
  valid: string[]
  /** Their signatures, one for each key, under the key's own id; in the order of `valid`. */
  held: Signature[]
  /** Key ids named by a signature that does not hold under that key. */
  failed: string[]
  /** How many signatures are by no key of the list. */
  unknown: number
}

/**
 * Holds each signature over a message (the pre-authentication encoding of the bytes received) against a list of
 * keys (key id → raw key). A key id that is listed chooses its key; any other is no more than a hint that failed, and
 * all keys are tried.
 */
export function checkSignatures(
  message: Uint8Array,
  signatures: readonly Signature[],
  keyByKeyid: ReadonlyMap<string, { publicKey: Uint8Array }>,
  crypto: Crypto,
): CheckedSignatures {
  const [only] = signatures
  const itsKey = only === undefined || signatures.length > 1 ? undefined : keyByKeyid.get(only.keyid)
  // Nearly every statement has one signature, by a key it names.
  if (only !== undefined && itsKey !== undefined) {
    const holds = verifySignature(crypto, itsKey.publicKey, message, only.sig)
    return holds
      ? { valid: [only.keyid], held: [{ keyid: only.keyid, sig: only.sig }], failed: [], unknown: 0 }
      : { valid: [], held: [], failed: [only.keyid], unknown: 0 }
  }
  const held = new Map<string, Uint8Array>()
  const failed = new Set<string>()
  let unknown = 0
  let trials = 0
  for (const { keyid, sig } of signatures) {
    const hinted = keyByKeyid.get(keyid)
    if (hinted !== undefined) {
      if (!verifySignature(crypto, hinted.publicKey, message, sig)) failed.add(keyid)
      else if (!held.has(keyid)) held.set(keyid, sig)
      continue
    }
    let found = false
    for (const [candidate, { publicKey }] of keyByKeyid) {
      if (trials >= MAX_TRIALS) break
      trials += 1
      if (verifySignature(crypto, publicKey, message, sig)) {
        if (!held.has(candidate)) held.set(candidate, sig)
        found = true
        break
      }
    }
    if (!found) unknown += 1
  }
  const valid = [...held.keys()].sort()
  return {
    valid,
    held: valid.flatMap((keyid) => {
      const sig = held.get(keyid)
      return sig === undefined ? [] : [{ keyid, sig }]
    }),
    failed: [...failed].sort(),
    unknown,
  }
}
