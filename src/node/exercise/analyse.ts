/** Computing every planned analysis from the runs that are here. */
import { ConcordError, sentence } from '../../error.ts'
import { analyse, setItemsOf, resultsSharing, verifyIndex, verifyItems } from '../../exercise/index.ts'
import type { ExerciseState, SetItems, VerificationFinding } from '../../exercise/index.ts'
import { canonicalText } from '../../statement/index.ts'
import type { Analysis, Link, Protocol } from '../../statement/index.ts'
import { sha256 } from '../crypto.ts'
import { amendmentsInForce, datasetsOf, itemsIn, participantsOf } from '../evidence.ts'
import type { Evidence } from '../evidence.ts'
import { HARNESS } from '../harness.ts'
import type { Home } from '../institute.ts'
import { ownNetwork } from '../networks.ts'
import { counting } from '../progress.ts'
import type { OnProgress } from '../progress.ts'
import { signDraft, writeBundles } from '../publish.ts'
import type { WrittenBundle } from '../publish.ts'
import { findingText } from '../verify/finding-text.ts'
import { countedRuns } from './counted-runs.ts'
import { openExercise } from './open-exercise.ts'

export type AnalysisMade = { id: string; missing: string[]; bundles: WrittenBundle[]; analysis: Analysis }

/**
 * Computes every planned analysis from the runs that are here and signs the result. The same figures from the same
 * runs are signed once: a second time, as after a kill, gives the analysis that is here and its bundles again.
 */
export async function analyseExercise(home: Home, exercise: string): Promise<AnalysisMade> {
  const { member } = await ownNetwork(home)
  const { evidence, state } = await openExercise(home, exercise)
  if (state.status !== 'frozen' || state.conflict) {
    throw new ConcordError(
      'conflict',
      sentence`${exercise} is not frozen, so there is nothing agreed to analyse.`,
    )
  }
  const protocol = state.inForce
  const amendments = amendmentsInForce(evidence, state)
  const { onProgress } = home.world
  const runs = await countedRuns(evidence, state, onProgress)
  checkSetAside(state)
  const made = analyse(
    {
      protocolId: state.protocol.id,
      protocol,
      amendmentIds: amendments.map(({ id }) => id),
      runs,
      sets: await itemsOfSets(evidence, protocol, onProgress),
      computed: { by: member.id, at: home.world.now(), engine: `${HARNESS.name} ${HARNESS.version}` },
    },
    { sha256, onResults: counting(onProgress, 'results', protocol.analysis.plan.length) },
  )
  if (!made.ok)
    throw new ConcordError('conflict', sentence`${exercise} cannot be analysed: ${made.refusal.detail}.`)
  const before = evidence.analyses.find(({ body }) => comparable(body) === comparable(made.analysis))
  const id = before?.id ?? (await signAnalysis(home, state, made.analysis))
  return {
    id,
    missing: state.members.flatMap(({ member: lab, runs: theirs }) =>
      theirs.flatMap(({ model, run }) => (run === null ? [`${lab} ${model}`] : [])),
    ),
    analysis: before?.body ?? made.analysis,
    bundles: await writeBundles(home, `analysis-${exercise}`, [id], participantsOf(protocol)),
  }
}

async function signAnalysis(home: Home, state: ExerciseState, body: Analysis): Promise<string> {
  const signed = await signDraft(home, {
    kind: 'analysis',
    exercise: state.exercise,
    sharing: resultsSharing(state.inForce, home.world.now()),
    links: [
      { rel: 'protocol', id: state.protocol.id },
      ...body.amendments.map((id): Link => ({ rel: 'uses', id })),
      ...body.inputs.map(({ run }): Link => ({ rel: 'derivedFrom', id: run })),
    ],
    body,
    blobs: [],
  })
  await home.store.writer().putStatements([signed])
  return signed.id
}

/** An analysis as text, without when it was computed and what keeps it from being guessed. */
function comparable(body: Analysis): string {
  const { by, engine } = body.computed
  return canonicalText({ ...body, nonce: '', computed: { by, engine } })
}

/** A lab whose only run cannot count is named, not passed over as one that has none. */
function checkSetAside({ exercise, members, runsSetAside }: ExerciseState): void {
  const aside = runsSetAside.find(
    ({ lab, reason }) =>
      (reason === 'other-protocol' || reason === 'second-run') &&
      members.some(({ member, runs }) => member === lab && runs.some(({ run }) => run === null)),
  )
  if (aside === undefined) return
  const { id, lab } = aside
  throw new ConcordError(
    'conflict',
    aside.reason === 'second-run'
      ? sentence`${lab} has submitted two runs of one model, and nobody can say which of them counts (one is ${id}); ask ${lab}, and settle it by an amendment.`
      : sentence`The run ${id} of ${lab} follows another protocol than the frozen one, so it cannot be analysed; ask ${lab} to run ${exercise} as it was frozen.`,
  )
}

/** Ids of every set, from items that are those of their dataset. */
async function itemsOfSets(
  evidence: Evidence,
  protocol: Protocol,
  onProgress: OnProgress | undefined,
): Promise<Map<string, SetItems>> {
  const sets = new Map<string, SetItems>()
  const onItems = counting(onProgress, 'items', itemsIn(evidence, protocol))
  for (const [set, { dataset, items, index }] of await datasetsOf(evidence, protocol)) {
    const split = protocol.items.sets.find(({ id }) => id === set)?.split ?? 'evaluation'
    if (items === null && index !== null) {
      const listed = verifyIndex(dataset, index, split, sha256)
      refuseOther(set, listed.findings)
      sets.set(set, listed.setItems)
      continue
    }
    if (items === null)
      throw new ConcordError(
        'not-found',
        sentence`The items of set ${set} are not here, so nothing can be recomputed; ask the coordinator for a whole bundle.`,
      )
    const read = verifyItems(dataset, items, sha256, onItems)
    refuseOther(set, read.findings)
    sets.set(set, setItemsOf(read.itemById, split))
  }
  return sets
}

function refuseOther(set: string, [finding]: readonly VerificationFinding[]): void {
  if (finding === undefined) return
  throw new ConcordError(
    'check-failed',
    sentence`The items of set ${set} are not what was signed: ${findingText(finding)}. Nothing was signed; take in the bundle that brought them again.`,
  )
}
