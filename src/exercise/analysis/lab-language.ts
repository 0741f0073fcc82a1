/**
 * Plan kind `lab-language`: additive effects of lab and language over the cells that were run (statistics.md
 * 3.12). Descriptive: a cell is the mean of item means of one lab in one language, each cell over its own items.
 * Where labs and languages fall into parts without a common cell, their effects cannot be told apart.
 */
import type { LabLanguageResult, PlannedAnalysis } from '../../statement/index.ts'
import { meanOf } from '../../statistics/index.ts'
import { commonItems, meansOf } from '../cells.ts'
import { assignedSets } from '../state.ts'
import { findValues } from './collected-run.ts'
import { byId } from './context.ts'
import type { ResultContext } from './context.ts'
import { additiveEffects } from './estimates.ts'

export function labLanguageResult(
  plan: Extract<PlannedAnalysis, { kind: 'lab-language' }>,
  { protocol, runs }: ResultContext,
): LabLanguageResult {
  const cells: LabLanguageResult['cells'] = []
  for (const lab of protocol.participants.map(({ member }) => member).toSorted(byId)) {
    const scoresByLanguage = new Map<string, number[]>()
    const assigned = assignedSets(protocol, lab, plan.model)
    for (const set of protocol.items.sets) {
      if (!assigned.includes(set.id)) continue
      const values = findValues(runs, lab, plan.model, set.id, plan.measure)?.values
      const items = values ? commonItems([values], 'declared') : []
      if (!values || items.length === 0) continue
      const scores = scoresByLanguage.get(set.language) ?? []
      scores.push(meanOf(meansOf(values, items, 'declared')))
      scoresByLanguage.set(set.language, scores)
    }
    for (const [language, scores] of [...scoresByLanguage].toSorted((a, b) => byId(a[0], b[0]))) {
      cells.push({ lab, language, score: meanOf(Float64Array.from(scores)) })
    }
  }
  return {
    kind: 'lab-language',
    id: plan.id,
    model: plan.model,
    measure: plan.measure,
    cells,
    ...additiveEffects(cells),
  }
}
