/** Submitting: every finished run of an exercise signed, and handed to the participants. */
import { fieldSharing } from '../../exercise/index.ts'
import { canonicalText } from '../../statement/index.ts'
import type { LocalRun } from '../../store/index.ts'
import { participantsOf } from '../evidence.ts'
import type { Evidence } from '../evidence.ts'
import type { Home } from '../institute.ts'
import { encryptForPersons } from '../persons.ts'
import { counting } from '../progress.ts'
import { signDraft, writeBundles } from '../publish.ts'
import type { WrittenBundle } from '../publish.ts'
import { runBody } from '../run/run-body.ts'
import { digestOf, draftRun } from './draft-run.ts'
import { releasedRun } from './released-run.ts'
import { runsToSubmit } from './runs-to-submit.ts'

export type Submission = {
  submitted: { run: string; id: string; model: string; pilot: boolean }[]
  bundles: WrittenBundle[]
}

/**
 * Signs every finished run of an exercise that is not submitted yet, and hands them to the participants. A run is
 * signed once, also where a kill came between its statement and the note of it.
 */
export async function submit(home: Home, exercise: string): Promise<Submission> {
  const { evidence, state, ready, already } = await runsToSubmit(home, exercise)
  const protocol = state.inForce
  const submitted: Submission['submitted'] = []
  const done = counting(home.world.onProgress, 'runs', ready.length)
  for (const run of ready) {
    const id = await submitRun(home, evidence, protocol, run)
    await home.store.writer().updateLocalRun(run.id, { submitted: id })
    submitted.push({ run: run.id, id, model: run.model, pilot: run.pilot })
    done(1)
  }
  const ids = [...already, ...submitted.map(({ id }) => id)]
  return {
    submitted,
    bundles: await writeBundles(home, `runs-${exercise}`, ids, participantsOf(protocol)),
  }
}

async function submitRun(
  home: Home,
  evidence: Evidence,
  protocol: Parameters<typeof draftRun>[0],
  run: LocalRun,
): Promise<string> {
  const { body, table, answers } = await releasedRun(evidence, protocol, await runBody(home, run.id))
  const digest = digestOf(table)
  const signedBefore = evidence.runs.find(
    ({ body: there }) =>
      there.table?.sha256 === digest && canonicalText({ ...there, ...body }) === canonicalText(there),
  )
  if (signedBefore !== undefined) return signedBefore.id
  const transcripts = fieldSharing(protocol, 'transcripts')
  const kept =
    answers !== null && transcripts?.tlp === 'RED'
      ? await encryptForPersons(home, transcripts, answers)
      : answers
  const signed = await signDraft(home, draftRun(protocol, body, table, kept))
  await home.store.writer().putStatements([signed])
  return signed.id
}
