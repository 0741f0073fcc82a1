/**
 * Recommended set for an automatic judge against people, for one language, model and measure: never for several at once,
 * and never with the sensitivity of another.
 *
 *   estimate     θ, the rate corrected by their labels, and the bias b of the judge's; α, AC1 and κ of the labelled outputs
 *   interval     Tenenbein; with several outputs of an item the item bootstrap; α and AC1 by the item bootstrap
 *   verdict      usable if the interval of the judge's bias lies in ±δ; usable-corrected if J ≥ .3 and each verdict has
 *                10 labels; else not-usable. None without δ
 *   diagnostics  prevalence, sensitivity and specificity of the outputs, J, labels per verdict
 *
 * Two raters of the same items, neither of them the truth: how far they agree. No verdict.
 *
 *   estimate   share of the items on which they agree, AC1, Krippendorff's nominal α; κ only beside them
 *   interval   item bootstrap
 */
import { twoRaterAgreement, twoRaterIntervals } from '../agreement.ts'
import type { AgreementIntervals, TwoRaterAgreement } from '../agreement.ts'
import { tenenbein, tenenbeinIntervals } from '../judge-correction.ts'
import type { JudgeCorrection, JudgedOutputs } from '../judge-correction.ts'
import { krippendorffAlpha, krippendorffInterval } from '../krippendorff.ts'
import { bootstrapItems } from '../resampling.ts'
import type { Generator } from '../resampling.ts'
import { given, isGap, refuse } from '../result.ts'
import type { Interval, Result } from '../result.ts'

/** J below which a judge tells too little for its rate to be corrected. */
const WEAKEST = 0.3

export type JudgeAgainstPeople = {
  estimates: {
    /** P1: the judge's own rate. */
    raw: number
    /** θ and b, agreement over all outputs, Se, Sp, J; refused with fewer than 10 labels of a verdict. */
    correction: Result<Omit<JudgeCorrection, 'rate' | 'bias'> & { rate: number; bias: number }>
    /** Of the labelled outputs alone, which may be stratified; refused where all labels are one. */
    labelled: Result<TwoRaterAgreement>
    alpha: number | null
  }
  intervals: {
    rate: Result<Interval>
    bias: Result<Interval>
    alpha: Result<Interval>
    ac1: Result<Interval>
  }
  diagnostics: {
    /** One item may have several outputs: then intervals are by the item bootstrap. */
    items: number
    clustered: boolean
    counts: JudgedOutputs
    labels: number
    /** J below .3: it tells too little apart for its rate to be corrected; null where J is not known. */
    tooWeak: boolean | null
    /** Share of the labelled outputs that people call 1, by verdict of the judge; null without labels of it. */
    truePositive: number | null
    trueNegative: number | null
  }
  verdict: 'usable' | 'usable-corrected' | 'not-usable' | null
}

/** One judged output: verdict of the judge, and label of a person where there is one. */
export type JudgedRow = { item: string; judge: boolean; human: boolean | null }

const NONE: JudgedOutputs = {
  outputs: 0,
  positive: 0,
  positiveLabelled: 0,
  positiveTrue: 0,
  negativeLabelled: 0,
  negativeTrue: 0,
}

/** Counts of each item, from one line per output. */
export function collectJudged(rows: readonly JudgedRow[]): JudgedOutputs[] {
  const byItem = new Map<string, JudgedOutputs>()
  for (const { item, judge, human } of rows) {
    const one: JudgedOutputs = {
      outputs: 1,
      positive: judge ? 1 : 0,
      positiveLabelled: judge && human !== null ? 1 : 0,
      positiveTrue: judge && human === true ? 1 : 0,
      negativeLabelled: !judge && human !== null ? 1 : 0,
      negativeTrue: !judge && human === true ? 1 : 0,
    }
    byItem.set(item, added(byItem.get(item) ?? NONE, one))
  }
  return [...byItem.values()]
}

function added(a: JudgedOutputs, b: JudgedOutputs): JudgedOutputs {
  return {
    outputs: a.outputs + b.outputs,
    positive: a.positive + b.positive,
    positiveLabelled: a.positiveLabelled + b.positiveLabelled,
    positiveTrue: a.positiveTrue + b.positiveTrue,
    negativeLabelled: a.negativeLabelled + b.negativeLabelled,
    negativeTrue: a.negativeTrue + b.negativeTrue,
  }
}

/** How the bootstrap draws. */
type Draws = { random: Generator; replicates: number; confidence: number }

/** Judge by people, 1 first. */
function tableOf(judged: JudgedOutputs): [[number, number], [number, number]] {
  return [
    [judged.positiveTrue, judged.positiveLabelled - judged.positiveTrue],
    [judged.negativeTrue, judged.negativeLabelled - judged.negativeTrue],
  ]
}

/** Krippendorff's nominal α of a 2×2 table: 1 − (2N − 1)·disagreements/(n_0 n_1), n_c the labels of both. */
function alphaOf([[both, judgeOnly], [humanOnly, neither]]: ReturnType<typeof tableOf>): number {
  const apart = judgeOnly + humanOnly
  const ones = 2 * both + apart
  const zeros = 2 * neither + apart
  return ones === 0 || zeros === 0 ? Number.NaN : 1 - ((ones + zeros - 1) * apart) / (ones * zeros)
}

/**
 * The set for one language, from the counts of each item; independent of their order. Refuses what are no such counts
 * (`out-of-range`) and no outputs (`too-few-items`); what too few labels cannot give is refused by itself.
 */
export function judgeAgainstPeople(
  items: readonly JudgedOutputs[],
  random: Generator,
  {
    delta = null,
    replicates = 1999,
    confidence = 0.95,
  }: { delta?: number | null; replicates?: number; confidence?: number } = {},
): Result<JudgeAgainstPeople> {
  if (!isGap(delta, confidence)) return refuse('out-of-range')
  const counts = items.reduce(added, NONE)
  if (!(counts.outputs > 0)) return refuse('too-few-items')
  const found = tenenbein(counts, confidence)
  if (!found.ok && found.reason !== 'too-few-labels') return found
  const draws: Draws = { random, replicates, confidence }
  const clustered = items.some(({ outputs }) => outputs > 1)
  const { rate, bias } = correctionIntervals(found, items, clustered, draws)
  const agreement = twoRaterAgreement(tableOf(counts))
  const alpha = alphaOf(tableOf(counts))
  const { positiveLabelled, negativeLabelled } = counts
  return given({
    estimates: {
      raw: counts.positive / counts.outputs,
      correction: found.ok
        ? given({ ...found.value, rate: found.value.rate.value, bias: found.value.bias.value })
        : found,
      labelled: agreement,
      alpha: Number.isFinite(alpha) ? alpha : null,
    },
    intervals: { rate, bias, ...labelIntervals(items, draws) },
    diagnostics: {
      items: items.length,
      clustered,
      counts,
      labels: positiveLabelled + negativeLabelled,
      tooWeak: found.ok ? found.value.youden < WEAKEST : null,
      truePositive: positiveLabelled === 0 ? null : counts.positiveTrue / positiveLabelled,
      trueNegative: negativeLabelled === 0 ? null : counts.negativeTrue / negativeLabelled,
    },
    verdict: delta === null ? null : verdictOf(found, bias, delta),
  })
}

function verdictOf(
  found: Result<JudgeCorrection>,
  bias: Result<Interval>,
  delta: number,
): 'usable' | 'usable-corrected' | 'not-usable' {
  if (!found.ok) return 'not-usable'
  if (bias.ok && bias.value.lo > -delta && bias.value.hi < delta) return 'usable'
  return found.value.youden >= WEAKEST ? 'usable-corrected' : 'not-usable'
}

function correctionIntervals(
  found: Result<JudgeCorrection>,
  items: readonly JudgedOutputs[],
  clustered: boolean,
  { random, replicates, confidence }: Draws,
): { rate: Result<Interval>; bias: Result<Interval> } {
  if (!found.ok) return { rate: found, bias: found }
  if (!clustered) {
    const range = ({ lo, hi }: Interval): Result<Interval> => given({ lo, hi })
    return { rate: range(found.value.rate), bias: range(found.value.bias) }
  }
  const drawn = tenenbeinIntervals(items, random, replicates, confidence)
  return drawn.ok ? drawn.value : { rate: drawn, bias: drawn }
}

/** α and AC1 over the labelled items, drawn with all their outputs. */
function labelIntervals(
  items: readonly JudgedOutputs[],
  { random, replicates, confidence }: Draws,
): { alpha: Result<Interval>; ac1: Result<Interval> } {
  const labelled = items
    .filter((item) => item.positiveLabelled + item.negativeLabelled > 0)
    .map((item) => Uint32Array.from(tableOf(item).flat()))
    .toSorted(compareTables)
  const intervalOf = (statistic: (table: ReturnType<typeof tableOf>) => number): Result<Interval> => {
    const drawn = bootstrapItems(
      labelled.length,
      replicates,
      random,
      (indexes) => {
        let [both, judgeOnly, humanOnly, neither] = [0, 0, 0, 0]
        for (let k = 0; k < indexes.length; k++) {
          const item = labelled[indexes[k] ?? 0]
          both += item?.[0] ?? 0
          judgeOnly += item?.[1] ?? 0
          humanOnly += item?.[2] ?? 0
          neither += item?.[3] ?? 0
        }
        return statistic([
          [both, judgeOnly],
          [humanOnly, neither],
        ])
      },
      confidence,
    )
    return drawn.ok ? given({ lo: drawn.value.lo, hi: drawn.value.hi }) : drawn
  }
  const ac1Of = (table: ReturnType<typeof tableOf>): number => {
    const found = twoRaterAgreement(table)
    return found.ok ? found.value.ac1 : Number.NaN
  }
  return { alpha: intervalOf(alphaOf), ac1: intervalOf(ac1Of) }
}

function compareTables(a: Uint32Array, b: Uint32Array): number {
  for (const [k, count] of a.entries()) if (count !== b[k]) return count - (b[k] ?? 0)
  return 0
}

export type TwoRaters = {
  estimates: TwoRaterAgreement & { alpha: number }
  intervals: AgreementIntervals & { alpha: Result<Interval> }
  diagnostics: {
    /** Categories in the order of the table, which is that of `byCategory` and `prevalence`. */
    categories: string[]
    /** Rows: labels of the first rater; columns: of the second. */
    table: number[][]
    /** Items that one of them left without a label. */
    unlabelled: number
  }
  verdict: null
}

export type RatedRow = { first: string | null; second: string | null }

/**
 * The set for two raters, one line per item, null where a rater gave no label; independent of the order. Refuses fewer
 * than two items that both labelled (`too-few-items`) and labels that are all the same (`no-variation`).
 */
export function twoRaters(
  rows: readonly RatedRow[],
  random: Generator,
  replicates = 1999,
  confidence = 0.95,
): Result<TwoRaters> {
  const rated = rows.flatMap(({ first, second }) =>
    first === null || second === null ? [] : [{ first, second }],
  )
  const used = [...new Set(rated.flatMap(({ first, second }) => [first, second]))].toSorted()
  const codeOf = new Map(used.map((label, code) => [label, code]))
  // One category alone is still a table of two: it is refused for its labels, not for its shape.
  const size = Math.max(2, used.length)
  const table = Array.from({ length: size }, () => Array.from({ length: size }, () => 0))
  for (const { first, second } of rated) {
    const row = table[codeOf.get(first) ?? 0]
    const column = codeOf.get(second) ?? 0
    if (row !== undefined) row[column] = (row[column] ?? 0) + 1
  }
  const agreement = twoRaterAgreement(table)
  if (!agreement.ok) return agreement
  const intervals = twoRaterIntervals(table, random, replicates, confidence)
  if (!intervals.ok) return intervals
  const units = rated.map(({ first, second }) => [codeOf.get(first) ?? 0, codeOf.get(second) ?? 0])
  const alpha = krippendorffAlpha(units, 'nominal')
  if (!alpha.ok) return alpha
  const range = krippendorffInterval(units, 'nominal', random, replicates, confidence)
  return given(
    {
      estimates: { ...agreement.value, alpha: alpha.value.alpha },
      intervals: {
        ...intervals.value,
        alpha: range.ok ? given({ lo: range.value.lo, hi: range.value.hi }) : range,
      },
      diagnostics: { categories: used, table, unlabelled: rows.length - rated.length },
      verdict: null,
    },
    agreement.warnings,
  )
}
