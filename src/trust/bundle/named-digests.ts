import { z } from 'zod'
import { parseJson, Sha256Hex } from '../../statement/index.ts'

const Subjects = z.object({ subject: z.array(z.object({ digest: z.object({ sha256: Sha256Hex }) })) })

/** Digests of what a statement names, its body first; none where the payload is no statement. */
export function namedDigests(payload: Uint8Array): string[] {
  try {
    const read = Subjects.safeParse(parseJson(payload).value)
    return read.success ? read.data.subject.map(({ digest }) => digest.sha256) : []
  } catch {
    return []
  }
}
