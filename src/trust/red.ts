/**
 * TLP:RED: body and blobs as age files for named persons (C2SP age.md), so that the nodes that keep them cannot read them.
 *
 *   body.json.age   age file of JCS {"blobs": [{"mediaType", "name", "sha256", "size"}], "body": the body with its nonce}
 *   1.age, 2.age …  age files of the blobs, in that order
 *
 * The header of the statement lists the digests of the age files; names and digests of what is in them stand in the body
 * alone. age says nothing of who wrote a file: the signature over its digest does.
 */
import { z } from 'zod'
import { ConcordError, sentence } from '../error.ts'
import {
  firstFault,
  isKind,
  Json,
  KINDS,
  readCanonical,
  Sha256Hex,
  toHex,
  writeCanonical,
} from '../statement/index.ts'
import type { JsonValue, Sha256 } from '../statement/index.ts'
import { decryptBundle, encryptBundle } from './age.ts'

/** Media type of an age file. */
export const AGE_MEDIA_TYPE = 'application/age'

type Part = { name: string; mediaType: string; content: Uint8Array }

const RedBody = z.strictObject({
  body: Json,
  blobs: z.array(
    z.strictObject({ name: z.string(), mediaType: z.string(), sha256: Sha256Hex, size: z.int().min(0) }),
  ),
})

/** Body and blobs of a statement as they are signed. Throws `bad-input` for a body that its kind does not take. */
export async function sealRed(
  { kind, body, blobs }: { kind: string; body: object; blobs: readonly Part[] },
  recipients: readonly string[],
  { sha256, random }: { sha256: Sha256; random: (size: number) => Uint8Array },
): Promise<{ body: Uint8Array; blobs: Part[] }> {
  const whole = 'nonce' in body ? body : { ...body, nonce: toHex(random(32)) }
  checkKind(kind, whole)
  const listed = blobs.map(({ name, mediaType, content }) => ({
    name,
    mediaType,
    sha256: toHex(sha256(content)),
    size: content.length,
  }))
  const sealed: Part[] = []
  for (const [index, { content }] of blobs.entries())
    sealed.push({
      name: `${index + 1}.age`,
      mediaType: AGE_MEDIA_TYPE,
      content: await encryptBundle(content, recipients),
    })
  return {
    body: await encryptBundle(writeCanonical({ blobs: listed, body: whole }), recipients),
    blobs: sealed,
  }
}

/**
 * What is in a RED statement whose signature and digests have been verified. `blobs` are its age files in the order of
 * the header, null for one that is not here. Throws `bad-input` where the identities do not open it, `not-verified`
 * where what is in it is not what its body says.
 */
export async function openRed(
  { kind, body, blobs }: { kind: string; body: Uint8Array; blobs: readonly (Uint8Array | null)[] },
  identities: readonly string[],
  sha256: Sha256,
): Promise<{ body: JsonValue; blobs: (Part | null)[] }> {
  const read = RedBody.safeParse(readCanonical(await decryptBundle(body, identities)))
  if (!read.success || read.data.blobs.length !== blobs.length) throw notWhatItSays()
  checkKind(kind, read.data.body)
  const opened: (Part | null)[] = []
  for (const [index, { name, mediaType, sha256: digest }] of read.data.blobs.entries()) {
    const sealed = blobs[index] ?? null
    const content = sealed === null ? null : await decryptBundle(sealed, identities)
    if (content !== null && toHex(sha256(content)) !== digest) throw notWhatItSays()
    opened.push(content === null ? null : { name, mediaType, content })
  }
  return { body: read.data.body, blobs: opened }
}

function checkKind(kind: string, body: unknown): void {
  if (!isKind(kind)) return
  const schema: z.ZodType = KINDS[kind]
  const read = schema.safeParse(body)
  if (read.success) return
  throw new ConcordError(
    'bad-input',
    sentence`What is encrypted is no body of kind ${kind} (${firstFault(read.error)}); correct that first.`,
  )
}

function notWhatItSays(): ConcordError {
  return new ConcordError(
    'not-verified',
    sentence`What is encrypted is not what its body says; ask its issuer for it again.`,
  )
}
