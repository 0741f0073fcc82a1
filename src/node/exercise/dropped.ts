/** Dropping a participant that withdrew, or is silent past the protocol's own deadline: what all others may agree to. */
import { ConcordError, sentence } from '../../error.ts'
import { amendmentDemands, isInTime } from '../../exercise/index.ts'
import type { ExerciseState } from '../../exercise/index.ts'
import { Json } from '../../statement/index.ts'
import type { Amendment, JsonValue, Protocol } from '../../statement/index.ts'
import type { Evidence } from '../evidence.ts'

/**
 * The changes that take a member out of a protocol: out of the participants, the assignments and the plan. What it
 * alone was to run leaves the plan with it. Throws `conflict` where nothing would be left to analyse.
 */
export function changesToDrop(
  protocol: Protocol,
  member: string,
  coordinator: string,
): { field: string; to: JsonValue }[] {
  if (!protocol.participants.some((one) => one.member === member)) {
    throw new ConcordError(
      'usage',
      sentence`--drop ${member}: it does not take part in ${protocol.exercise}.`,
    )
  }
  const { conduct } = protocol
  const plan = protocol.analysis.plan.flatMap((entry): Protocol['analysis']['plan'] => {
    if (entry.kind === 'joint') {
      const labs = entry.labs.filter((lab) => lab !== member)
      return labs.length === 0 ? [] : [{ ...entry, labs }]
    }
    const runs = entry.kind === 'lab-pair' ? entry.labs : entry.kind === 'lab-language' ? [] : [entry.lab]
    return runs.includes(member) ? [] : [entry]
  })
  if (plan.length === 0) {
    throw new ConcordError(
      'conflict',
      sentence`Without ${member} nothing of the plan of ${protocol.exercise} is left.`,
    )
  }
  return [
    { field: 'participants', to: protocol.participants.filter((one) => one.member !== member) },
    { field: 'conduct.assignments', to: conduct.assignments.filter((one) => one.member !== member) },
    { field: 'analysis.plan', to: Json.parse(plan) },
    ...(conduct.coordinator === member ? [{ field: 'conduct.coordinator', to: coordinator }] : []),
  ]
}

/** Throws `conflict` where an amendment drops somebody who has not withdrawn and is not silent, or before the deadline. */
export function checkDropped(
  evidence: Evidence,
  { protocol, inForce, withdrawn }: ExerciseState,
  amendment: Amendment,
  created: string,
): void {
  const [demand] = amendmentDemands(inForce, [amendment])
  const [dropped] = demand?.dropped ?? []
  if (demand === undefined || dropped === undefined) return
  const gone = withdrawn.map(({ member }) => member)
  if (demand.dropped.every((member) => gone.includes(member))) return
  if (!isInTime(demand, created, gone)) {
    throw new ConcordError(
      'conflict',
      demand.deadline === null
        ? sentence`${dropped} cannot be dropped: the protocol of ${inForce.exercise} sets no day by which to submit.`
        : sentence`${dropped} cannot be dropped before ${demand.deadline} has passed, the day by which runs are to be submitted.`,
    )
  }
  const run = evidence.runs.find(
    ({ body }) => body.protocol === protocol.id && !body.pilot && demand.dropped.includes(body.lab),
  )
  if (run !== undefined) {
    throw new ConcordError(
      'conflict',
      sentence`${run.body.lab} cannot be dropped: its run ${run.id} is here, so it is not silent.`,
    )
  }
}
