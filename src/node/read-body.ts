/** Reading the body of a statement that is kept here by the schema of its kind. */
import type { z } from 'zod'
import { ConcordError, sentence } from '../error.ts'
import { firstFault } from '../statement/index.ts'
import type { StoredStatement } from '../store/index.ts'
import { bodyValue } from './publish.ts'

const UNREADABLE = Symbol('a body in another form')

/**
 * The body of a stored statement. Throws one sentence where an earlier Concord signed it in a form that this one does
 * not read any more: it verified when it came, and is kept as it was signed.
 */
export function readBody<Body>(schema: z.ZodType<Body>, stored: StoredStatement): Body {
  const read = schema.safeParse(bodyValue(stored))
  if (read.success) return read.data
  const { id, kind, exercise, issuer } = stored
  const members = [...new Set(stored.signers.map(({ member }) => member))].sort()
  const by = members.length === 0 ? issuer : members.join(', ')
  const fault = firstFault(read.error)
  throw new ConcordError(
    'bad-input',
    kind === 'protocol' && exercise !== null
      ? sentence`The protocol ${id} of the exercise ${exercise}, signed by ${by}, is written in a form that this Concord does not read any more (${fault}); open the exercise with the Concord it was signed with, or agree on it anew under another id with "concord exercise new" and "concord exercise propose".`
      : sentence`The ${kind} ${id}, signed by ${by}, is written in a form that this Concord does not read any more (${fault}); open it with the Concord it was signed with, or have its author take it away with "concord erase" and sign it anew.`,
    { cause: UNREADABLE },
  )
}

/** True where a statement that is here is written in a form that this Concord does not read. */
export function isUnreadable(error: unknown): error is ConcordError {
  return error instanceof ConcordError && error.cause === UNREADABLE
}
