import { sentence } from '../error.ts'
import type { Protocol } from '../statement/index.ts'
import type { FieldProblem } from './consistency.ts'
import { PREFLIGHT_RULES } from './preflight/finding.ts'
import { isWaivable } from './preflight/waivers.ts'

type WithWaivers = Pick<Protocol, 'participants' | 'waivers'> & {
  items: { sets: readonly { id: string }[] }
}

/**
 * Waivers that say nothing or accept what cannot be accepted: a rule that does not exist or cannot be waived, a set or
 * participant that the protocol does not have, nobody who gives the reason, no reason.
 */
export function findWaiverProblems({ waivers, participants, items }: WithWaivers): FieldProblem[] {
  return waivers.flatMap(({ rule, set, reason, by }, index): FieldProblem[] => {
    const field = `waivers.${index}`
    const problems: FieldProblem[] = []
    if (!PREFLIGHT_RULES.some((name) => name === rule))
      problems.push({
        field: `${field}.rule`,
        problem: sentence`${rule} is no rule of preflight; docs/reference/preflight.md lists them`,
      })
    else if (!isWaivable(rule))
      problems.push({
        field: `${field}.rule`,
        problem: sentence`what ${rule} finds cannot be accepted; correct it, and remove the waiver`,
      })
    if (set !== null && !items.sets.some(({ id }) => id === set))
      problems.push({ field: `${field}.set`, problem: sentence`${set} is not a set of items.sets` })
    if (by === undefined)
      problems.push({ field: `${field}.by`, problem: sentence`name the participant that gives the reason` })
    else if (!participants.some(({ member }) => member === by))
      problems.push({ field: `${field}.by`, problem: sentence`${by} is not a participant` })
    if (!/\p{L}/u.test(reason))
      problems.push({ field: `${field}.reason`, problem: sentence`say why the finding is acceptable` })
    return problems
  })
}
