/** Countersigning an analysis: a further signature, made only after recomputing it. */
import { ConcordError, sentence, type Sentence } from '../../error.ts'
import { verifyAnalysis } from '../../exercise/index.ts'
import type { ExerciseState, Signed } from '../../exercise/index.ts'
import { StatementId } from '../../statement/index.ts'
import type { Analysis } from '../../statement/index.ts'
import { amendmentsInForce, participantsOf } from '../evidence.ts'
import type { Evidence } from '../evidence.ts'
import type { Home } from '../institute.ts'
import { ownerOf, ownNetwork, readAs } from '../networks.ts'
import type { OnProgress } from '../progress.ts'
import { addSignature, writeBundles } from '../publish.ts'
import type { WrittenBundle } from '../publish.ts'
import { findingText } from '../verify/finding-text.ts'
import { analysisEvidence, rescoring } from '../verify/load-evidence.ts'
import { countedRunIds } from './counted-runs.ts'
import { openExercise } from './open-exercise.ts'

export type Cosigned = {
  id: string
  /** Who computed it first. */
  by: string
  /** All who signed it, whoever made it included. */
  signers: string[]
  of: number
  unchecked: readonly string[]
  bundles: WrittenBundle[]
}

/**
 * Recomputes an analysis from the items and signs it too: the one of this id, or of an exercise the first that holds.
 * Throws `check-failed` naming what differs, and signs nothing.
 */
export async function cosign(home: Home, exerciseOrId: string): Promise<Cosigned> {
  const { member } = await ownNetwork(home)
  const exercise = await exerciseOf(home, exerciseOrId)
  const { evidence, state } = await openExercise(home, exercise)
  const analyses = candidates(evidence, state).filter(
    ({ id }) => exerciseOrId === exercise || id === exerciseOrId,
  )
  if (analyses.length === 0) {
    throw new ConcordError(
      'not-found',
      exerciseOrId === exercise
        ? sentence`There is no analysis of ${exercise} here to recompute; take in the bundle of whoever made it.`
        : sentence`There is no analysis ${exerciseOrId} here to recompute; take in the bundle of whoever made it.`,
    )
  }
  const faults: ConcordError[] = []
  for (const analysis of analyses) {
    const checked = await recompute(evidence, state, analysis, home.world.onProgress)
    if (!checked.ok) {
      faults.push(checked.fault)
      continue
    }
    if (!analysis.signers.includes(member.id)) await addSignature(home, analysis.id)
    const participants = participantsOf(state.inForce)
    return {
      id: analysis.id,
      by: analysis.body.computed.by,
      signers: participants.filter((one) => analysis.signers.includes(one) || one === member.id),
      of: participants.length,
      unchecked: checked.unchecked,
      bundles: await writeBundles(home, `analysis-${exercise}`, [analysis.id], participants),
    }
  }
  throw faults[0] ?? new ConcordError('internal', sentence`No analysis was checked.`)
}

async function exerciseOf(home: Home, exerciseOrId: string): Promise<string> {
  if (!StatementId.safeParse(exerciseOrId).success) return exerciseOrId
  const stored = await (await readAs(home, ownerOf(home))).getStatement(exerciseOrId)
  return stored?.exercise ?? exerciseOrId
}

/** Analyses that count, those with most signatures first, then in the order in which they were made. */
function candidates(evidence: Evidence, state: ExerciseState): Signed<Analysis>[] {
  const signersById = new Map(state.analyses.map(({ id, signers }) => [id, signers.length]))
  return evidence.analyses
    .filter(({ id }) => signersById.has(id))
    .toSorted((a, b) => (signersById.get(b.id) ?? 0) - (signersById.get(a.id) ?? 0))
}

/** Every number again, from all runs and amendments that are here: nothing may have been left out. */
async function recompute(
  evidence: Evidence,
  state: ExerciseState,
  analysis: Signed<Analysis>,
  onProgress: OnProgress | undefined,
): Promise<{ ok: true; unchecked: readonly string[] } | { ok: false; fault: ConcordError }> {
  const { body } = analysis
  const refuse = (what: Sentence): { ok: false; fault: ConcordError } => ({
    ok: false,
    fault: new ConcordError(
      'check-failed',
      sentence`The analysis ${analysis.id} does not hold when it is computed again: ${what}. Nothing was signed; ask ${body.computed.by}.`,
    ),
  })
  const left = countedRunIds(state).find((id) => !body.inputs.some(({ run }) => run === id))
  if (left !== undefined) {
    const lab = evidence.runs.find(({ id }) => id === left)?.body.lab ?? ''
    return refuse(sentence`it leaves out the run ${left} of ${lab}`)
  }
  const omitted = amendmentsInForce(evidence, state).find(({ id }) => !body.amendments.includes(id))
  if (omitted !== undefined)
    return refuse(sentence`it leaves out the amendment ${omitted.id}, which is in force`)
  const effects = rescoring(evidence, { analyses: [analysis], runs: [] }, onProgress)
  const { findings, unchecked } = await verifyAnalysis(await analysisEvidence(evidence, analysis), effects)
  const [finding] = findings
  if (finding === undefined) return { ok: true, unchecked }
  const first = findingText(finding)
  return refuse(findings.length === 1 ? first : sentence`${first} (and ${findings.length - 1} more)`)
}
