import type { z } from 'zod'

/** The first fault a schema found, as `field: what is wrong`; the path is that of the value checked. */
export function firstFault(error: z.ZodError): string {
  const issue = error.issues[0]
  if (issue === undefined) return 'it does not fit its schema'
  const path = issue.path.map(String).join('.').slice(0, 200)
  const message = issue.message.slice(0, 300)
  return path === '' ? message : `${path}: ${message}`
}
