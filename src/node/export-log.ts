/** A run of this institute, or of a folder, written in the format of another tool. */
import { createReadStream } from 'node:fs'
import { stat } from 'node:fs/promises'
import path from 'node:path'
import { createInterface } from 'node:readline'
import { crc32, deflateRawSync } from 'node:zlib'
import { z } from 'zod'
import { ConcordError, sentence } from '../error.ts'
import { inspectLog, parseRunPlan, readAnswers } from '../evaluation/index.ts'
import type { AnswerLine } from '../evaluation/index.ts'
import { writeEvalFile } from '../interchange/index.ts'
import type { Pack } from '../interchange/index.ts'
import { parseJson } from '../statement/index.ts'
import { checkLogFile } from './check-log.ts'
import type { CheckedLog } from './check-log.ts'
import { sha256 } from './crypto.ts'
import { HARNESS } from './harness.ts'
import { writeWhole } from './institute.ts'
import { readWhole, unreadable } from './read-whole.ts'

const PACK: Pack = {
  pack: (bytes) => ({ method: 8, bytes: deflateRawSync(bytes) }),
  crc32: (bytes) => crc32(bytes),
}

const StoredPlan = z.looseObject({ planHash: z.string(), plan: z.unknown() })

/** Name of the log in the folder of its run. */
export const LOG_FILE = 'log.eval'

/**
 * Writes the log of the run in a folder as an Inspect log, and reads it again: what is there afterwards has been
 * recomputed from its samples. Throws `not-found` where there is no run, or none of its answers.
 */
export async function exportToInspect(folder: string, out: string): Promise<CheckedLog> {
  const file = path.join(folder, 'plan.json')
  const stored = StoredPlan.safeParse(parseJson(await readWhole(file)).value)
  if (!stored.success)
    throw new ConcordError('bad-input', sentence`The plan ${file} cannot be read; restore it from a copy.`)
  const { mtime } = await stat(file)
  const answers = path.join(folder, 'answers.jsonl')
  const labels = new Set<string>()
  for await (const { outcome } of answersOf(answers)) for (const label of outcome.labels) labels.add(label)
  const log = inspectLog(parseRunPlan(stored.data.plan), answersOf(answers), {
    planHash: stored.data.planHash,
    created: mtime.toISOString(),
    version: HARNESS.version,
    sha256,
    labels: [...labels].sort(),
  })
  await writeWhole(out, writeEvalFile(log, PACK))
  return checkLogFile(out)
}

async function* answersOf(file: string): AsyncGenerator<AnswerLine> {
  try {
    for await (const line of createInterface({ input: createReadStream(file), crlfDelay: Infinity }))
      yield* readAnswers(new TextEncoder().encode(line))
  } catch (cause) {
    throw unreadable(file, cause)
  }
}
