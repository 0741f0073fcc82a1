/**
 * What a run hands over, made from its journal: the outcome table and the answers, both in the order set, item,
 * attempt. The same attempts give the same files, in whatever order they ended. Only places in the journal are
 * held in memory, so the answers may be larger than it.
 */
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { OUTCOMES, writeOutcomeTable } from '../statement/index.ts'
import type { OutcomeCounts, OutcomeRow } from '../statement/index.ts'
import { rowsOfAnswer } from './answer-line.ts'
import type { AnswerLine } from './answer-line.ts'
import { parseAttempt } from './journal.ts'
import type { JournalPlace } from './journal.ts'
import { runFiles, writeWhole } from './run-folder.ts'
import type { RunPlan } from './run-plan.ts'
import { newSpending, spendLine } from './spending.ts'
import type { Spending } from './spending.ts'

/** Bytes of a journal that are read at once rather than line by line. */
const IN_MEMORY = 64 * 2 ** 20

/** Number of attempts of a plan; attempt k (from 1) of item i is task i × attempts + k − 1. */
export function taskCount(plan: RunPlan): number {
  return plan.items.length * plan.attempts
}

/** Where the line of each task lies in the journal; length 0: not asked yet. */
export type JournalIndex = { offsets: Float64Array; lengths: Uint32Array }

export function newIndex(plan: RunPlan): JournalIndex {
  return { offsets: new Float64Array(taskCount(plan)), lengths: new Uint32Array(taskCount(plan)) }
}

/** Finds the task an answer belongs to; undefined for one that is not of the plan. */
export function taskFinder(
  plan: RunPlan,
): (line: Pick<AnswerLine, 'set' | 'item' | 'attempt'>) => number | undefined {
  const itemByKey = new Map(plan.items.map(({ set, item }, i) => [`${set}\n${item.id}`, i]))
  return ({ set, item, attempt }) => {
    const i = itemByKey.get(`${set}\n${item}`)
    return i === undefined || attempt > plan.attempts ? undefined : i * plan.attempts + attempt - 1
  }
}

export function isDone(index: JournalIndex, task: number): boolean {
  return (index.lengths[task] ?? 0) > 0
}

export function markDone(index: JournalIndex, task: number, place: JournalPlace): void {
  index.offsets[task] = place.offset
  index.lengths[task] = place.length
}

export type RunTotals = {
  counts: OutcomeCounts
  spending: Spending
  /** Attempts whose answer was recorded earlier. */
  recorded: number
  modelReported: string[]
}

/** Writes both files, whole or not at all. */
export async function writeRunFiles(folder: string, plan: RunPlan, index: JournalIndex): Promise<RunTotals> {
  const files = runFiles(folder)
  const rows: OutcomeRow[] = []
  const spending = newSpending()
  const models = new Set<string>()
  let recorded = 0
  const journal = await open(files.journal, 'r')
  try {
    await writeWhole(
      files.answers,
      answers(journal, files.journal, plan, index, (line, own) => {
        rows.push(...own)
        if (line === null) return
        spendLine(spending, line)
        if (line.recorded === true) recorded++
        if (line.modelReported !== null) models.add(line.modelReported)
      }),
    )
  } finally {
    await journal.close()
  }
  await writeWhole(files.table, [writeOutcomeTable(rows)])
  return { counts: countsOf(rows), spending, recorded, modelReported: [...models].sort() }
}

/** The answers in order, in pieces of about a megabyte; every task, asked or not, is told to `take`. */
async function* answers(
  journal: FileHandle,
  file: string,
  plan: RunPlan,
  index: JournalIndex,
  take: (line: AnswerLine | null, rows: readonly OutcomeRow[]) => void,
): AsyncGenerator<string> {
  const { attempts } = plan
  const readLine = await lineReader(journal, file, index)
  let text = ''
  for (const i of tableOrder(plan)) {
    const place = plan.items[i]
    if (place === undefined) continue
    for (let attempt = 1; attempt <= attempts; attempt++) {
      const task = i * attempts + attempt - 1
      const read = isDone(index, task) ? await readLine(task) : null
      take(read?.line ?? null, attemptRows(plan.scorer, place, attempt, read?.line ?? null))
      if (read !== null) text += `${read.text}\n`
      if (text.length > 1 << 20) {
        yield text
        text = ''
      }
    }
  }
  yield text
}

/** Places of the items of a plan in the order of its table: set, item. */
export function tableOrder({ items }: Pick<RunPlan, 'items'>): number[] {
  return items
    .map(({ set, item }, i) => ({ set, id: item.id, i }))
    .sort((a, b) => compare(a.set, b.set) || compare(a.id, b.id))
    .map(({ i }) => i)
}

/** Reads lines by their place; a journal of moderate size is read once. */
async function lineReader(journal: FileHandle, file: string, index: JournalIndex) {
  const { size } = await journal.stat()
  const whole = size <= IN_MEMORY ? await journal.readFile() : null
  return async (task: number): Promise<{ line: AnswerLine; text: string }> => {
    const offset = index.offsets[task] ?? 0
    const length = index.lengths[task] ?? 0
    if (whole !== null) return parseAttempt(whole.subarray(offset, offset + length), file, task)
    const buffer = Buffer.allocUnsafe(length)
    await journal.read(buffer, 0, length, offset)
    return parseAttempt(buffer, file, task)
  }
}

/**
 * The rows of an attempt: one, or one for each criterion where it was answered; without a line it was not run. A line has
 * the outcome of the attempt as a whole, those of criteria follow from its votes.
 */
export function attemptRows(
  scorer: RunPlan['scorer'],
  { set, language, item }: RunPlan['items'][number],
  attempt: number,
  line: AnswerLine | null,
): OutcomeRow[] {
  const whole = { section: null, criterion: null }
  const notRun = { outcome: 'not-run' as const, reason: null, value: null, limit: null, labels: [] }
  const volume = {
    tokensIn: line?.usage.in ?? null,
    tokensOut: line?.usage.out ?? null,
    ms: line?.ms ?? null,
  }
  const isList = scorer.type === 'criteria' && line !== null && line.completion !== null
  const outcomes = isList
    ? rowsOfAnswer(scorer, item, { ...line, completion: line.completion ?? '' })
    : [{ ...whole, ...(line?.outcome ?? notRun), ...volume }]
  return outcomes.map((outcome) => ({
    set,
    item: item.id,
    itemKey: item.itemKey,
    language,
    attempt,
    rater: null,
    ...outcome,
  }))
}

const ORDER = ['not-applicable', 'scored', 'limit', 'unscored', 'not-run', 'errored']

/** How many attempts ended how; one with criteria ends in the gravest state of theirs. Rows of an attempt stand together. */
export function countsOf(rows: readonly OutcomeRow[]): OutcomeCounts {
  const counts = {
    attempts: 0,
    scored: 0,
    'not-applicable': 0,
    unscored: 0,
    errored: 0,
    limit: 0,
    'not-run': 0,
  }
  let last: OutcomeRow | undefined
  let gravest: OutcomeRow | undefined
  for (const row of rows) {
    const isSame = last?.set === row.set && last.item === row.item && last.attempt === row.attempt
    if (!isSame) {
      if (gravest !== undefined) counts[gravest.outcome]++
      counts.attempts++
      gravest = row
    } else if (gravest !== undefined && ORDER.indexOf(row.outcome) > ORDER.indexOf(gravest.outcome))
      gravest = row
    last = row
  }
  if (gravest !== undefined) counts[gravest.outcome]++
  const sum = OUTCOMES.reduce((total, outcome) => total + counts[outcome], 0)
  if (sum !== counts.attempts) throw new TypeError(`${counts.attempts} attempts, but ${sum} outcomes`)
  return counts
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
