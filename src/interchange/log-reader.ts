/** What every reader of evaluation logs offers, whatever tool wrote them. */
import type { Sentence } from '../error.ts'
import type { Outcome, Sha256 } from '../statement/index.ts'
import type { ByteFile } from './byte-file.ts'
import type { LogFacts } from './log-fields.ts'
import type { Unpack } from './zip/unpack.ts'

export type LogEffects = Unpack & { sha256: Sha256 }

export type LogReader = {
  /** Whether the beginning of a file is of this format; never throws for what a file may hold. */
  recognises(file: ByteFile): Promise<boolean>
  /** Throws `bad-input` for a file that cannot be read. */
  open(file: ByteFile, effects: LogEffects): Promise<OpenLog>
}

export type OpenLog = {
  about: LogAbout
  /** What the log says of itself, to be held against another log. */
  facts: LogFacts
  /**
   * Reads every attempt once, gives each to `take`, and recomputes what was logged of them. Memory grows with the
   * numbers of attempts and scores, not with what is in them. Throws `bad-input` naming what cannot be read.
   */
  check(take?: (attempt: LoggedAttempt) => void): Promise<LogCheck>
}

/** What the log says of the run. */
export type LogAbout = {
  format: string
  version: string
  task: string
  model: string
  dataset: string | null
  /** As logged; usually ISO 8601. */
  created: string | null
  /** As logged: success, started, cancelled, error. */
  status: string
}

/** One item in one epoch. */
export type LoggedAttempt = {
  id: string
  /** From 1. */
  epoch: number
  question: string
  choices: string[]
  /** Letters are resolved to the texts of their choices. */
  targets: string[]
  /** Null where a picture or another medium is only named in the log. */
  itemKey: string | null
  refKey: string
  /** As logged, with everything in its place; the answer is the last of them. */
  messages: unknown[]
  answer: string | null
  /** By scorer. */
  scores: Record<string, { value: unknown; number: number | null; explanation: string | null }>
  outcome: Exclude<Outcome, 'not-run'>
  reason: string | null
  /** Of the first scorer; with `limit` that of what was reached. */
  value: number | null
  limit: string | null
  error: string | null
  labels: string[]
  tokensIn: number | null
  tokensOut: number | null
}

/**
 * verified: every metric that can be recomputed agrees, and all completed samples are there. partial: rows or scores
 * are missing. mismatch: all are there and a number differs. nothing to verify: no metric whose formula is known.
 */
export type CheckLabel = 'verified' | 'partial' | 'mismatch' | 'nothing-to-verify'

export type MetricCheck = {
  /** Scorer, and where it gives several values which of them. */
  score: string
  metric: string
  reducer: string | null
  /** NaN and infinities are null. */
  logged: number | null
  /** Null where it cannot be recomputed from what is there. */
  recomputed: number | null
  /** Null for a metric whose formula is not known. */
  formula: string | null
  /** Items the recomputed figure rests on. */
  n: number
  agrees: boolean | null
}

export type LogCheck = {
  label: CheckLabel
  counts: Record<Outcome, number>
  samples: {
    /** In the file. */
    present: number
    /** The plan: items × epochs; null where the log does not say. */
    planned: number | null
    /** Said to be completed, and not in the file. */
    absent: number
  }
  metrics: MetricCheck[]
  notes: Sentence[]
}
