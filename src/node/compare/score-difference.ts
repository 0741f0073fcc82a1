/**
 * The difference of two logs in one score, over the items they have in common: the set "two configurations" of the
 * statistics, and beside it what the two scores, read apart, would have claimed.
 *
 *   item mean     over the epochs that have a number; an attempt without one is missing, never 0
 *   paired SE     SD(m_jA − m_jB) / √I                unpaired SE   √(s_A²/I + s_B²/I)
 */
import {
  arePassOrFail,
  collectAttempts,
  meanOf,
  pairedDifference,
  twoConfigurations,
  varianceOf,
} from '../../statistics/index.ts'
import type { AttemptResult, PairedDifference, Result, TwoConfigurations } from '../../statistics/index.ts'
import type { HeldAttempt, ItemPair, LogItem } from './join-logs.ts'

export type ScoreDifference = {
  score: string
  measure: 'successes' | 'scores'
  result: Result<TwoConfigurations>
  /** By the t of the differences of item means. */
  paired: Result<PairedDifference>
  /** Standard error of the difference were the items different ones; null where fewer than two count. */
  unpairedSE: number | null
}

/** An item on which the logs give other scores, or of which only one gives any; null: no score. */
export type Disagreement = ItemPair & { means: { first: number | null; second: number | null } }

/** Scores that both logs give for some common item, by name. */
export function commonScores(pairs: readonly ItemPair[]): string[] {
  const names = (side: 'first' | 'second'): Set<string> =>
    new Set(pairs.flatMap((pair) => pair[side].attempts.flatMap(({ numbers }) => [...numbers.keys()])))
  const second = names('second')
  return [...names('first')].filter((name) => second.has(name)).toSorted()
}

/** Null where no item has a number in both logs. */
export function scoreDifference(
  pairs: readonly ItemPair[],
  score: string,
  { delta }: { delta: number | null },
): ScoreDifference | null {
  const rows = pairs.flatMap(({ key, first, second }) =>
    [first, second].flatMap(({ attempts }, side) =>
      attempts.map((attempt) => ({
        lab: side === 0 ? 'first' : 'second',
        item: key,
        result: resultOf(attempt, score),
      })),
    ),
  )
  const counting = pairs.flatMap((pair) => {
    const { first, second } = meansOf(pair, score)
    return first === null || second === null ? [] : [{ first, second }]
  })
  if (counting.length === 0) return null
  const [a, b] = [counting.map(({ first }) => first), counting.map(({ second }) => second)]
  return {
    score,
    measure: arePassOrFail(rows) ? 'successes' : 'scores',
    result: twoConfigurations(collectAttempts(rows).attempts, { delta }),
    paired: pairedDifference(a, b),
    unpairedSE: a.length < 2 ? null : Math.sqrt((varianceOf(a) + varianceOf(b)) / a.length),
  }
}

/** The widest apart first, then by key. */
export function disagreements(pairs: readonly ItemPair[], score: string): Disagreement[] {
  return pairs
    .map((pair): Disagreement => ({ ...pair, means: meansOf(pair, score) }))
    .filter(({ means: { first, second } }) => isApart(first, second))
    .toSorted((a, b) => apart(b) - apart(a) || (a.key < b.key ? -1 : 1))
}

function isApart(first: number | null, second: number | null): boolean {
  if (first === null || second === null) return first !== second
  // The order of attempts may leave a difference that is only rounding.
  return Math.abs(first - second) > 1e-12
}

function apart({ means: { first, second } }: Disagreement): number {
  return first === null || second === null ? -1 : Math.abs(first - second)
}

function meansOf({ first, second }: ItemPair, score: string): Disagreement['means'] {
  return { first: meanIn(first, score), second: meanIn(second, score) }
}

function meanIn({ attempts }: LogItem, score: string): number | null {
  const values = attempts.map((attempt) => resultOf(attempt, score)).filter((one) => typeof one === 'number')
  return values.length === 0 ? null : meanOf(values)
}

function resultOf({ numbers, outcome }: HeldAttempt, score: string): AttemptResult {
  if (outcome === 'not-applicable') return 'not-applicable'
  return outcome === 'errored' ? 'missing' : (numbers.get(score) ?? 'missing')
}
