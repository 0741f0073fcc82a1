/**
 * 1,999 item bootstraps of a table of 10 labs × 1,000 items, all labs together: each replicate draws 1,000 items and
 * takes every lab's mean over them, and of these the distance of the last lab from the others. The floor is the draws
 * alone. One thread.
 */
import { bootstrapItems, createGenerator } from '../src/statistics/index.ts'
import type { Figure } from './figure.ts'

const LABS = 10
const ITEMS = 1000
const REPLICATES = 1999
const ROUNDS = 3
const GOAL_MS = 1000

/** Cell means, item by item, so that one drawn item is one stretch of memory. */
function generate(): Float64Array {
  const { uniform } = createGenerator([1, 2, 3, 4])
  return Float64Array.from({ length: ITEMS * LABS }, () => uniform())
}

function distanceOfLast(means: Float64Array, drawn: Uint32Array, totals: Float64Array): number {
  totals.fill(0)
  for (let k = 0; k < drawn.length; k++) {
    const at = (drawn[k] ?? 0) * LABS
    for (let lab = 0; lab < LABS; lab++) totals[lab] = (totals[lab] ?? 0) + (means[at + lab] ?? 0)
  }
  let others = 0
  for (let lab = 0; lab < LABS - 1; lab++) others += totals[lab] ?? 0
  return ((totals[LABS - 1] ?? 0) - others / (LABS - 1)) / ITEMS
}

/** Least of the rounds: other work on the machine only ever slows one down. */
function least(work: () => void): number {
  const times = Array.from({ length: ROUNDS }, () => {
    const start = performance.now()
    work()
    return performance.now() - start
  })
  return Math.min(...times)
}

export async function run(): Promise<Figure[]> {
  const means = generate()
  const totals = new Float64Array(LABS)
  const value = least(() => {
    const found = bootstrapItems(ITEMS, REPLICATES, createGenerator([5, 6, 7, 8]), (drawn) =>
      distanceOfLast(means, drawn, totals),
    )
    if (!found.ok) throw new Error('The table is refused.')
  })
  const floor = least(() => {
    const random = createGenerator([5, 6, 7, 8])
    const drawn = new Uint32Array(ITEMS)
    for (let b = 0; b < REPLICATES; b++) random.fillBelow(ITEMS, drawn)
  })
  return [
    {
      name: `${REPLICATES.toLocaleString('en')} item bootstraps of ${LABS} labs × ${ITEMS.toLocaleString('en')} items`,
      value,
      unit: 'ms',
      rival: { name: 'the draws alone', value: floor },
      ratio: value / floor,
      goal: GOAL_MS,
      met: value <= GOAL_MS,
    },
  ]
}
