/** From runs to evidence: submit, attach, analyse, cosign. */
import { createReadStream } from 'node:fs'
import path from 'node:path'
import { ConcordError } from '../error.ts'
import { renderPrompt, rescore } from '../evaluation/index.ts'
import {
  analyse,
  assignedModels,
  plannedFacts,
  setItemsOf,
  tableCounts,
  verifyAnalysis,
  verifyItems,
} from '../exercise/index.ts'
import type {
  AnalysisEvidence,
  ExerciseState,
  RescoreEffects,
  RunEvidence,
  RunWithTable,
  Signed,
  VerificationFinding,
} from '../exercise/index.ts'
import { readVerdictTable } from '../interchange/index.ts'
import {
  hexOf,
  blobIdOf,
  readOutcomeTable,
  unsortedColumnsOf,
  writeOutcomeTable,
} from '../statement/index.ts'
import type { Amendment, Analysis, Facts, Link, Protocol, Run } from '../statement/index.ts'
import { openExercise, othersOf, protocolNow } from './agreement.ts'
import { sha256 } from './crypto.ts'
import { amendmentsInForce, datasetsOf, evaluationOf, evidenceBy, passportOf } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import type { Home } from './institute.ts'
import { ownerOf, ownNetwork, readAs } from './networks.ts'
import { addSignature, sharingOf, signDrafts, writeBundles } from './publish.ts'
import type { WrittenBundle } from './publish.ts'
import { readWhole } from './read-whole.ts'
import { HARNESS, hasAnswers, runBody } from './runs.ts'

export const RESCORE: RescoreEffects = { sha256, rescore, renderPrompt }

const PARQUET = 'application/vnd.apache.parquet'

export type Submission = {
  submitted: { run: string; id: string; model: string; pilot: boolean }[]
  bundles: WrittenBundle[]
}

/** Signs every finished run of an exercise that is not submitted yet, and hands them to the participants. */
export async function submit(home: Home, exercise: string): Promise<Submission> {
  const { state } = await openExercise(home, exercise)
  const reader = await readAs(home, ownerOf(home))
  const all = await reader.listLocalRuns({ exercise })
  const finished = all.filter(({ status, submitted }) => status === 'finished' && submitted === null)
  const ready: typeof all = []
  for (const run of finished) {
    // Where nothing was answered and the run was begun anew, the later one counts.
    const again = finished.some(
      ({ id, model, pilot }) => id !== run.id && model === run.model && pilot === run.pilot,
    )
    if (run.pilot || !again || (await hasAnswers(path.join(home.folder, run.folder)))) ready.push(run)
  }
  const already = all.filter(({ submitted }) => submitted !== null)
  if (ready.length === 0 && already.length === 0) {
    const stopped = all.find(({ status }) => status !== 'finished')
    throw new ConcordError(
      'conflict',
      stopped === undefined
        ? `There is no run of ${exercise} to submit; begin one with "concord run start ${exercise} --model NAME --base-url ADDRESS".`
        : `The run ${stopped.id} is not finished; go on with "concord run resume ${stopped.id}".`,
    )
  }
  const { disclosure } = state.protocol.body.conduct
  const submitted: Submission['submitted'] = []
  for (const run of ready) {
    const { body, table, answers } = await runBody(home, run.id, disclosure.answers)
    const id = await signRun(home, state.protocol, body, table, answers)
    await home.store.writer().updateLocalRun(run.id, { submitted: id })
    submitted.push({ run: run.id, id, model: run.model, pilot: run.pilot })
  }
  const ids = [
    ...already.flatMap(({ submitted: id }) => (id === null ? [] : [id])),
    ...submitted.map(({ id }) => id),
  ]
  return {
    submitted,
    bundles: await writeBundles(home, `runs-${exercise}`, ids, othersOf(state.protocol.body)),
  }
}

async function signRun(
  home: Home,
  protocol: { id: string; body: Protocol },
  body: Omit<Run, 'table' | 'answers'>,
  table: Uint8Array,
  answers: Uint8Array | null,
): Promise<string> {
  const ref = (content: Uint8Array, mediaType: string) => ({
    sha256: hexOf(blobIdOf(content, sha256)),
    size: content.length,
    mediaType,
  })
  const links: Link[] = [
    { rel: 'protocol', id: protocol.id },
    ...body.amendments.map((id): Link => ({ rel: 'uses', id })),
  ]
  const [signed] = await signDrafts(home, [
    {
      kind: 'run',
      exercise: body.exercise,
      sharing: sharingOf(protocol.body),
      links,
      body: {
        ...body,
        table: ref(table, PARQUET),
        answers: answers === null ? null : ref(answers, 'application/jsonl'),
      },
      blobs: [
        { name: 'outcomes.parquet', mediaType: PARQUET, content: table },
        ...(answers === null
          ? []
          : [{ name: 'answers.jsonl', mediaType: 'application/jsonl', content: answers }]),
      ],
    },
  ])
  if (signed === undefined) throw new ConcordError('internal', 'The run was not signed.')
  await home.store.writer().putStatements([signed])
  return signed.id
}

export type Attachment = {
  attached: { model: string; id: string; attempts: number; limitHits: number }[]
  unknownColumns: string[]
  bundles: WrittenBundle[]
}

/**
 * Takes a table of verdicts that exist already as this institute's runs, one per model, and signs them. The
 * protocol must be frozen; models it does not let this institute run are refused, and so is a second table.
 */
export async function attach(home: Home, exercise: string, file: string): Promise<Attachment> {
  const { member } = await ownNetwork(home)
  const { evidence, state } = await openExercise(home, exercise)
  if (state.status !== 'frozen')
    throw new ConcordError('conflict', `${exercise} is not frozen; sign and freeze its protocol first.`)
  const protocol = protocolNow(evidence, state)
  const bytes = await readWhole(file)
  const table = await readVerdictTable(
    createReadStream(file),
    path.basename(file),
    protocol.items.sets.map(({ id, language }) => ({ id, language })),
  )
  const allowed = assignedModels(protocol, member.id)
  const evaluation = evaluationOf(evidence, protocol).body
  const attached: Attachment['attached'] = []
  for (const { model } of table.models) {
    if (!allowed.includes(model)) {
      throw new ConcordError(
        'bad-input',
        `${path.basename(file)}: the model ${model} is not one that the protocol lets ${member.id} run (${allowed.join(', ')}).`,
      )
    }
    if (evidence.runs.some(({ body }) => body.lab === member.id && body.model === model && !body.pilot)) {
      throw new ConcordError(
        'conflict',
        `${member.id} has a run with ${model} in ${exercise} already; a table is attached once.`,
      )
    }
  }
  for (const { model, rows, attempts, limitHits } of table.models) {
    const parquet = writeOutcomeTable(unsortedColumnsOf(rows))
    const counts = tableCounts(await readOutcomeTable(parquet))
    const planned = plannedFacts({
      protocol,
      evaluation,
      datasets: new Map(),
      passport: passportOf(evidence, protocol, model),
      lab: member.id,
      model,
    }).facts
    // Only what the table itself says is known of such a run; all else stays unknown.
    const facts: Facts = {
      n: counts.attempts - counts['not-run'],
      errored: counts.errored,
      limitHits: counts.limit,
      ...(planned.aggregation === undefined ? {} : { aggregation: planned.aggregation }),
      ...(planned.denominator === undefined ? {} : { denominator: planned.denominator }),
    }
    const id = await signRun(
      home,
      state.protocol,
      {
        exercise,
        protocol: state.protocol.id,
        amendments: amendmentsInForce(evidence, state).map(({ id: amendment }) => amendment),
        lab: member.id,
        model,
        pilot: false,
        retrospective: protocol.retrospective,
        simulated: passportOf(evidence, protocol, model).simulated,
        started: null,
        finished: null,
        harness: { name: 'verdict table', version: HARNESS.version },
        facts,
        explanations: [],
        counts,
        importedFrom: hexOf(blobIdOf(bytes, sha256)),
      },
      parquet,
      null,
    )
    attached.push({ model, id, attempts, limitHits })
  }
  return {
    attached,
    unknownColumns: table.unknownColumns,
    bundles: await writeBundles(
      home,
      `runs-${exercise}`,
      attached.map(({ id }) => id),
      othersOf(protocol),
    ),
  }
}

/** The runs that count, with their tables. */
export async function countedRuns(
  evidence: Evidence,
  state: ExerciseState,
): Promise<(RunWithTable & { signed: Signed<Run> })[]> {
  const ids = state.members.flatMap(({ runs }) => runs.flatMap(({ run }) => (run === null ? [] : [run])))
  const found: (RunWithTable & { signed: Signed<Run> })[] = []
  for (const signed of evidence.runs) {
    if (!ids.includes(signed.id)) continue
    const bytes = await evidence.blob(signed.id, signed.body.table.sha256)
    if (bytes === undefined) {
      throw new ConcordError(
        'not-found',
        `The outcome table of the run of ${signed.body.lab} is not here; ask ${signed.body.lab} for its bundle again.`,
      )
    }
    found.push({
      id: signed.id,
      body: signed.body,
      table: await readOutcomeTable(bytes),
      tableDigest: signed.body.table.sha256,
      signed,
    })
  }
  return found
}

export type AnalysisMade = { id: string; missing: string[]; bundles: WrittenBundle[]; analysis: Analysis }

/** Computes every planned analysis from the runs that are here and signs the result. */
export async function analyseExercise(home: Home, exercise: string): Promise<AnalysisMade> {
  const { member } = await ownNetwork(home)
  const { evidence, state } = await openExercise(home, exercise)
  if (state.status !== 'frozen' || state.conflict) {
    throw new ConcordError('conflict', `${exercise} is not frozen, so there is nothing agreed to analyse.`)
  }
  const protocol = protocolNow(evidence, state)
  const amendments = amendmentsInForce(evidence, state)
  const runs = await countedRuns(evidence, state)
  const foreign = state.runsSetAside.find(
    ({ lab, reason }) => reason === 'other-protocol' && !runs.some(({ body }) => body.lab === lab),
  )
  if (foreign !== undefined) {
    throw new ConcordError(
      'conflict',
      `The run ${foreign.id} of ${foreign.lab} follows another protocol than the frozen one, so it cannot be analysed; ask ${foreign.lab} to run ${exercise} as it was frozen.`,
    )
  }
  const missing = state.members.flatMap(({ member: lab, runs: theirs }) =>
    theirs.flatMap(({ model, run }) => (run === null ? [`${lab} ${model}`] : [])),
  )
  const sets = new Map()
  for (const [set, { dataset, items }] of await datasetsOf(evidence, protocol)) {
    if (items === null)
      throw new ConcordError(
        'not-found',
        `The items of set ${set} are not here, so nothing can be recomputed; ask the coordinator for a whole bundle.`,
      )
    const read = verifyItems(dataset, items, sha256)
    const split = protocol.items.sets.find(({ id }) => id === set)?.split ?? 'evaluation'
    sets.set(set, setItemsOf(read.itemById, split))
  }
  const made = analyse(
    {
      protocolId: state.protocol.id,
      protocol,
      amendmentIds: amendments.map(({ id }) => id),
      runs,
      sets,
      computed: { by: member.id, at: home.world.now(), engine: `${HARNESS.name} ${HARNESS.version}` },
    },
    { sha256 },
  )
  if (!made.ok) throw new ConcordError('conflict', `${exercise} cannot be analysed: ${made.refusal.detail}.`)
  const [signed] = await signDrafts(home, [
    {
      kind: 'analysis',
      exercise,
      sharing: sharingOf(state.protocol.body),
      links: [
        { rel: 'protocol', id: state.protocol.id },
        ...amendments.map(({ id }): Link => ({ rel: 'uses', id })),
        ...runs.map(({ id }): Link => ({ rel: 'derivedFrom', id })),
      ],
      body: made.analysis,
      blobs: [],
    },
  ])
  if (signed === undefined) throw new ConcordError('internal', 'The analysis was not signed.')
  await home.store.writer().putStatements([signed])
  return {
    id: signed.id,
    missing,
    analysis: made.analysis,
    bundles: await writeBundles(home, `analysis-${exercise}`, [signed.id], othersOf(protocol)),
  }
}

/**
 * All that an analysis rests on, loaded from what is here: protocol and amendments with the signatures of all
 * participants, each run with that of its lab. Throws `not-found` where its protocol or evaluation is not here.
 */
export async function analysisEvidence(
  evidence: Evidence,
  analysis: Signed<Analysis>,
): Promise<AnalysisEvidence> {
  const protocol = evidence.protocols.find(({ id }) => id === analysis.body.protocol)
  if (protocol === undefined) {
    throw new ConcordError(
      'not-found',
      `The protocol ${analysis.body.protocol} of the analysis ${analysis.id} is not here; ask for a whole bundle.`,
    )
  }
  const participants = othersOf(protocol.body)
  const amendmentsOf = (ids: readonly string[]) =>
    ids.flatMap((id) => {
      const found = evidence.amendments.find((one): one is Signed<Amendment> => one.id === id)
      return found === undefined ? [] : [evidenceBy('amendment', found, participants)]
    })
  const runs: AnalysisEvidence['runs'][number][] = []
  for (const { run } of analysis.body.inputs) {
    const found = evidence.runs.find(({ id }) => id === run)
    if (found === undefined) continue
    runs.push({
      run: evidenceBy('run', found, [found.body.lab]),
      amendments: amendmentsOf(found.body.amendments),
      table: (await evidence.blob(run, found.body.table.sha256)) ?? new Uint8Array(),
      answers:
        found.body.answers === null ? null : ((await evidence.blob(run, found.body.answers.sha256)) ?? null),
    })
  }
  const evaluation = evaluationOf(evidence, protocol.body)
  return {
    analysis: evidenceBy('analysis', analysis, [analysis.body.computed.by]),
    protocol: evidenceBy('protocol', protocol, participants),
    amendments: amendmentsOf(analysis.body.amendments),
    evaluation: { ...evaluation, faults: [] },
    datasets: await datasetsOf(evidence, protocol.body),
    runs,
  }
}

/** All that one run rests on, as `analysisEvidence` loads it for an analysis. */
export async function runEvidence(evidence: Evidence, run: Signed<Run>): Promise<RunEvidence> {
  const { body } = run
  const protocol = evidence.protocols.find(({ id }) => id === body.protocol)
  if (protocol === undefined) {
    throw new ConcordError(
      'not-found',
      `The protocol ${body.protocol} of the run ${run.id} is not here; ask for a whole bundle.`,
    )
  }
  const participants = othersOf(protocol.body)
  return {
    run: evidenceBy('run', run, [body.lab]),
    protocol: evidenceBy('protocol', protocol, participants),
    amendments: body.amendments.flatMap((id) => {
      const found = evidence.amendments.find((one) => one.id === id)
      return found === undefined ? [] : [evidenceBy('amendment', found, participants)]
    }),
    evaluation: { ...evaluationOf(evidence, protocol.body), faults: [] },
    datasets: await datasetsOf(evidence, protocol.body),
    table: (await evidence.blob(run.id, body.table.sha256)) ?? new Uint8Array(),
    answers: body.answers === null ? null : ((await evidence.blob(run.id, body.answers.sha256)) ?? null),
  }
}

export type Cosigned = {
  id: string
  signers: string[]
  of: number
  unchecked: readonly string[]
  bundles: WrittenBundle[]
}

/** Recomputes an analysis from the items and signs it too; throws `check-failed` naming what differs, and signs nothing. */
export async function cosign(home: Home, exercise: string): Promise<Cosigned> {
  const { member } = await ownNetwork(home)
  const { evidence, state } = await openExercise(home, exercise)
  const [first] = state.analyses
  const analysis = evidence.analyses.find(({ id }) => id === first?.id)
  if (first === undefined || analysis === undefined) {
    throw new ConcordError(
      'not-found',
      `There is no analysis of ${exercise} here to recompute; take in the bundle of whoever made it.`,
    )
  }
  const verified = await verifyAnalysis(await analysisEvidence(evidence, analysis), RESCORE)
  const [finding] = verified.findings
  if (finding !== undefined) {
    throw new ConcordError(
      'check-failed',
      `The analysis does not hold when it is computed again: ${findingText(finding)}${verified.findings.length > 1 ? ` (and ${verified.findings.length - 1} more)` : ''}. Nothing was signed; ask ${first.by}.`,
    )
  }
  const stored = await (await readAs(home, ownerOf(home))).getStatement(analysis.id)
  if (stored === undefined) throw new ConcordError('internal', 'The analysis vanished while it was checked.')
  if (!first.signers.includes(member.id)) await addSignature(home, stored)
  return {
    id: analysis.id,
    signers: [...new Set([...first.signers, member.id])],
    of: state.members.length,
    unchecked: verified.unchecked,
    bundles: await writeBundles(home, `analysis-${exercise}`, [analysis.id], othersOf(state.protocol.body)),
  }
}

/** A finding of verification in one line. */
export function findingText({ what, where, expected, found }: VerificationFinding): string {
  return `${what}: ${where} is ${short(found)}, expected ${short(expected)}`
}

function short(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > 120 ? `${text.slice(0, 117)}…` : text
}
