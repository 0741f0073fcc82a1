/**
 * Rule `calendar`: the dates can be kept. Runs follow the agreement, so they are not due before it; a day that has
 * passed keeps nobody to anything, unless the protocol is retrospective and only says what was.
 */
import { finding, type Finding, type PreflightInput } from './finding.ts'

/** Dates in the wrong order, and those that have passed `now`. */
export function calendar({ protocol, now }: PreflightInput): Finding[] {
  const { agreeBy = null, submitBy = null } = protocol?.conduct.calendar ?? {}
  const findings: Finding[] = []
  if (agreeBy !== null && submitBy !== null && submitBy < agreeBy) {
    findings.push(
      finding('calendar.order', 'block', null, {
        expected: 'agreeBy \u2264 submitBy',
        found: { agreeBy, submitBy },
        values: { agreeBy, submitBy },
      }),
    )
  }
  if (now === undefined || protocol?.retrospective === true) return findings
  const today = now.slice(0, 10)
  for (const [field, date] of Object.entries({ agreeBy, submitBy })) {
    if (date === null || date >= today) continue
    findings.push(
      finding('calendar.past', 'block', null, {
        expected: { from: today },
        found: date,
        values: { field: `conduct.calendar.${field}`, date, today },
      }),
    )
  }
  return findings
}
