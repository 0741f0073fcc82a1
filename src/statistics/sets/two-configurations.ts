/**
 * Recommended set for two configurations of one lab, or two labs, on the same items.
 *
 *   estimate     mean over items of d_j = m_jA − m_jB, and both scores
 *   interval     t_{I−1}; Tango with one attempt per item and I < 300; CR2 where items come in groups;
 *                Newcombe from the two Wilson limits where no item is common
 *   verdict      equivalent in ±δ, else better or worse where 0 is outside, else cannot tell; none without δ;
 *                missing-decides where it changes with the missing of one side worst and of the other best, or the
 *                reverse
 *   diagnostics  what could have been detected (80 % power), discordant items, items dropped, bounds, missingness
 */
import { cellMeans } from '../cells.ts'
import type { Cells } from '../cells.ts'
import { clusteredSE } from '../run-score.ts'
import { normalQuantile, tQuantile } from '../distributions.ts'
import { notExcludedShare } from '../equivalence.ts'
import {
  configurationVerdict,
  mcnemar,
  minimalDetectableEffect,
  newcombe,
  pairedDifference,
  tango,
} from '../paired-difference.ts'
import { alphaOf, given, isGap, refuse } from '../result.ts'
import type { Interval, Result } from '../result.ts'
import { meanOf, sumOf } from '../sum.ts'
import type { ConfigurationVerdict } from '../paired-difference.ts'
import {
  attemptedItems,
  attemptsOfItems,
  commonItems,
  countedCells,
  droppedItems,
  extremeCells,
  hasMissing,
  isPassOrFail,
  missingness,
  openBounds,
  repeatsOf,
} from './attempts.ts'
import type { Attempts, Dropped, Missingness, Repeats } from './attempts.ts'
import { oneRun, oneRunOfTotals } from './one-run.ts'
import type { OneRun, OneRunOptions, ScoreInterval, Total } from './one-run.ts'

/** With one attempt per item, fewer items than this have Tango's interval. */
const TANGO_BELOW = 300

/** How the interval was made; `not-excluded` where all differences are equal. */
export type DifferenceInterval = Interval & { method: 't' | 'tango' | 'cr2' | 'not-excluded' | 'newcombe' }

export type TwoConfigurations = {
  /** Scores on the common items; the difference is first minus second. */
  estimates: { first: number; second: number; difference: number }
  intervals: {
    first: Result<ScoreInterval>
    second: Result<ScoreInterval>
    /** Refused where scores of different items are not 0 or 1. */
    difference: Result<DifferenceInterval>
  }
  diagnostics: {
    /** Items that count on both sides; null where no item is common or only totals are known. */
    items: number | null
    groups: number | null
    dropped: Dropped
    repeats: Repeats | null
    /**
     * With one attempt per item: items that only one side passed, and McNemar's mid-p, which is null of items in groups.
     */
    discordant: { first: number; second: number; midP: number | null } | null
    /** Smallest difference found with 80 % power, were the items as different as these; null without variation. */
    detectable: number | null
    missing: [number, number]
    /** The difference with the missing of one side worst and of the other best, and the reverse. */
    bounds: Interval | null
    missingness: Missingness
    /** How many comparisons were made of which this is one: more of them find more by chance. */
    comparisons: number
  }
  /** On the first against the second. */
  verdict: ConfigurationVerdict | 'missing-decides' | null
}

export type TwoConfigurationsOptions = OneRunOptions & {
  /** Largest gap that does not matter, agreed before; without it there is no verdict. */
  delta?: number | null
  comparisons?: number
}

/**
 * The set for the two labs of `attempts`. Refuses another number of labs (`too-few-labs`, `mismatched-items`), fewer than
 * two items on both sides or, where no item is common, on either (`too-few-items`), and scores or a δ out of range.
 */
export function twoConfigurations(
  attempts: Attempts,
  options: TwoConfigurationsOptions = {},
): Result<TwoConfigurations> {
  if (attempts.labs !== 2) return refuse(attempts.labs < 2 ? 'too-few-labs' : 'mismatched-items')
  const { denominator = 'scored-only', confidence = 0.95, groups, delta = null, comparisons = 1 } = options
  if (!isGap(delta, confidence)) return refuse('out-of-range')
  const kept = commonItems(attempts, denominator)
  const apart = kept.length === 0
  const compared = apart ? attempts : attemptsOfItems(attempts, kept)
  const runOptions: OneRunOptions = {
    denominator,
    confidence,
    ...(groups === undefined ? {} : { groups: apart ? groups : kept.map((j) => groups[j] ?? '') }),
  }
  const first = oneRun(compared, runOptions, 0)
  if (!first.ok) return first
  const second = oneRun(compared, runOptions, 1)
  if (!second.ok) return second
  const cells = countedCells(compared, denominator)
  const pair = apart ? null : pairOf(cells, runOptions.groups, confidence)
  const found = pair ?? unpaired(first.value, second.value, confidence)
  const verdict = found.interval.ok ? configurationVerdict(found.interval.value, delta) : null
  const decides =
    verdict !== null && !apart && hasMissing(attempts) && missingDecides(attempts, groups, delta, verdict)
  return given({
    estimates: {
      first: first.value.estimates.score,
      second: second.value.estimates.score,
      difference: found.difference,
    },
    intervals: {
      first: first.value.intervals.score,
      second: second.value.intervals.score,
      difference: found.interval,
    },
    diagnostics: {
      items: apart ? null : kept.length,
      groups: first.value.diagnostics.groups,
      dropped: apart
        ? { items: 0, scores: [null, null] }
        : droppedItems(countedCells(attempts, denominator), kept),
      repeats: apart ? null : repeatsOf(cells),
      discordant: pair?.discordant ?? null,
      detectable: detectable(found.se, confidence),
      missing: [missingOf(attempts, 0), missingOf(attempts, 1)],
      bounds: openBounds(attempts)?.[0] ?? null,
      missingness: missingness(attempts),
      comparisons,
    },
    verdict: decides ? 'missing-decides' : verdict,
  })
}

type Found = { difference: number; interval: Result<DifferenceInterval>; se: number | null }
type Paired = Found & Pick<TwoConfigurations['diagnostics'], 'discordant'>

function missingOf({ missing, items }: Attempts, lab: number): number {
  return sumOf(missing.subarray(lab * items, (lab + 1) * items))
}

/** The difference of two labs' complete cells over the same items. */
function pairOf(cells: Cells, groups: readonly string[] | undefined, confidence = 0.95): Paired {
  const { items } = cells
  const means = cellMeans(cells)
  const a = means.subarray(0, items)
  const b = means.subarray(items)
  const gaps = a.map((mean, j) => mean - (b[j] ?? 0))
  const difference = meanOf(gaps.toSorted())
  const discordant = discordantOf(cells, gaps)
  if (groups !== undefined) {
    return {
      ...ofGroups(gaps, groups, difference, confidence),
      discordant: discordant && { ...discordant, midP: null },
    }
  }
  const t = pairedDifference(a, b, confidence)
  const se = t.ok ? t.value.se : null
  if (discordant !== null && (items < TANGO_BELOW || !t.ok)) {
    const interval = tango(discordant.first, discordant.second, items, confidence)
    const named = interval.ok ? given({ ...interval.value, method: 'tango' as const }) : interval
    return { difference, interval: named, se, discordant }
  }
  if (!t.ok) return { difference, interval: notExcluded(difference, items, confidence), se, discordant }
  const { lo, hi } = t.value
  return { difference, interval: given({ lo, hi, method: 't' }), se, discordant }
}

function discordantOf(cells: Cells, gaps: Float64Array): Paired['discordant'] {
  if (!cells.n.every((count) => count === 1) || !isPassOrFail(cells)) return null
  const first = gaps.filter((gap) => gap > 0).length
  const second = gaps.filter((gap) => gap < 0).length
  const test = mcnemar(first, second)
  return test.ok ? { first, second, midP: test.value.midP } : null
}

/** All differences are equal: what share of other ones these items do not exclude. */
function notExcluded(difference: number, units: number, confidence: number): Result<DifferenceInterval> {
  const half = notExcludedShare(units, alphaOf(confidence))
  return given({ lo: difference - half, hi: difference + half, method: 'not-excluded' })
}

/** CR2 of the differences, on the scale of 0 to 1 for the estimator. */
function ofGroups(
  gaps: Float64Array,
  groups: readonly string[],
  difference: number,
  confidence: number,
): Found {
  const clustered = clusteredSE(
    Array.from(gaps, (gap) => (gap + 1) / 2),
    groups,
    confidence,
  )
  if (clustered.ok) {
    const { interval, cr2 } = clustered.value
    const named = { lo: 2 * interval.lo - 1, hi: 2 * interval.hi - 1, method: 'cr2' as const }
    return { difference, interval: given(named), se: 2 * cr2 }
  }
  const units = new Set(groups).size
  const same = gaps.every((gap) => gap === gaps[0])
  return {
    difference,
    interval: units > 1 && same ? notExcluded(difference, units, confidence) : clustered,
    se: null,
  }
}

/** Different items: from the two Wilson limits, each with the n its items are worth. */
function unpaired(first: OneRun, second: OneRun, confidence: number): Found {
  const difference = first.estimates.score - second.estimates.score
  const a = worth(first, confidence)
  const b = worth(second, confidence)
  if (a === null || b === null) return { difference, interval: refuse('mismatched-items'), se: null }
  const interval = newcombe(a.p * a.n, a.n, b.p * b.n, b.n, confidence)
  const variance = (a.p * (1 - a.p)) / a.n + (b.p * (1 - b.p)) / b.n
  return {
    difference,
    interval: interval.ok
      ? given({ lo: interval.value.lo, hi: interval.value.hi, method: 'newcombe' })
      : interval,
    se: variance > 0 ? Math.sqrt(variance) : null,
  }
}

/** Share and n* = n_eff (z/t)² of a score with a Wilson interval; null for another. */
function worth(
  { estimates, intervals, diagnostics }: OneRun,
  confidence: number,
): { p: number; n: number } | null {
  const { items, effectiveN, attempts } = diagnostics
  const p = estimates.score
  if (!intervals.score.ok) return null
  if (intervals.score.value.method === 'wilson') return { p, n: attempts }
  if (intervals.score.value.method !== 'effective-n' || effectiveN === null || items === null) return null
  const upper = 1 - alphaOf(confidence) / 2
  return { p, n: effectiveN * (normalQuantile(upper) / tQuantile(upper, items - 1)) ** 2 }
}

function detectable(se: number | null, confidence: number): number | null {
  if (se === null) return null
  const one = { between: se ** 2, withinA: 0, attemptsA: 1, withinB: 0, attemptsB: 1 }
  const smallest = minimalDetectableEffect(one, 1, alphaOf(confidence))
  return smallest.ok ? smallest.value : null
}

/** True where one of the two extremes gives another verdict. */
function missingDecides(
  attempts: Attempts,
  groups: readonly string[] | undefined,
  delta: number | null,
  declared: ConfigurationVerdict,
): boolean {
  const chosen = groups && attemptedItems(attempts).map((j) => groups[j] ?? '')
  return [true, false].some((firstBest) => {
    const { interval } = pairOf(extremeCells(attempts, 0, firstBest), chosen)
    return !interval.ok || configurationVerdict(interval.value, delta) !== declared
  })
}

/**
 * The set where only totals of two sides are known, every trial taken for an item of its own, and the items of the two
 * for different ones.
 */
export function twoConfigurationsOfTotals(
  totals: readonly [Total, Total],
  {
    delta = null,
    comparisons = 1,
    confidence = 0.95,
  }: Pick<TwoConfigurationsOptions, 'delta' | 'comparisons' | 'confidence'> = {},
): Result<TwoConfigurations> {
  if (!isGap(delta, confidence)) return refuse('out-of-range')
  const first = oneRunOfTotals(totals[0], confidence)
  if (!first.ok) return first
  const second = oneRunOfTotals(totals[1], confidence)
  if (!second.ok) return second
  const found = unpaired(first.value, second.value, confidence)
  return given({
    estimates: {
      first: first.value.estimates.score,
      second: second.value.estimates.score,
      difference: found.difference,
    },
    intervals: {
      first: first.value.intervals.score,
      second: second.value.intervals.score,
      difference: found.interval,
    },
    diagnostics: {
      items: null,
      groups: null,
      dropped: { items: 0, scores: [null, null] },
      repeats: null,
      discordant: null,
      detectable: detectable(found.se, confidence),
      missing: [0, 0],
      bounds: null,
      missingness: null,
      comparisons,
    },
    verdict: found.interval.ok ? configurationVerdict(found.interval.value, delta) : null,
  })
}
