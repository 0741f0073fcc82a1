/** The estimators of the room statistics in the shapes of the analysis statement. No formula is here. */
import type { z } from 'zod'
import type {
  JointFigures,
  JointResult,
  LabLanguageResult,
  LabRow,
  Refused,
  RunScoresResult,
  Score,
} from '../../statement/index.ts'
import {
  attribution,
  beyondDelta,
  bootstrapMean,
  connectivity,
  createGenerator,
  crossedAnova,
  degreesOfEquivalence,
  labLanguage,
  meanOf,
  pairedDifference,
  runScore,
  selectCells,
  wilson,
} from '../../statistics/index.ts'
import type { Cells, Interval } from '../../statistics/index.ts'

/** Interval of one run's score from the effective n; from the t distribution where attempts are not 0 or 1. */
export function scoreInterval(
  means: Float64Array,
  attempts: Float64Array,
  binary: boolean,
): Score['interval'] {
  const score = runScore(means, attempts, { continuous: !binary })
  return score.ok ? rangeOf(score.value.interval) : { refused: score.reason }
}

/** Every attempt taken for an item of its own. */
export function naiveScore(successes: number, n: number): RunScoresResult['rows'][number]['naive'] {
  if (n === 0) return { refused: 'too-few-items' }
  const interval = wilson(successes / n, n)
  return interval.ok ? { successes, n, ...rangeOf(interval.value) } : { refused: interval.reason }
}

/** Mean difference, first minus second, of means of the same items in the same order. */
export function paired(
  a: Float64Array,
  b: Float64Array,
): Refused | { value: number; lo: number; hi: number; p: number } {
  const difference = pairedDifference(a, b)
  if (!difference.ok) return { refused: difference.reason }
  const { value, lo, hi, p } = difference.value
  return { value, lo, hi, p }
}

/** Distance of every lab to the others, and of it being beyond delta, in the order of the cells. */
export function distances(cells: Cells, delta: number | null): Pick<LabRow, 'd' | 'beyond'>[] {
  const found = degreesOfEquivalence(cells)
  const beyond = delta === null ? null : beyondDelta(cells, delta)
  return Array.from({ length: cells.labs }, (_, lab) => {
    const row = beyond?.ok ? beyond.value[lab] : undefined
    return {
      d: found.ok ? distanceOf(found.value[lab]) : { refused: found.reason },
      beyond: row ? { p: row.p, holm: row.holm } : null,
    }
  })
}

function distanceOf(
  row:
    | { d: number; lo: number; hi: number; se: number | null; p: number | null; holm: number | null }
    | undefined,
): LabRow['d'] {
  if (!row || row.se === null || row.p === null || row.holm === null) return { refused: 'no-variation' }
  return { value: row.d, lo: row.lo, hi: row.hi, se: row.se, p: row.p, holm: row.holm }
}

/** Every joint figure, and the bootstrap of the mean over items from a generator of its own. */
export function jointFigures(
  cells: Cells,
  seed: readonly [number, number, number, number],
  replicates: number,
): z.infer<typeof JointFigures> | Refused {
  const anova = crossedAnova(cells)
  if (!anova.ok) return { refused: anova.reason }
  const { value } = anova
  const bootstrap = bootstrapMean(value.itemMeans, replicates, createGenerator(seed))
  const { df } = value.tasksOfThisKind
  return {
    mean: value.mean,
    thisTest: rangeOf(value.thisTest),
    tasksOfThisKind: { ...rangeOf(value.tasksOfThisKind), df },
    nextLab: rangeOf(value.nextLab),
    repeatability: value.repeatability,
    betweenLabs: value.betweenLabs,
    reproducibility: value.reproducibility,
    sdFactors: rangeOf(value.sdFactors),
    tests: { itemsFixed: value.itemsFixed, itemsRandom: value.itemsRandom },
    bootstrap: bootstrap.ok ? bootstrap.value : { refused: bootstrap.reason },
  }
}

type Verdict = NonNullable<JointResult['verdict']>

export type StepDown = Pick<Verdict, 'named' | 'remaining' | 'remainingAgree' | 'steps'> & {
  outcome: Exclude<Verdict['outcome'], 'missing-decides'>
  /** Distance of every lab to the labs that remain, in the order of the cells. */
  final: ({ value: number } & Interval)[]
}

/** The step-down over all labs of complete cells; a refusal where they cannot be compared. */
export function stepDown(cells: Cells, labs: readonly string[], delta: number): StepDown | Refused {
  const found = attribution(cells, delta)
  if (!found.ok) return { refused: found.reason }
  const { value } = found
  const nameOf = (lab: number): string => labs[lab] ?? ''
  return {
    outcome: value.outcome,
    named: value.named.map(nameOf),
    remaining: value.remaining.map(nameOf),
    remainingAgree: value.remainingAgree,
    steps: value.steps.map(({ labs: compared, rows, setAside }) => ({
      labs: compared.map(nameOf),
      setAside: setAside === null ? null : nameOf(setAside),
      holm: rows.map(({ lab, d, p, holm }) => ({ lab: nameOf(lab), d, p, holm })),
    })),
    final: value.final.map(({ d, lo, hi }) => ({ value: d, lo, hi })),
  }
}

/** The mean of the labs that are kept, with interval (a) where at least three are. */
export function meanOfLabs(cells: Cells, kept: readonly number[]): NonNullable<JointResult['withoutNamed']> {
  const items = Array.from({ length: cells.items }, (_, j) => j)
  const some = selectCells(cells, kept, items)
  const anova = crossedAnova(some)
  if (anova.ok) return { mean: anova.value.mean, thisTest: rangeOf(anova.value.thisTest) }
  const means = some.sum.map((sum, at) => sum / (some.n[at] ?? 0))
  return { mean: meanOf(means), thisTest: { refused: anova.reason } }
}

/** Effects of lab and language; refused where they cannot be told apart. */
export function additiveEffects(
  cells: LabLanguageResult['cells'],
): Pick<LabLanguageResult, 'components' | 'df' | 'effects'> {
  const { components, df } = connectivity(cells)
  const effects = labLanguage(cells)
  return {
    components: components.length,
    df,
    effects: effects.ok
      ? {
          mean: effects.value.mean,
          labs: effects.value.labs,
          languages: effects.value.languages,
          residualSd: effects.value.residualSd,
        }
      : { refused: components.length > 1 ? 'not-connected' : effects.reason },
  }
}

function rangeOf({ lo, hi }: Interval): Interval {
  return { lo, hi }
}
