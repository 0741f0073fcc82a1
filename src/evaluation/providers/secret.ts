/**
 * Removes keys from what a stranger's server or program said: as they stand, inside JSON, in an address, and as base64. A
 * short key would be found in any text, and is left.
 */
import type { Answer } from './provider.ts'

const SHORTEST = 8
const ESCAPE = /\\u([0-9a-f]{4})/gi

/** Gives texts without the keys; `undefined` and short ones are left out. */
export function keyRemover(...keys: readonly (string | undefined)[]): (text: string) => string {
  const spellings = [...new Set(keys.flatMap((key) => (key === undefined ? [] : spellingsOf(key))))]
  if (spellings.length === 0) return (text) => text
  return (text) => {
    const escaped = text.includes('\\u') ? withoutEscapes(text, spellings) : text
    return spellings.reduce((rest, spelling) => rest.replaceAll(spelling, '[key]'), escaped)
  }
}

function spellingsOf(key: string): string[] {
  if (key.length < SHORTEST) return []
  const base64 = Buffer.from(key).toString('base64')
  return [
    key,
    JSON.stringify(key).slice(1, -1),
    encodeURIComponent(key.toWellFormed()),
    base64,
    base64.replace(/=+$/, ''),
  ]
}

/** A text whose \uXXXX are written out, where a key would show through them; as it is otherwise. */
function withoutEscapes(text: string, spellings: readonly string[]): string {
  const plain = text.replace(ESCAPE, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)))
  return spellings.some((spelling) => plain.includes(spelling)) ? plain : text
}

/**
 * Every text of an answer without the key, for JSON may spell it so that it shows only once it is read; and well formed, for
 * lone surrogates cannot be written as UTF-8.
 */
export function answerWithoutKey(answer: Answer, withoutKey: (text: string) => string): Answer {
  const clean = (text: string): string => withoutKey(text.toWellFormed())
  return {
    ...answer,
    message: clean(answer.message),
    toolCalls: answer.toolCalls.map((one) => ({
      ...one,
      id: clean(one.id),
      name: clean(one.name),
      arguments: clean(one.arguments),
    })),
    reasoning: answer.reasoning.map(({ text, signature }) => ({
      text: clean(text),
      signature: signature === null ? null : clean(signature),
    })),
    stopRaw: answer.stopRaw === null ? null : clean(answer.stopRaw),
    modelReported: answer.modelReported === null ? null : clean(answer.modelReported),
  }
}
