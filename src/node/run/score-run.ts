import { scoreRun } from '../../evaluation/index.ts'
import type { ScoredRun } from '../../evaluation/index.ts'
import type { Evaluation } from '../../statement/index.ts'
import { HARNESS } from '../harness.ts'
import type { Home } from '../institute.ts'
import { readEvaluation } from './read-evaluation.ts'
import { folderOf } from './run-result.ts'

export type ScoredByFile = ScoredRun & { evaluation: Pick<Evaluation, 'name' | 'version'> }

/** Scores the answers of a run of this institute again, by the scorer of an evaluation file. */
export async function scoreOwnRun(home: Home, run: string, evaluationFile: string): Promise<ScoredByFile> {
  return scoreRunFolder(await folderOf(home, run), evaluationFile)
}

/** As `scoreOwnRun`, of a run named by its folder. */
export async function scoreRunFolder(folder: string, evaluationFile: string): Promise<ScoredByFile> {
  const evaluation = await readEvaluation(evaluationFile)
  const { name, version } = evaluation
  return { evaluation: { name, version }, ...(await scoreRun(folder, evaluation, HARNESS)) }
}
