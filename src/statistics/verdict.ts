/** What an interval lets one say about two configurations, given the gap δ agreed before the test. */
import type { Interval } from './result.ts'

export type ConfigurationVerdict = 'equivalent' | 'better' | 'worse' | 'cannot-tell'

/**
 * Verdict on A − B from its 95 % interval: equivalent inside ±δ, else better or worse where 0 is outside, else
 * cannot tell (say then what could have been detected). Without δ there is no verdict: null.
 */
export function configurationVerdict(
  { lo, hi }: Interval,
  delta: number | null,
): ConfigurationVerdict | null {
  if (delta === null) return null
  if (lo > -delta && hi < delta) return 'equivalent'
  if (lo > 0) return 'better'
  if (hi < 0) return 'worse'
  return 'cannot-tell'
}
