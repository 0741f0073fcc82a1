/**
 * The rate of what a judge decides, corrected by people who label a random sample. N + n outputs, true with chance p;
 * the judge has sensitivity Se and specificity Sp; people label n of the outputs.
 *
 *   Tenenbein       θ = P1·PPV + P0·FOM, ± z√Var, of the room; also as Wilson's interval of θ with θ(1 − θ)/Var
 *   Rogan–Gladen    interval of Lang and Reiczigel, Se and Sp from the labelled outputs
 *   judge, people   Wilson's interval of N + n verdicts, of n labels
 *   PPI             p̂ = f_N + (y − f)_n, ± t_{n−1}√(s²_f/N + s²_{y−f}/n); PPI++ with λf, λ by least variance in [0, 1]
 *
 * A. N. Angelopoulos et al., Science 382 (2023) 669 (PPI); arXiv:2311.01453 (PPI++).
 */
import { langReiczigel, normalQuantile, tenenbein, tQuantile, wilson } from '../../src/statistics/index.ts'
import type { Generator, Interval } from '../../src/statistics/index.ts'
import { casesOf, methodColumns } from './setup.ts'
import type { Figures, Setup } from './setup.ts'

const N = 1000

const settings = [0.95, 0.8].flatMap((q0) =>
  [0.03, 0.3, 0.9].flatMap((pr) => [50, 100, 200].map((n) => ({ n, N, pr, q0, q1: 0.85 }))),
)

const METHODS = [
  'tenenbein_z',
  'tenenbein_wilson_neff',
  'RG_lee',
  'human_only',
  'judge_only',
  'ppi',
  'ppi_pp',
] as const

/** Below this share of runs, how often an interval covers is not said. */
const FEW = 0.05

/** Labelled outputs by truth and verdict, and the verdict "true" among those not labelled. */
type Sample = { tp: number; fn: number; fp: number; tn: number; unlabelledPositive: number }

function drawSample(generator: Generator, { n, pr, q0, q1 }: (typeof settings)[number]): Sample {
  const sample = { tp: 0, fn: 0, fp: 0, tn: 0, unlabelledPositive: 0 }
  for (let k = 0; k < n + N; k++) {
    const truth = generator.uniform() < pr
    const verdict = generator.uniform() < (truth ? q1 : 1 - q0)
    if (k >= n) sample.unlabelledPositive += verdict ? 1 : 0
    else if (truth) sample[verdict ? 'tp' : 'fn'] += 1
    else sample[verdict ? 'fp' : 'tn'] += 1
  }
  return sample
}

const NOTHING_EXCLUDED: Interval = { lo: 0, hi: 1 }

function wilsonInterval(p: number, n: number): Interval {
  const found = wilson(Math.min(1, Math.max(0, p)), n)
  return found.ok ? found.value : NOTHING_EXCLUDED
}

/** The formula of the room at any number of labels. */
function tenenbeinAlways({ tp, fn, fp, tn, unlabelledPositive }: Sample): {
  theta: number
  variance: number
} {
  const labelled = tp + fn + fp + tn
  const outputs = N + labelled
  const p1 = (unlabelledPositive + tp + fp) / outputs
  const ppv = (tp + 0.5) / (tp + fp + 1)
  const fom = (fn + 0.5) / (fn + tn + 1)
  const variance =
    (p1 ** 2 * ppv * (1 - ppv)) / (tp + fp + 1) +
    ((1 - p1) ** 2 * fom * (1 - fom)) / (fn + tn + 1) +
    ((ppv - fom) ** 2 * p1 * (1 - p1)) / outputs
  return { theta: p1 * ppv + (1 - p1) * fom, variance }
}

function tenenbeinGiven({ tp, fn, fp, tn, unlabelledPositive }: Sample): Interval | null {
  const found = tenenbein({
    outputs: N + tp + fn + fp + tn,
    positive: unlabelledPositive + tp + fp,
    positiveLabelled: tp + fp,
    positiveTrue: tp,
    negativeLabelled: fn + tn,
    negativeTrue: fn,
  })
  return found.ok ? found.value.rate : null
}

function roganGladenInterval({ tp, fn, fp, tn, unlabelledPositive }: Sample): Interval {
  const positives = tp + fn
  const negatives = fp + tn
  if (positives === 0 || negatives === 0) return NOTHING_EXCLUDED
  const outputs = N + positives + negatives
  const judged = { language: 'en', share: (unlabelledPositive + tp + fp) / outputs, outputs }
  const sensitivity = tp / positives
  const specificity = tn / negatives
  const found = langReiczigel(judged, { language: 'en', sensitivity, positives, specificity, negatives })
  return found.ok ? found.value : NOTHING_EXCLUDED
}

/** PPI with the judge's verdicts weighted by λ; null: by the λ of least variance. */
function predictionPowered(sample: Sample, lambda: number | null, t: number): Interval {
  const { tp, fn, fp, tn, unlabelledPositive } = sample
  const n = tp + fn + fp + tn
  const y = (tp + fn) / n
  const f = (tp + fp) / n
  const covariance = tp / n - y * f
  const all = (tp + fp + unlabelledPositive) / (n + N)
  const spread = all * (1 - all)
  const best = spread > 0 ? covariance / ((1 + n / N) * spread) : 0
  const weight = lambda ?? Math.min(1, Math.max(0, best))
  const value = weight * (unlabelledPositive / N) + (y - weight * f)
  const rest = (y * (1 - y) + weight ** 2 * f * (1 - f) - 2 * weight * covariance) / (n - 1)
  const half = t * Math.sqrt((weight ** 2 * spread) / N + Math.max(0, rest))
  return { lo: value - half, hi: value + half }
}

function simulate(generator: Generator, setting: (typeof settings)[number], runs: number): Figures {
  const { n, pr } = setting
  const z = normalQuantile(0.975)
  const t = tQuantile(0.975, n - 1)
  const covered = new Float64Array(METHODS.length)
  const width = new Float64Array(METHODS.length)
  let given = 0
  let givenCovers = 0
  const covers = ({ lo, hi }: Interval): boolean => lo <= pr && pr <= hi
  for (let run = 0; run < runs; run++) {
    const sample = drawSample(generator, setting)
    const { tp, fn, fp, unlabelledPositive } = sample
    const { theta, variance } = tenenbeinAlways(sample)
    const half = z * Math.sqrt(variance)
    const intervals = [
      { lo: theta - half, hi: theta + half },
      wilsonInterval(theta, (theta * (1 - theta)) / variance),
      roganGladenInterval(sample),
      wilsonInterval((tp + fn) / n, n),
      wilsonInterval((unlabelledPositive + tp + fp) / (N + n), N + n),
      predictionPowered(sample, 1, t),
      predictionPowered(sample, null, t),
    ]
    for (const [at, interval] of intervals.entries()) {
      if (covers(interval)) covered[at] = (covered[at] ?? 0) + 1
      width[at] = (width[at] ?? 0) + (Math.min(1, interval.hi) - Math.max(0, interval.lo))
    }
    const ours = tenenbeinGiven(sample)
    if (ours === null) continue
    given += 1
    if (covers(ours)) givenCovers += 1
  }
  return {
    given_cover: given >= FEW * runs ? givenCovers / given : null,
    given: given / runs,
    ...Object.fromEntries(
      METHODS.flatMap((name, at) => [
        [name, (covered[at] ?? 0) / runs],
        [`w.${name}`, (width[at] ?? 0) / runs],
      ]),
    ),
  }
}

const TITLES = {
  tenenbein_z: 'Tenenbein, at any number of labels',
  tenenbein_wilson_neff: 'Tenenbein, Wilson form',
  RG_lee: 'Rogan–Gladen (Concord)',
  human_only: 'people only',
  judge_only: 'judge only',
  ppi: 'PPI',
  ppi_pp: 'PPI++',
}

export const judge: Setup = {
  name: 'judge',
  title: 'The rate of what a judge decides',
  about: [
    `Of N + n outputs (N = ${N.toLocaleString('en')}) a share p is truly 1. An automatic judge gives a verdict on all, with the sensitivity and specificity of the table; people label n of them, drawn at random. The intervals are to cover p. Widths are those inside [0, 1].`,
    'The verdicts alone are precise and wrong. The labels alone are right and wide. Tenenbein corrects the verdicts by the labels of the same outputs; Concord gives it where each verdict has ten labels or more. Rogan–Gladen, which is for labels from elsewhere, pays for knowing only sensitivity and specificity; where people found no case of a kind it knows nothing, and its interval counts as all of [0, 1].',
  ],
  runs: 1000,
  reference: 'sim_judge_correction',
  keys: [
    { name: 'n', title: 'labels n' },
    { name: 'N', title: 'N' },
    { name: 'pr', title: 'p' },
    { name: 'q0', title: 'specificity' },
    { name: 'q1', title: 'sensitivity' },
  ],
  columns: [
    { name: 'given_cover', title: 'Tenenbein where given (Concord)', group: 'reached' },
    { name: 'given', title: 'share given', group: 'reached' },
    ...methodColumns(METHODS, TITLES, 'w', 'width'),
  ],
  lines: [
    { title: 'Tenenbein where given (Concord)', column: 'given_cover', nominal: 0.95 },
    ...METHODS.map((column) => ({ title: TITLES[column], column, nominal: 0.95 })),
  ],
  cases: casesOf(settings, simulate),
}
