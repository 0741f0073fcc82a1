/**
 * Plan kind `lab-pair`: two labs on the same items: both scores and their difference, first minus second, paired
 * by item. Two labs give no joint figure (statistics.md 4).
 */
import type { LabPairResult, PlannedAnalysis } from '../../statement/index.ts'
import { commonItems, meansOf } from '../cells.ts'
import { findValues } from './collected-run.ts'
import { languageOf } from './context.ts'
import type { ResultContext } from './context.ts'
import { paired } from './estimates.ts'
import { differenceBounds, missingnessOf, scoresOnDropped } from './missing.ts'
import { refused, scoreOf } from './score.ts'

export function labPairResult(
  plan: Extract<PlannedAnalysis, { kind: 'lab-pair' }>,
  { protocol, runs }: ResultContext,
): LabPairResult {
  const found = plan.labs.map((lab) => findValues(runs, lab, plan.model, plan.set, plan.measure))
  const present = found.flatMap((entry) => (entry ? [entry.values] : []))
  const items = commonItems(present, 'declared')
  const [a, b] = present
  const difference =
    a && b ? paired(meansOf(a, items, 'declared'), meansOf(b, items, 'declared')) : refused('run-missing')
  const dropped = a && b ? scoresOnDropped([a, b], items) : []
  return {
    kind: 'lab-pair',
    id: plan.id,
    set: plan.set,
    language: languageOf(protocol, plan.set),
    model: plan.model,
    measure: plan.measure,
    labs: plan.labs.map((lab, index) => {
      const entry = found[index]
      return {
        lab,
        run: entry?.run.id ?? null,
        score: entry ? scoreOf(entry.values, items) : refused('run-missing'),
        ...dropped[index],
      }
    }),
    items: items.length,
    itemsDropped: (a?.items.length ?? 0) - items.length,
    ...(a && b ? missingnessOf([a, b]) : {}),
    difference:
      'refused' in difference
        ? difference
        : { value: difference.value, lo: difference.lo, hi: difference.hi },
    ...(a && b ? differenceBounds(a, b) : {}),
  }
}
