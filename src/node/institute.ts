/**
 * The folder of one institute: who it is, its keys, its store.
 *
 *   institute.json        id, name, origin, when it was made
 *   keys/<role>.json      private keys, mode 0600 (key-file.ts)
 *   keys/age              private age key (age-key.ts): opens what is encrypted for this institute
 *   concord.db, blobs/    the store
 *   runs/<run>/           one run each
 *   outbox/               bundles for the others
 */
import { open, rename, rm } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { ConcordError, sentence } from '../error.ts'
import { fromHex, Origin, parseJson, Slug, toHex } from '../statement/index.ts'
import type { KeyRole } from '../statement/index.ts'
import { makeFolder, openStore, withStorageErrors } from '../store/index.ts'
import type { Store } from '../store/index.ts'
import type { Crypto, KeySigner } from '../trust/index.ts'
import { createNodeCrypto, createSigner, randomBytes } from './crypto.ts'
import { readKeyFile } from './key-file.ts'
import type { OnProgress } from './progress.ts'
import { readIfThere } from './read-whole.ts'

export const InstituteFile = z.strictObject({
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
  /** What must never be in anything that is released, such as the key to a provider. */
  secrets?: readonly string[] | undefined
  /** Hears how far long work is. */
  onProgress?: OnProgress | undefined
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

export function systemWorld(passphrase?: string, onProgress?: OnProgress): World {
  const key = process.env['CONCORD_API_KEY']
  return {
    now: () => `${new Date().toISOString().slice(0, 19)}Z`,
    passphrase,
    secrets: key === undefined ? [] : [key],
    onProgress,
  }
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
export async function writeWhole(file: string, bytes: Uint8Array | AsyncIterable<Uint8Array>): Promise<void> {
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

/** Where the private key of a role lies. */
export function keyPath(folder: string, role: KeyRole): string {
  return path.join(folder, 'keys', `${role}.json`)
}

/** The signer of a private key in a file. */
export async function signerOf(file: string, world: World): Promise<KeySigner> {
  const key = await readKeyFile(file, world.passphrase)
  return createSigner(fromHex(key.private) ?? new Uint8Array())
}

/** A folder that is there and whose store is open. */
export function homeOf(
  folder: string,
  institute: Institute,
  store: Store,
  crypto: Crypto,
  world: World,
): Home {
  return {
    folder,
    institute,
    store,
    crypto,
    world,
    [Symbol.asyncDispose]: () => store.close(),
  }
}
