import { sentence } from '../error.ts'
import { plansPublishedRates } from '../statement/index.ts'
import type { PlannedAnalysis } from '../statement/index.ts'
import type { Coherent, FieldProblem } from './consistency.ts'

type PlannedRates = Extract<PlannedAnalysis, { kind: 'published-rates' }>

/**
 * What only a protocol of published rates may leave open, left open by another; and what such a protocol must say, so
 * that it does not pass for a plan that was agreed on before.
 */
export function findRatesProblems(protocol: Coherent): FieldProblem[] {
  const { plan } = protocol.analysis
  return plansPublishedRates(plan)
    ? plan.flatMap((entry) =>
        entry.kind === 'published-rates'
          ? ratesProblems(protocol, entry)
          : [
              {
                field: `analysis.plan.${entry.id}`,
                problem: sentence`a plan of published rates has nothing else`,
              },
            ],
      )
    : openProblems(protocol)
}

function ratesProblems(protocol: Coherent, entry: PlannedRates): FieldProblem[] {
  const problems: FieldProblem[] = []
  const field = `analysis.plan.${entry.id}`
  const measure = protocol.aggregation.measures.find(({ id }) => id === entry.measure)
  if (!protocol.retrospective)
    problems.push({
      field: 'retrospective',
      problem: sentence`published rates are older than the protocol: true is wanted`,
    })
  if (measure !== undefined && measure.rule !== 'as-published')
    problems.push({
      field: `aggregation.measures.${measure.id}.rule`,
      problem: sentence`others counted what is published: as-published is wanted`,
    })
  for (const model of entry.models) {
    const assigned = protocol.conduct.assignments.some(
      ({ member, models }) => member === entry.lab && models.includes(model),
    )
    if (!assigned)
      problems.push({
        field,
        problem: sentence`${entry.lab} is not assigned the model ${model} (conduct.assignments)`,
      })
  }
  const tags = protocol.languages.map(({ tag }) => tag)
  if (entry.against !== null && !tags.includes(entry.against))
    problems.push({
      field: `${field}.against`,
      problem: sentence`${entry.against} is missing from languages`,
    })
  if (tags.includes(TOTAL_LANGUAGE))
    problems.push({
      field: 'languages',
      problem: sentence`${TOTAL_LANGUAGE} stands for the total of published rates, not for one of them`,
    })
  return problems
}

/** Several languages, as BCP 47 has it (ISO 639-2 `mul`): the total in a table of rates. */
const TOTAL_LANGUAGE = 'mul'

function openProblems({ items, conduct, generation, outcomes, aggregation }: Coherent): FieldProblem[] {
  const problems: FieldProblem[] = []
  const set = sentence`a set is wanted; only published rates have none`
  if (items.sets.length === 0) problems.push({ field: 'items.sets', problem: set })
  for (const [index, { sets }] of conduct.assignments.entries())
    if (sets.length === 0) problems.push({ field: `conduct.assignments.${index}.sets`, problem: set })
  for (const [name, value] of Object.entries({ attempts: generation.attempts, retries: generation.retries }))
    if (value === null)
      problems.push({
        field: `generation.${name}`,
        problem: sentence`a number is wanted; only of published rates it is not known`,
      })
  const open = { 'outcomes.denominator': outcomes.denominator, aggregation }
  for (const [part, fields] of Object.entries(open))
    for (const [name, value] of Object.entries(fields))
      if (value === 'unknown')
        problems.push({
          field: `${part}.${name}`,
          problem: sentence`a rule is wanted; only of published rates it is not known`,
        })
  for (const { id, rule } of aggregation.measures)
    if (rule === 'as-published')
      problems.push({
        field: `aggregation.measures.${id}.rule`,
        problem: sentence`a rule is wanted; only of published rates it is not known`,
      })
  return problems
}
