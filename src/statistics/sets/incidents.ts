/**
 * Recommended set for incidents: counts over periods, each with its exposure (users, calls, hours).
 *
 *   estimate     rate of each period and of all; rate ratio per unit of time; last period against the first
 *   interval     Garwood; the trend's (poisson-trend.ts); exact ratio
 *   verdict      alarm if the e-process against "the rate is not above λ0" has reached 1/α at some look, else no-alarm;
 *                none without λ0 and prior, which are fixed before the first look
 *   diagnostics  dispersion, exposure, Mann–Kendall of the counts, which says no more than that reports rose
 *
 * Without an exposure there is no rate, no trend of one and no alarm (`no-exposure`). What no table shows is for the
 * reader to know: late reports, and a definition that changed.
 */
import { rateMonitor } from '../monitoring.ts'
import type { RateMonitor, RatePlan } from '../monitoring.ts'
import { poissonTrend } from '../poisson-trend.ts'
import type { Period, PoissonTrend, TrendEstimate, TrendModel } from '../poisson-trend.ts'
import { exposureFault, garwood, mannKendall, rateRatioExact } from '../rates.ts'
import type { MannKendall, RateRatio } from '../rates.ts'
import { given, isConfidence, refuse } from '../result.ts'
import type { Interval, Result } from '../result.ts'
import { sumOf } from '../sum.ts'

export type Incidents = {
  estimates: {
    /** In the order of time. */
    periods: (Period & { rate: number | null })[]
    /** Null without an exposure of every period. */
    rate: number | null
    /** Rate ratio per unit of time; null where there is no trend to give. */
    ratio: number | null
  }
  intervals: {
    periods: Result<Interval>[]
    rate: Result<Interval>
    trend: Result<TrendEstimate & { model: TrendModel }>
  }
  diagnostics: {
    count: number
    exposure: number | null
    trend: Result<PoissonTrend>
    /** Of the counts alone. */
    shape: Result<MannKendall>
    lastAgainstFirst: Result<RateRatio>
    /** Null without a plan; refused without exposures. */
    monitor: Result<RateMonitor> | null
  }
  verdict: 'alarm' | 'no-alarm' | null
}

/**
 * The set for the given periods, in any order. Refuses fewer than two (`too-few-items`), and what are no counts, no times
 * or no exposures (`out-of-range`); an exposure that is unknown refuses what needs it.
 */
export function incidents(
  periods: readonly Period[],
  plan: RatePlan | null = null,
  confidence = 0.95,
): Result<Incidents> {
  if (periods.length < 2) return refuse('too-few-items')
  if (!isConfidence(confidence)) return refuse('out-of-range')
  for (const period of periods) {
    const fault = exposureFault(period)
    if (!Number.isFinite(period.time) || (fault !== null && fault !== 'no-exposure'))
      return refuse('out-of-range')
  }
  const sorted = periods.toSorted(
    (a, b) => a.time - b.time || (a.exposure ?? 0) - (b.exposure ?? 0) || a.count - b.count,
  )
  const each = sorted.map((period) => garwood(period, confidence))
  const count = sumOf(sorted.map((period) => period.count))
  const exposure = sorted.some((period) => exposureFault(period) !== null)
    ? null
    : sumOf(sorted.map((period) => period.exposure ?? 0))
  const total = garwood({ count, exposure }, confidence)
  const trend = poissonTrend(sorted, confidence)
  const monitor = plan === null ? null : rateMonitor(sorted, plan)
  const [first] = sorted
  const last = sorted.at(-1)
  return given({
    estimates: {
      periods: sorted.map((period, k) => ({ ...period, rate: rateOf(each[k]) })),
      rate: rateOf(total),
      ratio: trend.ok ? trend.value.chosen.ratio : null,
    },
    intervals: {
      periods: each.map(rangeOf),
      rate: rangeOf(total),
      trend: trend.ok ? given(trend.value.chosen) : trend,
    },
    diagnostics: {
      count,
      exposure,
      trend,
      shape: mannKendall(sorted.map((period) => ({ time: period.time, value: period.count }))),
      lastAgainstFirst:
        first === undefined || last === undefined
          ? refuse('too-few-items')
          : rateRatioExact(last, first, confidence),
      monitor,
    },
    verdict: monitor === null || !monitor.ok ? null : monitor.value.alarmAt === null ? 'no-alarm' : 'alarm',
  })
}

function rateOf(found: Result<{ rate: number }> | undefined): number | null {
  return found?.ok === true ? found.value.rate : null
}

function rangeOf(found: Result<Interval>): Result<Interval> {
  return found.ok ? given({ lo: found.value.lo, hi: found.value.hi }) : found
}
