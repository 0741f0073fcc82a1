/**
 * What the calls of a run used, of the model and of each judge apart, for their prices differ.
 *
 *   tokens = Σ over calls that were answered, as far as the provider says
 *   cost   = Σ over model and judges of costOf(its tokens, its price); unknown where one of them is
 *
 * A call that failed is not in it: no provider says what it used.
 */
import type { AnswerLine, Vote } from './answer-line.ts'
import { addUsage, costOf, NO_USAGE } from './cost.ts'
import type { Price } from './prices.ts'
import type { Usage } from './providers/provider.ts'

/** Id of a judge; null = the model. */
export type Asked = string | null

export type Spending = {
  tokens: { in: number; out: number }
  /** As far as they are known. */
  tokensByAsked: Map<Asked, { in: number; out: number }>
  /** Unknown where they are of one call. */
  usageByAsked: Map<Asked, Usage>
}

/** Price of whoever was asked; undefined where none is known. */
export type PriceOf = (asked: Asked) => Price | undefined

export type RunCost = {
  usd: number
  /** False where it may be less. */
  exact: boolean
  /** The rows of the price table, each once. */
  prices: Price[]
}

export function newSpending(): Spending {
  return { tokens: { in: 0, out: 0 }, tokensByAsked: new Map(), usageByAsked: new Map([[null, NO_USAGE]]) }
}

function spend({ tokens, tokensByAsked, usageByAsked }: Spending, asked: Asked, usage: Usage): void {
  tokens.in += usage.in ?? 0
  tokens.out += usage.out ?? 0
  const own = tokensByAsked.get(asked) ?? { in: 0, out: 0 }
  tokensByAsked.set(asked, { in: own.in + (usage.in ?? 0), out: own.out + (usage.out ?? 0) })
  usageByAsked.set(asked, addUsage(usageByAsked.get(asked) ?? NO_USAGE, usage))
}

/** Tokens of the judges alone, as far as they are known. */
export function tokensOfJudges({ tokensByAsked }: Spending): { in: number; out: number } {
  const sum = { in: 0, out: 0 }
  for (const [asked, tokens] of tokensByAsked) {
    if (asked === null) continue
    sum.in += tokens.in
    sum.out += tokens.out
  }
  return sum
}

/** True where some answer came without its tokens. */
export function isUnsaid({ usageByAsked }: Spending): boolean {
  return [...usageByAsked.values()].some((usage) => usage.in === null || usage.out === null)
}

/** What an attempt used: its answer, and the votes on it. */
export function spendLine(spending: Spending, line: AnswerLine): void {
  if (line.completion !== null) spend(spending, null, usageOf(line))
  for (const vote of line.votes ?? []) spendVote(spending, vote)
}

export function spendVote(spending: Spending, { judge, reply, usage }: Vote): void {
  if (reply !== null) spend(spending, judge, usageOf({ usage }))
}

/** What it all cost; null where that is not known. */
export function costOfRun({ usageByAsked }: Spending, priceOf: PriceOf): RunCost | null {
  const costs = [...usageByAsked].map(([asked, usage]) => {
    const price = priceOf(asked)
    return price === undefined ? null : costOf(usage, price)
  })
  const known = costs.filter((cost) => cost !== null)
  if (known.length < costs.length) return null
  return {
    usd: known.reduce((sum, { usd }) => sum + usd, 0),
    exact: known.every(({ exact }) => exact),
    prices: [...new Set(known.map(({ price }) => price))],
  }
}

/** What is absent is unknown; for a recorded answer nobody was asked, so nothing is. */
function usageOf({ usage, recorded }: Pick<AnswerLine, 'usage' | 'recorded'>): Usage {
  const { cacheRead = null, cacheWrite = null, reasoning = null } = usage
  const none = recorded === true ? 0 : null
  return { in: usage.in ?? none, out: usage.out ?? none, cacheRead, cacheWrite, reasoning }
}
