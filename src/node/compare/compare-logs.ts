import { ConcordError, sentence } from '../../error.ts'
import type { LogAbout, LogCheck } from '../../interchange/index.ts'
import { checkLogFile } from '../check-log.ts'
import type { OnProgress } from '../progress.ts'
import { sameMeasurement } from './measurement.ts'
import type { LogToMeasure, Measurement } from './measurement.ts'
import { addAttempt, emptyItems, joinLogs } from './join-logs.ts'
import type { JoinedLogs } from './join-logs.ts'
import { commonScores, disagreements, scoreDifference } from './score-difference.ts'
import type { Disagreement, ScoreDifference } from './score-difference.ts'

export type ComparedLog = { file: string; about: LogAbout; check: LogCheck }

export type LogComparison = {
  first: ComparedLog
  second: ComparedLog
  join: JoinedLogs
  /** Field by field, with the verdict; no score enters. */
  measurement: Measurement
  /** Scores that both logs give. */
  scores: string[]
  /** Of the score that was asked for or, without one, of the first of both; or why there is none. */
  difference: ScoreDifference | 'no-common-item' | 'no-common-score' | 'no-number'
  disagreements: Disagreement[]
}

export type CompareOptions = {
  /** Name of a scorer of both. */
  score: string | null
  /** Largest gap that does not matter, as a share. */
  delta: number | null
  onProgress?: OnProgress
}

/**
 * Two evaluation logs beside each other; nothing is stored. Throws `not-found` and `bad-input` for a file that cannot be
 * read, and `usage` for a score that not both have.
 */
export async function compareLogs(
  files: readonly [string, string],
  { score, delta, onProgress }: CompareOptions,
): Promise<LogComparison> {
  const first = await readLog(files[0], onProgress)
  const second = await readLog(files[1], onProgress)
  const join = joinLogs(first.toMeasure.items, second.toMeasure.items)
  const scores = commonScores(join.compared)
  if (score !== null && !scores.includes(score)) {
    throw new ConcordError(
      'usage',
      sentence`--score ${score} is not a score that both logs give to an item they share; there are: ${scores.join(', ')}.`,
    )
  }
  const chosen = score ?? mainScore(scores, [first.log, second.log])
  return {
    first: first.log,
    second: second.log,
    join,
    measurement: sameMeasurement(first.toMeasure, second.toMeasure, join),
    scores,
    difference: differenceOf(join, chosen, delta),
    disagreements: chosen === undefined ? [] : disagreements(join.compared, chosen),
  }
}

function differenceOf(
  { compared }: JoinedLogs,
  score: string | undefined,
  delta: number | null,
): LogComparison['difference'] {
  if (compared.length === 0) return 'no-common-item'
  if (score === undefined) return 'no-common-score'
  return scoreDifference(compared, score, { delta }) ?? 'no-number'
}

/** The score both logs put first, else the first by name. */
function mainScore(scores: readonly string[], logs: readonly [ComparedLog, ComparedLog]): string | undefined {
  const [one, other] = logs.map(({ check }) => check.metrics[0]?.score)
  return one !== undefined && one === other && scores.includes(one) ? one : scores[0]
}

async function readLog(
  file: string,
  onProgress: OnProgress | undefined,
): Promise<{ log: ComparedLog; toMeasure: LogToMeasure }> {
  const items = emptyItems()
  const { about, facts, check } = await checkLogFile(file, onProgress, (attempt) =>
    addAttempt(items, attempt),
  )
  return { log: { file, about, check }, toMeasure: { facts, check, items } }
}
