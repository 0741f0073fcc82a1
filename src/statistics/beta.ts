/**
 * ln B and the incomplete beta function.
 *
 *   ln B(a,b)    from Stirling remainders where an argument is ≥ 10 (no difference of large ln Γ)
 *   I_x(a,b)     Lentz' continued fraction (DLMF 8.17.22) on the side where it converges fast; the factor
 *                x^a y^b / B(a,b) by the saddle point form for a, b ≥ 10
 *
 * A. R. DiDonato, A. H. Morris, Algorithm 708, ACM TOMS 18 (1992) 360.
 */
import { lnGamma, logLoss, stirlingRemainder } from './gamma.ts'
import type { Tails } from './gamma.ts'

const HALF_LN_TWO_PI = 0.918_938_533_204_672_8

/** ln B(a, b) for a, b > 0. */
export function lnBeta(a: number, b: number): number {
  const small = Math.min(a, b)
  const large = Math.max(a, b)
  if (large < 10) return lnGamma(small) + (lnGamma(large) - lnGamma(small + large))
  const ratio = small / large
  if (small >= 10) {
    const remainder = stirlingRemainder(small) + stirlingRemainder(large) - stirlingRemainder(small + large)
    return (
      HALF_LN_TWO_PI -
      0.5 * Math.log(large) +
      remainder +
      (small - 0.5) * Math.log(ratio / (1 + ratio)) -
      large * Math.log1p(ratio)
    )
  }
  // ln Γ(large) − ln Γ(small + large), then + ln Γ(small)
  const quotient =
    -(large + small - 0.5) * Math.log1p(ratio) -
    small * (Math.log(large) - 1) +
    (stirlingRemainder(large) - stirlingRemainder(large + small))
  return lnGamma(small) + quotient
}

/** x^a y^b / B(a, b), with y = 1 − x given by the caller. */
function betaFactor(x: number, y: number, a: number, b: number): number {
  if (a >= 10 && b >= 10) {
    const total = a + b
    const lambda = a > b ? total * y - b : a - total * x
    const remainder = stirlingRemainder(a) + stirlingRemainder(b) - stirlingRemainder(total)
    const exponent = a * logLoss((x * total) / a, -lambda / a) + b * logLoss((y * total) / b, lambda / b)
    return Math.sqrt((a * b) / total / (2 * Math.PI)) * Math.exp(-exponent - remainder)
  }
  const lnX = x < 0.5 ? Math.log(x) : Math.log1p(-y)
  const lnY = y < 0.5 ? Math.log(y) : Math.log1p(-x)
  return Math.exp(a * lnX + b * lnY - lnBeta(a, b))
}

function betaFraction(x: number, a: number, b: number): number {
  const tiny = 1e-300
  let c = 1
  let d = 1 - ((a + b) * x) / (a + 1)
  if (Math.abs(d) < tiny) d = tiny
  d = 1 / d
  let h = d
  for (let m = 1; m < 100_000; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m))
    d = 1 + even * d
    if (Math.abs(d) < tiny) d = tiny
    c = 1 + even / c
    if (Math.abs(c) < tiny) c = tiny
    d = 1 / d
    h *= d * c
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1))
    d = 1 + odd * d
    if (Math.abs(d) < tiny) d = tiny
    c = 1 + odd / c
    if (Math.abs(c) < tiny) c = tiny
    d = 1 / d
    const delta = d * c
    h *= delta
    if (Math.abs(delta - 1) < 1e-16) break
  }
  return h
}

/**
 * Regularised incomplete beta function I_x(a, b) and its complement, for a, b > 0. `y` is 1 − x; give it where
 * it is known more exactly than by subtraction.
 */
export function incompleteBeta(x: number, a: number, b: number, y: number = 1 - x): Tails {
  if (x <= 0) return { lower: 0, upper: 1 }
  if (y <= 0) return { lower: 1, upper: 0 }
  const factor = betaFactor(x, y, a, b)
  if (x < (a + 1) / (a + b + 2)) {
    const lower = (factor * betaFraction(x, a, b)) / a
    return { lower, upper: 1 - lower }
  }
  const upper = (factor * betaFraction(y, b, a)) / b
  return { lower: 1 - upper, upper }
}
