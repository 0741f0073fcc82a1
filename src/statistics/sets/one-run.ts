/**
 * Recommended set for one run: what one lab's score on these items tells about items like them. No verdict: there is
 * nothing to compare with.
 *
 *   estimate     mean of the item means; share of repeated items whose attempts disagree
 *   interval     effective-n Wilson (run-score.ts); t where scores are not 0 or 1; CR2 where items come in groups;
 *                all passed or all failed: also the one-sided share of the other kind, 1 − α^{1/I}
 *   diagnostics  items, attempts, design effect, states, bounds, items at the ends of the scale
 */
import { clopperPearson, clusteredSE, flipRate, runScore, wilson } from '../run-score.ts'
import { alphaOf, given, isConfidence, refuse } from '../result.ts'
import type { Interval, Result } from '../result.ts'
import type { RunScore } from '../run-score.ts'
import { meanOf, sumOf } from '../sum.ts'
import {
  attemptsOfItems,
  attemptsOfLabs,
  commonItems,
  countedCells,
  isPassOrFail,
  repeatsOf,
  scoreBounds,
} from './attempts.ts'
import type { Attempts, Denominator, Repeats } from './attempts.ts'

const MOST_MEANS = 21

/** How the interval of a score was made: `wilson` from totals alone, `cr2` from groups of items. */
export type ScoreInterval = Interval & { method: 'effective-n' | 't' | 'cr2' | 'wilson' }

export type OneRun = {
  estimates: {
    score: number
    /** Null where no item was attempted twice, or scores are not 0 or 1. */
    flipRate: number | null
  }
  intervals: {
    score: Result<ScoreInterval>
    /** Nothing but passes, or nothing but failures: the share of the others that is not excluded (one-sided). */
    notExcluded: { of: 'failures' | 'successes'; share: number } | null
  }
  diagnostics: {
    /** Null where only totals are known. */
    items: number | null
    /** Null where items are not grouped. */
    groups: number | null
    /** Attempts that count; fewest and most of one item. */
    attempts: number
    repeats: Repeats | null
    effectiveN: number | null
    designEffect: number | null
    missing: number
    notApplicable: number
    /** The score with every missing attempt at one end of the scale; null where none is missing. */
    bounds: Interval | null
    /** Share of the items that always passed, and that never did. */
    ends: { ceiling: number; floor: number } | null
    /** How many items have which mean, in order; more than 21 different ones are put together by twentieths. */
    strip: { mean: number; items: number }[] | null
  }
  verdict: null
}

export type OneRunOptions = {
  denominator?: Denominator
  /** Of every interval; .95 unless said otherwise. */
  confidence?: number
  /** Name of the group of each item, in the order of the items. */
  groups?: readonly string[]
}

/**
 * The set for one lab of `attempts` (the first, unless said otherwise). Refuses fewer than two items that count
 * (`too-few-items`), scores outside [0, 1] (`out-of-range`) and groups of other items (`mismatched-items`).
 */
export function oneRun(attempts: Attempts, options: OneRunOptions = {}, lab = 0): Result<OneRun> {
  const own = attemptsOfLabs(attempts, [lab])
  const { denominator = 'scored-only', confidence = 0.95, groups } = options
  if (!isConfidence(confidence)) return refuse('out-of-range')
  if (groups !== undefined && groups.length !== own.items) return refuse('mismatched-items')
  const kept = commonItems(own, denominator)
  const cells = countedCells(attemptsOfItems(own, kept), denominator)
  const means = Float64Array.from(cells.sum, (sum, j) => sum / (cells.n[j] ?? 0))
  const binary = isPassOrFail(cells)
  const score = runScore(means, cells.n, { continuous: !binary, confidence })
  if (!score.ok && score.reason !== 'no-variation') return score
  const chosen = groups === undefined ? null : kept.map((j) => groups[j] ?? '')
  const names = chosen === null ? null : new Set(chosen).size
  const missing = sumOf(own.missing)
  return given(
    {
      estimates: {
        score: score.ok ? score.value.value : meanOf(means.toSorted()),
        flipRate: binary ? flipRate(means, cells.n) : null,
      },
      intervals: {
        score: chosen === null ? ofItems(score, binary) : ofGroups(means, chosen, confidence),
        notExcluded: score.ok ? notExcluded(score.value, names ?? kept.length, alphaOf(confidence)) : null,
      },
      diagnostics: {
        items: kept.length,
        groups: names,
        attempts: sumOf(cells.n),
        repeats: repeatsOf(cells),
        effectiveN: score.ok ? score.value.effectiveN : null,
        designEffect: score.ok ? score.value.designEffect : null,
        missing,
        notApplicable: sumOf(own.notApplicable),
        bounds: missing === 0 ? null : scoreBounds(own),
        ends: {
          ceiling: means.filter((mean) => mean === 1).length / kept.length,
          floor: means.filter((mean) => mean === 0).length / kept.length,
        },
        strip: stripOf(means),
      },
      verdict: null,
    },
    score.ok ? score.warnings : [],
  )
}

function stripOf(means: Float64Array): { mean: number; items: number }[] {
  const many = new Set(means).size > MOST_MEANS
  const itemsByMean = new Map<number, number>()
  for (const mean of means.toSorted()) {
    const at = many ? Math.round(mean * (MOST_MEANS - 1)) / (MOST_MEANS - 1) : mean
    itemsByMean.set(at, (itemsByMean.get(at) ?? 0) + 1)
  }
  return [...itemsByMean].map(([mean, items]) => ({ mean, items }))
}

function ofItems(score: Result<RunScore>, binary: boolean): Result<ScoreInterval> {
  if (!score.ok) return score
  const { value } = score
  const method = binary || value.notExcluded !== null ? 'effective-n' : 't'
  return given({ ...value.interval, method }, score.warnings)
}

/** CR2; where every group is the same, each group counts as one item. */
function ofGroups(means: Float64Array, groups: readonly string[], confidence: number): Result<ScoreInterval> {
  const scores = Array.from(means)
  if (scores.every((mean) => mean === 0) || scores.every((mean) => mean === 1)) {
    const one = new Float64Array(new Set(groups).size)
    const score = runScore(
      one.map(() => scores[0] ?? 0),
      one.map(() => 1),
      { confidence },
    )
    return score.ok ? given({ ...score.value.interval, method: 'effective-n' }, score.warnings) : score
  }
  const clustered = clusteredSE(scores, groups, confidence)
  return clustered.ok ? given({ ...clustered.value.interval, method: 'cr2' }, clustered.warnings) : clustered
}

function notExcluded(score: RunScore, units: number, alpha: number): OneRun['intervals']['notExcluded'] {
  if (score.notExcluded === null) return null
  return { of: score.value === 1 ? 'failures' : 'successes', share: 1 - alpha ** (1 / units) }
}

/** A total without its items. */
export type Total = { successes: number; n: number }

/**
 * The set where only totals are known, every trial taken for an item of its own: too narrow if some are repeats. Refuses
 * what are no counts (`out-of-range`) and no trials (`n-unknown`).
 */
export function oneRunOfTotals({ successes, n }: Total, confidence = 0.95): Result<OneRun> {
  const exact = clopperPearson(Math.min(successes, n - successes), n, confidence)
  if (!exact.ok) return exact
  const share = successes / n
  const interval = wilson(share, n, confidence)
  const extreme = share === 0 || share === 1
  return given({
    estimates: { score: share, flipRate: null },
    intervals: {
      score: interval.ok ? given({ ...interval.value, method: 'wilson' }) : interval,
      notExcluded: extreme
        ? { of: share === 1 ? 'failures' : 'successes', share: exact.value.upperOneSided }
        : null,
    },
    diagnostics: {
      items: null,
      groups: null,
      attempts: n,
      repeats: null,
      effectiveN: null,
      designEffect: null,
      missing: 0,
      notApplicable: 0,
      bounds: null,
      ends: null,
      strip: null,
    },
    verdict: null,
  })
}
