/** The sentences of the source in French, by their English pattern: one file a room, in which the first of it says them. */
import { statement } from './statement.ts'
import { statistics } from './statistics.ts'
import { trust } from './trust.ts'
import { store } from './store.ts'
import { interchange } from './interchange.ts'
import { evaluation } from './evaluation.ts'
import { exercise } from './exercise.ts'
import { report } from './report.ts'
import { node } from './node.ts'
import { nodeCharter } from './node-charter.ts'
import { nodeExercise } from './node-exercise.ts'
import { nodeHttp } from './node-http.ts'
import { nodeRun } from './node-run.ts'
import { nodeStatistics } from './node-statistics.ts'
import { nodeVerify } from './node-verify.ts'
import { nodeSync } from './node-sync.ts'
import { federation } from './federation.ts'
import { cli } from './cli.ts'

export const sentences: Readonly<Record<string, string>> = {
  ...statement,
  ...statistics,
  ...trust,
  ...store,
  ...interchange,
  ...evaluation,
  ...exercise,
  ...report,
  ...node,
  ...nodeCharter,
  ...nodeExercise,
  ...nodeHttp,
  ...nodeRun,
  ...nodeStatistics,
  ...nodeVerify,
  ...nodeSync,
  ...federation,
  ...cli,
}
