/** A parser of bytes from outside, and how a case for it is made of a text or a JSON value. */
import { writeCanonical } from '../../src/statement/index.ts'
import { mutateBytes } from './mutate-bytes.ts'
import { mutateJson } from './mutate-json.ts'
import { mutateText } from './mutate-text.ts'
import type { Random } from './random.ts'

/** One case: the bytes, and the reading of them. */
export type Case = { bytes: Uint8Array; read(): unknown }
export type MakeCase = (random: Random) => Case
/** `cases`: of a million in all, the more the faster they are. */
export type Target = { name: string; cases: number; make(): Promise<MakeCase> }

export const encoder = new TextEncoder()

/** A text of a form, broken, and given to a reader of bytes. */
export const ofText =
  (texts: readonly [string, ...string[]], tokens: readonly string[], read: (bytes: Uint8Array) => unknown) =>
  async () =>
  (random: Random): Case => {
    const text = random.pick(texts)
    const bytes = random.chance(0.25)
      ? mutateBytes(encoder.encode(text), random)
      : encoder.encode(mutateText(text, tokens, random))
    return { bytes, read: () => read(bytes) }
  }

/** A JSON value, broken in its tree or in its bytes; `write` makes the bytes of a tree. */
export const ofJson =
  (
    values: () => readonly [unknown, ...unknown[]],
    write: (text: string) => Uint8Array,
    read: (bytes: Uint8Array) => unknown,
  ) =>
  async () => {
    const seeds = values()
    return (random: Random): Case => {
      const value = random.pick(seeds)
      const bytes = random.chance(0.15)
        ? mutateBytes(write(JSON.stringify(value)), random)
        : write(mutateJson(value, random))
      return { bytes, read: () => read(bytes) }
    }
  }

/** JSON as we would have written it where that can be done, so that what is read next is reached. */
export function canonicalOf(text: string): Uint8Array {
  try {
    return writeCanonical(JSON.parse(text))
  } catch {
    return encoder.encode(text)
  }
}
