/**
 * Tables of labs × items × repeats from one population: the logit of a success is
 *
 *   mean + item + lab + lab × item, each normal with its own SD, and a shift of the last lab.
 */
import type { Cells, Generator } from '../../src/statistics/index.ts'
import { drawNormal } from './draw.ts'

export type Population = {
  readonly labs: number
  readonly items: number
  readonly repeats: number
  readonly mean: number
  readonly itemSd: number
  readonly labSd: number
  readonly labByItemSd: number
  /** What the last lab's logits are off by; 0 for none. */
  readonly shift: number
}

export function logistic(x: number): number {
  return 1 / (1 + Math.exp(-x))
}

/** Mean of logistic(mean + sd·Z), Z standard normal; by the trapezoidal rule, to about 12 digits. */
export function meanLogistic(mean: number, sd: number): number {
  if (sd === 0) return logistic(mean)
  const step = 1 / 16
  let sum = 0
  let weights = 0
  for (let k = -9 * 16; k <= 9 * 16; k++) {
    const z = k * step
    const weight = Math.exp((-z * z) / 2)
    weights += weight
    sum += weight * logistic(mean + sd * z)
  }
  return sum / weights
}

/** Expected score of each lab over the population of items (and of labs); the last one may be shifted. */
export function expectedScores(population: Population): { lab: number; lastLab: number } {
  const { mean, itemSd, labSd, labByItemSd, shift } = population
  const sd = Math.hypot(itemSd, labSd, labByItemSd)
  return { lab: meanLogistic(mean, sd), lastLab: meanLogistic(mean + shift, sd) }
}

/** The shift of the last lab's logits at which its expected score is `gap` below that of the others. */
export function shiftForGap(population: Population, gap: number): number {
  let low = -20
  let high = 0
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2
    const { lab, lastLab } = expectedScores({ ...population, shift: middle })
    if (lab - lastLab > gap) low = middle
    else high = middle
  }
  return (low + high) / 2
}

/** Draws a new table into `cells`, and the logits of its items into `itemLogits`. Nothing is allocated. */
export function drawTable(
  generator: Generator,
  population: Population,
  cells: Cells,
  itemLogits: Float64Array,
): void {
  const { labs, items, repeats, mean, itemSd, labSd, labByItemSd, shift } = population
  for (let j = 0; j < items; j++) itemLogits[j] = mean + (itemSd > 0 ? itemSd * drawNormal(generator) : 0)
  for (let i = 0; i < labs; i++) {
    const lab = (labSd > 0 ? labSd * drawNormal(generator) : 0) + (i === labs - 1 ? shift : 0)
    for (let j = 0; j < items; j++) {
      const own = labByItemSd > 0 ? labByItemSd * drawNormal(generator) : 0
      const chance = logistic((itemLogits[j] ?? 0) + lab + own)
      let x = 0
      for (let k = 0; k < repeats; k++) if (generator.uniform() < chance) x += 1
      const at = i * items + j
      cells.n[at] = repeats
      cells.sum[at] = x
      cells.ss[at] = x * (1 - x / repeats)
    }
  }
}
