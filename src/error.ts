/**
 * The one error class of the product. An expected outcome is a value (`{ ok: false, reason }`); this is
 * thrown when the work asked for cannot be done. The code decides exit status and HTTP status, the
 * sentence says what is wrong, where, and what to do. `message` is the sentence in English.
 */
export class ConcordError extends Error {
  readonly code: ErrorCode
  readonly sentence: Sentence

  constructor(code: ErrorCode, words: Sentence, options?: { cause?: unknown }) {
    super(inEnglish(words), options)
    this.name = 'ConcordError'
    this.code = code
    this.sentence = words
  }
}

/**
 * A sentence with its values apart: the English pattern is the key under which the room `message` keeps the other
 * languages. A value may be a sentence too, such as the reason of what went wrong below.
 */
export type Sentence = { readonly pattern: string; readonly values: readonly SentenceValue[] }
export type SentenceValue = string | number | bigint | Sentence

/** Marks a template as a sentence: `` sentence`There is no file ${file}; check the name.` ``, with `{0}` in its pattern. */
export function sentence(parts: TemplateStringsArray, ...values: readonly SentenceValue[]): Sentence {
  return { pattern: parts.reduce((text, part, at) => `${text}{${at - 1}}${part}`), values }
}

/** The sentence as it stands in the source. */
export function inEnglish({ pattern, values }: Sentence): string {
  return fillPattern(
    pattern,
    values.map((value) => (typeof value === 'object' ? inEnglish(value) : `${value}`)),
  )
}

/** Puts values, already text, in their places; a place without a value stays as it is. */
export function fillPattern(pattern: string, values: readonly string[]): string {
  return pattern.replace(/\{(\d+)\}/g, (place, at) => values[Number(at)] ?? place)
}

export type ErrorCode = keyof typeof ERROR_TABLE

/** Code → exit status of the command line, status of an HTTP answer. */
export const ERROR_TABLE = {
  /** A flag, argument or environment variable that cannot be used. */
  usage: { exit: 2, http: 400 },
  /** Bytes from outside that are not what they should be: corrupt, malformed, over a limit. */
  'bad-input': { exit: 2, http: 400 },
  /** A signature, digest or chain that does not verify. */
  'not-verified': { exit: 2, http: 400 },
  /** Checked and found wanting: `verify` failed, preflight blocks. */
  'check-failed': { exit: 3, http: 409 },
  /** The thing named is not here (or may not be seen: the two are never told apart). */
  'not-found': { exit: 2, http: 404 },
  /** The request does not fit the present state, e.g. freezing before everybody signed. */
  conflict: { exit: 2, http: 409 },
  /** The machine: disk full, folder read-only, port busy, another process holds the folder. */
  environment: { exit: 2, http: 503 },
  /** Stopped on request; what was done is kept and can be resumed. */
  stopped: { exit: 130, http: 503 },
  /** Our own fault. */
  internal: { exit: 1, http: 500 },
} as const
