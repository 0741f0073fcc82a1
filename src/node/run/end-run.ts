/** The end of a run: the drift prompts once more, then its result. */
import type { ResumeOptions, RunResult } from '../../evaluation/index.ts'
import type { Home } from '../institute.ts'
import { checkDrift } from './drift-check.ts'
import type { RunControl } from './run-control.ts'
import { keepResult } from './run-result.ts'
import type { RunEnd } from './run-result.ts'

/** Keeps how a run ended; one that is finished is asked the drift prompts first, and is stopped where that is. */
export async function endRun(
  home: Home,
  run: string,
  result: RunResult,
  control: RunControl,
  options: ResumeOptions = {},
): Promise<RunEnd> {
  const whole = result.status !== 'finished' || (await checkDrift(home, run, 'end', control, options))
  return keepResult(home, run, whole ? result : { ...result, status: 'stopped' })
}
