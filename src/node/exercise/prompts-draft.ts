/** What judges are told, as a blob of the protocol where it is for few. */
import { fieldSharing, promptsDigest, putBackPrompts, takeOutPrompts } from '../../exercise/index.ts'
import type { ProtocolDraft } from '../../exercise/index.ts'
import { canonicalText, Protocol, toHex } from '../../statement/index.ts'
import type { Reader, StoredStatement } from '../../store/index.ts'
import { randomBytes, sha256 } from '../crypto.ts'
import { bodyValue } from '../publish.ts'
import type { Draft } from '../publish.ts'
import type { EarlierParts } from './dataset-draft.ts'

/** The draft with what judges are told taken out where that is for few, and the blob it went into. */
export async function promptsDraft(
  draft: ProtocolDraft,
  { reader, statements }: EarlierParts,
): Promise<{ draft: ProtocolDraft; blobs: Draft['blobs'] }> {
  const sharing = fieldSharing(draft, 'judgePrompts')
  if (sharing === null) return { draft, blobs: [] }
  const before = statements.findLast(({ kind }) => kind === 'protocol')
  const saltBefore = before === undefined ? undefined : await promptSalt(reader, before, draft)
  const taken = takeOutPrompts(draft.judging, saltBefore ?? toHex(randomBytes(32)), sha256)
  if (taken === null) return { draft, blobs: [] }
  return {
    draft: { ...draft, judging: taken.judging },
    blobs: [{ name: 'judge-prompts.json', mediaType: 'application/json', content: taken.blob, sharing }],
  }
}

/** The salt that an earlier version has for the same texts: then nothing looks changed. */
async function promptSalt(
  reader: Reader,
  before: StoredStatement,
  { judging }: ProtocolDraft,
): Promise<string | undefined> {
  const body = Protocol.safeParse(bodyValue(before)).data
  if (body === undefined) return undefined
  const digest = promptsDigest(body.judging)
  const blob = digest === undefined ? undefined : await reader.getBlobOf(before.id, digest)
  const back = blob === undefined ? undefined : putBackPrompts(body.judging, blob, sha256)
  if (back === undefined) return undefined
  const told = ({ judges, rubric }: typeof back.judging): string =>
    canonicalText({ judges: judges.map(({ id, prompt }) => ({ id, prompt })), rubric })
  return told(back.judging) === told({ ...back.judging, judges: judging.judges, rubric: judging.rubric })
    ? back.salt
    : undefined
}
