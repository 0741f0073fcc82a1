/**
 * Plan kind `joint`: several labs, one set, one model, one measure (statistics.md 3.3, 3.4, 4, 5).
 *
 *   items     those that count in every lab; how many dropped is said, and each lab's score on those it has
 *   missing   whether attempts end without a result equally often in every lab (Cochran's Q)
 *   figures   crossed ANOVA of labs × items × attempts, labs equally weighted; refused for fewer than 3 labs
 *   d_i       distance of a lab to the mean of the others, paired by item, Holm over the labs of the plan
 *   verdict   step-down with delta; `missing-decides` where it changes when, for some lab, its missing
 *             attempts count worst and the others' best, or the reverse; then nobody is named
 *   Nobody is removed: the joint mean keeps every lab, the mean without those named is a line beside it.
 */
import type { JointResult, LabRow, PlannedAnalysis, RefusalReason } from '../../statement/index.ts'
import type { Cells } from '../../statistics/index.ts'
import type { ItemValues } from '../attempts.ts'
import { cellsOf, commonItems } from '../cells.ts'
import { findValues } from './collected-run.ts'
import { byId, languageOf } from './context.ts'
import type { ResultContext } from './context.ts'
import { distances, jointFigures, meanOfLabs, stepDown } from './estimates.ts'
import { distanceBounds, missingDecides, missingnessOf, scoresOnDropped } from './missing.ts'
import { refused, scoreOf } from './score.ts'

/** The joint result. A lab without a run refuses what needs all labs; the others' scores are still given. */
export function jointResult(
  plan: Extract<PlannedAnalysis, { kind: 'joint' }>,
  { protocol, runs, seedOf }: ResultContext,
): JointResult {
  const labs = plan.labs.toSorted(byId)
  const found = labs.map((lab) => findValues(runs, lab, plan.model, plan.set, plan.measure))
  const present = found.flatMap((entry) => (entry ? [entry.values] : []))
  const items = commonItems(present, 'declared')
  const why: RefusalReason | null =
    present.length < labs.length
      ? 'run-missing'
      : labs.length < 3
        ? 'too-few-labs'
        : items.length < 2
          ? 'too-few-items'
          : null
  const complete = present.length === labs.length
  const dropped = complete ? scoresOnDropped(present, items) : []
  const rows = labs.map((lab, index): LabRow => {
    const entry = found[index]
    return {
      lab,
      run: entry?.run.id ?? null,
      score: entry ? scoreOf(entry.values, items) : refused('run-missing'),
      ...dropped[index],
      d: refused(why ?? 'no-variation'),
      beyond: null,
      dBounds: null,
      named: false,
      dFinal: null,
    }
  })
  const result: JointResult = {
    kind: 'joint',
    id: plan.id,
    set: plan.set,
    language: languageOf(protocol, plan.set),
    model: plan.model,
    measure: plan.measure,
    primary: plan.primary,
    delta: plan.delta,
    items: items.length,
    itemsDropped: (present[0]?.items.length ?? 0) - items.length,
    ...(complete ? missingnessOf(present) : {}),
    labs: rows,
    figures: refused(why ?? 'no-variation'),
    verdict: null,
    withoutNamed: null,
  }
  if (why !== null) return result

  const cells = cellsOf(present, items)
  const each = distances(cells, plan.delta)
  const bounds = distanceBounds(present)
  result.figures = jointFigures(cells, seedOf(plan.id), protocol.analysis.bootstrap)
  result.labs = rows.map((row, index) => ({ ...row, ...each[index], dBounds: bounds[index] ?? null }))
  return plan.delta === null ? result : { ...result, ...verdictOf(result.labs, present, cells, plan.delta) }
}

function verdictOf(
  rows: readonly LabRow[],
  present: readonly ItemValues[],
  cells: Cells,
  delta: number,
): Partial<JointResult> {
  const labs = rows.map(({ lab }) => lab)
  const down = stepDown(cells, labs, delta)
  if ('refused' in down) return {}
  const decides = missingDecides(present, labs, delta, down)
  const named = decides ? [] : down.named
  const kept = labs.flatMap((lab, index) => (named.includes(lab) ? [] : [index]))
  return {
    labs: rows.map((row, index) => ({
      ...row,
      named: named.includes(row.lab),
      dFinal: down.final[index] ?? null,
    })),
    verdict: {
      outcome: decides ? 'missing-decides' : down.outcome,
      named,
      remaining: decides ? labs : down.remaining,
      remainingAgree: decides ? 'cannot-tell' : down.remainingAgree,
      steps: down.steps,
    },
    withoutNamed: named.length === 0 ? null : meanOfLabs(cells, kept),
  }
}
