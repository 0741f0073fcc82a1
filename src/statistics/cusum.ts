/**
 * Cusum of counts: the alarm that reacts soonest to a rise from λ0 to λ1, x events over t in each period.
 *
 *   counts   S = max(0, S + x − kt), k = (λ1 − λ0)/ln(λ1/λ0)
 *   LLR      S = max(0, S + x ln(λ1/λ0) − (λ1 − λ0)t), the same times ln(λ1/λ0)
 *   run lengths: mean number of periods to S ≥ h from 0 = (periods of a cycle, which ends back at 0 or at h)/(share of
 *            cycles that end at h); n periods into a cycle S is a whole number less nkt, so that the chain is exact
 *
 * E. S. Page, Biometrika 41 (1954) 100 (cycles); J. M. Lucas, Technometrics 27 (1985) 129. Unlike the e-process it
 * raises a false alarm sooner or later: state the run lengths with it.
 */
import { poissonTails } from './distributions.ts'
import { lnGamma } from './special-functions.ts'
import { exposureFault } from './rates.ts'
import type { Exposed } from './rates.ts'
import { given, refuse } from './result.ts'
import type { Reason, Result } from './result.ts'

/** λ0 < λ1 per unit of exposure, and the threshold h on the scale of counts. */
export type CusumPlan = { rate0: number; rate1: number; threshold: number }

export type Cusum = {
  /** k: the rate above which the sum grows. */
  reference: number
  counts: number[]
  llr: number[]
  /** Index of the first period with S ≥ h; null if there is none. The sum goes on. */
  alarmAt: number | null
}

export type CusumRunLengths = {
  /** Mean number of periods to the (false) alarm while the rate is λ0. */
  withoutRise: number
  /** Mean number of periods to the alarm from a rise to λ1 on. */
  afterRise: number
}

function planFault({ rate0, rate1, threshold }: CusumPlan): Reason | null {
  const sizes = [rate0, rate1, threshold].every((value) => value >= 1e-100 && value <= 1e100)
  return sizes && rate1 > rate0 * (1 + 1e-6) ? null : 'out-of-range'
}

function referenceOf({ rate0, rate1 }: CusumPlan): number {
  return (rate1 - rate0) / Math.log(rate1 / rate0)
}

/**
 * The cusum after each period, in order. Refuses a period of unknown or no exposure (`no-exposure`), no periods
 * (`too-few-items`), and counts or a plan that are none (`out-of-range`).
 */
export function cusum(periods: readonly Exposed[], plan: CusumPlan): Result<Cusum> {
  for (const period of periods) {
    const fault = exposureFault(period)
    if (fault !== null) return refuse(fault)
  }
  const fault = planFault(plan)
  if (fault !== null) return refuse(fault)
  if (periods.length === 0) return refuse('too-few-items')
  const reference = referenceOf(plan)
  const factor = Math.log(plan.rate1 / plan.rate0)
  let sum = 0
  const counts = periods.map(({ count, exposure }) => {
    sum = Math.max(0, sum + (count - reference * (exposure ?? 0)))
    return sum
  })
  const llr = counts.map((value) => value * factor)
  if (![...counts, ...llr].every(Number.isFinite)) return refuse('out-of-range')
  const alarmAt = counts.findIndex((value) => value >= plan.threshold)
  return given({ reference, counts, llr, alarmAt: alarmAt === -1 ? null : alarmAt })
}

/** What the exact chain may cost. */
const MOST_STATES = 10_000
const MOST_WORK = 100_000_000

/** P(X = x) and P(X ≥ x) for x = 0 … last. */
function poissonTable(mean: number, last: number): { exactly: Float64Array; atLeast: Float64Array } {
  const exactly = new Float64Array(last + 1)
  const atLeast = new Float64Array(last + 1)
  for (let x = 0; x <= last; x++) {
    exactly[x] = Math.exp(x * Math.log(mean) - mean - lnGamma(x + 1))
    atLeast[x] = x === 0 ? 1 : poissonTails(x - 1, mean).upper
  }
  return { exactly, atLeast }
}

/** Mean run length with `mean` events a period, S falling by `drift` in each. */
function runLength(mean: number, drift: number, threshold: number): Result<number> {
  const widest = Math.ceil(threshold + drift) + 1
  if (widest > MOST_STATES) return refuse('out-of-range')
  const { exactly, atLeast } = poissonTable(mean, widest)
  // Probabilities of being in the cycle with so many events so far, from `low` on.
  let inside = Float64Array.of(1)
  let low = 0
  let periods = 0
  let alarms = 0
  let work = 0
  for (let n = 1; ; n++) {
    const remaining = inside.reduce((sum, p) => sum + p, 0)
    if (remaining <= 1e-13 * alarms || remaining === 0) break
    work += inside.length * widest
    if (work > MOST_WORK) return refuse('not-converged')
    periods += remaining
    const first = Math.floor(n * drift) + 1
    const last = Math.ceil(n * drift + threshold) - 1
    const next = new Float64Array(Math.max(0, last - first + 1))
    for (let i = 0; i < inside.length; i++) {
      const p = inside[i] ?? 0
      const events = low + i
      alarms += p * (atLeast[last + 1 - events] ?? 0)
      for (let to = Math.max(events, first); to <= last; to++) {
        next[to - first] = (next[to - first] ?? 0) + p * (exactly[to - events] ?? 0)
      }
    }
    inside = next
    low = first
  }
  const length = periods / alarms
  return Number.isFinite(length) ? given(length) : refuse('out-of-range')
}

/**
 * Run lengths of a plan whose periods all have this exposure: the protocol states them with the plan. Refuses a plan or an
 * exposure that is none (`out-of-range`, `no-exposure`), one whose lengths are too large for doubles or whose threshold is
 * above 10,000 events (`out-of-range`), and one whose cycles are too long to be followed (`not-converged`).
 */
export function cusumRunLengths(plan: CusumPlan, exposure = 1): Result<CusumRunLengths> {
  const fault = planFault(plan) ?? exposureFault({ count: 0, exposure })
  if (fault !== null) return refuse(fault)
  const drift = referenceOf(plan) * exposure
  const withoutRise = runLength(plan.rate0 * exposure, drift, plan.threshold)
  if (!withoutRise.ok) return withoutRise
  const afterRise = runLength(plan.rate1 * exposure, drift, plan.threshold)
  if (!afterRise.ok) return afterRise
  return given({ withoutRise: withoutRise.value, afterRise: afterRise.value })
}
