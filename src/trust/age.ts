/**
 * Encryption for named keys: age files (age-encryption.org/v1; C2SP age.md), which `age -d -i IDENTITIES` opens as well.
 *
 *   recipient   public, `age1…` (X25519) or `age1pq1…` (hybrid: X25519 with ML-KEM-768); whoever has it can encrypt
 *   identity    private, `AGE-SECRET-KEY-1…` or `AGE-SECRET-KEY-PQ-1…`; whoever has it can open
 *
 * One file is for hybrid recipients only, or for X25519 only: with both, the weaker one would open it. age says nothing
 * of who wrote a file: what it holds carries signatures of its own.
 */
import { ConcordError, sentence } from '../error.ts'

const HEADER = new TextEncoder().encode('age-encryption.org/v1\n')
const HYBRID = 'age1pq1'
const HYBRID_IDENTITY = 'AGE-SECRET-KEY-PQ-1'

/** What age-encryption says where no key opens a file; all else is a file that is not whole. */
const NO_MATCH = "no identity matched any of the file's recipients"

/** Loaded where something is encrypted: it takes longer to load than most commands to run. */
const loadAge = () => import('age-encryption')

/** True where the bytes begin as an age file does. */
export function isAgeFile(bytes: Uint8Array): boolean {
  return HEADER.every((byte, at) => bytes[at] === byte)
}

/**
 * The keys to which one file for all of these is encrypted, by the recipients of each: their hybrid ones where all have
 * such, else the X25519 ones. Undefined where somebody is left who could not open it.
 */
export function chooseRecipients(parties: readonly (readonly string[])[]): string[] | undefined {
  for (const hybrid of [true, false]) {
    const chosen = parties.map((recipients) => recipients.filter((one) => one.startsWith(HYBRID) === hybrid))
    if (parties.length > 0 && chosen.every(({ length }) => length > 0)) return [...new Set(chosen.flat())]
  }
  return undefined
}

/** A bundle, or whatever else is for few eyes, that only the holders of these keys open; each call gives other bytes. */
export async function encryptBundle(
  bytes: Uint8Array,
  recipients: readonly string[],
): Promise<Uint8Array<ArrayBuffer>> {
  const hybrid = recipients.filter((one) => one.startsWith(HYBRID)).length
  if (recipients.length === 0 || (hybrid > 0 && hybrid < recipients.length)) {
    throw new ConcordError(
      'internal',
      sentence`A file is encrypted to keys of one kind, and to one at least.`,
    )
  }
  const { Encrypter } = await loadAge()
  const encrypter = new Encrypter()
  try {
    for (const recipient of recipients) encrypter.addRecipient(recipient)
  } catch (cause) {
    throw new ConcordError(
      'bad-input',
      sentence`One of the age keys to encrypt to is malformed; ask its holder for a new member card.`,
      { cause },
    )
  }
  return new Uint8Array(await encrypter.encrypt(bytes))
}

/** What is in an age file; throws `bad-input` where none of the identities opens it, and where it is damaged. */
export async function decryptBundle(
  bytes: Uint8Array,
  identities: readonly string[],
): Promise<Uint8Array<ArrayBuffer>> {
  const opened = await decryptIfOurs(bytes, identities)
  if (opened !== undefined) return opened
  throw new ConcordError(
    'bad-input',
    sentence`It is encrypted for somebody else: none of the keys here opens it.`,
  )
}

/** The same, and undefined where none of the identities opens it. */
export async function decryptIfOurs(
  bytes: Uint8Array,
  identities: readonly string[],
): Promise<Uint8Array<ArrayBuffer> | undefined> {
  const { Decrypter } = await loadAge()
  const decrypter = new Decrypter()
  try {
    for (const identity of identities) decrypter.addIdentity(identity)
    return new Uint8Array(await decrypter.decrypt(bytes))
  } catch (cause) {
    if (cause instanceof Error && cause.message === NO_MATCH) return undefined
    throw new ConcordError(
      'bad-input',
      sentence`It is a damaged age file; ask its sender for another copy.`,
      {
        cause,
      },
    )
  }
}

/** A new identity of each kind, the hybrid one first, with its recipient. */
export async function generateAgeIdentities(): Promise<{ identity: string; recipient: string }[]> {
  const { generateHybridIdentity, generateX25519Identity } = await loadAge()
  return recipientsOf([await generateHybridIdentity(), await generateX25519Identity()])
}

/** Each identity with the recipient that belongs to it; throws `bad-input` for what is no identity. */
export async function recipientsOf(
  identities: readonly string[],
): Promise<{ identity: string; recipient: string }[]> {
  const { identityToRecipient } = await loadAge()
  const pairs: { identity: string; recipient: string }[] = []
  for (const identity of identities) {
    try {
      pairs.push({ identity, recipient: await identityToRecipient(identity) })
    } catch (cause) {
      throw new ConcordError('bad-input', sentence`An age identity is damaged; restore it from its backup.`, {
        cause,
      })
    }
  }
  return pairs
}

/** True for the line of an identity file that holds an identity. */
export function isAgeIdentity(line: string): boolean {
  return line.startsWith('AGE-SECRET-KEY-1') || line.startsWith(HYBRID_IDENTITY)
}
