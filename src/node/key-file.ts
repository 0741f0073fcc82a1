/**
 * A private signing key as a private file of its own:
 *
 *     {"private":"<64 hex: Ed25519 seed>","public":"<64 hex>","role":"charter" | "statement" | …}
 */
import { createPrivateKey, createPublicKey } from 'node:crypto'
import { z } from 'zod'
import { ConcordError, sentence } from '../error.ts'
import { KeyRole, parseJson, toHex, writeCanonical } from '../statement/index.ts'
import { PKCS8_PREFIX } from './crypto.ts'
import { damaged, readPrivateFile, writePrivateFile } from './private-file.ts'

const Hex32 = z.string().regex(/^[0-9a-f]{64}$/)
export const PrivateKey = z.strictObject({
  role: KeyRole,
  /** Raw Ed25519 public key, hex. */
  public: Hex32,
  /** Its seed (RFC 8032), hex. */
  private: Hex32,
})
export type PrivateKey = z.infer<typeof PrivateKey>

/**
 * Writes a key where none is, whole or not at all. Throws `conflict` where a file is already: a key is never
 * overwritten; `usage` for an empty passphrase.
 */
export async function writeKeyFile(file: string, key: PrivateKey, passphrase?: string): Promise<void> {
  if (publicOf(key.private) !== key.public) {
    throw new ConcordError(
      'internal',
      sentence`The two halves of the key for ${file} do not belong together.`,
    )
  }
  await writePrivateFile(file, writeCanonical(PrivateKey.parse(key)), passphrase)
}

/** Reads a key; throws as `readPrivateFile`, and `bad-input` where its two halves do not belong together. */
export async function readKeyFile(file: string, passphrase?: string): Promise<PrivateKey> {
  return parseKey(file, await readPrivateFile(file, passphrase))
}

function parseKey(file: string, bytes: Uint8Array): PrivateKey {
  let key: PrivateKey
  try {
    key = PrivateKey.parse(parseJson(bytes).value)
  } catch (cause) {
    throw damaged(file, cause)
  }
  if (publicOf(key.private) !== key.public) throw damaged(file)
  return key
}

function publicOf(seed: string): string {
  const der = Buffer.from(PKCS8_PREFIX + seed, 'hex')
  const { x = '' } = createPublicKey(createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })).export({
    format: 'jwk',
  })
  return toHex(new Uint8Array(Buffer.from(x, 'base64url')))
}
