/**
 * When a run has used what it may.
 *
 *   use of an attempt   u = used so far ÷ attempts that were ended so far
 *   before an attempt   used + (in flight + 1) · u > budget: wait for what is in flight; with nothing in flight the run is
 *                       stopped. The first attempt of a run goes alone, for until it has ended u is unknown
 *   before any call     used ≥ budget, or the time is over: nothing is asked, no call repeated, no judge begun
 *
 * So a run goes beyond its budget by no more than attempts differ in what they use; calls in flight end. Where an answer
 * comes without its tokens, a budget of tokens or dollars can no longer be kept, and the run is stopped as well.
 */
import { z } from 'zod'
import { ConcordError, sentence } from '../error.ts'
import type { ProviderPlan } from './providers/provider-plan.ts'
import { costOfRun, isUnsaid } from './spending.ts'
import type { Asked, PriceOf, Spending } from './spending.ts'

/** What a run may use in all, over every time it is gone on with; what is absent has no end. */
export const Budget = z.strictObject({
  /** US dollars. */
  cost: z.number().positive().max(1e9).optional(),
  /** Tokens in and out, of the model and of judges. */
  tokens: z.int().positive().optional(),
  /** Minutes in which it was carried out. */
  minutes: z.number().positive().max(1e7).optional(),
})
export type Budget = z.infer<typeof Budget>

/** Which budget a run was stopped by; `used` is null where that is no longer known. */
export type BudgetEnd = { kind: 'cost' | 'tokens' | 'minutes'; limit: number; used: number | null }

/** Budgets in the order they are looked at. */
const KINDS = ['cost', 'tokens', 'minutes'] as const

/** What holds once `given` was said: one that is not given stays as it was. */
export function changeBudget(before: Budget, given: Budget): Budget {
  const merged: Budget = {}
  for (const kind of KINDS) {
    const value = given[kind] ?? before[kind]
    if (value !== undefined) merged[kind] = value
  }
  return merged
}

export type BudgetWatch = {
  /** What may be done before an attempt begins. */
  next(inFlight: number): 'go' | 'wait' | BudgetEnd
  /** The budget that is used up, for good; undefined while calls may be made. */
  over(): BudgetEnd | undefined
  attemptEnded(): void
  /** Milliseconds until the time is over by this clock; undefined without a budget of time. */
  msLeft(): number | undefined
}

/** `ended` attempts were ended before, `ranMs` is how long the run was carried out until now. */
export function watchBudget(
  budget: Budget,
  spending: Spending,
  priceOf: PriceOf,
  past: { ended: number; ranMs: number },
  clock: () => number,
): BudgetWatch {
  const began = clock() - past.ranMs
  let { ended } = past
  const usedOf = (kind: 'cost' | 'tokens'): number | null =>
    kind === 'tokens' ? spending.tokens.in + spending.tokens.out : (costOfRun(spending, priceOf)?.usd ?? null)

  const over = (): BudgetEnd | undefined => {
    for (const kind of KINDS) {
      const limit = budget[kind]
      if (limit === undefined) continue
      const used = kind === 'minutes' ? (clock() - began) / 60_000 : isUnsaid(spending) ? null : usedOf(kind)
      if (used === null || used >= limit) return { kind, limit, used }
    }
    return undefined
  }
  return {
    over,
    next(inFlight) {
      const end = over()
      if (end !== undefined) return end
      for (const kind of ['cost', 'tokens'] as const) {
        const limit = budget[kind]
        const used = limit === undefined ? null : usedOf(kind)
        if (limit === undefined || used === null) continue
        if (ended === 0 && inFlight > 0) return 'wait'
        if (ended === 0 || used + ((inFlight + 1) * used) / ended <= limit) continue
        return inFlight > 0 ? 'wait' : { kind, limit, used }
      }
      return 'go'
    },
    attemptEnded() {
      ended++
    },
    msLeft: () => (budget.minutes === undefined ? undefined : began + budget.minutes * 60_000 - clock()),
  }
}

/** Throws `usage` where a budget of dollars could not be kept: somebody who is asked has no price. */
export function checkPrices(
  budget: Budget,
  asked: readonly { asked: Asked; provider: ProviderPlan; address: string }[],
  priceOf: PriceOf,
): void {
  if (budget.cost === undefined) return
  const unpriced = asked.find((one) => priceOf(one.asked) === undefined)
  if (unpriced === undefined) return
  const { model } = unpriced.provider
  throw new ConcordError(
    'usage',
    unpriced.asked === null
      ? sentence`--max-cost: no price is known of ${model} at ${unpriced.address}; name it with --prices, or use --max-tokens-total.`
      : sentence`--max-cost: no price is known of the judge ${unpriced.asked} (${model} at ${unpriced.address}); name it with --prices, or use --max-tokens-total.`,
  )
}
