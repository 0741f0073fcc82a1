/** Readers of evaluation logs, in the order in which they are asked. */
import type { ByteFile } from './byte-file.ts'
import { INSPECT } from './inspect/inspect-reader.ts'
import type { LogReader } from './log-reader.ts'

const READERS: readonly LogReader[] = [INSPECT]

/** The reader of a file, by what it holds; undefined for a format that none reads. */
export async function findReader(file: ByteFile): Promise<LogReader | undefined> {
  for (const reader of READERS) if (await reader.recognises(file)) return reader
  return undefined
}
