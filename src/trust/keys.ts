/**
 * Keys: their name, their admission, and signatures by them.
 *
 *   keyid = "SHA256:" + unpadded base64 of SHA-256(U32(11) "ssh-ed25519" U32(32) raw32)
 *
 * which is what `ssh-keygen -lf` prints. A raw key serves one role, once.
 */
import {
  type CharterMember,
  decodeBase64,
  encodeBase64,
  type Sha256,
  writeCanonical,
} from '../statement/index.ts'
import { isSmallOrder } from './ed25519-points.ts'

/** What the machine can compute for us. `verify` is pure Ed25519 (RFC 8032); it may accept more than we do. */
export type Crypto = {
  sha256: Sha256
  verify(publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean
}

/** A private key as we meet it: it signs, and is never seen. */
export type KeySigner = {
  /** Raw 32 bytes. */
  publicKey: Uint8Array
  /** Pure Ed25519, 64 bytes. */
  sign(message: Uint8Array): Uint8Array
}

const SSH_PREFIX = new TextEncoder().encode('\0\0\0\x0bssh-ed25519\0\0\0\x20')

/** The SSH fingerprint of a raw public key. */
export function keyidOf(publicKey: Uint8Array, sha256: Sha256): string {
  const blob = new Uint8Array(SSH_PREFIX.length + publicKey.length)
  blob.set(SSH_PREFIX)
  blob.set(publicKey, SSH_PREFIX.length)
  return `SHA256:${encodeBase64(sha256(blob)).replaceAll('=', '')}`
}

/** The key as a line of an OpenSSH public key file. */
export function sshPublicKey(publicKey: Uint8Array): string {
  const blob = new Uint8Array(SSH_PREFIX.length + publicKey.length)
  blob.set(SSH_PREFIX)
  blob.set(publicKey, SSH_PREFIX.length)
  return `ssh-ed25519 ${encodeBase64(blob)}`
}

/** True when the signature holds and neither its R nor the key is of small order: the same on every machine. */
export function verifySignature(
  crypto: Crypto,
  publicKey: Uint8Array,
  message: Uint8Array,
  signature: Uint8Array,
): boolean {
  if (publicKey.length !== 32 || signature.length !== 64) return false
  if (isSmallOrder(publicKey) || isSmallOrder(signature)) return false
  return crypto.verify(publicKey, message, signature)
}

/** Who claims a key, and all that is said of them: name, origin, the role of each key. */
export type KeyClaim = { member: CharterMember; publicKey: Uint8Array }

/**
 * The bytes whose signature proves that whoever describes a member so holds a key. They cannot be taken for a statement
 * (whose bytes begin with "DSSEv1 "), a checkpoint or a cosignature.
 */
export function possessionMessage({ member, publicKey }: KeyClaim): Uint8Array {
  const head = new TextEncoder().encode('concord/key-possession/v2\n')
  const claim = writeCanonical({ member, public: encodeBase64(publicKey) })
  const message = new Uint8Array(head.length + claim.length)
  message.set(head)
  message.set(claim, head.length)
  return message
}

/** Base64 of the signature that proves possession of the signer's key by this member, described so. */
export function provePossession(member: CharterMember, signer: KeySigner): string {
  return encodeBase64(signer.sign(possessionMessage({ member, publicKey: signer.publicKey })))
}

/** True when `proof` was made by the holder of the claimed key, for exactly this description of the member. */
export function verifyPossession(crypto: Crypto, claim: KeyClaim, proof: string): boolean {
  return verifySignature(crypto, claim.publicKey, possessionMessage(claim), decodeBase64(proof, 'standard'))
}
