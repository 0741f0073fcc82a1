/**
 * Evidence that may be looked at any time. By Ville's inequality an e-process reaches 1/α under the null in at most a
 * share α of all paths, however often one looks.
 *
 *   rate, x events over t in all, prior gamma(a, b) on the rate:
 *     ln e = a ln b − ln Γ(a) + ln Γ(a + x) − (a + x) ln(b + t) − x ln λ0 + λ0 t        "rate is λ0"
 *     + ln Q(a + x, (b + t)λ0) − ln Q(a, bλ0), Q the upper gamma tail                   "rate is not above λ0"
 *   share, s of n, prior beta(½, ½):
 *     ln e = ln B(½ + s, ½ + n − s) − ln B(½, ½) − s ln p − (n − s) ln(1 − p)           "share is p"
 *
 * Confidence sequence: the values whose ln e stays below ln 1/α (two-sided form). J. Ville, Étude critique de la notion de
 * collectif (1939); A. Ramdas, P. Grünwald, V. Vovk, G. Shafer, Statist. Sci. 38 (2023) 576.
 *
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
import { exposureFault } from './rates.ts'
import type { Exposed } from './rates.ts'
import { given, refuse } from './result.ts'
import type { Interval, Reason, Result } from './result.ts'
import { incompleteGamma, lnBeta, lnGamma, upperGammaFraction } from './special-functions.ts'

/** Fixed in the protocol before the first look. */
export type RatePlan = {
  /** λ0: the rate that would be no alarm, per unit of exposure. */
  rate: number
  /** Prior on the rate: gamma with this shape a, over this exposure b (mean a/b). */
  shape: number
  priorExposure: number
  /** α: the share of quiet paths that may ever raise an alarm. */
  alpha: number
}

export type RateEvidence = {
  count: number
  exposure: number
  /** ln e against "the rate is not above λ0": the alarm is at ln 1/α. */
  lnAbove: number
  /** ln e against "the rate is λ0". */
  lnDifferent: number
  /** Rates not excluded, now and at every earlier look together (1 − α). */
  interval: Interval
}

export type RateMonitor = {
  looks: RateEvidence[]
  /** ln 1/α, which an alarm has reached. */
  lnAlarm: number
  /** Index of the first look at which the alarm was reached; null if at none. */
  alarmAt: number | null
}

function planFault({ rate, shape, priorExposure, alpha }: RatePlan): Reason | null {
  const positive = [rate, shape, priorExposure].every((value) => value >= 1e-100 && value <= 1e100)
  return positive && alpha >= 1e-9 && alpha <= 0.99 ? null : 'out-of-range'
}

/** The part of ln e that λ0 does not move: a ln b − ln Γ(a) + ln Γ(a + x) − (a + x) ln(b + t). */
function lnMixture(count: number, exposure: number, { shape, priorExposure }: RatePlan): number {
  const ofPrior = -shape * Math.log1p(exposure / priorExposure)
  return ofPrior + (lnGamma(shape + count) - lnGamma(shape)) - count * Math.log(priorExposure + exposure)
}

/** −x ln λ + λt. */
function lnLikelihood(count: number, exposure: number, rate: number): number {
  return rate * exposure - (count === 0 ? 0 : count * Math.log(rate))
}

/** ln Q(a, x), also where Q itself is 0 among doubles. */
function lnUpperGamma(a: number, x: number): number {
  if (x < a + 1) return Math.log(incompleteGamma(a, x).upper)
  return a * Math.log(x) - x - lnGamma(a) + Math.log(upperGammaFraction(a, x))
}

/** ln e against "the rate is not above λ0". */
function lnAbove(count: number, exposure: number, plan: RatePlan): number {
  const { rate, shape, priorExposure } = plan
  const x = (priorExposure + exposure) * rate
  const ofPrior = lnUpperGamma(shape, priorExposure * rate)
  if (x < shape + count + 1) {
    const different = lnMixture(count, exposure, plan) + lnLikelihood(count, exposure, rate)
    return different + lnUpperGamma(shape + count, x) - ofPrior
  }
  // Far below λ0 both terms are large: Γ(a + x, (b + t)λ0) takes the powers of the rest with it.
  const left = shape * Math.log(priorExposure * rate) - priorExposure * rate - lnGamma(shape)
  return left + Math.log(upperGammaFraction(shape + count, x)) - ofPrior
}

/** The end of {value: f < limit} between where f is below and where it is above. */
function solve(f: (value: number) => number, limit: number, inside: number, outside: number): number {
  let near = inside
  let far = outside
  for (let step = 0; step < 200; step++) {
    const middle = (near + far) / 2
    if (middle === near || middle === far) break
    if (f(middle) < limit) near = middle
    else far = middle
  }
  return (near + far) / 2
}

function rateInterval(count: number, exposure: number, plan: RatePlan): Interval {
  const limit = -Math.log(plan.alpha) - lnMixture(count, exposure, plan)
  // On the scale of ln λ, around the estimate (with no events around the largest likelihood, from 0 upward).
  const f = (lnLambda: number): number => lnLikelihood(count, exposure, Math.exp(lnLambda))
  const top = Math.log(Math.max(count, 1e-12) / exposure)
  const endFrom = (step: number): number => {
    let far = top + step
    for (let k = 0; k < 60 && f(far) < limit; k++) far = top + (far - top) * 2
    return solve(f, limit, top, far)
  }
  return { lo: count === 0 ? 0 : Math.exp(endFrom(-0.1)), hi: Math.exp(endFrom(0.1)) }
}

/** Sums so far, compensated. */
function runningSums(values: readonly number[]): number[] {
  let sum = 0
  let lost = 0
  return values.map((term) => {
    const next = sum + term
    lost += sum >= term ? sum - next + term : term - next + sum
    sum = next
    return sum + lost
  })
}

function evidence(count: number, exposure: number, plan: RatePlan): RateEvidence {
  return {
    count,
    exposure,
    lnAbove: lnAbove(count, exposure, plan),
    lnDifferent: lnMixture(count, exposure, plan) + lnLikelihood(count, exposure, plan.rate),
    interval: rateInterval(count, exposure, plan),
  }
}

function isSound({ lnAbove: above, lnDifferent, interval: { lo, hi } }: RateEvidence): boolean {
  return Number.isFinite(above) && Number.isFinite(lnDifferent) && lo < hi && Number.isFinite(hi)
}

/**
 * Evidence after each period, in order, from the counts so far; valid at every look. Refuses a period of unknown or no
 * exposure (`no-exposure`), no periods (`too-few-items`), and a plan or counts outside the range of doubles
 * (`out-of-range`).
 */
export function rateMonitor(periods: readonly Exposed[], plan: RatePlan): Result<RateMonitor> {
  for (const period of periods) {
    const fault = exposureFault(period)
    if (fault !== null) return refuse(fault)
  }
  const fault = planFault(plan)
  if (fault !== null) return refuse(fault)
  if (periods.length === 0) return refuse('too-few-items')
  const counts = runningSums(periods.map(({ count }) => count))
  const exposures = runningSums(periods.map(({ exposure }) => exposure ?? 0))
  const looks = Array.from(counts, (count, k) => evidence(count, exposures[k] ?? 0, plan))
  if (!looks.every(isSound)) return refuse('out-of-range')
  const lnAlarm = -Math.log(plan.alpha)
  const alarmAt = looks.findIndex((look) => look.lnAbove >= lnAlarm)
  return given({ looks, lnAlarm, alarmAt: alarmAt === -1 ? null : alarmAt })
}

/**
 * Evidence against "the share is p" from s of n so far, and the shares not excluded at any look. Refuses no attempts
 * (`n-unknown`), and what are no counts or no p inside (0, 1) (`out-of-range`).
 */
export function shareEvidence(
  s: number,
  n: number,
  plan: { share: number; alpha: number },
): Result<{ lnDifferent: number; interval: Interval }> {
  if (!Number.isSafeInteger(s) || !Number.isSafeInteger(n) || s < 0 || s > n) return refuse('out-of-range')
  if (!(plan.share > 0 && plan.share < 1 && plan.alpha >= 1e-9 && plan.alpha <= 0.99))
    return refuse('out-of-range')
  if (n === 0) return refuse('n-unknown')
  const mixture = lnBeta(0.5 + s, 0.5 + n - s) - lnBeta(0.5, 0.5)
  const ln = (p: number, q: number): number =>
    mixture - (s === 0 ? 0 : s * Math.log(p)) - (s === n ? 0 : (n - s) * Math.log(q))
  const limit = -Math.log(plan.alpha)
  // Each end on its own side, so that a share near 1 has digits too.
  const lo = s === 0 ? 0 : solve((p) => ln(p, 1 - p), limit, s / n, 0)
  const hi = s === n ? 1 : 1 - solve((q) => ln(1 - q, q), limit, (n - s) / n, 0)
  return lo < hi
    ? given({ lnDifferent: ln(plan.share, 1 - plan.share), interval: { lo, hi } })
    : refuse('out-of-range')
}

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

function cusumFault({ rate0, rate1, threshold }: CusumPlan): Reason | null {
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
  const fault = cusumFault(plan)
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
  const fault = cusumFault(plan) ?? exposureFault({ count: 0, exposure })
  if (fault !== null) return refuse(fault)
  const drift = referenceOf(plan) * exposure
  const withoutRise = runLength(plan.rate0 * exposure, drift, plan.threshold)
  if (!withoutRise.ok) return withoutRise
  const afterRise = runLength(plan.rate1 * exposure, drift, plan.threshold)
  if (!afterRise.ok) return afterRise
  return given({ withoutRise: withoutRise.value, afterRise: afterRise.value })
}
