/** What the journal of a run says: where it stands, and what it used. */
import { stat } from 'node:fs/promises'
import { ConcordError, sentence } from '../error.ts'
import type { AnswerLine, Vote } from './answer-line.ts'
import type { Budget } from './budget.ts'
import type { Answered } from './judge-attempt.ts'
import { readJournal } from './journal.ts'
import { addressOf } from './providers/provider-plan.ts'
import { isDone, markDone, newIndex, taskFinder } from './run-files.ts'
import type { JournalIndex } from './run-files.ts'
import type { RunPlan } from './run-plan.ts'
import { newSpending, spendLine, spendVote } from './spending.ts'
import type { Spending } from './spending.ts'

export type Past = {
  planHash: string
  index: JournalIndex
  started: string
  finished: string | null
  errors: number
  spending: Spending
  budget: Budget
  /** How long it was carried out: each time from its beginning to the last line. */
  ranMs: number
  /** Where it was asked; the last holds. */
  addresses: string[]
  /** Where judges are asked from now on, where that is not as in the plan. */
  judgeAddress: Map<string, string>
  /** Judges that have said something. */
  judgesHeard: Set<string>
  /** By number of the task: answers that are written down while judges are still to be asked. */
  answered: Map<number, Answered>
}

/** Of a run that has not begun. */
export function nothingYet(plan: RunPlan): Omit<Past, 'started' | 'planHash'> {
  return {
    index: newIndex(plan),
    finished: null,
    errors: 0,
    spending: newSpending(),
    budget: {},
    ranMs: 0,
    addresses: [addressOf(plan.provider)],
    judgeAddress: new Map(),
    judgesHeard: new Set(),
    answered: new Map(),
  }
}

/** What the journal says; the run may have been killed before its first line. */
export async function readPast(
  file: string,
  plan: RunPlan,
  planHash: string,
): Promise<Omit<Past, 'started' | 'planHash'> & { started: string | null; size: number }> {
  const past = {
    ...nothingYet(plan),
    answered: new Map<number, { line: AnswerLine; votes: Vote[] }>(),
  }
  /** Of this time it was carried out. */
  let span = { from: 0, to: 0 }
  let started: string | null = null
  let size = 0
  if ((await stat(file).catch(() => null)) === null) return { ...past, started, size }
  const taskOf = taskFinder(plan)
  for await (const { entry, place } of readJournal(file)) {
    size = place.offset + place.length + 1
    const at = Date.parse(entry.at)
    if (entry.kind === 'run' || entry.kind === 'resumed') {
      past.ranMs += span.to - span.from
      span = { from: at, to: at }
      past.budget = entry.budget ?? past.budget
    } else span.to = Math.max(span.to, at)
    if (entry.kind === 'run') {
      if (entry.planHash !== planHash)
        throw new ConcordError(
          'conflict',
          sentence`The journal ${file} belongs to another plan; restore plan.json, or begin a new run.`,
        )
      started ??= entry.at
    } else if (entry.kind === 'resumed') {
      if (entry.baseUrl !== undefined) past.addresses.push(entry.baseUrl)
      for (const { judge, baseUrl } of entry.judges ?? []) past.judgeAddress.set(judge, baseUrl)
    } else if (entry.kind === 'answered') {
      const task = taskOf(entry.line)
      if (task !== undefined) past.answered.set(task, { line: entry.line, votes: [] })
    } else if (entry.kind === 'vote') {
      const task = taskOf(entry)
      if (entry.vote.reply !== null) past.judgesHeard.add(entry.vote.judge)
      if (task !== undefined) past.answered.get(task)?.votes.push(entry.vote)
    } else {
      const task = taskOf(entry.line)
      if (task === undefined || isDone(past.index, task))
        throw new ConcordError(
          'bad-input',
          sentence`The journal ${file} has attempt ${entry.line.attempt} of item ${entry.line.item} twice, or the plan does not have it; restore the file from a copy, or begin a new run.`,
        )
      markDone(past.index, task, place)
      past.answered.delete(task)
      past.finished = entry.at
      if (entry.line.outcome.outcome === 'errored') past.errors++
      spendLine(past.spending, entry.line)
    }
  }
  past.ranMs += span.to - span.from
  for (const { line, votes } of past.answered.values()) {
    spendLine(past.spending, line)
    for (const vote of votes) spendVote(past.spending, vote)
  }
  return { ...past, started, size }
}
