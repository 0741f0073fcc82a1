/** Reading a file that somebody named: whole, or one sentence saying why not. */
import { readFile, stat } from 'node:fs/promises'
import { ConcordError } from '../error.ts'
import { BUNDLE_LIMITS } from '../trust/index.ts'

/**
 * The bytes of a file, or undefined where there is none. Throws `bad-input` for a folder and for a file larger than
 * anything of ours, before it is read.
 */
export async function readIfThere(file: string): Promise<Uint8Array | undefined> {
  try {
    return await readWhole(file)
  } catch (error) {
    if (error instanceof ConcordError && error.code === 'not-found') return undefined
    throw error
  }
}

/** As `readIfThere`, but throws `not-found` where there is no such file. */
export async function readWhole(file: string): Promise<Uint8Array> {
  try {
    const about = await stat(file)
    if (about.isDirectory())
      throw new ConcordError('bad-input', `${file} is a folder, not a file; name a file in it.`)
    if (about.size > BUNDLE_LIMITS.bundle)
      throw new ConcordError(
        'bad-input',
        `${file} has ${about.size} bytes, more than the ${BUNDLE_LIMITS.bundle} of the largest file that can be read whole; check that it is the right one.`,
      )
    return new Uint8Array(await readFile(file))
  } catch (cause) {
    throw unreadable(file, cause)
  }
}

/** The sentence for a file that could not be read. */
export function unreadable(file: string, cause: unknown): ConcordError {
  if (cause instanceof ConcordError) return cause
  const code = cause instanceof Error && 'code' in cause ? cause.code : undefined
  if (code === 'ENOENT' || code === 'ENOTDIR')
    return new ConcordError('not-found', `There is no file ${file}; check the name.`, { cause })
  if (code === 'EISDIR')
    return new ConcordError('bad-input', `${file} is a folder, not a file; name a file in it.`, { cause })
  const reason = cause instanceof Error ? cause.message : String(cause)
  return new ConcordError(
    'environment',
    `${file} cannot be read (${reason}); check the file and its permissions.`,
    { cause },
  )
}
