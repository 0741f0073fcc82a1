/** Faults of texts: tokens of the form replaced by others of it, lines moved, characters that programs trip over. */
import type { Random } from './random.ts'

const TRIPPING: readonly [string, ...string[]] = [
  '',
  '\0',
  '\uFEFF',
  '\u200B',
  '\u202E',
  '\uD800',
  '\u2028',
  '\r',
  '\r\n',
  '\n\n',
  '\t',
  '"',
  "'",
  '`',
  '\\',
  '|',
  '%s',
  '../x',
  '__proto__',
  'constructor',
  'NaN',
  'Infinity',
  '-0',
  '1e999',
  '1e-999',
  '0x10',
  '9007199254740993',
  'null',
  'true',
  '٣',
  '😀',
  'é',
]

/** The text with one to four faults; `tokens` are those of its form. */
export function mutateText(text: string, tokens: readonly string[], random: Random): string {
  let made = text
  for (let count = 1 + random.below(4); count > 0; count -= 1) made = faulty(made, tokens, random)
  return made
}

function faulty(text: string, tokens: readonly string[], { below, pick, chance }: Random): string {
  const token = chance(0.6) && tokens.length > 0 ? (tokens[below(tokens.length)] ?? '') : pick(TRIPPING)
  const at = below(text.length + 1)
  switch (below(6)) {
    case 0:
      return `${text.slice(0, at)}${token}${text.slice(at)}`
    case 1:
      return `${text.slice(0, at)}${token}${text.slice(at + 1 + below(8))}`
    case 2: {
      // A word of it becomes a token.
      const words = [...text.matchAll(/[\p{L}\p{N}_.:-]+/gu)]
      const word = words[below(words.length)]
      if (word === undefined) return `${text}${token}`
      return `${text.slice(0, word.index)}${token}${text.slice(word.index + word[0].length)}`
    }
    case 3: {
      const lines = text.split('\n')
      const line = below(lines.length)
      const moved = lines[line] ?? ''
      if (chance(0.5)) lines.splice(line, 1)
      lines.splice(below(lines.length + 1), 0, moved)
      return lines.join('\n')
    }
    case 4:
      return `${text.slice(0, at)}${token.repeat(1 + below(200))}${text.slice(at)}`
    default:
      return text.slice(0, at)
  }
}
