/**
 * What an institute hands over to be listed in a charter: who it is, its public keys, and for each key a proof
 * that it holds the private half. Canonical JSON; whoever drafts the charter checks it and copies the member.
 */
import { z } from 'zod'
import { ConcordError, sentence } from '../error.ts'
import { CharterMember, firstFault, fromHex, parseJson, writeCanonical } from '../statement/index.ts'
import { keyAdmissionFault } from './ed25519-points.ts'
import { type Crypto, keyidOf, type KeySigner, provePossession, verifyPossession } from './keys.ts'

const MemberCard = z.strictObject({
  format: z.literal('concord-member/v1'),
  member: CharterMember,
  /** Key id → base64 signature over the claim of that key. */
  proofs: z.record(z.string(), z.string().max(200)),
})

/** The bytes of a member's card; `signers` are the keys in `member.keys`, in any order. */
export function formatMemberCard(
  member: CharterMember,
  signers: readonly KeySigner[],
  crypto: Crypto,
): Uint8Array {
  const signerByKeyid = new Map(signers.map((signer) => [keyidOf(signer.publicKey, crypto.sha256), signer]))
  const proofs: Record<string, string> = {}
  for (const { keyid, role } of member.keys) {
    const signer = signerByKeyid.get(keyid)
    if (signer === undefined)
      throw new ConcordError('internal', sentence`No signer was given for the ${role} key ${keyid}.`)
    proofs[keyid] = provePossession({ member: member.id, origin: member.origin, role }, signer)
  }
  return writeCanonical({ format: 'concord-member/v1', member, proofs })
}

/** The member of a card whose every key is admissible and proved; throws `bad-input` or `not-verified` else. */
export function readMemberCard(bytes: Uint8Array, crypto: Crypto): CharterMember {
  const read = MemberCard.safeParse(parseJson(bytes).value)
  if (!read.success) {
    throw new ConcordError(
      'bad-input',
      sentence`The member card is malformed (${firstFault(read.error)}); ask the institute for it again.`,
    )
  }
  const { member, proofs } = read.data
  for (const { keyid, role, public: hex } of member.keys) {
    const publicKey = fromHex(hex) ?? new Uint8Array()
    const proof = proofs[keyid]
    const admissible =
      keyidOf(publicKey, crypto.sha256) === keyid && keyAdmissionFault(publicKey) === undefined
    const claim = { member: member.id, origin: member.origin, role, publicKey }
    if (!admissible || proof === undefined || !verifyPossession(crypto, claim, proof)) {
      throw new ConcordError(
        'not-verified',
        sentence`${member.id} does not prove that it holds its ${role} key ${keyid}; ask the institute for a new card.`,
      )
    }
  }
  return member
}
