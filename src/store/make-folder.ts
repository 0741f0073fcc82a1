import { mkdir, stat } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { ConcordError, sentence } from '../error.ts'

const Coded = z.object({ code: z.string() })

/**
 * Makes a folder and those above it that are missing. Throws what the system says, or `environment` where a folder
 * takes no other, as below /proc. (`mkdir` with `recursive` never ends there, and on a disk that may only be read it
 * says that the folder was not found.)
 */
export async function makeFolder(folder: string, mode = 0o777): Promise<void> {
  if (await made(folder, mode)) return
  const above = path.dirname(path.resolve(folder))
  await makeFolder(above, mode)
  if (await made(folder, mode)) return
  throw new ConcordError(
    'environment',
    sentence`Cannot make the folder ${folder}: ${above} takes no folders; choose another place.`,
  )
}

/** False where the one above it is missing. */
async function made(folder: string, mode: number): Promise<boolean> {
  try {
    await mkdir(folder, { mode })
    return true
  } catch (cause) {
    const code = Coded.safeParse(cause).data?.code
    if (code === 'ENOENT') return false
    if (code === 'EEXIST' && (await stat(folder).catch(() => undefined))?.isDirectory()) return true
    throw cause
  }
}
