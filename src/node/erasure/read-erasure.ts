import { Erasure } from '../../statement/index.ts'
import type { StoredStatement } from '../../store/index.ts'
import { bodyValue } from '../publish.ts'

/** What a stored erasure asks for; undefined where it is of a later version, or its body is not here. */
export function erasureOf(stored: StoredStatement): Erasure | undefined {
  if (stored.body === null || stored.kindVersion !== 1) return undefined
  const read = Erasure.safeParse(bodyValue(stored))
  return read.success ? read.data : undefined
}
