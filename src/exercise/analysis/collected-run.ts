import { type Sentence, sentence } from '../../error.ts'
import { plansPublishedRates } from '../../statement/index.ts'
import type { OutcomeColumns, Protocol, Run } from '../../statement/index.ts'
import { collectAttempts } from '../attempts.ts'
import type { ItemValues, SetItems } from '../attempts.ts'
import { assignedModels, assignedSets } from '../state.ts'

/** A run statement with its outcome table; null for published rates, which have none. */
export type RunWithTable = {
  id: string
  body: Run
  table: OutcomeColumns | null
  tableDigest: string | null
}

/** What is left of a run once its table has been read: sums per item. */
export type CollectedRun = { id: string; body: Run; tableDigest: string | null; values: ItemValues[] }

/** Why runs are not analysed, and which. `detail` says it to people; the code decides. */
export type AnalysisRefusal = {
  reason:
    | 'other-protocol'
    | 'other-amendments'
    | 'pilot'
    | 'two-runs'
    | 'unknown-lab'
    | 'other-results'
    | 'unknown-set'
    | 'unknown-item'
    | 'several-raters'
    | 'no-runs'
  runs: string[]
  detail: Sentence
}

/** The protocol in force: the frozen version with every amendment applied. */
export type InForce = { protocolId: string; protocol: Protocol; amendmentIds: readonly string[] }

/**
 * Reads one run's table into sums per item, for every set and measure the plan asks of this lab and model. The
 * table can be forgotten afterwards. Refuses a pilot, a run of another protocol and rows outside the sets.
 */
export function collectRun(
  run: RunWithTable,
  inForce: InForce,
  sets: ReadonlyMap<string, SetItems>,
): { ok: true; run: CollectedRun } | { ok: false; refusal: AnalysisRefusal } {
  const { id, body, table, tableDigest } = run
  const refuse = (
    reason: AnalysisRefusal['reason'],
    detail: Sentence,
  ): { ok: false; refusal: AnalysisRefusal } => ({
    ok: false,
    refusal: { reason, runs: [id], detail: sentence`run ${id} of ${body.lab}: ${detail}` },
  })
  const { protocol } = inForce
  if (body.exercise !== protocol.exercise || body.protocol !== inForce.protocolId)
    return refuse('other-protocol', sentence`it follows ${body.protocol}, not ${inForce.protocolId}`)
  const foreign = body.amendments.find((amendment) => !inForce.amendmentIds.includes(amendment))
  if (foreign !== undefined)
    return refuse('other-amendments', sentence`it follows amendment ${foreign}, which is not in force`)
  if (body.pilot) return refuse('pilot', sentence`it is a pilot`)
  if (plansPublishedRates(protocol.analysis.plan)) {
    if (body.rates === undefined)
      return refuse('other-results', sentence`it has an outcome table, where the plan is of published rates`)
    if (!assignedModels(protocol, body.lab).includes(body.model))
      return refuse('unknown-lab', sentence`the protocol does not let it run ${body.model}`)
    return { ok: true, run: { id, body, tableDigest, values: [] } }
  }
  if (table === null)
    return refuse('other-results', sentence`it has published rates, which the plan does not ask for`)
  if (assignedSets(protocol, body.lab, body.model).length === 0)
    return refuse('unknown-lab', sentence`the protocol does not let it run ${body.model}`)
  const collected = collectAttempts(table, protocol, sets, wantedOf(protocol, body.lab, body.model))
  if (!collected.ok) {
    const { reason, set, item } = collected.fault
    return refuse(
      reason,
      reason === 'unknown-set'
        ? sentence`its table has the set ${set}, which the protocol has not`
        : reason === 'unknown-item'
          ? sentence`its table has the item ${item}, which the set ${set} has not`
          : sentence`a criterion of item ${item} in set ${set} has several raters, and no rule to make them one`,
    )
  }
  return { ok: true, run: { id, body, tableDigest, values: collected.values } }
}

/** Sets and measures that the plan reads from the run of one lab with one model. */
export function wantedOf(protocol: Protocol, lab: string, model: string): { set: string; measure: string }[] {
  const wanted = new Map<string, { set: string; measure: string }>()
  const want = (set: string, measure: string): void => {
    wanted.set(`${set} ${measure}`, { set, measure })
  }
  for (const entry of protocol.analysis.plan) {
    if (entry.kind === 'joint' || entry.kind === 'lab-pair') {
      if (entry.model === model && entry.labs.includes(lab)) want(entry.set, entry.measure)
    } else if (entry.kind === 'lab-language') {
      if (entry.model === model)
        for (const set of assignedSets(protocol, lab, model)) want(set, entry.measure)
    } else if (entry.kind !== 'published-rates' && entry.lab === lab && entry.models.includes(model)) {
      for (const measure of entry.measures) want(entry.set, measure)
    }
  }
  return [...wanted.values()]
}

/** Sums of one set and measure in the run of a lab and model; undefined where there is no such run. */
export function findValues(
  runs: readonly CollectedRun[],
  lab: string,
  model: string,
  set: string,
  measure: string,
): { run: CollectedRun; values: ItemValues } | undefined {
  const run = runs.find(({ body }) => body.lab === lab && body.model === model)
  const values = run?.values.find((entry) => entry.set === set && entry.measure === measure)
  return run && values ? { run, values } : undefined
}
