/**
 * The age key of an institute, `keys/age`: an identity file as `age-keygen` writes it, private, with a hybrid and an
 * X25519 identity. Older identities may follow in further lines; what was encrypted to them still opens.
 */
import path from 'node:path'
import { ConcordError, sentence } from '../error.ts'
import {
  decryptBundle,
  generateAgeIdentities,
  isAgeFile,
  isAgeIdentity,
  recipientsOf,
} from '../trust/index.ts'
import type { Home, World } from './institute.ts'
import { damaged, readPrivateFile, removeUnfinishedKeys, writePrivateFile } from './private-file.ts'
import { readIfThere } from './read-whole.ts'

function ageKeyPath(folder: string): string {
  return path.join(folder, 'keys', 'age')
}

/** Recipients of the age key of a folder, the hybrid one first; the key is made where there is none. */
export async function ensureAgeKey(folder: string, world: World): Promise<string[]> {
  const file = ageKeyPath(folder)
  await removeUnfinishedKeys(file)
  if ((await readIfThere(file)) !== undefined) {
    const pairs = await recipientsOf(await readIdentities(file, world))
    return pairs.map(({ recipient }) => recipient)
  }
  return writeIdentities(file, world)
}

/** Makes an identity file with an identity of each kind, where none is; gives their recipients, the hybrid one first. */
export async function writeIdentities(file: string, world: World): Promise<string[]> {
  const made = await generateAgeIdentities()
  const lines = made.flatMap(({ identity, recipient }) => [`# public key: ${recipient}`, identity])
  const text = [`# created: ${world.now()}`, ...lines, ''].join('\n')
  await writePrivateFile(file, new TextEncoder().encode(text), world.passphrase)
  await removeUnfinishedKeys(file)
  return made.map(({ recipient }) => recipient)
}

/** What this institute can open: its age identities; none where it has no age key. */
export async function ageIdentities({ folder, world }: Pick<Home, 'folder' | 'world'>): Promise<string[]> {
  const file = ageKeyPath(folder)
  return (await readIfThere(file)) === undefined ? [] : readIdentities(file, world)
}

/** The identities in an identity file; throws `bad-input` where there is none in it. */
export async function readIdentities(file: string, world: World): Promise<string[]> {
  const text = new TextDecoder().decode(await readPrivateFile(file, world.passphrase))
  const identities = text
    .split('\n')
    .map((line) => line.trim())
    .filter(isAgeIdentity)
  if (identities.length === 0) throw damaged(file)
  return identities
}

/**
 * Bytes as they are, or what is in them where they are an age file that this institute can open. Throws one sentence
 * naming `file` where it is for somebody else, is damaged, or there is no key here.
 */
export async function openAge(
  home: Pick<Home, 'folder' | 'world'> | null,
  bytes: Uint8Array,
  file: string,
): Promise<Uint8Array> {
  if (!isAgeFile(bytes)) return bytes
  const name = path.basename(file)
  const identities = home === null ? [] : await ageIdentities(home)
  if (identities.length === 0) {
    throw new ConcordError(
      'bad-input',
      home === null
        ? sentence`${name} is encrypted (age), and without the folder of the institute it is for, given with --home, nothing opens it.`
        : sentence`${name} is encrypted (age), and this folder has no age key; make one with "concord card", have it put into the charter, and ask for the bundle again.`,
    )
  }
  try {
    return await decryptBundle(bytes, identities)
  } catch (cause) {
    if (!(cause instanceof ConcordError)) throw cause
    throw new ConcordError(cause.code, sentence`${name}: ${cause.sentence}`, { cause })
  }
}
