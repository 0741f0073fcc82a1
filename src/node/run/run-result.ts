/** What a run came to, kept in its folder until it is submitted. */
import path from 'node:path'
import { z } from 'zod'
import { ConcordError, sentence } from '../../error.ts'
import type { RunResult } from '../../evaluation/index.ts'
import { OutcomeCounts, parseJson, writeCanonical } from '../../statement/index.ts'
import { writeWhole } from '../institute.ts'
import type { Home } from '../institute.ts'
import { ownerOf, readAs } from '../networks.ts'
import { readIfThere } from '../read-whole.ts'

export const RESULT_FILE = 'result.json'

const StoredResult = z.looseObject({
  counts: OutcomeCounts,
  tokens: z.strictObject({ in: z.number(), out: z.number() }),
  /** Absent in runs of an earlier version, whose tokens were those of the model alone. */
  judgeTokens: z.strictObject({ in: z.number(), out: z.number() }).default({ in: 0, out: 0 }),
  modelReported: z.array(z.string()),
  /** Absent in runs of an earlier version, which had none. */
  recorded: z.int().min(0).default(0),
  started: z.string(),
  finished: z.string().nullable(),
})
export type StoredResult = z.infer<typeof StoredResult>

export type RunEnd = { run: string; result: RunResult }

/** Keeps how a run ended, and that it did; throws `environment` where nobody answers at its address. */
export async function keepResult(home: Home, run: string, result: RunResult): Promise<RunEnd> {
  const folder = await folderOf(home, run)
  await writeWhole(path.join(folder, RESULT_FILE), writeCanonical(result))
  await home.store.writer().updateLocalRun(run, { status: result.status })
  refuseDead(result, run)
  return { run, result }
}

/**
 * Throws `environment` for a run that was stopped because nobody answers at its address, or for a judge; `run` is what `run resume` calls
 * it, once it holds answers.
 */
export function refuseDead({ dead, counts }: Pick<RunResult, 'dead' | 'counts'>, run: string): void {
  if (dead === null) return
  if (dead.judge !== null)
    throw new ConcordError(
      'environment',
      sentence`The judge ${dead.judge} does not answer at ${dead.address}: ${dead.reason}; what was answered is kept. Go on with "concord run resume ${run} --judge ${dead.judge}=ADDRESS", or end the run without its votes with --give-up.`,
    )
  const isAddress = /^https?:/.test(dead.address)
  const answered = counts.attempts > counts.errored + counts['not-run']
  if (answered && !isAddress)
    throw new ConcordError(
      'environment',
      sentence`${dead.address} does not answer any more: ${dead.reason}; what was answered before is kept. Go on with "concord run resume ${run}", or end the run as it is with --give-up.`,
    )
  if (answered)
    throw new ConcordError(
      'environment',
      sentence`Nobody answers at ${dead.address}: ${dead.reason}; what was answered before is kept. Go on with "concord run resume ${run} --base-url ADDRESS", or end the run as it is with --give-up.`,
    )
  throw new ConcordError(
    'environment',
    isAddress
      ? sentence`No attempt was answered by ${dead.address}: ${dead.reason}; check --base-url and start again.`
      : sentence`No attempt was answered by ${dead.address}: ${dead.reason}; correct that and start again.`,
  )
}

export async function readResult(folder: string): Promise<StoredResult> {
  const file = path.join(folder, RESULT_FILE)
  const bytes = await readIfThere(file)
  if (bytes === undefined)
    throw new ConcordError(
      'not-found',
      sentence`${file} is not there, so the run was cut off before its end; go on with "concord run resume ${path.basename(folder)}".`,
    )
  const read = StoredResult.safeParse(parseJson(bytes).value)
  if (read.success) return read.data
  throw new ConcordError(
    'bad-input',
    sentence`${file} is damaged, so the run cannot be submitted; restore it from a backup.`,
  )
}

/** The folder of a run of this institute. */
export async function folderOf(home: Home, run: string): Promise<string> {
  const local = await (await readAs(home, ownerOf(home))).getLocalRun(run)
  if (local === undefined) throw new ConcordError('not-found', sentence`There is no run ${run} here.`)
  return path.join(home.folder, local.folder)
}
