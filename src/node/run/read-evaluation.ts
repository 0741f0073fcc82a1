import { ConcordError } from '../../error.ts'
import { parseEvaluationFile } from '../../exercise/index.ts'
import type { Evaluation } from '../../statement/index.ts'
import { problemsText } from '../problems-text.ts'
import { readWhole } from '../read-whole.ts'

/** An evaluation file as people write it; throws `bad-input` with all that is wrong, `not-found` without the file. */
export async function readEvaluation(file: string): Promise<Evaluation> {
  const parsed = parseEvaluationFile(new TextDecoder().decode(await readWhole(file)))
  if (!parsed.ok) throw new ConcordError('bad-input', problemsText(file, parsed.problems))
  return parsed.evaluation
}
