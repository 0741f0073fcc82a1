import { ConcordError, sentence } from '../../error.ts'
import { OUTCOMES, readOutcomeTable, toHex } from '../../statement/index.ts'
import type { Amendment, BodyOf, JsonValue, OutcomeColumns, Run } from '../../statement/index.ts'
import { sameJson } from '../field-path.ts'
import { verifyAnswers } from './answers.ts'
import type { RescoreEffects } from './answers.ts'
import { verifyDrift } from './drift.ts'
import { findingInWords } from './finding.ts'
import type { Finding, Received, Verification } from './finding.ts'
import { verifyRates } from './rates.ts'
import { protocolInForce, verifySets } from './sets.ts'
import type { DatasetsBySet, VerifiedSets } from './sets.ts'
import { sameAttempt, tableCounts, verifyRowItems } from './table.ts'

/** All that a run rests on, loaded. Null blobs are not here; that is said, not passed over. */
export type RunEvidence = {
  run: Received<Run>
  protocol: Received<BodyOf<'protocol'>>
  /** Amendments in force, in order. */
  amendments: readonly Received<Amendment>[]
  evaluation: Received<BodyOf<'evaluation'>>
  datasets: DatasetsBySet
  table: Uint8Array
  answers: Uint8Array | null
  /** Absent where the run has none. */
  drift?: Uint8Array | null
}

/** What was read on the way, for a check that builds on it. */
export type VerifiedRun = Verification & { table: OutcomeColumns | null }

/**
 * Follows a run down to its items: every item blob against its dataset, the run against its protocol, every row
 * of the table against its item and its answer scored again, counts and recorded volumes against the rows.
 */
export async function verifyRun(
  evidence: RunEvidence,
  effects: RescoreEffects,
  sets: VerifiedSets = verifySets(evidence, effects),
): Promise<VerifiedRun> {
  const { run, protocol, evaluation, amendments } = evidence
  const inForce = protocolInForce(evidence)
  const { body } = run
  const findings: Finding[] = [run, protocol, evaluation, ...amendments].flatMap(({ faults }) => faults)
  const unchecked = new Set<Verification['unchecked'][number]>()
  const say = (what: Finding['what'], where: string, expected: JsonValue, found: JsonValue): void => {
    findings.push({ what, where, expected, found })
  }
  const name = `run ${body.lab} ${body.model}`

  if (body.protocol !== protocol.id) say('protocol', `${name} protocol`, protocol.id, body.protocol)
  if (body.exercise !== protocol.body.exercise)
    say('protocol', `${name} exercise`, protocol.body.exercise, body.exercise)
  for (const [index, id] of body.amendments.entries()) {
    const amendment = amendments[index]
    if (amendment?.id !== id) say('protocol', `${name} amendments.${index}`, amendment?.id ?? null, id)
    else if (amendment.body.protocol !== protocol.id)
      say('protocol', `amendment ${id} protocol`, protocol.id, amendment.body.protocol)
  }
  const model = inForce.system.models.find(({ alias }) => alias === body.model)
  if (model === undefined) {
    findings.push(findingInWords('protocol', `${name} model`, sentence`a model of the protocol`, body.model))
  } else if (body.simulated !== model.simulated)
    say('protocol', `${name} simulated`, model.simulated, body.simulated)
  if (body.retrospective !== inForce.retrospective)
    say('protocol', `${name} retrospective`, inForce.retrospective, body.retrospective)
  if (inForce.judging.evaluation !== evaluation.id)
    say('protocol', 'protocol judging.evaluation', inForce.judging.evaluation, evaluation.id)

  findings.push(...sets.findings)
  if (!sets.texts) unchecked.add('items')
  const { items } = sets
  const drift = evidence.drift ?? null
  findings.push(...verifyDrift(body, inForce.generation.drift, drift, name, effects.sha256))

  if (body.table === null) {
    if (body.rates !== undefined) findings.push(...verifyRates(body.rates, inForce, name))
    return { findings, unchecked: [...unchecked.add('rates')], table: null }
  }
  verifyDigest(body.table, evidence.table, `${name} table`, effects, findings)
  const table = await readTable(evidence.table, `${name} table`, findings)
  if (table !== null) {
    if (sets.complete) findings.push(...verifyRowItems(table, inForce, sets))
    verifyCounts(body, table, name, findings)
  }

  if (evidence.answers !== null && body.answers !== null)
    verifyDigest(body.answers, evidence.answers, `${name} answers`, effects, findings)
  if (evaluation.body.scorer.type === 'verdict-table') unchecked.add('verdicts')
  else if (evidence.answers === null || body.answers === null) unchecked.add('answers')
  else if (table !== null && !unchecked.has('items')) {
    // What the lab did, deviations included: the table must follow from that.
    const template = body.facts.template
    const again = verifyAnswers(
      table,
      evidence.answers,
      {
        scorer: evaluation.body.scorer,
        template: typeof template === 'string' ? template : evaluation.body.template,
        systemPrompt: body.facts.systemPrompt,
      },
      items,
      effects,
    )
    findings.push(...again.map((finding) => ({ ...finding, where: `${name} ${finding.where}` })))
    return { findings, unchecked: [...unchecked], table }
  }
  // Without answers there is nothing more to go through.
  effects.onAttempts?.(body.counts?.attempts ?? 0)
  return { findings, unchecked: [...unchecked], table }
}

function verifyDigest(
  signed: { sha256: string; size: number },
  bytes: Uint8Array,
  where: string,
  { sha256 }: Pick<RescoreEffects, 'sha256'>,
  findings: Finding[],
): void {
  const digest = toHex(sha256(bytes))
  if (digest !== signed.sha256)
    findings.push({ what: 'digest', where, expected: signed.sha256, found: digest })
  else if (bytes.length !== signed.size)
    findings.push({ what: 'digest', where: `${where} size`, expected: signed.size, found: bytes.length })
}

async function readTable(
  bytes: Uint8Array,
  where: string,
  findings: Finding[],
): Promise<OutcomeColumns | null> {
  try {
    return await readOutcomeTable(bytes)
  } catch (cause) {
    if (!(cause instanceof ConcordError)) throw cause
    findings.push(findingInWords('unreadable', where, sentence`an outcome table`, cause.sentence))
    return null
  }
}

function verifyCounts(body: Run, table: OutcomeColumns, name: string, findings: Finding[]): void {
  const counts = tableCounts(table)
  const say = (
    what: Finding['what'],
    where: string,
    expected: JsonValue,
    found: JsonValue | undefined,
  ): void => {
    if (found !== undefined && !sameJson(expected, found))
      findings.push({ what, where: `${name} ${where}`, expected, found })
  }
  for (const state of ['attempts', ...OUTCOMES] as const) {
    say('count', `counts.${state}`, counts[state], body.counts?.[state])
  }
  const recorded = recordedAttempts(table)
  if (recorded !== (body.recorded ?? 0)) say('count', 'recorded', recorded, body.recorded ?? 0)
  say('fact', 'facts.n', counts.attempts - counts['not-run'], body.facts.n)
  say('fact', 'facts.errored', counts.errored, body.facts.errored)
  say('fact', 'facts.limitHits', counts.limit, body.facts.limitHits)
  say('fact', 'facts.tokens', { in: total(table.tokensIn), out: total(table.tokensOut) }, body.facts.tokens)
}

/** Attempts whose answer was recorded earlier, as their label says. */
function recordedAttempts(table: OutcomeColumns): number {
  const isRecorded = table.labels.dictionary.map((text) => text.split(' ').includes('recorded'))
  return table.labels.codes.reduce((count, code, row) => {
    // The criteria of an attempt have a row each.
    const isFirst = row === 0 || !sameAttempt(table, row - 1, row)
    return isFirst && isRecorded[code] === true ? count + 1 : count
  }, 0)
}

function total(column: Float64Array): number {
  let sum = 0
  for (const value of column) if (!Number.isNaN(value)) sum += value
  return sum
}
