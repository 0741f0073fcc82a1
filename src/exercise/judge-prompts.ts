/**
 * What judges are told, where it is for few: a blob of the protocol in place of the texts in it.
 *
 *   blob       canonical JSON {"judges": [{"id", "prompt"}], "rubric", "salt": 32 random bytes in hex}
 *   protocol   `sha256:` and the digest of the blob, in place of each prompt and of a rubric that is not empty
 */
import { z } from 'zod'
import { readCanonical, Sha256Hex, toHex, writeCanonical } from '../statement/index.ts'
import type { Protocol, Sha256 } from '../statement/index.ts'

type Judging = Pick<Protocol['judging'], 'judges' | 'rubric'>

const JudgePrompts = z.strictObject({
  judges: z.array(z.strictObject({ id: z.string(), prompt: z.string() })),
  rubric: z.string(),
  salt: Sha256Hex,
})

/** The judging with its texts taken out, and the blob they went into; null where there is nothing to take out. */
export function takeOutPrompts<Some extends Judging>(
  judging: Some,
  salt: string,
  sha256: Sha256,
): { judging: Some; blob: Uint8Array } | null {
  if (judging.judges.length === 0 && judging.rubric === '') return null
  const { rubric } = judging
  const judges = judging.judges.map(({ id, prompt }) => ({ id, prompt }))
  const blob = writeCanonical({ judges, rubric, salt })
  const name = `sha256:${toHex(sha256(blob))}`
  return {
    judging: {
      ...judging,
      judges: judging.judges.map((judge) => ({ ...judge, prompt: name })),
      rubric: rubric === '' ? '' : name,
    },
    blob,
  }
}

/** Digest of the blob that holds the texts; undefined where they stand in the protocol. */
export function promptsDigest({ judges, rubric }: Judging): string | undefined {
  const names = [...judges.map(({ prompt }) => prompt), rubric].filter((text) => text !== '')
  const [first] = names
  if (first === undefined || !/^sha256:[0-9a-f]{64}$/.test(first)) return undefined
  return names.every((name) => name === first) ? first.slice('sha256:'.length) : undefined
}

/** The judging with the texts of the blob put back, and its salt; undefined where the blob is not the one it names, or holds no such texts. */
export function putBackPrompts<Some extends Judging>(
  judging: Some,
  blob: Uint8Array,
  sha256: Sha256,
): { judging: Some; salt: string } | undefined {
  if (promptsDigest(judging) !== toHex(sha256(blob))) return undefined
  const read = JudgePrompts.safeParse(readCanonical(blob))
  if (!read.success) return undefined
  const { judges, rubric, salt } = read.data
  const promptById = new Map(judges.map(({ id, prompt }) => [id, prompt]))
  return {
    judging: {
      ...judging,
      judges: judging.judges.map((judge) => ({ ...judge, prompt: promptById.get(judge.id) ?? judge.prompt })),
      rubric,
    },
    salt,
  }
}
