import type { OutcomeRow } from '../statement/index.ts'
import { outcomeOf } from './answer-line.ts'
import { readAnswers } from './map-answers.ts'
import { attemptRows, tableOrder } from './run-files.ts'
import type { RunPlan } from './run-plan.ts'

/**
 * The outcome table that follows from the answers of a run: the rows of every attempt of its plan, in the order of the
 * run's own table. An attempt without an answer line is `not-run`; one that was not answered keeps how it ended.
 */
export function scoreAnswers(
  plan: Pick<RunPlan, 'items' | 'attempts'>,
  answers: Uint8Array,
  scorer: RunPlan['scorer'],
): OutcomeRow[] {
  const keyOf = (set: string, item: string, attempt: number): string => `${set}\n${item}\n${attempt}`
  const lineByKey = new Map(
    readAnswers(answers).map((line) => [keyOf(line.set, line.item, line.attempt), line]),
  )
  return tableOrder(plan).flatMap((index) => {
    const place = plan.items[index]
    if (place === undefined) return []
    return Array.from({ length: plan.attempts }, (_, at) => {
      const line = lineByKey.get(keyOf(place.set, place.item.id, at + 1)) ?? null
      if (line === null || line.completion === null) return attemptRows(scorer, place, at + 1, line)
      const { completion, stopReason, refused, recorded, votes } = line
      const answer = { completion, stopReason, refused, recorded, votes, limit: line.outcome.limit }
      const outcome = outcomeOf(scorer, place.item, answer)
      return attemptRows(scorer, place, at + 1, { ...line, outcome })
    }).flat()
  })
}
