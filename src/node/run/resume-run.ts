import { rm } from 'node:fs/promises'
import path from 'node:path'
import { ConcordError, sentence } from '../../error.ts'
import { resumeEvaluation } from '../../evaluation/index.ts'
import type { ResumeOptions } from '../../evaluation/index.ts'
import type { Home } from '../institute.ts'
import { ownerOf, readAs } from '../networks.ts'
import { readIfThere } from '../read-whole.ts'
import { effectsOf } from './run-control.ts'
import type { RunControl } from './run-control.ts'
import { checkDrift } from './drift-check.ts'
import { endRun } from './end-run.ts'
import { RESULT_FILE } from './run-result.ts'
import type { RunEnd } from './run-result.ts'
import { hasPlan, refuseSecondRun } from './second-run.ts'

/**
 * Goes on with a run that was stopped or killed, at another address where one is given. A finished one whose result is
 * not there any more is concluded again from its journal.
 */
export async function resumeRun(
  home: Home,
  run: string,
  control: RunControl,
  options: ResumeOptions = {},
): Promise<RunEnd> {
  const local = await (await readAs(home, ownerOf(home))).getLocalRun(run)
  if (local === undefined)
    throw new ConcordError(
      'not-found',
      sentence`There is no run ${run} here; "concord exercise status" lists them.`,
    )
  const folder = path.join(home.folder, local.folder)
  if (local.status === 'finished' && (await readIfThere(path.join(folder, RESULT_FILE))) !== undefined)
    throw new ConcordError(
      'conflict',
      sentence`The run ${run} is finished; submit it with "concord exercise submit ${local.exercise}".`,
    )
  if (!(await hasPlan(folder)))
    throw new ConcordError(
      'conflict',
      sentence`The run ${run} was cut off before it asked anything; begin it again with "concord run start ${local.exercise} --model NAME --base-url ADDRESS".`,
    )
  if (!local.pilot) await refuseSecondRun(home, local.exercise, local.model, run)
  // How it ended before holds no longer: without it, nobody takes a run that goes on for one without answers.
  await rm(path.join(folder, RESULT_FILE), { force: true })
  await checkDrift(home, run, 'start', control, options)
  const result = await resumeEvaluation(folder, effectsOf(control), options)
  return endRun(home, run, result, control, options)
}
