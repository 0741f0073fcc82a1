/** Inspect logs, `.eval` and `.json`, of all versions. */
import { ConcordError, type Sentence } from '../../error.ts'
import type { ByteFile } from '../byte-file.ts'
import type { Unpack } from '../zip/unpack.ts'
import { readDirectory } from '../zip/directory.ts'
import { isEvalDirectory, openEvalFile } from './eval-file.ts'
import { isJsonLog, openJsonLog } from './json-log.ts'
import type { LogHeader, LogSample, LogSummary } from './log-schema.ts'

/** A log of any version in the form of version 2. */
export type InspectLog = {
  container: 'eval' | 'json'
  header: LogHeader
  /** False for a log without a header: a run under way, or cut off. */
  complete: boolean
  /** Scores reduced over epochs, as logged; only of a log with results. */
  reductions: unknown
  /** What is not as it should be and was read all the same; grows while the log is read. */
  notes: Sentence[]
  /** Samples that are there. */
  size: number
  /** One by one, still condensed (see `expandSample`). Throws `bad-input` naming the one that cannot be read. */
  samples(): AsyncGenerator<LogSample>
  /** What is listed of the samples, each once. */
  summaries(): Promise<LogSummary[]>
}

/** Whether a file is an Inspect log, by how it begins and, of a ZIP file, by its members; a damaged one may be one. */
export async function isInspectLog(file: ByteFile): Promise<boolean> {
  if (!(await isZip(file))) return isJsonLog(file)
  return readDirectory(file).then(isEvalDirectory, (cause: unknown) => {
    if (cause instanceof ConcordError) return true
    throw cause
  })
}

/**
 * Opens a log; throws `bad-input` for what is none. `leaveOut`: of very large samples of an `.eval` file the events and the
 * store are left out, so that a sample of any size can be read; who writes the log again wants them.
 */
export async function openInspectLog(
  file: ByteFile,
  unpack: Unpack,
  { leaveOut = false }: { leaveOut?: boolean } = {},
): Promise<InspectLog> {
  return (await isZip(file)) ? openEvalFile(file, unpack, leaveOut) : openJsonLog(file)
}

async function isZip(file: ByteFile): Promise<boolean> {
  const [p, k, three, four] = await file.read(0, 4)
  return p === 0x50 && k === 0x4b && three === 3 && four === 4
}
