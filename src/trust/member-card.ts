/**
 * What an institute hands over to be listed in a charter: who it is, its public keys, and from each key a signature
 * over all of that, which proves that its holder describes itself so. Canonical JSON, in which no byte can be changed;
 * whoever drafts the charter checks it and copies the member.
 */
import { z } from 'zod'
import { ConcordError, type Sentence, sentence } from '../error.ts'
import {
  canonicalText,
  CharterMember,
  firstFault,
  fromHex,
  parseJson,
  writeCanonical,
} from '../statement/index.ts'
import { keyAdmissionFault } from './ed25519-points.ts'
import { type Crypto, keyidOf, type KeySigner, provePossession, verifyPossession } from './keys.ts'

const FORMAT = 'concord-member/v2'

const MemberCard = z.strictObject({
  format: z.literal(FORMAT),
  member: CharterMember,
  /** Key id → base64 signature over the member, by that key. */
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
    proofs[keyid] = provePossession(member, signer)
  }
  return writeCanonical({ format: FORMAT, member, proofs })
}

/**
 * The member of a card whose every key is admissible and has signed all that the card says; throws `bad-input` where it
 * is no card, `not-verified` where anything was changed after it was made.
 */
export function readMemberCard(bytes: Uint8Array, crypto: Crypto): CharterMember {
  const { value, text } = parseJson(bytes)
  const read = MemberCard.safeParse(value)
  if (!read.success) {
    throw new ConcordError(
      'bad-input',
      sentence`The member card is malformed (${firstFault(read.error)}); ask the institute for it again.`,
    )
  }
  const fault = cardFault(text, read.data, crypto)
  if (fault === undefined) return read.data.member
  throw new ConcordError(
    'not-verified',
    sentence`The member card of ${read.data.member.id} is not as the institute made it (${fault}); ask the institute for its card.json again.`,
  )
}

function cardFault(text: string, card: z.infer<typeof MemberCard>, crypto: Crypto): Sentence | undefined {
  const { member, proofs } = card
  if (member.keys.length === 0) return sentence`it lists no key`
  for (const { keyid, role, public: hex } of member.keys) {
    const publicKey = fromHex(hex) ?? new Uint8Array()
    const admissible =
      keyidOf(publicKey, crypto.sha256) === keyid && keyAdmissionFault(publicKey) === undefined
    if (!admissible || !proves(crypto, { member, publicKey }, proofs[keyid])) {
      return sentence`its ${role} key ${keyid} has not signed its name, origin and keys as they stand there`
    }
  }
  const listed = new Set(member.keys.map(({ keyid }) => keyid))
  if (Object.keys(proofs).some((keyid) => !listed.has(keyid))) return sentence`it carries a proof for no key`
  return canonicalText(card) === text ? undefined : sentence`its text was written anew, perhaps by an editor`
}

function proves(
  crypto: Crypto,
  claim: Parameters<typeof verifyPossession>[1],
  proof: string | undefined,
): boolean {
  try {
    return proof !== undefined && verifyPossession(crypto, claim, proof)
  } catch (error) {
    // A proof that is not base64 proves nothing.
    if (error instanceof ConcordError) return false
    throw error
  }
}
