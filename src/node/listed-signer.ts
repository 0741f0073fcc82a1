/** Signing with the key that a charter lists: a signature by any other key would be refused by everybody else. */
import path from 'node:path'
import { ConcordError, sentence } from '../error.ts'
import type { CharterMember } from '../statement/index.ts'
import { keyidOf } from '../trust/index.ts'
import type { KeySigner } from '../trust/index.ts'
import { homeSigner } from './institute.ts'
import type { Home } from './institute.ts'

/** The signer of this institute's key; throws `bad-input` where the file holds another than `member` is listed with. */
export async function listedSigner(
  home: Home,
  member: Pick<CharterMember, 'id' | 'keys'>,
  role: 'charter' | 'statement',
): Promise<KeySigner> {
  const signer = await homeSigner(home, role)
  const keyid = keyidOf(signer.publicKey, home.crypto.sha256)
  if (!member.keys.some((key) => key.role === role && key.keyid === keyid)) {
    throw new ConcordError(
      'bad-input',
      sentence`The key ${path.join(home.folder, 'keys', `${role}.json`)} is not one that the charter lists for ${member.id}; restore that one from its backup.`,
    )
  }
  return signer
}
