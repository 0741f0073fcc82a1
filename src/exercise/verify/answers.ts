/**
 * A table scored again from the answers it was made of.
 *
 * The answers blob has one line of JSON per attempt that was asked, after a line with a salt where they are for few;
 * only `set`, `item`, `attempt` and `promptHash` are read here, the rest is the scorer's. How an answer becomes a value and how an item becomes a
 * prompt come as arguments: they are the room `evaluation`'s.
 */
import { z } from 'zod'
import { type Sentence, sentence } from '../../error.ts'
import { canonicalText, firstFault, Json, promptHash, rowsOf, Sha256Hex } from '../../statement/index.ts'
import type { Item, JsonValue, OutcomeColumns, OutcomeRow, Scorer, Sha256 } from '../../statement/index.ts'
import { findingInWords } from './finding.ts'
import type { Finding } from './finding.ts'
import { linesOf } from './items.ts'
import type { ItemsBySet } from './table.ts'

/** What a scorer makes of one line of the answers blob: the part of a row that follows from it. */
export type Rescored = Pick<
  OutcomeRow,
  | 'section'
  | 'criterion'
  | 'outcome'
  | 'reason'
  | 'value'
  | 'limit'
  | 'labels'
  | 'tokensIn'
  | 'tokensOut'
  | 'ms'
>

export type RescoreEffects = {
  sha256: Sha256
  /** One row for the attempt, or one for each of its criteria. */
  rescore: (scorer: Scorer, item: Item, answer: { [key: string]: JsonValue }) => Rescored[]
  /** The text of the user message for an item. */
  renderPrompt: (template: string, item: Item) => string
} & VerifyingProgress

/** Told how many more items, answers, attempts and results have been gone through; absent: nobody listens. */
export type VerifyingProgress = {
  onItems?: (more: number) => void
  /** Answers that are read, before their attempts are gone through. */
  onAnswers?: (more: number) => void
  onAttempts?: (more: number) => void
  onResults?: (more: number) => void
}

/** Lines and rows between two calls. */
const BATCH = 1000

const AnswerLine = z
  .object({
    set: z.string(),
    item: z.string(),
    attempt: z.int().min(1),
    promptHash: z.string().nullable().default(null),
  })
  .catchall(Json)

/** Every row of the table against its answer: prompt, outcome, value, reason, limit, labels, tokens, time. */
export function verifyAnswers(
  table: OutcomeColumns,
  answers: Uint8Array,
  method: { scorer: Scorer; template: string; systemPrompt: JsonValue | undefined },
  items: ItemsBySet,
  effects: RescoreEffects,
): Finding[] {
  const findings: Finding[] = []
  const say = (what: Finding['what'], where: string, expected: JsonValue, found: JsonValue): void => {
    findings.push({ what, where, expected, found })
  }
  const answerByAttempt = new Map<string, z.infer<typeof AnswerLine>>()
  const lines = linesOf(answers)
  for (const [index, line] of lines.entries()) {
    if (index % BATCH === BATCH - 1) effects.onAnswers?.(BATCH)
    if (index === 0 && isSalt(line)) continue
    const parsed = readAnswer(line)
    if ('fault' in parsed) {
      findings.push(
        findingInWords('unreadable', `answers line ${index + 1}`, sentence`an answer`, parsed.fault),
      )
      continue
    }
    const key = keyOf(parsed.answer)
    if (answerByAttempt.has(key)) {
      findings.push(findingInWords('unreadable', `answers ${key}`, sentence`one line`, sentence`two lines`))
    }
    answerByAttempt.set(key, parsed.answer)
  }
  effects.onAnswers?.(lines.length % BATCH)
  const hashByItem = new Map<Item, string | undefined>()
  /** Rows that follow from the answer of an attempt and were not met yet. */
  const expectedByAttempt = new Map<string, Rescored[]>()
  let gone = 0
  for (const row of rowsOf(table)) {
    gone += 1
    if (gone % BATCH === 0) effects.onAttempts?.(BATCH)
    const where = keyOf(row)
    const answer = answerByAttempt.get(where)
    const item = items.get(row.set)?.get(row.item)
    if (item === undefined) {
      answerByAttempt.delete(where)
      continue
    }
    if (answer !== undefined) {
      answerByAttempt.delete(where)
      const rescored = effects.rescore(method.scorer, item, answer)
      expectedByAttempt.set(where, rescored)
      const hash = hashByItem.has(item) ? hashByItem.get(item) : expectedHash(item, method, effects)
      hashByItem.set(item, hash)
      // Without a prompt nothing was sent: then our own machinery failed, and no other outcome can stand.
      const sent = answer.promptHash !== '' || rescored.some(({ outcome }) => outcome !== 'errored')
      if (hash !== undefined && answer.promptHash !== null && sent && answer.promptHash !== hash)
        say('prompt', `${where} promptHash`, hash, answer.promptHash)
    }
    const expected = expectedByAttempt.get(where) ?? []
    const at = expected.findIndex(
      ({ section, criterion }) =>
        row.rater === null && section === row.section && criterion === row.criterion,
    )
    const [again] = at < 0 ? [] : expected.splice(at, 1)
    if (expected.length === 0) expectedByAttempt.delete(where)
    if (again === undefined) {
      // A row beside those that follow from the answer could only undo them.
      if (row.section !== null || row.criterion !== null || row.rater !== null)
        say('cell', `${where} criterion`, null, row.criterion ?? row.section ?? row.rater)
      // Only an attempt that was never asked has no answer.
      else if (row.outcome !== 'not-run') say('cell', `${where} outcome`, 'not-run', row.outcome)
      continue
    }
    const cell = row.criterion === null ? where : `${where} criterion ${row.criterion}`
    for (const field of ['outcome', 'reason', 'limit', 'tokensIn', 'tokensOut', 'ms'] as const) {
      if (again[field] !== row[field]) say('cell', `${cell} ${field}`, again[field], row[field])
    }
    if (!sameValue(again.value, row.value)) say('cell', `${cell} value`, again.value, row.value)
    const labels = again.labels.toSorted()
    if (canonicalText(labels) !== canonicalText(row.labels))
      say('label', `${cell} labels`, labels, row.labels)
  }
  effects.onAttempts?.(gone % BATCH)
  const missing = [...expectedByAttempt].flatMap(([where, rows]) =>
    rows.map(({ criterion }) => (criterion === null ? where : `${where} criterion ${criterion}`)),
  )
  for (const where of [...answerByAttempt.keys(), ...missing]) {
    findings.push(findingInWords('cell', where, sentence`a row of the table`, sentence`none`))
  }
  return findings
}

/** Undefined where the run does not say which system prompt it used, or the question is not here. */
function expectedHash(
  item: Item,
  method: { template: string; systemPrompt: JsonValue | undefined },
  effects: RescoreEffects,
): string | undefined {
  const { systemPrompt } = method
  if ((systemPrompt !== null && typeof systemPrompt !== 'string') || item.input === null) return undefined
  const user = { role: 'user', content: effects.renderPrompt(method.template, item).toWellFormed() }
  const messages = systemPrompt === null ? [user] : [{ role: 'system', content: systemPrompt }, user]
  return promptHash({ messages, tools: [] }, effects.sha256)
}

function keyOf(row: { set: string; item: string; attempt: number }): string {
  return `${row.set} ${row.item} attempt ${row.attempt}`
}

function sameValue(a: number | null, b: number | null): boolean {
  return a === b || (a !== null && b !== null && Math.abs(a - b) <= 1e-9 * Math.abs(a) + 1e-12)
}

const Salt = z.strictObject({ salt: Sha256Hex })

/** True for the first line of answers that are for few: it keeps their digest from being guessed. */
export function isSalt(line: Uint8Array): boolean {
  try {
    return Salt.safeParse(JSON.parse(new TextDecoder().decode(line))).success
  } catch (cause) {
    if (cause instanceof SyntaxError) return false
    throw cause
  }
}

function readAnswer(line: Uint8Array): { answer: z.infer<typeof AnswerLine> } | { fault: Sentence | string } {
  try {
    const parsed = AnswerLine.safeParse(JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(line)))
    return parsed.success ? { answer: parsed.data } : { fault: firstFault(parsed.error) }
  } catch (cause) {
    if (cause instanceof SyntaxError || cause instanceof TypeError) return { fault: cause.message }
    throw cause
  }
}
