import type { z } from 'zod'

/** The first fault a schema found, as `field: what is wrong`; the path is that of the value checked. */
export function firstFault(error: z.ZodError): string {
  const issue = error.issues[0]
  if (issue === undefined) return 'it does not fit its schema'
  const path = issue.path.map(String).join('.').slice(0, 200)
  const message = faultOf(issue)
  return path === '' ? message : `${path}: ${message}`
}

/** What is wrong with one value, in words for whoever wrote it. */
export function faultOf(issue: z.core.$ZodIssue): string {
  const [, wanted, given] = /^Invalid input: expected (.+), received (.+)$/.exec(issue.message) ?? []
  if (wanted === undefined) return issue.message.replace(/^Invalid input: /, '').slice(0, 300)
  const name = /^[aeio]/.test(wanted) ? `an ${wanted}` : `a ${wanted}`
  return given === 'undefined' ? `it is missing; ${name} is wanted` : `${name} is wanted, not ${given}`
}
