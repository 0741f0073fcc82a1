/**
 * The stored answers of a run scored again, by the scorer of another evaluation, without asking the model.
 *
 *   RUN/scores/<evaluation>-<first 8 digits of the scorer's digest>-<first 8 of the answers'>/
 *     outcomes.parquet   the outcome table, as a run has one
 *     score.json         canonical JSON: of which answers (digest), by which scorer (whole, and its digest), the digest
 *                        of the table it was compared with and of the one beside it
 *
 * The run itself stays as it is. The same answers and scorer give the same files, so nothing is ever overwritten.
 */
import { hash } from 'node:crypto'
import { mkdir, readFile } from 'node:fs/promises'
import path from 'node:path'
import { ConcordError, sentence } from '../error.ts'
import { canonicalText, readOutcomeTable, rowsOf, writeOutcomeTable } from '../statement/index.ts'
import type { Evaluation, OutcomeCounts, OutcomeRow } from '../statement/index.ts'
import type { AttemptOutcome } from './answer-line.ts'
import { countsOf } from './run-files.ts'
import { isRunInUse, readPlan, runFiles, writeWhole } from './run-folder.ts'
import { scoreAnswers } from './score-answers.ts'
import { scorerFault } from './scorers/score.ts'

/** An attempt, or a criterion of it, of which outcome, reason, value, limit or labels are others; null = it has no row. */
export type ScoreChange = Pick<OutcomeRow, 'set' | 'item' | 'attempt' | 'section' | 'criterion'> & {
  before: AttemptOutcome | null
  after: AttemptOutcome | null
}

/** What a table comes to: how many ended how, and the sum of the values. */
export type ScoreTotals = { counts: OutcomeCounts; sum: number }

export type ScoredRun = {
  folder: string
  /** False where the same scorer had scored the same answers before. */
  isNew: boolean
  /** Hex SHA-256 of the answers and of the canonical scorer. */
  answers: string
  scorer: string
  before: ScoreTotals
  after: ScoreTotals
  /** Rows of the new table: attempts, or their criteria. */
  outcomes: number
  changed: ScoreChange[]
  /** The evaluation puts its question in the words the run did. */
  sameTemplate: boolean
}

type Scoring = Pick<Evaluation, 'name' | 'version' | 'template' | 'scorer'>

/**
 * Scores the answers in the folder of a run and writes the table beside. Throws ConcordError `not-found` where there is
 * no run or it has no answers yet, `conflict` while it is carried out, and where other results of this scorer are there
 * under the same name, `bad-input` for a scorer that cannot be used or answers that are damaged.
 */
export async function scoreRun(
  folder: string,
  evaluation: Scoring,
  harness: { name: string; version: string },
): Promise<ScoredRun> {
  const { scorer } = evaluation
  const fault = scorerFault(scorer)
  if (fault !== null)
    throw new ConcordError(
      'bad-input',
      sentence`The answers cannot be scored by ${evaluation.name}: ${fault}; correct that.`,
    )
  const { plan } = await readPlan(folder)
  if ('judges' in scorer && !('judges' in plan.scorer))
    throw new ConcordError(
      'bad-input',
      sentence`The answers in ${folder} have no votes of judges, and scoring asks nobody; begin a run with ${evaluation.name}.`,
    )
  if (await isRunInUse(folder))
    throw new ConcordError(
      'conflict',
      sentence`The run in ${folder} is being carried out; score it when it has ended.`,
    )
  const files = runFiles(folder)
  const [answers, table] = await Promise.all([readOf(files.answers), readOf(files.table)])
  const before = [...rowsOf(await readOutcomeTable(table))]
  const after = scoreAnswers(plan, answers, scorer)
  const digests = { answers: digestOf(answers), scorer: digestOf(canonicalText(scorer)) }
  const scored = writeOutcomeTable(after)
  const about = canonicalText({
    answers: { sha256: digests.answers, size: answers.length },
    before: { sha256: digestOf(table), size: table.length },
    evaluation: { name: evaluation.name, version: evaluation.version },
    harness,
    plan: plan.id,
    scorer,
    scorerSha256: digests.scorer,
    table: { sha256: digestOf(scored), size: scored.length },
  })
  const name = `${evaluation.name}-${digests.scorer.slice(0, 8)}-${digests.answers.slice(0, 8)}`
  const place = path.join(folder, 'scores', name)
  return {
    folder: place,
    isNew: await writeOnce(place, scored, `${about}\n`),
    ...digests,
    before: totalsOf(before),
    after: totalsOf(after),
    outcomes: after.length,
    changed: changesBetween(before, after),
    sameTemplate: evaluation.template === plan.template,
  }
}

/** True where the files are new; those that are there must be the same. */
async function writeOnce(place: string, table: Uint8Array, about: string): Promise<boolean> {
  const files = { about: path.join(place, 'score.json'), table: path.join(place, 'outcomes.parquet') }
  const there = await readFile(files.about, 'utf8').catch(() => null)
  if (there === about) return false
  if (there !== null)
    throw new ConcordError(
      'conflict',
      sentence`${place} holds what this scorer came to before, which is not what it comes to now; move that folder away to score again.`,
    )
  await mkdir(place, { recursive: true })
  await writeWhole(files.table, [table])
  await writeWhole(files.about, [about])
  return true
}

function changesBetween(before: readonly OutcomeRow[], after: readonly OutcomeRow[]): ScoreChange[] {
  const keyOf = (row: OutcomeRow): string =>
    canonicalText([row.set, row.item, row.attempt, row.section, row.criterion])
  const oldByKey = new Map(before.map((row) => [keyOf(row), row]))
  const changes = after.flatMap((row): ScoreChange[] => {
    const old = oldByKey.get(keyOf(row))
    oldByKey.delete(keyOf(row))
    const change = { before: old === undefined ? null : outcomePart(old), after: outcomePart(row) }
    return canonicalText(change.before) === canonicalText(change.after)
      ? []
      : [{ ...placeOf(row), ...change }]
  })
  const gone = [...oldByKey.values()].map((row) => ({
    ...placeOf(row),
    before: outcomePart(row),
    after: null,
  }))
  return [...changes, ...gone]
}

function placeOf({ set, item, attempt, section, criterion }: OutcomeRow) {
  return { set, item, attempt, section, criterion }
}

function outcomePart({ outcome, reason, value, limit, labels }: OutcomeRow): AttemptOutcome {
  return { outcome, reason, value, limit, labels: labels.toSorted() }
}

function totalsOf(rows: readonly OutcomeRow[]): ScoreTotals {
  return { counts: countsOf(rows), sum: rows.reduce((sum, { value }) => sum + (value ?? 0), 0) }
}

async function readOf(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file)
  } catch (cause) {
    throw new ConcordError(
      'not-found',
      sentence`${file} cannot be read, so there is nothing to score yet; go on with the run first ("concord run resume").`,
      { cause },
    )
  }
}

function digestOf(content: string | Uint8Array): string {
  return hash('sha256', content, 'hex')
}
