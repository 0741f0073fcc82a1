/**
 * The items of two logs, joined by itemKey (the same question with the same choices, whatever its id):
 *
 *   common       keys that both logs hold; `compared` are those of them that neither holds under two ids
 *   repeated     keys that one log holds under several ids: which attempt belongs to which cannot be said
 *   without key  items whose picture or other medium is only named in the log
 */
import type { LoggedAttempt } from '../../interchange/index.ts'

/** One attempt, without its messages; long texts are cut. */
export type HeldAttempt = Pick<LoggedAttempt, 'epoch' | 'answer' | 'outcome' | 'reason'> & {
  /** By scorer; null where it gave no number. */
  numbers: Map<string, number | null>
}

export type LogItem = {
  key: string
  refKey: string
  ids: string[]
  question: string
  targets: string[]
  attempts: HeldAttempt[]
}

/** The items of one log by key. */
export type LogItems = { byKey: Map<string, LogItem>; withoutKey: Set<string> }

export type ItemPair = { key: string; first: LogItem; second: LogItem }

export type JoinedLogs = {
  common: ItemPair[]
  compared: ItemPair[]
  onlyFirst: LogItem[]
  onlySecond: LogItem[]
  repeated: { first: LogItem[]; second: LogItem[] }
  withoutKey: { first: number; second: number }
  /** Common items of which the logs expect other answers. */
  otherTargets: ItemPair[]
}

/** Longest text of a question, a target or an answer that is held. */
const LONGEST = 2000

export function emptyItems(): LogItems {
  return { byKey: new Map(), withoutKey: new Set() }
}

export function addAttempt({ byKey, withoutKey }: LogItems, attempt: LoggedAttempt): void {
  const { itemKey: key, id, refKey } = attempt
  if (key === null) {
    withoutKey.add(id)
    return
  }
  const item = byKey.get(key) ?? {
    key,
    refKey,
    ids: [],
    question: cut(attempt.question),
    targets: attempt.targets.map(cut),
    attempts: [],
  }
  byKey.set(key, item)
  if (!item.ids.includes(id)) item.ids.push(id)
  item.attempts.push({
    epoch: attempt.epoch,
    answer: attempt.answer === null ? null : cut(attempt.answer),
    outcome: attempt.outcome,
    reason: attempt.reason,
    numbers: new Map(Object.entries(attempt.scores).map(([name, { number }]) => [name, number])),
  })
}

/** A text of at most LONGEST characters, marked where it was longer. */
function cut(text: string): string {
  return text.length > LONGEST ? `${text.slice(0, LONGEST).toWellFormed()}…` : text
}

/** In the order of the keys, so that the order of a log changes nothing. */
export function joinLogs(first: LogItems, second: LogItems): JoinedLogs {
  const items = [sorted(first), sorted(second)] as const
  const common = items[0].flatMap((one): ItemPair[] => {
    const other = second.byKey.get(one.key)
    return other === undefined ? [] : [{ key: one.key, first: one, second: other }]
  })
  return {
    common,
    compared: common.filter((pair) => !isRepeated(pair.first) && !isRepeated(pair.second)),
    onlyFirst: items[0].filter(({ key }) => !second.byKey.has(key)),
    onlySecond: items[1].filter(({ key }) => !first.byKey.has(key)),
    repeated: { first: items[0].filter(isRepeated), second: items[1].filter(isRepeated) },
    withoutKey: { first: first.withoutKey.size, second: second.withoutKey.size },
    otherTargets: common.filter((pair) => pair.first.refKey !== pair.second.refKey),
  }
}

function sorted({ byKey }: LogItems): LogItem[] {
  return [...byKey.values()].toSorted((a, b) => (a.key < b.key ? -1 : 1))
}

function isRepeated({ ids }: LogItem): boolean {
  return ids.length > 1
}
