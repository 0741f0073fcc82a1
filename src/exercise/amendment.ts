/**
 * A frozen protocol changes only by amendments, in the order in which they came into force. A change names a
 * field by its path and must state the value it replaces: an amendment written for another state of the
 * protocol does not apply. Which exercise this is and who takes part never change.
 */
import { firstFault, Json, Protocol } from '../statement/index.ts'
import type { Amendment } from '../statement/index.ts'
import { findIncoherence } from './consistency.ts'
import { findAt, sameJson } from './field-path.ts'

const FIXED = ['exercise', 'version', 'nonce', 'retrospective', 'participants']

export type AmendmentFailure = {
  ok: false
  reason: 'fixed-field' | 'no-such-field' | 'other-value' | 'other-exercise' | 'not-a-protocol'
  /** Which amendment of the list, and which field. */
  index: number
  field: string
  detail: string
}

/** The protocol in force: with every change applied, in order. Nothing of it is applied if one does not fit. */
export function applyAmendments(
  protocol: Protocol,
  amendments: readonly Amendment[],
): { ok: true; protocol: Protocol } | AmendmentFailure {
  let effective = protocol
  for (const [index, amendment] of amendments.entries()) {
    const fail = (reason: AmendmentFailure['reason'], field: string, detail: string): AmendmentFailure => ({
      ok: false,
      reason,
      index,
      field,
      detail,
    })
    if (amendment.exercise !== protocol.exercise) {
      return fail('other-exercise', 'exercise', `it amends ${amendment.exercise}, not ${protocol.exercise}`)
    }
    let body = Json.parse(effective)
    for (const { field, from, to } of amendment.changes) {
      if (FIXED.includes(field.split('.')[0] ?? ''))
        return fail('fixed-field', field, `${field} cannot be amended`)
      const found = findAt(body, field)
      if (found === undefined) return fail('no-such-field', field, `the protocol has no field ${field}`)
      if (!sameJson(found.value, from)) {
        return fail(
          'other-value',
          field,
          `${field} is ${shown(found.value)}, not ${shown(from)} as the amendment says`,
        )
      }
      body = found.replace(to)
    }
    const parsed = Protocol.safeParse(body)
    if (!parsed.success)
      return fail('not-a-protocol', amendment.changes[0]?.field ?? '', firstFault(parsed.error))
    const [problem] = findIncoherence(parsed.data)
    if (problem) return fail('not-a-protocol', problem.field, problem.problem)
    effective = parsed.data
  }
  return { ok: true, protocol: effective }
}

function shown(value: unknown): string {
  const text = JSON.stringify(value)
  return text.length > 80 ? `${text.slice(0, 77)}…` : text
}
