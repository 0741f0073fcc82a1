/**
 * Plan kind `run-scores`: one score per model and measure in one lab, over all items that count there. Beside it
 * the naive interval, which takes every attempt for an item of its own, to show what that would claim.
 */
import type { PlannedAnalysis, RunScoresResult } from '../../statement/index.ts'
import { commonItems, itemCount } from '../cells.ts'
import { findValues } from './collected-run.ts'
import { languageOf } from './context.ts'
import type { ResultContext } from './context.ts'
import { naiveScore } from './estimates.ts'
import { refused, scoreOf } from './score.ts'

export function runScoresResult(
  plan: Extract<PlannedAnalysis, { kind: 'run-scores' }>,
  { protocol, runs }: ResultContext,
): RunScoresResult {
  const rows = plan.models.flatMap((model) =>
    plan.measures.map((measure): RunScoresResult['rows'][number] => {
      const found = findValues(runs, plan.lab, model, plan.set, measure)
      if (!found) {
        const none = refused('run-missing')
        return {
          model,
          run: null,
          measure,
          score: none,
          naive: none,
          notApplicable: { count: 0, of: 0 },
          perItem: [],
        }
      }
      const { values, run } = found
      const items = commonItems([values], 'declared')
      const perItem = items.map((j) => ({
        item: values.items[j] ?? '',
        sum: (values.sum[j] ?? 0) + (values.asOne[j] ?? 0),
        n: itemCount(values, j, 'declared'),
      }))
      const successes = perItem.reduce((sum, item) => sum + item.sum, 0)
      const attempts = perItem.reduce((sum, item) => sum + item.n, 0)
      return {
        model,
        run: run.id,
        measure,
        score: scoreOf(values, items),
        naive: naiveScore(successes, attempts),
        notApplicable: { count: values.verdicts.notApplicable, of: values.verdicts.of },
        perItem,
      }
    }),
  )
  return {
    kind: 'run-scores',
    id: plan.id,
    set: plan.set,
    language: languageOf(protocol, plan.set),
    lab: plan.lab,
    rows,
  }
}
