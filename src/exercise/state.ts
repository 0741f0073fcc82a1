import type {
  Amendment,
  Analysis,
  Opinion,
  Protocol,
  Retraction,
  Run,
  Withdrawal,
} from '../statement/index.ts'
import { amendmentDemands, amendmentsThatHold, applyAmendments } from './amendment.ts'

/** A verified statement as the status needs it: which members have signed it, in any order. */
export type Signed<Body> = { id: string; body: Body; signers: readonly string[] }

/** All verified statements of one exercise that are here. */
export type ExerciseStatements = {
  protocols: readonly Signed<Protocol>[]
  /** In the order in which they were made; `created` is RFC 3339. */
  amendments: readonly (Signed<Amendment> & { created: string })[]
  runs: readonly Signed<Run>[]
  analyses: readonly Signed<Analysis>[]
  opinions: readonly Signed<Opinion>[]
  withdrawals: readonly Signed<Withdrawal>[]
  retractions: readonly Signed<Retraction>[]
}

/** What somebody still has to do; `on` is the statement concerned, `model` the model to run. */
export type Due =
  | { code: 'sign-protocol'; on: string }
  | { code: 'sign-amendment'; on: string }
  | { code: 'run'; model: string }
  | { code: 'analyse' }
  | { code: 'cosign'; on: string }

/** Two runs of one lab and model count neither: nobody could say which of them was there first. */
export type SetAside = 'retracted' | 'other-protocol' | 'not-signed-by-lab' | 'not-assigned' | 'second-run'

export type ExerciseState = {
  exercise: string
  /** draft: nobody has signed; proposed: somebody has; frozen: every participant has. */
  status: 'draft' | 'proposed' | 'frozen'
  /** The frozen version, else the latest. */
  protocol: Signed<Protocol>
  /** The same with the amendments in force: what holds now, and who takes part. */
  inForce: Protocol
  versions: { id: string; version: number; signed: string[]; missing: string[] }[]
  /** Two versions that all have signed, or before that one number given twice: this has to be settled first. */
  conflict: boolean
  /** One that does not fit what holds now waits for nobody; `drops` are those who would take part no longer. */
  amendments: {
    id: string
    signed: string[]
    missing: string[]
    inForce: boolean
    fits: boolean
    drops: string[]
  }[]
  members: {
    member: string
    roles: readonly string[]
    signed: boolean
    /** Model by model: the run that was submitted, if any. */
    runs: { model: string; run: string | null }[]
    /** Analyses this member has signed after recomputing them. */
    recomputed: string[]
  }[]
  pilots: { id: string; lab: string }[]
  /** Runs that count for nothing, and why. */
  runsSetAside: { id: string; lab: string; reason: SetAside }[]
  /** An analysis counts if it is of the frozen protocol and its author signed it. */
  analyses: { id: string; by: string; signers: string[] }[]
  /** `answeredBy` is the first later version that all its authors have signed, null where there is none. */
  objections: {
    id: string
    on: string
    version: number
    field: string | null
    by: readonly string[]
    text: string
    answeredBy: number | null
  }[]
  /** Members that said they take part no longer, in the order of the protocol. */
  withdrawn: { member: string; id: string; why: string; dataSeen: Withdrawal['dataSeen'] }[]
  /** What its author stands by no longer: it is shown, and counts for nothing. */
  retracted: {
    id: string
    on: string
    kind: 'run' | 'analysis' | 'opinion'
    by: string
    reason: Retraction['reason']
    why: string
  }[]
}

/** Where an exercise stands; undefined where no version of its protocol is here. */
export function exerciseState(exercise: string, statements: ExerciseStatements): ExerciseState | undefined {
  const versions = versionsOf(statements.protocols.filter(({ body }) => body.exercise === exercise))
  const agreed = versions.filter(({ body, signers }) => missing(body, signers).length === 0)
  const protocol = agreed.at(-1) ?? versions.at(-1)
  if (protocol === undefined) return undefined
  const frozen = agreed.length > 0
  const amendments = statements.amendments.filter((entry) => entry.body.protocol === protocol.id)
  const withdrawn = withdrawnFrom(protocol, statements.withdrawals)
  const gone = withdrawn.map(({ member }) => member)
  const { protocol: body, held } = amendmentsThatHold(protocol.body, frozen ? amendments : [], gone)
  const members = body.participants.map(({ member }) => member)
  const numbers = versions.map((entry) => entry.body.version)
  const retracted = retractedIn(exercise, statements)
  const isRetracted = ({ id }: { id: string }): boolean => retracted.some(({ on }) => on === id)
  const runs = sortRuns(
    statements.runs.filter((run) => run.body.exercise === exercise),
    { id: protocol.id, body },
    isRetracted,
  )
  const analyses = statements.analyses
    .filter(
      ({ id, body: analysis, signers }) =>
        analysis.protocol === protocol.id && signers.includes(analysis.computed.by) && !isRetracted({ id }),
    )
    .toSorted((a, b) => order(a.id, b.id))
  return {
    exercise,
    status: frozen ? 'frozen' : versions.some(({ signers }) => signers.length > 0) ? 'proposed' : 'draft',
    protocol,
    inForce: body,
    versions: versions.map((entry) => ({
      id: entry.id,
      version: entry.body.version,
      signed: present(entry.body, entry.signers),
      missing: missing(entry.body, entry.signers),
    })),
    conflict: agreed.length > 1 || (!frozen && new Set(numbers).size < numbers.length),
    amendments: amendments.map((entry) => {
      const isHeld = held.includes(entry)
      const fits = isHeld || applyAmendments(body, [entry.body]).ok
      const [demand] = isHeld ? [] : amendmentDemands(body, [entry.body])
      // One that does not hold yet needs those whom it would leave, of those who take part now.
      const needed = demand?.signers ?? members
      return {
        id: entry.id,
        signed: needed.filter((member) => entry.signers.includes(member)),
        missing: isHeld || !fits ? [] : needed.filter((member) => !entry.signers.includes(member)),
        inForce: isHeld,
        fits,
        drops: demand?.dropped ?? [],
      }
    }),
    members: body.participants.map(({ member, roles }) => ({
      member,
      roles,
      signed: protocol.signers.includes(member),
      runs: assignedModels(body, member).map((model) => ({
        model,
        run: runs.counted.find((run) => run.body.lab === member && run.body.model === model)?.id ?? null,
      })),
      recomputed: analyses.filter(({ signers }) => signers.includes(member)).map(({ id }) => id),
    })),
    pilots: runs.pilots.map(({ id, body: run }) => ({ id, lab: run.lab })),
    runsSetAside: runs.setAside,
    analyses: analyses.map(({ id, body: analysis, signers }) => ({
      id,
      by: analysis.computed.by,
      signers: members.filter((member) => signers.includes(member)),
    })),
    objections: statements.opinions
      .filter((opinion) => !isRetracted(opinion))
      .flatMap((opinion) => objectionTo(versions, opinion)),
    withdrawn,
    retracted,
  }
}

/** Who has withdrawn from the version that holds; a second withdrawal of one member says nothing new. */
function withdrawnFrom(
  protocol: Signed<Protocol>,
  withdrawals: readonly Signed<Withdrawal>[],
): ExerciseState['withdrawn'] {
  return protocol.body.participants.flatMap(({ member }): ExerciseState['withdrawn'] => {
    const [first] = withdrawals
      .filter(({ body, signers }) => body.protocol === protocol.id && signers.includes(member))
      .toSorted((a, b) => order(a.id, b.id))
    if (first === undefined) return []
    const { why, dataSeen } = first.body
    return [{ member, id: first.id, why, dataSeen }]
  })
}

/** What its author has retracted; what somebody else calls retracted stands. */
function retractedIn(exercise: string, statements: ExerciseStatements): ExerciseState['retracted'] {
  const { runs, analyses, opinions, retractions } = statements
  const authors = new Map<string, { kind: 'run' | 'analysis' | 'opinion'; by: readonly string[] }>()
  for (const { id, body } of runs)
    if (body.exercise === exercise) authors.set(id, { kind: 'run', by: [body.lab] })
  for (const { id, body } of analyses)
    if (body.exercise === exercise) authors.set(id, { kind: 'analysis', by: [body.computed.by] })
  for (const { id, signers } of opinions) authors.set(id, { kind: 'opinion', by: signers })
  const found = new Map<string, ExerciseState['retracted'][number]>()
  for (const { id, body, signers } of retractions.toSorted((a, b) => order(a.id, b.id))) {
    const { on, reason, why } = body
    const target = authors.get(on)
    const by = target?.by.find((member) => signers.includes(member))
    if (target === undefined || by === undefined || found.has(on)) continue
    found.set(on, { id, on, kind: target.kind, by, reason, why })
  }
  return [...found.values()]
}

function objectionTo(
  versions: readonly Signed<Protocol>[],
  { id, body: { type, on, field, text }, signers }: Signed<Opinion>,
): ExerciseState['objections'] {
  const version = versions.find((entry) => entry.id === on)?.body.version
  if (type !== 'objection' || version === undefined) return []
  const answer = versions.find(
    (later) => later.body.version > version && signers.every((member) => later.signers.includes(member)),
  )
  return [{ id, on, version, field, by: signers, text, answeredBy: answer?.body.version ?? null }]
}

/** Who only watches, translates or judges answers is not asked to recompute; nobody is kept from it. */
const RECOMPUTING: ReadonlySet<string> = new Set(['coordinator', 'runner', 'verifier'])

/** What should have been done by a day of the protocol that has passed. */
export type Overdue = { member: string; what: 'sign' | 'submit'; by: string }

/** Who is late on `today` (ISO 8601), by the dates of the protocol in force; who has withdrawn is not. */
export function overdueOn(state: ExerciseState, today: string): Overdue[] {
  const { agreeBy, submitBy } = state.inForce.conduct.calendar
  const late: Overdue[] = []
  for (const { member, signed, runs } of state.members) {
    if (state.withdrawn.some((one) => one.member === member)) continue
    if (state.status !== 'frozen') {
      if (!signed && agreeBy !== null && today > agreeBy) late.push({ member, what: 'sign', by: agreeBy })
    } else if (submitBy !== null && today > submitBy && runs.some(({ run }) => run === null))
      late.push({ member, what: 'submit', by: submitBy })
  }
  return late
}

/** What is due from one member now, in the order in which to do it. Nothing is due from somebody who takes no part. */
export function dueFrom(state: ExerciseState, member: string): Due[] {
  const me = state.members.find((entry) => entry.member === member)
  if (me === undefined || state.withdrawn.some((one) => one.member === member)) return []
  if (state.status !== 'frozen') {
    return me.signed ? [] : [{ code: 'sign-protocol', on: state.protocol.id }]
  }
  const due: Due[] = state.amendments
    .filter((amendment) => amendment.missing.includes(member))
    .map(({ id }) => ({ code: 'sign-amendment', on: id }))
  for (const { model, run } of me.runs) if (run === null) due.push({ code: 'run', model })
  if (due.length > 0 || !state.members.every(({ runs }) => runs.every(({ run }) => run !== null))) return due
  if (state.analyses.length === 0) {
    if (state.inForce.conduct.coordinator === member) due.push({ code: 'analyse' })
  } else if (me.recomputed.length === 0 && me.roles.some((role) => RECOMPUTING.has(role))) {
    const [first] = state.analyses
    if (first) due.push({ code: 'cosign', on: first.id })
  }
  return due
}

/** Models a member is assigned to run, in the order of the protocol. */
export function assignedModels(protocol: Protocol, member: string): string[] {
  const assigned = protocol.conduct.assignments.filter((entry) => entry.member === member)
  return protocol.system.models
    .map(({ alias }) => alias)
    .filter((alias) => assigned.some((entry) => entry.models.includes(alias)))
}

/** Sets a member is assigned to run with a model, in the order of the protocol. */
export function assignedSets(protocol: Protocol, member: string, model: string): string[] {
  const assigned = protocol.conduct.assignments.filter(
    (entry) => entry.member === member && entry.models.includes(model),
  )
  return protocol.items.sets
    .map(({ id }) => id)
    .filter((id) => assigned.some((entry) => entry.sets.includes(id)))
}

function sortRuns(
  runs: readonly Signed<Run>[],
  protocol: Pick<Signed<Protocol>, 'id' | 'body'>,
  isRetracted: (run: Signed<Run>) => boolean,
): {
  counted: Signed<Run>[]
  pilots: Signed<Run>[]
  setAside: ExerciseState['runsSetAside']
} {
  const counted: Signed<Run>[] = []
  const pilots: Signed<Run>[] = []
  const setAside: ExerciseState['runsSetAside'] = []
  for (const run of runs.toSorted((a, b) => order(a.id, b.id))) {
    const { lab, model, pilot, protocol: of } = run.body
    if (isRetracted(run)) setAside.push({ id: run.id, lab, reason: 'retracted' })
    else if (pilot) pilots.push(run)
    else if (of !== protocol.id) setAside.push({ id: run.id, lab, reason: 'other-protocol' })
    else if (!run.signers.includes(lab)) setAside.push({ id: run.id, lab, reason: 'not-signed-by-lab' })
    else if (!assignedModels(protocol.body, lab).includes(model))
      setAside.push({ id: run.id, lab, reason: 'not-assigned' })
    else counted.push(run)
  }
  const isOnly = ({ id, body }: Signed<Run>): boolean =>
    !counted.some(
      (other) => other.id !== id && other.body.lab === body.lab && other.body.model === body.model,
    )
  for (const run of counted)
    if (!isOnly(run)) setAside.push({ id: run.id, lab: run.body.lab, reason: 'second-run' })
  return { counted: counted.filter(isOnly), pilots, setAside }
}

/**
 * The versions of one protocol, by number. Anybody may sign something under the id of somebody else's exercise, so a
 * later or second version counts only where somebody who takes part in one before has signed it.
 */
function versionsOf(protocols: readonly Signed<Protocol>[]): Signed<Protocol>[] {
  const support = ({ body, signers }: Signed<Protocol>): number => present(body, signers).length
  const inOrder = protocols.toSorted((a, b) => a.body.version - b.body.version || order(a.id, b.id))
  const [first] = inOrder
    .filter(({ body }) => body.version === inOrder[0]?.body.version)
    .toSorted(
      (a, b) =>
        support(b) - support(a) ||
        b.body.participants.length - a.body.participants.length ||
        order(a.id, b.id),
    )
  const members = new Set<string>()
  const counted = new Set<Signed<Protocol>>()
  for (const version of first === undefined ? [] : [first, ...inOrder]) {
    if (version !== first && !version.signers.some((member) => members.has(member))) continue
    counted.add(version)
    for (const { member } of version.body.participants) members.add(member)
  }
  return inOrder.filter((version) => counted.has(version))
}

function present(protocol: Protocol, signers: readonly string[]): string[] {
  return protocol.participants.map(({ member }) => member).filter((member) => signers.includes(member))
}

function missing(protocol: Protocol, signers: readonly string[]): string[] {
  return protocol.participants.map(({ member }) => member).filter((member) => !signers.includes(member))
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
