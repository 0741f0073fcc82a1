import { sentence } from '../../error.ts'
import { Json } from '../../statement/index.ts'
import type { Amendment, Analysis, BodyOf, JsonValue } from '../../statement/index.ts'
import { analyseCollected } from '../analysis/analyse.ts'
import { collectRun } from '../analysis/collected-run.ts'
import type { CollectedRun } from '../analysis/collected-run.ts'
import { analysisSeed } from '../analysis/seed.ts'
import type { RescoreEffects } from './answers.ts'
import { findingInWords } from './finding.ts'
import type { Finding, Received, Verification } from './finding.ts'
import { numberFindings } from './numbers.ts'
import { verifyRun } from './run.ts'
import type { RunEvidence } from './run.ts'
import { protocolInForce, verifySets } from './sets.ts'
import type { DatasetsBySet } from './sets.ts'

/** All that an analysis rests on, loaded. */
export type AnalysisEvidence = {
  analysis: Received<Analysis>
  protocol: Received<BodyOf<'protocol'>>
  /** Amendments in force when it was computed, in order. */
  amendments: readonly Received<Amendment>[]
  evaluation: Received<BodyOf<'evaluation'>>
  datasets: DatasetsBySet
  runs: readonly (Pick<RunEvidence, 'run' | 'table' | 'answers'> & {
    /** Amendments in force when that run began. */
    amendments: readonly Received<Amendment>[]
  })[]
}

/**
 * Follows an analysis down to the items: every run as `verifyRun` does, then every number computed again from
 * the tables with the seed it states, and that seed against protocol and name. Names the path of what differs.
 */
export async function verifyAnalysis(
  evidence: AnalysisEvidence,
  effects: RescoreEffects,
): Promise<Verification> {
  const { analysis, protocol } = evidence
  const { body } = analysis
  const inForce = protocolInForce(evidence)
  const findings: Finding[] = [analysis, protocol, ...evidence.amendments].flatMap(({ faults }) => faults)
  const unchecked = new Set<Verification['unchecked'][number]>()
  const say = (what: Finding['what'], where: string, expected: JsonValue, found: JsonValue): void => {
    findings.push({ what, where: `analysis ${where}`, expected, found })
  }
  if (body.protocol !== protocol.id) say('protocol', 'protocol', protocol.id, body.protocol)
  if (body.exercise !== inForce.exercise) say('protocol', 'exercise', inForce.exercise, body.exercise)
  const amendmentIds = evidence.amendments.map(({ id }) => id)
  if (amendmentIds.join(' ') !== body.amendments.join(' '))
    say('protocol', 'amendments', amendmentIds, body.amendments)
  if (body.name !== inForce.analysis.name) say('protocol', 'name', inForce.analysis.name, body.name)
  const derived = analysisSeed(body.protocol, body.name, effects.sha256)
  if (body.seed !== derived) say('seed', 'seed', derived, body.seed)

  const sets = verifySets(evidence, effects)
  if (!sets.texts) unchecked.add('items')
  const seen = new Set<Finding>(findings.splice(0))
  const collected: CollectedRun[] = []
  for (const each of evidence.runs) {
    const verified = await verifyRun({ ...evidence, ...each }, effects, sets)
    for (const finding of verified.findings) seen.add(finding)
    for (const what of verified.unchecked) unchecked.add(what)
    const { run } = each
    const input = body.inputs.find((entry) => entry.run === run.id)
    const tableDigest = run.body.table?.sha256 ?? null
    if (input && input.table !== tableDigest)
      say('digest', `inputs ${input.lab} ${input.model} table`, tableDigest, input.table)
    if ((verified.table === null && tableDigest !== null) || !sets.complete) continue
    const read = collectRun(
      { id: run.id, body: run.body, table: verified.table, tableDigest },
      { protocolId: protocol.id, protocol: inForce, amendmentIds },
      sets.setItems,
    )
    if (read.ok) collected.push(read.run)
    else
      findings.push(
        findingInWords(
          'protocol',
          `analysis inputs ${run.body.lab} ${run.body.model}`,
          sentence`a run that can be analysed`,
          read.refusal.detail,
        ),
      )
  }
  findings.push(...seen)
  for (const { run, lab, model } of body.inputs) {
    if (!evidence.runs.some((entry) => entry.run.id === run))
      say('protocol', `inputs ${lab} ${model}`, run, null)
  }
  if (collected.length < evidence.runs.length) return { findings, unchecked: [...unchecked] }

  const again = analyseCollected(
    {
      protocolId: protocol.id,
      protocol: inForce,
      amendmentIds,
      runs: collected,
      computed: body.computed,
      seed: body.seed,
    },
    effects,
  )
  if (!again.ok) {
    findings.push(
      findingInWords(
        'protocol',
        'analysis inputs',
        sentence`runs that can be analysed`,
        again.refusal.detail,
      ),
    )
  } else {
    findings.push(
      ...numberFindings(Json.parse(again.analysis.inputs), Json.parse(body.inputs), 'analysis inputs'),
    )
    findings.push(
      ...numberFindings(Json.parse(again.analysis.results), Json.parse(body.results), 'analysis results'),
    )
  }
  return { findings, unchecked: [...unchecked] }
}
