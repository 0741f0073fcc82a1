/**
 * Rule `unused-set`: what is run is analysed. A set that no analysis of the plan names costs runs, and what is
 * concluded from it afterwards was not agreed on before.
 */
import { finding, placeOf, type Finding, type PreflightInput } from './finding.ts'

/** Sets for the result that no planned analysis uses. An analysis of labs and languages uses all that are assigned. */
export function unusedSet({ protocol, sets }: PreflightInput): Finding[] {
  if (protocol === null) return []
  const { plan } = protocol.analysis
  const used = new Set(
    plan.flatMap((entry) => {
      if (entry.kind === 'published-rates') return []
      return entry.kind === 'lab-language'
        ? protocol.conduct.assignments
            .filter(({ models }) => models.includes(entry.model))
            .flatMap((assignment) => assignment.sets)
        : [entry.set]
    }),
  )
  return sets
    .filter(({ id, split }) => (split === null || split === 'evaluation') && !used.has(id))
    .map((set) => {
      const labs = protocol.conduct.assignments.filter((one) => one.sets.includes(set.id))
      return finding('unused-set.no-analysis', 'warn', placeOf(set), {
        expected: 'an analysis of the plan',
        found: plan.map(({ id }) => id),
        values: { labs: labs.map(({ member }) => member).join(', '), labCount: labs.length },
      })
    })
}
