/**
 * A frozen protocol changes only by amendments, in the order in which they came into force. A change names a
 * field by its path and must state the value it replaces: an amendment written for another state of the
 * protocol does not apply. Which exercise this is never changes, and of who takes part only this: one that
 * has withdrawn, or stays silent past `conduct.calendar.submitBy`, may be dropped by an amendment of all others.
 */
import { type Sentence, sentence } from '../error.ts'
import { firstFault, Json, Protocol } from '../statement/index.ts'
import type { Amendment } from '../statement/index.ts'
import { findIncoherence } from './consistency.ts'
import { findAt, sameJson } from './field-path.ts'

const FIXED = ['exercise', 'version', 'nonce', 'retrospective']

export type AmendmentFailure = {
  ok: false
  reason: 'fixed-field' | 'no-such-field' | 'other-value' | 'other-exercise' | 'not-a-protocol'
  /** Which amendment of the list, and which field. */
  index: number
  field: string
  detail: Sentence
}

/** The protocol in force: with every change applied, in order. Nothing of it is applied if one does not fit. */
export function applyAmendments(
  protocol: Protocol,
  amendments: readonly Amendment[],
): { ok: true; protocol: Protocol } | AmendmentFailure {
  let effective = protocol
  for (const [index, amendment] of amendments.entries()) {
    const fail = (reason: AmendmentFailure['reason'], field: string, detail: Sentence): AmendmentFailure => ({
      ok: false,
      reason,
      index,
      field,
      detail,
    })
    if (amendment.exercise !== protocol.exercise) {
      return fail(
        'other-exercise',
        'exercise',
        sentence`it amends ${amendment.exercise}, not ${protocol.exercise}`,
      )
    }
    let body = Json.parse(effective)
    for (const { field, from, to } of amendment.changes) {
      const [part = ''] = field.split('.')
      if (FIXED.includes(part) || (part === 'participants' && field !== part))
        return fail('fixed-field', field, sentence`${field} cannot be amended`)
      const found = findAt(body, field)
      if (found === undefined)
        return fail('no-such-field', field, sentence`the protocol has no field ${field}`)
      if (!sameJson(found.value, from)) {
        return fail(
          'other-value',
          field,
          sentence`${field} is ${shown(found.value)}, not ${shown(from)} as the amendment says`,
        )
      }
      body = found.replace(to)
    }
    const parsed = Protocol.safeParse(body)
    if (!parsed.success)
      return fail('not-a-protocol', amendment.changes[0]?.field ?? '', firstFault(parsed.error))
    if (!isShortened(effective.participants, parsed.data.participants))
      return fail(
        'fixed-field',
        'participants',
        sentence`somebody may be dropped, and nothing else about who takes part`,
      )
    const [problem] = findIncoherence(parsed.data)
    if (problem) return fail('not-a-protocol', problem.field, problem.problem)
    effective = parsed.data
  }
  return { ok: true, protocol: effective }
}

/** True for the same participants, or the same without some of them. */
function isShortened(before: Protocol['participants'], after: Protocol['participants']): boolean {
  const kept = before.filter(({ member }) => after.some((one) => one.member === member))
  return sameJson(Json.parse(kept), Json.parse(after))
}

/** What an amendment needs before it holds. */
export type AmendmentDemand = {
  /** Everybody who takes part once it holds: a member that is dropped has no vote on it, nor on those after it. */
  signers: string[]
  dropped: string[]
  /** The day, ISO 8601, after which somebody may be dropped; null where the protocol sets none. */
  deadline: string | null
}

/** What each amendment of a list needs, in order, each on top of those before it that apply. */
export function amendmentDemands(protocol: Protocol, amendments: readonly Amendment[]): AmendmentDemand[] {
  let effective = protocol
  return amendments.map((amendment) => {
    const before = effective.participants.map(({ member }) => member)
    const deadline = effective.conduct.calendar.submitBy
    const applied = applyAmendments(effective, [amendment])
    if (applied.ok) effective = applied.protocol
    const signers = effective.participants.map(({ member }) => member)
    return { signers, dropped: before.filter((member) => !signers.includes(member)), deadline }
  })
}

/** True unless it drops somebody before the deadline who has not withdrawn; `created` is RFC 3339. */
export function isInTime(
  { dropped, deadline }: AmendmentDemand,
  created: string,
  withdrawn: readonly string[],
): boolean {
  return (
    dropped.every((member) => withdrawn.includes(member)) ||
    (deadline !== null && created.slice(0, 10) > deadline)
  )
}

/**
 * The amendments in force, of some in the order in which they were made, and the protocol with them: each that applies
 * to what holds before it, in time and signed by everybody it needs. `withdrawn` are the members that said they take
 * part no longer.
 */
export function amendmentsThatHold<
  One extends { body: Amendment; signers: readonly string[]; created: string },
>(
  protocol: Protocol,
  amendments: readonly One[],
  withdrawn: readonly string[],
): { protocol: Protocol; held: One[] } {
  let effective = protocol
  const held: One[] = []
  for (const one of amendments) {
    const [demand] = amendmentDemands(effective, [one.body])
    const applied = applyAmendments(effective, [one.body])
    if (demand === undefined || !applied.ok || !isInTime(demand, one.created, withdrawn)) continue
    if (!demand.signers.every((member) => one.signers.includes(member))) continue
    effective = applied.protocol
    held.push(one)
  }
  return { protocol: effective, held }
}

function shown(value: unknown): string {
  const text = JSON.stringify(value)
  return text.length > 80 ? `${text.slice(0, 77)}…` : text
}
