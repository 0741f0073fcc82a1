/** Submitting: every finished run of an exercise signed, and handed to the participants. */
import { ConcordError, sentence } from '../../error.ts'
import { canonicalText, Run } from '../../statement/index.ts'
import type { Protocol } from '../../statement/index.ts'
import type { LocalRun } from '../../store/index.ts'
import { AGE_MEDIA_TYPE } from '../../trust/index.ts'
import { participantsOf } from '../evidence.ts'
import type { Evidence } from '../evidence.ts'
import type { Home } from '../institute.ts'
import { encryptForPersons } from '../persons.ts'
import { counting } from '../progress.ts'
import { signDraft, writeBundles } from '../publish.ts'
import type { Draft, WrittenBundle } from '../publish.ts'
import type { Inspect } from '../release/scan/inspect.ts'
import { runBody } from '../run/run-body.ts'
import { digestOf, draftRun } from './draft-run.ts'
import { releasedRun } from './released-run.ts'
import { runsToSubmit } from './runs-to-submit.ts'
import type { RunsToSubmit } from './runs-to-submit.ts'

export type Submission = {
  submitted: { run: string; id: string; model: string; pilot: boolean }[]
  bundles: WrittenBundle[]
}

/** A run that can be submitted: the statement as it would be signed, or the id of the one that was signed before. */
type Prepared = { run: LocalRun; draft: Draft | null; id: string | null }

/** The statements of every run that can be submitted, before they are signed. */
export async function draftsToSubmit(
  home: Home,
  { evidence, state, ready }: Pick<RunsToSubmit, 'evidence' | 'state' | 'ready'>,
): Promise<Prepared[]> {
  const prepared: Prepared[] = []
  for (const run of ready) prepared.push({ run, ...(await prepareRun(home, evidence, state.inForce, run)) })
  return prepared
}

/**
 * Signs every finished run of an exercise that is not submitted yet, and hands them to the participants. A run is
 * signed once, also where a kill came between its statement and the note of it. `inspect` may refuse what would be
 * signed.
 */
export async function submit(home: Home, exercise: string, inspect?: Inspect): Promise<Submission> {
  const runs = await runsToSubmit(home, exercise)
  const { evidence, state, ready, already } = runs
  const protocol = state.inForce
  const prepared = await draftsToSubmit(home, runs)
  await inspect?.(
    evidence,
    protocol,
    prepared.flatMap(({ draft }) => draft ?? []),
  )
  const submitted: Submission['submitted'] = []
  const done = counting(home.world.onProgress, 'runs', ready.length)
  for (const { run, draft, id: before } of prepared) {
    const id = before ?? (await signRun(home, draft))
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

async function prepareRun(
  home: Home,
  evidence: Evidence,
  protocol: Protocol,
  run: LocalRun,
): Promise<Pick<Prepared, 'draft' | 'id'>> {
  const { body, table, answers, drift } = await releasedRun(
    home,
    evidence,
    protocol,
    await runBody(home, run.id),
  )
  const digest = digestOf(table)
  const signedBefore = evidence.runs.find(
    ({ body: there }) =>
      there.table?.sha256 === digest && canonicalText({ ...there, ...body }) === canonicalText(there),
  )
  return signedBefore === undefined
    ? { draft: draftRun(protocol, home.world.now(), body, table, answers, drift), id: null }
    : { draft: null, id: signedBefore.id }
}

async function signRun(home: Home, draft: Draft | null): Promise<string> {
  if (draft === null) throw new ConcordError('internal', sentence`A run was not prepared.`)
  const signed = await signDraft(home, await encryptedForPersons(home, draft))
  await home.store.writer().putStatements([signed])
  return signed.id
}

/** What is TLP:RED as age files for its persons, in place of what it is. */
async function encryptedForPersons(home: Home, draft: Draft): Promise<Draft> {
  if (draft.blobs.every(({ sharing }) => sharing?.tlp !== 'RED')) return draft
  const refs = new Map<string, { sha256: string; size: number; mediaType: string }>()
  const blobs: Draft['blobs'] = []
  for (const blob of draft.blobs) {
    if (blob.sharing?.tlp !== 'RED') {
      blobs.push(blob)
      continue
    }
    const content = await encryptForPersons(home, blob.sharing, blob.content)
    const ref = { sha256: digestOf(content), size: content.length, mediaType: AGE_MEDIA_TYPE }
    refs.set(digestOf(blob.content), ref)
    blobs.push({ ...blob, name: `${blob.name}.age`, mediaType: AGE_MEDIA_TYPE, content })
  }
  const body = Run.parse(draft.body)
  const answers = body.answers === null ? null : (refs.get(body.answers.sha256) ?? body.answers)
  const { drift } = body
  return {
    ...draft,
    body: {
      ...body,
      answers,
      ...(drift === undefined
        ? {}
        : { drift: { ...drift, answers: refs.get(drift.answers.sha256) ?? drift.answers } }),
    },
    blobs,
  }
}
