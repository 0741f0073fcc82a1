/**
 * Plan kind `model-pairs`: every pair of models of one lab on the same items, by measure; first minus second,
 * paired by item. Exploratory: p adjusted by Benjamini–Hochberg over all pairs and measures that have one.
 */
import type { ModelPairsResult, PlannedAnalysis } from '../../statement/index.ts'
import { benjaminiHochberg } from '../../statistics/index.ts'
import { commonItems, meansOf } from '../cells.ts'
import { findValues } from './collected-run.ts'
import { languageOf } from './context.ts'
import type { ResultContext } from './context.ts'
import { paired } from './estimates.ts'
import { differenceBounds } from './missing.ts'
import { refused } from './score.ts'

export function modelPairsResult(
  plan: Extract<PlannedAnalysis, { kind: 'model-pairs' }>,
  { protocol, runs }: ResultContext,
): ModelPairsResult {
  const pairs = plan.models.flatMap((a, index) => plan.models.slice(index + 1).map((b) => ({ a, b })))
  const rows = plan.measures.flatMap((measure) =>
    pairs.map(({ a, b }) => {
      const first = findValues(runs, plan.lab, a, plan.set, measure)?.values
      const second = findValues(runs, plan.lab, b, plan.set, measure)?.values
      if (!first || !second) return { measure, a, b, items: 0, difference: refused('run-missing') }
      const items = commonItems([first, second], 'declared')
      const difference = paired(meansOf(first, items, 'declared'), meansOf(second, items, 'declared'))
      return { measure, a, b, items: items.length, difference, ...differenceBounds(first, second) }
    }),
  )
  const p = benjaminiHochberg(rows.map(({ difference }) => ('refused' in difference ? null : difference.p)))
  return {
    kind: 'model-pairs',
    id: plan.id,
    set: plan.set,
    language: languageOf(protocol, plan.set),
    lab: plan.lab,
    rows: rows.map((row, index) => ({
      ...row,
      difference:
        'refused' in row.difference
          ? row.difference
          : { ...row.difference, adjusted: p[index] ?? row.difference.p },
    })),
  }
}
