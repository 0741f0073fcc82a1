/** A lab has one run of a model, or nobody could say which of several counts. */
import path from 'node:path'
import { z } from 'zod'
import { ConcordError, sentence } from '../../error.ts'
import { OutcomeCounts, parseJson } from '../../statement/index.ts'
import type { Home } from '../institute.ts'
import { ownerOf, readAs } from '../networks.ts'
import { readIfThere } from '../read-whole.ts'
import { RESULT_FILE } from './run-result.ts'

/**
 * Throws `conflict` where there is a run of this model already, other than `own`. One that ended without any answer,
 * because the address was wrong, does not stand in the way, nor does one that was killed before it had a plan; nor a
 * pilot; nor one that was submitted and taken back.
 */
export async function refuseSecondRun(
  home: Home,
  exercise: string,
  alias: string,
  own?: string,
): Promise<void> {
  const runs = await (await readAs(home, ownerOf(home))).listLocalRuns({ exercise })
  for (const { id, model, pilot, status, submitted, folder } of runs) {
    if (pilot || model !== alias || id === own) continue
    const inFolder = path.join(home.folder, folder)
    if (submitted !== null && (await isTakenBack(home, submitted))) continue
    if (submitted !== null)
      throw new ConcordError(
        'conflict',
        sentence`The run ${id} with ${alias} is submitted, and a lab has one run of a model; see "concord exercise status ${exercise}".`,
      )
    if (await isUnanswered(inFolder)) continue
    if (status === 'finished')
      throw new ConcordError(
        'conflict',
        sentence`The run ${id} with ${alias} is finished; submit it with "concord exercise submit ${exercise}".`,
      )
    if (await hasPlan(inFolder))
      throw new ConcordError(
        'conflict',
        sentence`The run ${id} with ${alias} was begun already; go on with "concord run resume ${id}".`,
      )
  }
}

/** True for a run that this institute has retracted or erased: another may take its place. */
export async function isTakenBack(home: Home, id: string): Promise<boolean> {
  const reader = await readAs(home, ownerOf(home))
  const retractions = await reader.listStatements({ kind: 'retraction', link: { id, rel: 'retracts' } })
  if (retractions.some(({ issuer }) => issuer === home.institute.origin)) return true
  return (await reader.getStatement(id))?.body?.length === undefined
}

/** False for a run that was killed before it had a plan: it asked nothing, and is as if it were not there. */
export async function hasPlan(folder: string): Promise<boolean> {
  return (await readIfThere(path.join(folder, 'plan.json'))) !== undefined
}

const Counted = z.looseObject({ counts: OutcomeCounts })

/** True for a run that ended, finished or stopped, and in which no attempt was answered. */
export async function isUnanswered(folder: string): Promise<boolean> {
  const bytes = await readIfThere(path.join(folder, RESULT_FILE))
  if (bytes === undefined) return false
  const read = Counted.safeParse(parseJson(bytes).value)
  if (!read.success)
    throw new ConcordError(
      'bad-input',
      sentence`${path.join(folder, RESULT_FILE)} is damaged; restore it from a backup.`,
    )
  const { counts } = read.data
  return counts.attempts === counts.errored + counts['not-run']
}
