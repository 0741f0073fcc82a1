/** Every analysis of an exercise down to the items, and every run that no analysis covers. */
import { ConcordError, type Sentence, sentence } from '../../error.ts'
import { exerciseState, revealFault, verifyAnalysis, verifyRun } from '../../exercise/index.ts'
import type { VerificationFinding } from '../../exercise/index.ts'
import type { Crypto } from '../../trust/index.ts'
import { sha256 } from '../crypto.ts'
import { amendmentsInForce, erasedInputs, findPassport, mainAnalysis, stateOf } from '../evidence.ts'
import type { Evidence } from '../evidence.ts'
import { countedRunIds } from '../exercise/counted-runs.ts'
import type { OnProgress } from '../progress.ts'
import type { Archive } from './archive.ts'
import { findingText } from './finding-text.ts'
import { gather } from './gather.ts'
import { lateParts } from './late-parts.ts'
import { analysisEvidence, rescoring, runEvidence } from './load-evidence.ts'
import { failed } from './result.ts'
import type { VerificationResult } from './result.ts'

/** Verifies all of an archive; `wanted` is the exercise or statement that has to be in it. */
export async function verifyArchive(
  archive: Archive,
  crypto: Crypto,
  result: VerificationResult,
  wanted?: string,
): Promise<VerificationResult> {
  const gathered = gather(archive, crypto)
  const findings = [...gathered.findings]
  if (wanted !== undefined && !gathered.ids.has(wanted) && !gathered.byExercise.has(wanted))
    findings.push(sentence`${wanted} is not among what was brought`)
  const unchecked = new Set(gathered.unchecked)
  result.checked.statements = gathered.statements
  result.warnings.push(...gathered.warnings)
  result.notes.push(...(await lateParts(gathered.verified, archive.blob)))
  for (const evidence of gathered.byExercise.values()) {
    await verifyEvidence(evidence, result, findings, unchecked, archive.onProgress)
  }
  result.unchecked.push(...[...unchecked].sort())
  return failed(result, findings)
}

/** A sealed passport that was opened is hashed again: it is the one that was sealed, or a finding. */
function sayReveals(evidence: Evidence, result: VerificationResult, findings: Sentence[]): void {
  for (const { id, body } of evidence.reveals) {
    const protocol = evidence.protocols.find((one) => one.id === body.protocol)
    if (protocol === undefined) continue
    const fault = revealFault(body, protocol.body, sha256)
    if (fault === undefined)
      result.notes.push(
        sentence`The reveal ${id} opens the sealed passport of ${body.alias}: passport and key give the commitment in the protocol.`,
      )
    else findings.push(sentence`protocol: the reveal ${id} does not open what was sealed: ${fault}`)
  }
}

const SIMULATED = sentence`simulated`
const NOT_SIMULATED = sentence`not simulated`

/** Every analysis down to the items; every run that no analysis covers. */
export async function verifyEvidence(
  evidence: Evidence,
  result: VerificationResult,
  findings: Sentence[],
  unchecked: Set<string>,
  onProgress?: OnProgress,
): Promise<void> {
  const covered = new Set(evidence.analyses.flatMap(({ body }) => body.inputs.map(({ run }) => run)))
  const alone = evidence.runs.filter(({ id, body }) => !covered.has(id) && !body.pilot)
  const analyses = evidence.analyses.filter((one) => erasedInputs(evidence, one).length === 0)
  const effects = rescoring(evidence, { analyses, runs: alone }, onProgress)
  const members = exerciseState(evidence.exercise, evidence)?.protocol.body.participants
  /**
   * Any member may sign something under the id of somebody else's exercise; what nobody signed who takes part cannot
   * spoil what the others did. It is said all the same.
   */
  const isStranger = ({ signers }: { signers: readonly string[] }): boolean =>
    members !== undefined && !members.some(({ member }) => signers.includes(member))
  /** What the evidence lacks is a finding too: nothing may pass because it was left out. */
  const checking = async (
    one: { signers: readonly string[] },
    work: () => Promise<{ findings: readonly VerificationFinding[]; unchecked: readonly string[] }>,
  ): Promise<void> => {
    const stranger = isStranger(one)
    const say = (finding: Sentence): unknown =>
      stranger
        ? result.warnings.push(sentence`Signed by nobody who takes part in ${evidence.exercise}: ${finding}`)
        : findings.push(finding)
    try {
      const found = await work()
      for (const finding of found.findings) say(findingText(finding))
      for (const what of stranger ? [] : found.unchecked) unchecked.add(what)
    } catch (cause) {
      if (!(cause instanceof ConcordError) || cause.code !== 'not-found') throw cause
      say(cause.sentence)
    }
  }
  for (const { id, body } of evidence.protocols) {
    for (const { alias, simulated } of body.system.models) {
      const model = findPassport(evidence, body, alias)
      if (model === undefined) unchecked.add('passport')
      else if (model.alias !== alias || model.simulated !== simulated)
        findings.push(
          sentence`protocol: protocol ${id} calls the model ${alias} ${simulated ? SIMULATED : NOT_SIMULATED}, its passport ${model.alias} ${model.simulated ? SIMULATED : NOT_SIMULATED}`,
        )
    }
  }
  sayReveals(evidence, result, findings)
  result.warnings.push(...omissionsOf(evidence))
  for (const analysis of evidence.analyses) {
    const erased = erasedInputs(evidence, analysis)
    if (erased.length > 0) {
      unchecked.add(`analysis ${analysis.id}`)
      result.warnings.push(
        ...erased.map(
          ({ run, lab }) =>
            sentence`The analysis ${analysis.id} rests on the run ${run}, which ${lab} has had erased: its numbers can no longer be recomputed.`,
        ),
      )
      continue
    }
    await checking(analysis, async () => {
      const loaded = await analysisEvidence(evidence, analysis)
      const found = await verifyAnalysis(loaded, effects)
      result.checked.analyses += 1
      result.checked.runs += loaded.runs.length
      return found
    })
  }
  for (const run of alone) {
    await checking(run, async () => {
      const found = await verifyRun(await runEvidence(evidence, run), effects)
      result.checked.runs += 1
      return found
    })
  }
}

/**
 * What is here and counts for nothing, or not yet: it makes no number wrong, but whoever reads an analysis should know
 * what was left out of it.
 */
function omissionsOf(evidence: Evidence): Sentence[] {
  const state = exerciseState(evidence.exercise, evidence)
  if (state === undefined) return []
  const counted = countedRunIds(state)
  const inForce = amendmentsInForce(evidence, state).map(({ id }) => id)
  return [
    ...state.withdrawn.map(({ member, id }) => sentence`${member} has withdrawn from the exercise (${id}).`),
    ...state.retracted.map(
      ({ on, kind, by, id }) => sentence`${by} has retracted its ${kind} ${on} (${id}).`,
    ),
    ...state.runsSetAside.map(
      ({ id, lab, reason }) => sentence`The run ${id} of ${lab} counts for nothing (${reason}).`,
    ),
    ...evidence.analyses
      .filter(({ body }) => body.protocol === state.protocol.id)
      .flatMap(({ id, body }) => [
        ...body.inputs
          .filter(({ run }) => state.retracted.some(({ on }) => on === run))
          .map(
            ({ run }) => sentence`The analysis ${id} rests on the run ${run}, which its lab has retracted.`,
          ),
        ...counted
          .filter((run) => !body.inputs.some((input) => input.run === run))
          .map((run) => sentence`The analysis ${id} leaves out the run ${run}.`),
        ...inForce
          .filter((amendment) => !body.amendments.includes(amendment))
          .map(
            (amendment) =>
              sentence`The analysis ${id} leaves out the amendment ${amendment}, which is in force.`,
          ),
      ]),
  ]
}

/** What was found when the evidence of a report was checked, and when nobody looked: `not-checked`. */
export type CheckedForReport = { status: 'verified' | 'differs' | 'not-checked'; findings: Sentence[] }

/** Checks what a report is about to show: the shown analysis, or the runs without one. */
export async function checkForReport(evidence: Evidence, onProgress?: OnProgress): Promise<CheckedForReport> {
  const state = stateOf(evidence)
  const analysis = mainAnalysis(state, evidence)
  if (analysis === undefined || erasedInputs(evidence, analysis).length > 0)
    return { status: 'not-checked', findings: [] }
  const effects = rescoring(evidence, { analyses: [analysis], runs: [] }, onProgress)
  const { findings } = await verifyAnalysis(await analysisEvidence(evidence, analysis), effects)
  return { status: findings.length === 0 ? 'verified' : 'differs', findings: findings.map(findingText) }
}
