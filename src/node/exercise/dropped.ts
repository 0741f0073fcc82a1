/** Dropping a participant that withdrew, or is silent past the protocol's own deadline: what all others may agree to. */
import { ConcordError, sentence } from '../../error.ts'
import { amendmentDemands, isInTime } from '../../exercise/index.ts'
import type { ExerciseState } from '../../exercise/index.ts'
import { Json } from '../../statement/index.ts'
import type { Amendment, JsonValue, Protocol } from '../../statement/index.ts'
import type { Evidence } from '../evidence.ts'

/**
 * The changes that take members out of a protocol: out of the participants, the assignments and the plan. What they
 * alone were to run leaves the plan with them, and `me` coordinates where one of them did. Throws `conflict` where
 * nothing would be left to analyse.
 */
export function changesToDrop(
  protocol: Protocol,
  members: readonly string[],
  me: string,
): { field: string; to: JsonValue }[] {
  if (members.length === 0) return []
  for (const member of members) {
    if (!protocol.participants.some((one) => one.member === member)) {
      throw new ConcordError(
        'usage',
        sentence`--drop ${member}: it does not take part in ${protocol.exercise}.`,
      )
    }
  }
  if (members.includes(me)) {
    throw new ConcordError(
      'usage',
      sentence`--drop ${me}: that is you; to take part no longer, run "concord exercise withdraw ${protocol.exercise}".`,
    )
  }
  const stays = ({ member }: { member: string }): boolean => !members.includes(member)
  const { conduct } = protocol
  const plan = protocol.analysis.plan.flatMap((entry): Protocol['analysis']['plan'] => {
    if (entry.kind === 'joint') {
      const labs = entry.labs.filter((member) => stays({ member }))
      return labs.length === 0 ? [] : [{ ...entry, labs }]
    }
    const runs = entry.kind === 'lab-pair' ? entry.labs : entry.kind === 'lab-language' ? [] : [entry.lab]
    return runs.every((member) => stays({ member })) ? [entry] : []
  })
  if (plan.length === 0) {
    throw new ConcordError(
      'conflict',
      sentence`Without ${members.join(', ')} nothing of the plan of ${protocol.exercise} is left.`,
    )
  }
  return [
    { field: 'participants', to: protocol.participants.filter(stays) },
    { field: 'conduct.assignments', to: conduct.assignments.filter(stays) },
    { field: 'analysis.plan', to: Json.parse(plan) },
    ...(stays({ member: conduct.coordinator }) ? [] : [{ field: 'conduct.coordinator', to: me }]),
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
  const gone = withdrawn.map(({ member }) => member)
  const silent = (demand?.dropped ?? []).filter((member) => !gone.includes(member))
  const [dropped] = silent
  if (demand === undefined || dropped === undefined) return
  if (!isInTime(demand, created, gone)) {
    throw new ConcordError(
      'conflict',
      demand.deadline === null
        ? sentence`${dropped} cannot be dropped: the protocol of ${inForce.exercise} sets no day by which to submit.`
        : sentence`${dropped} cannot be dropped before ${demand.deadline} has passed, the day by which runs are to be submitted.`,
    )
  }
  const run = evidence.runs.find(
    ({ body }) => body.protocol === protocol.id && !body.pilot && silent.includes(body.lab),
  )
  if (run !== undefined) {
    throw new ConcordError(
      'conflict',
      sentence`${run.body.lab} cannot be dropped: its run ${run.id} is here, so it is not silent.`,
    )
  }
}
