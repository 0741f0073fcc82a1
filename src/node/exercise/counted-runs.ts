/** The runs of an exercise that count, with their tables. */
import { sentence } from '../../error.ts'
import type { ExerciseState, RunWithTable, Signed } from '../../exercise/index.ts'
import { readOutcomeTable } from '../../statement/index.ts'
import type { Run } from '../../statement/index.ts'
import { wholeBlob } from '../evidence.ts'
import type { Evidence } from '../evidence.ts'
import { counting } from '../progress.ts'
import type { OnProgress } from '../progress.ts'

/** Ids of the runs that count. */
export function countedRunIds(state: ExerciseState): string[] {
  return state.members.flatMap(({ runs }) => runs.flatMap(({ run }) => (run === null ? [] : [run])))
}

/** The runs that count, with their tables; throws where a table is not here, or not whole. */
export async function countedRuns(
  evidence: Evidence,
  state: ExerciseState,
  onProgress?: OnProgress,
): Promise<(RunWithTable & { signed: Signed<Run> })[]> {
  const ids = countedRunIds(state)
  const read = counting(onProgress, 'tables', ids.length)
  const found: (RunWithTable & { signed: Signed<Run> })[] = []
  for (const signed of evidence.runs) {
    const { id, body } = signed
    if (!ids.includes(id)) continue
    if (body.table === null) found.push({ id, body, table: null, tableDigest: null, signed })
    else {
      const { sha256 } = body.table
      const bytes = await wholeBlob(
        evidence,
        id,
        sha256,
        sentence`The outcome table of the run of ${body.lab}`,
        sentence`ask ${body.lab} for its bundle again`,
      )
      found.push({ id, body, table: await readOutcomeTable(bytes), tableDigest: sha256, signed })
    }
    read(1)
  }
  return found
}
