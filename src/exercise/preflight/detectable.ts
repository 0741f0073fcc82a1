/**
 * Smallest gap that a planned comparison can be expected to find (two-sided α = .05, power .8).
 *
 *   two unpaired proportions   MDE = (z₁₋α/₂ + z₁₋β)·√(2p(1−p)/n), p = .8          joint-exercises.md §6
 *   paired by item             MDE = (z₁₋α/₂ + z₁₋β)·√((ω² + σ²_A/K + σ²_B/K)/n)   Miller, arXiv:2411.00640
 *   lab against the L − 1 others, paired by item: the variance of one lab, times L/(L − 1)
 *
 * The paired ones need a model of the items. It is the one that the step-down was simulated with (statistics.md
 * §3.4): logit of an item N(1, 2), of lab × item N(0, .3), so σ² = E[p(1−p)], ω² = 2·.3²·E[(p(1−p))²].
 */

/** Φ⁻¹(.975) and Φ⁻¹(.8). */
const Z_ALPHA = 1.959963984540054
const Z_BETA = 0.8416212335729143
const Z = Z_ALPHA + Z_BETA

const BASE_RATE = 0.8
const LAB_ITEM_SD = 0.3
const WITHIN = spread(1)
const LAB_ITEM = LAB_ITEM_SD ** 2 * spread(2)

/** Gap between two independent proportions from n items each. */
export function unpairedGap(n: number): number {
  return Z * Math.sqrt((2 * BASE_RATE * (1 - BASE_RATE)) / n)
}

/** Items needed for an unpaired gap of `gap`, to the tenth of a point that is printed. */
export function unpairedItems(gap: number): number {
  return Math.round((Z ** 2 * 2 * BASE_RATE * (1 - BASE_RATE)) / gap ** 2)
}

/** Gap between two labs on the same n items, each asked `attempts` times. */
export function pairedGap(n: number, attempts: number): number {
  return Z * Math.sqrt((2 * oneLab(attempts)) / n)
}

/** Distance of one lab to the mean of the others of `labs` on the same n items. */
export function jointGap(n: number, attempts: number, labs: number): number {
  return Z * Math.sqrt((oneLab(attempts) * labs) / (labs - 1) / n)
}

/** Items needed so that the distance of one lab is at most `gap`. */
export function jointItems(gap: number, attempts: number, labs: number): number {
  return Math.ceil((Z ** 2 * oneLab(attempts) * labs) / (labs - 1) / gap ** 2)
}

/** Variance of one lab's mean on one item around what the item is for all labs. */
function oneLab(attempts: number): number {
  return LAB_ITEM + WITHIN / attempts
}

/** E[(p(1−p))^power] for logit p ~ N(1, 2), by the trapezoid rule over ±8 standard deviations. */
function spread(power: number): number {
  const steps = 2000
  let sum = 0
  let weight = 0
  for (let step = 0; step <= steps; step += 1) {
    const z = -8 + (16 * step) / steps
    const p = 1 / (1 + Math.exp(-(1 + 2 * z)))
    const density = Math.exp(-(z * z) / 2)
    sum += density * (p * (1 - p)) ** power
    weight += density
  }
  return sum / weight
}
