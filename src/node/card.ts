/** The member card of an institute, `card.json`: what others need to list it in a charter. */
import path from 'node:path'
import { toHex } from '../statement/index.ts'
import type { CharterMember, KeyRole } from '../statement/index.ts'
import { formatMemberCard, keyidOf } from '../trust/index.ts'
import type { Crypto, KeySigner } from '../trust/index.ts'
import { ensureAgeKey } from './age-key.ts'
import { homeSigner, writeWhole } from './institute.ts'
import type { Home, Institute, World } from './institute.ts'

/** The card of an institute with these keys; an age key is made where there is none. */
export async function writeCard(
  folder: string,
  who: Pick<Institute, 'id' | 'name' | 'origin'>,
  keys: readonly { role: KeyRole; signer: KeySigner }[],
  { crypto, world }: { crypto: Crypto; world: World },
  persons: NonNullable<CharterMember['persons']> = [],
): Promise<{ file: string; member: CharterMember }> {
  const member: CharterMember = {
    id: who.id,
    name: who.name,
    origin: who.origin,
    endpoint: null,
    status: 'active',
    keys: keys.map(({ role, signer }) => ({
      role,
      keyid: keyidOf(signer.publicKey, crypto.sha256),
      public: toHex(signer.publicKey),
      from: 0,
      to: null,
      distrustFrom: null,
    })),
    ageRecipients: await ensureAgeKey(folder, world),
    ...(persons.length === 0 ? {} : { persons: [...persons] }),
    frozenAt: null,
  }
  const file = path.join(folder, 'card.json')
  const signers = keys.map(({ signer }) => signer)
  await writeWhole(file, formatMemberCard(member, signers, crypto))
  return { file, member }
}

/** Makes the card of this institute anew with these persons, and with an age key where the folder had none. */
export async function remakeCard(
  home: Home,
  persons: NonNullable<CharterMember['persons']> = [],
): Promise<{ file: string; member: CharterMember }> {
  const keys: { role: KeyRole; signer: KeySigner }[] = []
  for (const role of ['charter', 'statement'] as const)
    keys.push({ role, signer: await homeSigner(home, role) })
  return writeCard(home.folder, home.institute, keys, home, persons)
}
