/**
 * ln Γ and the incomplete gamma function.
 *
 *   ln Γ(x)      Taylor series around 1 (ζ values) for 0.5 ≤ x ≤ 2.5, shift and Stirling's series elsewhere
 *   P(a,x), Q    series below x = a + 1, Lentz' continued fraction above; the factor x^a e^−x / Γ(a+1) from
 *                a·(t − 1 − ln t), t = x/a, for a ≥ 10, so that no digits are lost at large arguments
 *
 * A. R. DiDonato, A. H. Morris, ACM TOMS 12 (1986) 377 (the factor); NIST DLMF 5.7.3, 5.11.1, 8.7, 8.9.
 *
 * ψ and ψ′, the first derivatives of ln Γ, for x > 0: shift to x ≥ 10, then the asymptotic series (NIST DLMF 5.11.2,
 * 5.15.8). Relative error of ψ′ below 1e-14, absolute error of ψ below 1e-14 of its largest term.
 *
 * ln B and the incomplete beta function.
 *
 *   ln B(a,b)    from Stirling remainders where an argument is ≥ 10 (no difference of large ln Γ)
 *   I_x(a,b)     Lentz' continued fraction (DLMF 8.17.22) on the side where it converges fast; the factor
 *                x^a y^b / B(a,b) by the saddle point form for a, b ≥ 10
 *
 * A. R. DiDonato, A. H. Morris, Algorithm 708, ACM TOMS 18 (1992) 360.
 */

const EULER = 0.577_215_664_901_532_9
const HALF_LN_TWO_PI = 0.918_938_533_204_672_8

/** ζ(k) by Euler–Maclaurin from N = 20. */
function zeta(k: number): number {
  const N = 20
  let sum = 0
  for (let n = N - 1; n >= 1; n--) sum += n ** -k
  const tail = N ** (1 - k) / (k - 1) + N ** -k / 2
  const first = (k * N ** (-k - 1)) / 12
  const second = (k * (k + 1) * (k + 2) * N ** (-k - 3)) / 720
  const third = (k * (k + 1) * (k + 2) * (k + 3) * (k + 4) * N ** (-k - 5)) / 30_240
  return sum + (tail + first - second + third)
}

/** ζ(k)/k for k = 2 … 60. */
const ZETA_BY_K = Array.from({ length: 59 }, (_, index) => zeta(index + 2) / (index + 2))

/** ln Γ(1 + z) for |z| ≤ 0.5. */
function lnGammaOnePlus(z: number): number {
  let sum = 0
  let power = 1
  const terms: number[] = []
  for (const coefficient of ZETA_BY_K) {
    power *= -z
    terms.push(coefficient * power)
    if (Math.abs(power) < 1e-19) break
  }
  for (let k = terms.length - 1; k >= 0; k--) sum += terms[k] ?? 0
  // Σ ζ(k)(−z)^k/k starts with k = 2: one factor −z was used for k = 2 already, so one more is due.
  return -EULER * z + -z * sum
}

/** ln Γ(x) − [(x − ½) ln x − x + ½ ln 2π], for x ≥ 10. */
export function stirlingRemainder(x: number): number {
  const t = 1 / (x * x)
  return (
    (1 / 12 +
      t *
        (-1 / 360 +
          t * (1 / 1260 + t * (-1 / 1680 + t * (1 / 1188 + t * (-691 / 360_360 + t * (1 / 156))))))) /
    x
  )
}

/** ln Γ(x) for x > 0, relative error below 1e-13. */
export function lnGamma(x: number): number {
  if (x < 0.5) return lnGammaOnePlus(x) - Math.log(x)
  if (x <= 1.5) return lnGammaOnePlus(x - 1)
  if (x <= 2.5) return Math.log1p(x - 2) + lnGammaOnePlus(x - 2)
  let product = 1
  let shifted = x
  while (shifted < 10) {
    product *= shifted
    shifted += 1
  }
  const stirling = (shifted - 0.5) * Math.log(shifted) - shifted + HALF_LN_TWO_PI + stirlingRemainder(shifted)
  return stirling - Math.log(product)
}

/** x − ln(1 + x) without cancellation, for −0.4 ≤ x ≤ 0.6. */
function minusLog1p(x: number): number {
  const r = x / (x + 2)
  const t = r * r
  let sum = 0
  let power = 1
  for (let k = 3; k < 80; k += 2) {
    const term = power / k
    sum += term
    power *= t
    if (term < 1e-18 * sum) break
  }
  return r * x - 2 * r * t * sum
}

/** ratio − 1 − ln(ratio), from the ratio where that is exact and from the distance to 1 where that is. */
export function logLoss(ratio: number, distance: number): number {
  return distance < -0.4 || distance > 0.6 ? distance - Math.log(ratio) : minusLog1p(distance)
}

/** Both tails of a distribution or function: each computed for itself where it is the smaller one. */
export type Tails = { lower: number; upper: number }

/** x^a e^−x / Γ(a + 1). */
function gammaFactor(a: number, x: number): number {
  if (a >= 10) {
    return Math.exp(-a * logLoss(x / a, (x - a) / a) - stirlingRemainder(a)) / Math.sqrt(2 * Math.PI * a)
  }
  return Math.exp(a * Math.log(x) - x - lnGamma(a + 1))
}

/** Lentz' continued fraction of Γ(a, x) x^−a e^x, for x ≥ a + 1. */
export function upperGammaFraction(a: number, x: number): number {
  const tiny = 1e-300
  let b = x + 1 - a
  let c = 1 / tiny
  let d = 1 / b
  let h = d
  for (let i = 1; i < 100_000; i++) {
    const an = -i * (i - a)
    b += 2
    d = an * d + b
    if (Math.abs(d) < tiny) d = tiny
    c = b + an / c
    if (Math.abs(c) < tiny) c = tiny
    d = 1 / d
    const delta = d * c
    h *= delta
    if (Math.abs(delta - 1) < 1e-16) break
  }
  return h
}

/** Regularised incomplete gamma function, P(a, x) and Q(a, x), for a > 0 and x ≥ 0. */
export function incompleteGamma(a: number, x: number): Tails {
  if (x <= 0) return { lower: 0, upper: 1 }
  if (x === Number.POSITIVE_INFINITY) return { lower: 1, upper: 0 }
  const factor = gammaFactor(a, x)
  if (x < a + 1) {
    let term = 1
    let sum = 1
    for (let n = 1; n < 100_000; n++) {
      term *= x / (a + n)
      sum += term
      if (term < sum * 1e-17) break
    }
    const lower = factor * sum
    return { lower, upper: 1 - lower }
  }
  const upper = factor * a * upperGammaFraction(a, x)
  return { lower: 1 - upper, upper }
}

/** Where the series are good to the last digit. */
const SERIES_FROM = 10

/** ψ(x). */
export function digamma(x: number): number {
  let shifted = x
  let below = 0
  for (; shifted < SERIES_FROM; shifted += 1) below += 1 / shifted
  const t = 1 / (shifted * shifted)
  const series =
    t * (1 / 12 - t * (1 / 120 - t * (1 / 252 - t * (1 / 240 - t * (1 / 132 - t * (691 / 32_760))))))
  return Math.log(shifted) - 1 / (2 * shifted) - series - below
}

/** ψ′(x). */
export function trigamma(x: number): number {
  let shifted = x
  let below = 0
  for (; shifted < SERIES_FROM; shifted += 1) below += 1 / (shifted * shifted)
  const t = 1 / (shifted * shifted)
  const series =
    1 / 6 - t * (1 / 30 - t * (1 / 42 - t * (1 / 30 - t * (5 / 66 - t * (691 / 2730 - t * (7 / 6))))))
  return 1 / shifted + t / 2 + (t / shifted) * series + below
}

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
