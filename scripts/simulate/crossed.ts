/**
 * The intervals of a joint mean: (a) labs like these on these items, (b) labs and items like these; beside those that
 * leave out a source of variation.
 *
 *   items only    m ± t_{I−1} √(MS_I/LIr)
 *   binomial      m ± z √(m(1 − m)/LIr)
 *   least df      (b) with t_{L−1}, the least of the degrees of freedom
 */
import { crossedAnova, emptyCells, normalQuantile, tQuantile } from '../../src/statistics/index.ts'
import type { Generator, Interval } from '../../src/statistics/index.ts'
import { drawTable, expectedScores, meanLogistic } from './logit-table.ts'
import { casesOf, methodColumns } from './setup.ts'
import type { Figures, Setup } from './setup.ts'

const settings = [0, 0.4].flatMap((sL) =>
  [0, 2].flatMap((mu) =>
    [1, 3].flatMap((r) =>
      [50, 200].flatMap((I) => [3, 6].map((L) => ({ L, I, r, mu, sI: 2, sL, sLI: 0.3 }))),
    ),
  ),
)

const METHODS = ['fixed_t', 'both_satt', 'both_z', 'item_only', 'naive', 'sum_var_minDF'] as const

/** Logits are rounded to this, so that an expected score is computed once. */
const GRID = 1 / 256

/** Mean over the items of their expected score for a lab of the population. */
function expectationOfItems(sd: number): (logits: Float64Array) => number {
  const known = new Map<number, number>()
  return (logits) => {
    let sum = 0
    for (const logit of logits) {
      const at = Math.round(logit / GRID)
      let value = known.get(at)
      if (value === undefined) {
        value = meanLogistic(at * GRID, sd)
        known.set(at, value)
      }
      sum += value
    }
    return sum / logits.length
  }
}

function simulate(generator: Generator, setting: (typeof settings)[number], runs: number): Figures {
  const { L: labs, I: items, r: repeats, mu: mean, sI: itemSd, sL: labSd, sLI: labByItemSd } = setting
  const population = { labs, items, repeats, mean, itemSd, labSd, labByItemSd, shift: 0 }
  const cells = emptyCells(labs, items)
  const logits = new Float64Array(items)
  const expectationOf = expectationOfItems(Math.hypot(labSd, labByItemSd))
  const expected = expectedScores(population).lab
  const attempts = labs * items * repeats
  const z = normalQuantile(0.975)
  const tItems = tQuantile(0.975, items - 1)
  const tLabs = tQuantile(0.975, labs - 1)
  const covered = new Float64Array(METHODS.length)
  const width = new Float64Array(METHODS.length)
  for (let run = 0; run < runs; run++) {
    drawTable(generator, population, cells, logits)
    const anova = crossedAnova(cells)
    if (!anova.ok) continue
    const { mean: m, ms, thisTest, tasksOfThisKind } = anova.value
    const around = (half: number): Interval => ({ lo: m - half, hi: m + half })
    const intervals = [
      thisTest,
      tasksOfThisKind,
      around(z * tasksOfThisKind.se),
      around(tItems * Math.sqrt(ms.item / attempts)),
      around(z * Math.sqrt((m * (1 - m)) / attempts)),
      around(tLabs * tasksOfThisKind.se),
    ]
    for (const [at, { lo, hi }] of intervals.entries()) {
      const target = at === 0 ? expectationOf(logits) : expected
      if (lo <= target && target <= hi) covered[at] = (covered[at] ?? 0) + 1
      width[at] = (width[at] ?? 0) + (hi - lo)
    }
  }
  return Object.fromEntries(
    METHODS.flatMap((name, at) => [
      [name, (covered[at] ?? 0) / runs],
      [`w.${name}`, (width[at] ?? 0) / runs],
    ]),
  )
}

const TITLES = {
  fixed_t: '(a) this test (Concord)',
  both_satt: '(b) tasks of this kind (Concord)',
  both_z: '(b) with z for t',
  item_only: 'items only',
  naive: 'binomial',
  sum_var_minDF: '(b) with least df',
}

export const crossed: Setup = {
  name: 'crossed',
  title: 'The mean of a joint exercise',
  about: [
    'Three or six labs run the same items one or three times. The logit of a success is μ plus normal deviations of item (SD 2), lab (SD in the table) and lab × item (SD 0.3).',
    'Interval (a) is to cover the expected score of a lab of this population on these very items; all others the expected score over labs and items of the populations. An interval that forgets labs or items promises 95 % and keeps far less.',
  ],
  runs: 1000,
  reference: 'sim_crossed_coverage',
  keys: [
    { name: 'L', title: 'labs' },
    { name: 'I', title: 'items' },
    { name: 'r', title: 'repeats' },
    { name: 'mu', title: 'μ' },
    { name: 'sI', title: 'SD items' },
    { name: 'sL', title: 'SD labs' },
    { name: 'sLI', title: 'SD lab × item' },
  ],
  columns: methodColumns(METHODS, TITLES, 'w', 'width'),
  lines: METHODS.map((column) => ({ title: TITLES[column], column, nominal: 0.95 })),
  cases: casesOf(settings, simulate),
}
