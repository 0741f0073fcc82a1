/**
 * ψ and ψ′, the first derivatives of ln Γ, for x > 0: shift to x ≥ 10, then the asymptotic series (NIST DLMF 5.11.2,
 * 5.15.8). Relative error of ψ′ below 1e-14, absolute error of ψ below 1e-14 of its largest term.
 */

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
