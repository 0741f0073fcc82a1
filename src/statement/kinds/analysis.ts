import { z } from 'zod'
import { Nonce, Sha256Hex, Slug, StatementRef, Timestamp } from './common.ts'
import { OutcomeCounts } from './run.ts'

/** Why no number is given. The first twelve are those of the room `statistics`. */
export const RefusalReason = z.enum([
  'too-few-items',
  'too-few-labs',
  'no-variation',
  'not-connected',
  'mismatched-items',
  'missing-decides',
  'no-exposure',
  'too-few-labels',
  'judge-too-weak',
  'n-unknown',
  'out-of-range',
  'not-converged',
  'run-missing',
])
export type RefusalReason = z.infer<typeof RefusalReason>

export const Refused = z.strictObject({ refused: RefusalReason })
export type Refused = z.infer<typeof Refused>

const Num = z.number()
/** A two-sided 95 % interval, on the scale of the score; may pass 0 or 1 (clipped only for display). */
export const Range = z.strictObject({ lo: Num, hi: Num })
export type Range = z.infer<typeof Range>
export const Estimate = z.strictObject({ value: Num, lo: Num, hi: Num })
export type Estimate = z.infer<typeof Estimate>

/** Score of one lab and model on one set: mean of item means, interval from the effective n. */
export const Score = z.strictObject({
  value: Num,
  interval: z.union([Range, Refused]),
  items: z.int(),
  attempts: z.int(),
  /** Share of items whose attempts disagree; null with one attempt. */
  flipRate: Num.nullable(),
  /** Score with every missing attempt at the worst, at the best. */
  bounds: Range,
  counts: OutcomeCounts,
})
export type Score = z.infer<typeof Score>

export const LabRow = z.strictObject({
  lab: Slug,
  /** Null: the lab has no run here, and every figure of the row is refused `run-missing`. */
  run: StatementRef.nullable(),
  score: z.union([Score, Refused]),
  /** Distance to the mean of the other labs, paired by item; p and Holm p of "no distance". */
  d: z.union([z.strictObject({ value: Num, lo: Num, hi: Num, se: Num, p: Num, holm: Num }), Refused]),
  /** Holm p of "not beyond delta", full set of labs; null without delta. */
  beyond: z.strictObject({ p: Num, holm: Num }).nullable(),
  /** Distance with this lab's missing attempts worst and the others' best, and the reverse. */
  dBounds: Range.nullable(),
  named: z.boolean(),
  /** Distance to the labs that were not named, after the step-down. */
  dFinal: z.union([Estimate, Refused]).nullable(),
})
export type LabRow = z.infer<typeof LabRow>

export const JointFigures = z.strictObject({
  mean: Num,
  /** Interval (a): these items, labs like these. */
  thisTest: Range,
  /** Interval (b): items and labs like these. */
  tasksOfThisKind: z.strictObject({ lo: Num, hi: Num, df: Num }),
  nextLab: Range,
  /** SD of the mean score when one lab repeats; null with one attempt per item. */
  repeatability: Num.nullable(),
  /** SD between labs beyond repetition, with its interval; from 3 or 4 labs only the range is shown. */
  betweenLabs: z.strictObject({ value: Num, lo: Num, hi: Num }).nullable(),
  reproducibility: Num.nullable(),
  /** How far off an SD from this number of labs may be: factors. */
  sdFactors: Range,
  tests: z.strictObject({
    itemsFixed: z.strictObject({ f: Num, df1: Num, df2: Num, p: Num }).nullable(),
    itemsRandom: z.strictObject({ f: Num, df1: Num, df2: Num, p: Num }).nullable(),
  }),
  /** Bootstrap over items of the mean, percentile, from the stored seed. */
  bootstrap: z.union([z.strictObject({ lo: Num, hi: Num, replicates: z.int() }), Refused]),
})

export const JointResult = z.strictObject({
  kind: z.literal('joint'),
  id: Slug,
  set: Slug,
  language: z.string(),
  model: Slug,
  measure: Slug,
  primary: z.boolean(),
  delta: Num.nullable(),
  /** Items that every lab scored, and those left out because some lab has no value. */
  items: z.int(),
  itemsDropped: z.int(),
  labs: z.array(LabRow),
  figures: z.union([JointFigures, Refused]),
  /** The step-down; null without delta. */
  verdict: z
    .strictObject({
      outcome: z.enum(['agree', 'differs', 'cannot-tell', 'cannot-tell-which', 'missing-decides']),
      named: z.array(Slug),
      /** The labs not named, and whether they agree within delta. */
      remaining: z.array(Slug),
      remainingAgree: z.enum(['agree', 'cannot-tell']),
      steps: z.array(
        z.strictObject({
          labs: z.array(Slug),
          setAside: Slug.nullable(),
          holm: z.array(z.strictObject({ lab: Slug, d: Num, p: Num, holm: Num })),
        }),
      ),
    })
    .nullable(),
  /** The same mean without the named labs: a sensitivity line, never the headline. */
  withoutNamed: z.strictObject({ mean: Num, thisTest: z.union([Range, Refused]) }).nullable(),
})
export type JointResult = z.infer<typeof JointResult>

export const LabPairResult = z.strictObject({
  kind: z.literal('lab-pair'),
  id: Slug,
  set: Slug,
  language: z.string(),
  model: Slug,
  measure: Slug,
  labs: z.array(
    z.strictObject({ lab: Slug, run: StatementRef.nullable(), score: z.union([Score, Refused]) }),
  ),
  items: z.int(),
  itemsDropped: z.int(),
  /** First lab minus second, paired by item. */
  difference: z.union([Estimate, Refused]),
})
export type LabPairResult = z.infer<typeof LabPairResult>

export const LabLanguageResult = z.strictObject({
  kind: z.literal('lab-language'),
  id: Slug,
  model: Slug,
  measure: Slug,
  cells: z.array(z.strictObject({ lab: Slug, language: z.string(), score: Num })),
  components: z.int(),
  df: z.int(),
  effects: z.union([
    z.strictObject({
      mean: Num,
      labs: z.array(z.strictObject({ lab: Slug, effect: Num })),
      languages: z.array(z.strictObject({ language: z.string(), effect: Num })),
      residualSd: Num.nullable(),
    }),
    Refused,
  ]),
})
export type LabLanguageResult = z.infer<typeof LabLanguageResult>

export const RunScoresResult = z.strictObject({
  kind: z.literal('run-scores'),
  id: Slug,
  set: Slug,
  language: z.string(),
  lab: Slug,
  rows: z.array(
    z.strictObject({
      model: Slug,
      run: StatementRef.nullable(),
      measure: Slug,
      score: z.union([Score, Refused]),
      /** Attempts counted as if each were an item of its own (Wilson): shown beside, never instead. */
      naive: z.union([z.strictObject({ successes: Num, n: z.int(), lo: Num, hi: Num }), Refused]),
      /** Verdicts "not applicable" among all verdicts of this measure. */
      notApplicable: z.strictObject({ count: z.int(), of: z.int() }),
      perItem: z.array(z.strictObject({ item: z.string(), sum: Num, n: z.int() })),
    }),
  ),
})
export type RunScoresResult = z.infer<typeof RunScoresResult>

export const ModelPairsResult = z.strictObject({
  kind: z.literal('model-pairs'),
  id: Slug,
  set: Slug,
  language: z.string(),
  lab: Slug,
  rows: z.array(
    z.strictObject({
      measure: Slug,
      a: Slug,
      b: Slug,
      items: z.int(),
      difference: z.union([z.strictObject({ value: Num, lo: Num, hi: Num, p: Num, adjusted: Num }), Refused]),
    }),
  ),
})
export type ModelPairsResult = z.infer<typeof ModelPairsResult>

export const AnalysisResult = z.discriminatedUnion('kind', [
  JointResult,
  LabPairResult,
  LabLanguageResult,
  RunScoresResult,
  ModelPairsResult,
])
export type AnalysisResult = z.infer<typeof AnalysisResult>

/** Kind `analysis`: every planned analysis of an exercise, in the order of the plan. */
export const Analysis = z.strictObject({
  nonce: Nonce.optional(),
  exercise: Slug,
  protocol: StatementRef,
  amendments: z.array(StatementRef).max(100),
  name: Slug,
  /** First 16 bytes of SHA-256(protocol id, newline, analysis name), hex. */
  seed: z.string().regex(/^[0-9a-f]{32}$/),
  /** What it was computed from: the run statements and their tables, sorted by lab, then model. */
  inputs: z.array(z.strictObject({ lab: Slug, model: Slug, run: StatementRef, table: Sha256Hex })),
  results: z.array(AnalysisResult).min(1),
  computed: z.strictObject({ by: Slug, at: Timestamp, engine: z.string().max(100) }),
})
export type Analysis = z.infer<typeof Analysis>
