/** Everything of one exercise that a reader may see, by kind, with who signed it. */
import type { Principal } from '../access/index.ts'
import { ConcordError, inEnglish, sentence, type Sentence } from '../error.ts'
import { exerciseState, revealFault } from '../exercise/index.ts'
import type { DatasetsBySet, ExerciseState, Received, Signed } from '../exercise/index.ts'
import {
  AmendmentBody,
  Analysis,
  blobIdOf,
  Dataset,
  Erasure,
  Evaluation,
  hexOf,
  Model,
  Opinion,
  Protocol,
  Retraction,
  Reveal,
  Run,
  Withdrawal,
} from '../statement/index.ts'
import type { Amendment } from '../statement/index.ts'
import type { StatementSummary, StoredStatement } from '../store/index.ts'
import type { CharterChain } from '../trust/index.ts'
import { sha256 } from './crypto.ts'
import type { Home } from './institute.ts'
import { loadNetworks, networkOfIssuer, ownMember, readerOf } from './networks.ts'
import type { Network } from './networks.ts'
import { counting } from './progress.ts'
import { bodyValue } from './publish.ts'
import { isUnreadable, readBody } from './read-body.ts'

export type Evidence = {
  exercise: string
  protocols: Signed<Protocol>[]
  /** In the order in which they were made. */
  amendments: (Signed<Amendment> & { created: string })[]
  runs: Signed<Run>[]
  analyses: Signed<Analysis>[]
  opinions: Signed<Opinion>[]
  withdrawals: Signed<Withdrawal>[]
  retractions: Signed<Retraction>[]
  erasures: Signed<Erasure>[]
  reveals: Signed<Reveal>[]
  evaluations: ReadonlyMap<string, Evaluation>
  datasets: ReadonlyMap<string, Dataset>
  models: ReadonlyMap<string, Model>
  /** Origin of the issuer and date, of every statement above. */
  about: ReadonlyMap<string, { issuer: string; created: string; tlp: string }>
  /** The bytes of a blob of a statement, for this reader. */
  blob(statement: string, sha256: string): Promise<Uint8Array | undefined>
}

/**
 * Loads an exercise as somebody, with the chain of its network where one stands; throws `not-found` where there is no
 * such exercise for them, and as `readBody` where a statement of it cannot be read. Who signed is told by member ids,
 * which mean something in one network only: an exercise of the same id in another network is another exercise.
 */
export async function loadEvidence(
  home: Home,
  principal: Principal,
  exercise: string,
): Promise<{ evidence: Evidence; chain: CharterChain | undefined }> {
  const networks = await loadNetworks(home)
  const reader = readerOf(home, networks, principal)
  const listed = await reader.listStatements({ exercise })
  const pinned = networkAmong(home, networks, listed)
  const isOurs = ({ issuer }: { issuer: string }): boolean =>
    networkOfIssuer(networks, issuer)?.pinned === pinned
  const evidence = {
    exercise,
    protocols: [] as Signed<Protocol>[],
    amendments: [] as (Signed<Amendment> & { created: string })[],
    runs: [] as Signed<Run>[],
    analyses: [] as Signed<Analysis>[],
    opinions: [] as Signed<Opinion>[],
    withdrawals: [] as Signed<Withdrawal>[],
    retractions: [] as Signed<Retraction>[],
    erasures: [] as Signed<Erasure>[],
    reveals: [] as Signed<Reveal>[],
    evaluations: new Map<string, Evaluation>(),
    datasets: new Map<string, Dataset>(),
    models: new Map<string, Model>(),
    about: new Map<string, { issuer: string; created: string; tlp: string }>(),
    blob: (statement: string, sha256: string) => reader.getBlobOf(statement, sha256),
  }
  const open: string[] = listed.map(({ id }) => id)
  const seen = new Set<string>()
  const loaded = counting(home.world.onProgress, 'loaded', null)
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    if (seen.has(id)) continue
    seen.add(id)
    const stored = await reader.getStatement(id)
    loaded(1)
    // A later version of a kind is kept, and not interpreted.
    if (stored === undefined || stored.kindVersion !== 1 || stored.body === null || !isOurs(stored)) continue
    // Encrypted for persons.
    if (bodyValue(stored) === undefined) continue
    evidence.about.set(id, { issuer: stored.issuer, created: stored.created, tlp: stored.label.tlp })
    try {
      sortIn(evidence, stored)
    } catch (error) {
      // What another exercise cannot be read for does not keep this one from being read.
      const isOther = stored.exercise !== null && stored.exercise !== exercise
      if (!isOther || !isUnreadable(error)) throw error
    }
    for (const link of stored.links) open.push(link.id)
  }
  if (evidence.protocols.length === 0) {
    throw new ConcordError(
      'not-found',
      sentence`There is no exercise ${exercise} here; "concord exercise status" lists those there are.`,
    )
  }
  sortByMoment(evidence)
  const network = networks.find((one) => one.pinned === pinned)
  return { evidence, chain: network?.ok === true ? network.chain : undefined }
}

type Gathering = Evidence & {
  evaluations: Map<string, Evaluation>
  datasets: Map<string, Dataset>
  models: Map<string, Model>
}

/** Reads the body of a statement and puts it with those of its kind. */
function sortIn(evidence: Gathering, stored: StoredStatement): void {
  const { id } = stored
  const signers = [...new Set(stored.signers.map(({ member }) => member))]
  switch (stored.kind) {
    case 'protocol':
      evidence.protocols.push({ id, body: readBody(Protocol, stored), signers })
      break
    case 'amendment': {
      // One of the label is the store's to apply.
      const body = readBody(AmendmentBody, stored)
      if (body.type === 'protocol') evidence.amendments.push({ id, body, signers, created: stored.created })
      break
    }
    case 'run':
      evidence.runs.push({ id, body: readBody(Run, stored), signers })
      break
    case 'analysis':
      evidence.analyses.push({ id, body: readBody(Analysis, stored), signers })
      break
    case 'opinion':
      evidence.opinions.push({ id, body: readBody(Opinion, stored), signers })
      break
    case 'withdrawal':
      evidence.withdrawals.push({ id, body: readBody(Withdrawal, stored), signers })
      break
    case 'retraction':
      evidence.retractions.push({ id, body: readBody(Retraction, stored), signers })
      break
    case 'erasure':
      evidence.erasures.push({ id, body: readBody(Erasure, stored), signers })
      break
    case 'reveal':
      evidence.reveals.push({ id, body: readBody(Reveal, stored), signers })
      break
    case 'evaluation':
      evidence.evaluations.set(id, readBody(Evaluation, stored))
      break
    case 'dataset':
      evidence.datasets.set(id, readBody(Dataset, stored))
      break
    case 'model':
      evidence.models.set(id, readBody(Model, stored))
      break
    default:
      break
  }
}

/** Puts amendments and analyses in the order in which they were made, as far as their issuers say when. */
export function sortByMoment({ about, amendments, analyses }: Evidence): void {
  const created = (id: string): string => about.get(id)?.created ?? ''
  const inOrder = (a: { id: string }, b: { id: string }): number =>
    created(a.id) < created(b.id) ? -1 : created(a.id) > created(b.id) ? 1 : a.id < b.id ? -1 : 1
  amendments.sort(inOrder)
  analyses.sort(inOrder)
}

/** Of the networks with statements of an exercise this institute's own, else the one pinned first. */
function networkAmong(
  home: Home,
  networks: readonly Network[],
  statements: readonly StatementSummary[],
): string | undefined {
  const found = new Set(statements.map(({ issuer }) => networkOfIssuer(networks, issuer)?.pinned))
  const among = networks.filter(({ pinned }) => found.has(pinned))
  const own = among.find((network) => network.ok && ownMember(home, network.chain) !== undefined)
  return (own ?? among[0])?.pinned
}

/**
 * The bytes of a blob of a statement, held against its digest; throws one sentence, `what` and `remedy` in it, where
 * they are not here or not whole.
 */
export async function wholeBlob(
  { blob }: Evidence,
  statement: string,
  digest: string,
  what: Sentence,
  remedy: Sentence,
): Promise<Uint8Array> {
  const bytes = await blob(statement, digest)
  if (bytes === undefined) throw new ConcordError('not-found', sentence`${what} is not here; ${remedy}.`)
  if (hexOf(blobIdOf(bytes, sha256)) === digest) return bytes
  throw new ConcordError(
    'environment',
    sentence`${what} was damaged on this disk; check the disk, and ${remedy}.`,
  )
}

const THERE = sentence`there`
const MISSING = sentence`missing`

/** A statement as evidence: each member of `mustSign` whose signature it lacks is a fault. */
export function evidenceBy<Body>(
  kind: string,
  { id, body, signers }: Signed<Body>,
  mustSign: readonly string[],
): Received<Body> {
  const faults = mustSign
    .filter((member) => !signers.includes(member))
    .map((member) => ({
      what: 'signature' as const,
      where: `signature of ${member} under ${kind} ${id}`,
      expected: inEnglish(THERE),
      found: inEnglish(MISSING),
      words: { expected: THERE, found: MISSING },
    }))
  return { id, body, faults }
}

/** Where the exercise stands. */
export function stateOf(evidence: Evidence): ExerciseState {
  const state = exerciseState(evidence.exercise, evidence)
  if (state === undefined)
    throw new ConcordError('not-found', sentence`There is no exercise ${evidence.exercise} here.`)
  return state
}

/** The amendments in force, in the order in which they were made. */
export function amendmentsInForce(evidence: Evidence, state: ExerciseState): Signed<Amendment>[] {
  const ids = new Set(state.amendments.filter(({ inForce }) => inForce).map(({ id }) => id))
  return evidence.amendments.filter(({ id }) => ids.has(id))
}

/** Ids of the members that take part. */
export function participantsOf(protocol: Pick<Protocol, 'participants'>): string[] {
  return protocol.participants.map(({ member }) => member)
}

/** How many items the sets of a protocol have, of whatever split, as far as their datasets are here. */
export function itemsIn({ datasets }: Evidence, { items }: Pick<Protocol, 'items'>): number {
  return items.sets.reduce((sum, { dataset }) => {
    const counts = datasets.get(dataset)?.counts
    return counts === undefined ? sum : sum + counts.exploratory + counts.tuning + counts.evaluation
  }, 0)
}

/** Dataset, items blob and index of every set of a protocol, as far as they are here. */
export async function datasetsOf(evidence: Evidence, protocol: Protocol): Promise<DatasetsBySet> {
  const bySet = new Map<
    string,
    {
      dataset: { id: string; body: Dataset; faults: [] }
      items: Uint8Array | null
      index: Uint8Array | null
    }
  >()
  for (const { id, dataset } of protocol.items.sets) {
    const body = evidence.datasets.get(dataset)
    if (body === undefined) continue
    bySet.set(id, {
      dataset: { id: dataset, body, faults: [] },
      items: (await evidence.blob(dataset, body.items.sha256)) ?? null,
      index: body.index === undefined ? null : ((await evidence.blob(dataset, body.index.sha256)) ?? null),
    })
  }
  return bySet
}

/** The one analysis an exercise shows: the one with most signatures, the first made of those. */
export function mainAnalysis(state: ExerciseState, evidence: Evidence): Signed<Analysis> | undefined {
  const best = state.analyses.toSorted((a, b) => b.signers.length - a.signers.length)[0]?.signers.length
  const ids = new Set(state.analyses.filter(({ signers }) => signers.length === best).map(({ id }) => id))
  return evidence.analyses.find(({ id }) => ids.has(id))
}

/** Runs under an analysis that their lab has had erased, and that are not here any more; `erasure` asked for it. */
export function erasedInputs(
  { erasures, runs }: Pick<Evidence, 'erasures' | 'runs'>,
  { body }: Signed<Analysis>,
): { run: string; lab: string; erasure: string }[] {
  return body.inputs.flatMap(({ run, lab }) => {
    if (runs.some(({ id }) => id === run)) return []
    const asked = erasures.find((erasure) => erasure.body.on === run && erasure.signers.includes(lab))
    return asked === undefined ? [] : [{ run, lab, erasure: asked.id }]
  })
}

/** The evaluation a protocol names; throws where its statement is not here. */
export function evaluationOf(evidence: Evidence, protocol: Protocol): { id: string; body: Evaluation } {
  const id = protocol.judging.evaluation
  const body = evidence.evaluations.get(id)
  if (body === undefined) {
    throw new ConcordError(
      'not-found',
      sentence`The evaluation ${id} that the protocol names is not here; ask for a whole bundle.`,
    )
  }
  return { id, body }
}

/** The passport of a model of a protocol; throws where its statement is not here. */
export function passportOf(evidence: Evidence, protocol: Protocol, alias: string): Model {
  const body = findPassport(evidence, protocol, alias)
  if (body === undefined) {
    throw new ConcordError(
      'not-found',
      sentence`The passport of ${alias} that the protocol names is not here; ask for a whole bundle.`,
    )
  }
  return body
}

/** The passport of a model of a protocol, where its statement is here; of a sealed one, where a reveal is. */
export function findPassport(evidence: Evidence, protocol: Protocol, alias: string): Model | undefined {
  const model = protocol.system.models.find((one) => one.alias === alias)
  if (model === undefined) return undefined
  if (model.passport !== null) return evidence.models.get(model.passport)
  const found = evidence.reveals.find(
    ({ body }) => revealFault(body, protocol, sha256) === undefined && body.alias === alias,
  )
  return found === undefined ? undefined : { ...found.body.passport, nonce: found.body.key }
}
