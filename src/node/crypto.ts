/**
 * The primitives the trust room is given, by node:crypto: SHA-256 and pure Ed25519 (RFC 8032).
 * Raw keys are wrapped as SPKI = 302a300506032b6570032100 || raw32 and PKCS #8 (RFC 8410).
 */
import {
  createPrivateKey,
  createPublicKey,
  hash,
  type KeyObject,
  randomBytes as nodeRandomBytes,
  sign,
  verify,
} from 'node:crypto'
import { toHex } from '../statement/index.ts'
import type { Crypto, KeySigner } from '../trust/index.ts'

const SPKI_PREFIX = '302a300506032b6570032100'
/** DER of an Ed25519 private key (RFC 8410) up to its 32 bytes, in hex. */
export const PKCS8_PREFIX = '302e020100300506032b657004220420'

/** Key objects kept; a network has a few hundred keys. */
const MAX_CACHED_KEYS = 10_000

export function sha256(bytes: Uint8Array): Uint8Array {
  return hash('sha256', bytes, 'buffer')
}

/** Random bytes of the operating system. */
export function randomBytes(size: number): Uint8Array {
  return new Uint8Array(nodeRandomBytes(size))
}

/** SHA-256 and Ed25519 of this machine; making a key object takes as long as a verification, so they are kept. */
export function createNodeCrypto(): Crypto {
  const keyByHex = new Map<string, KeyObject | null>()
  const keyOfHex = (hex: string): KeyObject | null => {
    const known = keyByHex.get(hex)
    if (known !== undefined) return known
    if (keyByHex.size >= MAX_CACHED_KEYS) keyByHex.clear()
    const made = toPublicKey(hex)
    keyByHex.set(hex, made)
    return made
  }
  /** The one asked for last, by a copy of its bytes: statements of one signer come one after the other. */
  let last: { bytes: Uint8Array; key: KeyObject | null } = { bytes: new Uint8Array(), key: null }
  const keyOf = (publicKey: Uint8Array): KeyObject | null => {
    if (!isSame(last.bytes, publicKey))
      last = { bytes: Uint8Array.from(publicKey), key: keyOfHex(toHex(publicKey)) }
    return last.key
  }
  return {
    sha256,
    verify(publicKey, message, signature) {
      const key = keyOf(publicKey)
      return key !== null && verify(null, message, key, signature)
    },
  }
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false
  for (let index = 0; index < a.length; index += 1) if (a[index] !== b[index]) return false
  return true
}

/** A signer from the 32-byte seed of an Ed25519 key. */
export function createSigner(seed: Uint8Array): KeySigner {
  const key = createPrivateKey({
    key: Buffer.from(`${PKCS8_PREFIX}${toHex(seed)}`, 'hex'),
    format: 'der',
    type: 'pkcs8',
  })
  const spki = createPublicKey(key).export({ format: 'der', type: 'spki' })
  return {
    publicKey: new Uint8Array(spki.subarray(SPKI_PREFIX.length / 2)),
    sign: (message) => new Uint8Array(sign(null, message, key)),
  }
}

/** A new Ed25519 key: its seed, which is the secret, and its signer. */
export function generateKey(): { seed: Uint8Array; signer: KeySigner } {
  const seed = randomBytes(32)
  return { seed, signer: createSigner(seed) }
}

/** Null where the bytes are no key. */
function toPublicKey(hex: string): KeyObject | null {
  try {
    return createPublicKey({ key: Buffer.from(`${SPKI_PREFIX}${hex}`, 'hex'), format: 'der', type: 'spki' })
  } catch {
    return null
  }
}
