/** What those whom a run asks cost, and whether a budget of dollars can be kept at that. */
import { checkPrices } from './budget.ts'
import type { Budget } from './budget.ts'
import { findPrice, PRICES } from './prices.ts'
import type { Price } from './prices.ts'
import { addressOf } from './providers/provider-plan.ts'
import type { RunPlan } from './run-plan.ts'
import type { PriceOf } from './spending.ts'

/** Where the model is asked, and judges, where that is not as in the plan. */
export type Addresses = { model?: string | undefined; judges?: ReadonlyMap<string, string> | undefined }

/** Prices of the model, asked at this address, and of judges. */
export function pricesOf(plan: RunPlan, at: Addresses, own: readonly Price[] = []): PriceOf {
  const prices = [...own, ...PRICES]
  const priceByAsked = new Map(
    askedOf(plan, at).map((one) => [one.asked, priceOf(one.provider, one.address, prices)]),
  )
  return (asked) => priceByAsked.get(asked)
}

function askedOf(plan: RunPlan, { model, judges: moved }: Addresses) {
  const address = model ?? addressOf(plan.provider)
  const judges = (plan.judges ?? []).map(({ judge, provider }) => ({
    asked: judge,
    provider,
    address: moved?.get(judge) ?? addressOf(provider),
  }))
  return [{ asked: null, provider: plan.provider, address }, ...judges]
}

/** Throws `usage` for a budget that cannot be kept. */
export function checkBudget(
  plan: RunPlan,
  budget: Budget,
  prices: readonly Price[] | undefined,
  at: Addresses = {},
): void {
  checkPrices(budget, askedOf(plan, at), pricesOf(plan, at, prices))
}

/** Recorded answers cost nothing now, and what they cost then is not known. */
function priceOf(
  provider: RunPlan['provider'],
  address: string,
  prices: readonly Price[],
): Price | undefined {
  if (provider.kind === 'replay') return undefined
  return findPrice(prices, {
    model: provider.model,
    baseUrl: 'baseUrl' in provider ? address : undefined,
  })
}
