/**
 * The folder of one institute: who it is, its keys, its store.
 *
 *   institute.json        id, name, origin, when it was made
 *   keys/<role>.json      private keys, mode 0600 (key-file.ts)
 *   concord.db, blobs/    the store
 *   runs/<run>/           one run each
 *   outbox/               bundles for the others
 */
import { open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { ConcordError, sentence } from '../error.ts'
import { firstFault, fromHex, Origin, parseJson, Slug, toHex } from '../statement/index.ts'
import type { KeyRole } from '../statement/index.ts'
import { makeFolder, openStore, withStorageErrors } from '../store/index.ts'
import type { Store } from '../store/index.ts'
import { formatMemberCard, keyidOf } from '../trust/index.ts'
import type { Crypto, KeySigner } from '../trust/index.ts'
import { createNodeCrypto, createSigner, generateKey, randomBytes } from './crypto.ts'
import { readKeyFile, removeUnfinishedKeys, writeKeyFile } from './key-file.ts'
import { readIfThere } from './read-whole.ts'

const InstituteFile = z.strictObject({
  origin: Origin,
  id: Slug,
  name: z.string().min(1).max(200),
  created: z.string(),
})
export type Institute = z.infer<typeof InstituteFile>

/** What the machine gives: time, chance, and what only the person at it knows. */
export type World = {
  /** RFC 3339 in UTC, whole seconds. */
  now(): string
  passphrase?: string | undefined
}

/** An open folder. */
export type Home = {
  folder: string
  institute: Institute
  store: Store
  crypto: Crypto
  world: World
  [Symbol.asyncDispose](): Promise<void>
}

const SIGNING_ROLES = ['charter', 'statement'] as const satisfies readonly KeyRole[]

export function systemWorld(passphrase?: string): World {
  return { now: () => `${new Date().toISOString().slice(0, 19)}Z`, passphrase }
}

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
  const member = {
    id: who.id,
    name: who.name,
    origin: who.origin,
    endpoint: null,
    status: 'active' as const,
    keys: keys.map(({ role, signer }) => ({
      role,
      keyid: keyidOf(signer.publicKey, crypto.sha256),
      public: toHex(signer.publicKey),
      from: 0,
      to: null,
      distrustFrom: null,
    })),
    ageRecipients: [],
    frozenAt: null,
  }
  await writeWhole(
    path.join(folder, 'card.json'),
    formatMemberCard(
      member,
      keys.map(({ signer }) => signer),
      crypto,
    ),
  )
  const store = await openStore(folder)
  await writeWhole(file, new TextEncoder().encode(`${JSON.stringify(read.data, null, 2)}\n`))
  return homeOf(folder, read.data, store, crypto, world)
}

/** Opens the folder of an institute; throws `not-found` with what to do where there is none. */
export async function openHome(folder: string, world: World): Promise<Home> {
  const bytes = await readIfThere(path.join(folder, 'institute.json'))
  if (bytes === undefined) {
    throw new ConcordError(
      'not-found',
      sentence`There is no institute in ${folder}: make one with "concord init --name NAME --origin ORIGIN", or name another folder with --home.`,
    )
  }
  let institute: Institute
  try {
    institute = InstituteFile.parse(parseJson(bytes).value)
  } catch (cause) {
    throw new ConcordError(
      'bad-input',
      sentence`${path.join(folder, 'institute.json')} cannot be read; restore it from a backup.`,
      {
        cause,
      },
    )
  }
  return homeOf(folder, institute, await openStore(folder), createNodeCrypto(), world)
}

/** As `openHome`, or undefined where no institute has been made. */
export async function openHomeIfThere(folder: string, world: World): Promise<Home | undefined> {
  return (await isHome(folder)) ? openHome(folder, world) : undefined
}

/** True where an institute has been made in the folder. */
export async function isHome(folder: string): Promise<boolean> {
  return (await readIfThere(path.join(folder, 'institute.json'))) !== undefined
}

/** The signer of one of this institute's keys; asks for the passphrase by an error that says so. */
export async function homeSigner(home: Home, role: 'charter' | 'statement'): Promise<KeySigner> {
  return signerOf(keyPath(home.folder, role), home.world)
}

/** Writes a file whole or not at all, and its name on disk: temporary file, fsync, rename, fsync of the folder. */
export async function writeWhole(file: string, bytes: Uint8Array): Promise<void> {
  const folder = path.dirname(file)
  await withStorageErrors(sentence`write a file`, folder, async () => {
    await makeFolder(folder)
    const unfinished = path.join(folder, `.${path.basename(file)}.${toHex(randomBytes(6))}.tmp`)
    try {
      const handle = await open(unfinished, 'wx')
      try {
        await handle.writeFile(bytes)
        await handle.sync()
      } finally {
        await handle.close()
      }
      await rename(unfinished, file)
    } finally {
      await rm(unfinished, { force: true })
    }
    const named = await open(folder, 'r')
    try {
      await named.sync()
    } finally {
      await named.close()
    }
  })
}

function keyPath(folder: string, role: KeyRole): string {
  return path.join(folder, 'keys', `${role}.json`)
}

async function signerOf(file: string, world: World): Promise<KeySigner> {
  const key = await readKeyFile(file, world.passphrase)
  return createSigner(fromHex(key.private) ?? new Uint8Array())
}

function homeOf(folder: string, institute: Institute, store: Store, crypto: Crypto, world: World): Home {
  return {
    folder,
    institute,
    store,
    crypto,
    world,
    [Symbol.asyncDispose]: () => store.close(),
  }
}
