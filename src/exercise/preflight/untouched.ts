/**
 * Rule `untouched`: what is signed was written for this exercise. The sentences and items of the example that
 * `exercise new` writes are complete, so that it can be tried as it stands; signed unread, they agree on nothing.
 */
import { TEMPLATE_ITEMS, TEMPLATE_QUESTION } from '../template-text.ts'
import { finding, placeOf, plannedItems, type Finding, type PreflightInput } from './finding.ts'

const FIELDS = ['objective', 'construct', 'scope', 'decision'] as const

/** The fields of the question that still say what the template says, and the sets that are still its items. */
export function untouched({ protocol, sets }: PreflightInput): Finding[] {
  if (protocol === null) return []
  const { question } = protocol
  const fields =
    question === undefined
      ? []
      : [
          ...FIELDS.filter((field) => question[field] === TEMPLATE_QUESTION[field]),
          ...(question.limits.includes(TEMPLATE_QUESTION.limit) ? ['limits'] : []),
        ].map((field) => `question.${field}`)
  const example = new Set(TEMPLATE_ITEMS.map(({ input }) => input))
  const findings: Finding[] = []
  if (fields.length > 0) {
    findings.push(
      finding('untouched.question', 'warn', null, {
        expected: 'sentences of this exercise',
        found: fields,
        values: { fields: fields.join(', '), fieldCount: fields.length },
      }),
    )
  }
  for (const set of sets) {
    const items = plannedItems(set).filter(({ input }) => input !== null && example.has(input))
    if (items.length === 0) continue
    findings.push(
      finding('untouched.items', 'warn', placeOf(set), {
        items: items.map(({ id }) => id),
        expected: 0,
        found: items.length,
      }),
    )
  }
  return findings
}
