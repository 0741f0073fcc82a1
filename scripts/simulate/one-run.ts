/**
 * The score of one run with repeated items: coverage of the interval of the room (effective n, Wilson's form, n
 * reduced by t) beside others.
 *
 *   attempts       Wilson from I·r attempts, as if repeats were new items
 *   items          Wilson from I, as if repeats told nothing
 *   t of items     p ± t_{I−1} s
 *   effective n    Wilson from n_eff without the factor (z/t)²
 *   Korn–Graubard  Clopper–Pearson with n* of the room and x = p n*
 */
import { betaQuantile, normalQuantile, runScore, tQuantile, wilson } from '../../src/statistics/index.ts'
import type { Generator, Interval } from '../../src/statistics/index.ts'
import { drawBeta, drawBinomial } from './draw.ts'
import { casesOf, methodColumns } from './setup.ts'
import type { Figures, Setup } from './setup.ts'

const settings = [0.2, 0.6, 0.9].flatMap((rho) =>
  [0.5, 0.9, 0.98].flatMap((pr) => [1, 3, 10].flatMap((r) => [20, 50, 200].map((I) => ({ I, r, pr, rho })))),
)

const METHODS = [
  'naive_wilson_Ir',
  't_items',
  'wilson_neff',
  'wilson_neff_tadj',
  'kg_cp',
  'wilson_items_only',
] as const

/** The ends of Clopper–Pearson for x of n, both real. */
function realClopperPearson(x: number, n: number): Interval {
  return {
    lo: x <= 0 ? 0 : betaQuantile(0.025, x, n - x + 1),
    hi: x >= n ? 1 : betaQuantile(0.975, x + 1, n - x),
  }
}

function wilsonInterval(p: number, n: number): Interval {
  const found = wilson(p, n)
  if (!found.ok) throw new Error(`No Wilson interval of ${p} of ${n}: ${found.reason}.`)
  return found.value
}

function simulate(generator: Generator, setting: (typeof settings)[number], runs: number): Figures {
  const { I: items, r: repeats, pr, rho } = setting
  const precision = 1 / rho - 1
  const means = new Float64Array(items)
  const counts = new Float64Array(items).fill(repeats)
  const t = tQuantile(0.975, items - 1)
  const factor = (normalQuantile(0.975) / t) ** 2
  const covered = new Float64Array(METHODS.length)
  const width = new Float64Array(METHODS.length)
  for (let run = 0; run < runs; run++) {
    for (let j = 0; j < items; j++) {
      const chance = drawBeta(generator, pr * precision, (1 - pr) * precision)
      means[j] = drawBinomial(generator, repeats, chance) / repeats
    }
    const score = runScore(means, counts)
    if (!score.ok) continue
    const { value: p, se, effectiveN, interval } = score.value
    const half = t * (se ?? 0)
    const star = effectiveN * factor
    const intervals = [
      wilsonInterval(p, items * repeats),
      { lo: p - half, hi: p + half },
      wilsonInterval(p, effectiveN),
      interval,
      realClopperPearson(p * star, star),
      wilsonInterval(p, items),
    ]
    for (const [at, { lo, hi }] of intervals.entries()) {
      if (lo <= pr && pr <= hi) covered[at] = (covered[at] ?? 0) + 1
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
  naive_wilson_Ir: 'Wilson from all attempts',
  t_items: 't of item means',
  wilson_neff: 'effective n, z',
  wilson_neff_tadj: 'effective n (Concord)',
  kg_cp: 'Korn–Graubard, exact',
  wilson_items_only: 'Wilson from the items',
}

export const oneRun: Setup = {
  name: 'one-run',
  title: 'The score of one run',
  about: [
    'One lab runs I items r times each. The chance of an item is drawn from a beta distribution with mean p and correlation ρ between attempts of one item; the interval is to cover p, the expected score for items like these.',
    'To count repeats as new items promises 95 % and covers down to a tenth. The t interval of item means fails near 1, where runs without a failure have no variation. The effective n of Concord holds throughout, somewhat below its promise where few items differ.',
  ],
  runs: 1000,
  reference: 'sim_single_run_epochs',
  keys: [
    { name: 'I', title: 'items' },
    { name: 'r', title: 'repeats' },
    { name: 'pr', title: 'p' },
    { name: 'rho', title: 'ρ' },
  ],
  columns: methodColumns(METHODS, TITLES, 'w', 'width'),
  lines: METHODS.map((column) => ({ title: TITLES[column], column, nominal: 0.95 })),
  cases: casesOf(settings, simulate),
}
