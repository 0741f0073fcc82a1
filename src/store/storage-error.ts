import { z } from 'zod'
import { ConcordError, type Sentence, sentence } from '../error.ts'

const SystemFault = z.object({ code: z.string(), errcode: z.number().optional() })

/** Primary result codes of SQLite (sqlite.org/rescode.html). */
const SQLITE = { busy: 5, locked: 6, readonly: 8, ioerr: 10, corrupt: 11, full: 13, cantopen: 14, notadb: 26 }
const SQLITE_IOERR_NOMEM = 3082

/**
 * The sentence for a failure of disk, folder or database; `what` is what was being done, in the form "open
 * the database", `where` the file or folder. Anything else is passed through.
 */
export function toStorageError(cause: unknown, what: Sentence, where: string): unknown {
  if (cause instanceof ConcordError) return cause
  const fault = SystemFault.safeParse(cause)
  if (!fault.success) return cause
  const told = sentenceFor(fault.data.code, fault.data.errcode)
  if (told === undefined) return cause
  return new ConcordError(told.code, sentence`Cannot ${what} in ${where}: ${told.why}`, { cause })
}

type Told = { code: 'environment' | 'bad-input'; why: Sentence }

function sentenceFor(code: string, errcode: number | undefined): Told | undefined {
  const environment = (why: Sentence): Told => ({ code: 'environment', why })
  if (code === 'ERR_SQLITE_ERROR' && errcode !== undefined) {
    if (errcode === SQLITE_IOERR_NOMEM)
      return environment(sentence`out of memory; close other programs and try again.`)
    // The low byte is the primary code, the rest tells the case.
    switch (errcode & 0xff) {
      case SQLITE.busy:
      case SQLITE.locked:
        return environment(
          sentence`another process has been writing there for too long; let it finish or stop it, then try again.`,
        )
      case SQLITE.readonly:
        return environment(sentence`it may only be read; give the user running Concord write permission.`)
      case SQLITE.full:
        return environment(
          sentence`the disk is full; make room and try again, what was stored before is safe.`,
        )
      case SQLITE.ioerr:
        return environment(
          sentence`the disk failed or is full (input/output error); check it and try again, what was stored before is safe.`,
        )
      case SQLITE.cantopen:
        return environment(sentence`the database file cannot be opened; check the permissions of the folder.`)
      case SQLITE.corrupt:
        return environment(sentence`the database is damaged; restore the folder from a backup.`)
      case SQLITE.notadb:
        return {
          code: 'bad-input',
          why: sentence`the file is not a Concord database; move it away or choose another folder.`,
        }
      default:
        return undefined
    }
  }
  switch (code) {
    case 'ENOSPC':
    case 'EDQUOT':
      return environment(sentence`the disk is full; make room and try again, what was stored before is safe.`)
    case 'EFBIG':
      return environment(
        sentence`the file would exceed the size this system allows; raise the limit and try again.`,
      )
    case 'EROFS':
    case 'EACCES':
    case 'EPERM':
      return environment(sentence`it may only be read; give the user running Concord write permission.`)
    case 'ENOENT':
      return environment(sentence`the system makes no folder or file there; choose another place.`)
    case 'EIO':
      return environment(sentence`the disk failed (input/output error); check it and try again.`)
    case 'EISDIR':
      return {
        code: 'bad-input',
        why: sentence`a folder stands where a file should be; choose another name.`,
      }
    case 'ENAMETOOLONG':
      return { code: 'bad-input', why: sentence`the name is too long; choose a shorter one.` }
    case 'EMFILE':
    case 'ENFILE':
      return environment(sentence`too many files are open; raise the limit and try again.`)
    case 'ENOTDIR':
    case 'EEXIST':
      return {
        code: 'bad-input',
        why: sentence`a file stands where a folder should be; choose another folder.`,
      }
    default:
      return undefined
  }
}

/** True where SQLite could not get a lock. */
export function isBusy(cause: unknown): boolean {
  const fault = SystemFault.safeParse(cause)
  return fault.success && fault.data.errcode !== undefined && (fault.data.errcode & 0xff) === SQLITE.busy
}

/** Runs `work` and turns a failure of disk, folder or database into a sentence, as `toStorageError` does. */
export async function withStorageErrors<T>(
  what: Sentence,
  where: string,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    throw toStorageError(cause, what, where)
  }
}
