import type {
  Connectivity,
  Incidents,
  JointExercise,
  JointExerciseOfTotals,
  JudgeAgainstPeople,
  LabLanguage,
  OneRun,
  RatePlan,
  Result,
  TwoConfigurations,
  TwoRaters,
} from '../../statistics/index.ts'
import type { Figure, Table } from '../document.ts'

/** What a value of 1 is: a success, a refusal; or values between, a score. */
export type Measure = 'successes' | 'refusals' | 'scores'

/** Unit of time of a table of incidents, where its periods say it. */
export type TimeUnit = 'year' | 'quarter' | 'month' | 'week' | 'day' | 'period'

/** A recommended set with what its numbers are called; names are as their owner wrote them. */
export type StatisticsPart =
  | { set: 'one-run'; measure: Measure; result: Result<OneRun> }
  | {
      set: 'two-configurations'
      /** Two labs give no joint figure, which is said. */
      by: 'lab' | 'configuration'
      names: readonly [string, string]
      measure: Measure
      delta: number | null
      result: Result<TwoConfigurations>
    }
  | {
      set: 'joint-exercise'
      labs: readonly string[]
      delta: number | null
      result: Result<JointExercise>
    }
  | { set: 'joint-totals'; labs: readonly string[]; result: Result<JointExerciseOfTotals> }
  | {
      set: 'judge'
      /** What verdict 1 is called. */
      positive: string
      delta: number | null
      languages: readonly { language: string | null; result: Result<JudgeAgainstPeople> }[]
    }
  | { set: 'two-raters'; result: Result<TwoRaters> }
  | {
      set: 'incidents'
      unit: TimeUnit
      /** Names of the periods, in the order of time. */
      periods: readonly string[]
      plan: RatePlan | null
      result: Result<Incidents>
    }
  | { set: 'languages'; connectivity: Connectivity; effects: Result<LabLanguage> }

/** A set in words, numbers and pictures. */
export type ToldStatistics = {
  /** Which set this is, and why. */
  why: string
  sentences: string[]
  /** What must be known with the sentences. */
  notes: string[]
  tables: Table[]
  figures: Figure[]
}
