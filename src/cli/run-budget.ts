/** What a run may use: options of the commands that carry one out, and the sentence where it is used up. */
import { ConcordError, sentence } from '../error.ts'
import type { Budget, BudgetEnd } from '../evaluation/index.ts'
import { formatNumber } from '../message/index.ts'
import type { Locale } from '../message/index.ts'
import { text, wholeNumber } from './command.ts'
import type { CommandSpec, Values } from './command.ts'
import { formatDollars } from './run-provider.ts'

export const BUDGET_OPTIONS: NonNullable<CommandSpec['options']> = [
  { flags: '--max-cost <dollars>', about: 'command.option.max-cost' },
  { flags: '--max-tokens-total <number>', about: 'command.option.max-tokens-total' },
  { flags: '--max-time <minutes>', about: 'command.option.max-time' },
]

/** The budget that the options give; undefined where they give none. */
export function budgetOf(options: Values): Budget | undefined {
  const cost = positive(text(options, 'maxCost'), '--max-cost')
  const tokens = wholeNumber(text(options, 'maxTokensTotal'), '--max-tokens-total', 1, 1e15)
  const minutes = positive(text(options, 'maxTime'), '--max-time')
  if (cost === undefined && tokens === undefined && minutes === undefined) return undefined
  return { cost, tokens, minutes }
}

function positive(given: string | undefined, flag: string): number | undefined {
  if (given === undefined) return undefined
  const number = given.trim() === '' ? Number.NaN : Number(given)
  if (number > 0 && number <= 1e7) return number
  throw new ConcordError('usage', sentence`${flag} wants a number above 0, at most 10000000, not ${given}.`)
}

/** That a run was stopped by its budget; `run` is what `run resume` calls it. */
export function budgetUsed({ kind, limit, used }: BudgetEnd, run: string, locale: Locale): ConcordError {
  const flag = { cost: '--max-cost', tokens: '--max-tokens-total', minutes: '--max-time' }[kind]
  const shown = (value: number): string =>
    kind === 'cost'
      ? `${formatDollars(locale, value)} US$`
      : kind === 'tokens'
        ? formatNumber(locale, value, 0)
        : `${formatNumber(locale, value, Number.isInteger(value) ? 0 : 2)} min`
  if (used === null)
    return new ConcordError(
      'stopped',
      sentence`The run was stopped: ${flag} cannot be kept, for an answer came without the tokens it used; what was answered is kept. Begin a run with --max-time instead, or without a budget.`,
    )
  return new ConcordError(
    'stopped',
    sentence`The run was stopped by its budget ${flag} ${shown(limit)}: ${shown(used)} are used, and the next call would go beyond; what was answered is kept. Go on with "concord run resume ${run} ${flag} MORE".`,
  )
}
