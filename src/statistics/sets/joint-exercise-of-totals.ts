/**
 * What can be said of at least three labs of which only totals are known, x_i of n_i. Which items they were is not
 * known, so labs are not compared item by item and there is no verdict; every trial is taken for an item of its own.
 *
 *   estimate     mean of the lab shares, equally weighted
 *   interval     mean ± t_{L−1} SD/√L (labs like these), next lab (interlab-consistency.ts); Wilson of each share
 *   diagnostics  χ² of "all have one share", which does not know what items the labs share
 */
import { betweenLabConsistency } from '../interlab-consistency.ts'
import { homogeneity } from '../iso-5725.ts'
import type { Homogeneity } from '../iso-5725.ts'
import { given, refuse } from '../result.ts'
import type { Interval, Result } from '../result.ts'
import { meanOf } from '../sum.ts'
import { oneRunOfTotals } from './one-run.ts'
import type { OneRun, Total } from './one-run.ts'

export type JointExerciseOfTotals = {
  /** In the order of the totals. */
  estimates: { mean: number; labs: { score: number }[] }
  intervals: {
    /** Refused where all shares are equal (`no-variation`). */
    joint: Result<{ thisTest: Interval; nextLab: Interval }>
    labs: { score: OneRun['intervals']['score'] }[]
  }
  diagnostics: { labs: Total[]; homogeneity: Result<Homogeneity> }
  verdict: null
}

/** Refuses fewer than three labs (`too-few-labs`), what are no counts (`out-of-range`) and no trials (`n-unknown`). */
export function jointExerciseOfTotals(
  totals: readonly Total[],
  confidence = 0.95,
): Result<JointExerciseOfTotals> {
  if (totals.length < 3) return refuse('too-few-labs')
  const runs: OneRun[] = []
  for (const total of totals) {
    const run = oneRunOfTotals(total, confidence)
    if (!run.ok) return run
    runs.push(run.value)
  }
  const scores = runs.map(({ estimates }) => estimates.score)
  const between = betweenLabConsistency(scores, confidence)
  return given(
    {
      estimates: {
        mean: meanOf(scores.toSorted((a, b) => a - b)),
        labs: scores.map((score) => ({ score })),
      },
      intervals: {
        joint: between.ok
          ? given({
              thisTest: { lo: between.value.interval.lo, hi: between.value.interval.hi },
              nextLab: between.value.nextLab,
            })
          : between,
        labs: runs.map(({ intervals }) => ({ score: intervals.score })),
      },
      diagnostics: {
        labs: totals.map(({ successes, n }) => ({ successes, n })),
        homogeneity: homogeneity(totals.map(({ successes, n }) => ({ x: successes, n }))),
      },
      verdict: null,
    },
    totals.length < 5 ? ['too-few-labs'] : [],
  )
}
