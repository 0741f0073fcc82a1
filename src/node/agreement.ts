/** Agreeing on a protocol: propose, review, accept, object, freeze, amend. */
import { ConcordError } from '../error.ts'
import { applyAmendments, dueFrom, findAt, protocolDifference } from '../exercise/index.ts'
import type { Due, ExerciseState, FieldDifference, Finding } from '../exercise/index.ts'
import { Json, Protocol } from '../statement/index.ts'
import type { Amendment, JsonValue, Link } from '../statement/index.ts'
import { amendmentsInForce, loadEvidence, stateOf } from './evidence.ts'
import type { Evidence } from './evidence.ts'
import { checkFolder, readExerciseFolder, signParts } from './exercise-folder.ts'
import type { Home } from './institute.ts'
import { ownerOf, ownNetwork, readAs, refuseExpired } from './networks.ts'
import { addSignature, sharingOf, signDrafts, writeBundles } from './publish.ts'
import type { WrittenBundle } from './publish.ts'
import { readBundleFile, receiveBundle } from './receive.ts'
import type { Received } from './receive.ts'

/** What this institute holds of an exercise, and where it stands. */
export async function openExercise(
  home: Home,
  exercise: string,
): Promise<{ evidence: Evidence; state: ExerciseState }> {
  const reader = await readAs(home, ownerOf(home))
  try {
    const evidence = await loadEvidence(reader, exercise)
    return { evidence, state: stateOf(evidence) }
  } catch (error) {
    // An expired charter hides what others issued: then that is what to say.
    if (error instanceof ConcordError && error.code === 'not-found') await refuseExpired(home)
    throw error
  }
}

export type Proposal = {
  exercise: string
  version: number
  id: string
  findings: Finding[]
  bundles: WrittenBundle[]
}

/**
 * Signs the protocol of a folder with its parts and writes one bundle for each other participant. A later version
 * supersedes the one before. Throws `check-failed` where preflight blocks.
 */
export async function propose(home: Home, folder: string): Promise<Proposal> {
  const network = await ownNetwork(home)
  const read = await readExerciseFolder(folder)
  const findings = checkFolder(read)
  const blocks = findings.filter(({ severity }) => severity === 'block')
  if (blocks.length > 0) {
    throw new ConcordError(
      'check-failed',
      `Preflight blocks this protocol (${blocks.map(({ code, set }) => (set === null ? code : `${code} in ${set}`)).join(', ')}): see "concord exercise check ${folder}", correct it, or waive it with a reason.`,
    )
  }
  const { draft } = read
  if (!draft.participants.some(({ member }) => member === network.member.id)) {
    throw new ConcordError(
      'conflict',
      `${network.member.id} is not among the participants of ${folder}/protocol.yaml; add it, or let a participant propose.`,
    )
  }
  for (const { member } of draft.participants) {
    if (!network.chain.latest.body.members.some(({ id, status }) => id === member && status === 'active')) {
      throw new ConcordError(
        'conflict',
        `${member} in ${folder}/protocol.yaml is no active member of the network; correct participants, or add it to the charter.`,
      )
    }
  }
  const reader = await readAs(home, ownerOf(home))
  const earlier = await reader.listStatements({ exercise: draft.exercise, kind: 'protocol' })
  const links: Link[] = []
  if (earlier.length > 0) {
    const state = stateOf(await loadEvidence(reader, draft.exercise))
    if (state.status === 'frozen') {
      throw new ConcordError(
        'conflict',
        `${draft.exercise} is frozen, so it changes by amendment only: "concord exercise amend ${draft.exercise}".`,
      )
    }
    const last = state.versions.at(-1)
    if (last !== undefined && draft.version !== last.version + 1) {
      throw new ConcordError(
        'conflict',
        `Version ${last.version} of ${draft.exercise} was proposed already; set "version: ${last.version + 1}" in ${folder}/protocol.yaml for the next.`,
      )
    }
    if (last !== undefined) links.push({ rel: 'supersedes', id: last.id })
  }
  const { parts, protocol, sharing } = await signParts(home, read)
  for (const { id } of parts) links.push({ rel: 'uses', id })
  const [signed] = await signDrafts(home, [
    { kind: 'protocol', exercise: protocol.exercise, sharing, links, body: protocol, blobs: [] },
  ])
  if (signed === undefined) throw new ConcordError('internal', 'The protocol was not signed.')
  await home.store.writer().putStatements([...parts, signed])
  return {
    exercise: protocol.exercise,
    version: protocol.version,
    id: signed.id,
    findings,
    bundles: await writeBundles(home, `protocol-${protocol.exercise}`, [signed.id], othersOf(protocol)),
  }
}

export type Review = {
  received: Received
  asked: {
    kind: 'protocol' | 'amendment'
    id: string
    exercise: string
    title: string
    version: number
    signedBy: string[]
    missing: string[]
    /** Against the version before, or of the amendment; empty for a first version. */
    differences: FieldDifference[]
    /** Why an amendment is made, and what had been seen; null for a protocol. */
    why: { text: string; dataSeen: string } | null
    objections: { by: readonly string[]; field: string | null; text: string }[]
  }[]
}

/** What a bundle asks this institute to sign; takes the bundle in, signs nothing. */
export async function review(home: Home, file: string): Promise<Review> {
  const received = await receiveBundle(home, file)
  const asked: Review['asked'] = []
  for (const exercise of await exercisesIn(home, file)) {
    const { evidence, state } = await openExercise(home, exercise)
    asked.push(...askedOf(home, evidence, state))
  }
  return { received, asked }
}

function askedOf(home: Home, evidence: Evidence, state: ExerciseState): Review['asked'] {
  const latest = evidence.protocols.find(({ id }) => id === state.versions.at(-1)?.id)
  const asked: Review['asked'] = []
  if (latest !== undefined && !latest.signers.includes(home.institute.id)) {
    const before = evidence.protocols.find(({ id }) => id === state.versions.at(-2)?.id)
    const version = state.versions.at(-1)
    asked.push({
      kind: 'protocol',
      id: latest.id,
      exercise: latest.body.exercise,
      title: latest.body.title,
      version: latest.body.version,
      signedBy: version?.signed ?? [],
      missing: version?.missing ?? [],
      differences: before === undefined ? [] : protocolDifference(before.body, latest.body),
      why: null,
      objections: evidence.opinions
        .filter(({ body }) => body.type === 'objection' && body.on === latest.id)
        .map(({ body, signers }) => ({ by: signers, field: body.field, text: body.text })),
    })
  }
  for (const { id, signed, missing } of state.amendments) {
    const amendment = evidence.amendments.find((one) => one.id === id)
    if (amendment === undefined || signed.includes(home.institute.id)) continue
    asked.push({
      kind: 'amendment',
      id,
      exercise: state.exercise,
      title: state.protocol.body.title,
      version: state.protocol.body.version,
      signedBy: signed,
      missing,
      differences: amendment.body.changes.map(({ field, from, to }) => ({
        field,
        change: 'changed',
        from,
        to,
      })),
      why: { text: amendment.body.why, dataSeen: amendment.body.dataSeen },
      objections: [],
    })
  }
  return asked
}

export type Acceptance = {
  signed: { kind: string; id: string; exercise: string }[]
  bundles: WrittenBundle[]
}

/** Signs what a bundle asks for: the latest version of a protocol in which this institute takes part, and amendments. */
export async function accept(home: Home, file: string): Promise<Acceptance> {
  await receiveBundle(home, file)
  const signed: Acceptance['signed'] = []
  const bundles: WrittenBundle[] = []
  for (const exercise of await exercisesIn(home, file)) {
    const { evidence, state } = await openExercise(home, exercise)
    const latest = evidence.protocols.find(({ id }) => id === state.versions.at(-1)?.id)
    if (latest === undefined || !takesPart(latest.body, home.institute.id)) continue
    for (const { id, kind } of askedOf(home, evidence, state)) {
      await signStored(home, id)
      signed.push({ kind, id, exercise })
      bundles.push(...(await writeBundles(home, `${kind}-${exercise}`, [id], othersOf(latest.body))))
    }
  }
  return { signed, bundles }
}

/** The exercises of the statements of a bundle that has been taken in. */
async function exercisesIn(home: Home, file: string): Promise<string[]> {
  const bundle = await readBundleFile(home, file, home.institute.id)
  const reader = await readAs(home, ownerOf(home))
  const names = new Set<string>()
  for (const { id } of bundle.statements) {
    const exercise = (await reader.getStatement(id))?.exercise
    if (exercise !== undefined && exercise !== null) names.add(exercise)
  }
  return [...names].sort()
}

async function signStored(home: Home, id: string): Promise<void> {
  const stored = await (await readAs(home, ownerOf(home))).getStatement(id)
  if (stored === undefined) throw new ConcordError('not-found', `The statement ${id} is not here.`)
  await addSignature(home, stored)
}

/** Signs an objection to a field of the protocol a bundle brings. */
export async function object(
  home: Home,
  file: string,
  field: string,
  text: string,
): Promise<{ id: string; on: string; bundles: WrittenBundle[] }> {
  await receiveBundle(home, file)
  const [exercise] = await exercisesIn(home, file)
  if (exercise === undefined) throw new ConcordError('bad-input', `${file} brings no protocol to object to.`)
  const { evidence, state } = await openExercise(home, exercise)
  const on = evidence.protocols.find(({ id }) => id === state.versions.at(-1)?.id) ?? state.protocol
  if (findAt(Json.parse(on.body), field) === undefined) {
    throw new ConcordError(
      'usage',
      `The protocol has no field ${field}; write it as it stands in protocol.yaml, for example generation.temperature.`,
    )
  }
  const [opinion] = await signDrafts(home, [
    {
      kind: 'opinion',
      exercise,
      sharing: sharingOf(on.body),
      links: [{ rel: 'answers', id: on.id }],
      body: { type: 'objection', exercise, on: on.id, field, text },
      blobs: [],
    },
  ])
  if (opinion === undefined) throw new ConcordError('internal', 'The objection was not signed.')
  await home.store.writer().putStatements([opinion])
  return {
    id: opinion.id,
    on: on.id,
    bundles: await writeBundles(home, `objection-${exercise}`, [opinion.id], othersOf(on.body)),
  }
}

/** Hands the protocol that all have signed to everybody; throws `conflict` naming who has not. */
export async function freeze(
  home: Home,
  exercise: string,
): Promise<{ id: string; signed: string[]; bundles: WrittenBundle[] }> {
  const { state } = await openExercise(home, exercise)
  if (state.conflict) {
    throw new ConcordError(
      'conflict',
      `Two versions of ${exercise} are signed by all, or two have one number; settle which one holds before going on.`,
    )
  }
  const latest = state.versions.at(-1)
  if (latest === undefined || latest.missing.length > 0) {
    throw new ConcordError(
      'conflict',
      `${exercise} cannot be frozen: ${(latest?.missing ?? []).join(', ')} ${(latest?.missing.length ?? 0) === 1 ? 'has' : 'have'} not signed version ${latest?.version ?? 1}. Take in their bundles with "concord receive", or wait for them.`,
    )
  }
  return {
    id: latest.id,
    signed: latest.signed,
    bundles: await writeBundles(home, `frozen-${exercise}`, [latest.id], othersOf(state.protocol.body)),
  }
}

/** Signs a change to a frozen protocol; it holds once every participant has signed it too. */
export async function amend(
  home: Home,
  exercise: string,
  changes: readonly { field: string; to: JsonValue }[],
  reason: { why: string; dataSeen: Amendment['dataSeen'] },
): Promise<{ id: string; bundles: WrittenBundle[] }> {
  const { evidence, state } = await openExercise(home, exercise)
  if (state.status !== 'frozen') {
    throw new ConcordError(
      'conflict',
      `${exercise} is not frozen yet: change protocol.yaml, raise its version and propose it again.`,
    )
  }
  const inForce = protocolNow(evidence, state)
  const body: Amendment = {
    type: 'protocol',
    exercise,
    protocol: state.protocol.id,
    changes: changes.map(({ field, to }) => {
      const from = findAt(Json.parse(inForce), field)?.value
      if (from === undefined) {
        throw new ConcordError(
          'usage',
          `The protocol has no field ${field}; write it as it stands in protocol.yaml, for example generation.temperature.`,
        )
      }
      return { field, from, to }
    }),
    why: reason.why,
    dataSeen: reason.dataSeen,
  }
  const applied = applyAmendments(inForce, [body])
  if (!applied.ok) throw new ConcordError('usage', `The amendment does not apply: ${applied.detail}.`)
  const [signed] = await signDrafts(home, [
    {
      kind: 'amendment',
      exercise,
      sharing: sharingOf(state.protocol.body),
      links: [{ rel: 'amends', id: state.protocol.id }],
      body,
      blobs: [],
    },
  ])
  if (signed === undefined) throw new ConcordError('internal', 'The amendment was not signed.')
  await home.store.writer().putStatements([signed])
  return {
    id: signed.id,
    bundles: await writeBundles(home, `amendment-${exercise}`, [signed.id], othersOf(state.protocol.body)),
  }
}

/** The protocol with the amendments in force. */
export function protocolNow(evidence: Evidence, state: ExerciseState): Protocol {
  const applied = applyAmendments(
    state.protocol.body,
    amendmentsInForce(evidence, state).map(({ body }) => body),
  )
  if (!applied.ok)
    throw new ConcordError(
      'conflict',
      `The amendments of ${state.exercise} do not apply in order: ${applied.detail}.`,
    )
  return applied.protocol
}

export type Status = {
  state: ExerciseState
  due: Due[]
  localRuns: { id: string; status: string; pilot: boolean; model: string }[]
}

/** Where an exercise stands, and what is due from this institute. */
export async function status(home: Home, exercise: string): Promise<Status> {
  const { state } = await openExercise(home, exercise)
  const reader = await readAs(home, ownerOf(home))
  return {
    state,
    due: dueFrom(state, home.institute.id),
    localRuns: (await reader.listLocalRuns({ exercise })).map(({ id, status: how, pilot, model }) => ({
      id,
      status: how,
      pilot,
      model,
    })),
  }
}

/** Participants of a protocol. */
export function othersOf(protocol: Protocol): string[] {
  return protocol.participants.map(({ member }) => member)
}

function takesPart(protocol: Protocol, member: string): boolean {
  return protocol.participants.some((one) => one.member === member)
}
