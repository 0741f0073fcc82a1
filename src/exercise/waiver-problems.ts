import { sentence } from '../error.ts'
import type { Protocol } from '../statement/index.ts'
import type { FieldProblem } from './consistency.ts'
import { PREFLIGHT_RULES } from './preflight/finding.ts'
import { isWaivable } from './preflight/waivers.ts'

type Waived = Pick<Protocol, 'participants' | 'waivers'>

/**
 * Waivers of a draft that say nothing or accept what cannot be accepted: a rule that does not exist or cannot be waived,
 * nobody who gives the reason, no reason.
 */
export function findWaiverProblems(protocol: Waived): FieldProblem[] {
  const problems = protocol.waivers.flatMap(({ rule, reason, by }, index): FieldProblem[] => {
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
    if (by === undefined)
      problems.push({ field: `${field}.by`, problem: sentence`name the participant that gives the reason` })
    if (!/\p{L}/u.test(reason))
      problems.push({ field: `${field}.reason`, problem: sentence`say why the finding is acceptable` })
    return problems
  })
  return [...problems, ...findStrangeGivers(protocol)]
}

/** Waivers given in the name of somebody who does not take part, and so does not sign for the reason. */
export function findStrangeGivers({ waivers, participants }: Waived): FieldProblem[] {
  return waivers.flatMap(({ by }, index): FieldProblem[] =>
    by === undefined || participants.some(({ member }) => member === by)
      ? []
      : [{ field: `waivers.${index}.by`, problem: sentence`${by} is not a participant` }],
  )
}
