/** Why no number is given (statistics.md §1). */
export type Reason =
  | 'too-few-items'
  | 'too-few-labs'
  | 'no-variation'
  | 'not-connected'
  | 'mismatched-items'
  | 'missing-decides'
  | 'no-exposure'
  | 'too-few-labels'
  | 'judge-too-weak'
  | 'n-unknown'
  | 'out-of-range'
  | 'not-converged'

/** What a reader of a number must be told with it. */
export type Warning = 'unequal-repeats' | 'few-items' | 'too-few-labs' | 'near-bounds' | 'clipped'

/** A figure, or the named reason why there is none; never NaN, ±Infinity or an interval of zero width. */
export type Result<T> =
  | { readonly ok: true; readonly value: T; readonly warnings: readonly Warning[] }
  | { readonly ok: false; readonly reason: Reason }

/** A two-sided interval. */
export type Interval = { lo: number; hi: number }

export function given<T>(value: T, warnings: readonly Warning[] = []): Result<T> {
  return { ok: true, value, warnings }
}

export function refuse(reason: Reason): { readonly ok: false; readonly reason: Reason } {
  return { ok: false, reason }
}

/** True if every number is in [0, 1]; NaN and infinities are not. */
export function inUnitRange(values: ArrayLike<number>): boolean {
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN
    if (!(value >= 0 && value <= 1)) return false
  }
  return true
}

/** α = 1 − confidence, without what the subtraction leaves in the last digits: of .95 it is .05. */
export function alphaOf(confidence: number): number {
  return Math.round((1 - confidence) * 1e15) / 1e15
}

/** Whether δ is none, or a gap between shares; verdicts are read from 95 % intervals, so with no other confidence. */
export function isGap(delta: number | null, confidence: number): boolean {
  return delta === null || (delta > 0 && delta < 1 && confidence === 0.95)
}

/** Whether a confidence gives an interval that is neither all nor nothing. */
export function isConfidence(confidence: number): boolean {
  return confidence >= 0.01 && confidence <= 1 - 1e-9
}
