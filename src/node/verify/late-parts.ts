/** Parts of a statement that were held back when it was signed, and opened by a later amendment. */
import { inEnglish, type Sentence, sentence } from '../../error.ts'
import { AmendmentBody } from '../../statement/index.ts'
import type { VerifiedStatement } from '../../trust/index.ts'
import { digestOf } from '../exercise/draft-run.ts'
import type { Archive } from './archive.ts'

/**
 * Says of each part that was opened later and is here that it is the one whose digest was signed at first: whoever
 * held it back could not have made another of it since.
 */
export async function lateParts(
  verified: readonly VerifiedStatement[],
  blob: Archive['blob'],
): Promise<Sentence[]> {
  const byId = new Map<string, VerifiedStatement>(verified.map((one) => [one.id, one]))
  const found = new Map<string, Sentence>()
  for (const one of verified) {
    if (one.kind !== 'amendment' || one.body.state !== 'read') continue
    const body = AmendmentBody.safeParse(one.body.value).data
    if (body?.type !== 'sharing') continue
    const on = byId.get(body.on)
    for (const { name } of body.blobs) {
      const subject = on?.statement.subject.find((part) => part.name === name)
      if (on === undefined || subject === undefined) continue
      const bytes = await blob(on.id, subject.digest.sha256)
      if (bytes === undefined || digestOf(bytes) !== subject.digest.sha256) continue
      const said = sentence`${name} of the ${on.kind} ${on.id} was released later (amendment ${one.id}); it is the one whose digest was signed on ${on.statement.predicate.created}.`
      found.set(inEnglish(said), said)
    }
  }
  return [...found.values()]
}
