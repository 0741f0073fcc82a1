/**
 * The head of a member in a shared folder: what it has laid there, whose files it has taken in, and which came damaged.
 * It is signed with the statement key, for whoever can write to the folder could otherwise acknowledge in its name.
 *
 *   {"head": {format, network, member, seq, files, taken, damaged}, "keyid", "sig"}     canonical JSON
 *   sig = Ed25519 over PAE("application/vnd.concord.share-head+json", canonical JSON of head)
 *
 * Of several heads the one with the highest `seq` counts.
 */
import { z } from 'zod'
import { ConcordError } from '../error.ts'
import {
  decodeBase64,
  encodeBase64,
  fromHex,
  preAuthEncoding,
  readCanonical,
  Sha256Hex,
  Slug,
  StatementRef,
  writeCanonical,
} from '../statement/index.ts'
import type { CharterMember, Sha256 } from '../statement/index.ts'
import { keyidOf, verifySignature } from '../trust/index.ts'
import type { Crypto, KeySigner } from '../trust/index.ts'
import { SHARE_LIMITS } from './layout.ts'

const HEAD_TYPE = 'application/vnd.concord.share-head+json'

const Digests = z.array(Sha256Hex).max(SHARE_LIMITS.entries)
const ByMember = z.array(z.strictObject({ member: Slug, files: Digests })).max(SHARE_LIMITS.folders)

export const Head = z.strictObject({
  format: z.literal('concord-head/v1'),
  network: StatementRef,
  member: Slug,
  seq: z.int().min(1),
  /** Bundles that lie in its folder, by digest, ascending. */
  files: Digests,
  /** Bundles of others that it has taken in, as far as they still lie in their folders. */
  taken: ByMember,
  /** Bundles of others whose bytes do not fit their names. */
  damaged: ByMember,
})
export type Head = z.infer<typeof Head>

const Signed = z.strictObject({ head: Head, keyid: z.string().max(100), sig: z.string().max(200) })

/** The bytes of a signed head. */
export function signHead(head: Head, signer: KeySigner, sha256: Sha256): Uint8Array {
  const sig = signer.sign(preAuthEncoding(HEAD_TYPE, writeCanonical(head)))
  return writeCanonical({ head, keyid: keyidOf(signer.publicKey, sha256), sig: encodeBase64(sig) })
}

/** The head of a member of a network; undefined where the bytes are none, or are not signed by a key of that member. */
export function verifyHead(
  bytes: Uint8Array,
  network: string,
  member: Pick<CharterMember, 'id' | 'keys'>,
  crypto: Crypto,
): Head | undefined {
  try {
    const read = Signed.safeParse(readCanonical(bytes))
    if (!read.success) return undefined
    const { head, keyid, sig } = read.data
    if (head.network !== network || head.member !== member.id) return undefined
    const key = member.keys.find(
      (one) =>
        one.role === 'statement' && one.keyid === keyid && one.to === null && one.distrustFrom === null,
    )
    const publicKey = key === undefined ? undefined : fromHex(key.public)
    if (publicKey === undefined) return undefined
    const signed = preAuthEncoding(HEAD_TYPE, writeCanonical(head))
    return verifySignature(crypto, publicKey, signed, decodeBase64(sig)) ? head : undefined
  } catch (error) {
    if (error instanceof ConcordError) return undefined
    throw error
  }
}
