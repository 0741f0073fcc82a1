/**
 * Two raters of the same items, neither of them the truth: how far they agree. No verdict.
 *
 *   estimate   share of the items on which they agree, AC1, Krippendorff's nominal α; κ only beside them
 *   interval   item bootstrap
 */
import { twoRaterAgreement, twoRaterIntervals } from '../agreement.ts'
import type { AgreementIntervals, TwoRaterAgreement } from '../agreement.ts'
import { krippendorffAlpha, krippendorffInterval } from '../krippendorff.ts'
import type { Generator } from '../resampling.ts'
import { given } from '../result.ts'
import type { Interval, Result } from '../result.ts'

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
