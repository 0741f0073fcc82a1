/**
 * Recommended set for a joint exercise: at least three labs on the same items.
 *
 *   estimate     mean of the lab scores, equally weighted, on the common items; s_r, s_L, s_R; d_i
 *   interval     (a) this test, (b) tasks of this kind, next lab, s_L; of every score and distance, by groups of items
 *                where they come in groups ((b) takes no groups)
 *                fewer than five labs: s_L, and s_R made of it, only as the range of s_L
 *   verdict      step-down (equivalence.ts): agree, differs, cannot-tell, cannot-tell-which; missing-decides where it
 *                changes with one lab's missing worst and the others' best, or the reverse; then nobody is named.
 *                None without δ. Nobody is removed: a lab that is named stays in the mean
 *   diagnostics  both F tests, share of lab × item, h and k, items dropped, bounds, missingness
 *
 * Two labs have a paired difference (two-configurations.ts), no joint figure.
 */
import { betweenLabConsistency, repeatDeviations, withinLabConsistency } from '../interlab-consistency.ts'
import type { BetweenLabConsistency, WithinLabConsistency } from '../interlab-consistency.ts'
import { crossedAnova } from '../crossed-anova.ts'
import type { CrossedAnova, FTest } from '../crossed-anova.ts'
import { attribution, beyondDelta, degreesOfEquivalence } from '../equivalence.ts'
import type { Attribution } from '../equivalence.ts'
import { given, isGap, refuse } from '../result.ts'
import type { Interval, Result } from '../result.ts'
import { meanOf } from '../sum.ts'
import {
  attemptedItems,
  attemptsOfItems,
  commonItems,
  countedCells,
  droppedItems,
  extremeCells,
  hasMissing,
  missingness,
  openBounds,
  repeatsOf,
} from './attempts.ts'
import type { Attempts, Denominator, Dropped, Missingness, Repeats } from './attempts.ts'
import { oneRun } from './one-run.ts'
import type { OneRun } from './one-run.ts'

/** Fewer labs, and the spread between labs is a range only. */
const LABS_FOR_A_SPREAD = 5

export type JointExercise = {
  /** Labs in the order of the attempts. */
  estimates: {
    /** Labs weigh the same, also one that is named. */
    mean: number
    labs: { score: number; d: number }[]
    /** s_r, s_L and s_R: null without repeats, the last two also below five labs. */
    repeatability: number | null
    betweenLabs: number | null
    reproducibility: number | null
  }
  intervals: {
    /** Refused where no lab differs at all (`no-variation`). */
    joint: Result<Pick<CrossedAnova, 'thisTest' | 'tasksOfThisKind' | 'nextLab'>>
    betweenLabs: Interval | null
    labs: {
      score: OneRun['intervals']['score']
      d: Interval
      /** Distance to the labs that are not named; null without δ. */
      final: (Interval & { value: number }) | null
    }[]
  }
  diagnostics: {
    items: number
    /** Null where items are not grouped. */
    groups: number | null
    dropped: Dropped
    repeats: Repeats
    /** Does some lab differ: on these items, and beyond what items of this kind bring. */
    itemsFixed: FTest | null
    itemsRandom: FTest | null
    /** Lab × item as a share of what varies beyond repetition; null without repeats. */
    labByItemShare: number | null
    /** From an SD of so few labs to the ends of its interval. */
    sdFactors: Interval | null
    between: Result<BetweenLabConsistency>
    within: Result<WithinLabConsistency>
    labs: {
      run: OneRun['diagnostics']
      /** p of "no distance" and of "not beyond δ", by Holm over the labs. */
      holm: number | null
      beyondHolm: number | null
      /** Between what d lies, however what is missing counts; null where nothing is. */
      bounds: Interval | null
    }[]
    missing: number
    missingness: Missingness
  }
  verdict: JointVerdict | null
}

export type JointVerdict = Pick<Attribution, 'named' | 'remaining' | 'remainingAgree' | 'steps'> & {
  outcome: Attribution['outcome'] | 'missing-decides'
}

export type JointExerciseOptions = {
  denominator?: Denominator
  /** Of every interval; .95 unless said otherwise, and always with a δ. */
  confidence?: number
  /** Largest gap that does not matter, agreed before; without it there is no verdict. */
  delta?: number | null
  /** Name of the group of each item, in the order of the items. */
  groups?: readonly string[]
}

/**
 * The set for the labs of `attempts`. Refuses fewer than three labs (`too-few-labs`), fewer than two common items
 * or groups of items (`too-few-items`), groups of other items (`mismatched-items`), and scores or a δ out of range
 * (`out-of-range`).
 */
export function jointExercise(
  attempts: Attempts,
  { denominator = 'scored-only', confidence = 0.95, delta = null, groups }: JointExerciseOptions = {},
): Result<JointExercise> {
  if (attempts.labs < 3) return refuse('too-few-labs')
  if (!isGap(delta, confidence)) return refuse('out-of-range')
  if (groups !== undefined && groups.length !== attempts.items) return refuse('mismatched-items')
  const kept = commonItems(attempts, denominator)
  const chosen = groups && kept.map((j) => groups[j] ?? '')
  const compared = attemptsOfItems(attempts, kept)
  const cells = countedCells(compared, denominator)
  const distances = degreesOfEquivalence(cells, confidence, chosen)
  if (!distances.ok) return distances
  const runs: OneRun[] = []
  for (let lab = 0; lab < attempts.labs; lab++) {
    const run = oneRun(
      compared,
      { denominator, confidence, ...(chosen === undefined ? {} : { groups: chosen }) },
      lab,
    )
    if (!run.ok) return run
    runs.push(run.value)
  }
  const anova = crossedAnova(cells, confidence)
  const found = delta === null ? null : attribution(cells, delta, chosen)
  if (found !== null && !found.ok) return found
  const beyond = delta === null ? null : beyondDelta(cells, delta, chosen)
  const bounds = openBounds(attempts)
  const figures = anova.ok ? anova.value : null
  const scores = runs.map(({ estimates }) => estimates.score)
  const few = attempts.labs < LABS_FOR_A_SPREAD
  const repeats = repeatDeviations(cells)
  return given(
    {
      estimates: {
        mean: figures?.mean ?? meanOf(scores.toSorted((a, b) => a - b)),
        labs: distances.value.map(({ d }, lab) => ({ score: scores[lab] ?? 0, d })),
        repeatability: figures?.repeatability ?? null,
        betweenLabs: few ? null : (figures?.betweenLabs?.value ?? null),
        reproducibility: few ? null : (figures?.reproducibility ?? null),
      },
      intervals: {
        joint: anova.ok ? given(jointIntervals(anova.value), anova.warnings) : anova,
        betweenLabs: rangeOf(figures?.betweenLabs ?? null),
        labs: distances.value.map(({ lo, hi }, lab) => ({
          score: runs[lab]?.intervals.score ?? refuse('mismatched-items'),
          d: { lo, hi },
          final: finalOf(found?.value ?? null, lab),
        })),
      },
      diagnostics: {
        items: kept.length,
        groups: chosen === undefined ? null : new Set(chosen).size,
        dropped: droppedItems(countedCells(attempts, denominator), kept),
        repeats: repeatsOf(cells),
        itemsFixed: figures?.itemsFixed ?? null,
        itemsRandom: figures?.itemsRandom ?? null,
        labByItemShare: labByItemShare(figures),
        sdFactors: figures?.sdFactors ?? null,
        between: betweenLabConsistency(scores, confidence),
        within: repeats.ok ? withinLabConsistency(repeats.value.sds, repeats.value.replicates) : repeats,
        labs: runs.map(({ diagnostics }, lab) => ({
          run: diagnostics,
          holm: distances.value[lab]?.holm ?? null,
          beyondHolm: beyond?.ok === true ? (beyond.value[lab]?.holm ?? null) : null,
          bounds: bounds?.[lab] ?? null,
        })),
        missing: attempts.missing.reduce((sum, count) => sum + count, 0),
        missingness: missingness(attempts),
      },
      verdict: found === null || delta === null ? null : verdictOf(attempts, found.value, delta, groups),
    },
    anova.ok ? anova.warnings : [],
  )
}

function rangeOf(range: Interval | null): Interval | null {
  return range === null ? null : { lo: range.lo, hi: range.hi }
}

function jointIntervals({ thisTest, tasksOfThisKind, nextLab }: CrossedAnova) {
  return { thisTest, tasksOfThisKind, nextLab }
}

function finalOf(found: Attribution | null, lab: number): (Interval & { value: number }) | null {
  const one = found?.final[lab]
  return one === undefined ? null : { value: one.d, lo: one.lo, hi: one.hi }
}

function labByItemShare(figures: CrossedAnova | null): number | null {
  if (figures === null || figures.components === null) return null
  const { lab, item, labByItem } = figures.components
  const sum = Math.max(0, lab) + Math.max(0, item) + Math.max(0, labByItem)
  return sum > 0 ? Math.max(0, labByItem) / sum : null
}

function verdictOf(
  attempts: Attempts,
  found: Attribution,
  delta: number,
  groups: readonly string[] | undefined,
): JointVerdict {
  const { outcome, named, remaining, remainingAgree, steps } = found
  if (!missingDecides(attempts, delta, found, groups))
    return { outcome, named, remaining, remainingAgree, steps }
  return {
    outcome: 'missing-decides',
    named: [],
    remaining: Array.from({ length: attempts.labs }, (_, lab) => lab),
    remainingAgree: 'cannot-tell',
    steps,
  }
}

/**
 * True where another outcome, or other labs named, would follow if for some lab its attempts without a result counted
 * worst and the others' best, or the reverse.
 */
export function missingDecides(
  attempts: Attempts,
  delta: number,
  declared: Pick<Attribution, 'outcome' | 'named'>,
  groups?: readonly string[],
): boolean {
  if (!hasMissing(attempts)) return false
  const chosen = groups && attemptedItems(attempts).map((j) => groups[j] ?? '')
  return Array.from({ length: attempts.labs }, (_, lab) => lab).some((lab) =>
    [false, true].some((ownBest) => {
      const extreme = attribution(extremeCells(attempts, lab, ownBest), delta, chosen)
      return (
        !extreme.ok ||
        extreme.value.outcome !== declared.outcome ||
        extreme.value.named.join(' ') !== declared.named.join(' ')
      )
    }),
  )
}
