/**
 * The exact coverage of intervals of one proportion, one attempt per item: nothing is drawn. Over x successes of n,
 * weighted by the binomial probabilities, then the mean and the lowest over a grid of p.
 *
 *   Wald      p̂ ± z √(p̂(1 − p̂)/n)          mean ± t   p̂ ± t_{n−1} √(p̂(1 − p̂)/(n − 1))
 *   Jeffreys  beta quantiles at x + ½, n − x + ½; 0 at x = 0 and 1 at x = n
 */
import {
  betaQuantile,
  clopperPearson,
  lnGamma,
  normalQuantile,
  tQuantile,
  wilson,
} from '../../src/statistics/index.ts'
import type { Interval, Result } from '../../src/statistics/index.ts'
import { casesOf, methodColumns } from './setup.ts'
import type { Figures, Setup } from './setup.ts'

const GRIDS = {
  mid: { from: 0.2, step: 0.01, count: 61 },
  high: { from: 0.9, step: 0.0025, count: 37 },
  extreme: { from: 0.99, step: 0.000_25, count: 37 },
}
const RANGES = ['mid', 'high', 'extreme'] as const

const settings = [10, 20, 30, 50, 100, 300, 1000].flatMap((n) => RANGES.map((range) => ({ range, n })))

const METHODS = ['wald', 'inspect_t', 'wilson', 'clopper', 'jeffreys'] as const

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`An interval is refused: ${result.reason}.`)
  return result.value
}

function intervalsOf(x: number, n: number, z: number, t: number): Interval[] {
  const p = x / n
  const wald = z * Math.sqrt((p * (1 - p)) / n)
  const student = t * Math.sqrt((p * (1 - p)) / (n - 1))
  return [
    { lo: p - wald, hi: p + wald },
    { lo: p - student, hi: p + student },
    valueOf(wilson(p, n)),
    valueOf(clopperPearson(x, n)),
    {
      lo: x === 0 ? 0 : betaQuantile(0.025, x + 0.5, n - x + 0.5),
      hi: x === n ? 1 : betaQuantile(0.975, x + 0.5, n - x + 0.5),
    },
  ]
}

function coverages({ range, n }: (typeof settings)[number]): Figures {
  const z = normalQuantile(0.975)
  const t = tQuantile(0.975, n - 1)
  const intervals = Array.from({ length: n + 1 }, (_, x) => intervalsOf(x, n, z, t))
  const { from, step, count } = GRIDS[range]
  const sum = new Float64Array(METHODS.length)
  const lowest = new Float64Array(METHODS.length).fill(1)
  for (let k = 0; k < count; k++) {
    const p = from + k * step
    const covered = new Float64Array(METHODS.length)
    for (const [x, ofX] of intervals.entries()) {
      const lnChoose = lnGamma(n + 1) - lnGamma(x + 1) - lnGamma(n - x + 1)
      const weight = Math.exp(lnChoose + x * Math.log(p) + (n - x) * Math.log1p(-p))
      for (const [at, { lo, hi }] of ofX.entries()) {
        if (lo <= p && p <= hi) covered[at] = (covered[at] ?? 0) + weight
      }
    }
    for (const [at, value] of covered.entries()) {
      sum[at] = (sum[at] ?? 0) + value
      lowest[at] = Math.min(lowest[at] ?? 1, value)
    }
  }
  return Object.fromEntries(
    METHODS.flatMap((name, at) => [
      [name, (sum[at] ?? 0) / count],
      [`min.${name}`, lowest[at] ?? 0],
    ]),
  )
}

const TITLES = {
  wald: 'Wald',
  inspect_t: 'mean ± t',
  wilson: 'Wilson (Concord)',
  clopper: 'Clopper–Pearson (Concord)',
  jeffreys: 'Jeffreys',
}

export const oneRunExact: Setup = {
  name: 'one-run-exact',
  title: 'The score of one run, exactly',
  about: [
    'One attempt per item, n items of the same chance p. Coverage is computed, not drawn: the mean, and the lowest, over p from .2 to .8 in steps of .01 (mid), .9 to .99 in steps of .0025 (high), .99 to .999 in steps of .00025 (extreme).',
    'Near 1 the intervals that end in "± standard error" cover next to nothing, since a run without a failure gives them no width.',
  ],
  runs: 0,
  reference: 'coverage_single_run_exact',
  keys: [
    { name: 'range', title: 'p' },
    { name: 'n', title: 'n' },
  ],
  columns: methodColumns(METHODS, TITLES, 'min', 'lowest'),
  lines: METHODS.map((column) => ({ title: TITLES[column], column, nominal: 0.95 })),
  cases: casesOf(settings, (_, setting) => coverages(setting)),
}
