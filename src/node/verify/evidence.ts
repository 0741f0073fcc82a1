/** Every analysis of an exercise down to the items, and every run that no analysis covers. */
import { ConcordError } from '../../error.ts'
import { verifyAnalysis, verifyRun } from '../../exercise/index.ts'
import type { VerificationFinding } from '../../exercise/index.ts'
import type { Crypto } from '../../trust/index.ts'
import { mainAnalysis, stateOf } from '../evidence.ts'
import type { Evidence } from '../evidence.ts'
import type { Archive } from './archive.ts'
import { findingText } from './finding-text.ts'
import { gather } from './gather.ts'
import { analysisEvidence, RESCORE, runEvidence } from './load-evidence.ts'
import { failed } from './result.ts'
import type { VerificationResult } from './result.ts'

export async function verifyArchive(
  archive: Archive,
  crypto: Crypto,
  result: VerificationResult,
): Promise<VerificationResult> {
  const gathered = gather(archive, crypto)
  const findings = [...gathered.findings]
  const unchecked = new Set(gathered.unchecked)
  result.checked.statements = gathered.statements
  for (const evidence of gathered.byExercise.values()) {
    await verifyEvidence(evidence, result, findings, unchecked)
  }
  result.unchecked.push(...[...unchecked].sort())
  return failed(result, findings)
}

/** Every analysis down to the items; every run that no analysis covers. */
export async function verifyEvidence(
  evidence: Evidence,
  result: VerificationResult,
  findings: string[],
  unchecked: Set<string>,
): Promise<void> {
  const covered = new Set<string>()
  const say = (found: { findings: readonly VerificationFinding[]; unchecked: readonly string[] }): void => {
    findings.push(...found.findings.map(findingText))
    for (const what of found.unchecked) unchecked.add(what)
  }
  /** What the evidence lacks is a finding too: nothing may pass because it was left out. */
  const saying = async (work: () => Promise<void>): Promise<void> => {
    try {
      await work()
    } catch (cause) {
      if (!(cause instanceof ConcordError) || cause.code !== 'not-found') throw cause
      findings.push(cause.message)
    }
  }
  for (const { body } of evidence.protocols) {
    if (body.system.models.some(({ passport }) => !evidence.models.has(passport))) unchecked.add('passport')
  }
  for (const analysis of evidence.analyses) {
    for (const { run } of analysis.body.inputs) covered.add(run)
    await saying(async () => {
      const loaded = await analysisEvidence(evidence, analysis)
      say(await verifyAnalysis(loaded, RESCORE))
      result.checked.analyses += 1
      result.checked.runs += loaded.runs.length
    })
  }
  for (const run of evidence.runs) {
    if (covered.has(run.id) || run.body.pilot) continue
    await saying(async () => {
      say(await verifyRun(await runEvidence(evidence, run), RESCORE))
      result.checked.runs += 1
    })
  }
}

/** Checks what a report is about to show: the shown analysis, or the runs without one. */
export async function checkForReport(
  evidence: Evidence,
): Promise<{ status: 'verified' | 'differs' | 'not-checked'; findings: string[] }> {
  const state = stateOf(evidence)
  const analysis = mainAnalysis(state, evidence)
  if (analysis === undefined) return { status: 'not-checked', findings: [] }
  const { findings } = await verifyAnalysis(await analysisEvidence(evidence, analysis), RESCORE)
  return { status: findings.length === 0 ? 'verified' : 'differs', findings: findings.map(findingText) }
}
