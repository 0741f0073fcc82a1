/** Making the folder of an institute: its keys, its member card, its store. */
import path from 'node:path'
import { ConcordError, sentence } from '../error.ts'
import { firstFault, toHex } from '../statement/index.ts'
import type { KeyRole } from '../statement/index.ts'
import { makeFolder, openStore, withStorageErrors } from '../store/index.ts'
import type { KeySigner } from '../trust/index.ts'
import { writeCard } from './card.ts'
import { createNodeCrypto, generateKey } from './crypto.ts'
import { homeOf, InstituteFile, keyPath, signerOf, writeWhole } from './institute.ts'
import type { Home, World } from './institute.ts'
import { writeKeyFile } from './key-file.ts'
import { removeUnfinishedKeys } from './private-file.ts'
import { readIfThere } from './read-whole.ts'

const SIGNING_ROLES = ['charter', 'statement'] as const satisfies readonly KeyRole[]

/**
 * Makes the folder of an institute with its keys and its member card, `card.json`. The folder counts as made
 * once institute.json is there, which is written last: after a kill the same call goes on. Throws `conflict`
 * where there is an institute already.
 */
export async function createHome(
  folder: string,
  who: { id: string; name: string; origin: string },
  world: World,
): Promise<Home> {
  const institute = { ...who, created: world.now() }
  const read = InstituteFile.safeParse(institute)
  if (!read.success) {
    throw new ConcordError(
      'usage',
      sentence`The institute cannot be made as described (${firstFault(read.error)}); correct that.`,
    )
  }
  const file = path.join(folder, 'institute.json')
  if ((await readIfThere(file)) !== undefined) {
    throw new ConcordError(
      'conflict',
      sentence`There is an institute in ${folder} already; choose another folder with --home.`,
    )
  }
  const crypto = createNodeCrypto()
  await withStorageErrors(sentence`make an institute`, folder, async () => {
    // Answers and bundles in it may be for few eyes.
    await makeFolder(folder, 0o700)
  })
  const keys: { role: KeyRole; signer: KeySigner }[] = []
  for (const role of SIGNING_ROLES) {
    const keyFile = keyPath(folder, role)
    if ((await readIfThere(keyFile)) === undefined) {
      const { seed, signer } = generateKey()
      await writeKeyFile(
        keyFile,
        { role, public: toHex(signer.publicKey), private: toHex(seed) },
        world.passphrase,
      )
    }
    await removeUnfinishedKeys(keyFile)
    keys.push({ role, signer: await signerOf(keyFile, world) })
  }
  await writeCard(folder, who, keys, { crypto, world })
  const store = await openStore(folder)
  await writeWhole(file, new TextEncoder().encode(`${JSON.stringify(read.data, null, 2)}\n`))
  return homeOf(folder, read.data, store, crypto, world)
}
