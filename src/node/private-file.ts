/**
 * A file for its owner's eyes only (mode 0600), never overwritten: as it stands, or, with a passphrase, inside an age
 * file (age-encryption.org/v1, scrypt recipient, armored), which `age -d` opens as well.
 */
import { randomBytes } from 'node:crypto'
import { link, open, readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { ConcordError, sentence } from '../error.ts'
import { makeFolder, withStorageErrors } from '../store/index.ts'

/** scrypt with N = 2¹⁷: 0.6 s and 128 MB on two cores; age's own default, 2¹⁸, takes 1.1 s. */
const SCRYPT_WORK_FACTOR = 17
const ARMOR_BEGIN = '-----BEGIN AGE ENCRYPTED FILE-----'
const MAX_FILE_SIZE = 64 * 1024
const OTHERS = 0o077

/**
 * Writes a private file where none is, whole or not at all. Throws `conflict` where a file is already: a key is never
 * overwritten; `usage` for an empty passphrase.
 */
export async function writePrivateFile(file: string, plain: Uint8Array, passphrase?: string): Promise<void> {
  refuseEmpty(file, passphrase)
  const content = passphrase === undefined ? plain : await sealWith(passphrase, plain)
  await withStorageErrors(sentence`write a key`, path.dirname(file), async () => {
    const folder = path.dirname(file)
    await makeFolder(folder, 0o700)
    const unfinished = path.join(folder, `${unfinishedName(file)}${randomBytes(6).toString('hex')}`)
    try {
      const handle = await open(unfinished, 'wx', 0o600)
      try {
        await handle.writeFile(content)
        await handle.sync()
      } finally {
        await handle.close()
      }
      // A second name, not a rename: a rename would replace a key that is there.
      await giveName(unfinished, file)
    } finally {
      await rm(unfinished, { force: true })
    }
    const handle = await open(folder, 'r')
    try {
      await handle.sync()
    } finally {
      await handle.close()
    }
  })
}

/** Removes what a kill left beside a key while it was written: it may be a copy of it. */
export async function removeUnfinishedKeys(file: string): Promise<void> {
  const folder = path.dirname(file)
  await withStorageErrors(sentence`write a key`, folder, async () => {
    for (const name of await readdir(folder)) {
      if (name.startsWith(unfinishedName(file))) await rm(path.join(folder, name), { force: true })
    }
  })
}

function unfinishedName(file: string): string {
  return `.${path.basename(file)}.`
}

/**
 * Reads a private file. Throws `not-found` where there is none, `environment` where others may read or change it,
 * `usage` where it needs a passphrase and none is given, `bad-input` for a wrong passphrase and for a file that is
 * damaged. A passphrase for an open file is not used.
 */
export async function readPrivateFile(file: string, passphrase?: string): Promise<Uint8Array> {
  const text = await readPrivately(file)
  if (!text.startsWith(ARMOR_BEGIN)) return new TextEncoder().encode(text)
  if (passphrase === undefined) {
    throw new ConcordError(
      'usage',
      sentence`The key ${file} is protected by a passphrase; give it with --passphrase-file or CONCORD_PASSPHRASE.`,
    )
  }
  return openWith(passphrase, text, file)
}

function refuseEmpty(file: string, passphrase: string | undefined): void {
  if (passphrase !== '') return
  throw new ConcordError(
    'usage',
    sentence`An empty passphrase protects nothing: give one for ${file}, or none at all.`,
  )
}

async function giveName(unfinished: string, file: string): Promise<void> {
  try {
    await link(unfinished, file)
  } catch (cause) {
    if (!hasCode(cause, 'EEXIST')) throw cause
    throw new ConcordError(
      'conflict',
      sentence`There is a key at ${file} already, and a key is never overwritten: move it away first.`,
      {
        cause,
      },
    )
  }
}

async function readPrivately(file: string): Promise<string> {
  return await withStorageErrors(sentence`read a key`, path.dirname(file), async () => {
    try {
      await using handle = await open(file, 'r')
      const { mode, size } = await handle.stat()
      // Windows has no such permissions: there the folder's own rules hold.
      if (process.platform !== 'win32' && (mode & OTHERS) !== 0) {
        throw new ConcordError(
          'environment',
          sentence`Others than its owner may use the key ${file} (mode ${(mode & 0o777).toString(8).padStart(4, '0')}): run "chmod 600 ${file}", and replace the key if somebody may have read it.`,
        )
      }
      if (size > MAX_FILE_SIZE) throw damaged(file)
      return await handle.readFile('utf8')
    } catch (cause) {
      if (!hasCode(cause, 'ENOENT')) throw cause
      throw new ConcordError(
        'not-found',
        sentence`There is no key at ${file}: restore it from its backup, or make one.`,
        { cause },
      )
    }
  })
}

/** Loaded where there is a passphrase: it takes longer to load than most commands to run. */
const loadAge = () => import('age-encryption')

async function sealWith(passphrase: string, plain: Uint8Array): Promise<string> {
  const { armor, Encrypter } = await loadAge()
  const encrypter = new Encrypter()
  encrypter.setPassphrase(passphrase)
  encrypter.setScryptWorkFactor(SCRYPT_WORK_FACTOR)
  return armor.encode(await encrypter.encrypt(plain))
}

/** What age-encryption says when the passphrase opens nothing; all else is a file that is not whole. */
const NO_MATCH = "no identity matched any of the file's recipients"

async function openWith(passphrase: string, text: string, file: string): Promise<Uint8Array> {
  const { armor, Decrypter } = await loadAge()
  const decrypter = new Decrypter()
  try {
    decrypter.addPassphrase(passphrase)
    return await decrypter.decrypt(armor.decode(text))
  } catch (cause) {
    if (cause instanceof Error && cause.message === NO_MATCH) {
      throw new ConcordError(
        'bad-input',
        sentence`The passphrase does not open the key ${file}: try again.`,
        {
          cause,
        },
      )
    }
    throw damaged(file, cause)
  }
}

/** The sentence for a private file that is not as it was written. */
export function damaged(file: string, cause?: unknown): ConcordError {
  return new ConcordError(
    'bad-input',
    sentence`The key file ${file} is damaged or is no key file: restore it from its backup.`,
    {
      cause,
    },
  )
}

const Coded = z.object({ code: z.string() })

function hasCode(cause: unknown, code: string): boolean {
  const coded = Coded.safeParse(cause)
  return coded.success && coded.data.code === code
}
