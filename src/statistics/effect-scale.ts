/**
 * Shares of x in n as estimates for a meta-analysis, and back:
 *
 *   raw       y = x/n,            v = y(1 − y)/n
 *   logit     y = ln(x/(n − x)),  v = 1/x + 1/(n − x); a lab with x = 0 or x = n has x + ½ of n + 1
 *   arcsine   y = asin √(x/n),    v = 1/4n
 *
 * No Freeman–Tukey: its back-transformation misleads where n differ (G. Schwarzer et al., Res. Synth. Methods 10 (2019)
 * 476). On the raw scale a lab near 0 or 1 has a small v and takes the weight.
 */
import { given, inUnitRange, refuse } from './result.ts'
import type { Result } from './result.ts'
import type { Estimate } from './weighted-mean.ts'

export type EffectScale = 'raw' | 'logit' | 'arcsine'
export type Effect = Estimate & {
  /** True where ½ was added, which has to be said. */
  corrected: boolean
}

/** A share outside these has a variance on the raw scale that depends on the share more than on n. */
const NEAR = { low: 0.1, high: 0.9 }

/**
 * Effects of labs with x of n, in their order. Refuses an n that is not above 0 (`n-unknown`), x outside [0, n]
 * (`out-of-range`) and on the raw scale x = 0 or x = n, whose variance is 0 (`no-variation`); there shares below .1 or
 * above .9 have the warning `near-bounds`.
 */
export function toEffects(counts: readonly { x: number; n: number }[], scale: EffectScale): Result<Effect[]> {
  if (!counts.every(({ n }) => n > 0 && Number.isFinite(n))) return refuse('n-unknown')
  const shares = counts.map(({ x, n }) => x / n)
  if (!inUnitRange(shares)) return refuse('out-of-range')
  if (scale === 'raw') {
    if (shares.some((p) => p === 0 || p === 1)) return refuse('no-variation')
    const near = shares.some((p) => p < NEAR.low || p > NEAR.high)
    return given(
      counts.map(({ n }, i) => {
        const y = shares[i] ?? 0
        return { y, v: (y * (1 - y)) / n, corrected: false }
      }),
      near ? ['near-bounds'] : [],
    )
  }
  if (scale === 'arcsine') {
    return given(
      counts.map(({ n }, i) => ({
        y: Math.asin(Math.sqrt(shares[i] ?? 0)),
        v: 1 / (4 * n),
        corrected: false,
      })),
    )
  }
  return given(
    counts.map(({ x, n }) => {
      const corrected = x === 0 || x === n
      const passed = corrected ? x + 0.5 : x
      const failed = corrected ? n - x + 0.5 : n - x
      return { y: Math.log(passed / failed), v: 1 / passed + 1 / failed, corrected }
    }),
  )
}

/**
 * The share an effect stands for. Raw and arcsine values beyond the scale are shown as its end, with the warning
 * `clipped`.
 */
export function fromEffect(y: number, scale: EffectScale): Result<number> {
  if (!Number.isFinite(y)) return refuse('out-of-range')
  if (scale === 'logit') return given(1 / (1 + Math.exp(-y)))
  const top = scale === 'raw' ? 1 : Math.PI / 2
  const inside = Math.min(top, Math.max(0, y))
  return given(scale === 'raw' ? inside : Math.sin(inside) ** 2, inside === y ? [] : ['clipped'])
}
