/**
 * Labs that share no items, only their counts: intervals of the mean rate over a population of labs.
 *
 *   θ_i ~ N(logit p, τ), n_i = n·e^{N(0, .4)}, x_i ~ Bin(n_i, logistic θ_i)
 *   raw    y = x/n, v = p̃(1 − p̃)/n, p̃ = (x + ½)/(n + 1);  target E logistic θ
 *   logit  y = ln((x + ½)/(n − x + ½)), v = 1/(x + ½) + 1/(n − x + ½);  target p
 *
 * by DerSimonian–Laird with z, Paule–Mandel with Hartung–Knapp and its ad hoc form, and by t of the labs' estimates;
 * beside Wilson's interval of all attempts taken together.
 */
import { metaAnalysis, tQuantile, wilson } from '../../src/statistics/index.ts'
import type { Estimate, Generator, Interval, Result } from '../../src/statistics/index.ts'
import { drawBinomial, drawNormal } from './draw.ts'
import { logistic, meanLogistic } from './logit-table.ts'
import { casesOf, methodColumns } from './setup.ts'
import type { Figures, Setup } from './setup.ts'

const settings = [0, 0.3, 0.8].flatMap((tau) =>
  [0.5, 0.9, 0.98].flatMap((p) => [50, 200].flatMap((n) => [3, 5, 9].map((L) => ({ L, n, p, tau })))),
)

const METHODS = [
  'raw_t_means',
  'logit_t_means',
  'pooled_wilson',
  'raw_DL_z',
  'raw_PM_hk',
  'raw_PM_mkh',
  'logit_PM_mkh',
] as const

function tOfMeans(estimates: readonly Estimate[], t: number): Interval {
  const labs = estimates.length
  const mean = estimates.reduce((sum, { y }) => sum + y, 0) / labs
  const squares = estimates.reduce((sum, { y }) => sum + (y - mean) ** 2, 0)
  const half = t * Math.sqrt(squares / (labs - 1) / labs)
  return { lo: mean - half, hi: mean + half }
}

/** The interval, or null where it is refused. */
function intervalOf(found: Result<{ interval: Interval }>): Interval | null {
  return found.ok ? found.value.interval : null
}

function toShares(logits: Interval | null): Interval | null {
  return logits === null ? null : { lo: logistic(logits.lo), hi: logistic(logits.hi) }
}

function simulate(generator: Generator, setting: (typeof settings)[number], runs: number): Figures {
  const { L: labs, n: size, p, tau } = setting
  const logit = Math.log(p / (1 - p))
  const expected = meanLogistic(logit, tau)
  const t = tQuantile(0.975, labs - 1)
  const raw: Estimate[] = Array.from({ length: labs }, () => ({ y: 0, v: 1 }))
  const logits: Estimate[] = Array.from({ length: labs }, () => ({ y: 0, v: 1 }))
  const covered = new Float64Array(METHODS.length)
  const width = new Float64Array(METHODS.length)
  for (let run = 0; run < runs; run++) {
    let passed = 0
    let attempts = 0
    for (let i = 0; i < labs; i++) {
      const n = Math.max(1, Math.round(size * Math.exp(0.4 * drawNormal(generator))))
      const x = drawBinomial(generator, n, logistic(logit + tau * drawNormal(generator)))
      const near = (x + 0.5) / (n + 1)
      raw[i] = { y: x / n, v: (near * (1 - near)) / n }
      logits[i] = { y: Math.log((x + 0.5) / (n - x + 0.5)), v: 1 / (x + 0.5) + 1 / (n - x + 0.5) }
      passed += x
      attempts += n
    }
    const pooled = wilson(passed / attempts, attempts)
    const intervals = [
      tOfMeans(raw, t),
      toShares(tOfMeans(logits, t)),
      pooled.ok ? pooled.value : null,
      intervalOf(metaAnalysis(raw, 'DL', 'z')),
      intervalOf(metaAnalysis(raw, 'PM', 'HK')),
      intervalOf(metaAnalysis(raw, 'PM', 'ad-hoc')),
      toShares(intervalOf(metaAnalysis(logits, 'PM', 'ad-hoc'))),
    ]
    for (const [at, interval] of intervals.entries()) {
      if (interval === null) continue
      const target = (METHODS[at] ?? '').startsWith('logit') ? p : expected
      if (interval.lo <= target && target <= interval.hi) covered[at] = (covered[at] ?? 0) + 1
      width[at] = (width[at] ?? 0) + (Math.min(1, interval.hi) - Math.max(0, interval.lo))
    }
  }
  return Object.fromEntries(
    METHODS.flatMap((name, at) => [
      [name, (covered[at] ?? 0) / runs],
      [`width.${name}`, (width[at] ?? 0) / runs],
    ]),
  )
}

const TITLES = {
  raw_t_means: 't of lab scores (Concord)',
  logit_t_means: 't of lab logits',
  pooled_wilson: 'Wilson of all attempts',
  raw_DL_z: 'DL, z',
  raw_PM_hk: 'PM, HK',
  raw_PM_mkh: 'PM, ad hoc',
  logit_PM_mkh: 'logit, PM, ad hoc',
}

export const meta: Setup = {
  name: 'meta',
  title: 'Labs that share only their counts',
  about: [
    'L labs draw items of their own, about n each (n·e to the power of a normal of SD 0.4). The logit of a lab is normal around logit p with SD τ. The intervals are to cover the mean rate over labs like these; those on the logit scale p, the rate of the middle lab. Widths are those inside [0, 1].',
    'The t interval of the lab scores weighs every lab the same, needs no variances and comes nearest to its promise. Weights by inverse variance favour the labs that happen to score near 0 or 1; pooling all attempts forgets that labs differ. Concord shows such meta-analyses only where nothing but estimates and their errors is shared, and says by which method.',
  ],
  runs: 1000,
  reference: 'sim_coverage_meta',
  keys: [
    { name: 'L', title: 'labs' },
    { name: 'n', title: 'n' },
    { name: 'p', title: 'p' },
    { name: 'tau', title: 'τ' },
  ],
  columns: methodColumns(METHODS, TITLES, 'width', 'width'),
  lines: METHODS.map((column) => ({ title: TITLES[column], column, nominal: 0.95 })),
  cases: casesOf(settings, simulate),
}
