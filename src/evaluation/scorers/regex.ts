/**
 * A pattern taken from somebody else, run over an answer taken from a model: neither may make it hang.
 *
 *   1  no group that repeats without bound may contain a repetition or an alternative, and no back reference may
 *      stand in the pattern: what is left cannot take exponential time
 *   2  at most 6 unbounded repetitions, and answers of at most 50,000 characters
 *   3  the match itself runs under a time limit; it ends as unscored{scorer-error}
 *
 * Ordinary patterns on ordinary answers take microseconds; the third rule is for answers made to be slow.
 */
import { createContext, Script } from 'node:vm'
import { type Sentence, sentence } from '../../error.ts'
import { normaliseText } from '../../statement/index.ts'
import type { Scorer } from '../../statement/index.ts'
import { scoreNumeric } from './numeric.ts'
import type { Sample, Scored } from './score.ts'

type RegexScorer = Extract<Scorer, { type: 'regex' }>

const MAX_ANSWER = 50_000
const MAX_UNBOUNDED = 6
const MAX_MATCHES = 10_000
const TIME_LIMIT_MS = 1000

/**
 * 1 if the capture group of the last match equals a target, as text (space normalised) or as a number; no match, or
 * no number where one is compared: unparsed.
 */
export function scoreRegex(scorer: RegexScorer, { target, completion }: Sample): Scored {
  const found = matchedText(scorer, completion)
  if (found === 'no-look') return { outcome: 'unscored', reason: 'scorer-error' }
  if (found === null) return { outcome: 'unscored', reason: 'unparsed' }
  if (scorer.compare === 'number')
    return scoreNumeric(
      { type: 'numeric', take: 'last', tolerance: 0, decimal: 'auto' },
      { target, choices: [], completion: found.text },
    )
  const form = (text: string): string =>
    scorer.ignoreCase ? normaliseText(text).toLowerCase() : normaliseText(text)
  const said = form(found.text)
  return { outcome: 'scored', value: target.some((accepted) => form(accepted) === said) ? 1 : 0 }
}

/** The capture group of the last match, null where nothing matches; `no-look`: the scorer could not look. */
export function matchedText(scorer: RegexScorer, completion: string): { text: string } | null | 'no-look' {
  if (completion.length > MAX_ANSWER || regexFault(scorer) !== null) return 'no-look'
  return lastMatch(scorer, completion)
}

/** Why the pattern cannot be used; null when it can. */
export function regexFault(scorer: RegexScorer): Sentence | null {
  const known = faultByPattern.get(cacheKey(scorer))
  if (known !== undefined) return known
  const fault = findFault(scorer)
  if (faultByPattern.size > 1000) faultByPattern.clear()
  faultByPattern.set(cacheKey(scorer), fault)
  return fault
}
const faultByPattern = new Map<string, Sentence | null>()

function cacheKey({ pattern, flags, group }: RegexScorer): string {
  return `${flags}/${group}/${pattern}`
}

function findFault({ pattern, flags, group }: RegexScorer): Sentence | null {
  try {
    // Alone first: appended to, a trailing backslash would escape the bar.
    const { source } = new RegExp(pattern, `${flags}u`)
    const groups = new RegExp(`${source}|`, `${flags}u`).exec('')?.length ?? 1
    if (group >= groups) return sentence`the pattern of the scorer has no group ${group}`
  } catch (cause) {
    if (cause instanceof SyntaxError)
      return sentence`the pattern of the scorer is not a regular expression: ${cause.message}`
    throw cause
  }
  return repetitionFault(pattern)
}

/** Walks over a pattern that is known to be well formed. */
function repetitionFault(pattern: string): Sentence | null {
  /** For each open group: does it contain a repetition of variable length, or an alternative? */
  const open: { varies: boolean }[] = [{ varies: false }]
  let unbounded = 0
  let closed: { varies: boolean } | null = null
  for (let i = 0; i < pattern.length; i++) {
    const rest = pattern.slice(i)
    const group = open.at(-1)
    if (group === undefined) return sentence`the pattern of the scorer cannot be read`
    if (/^\\(?:[1-9]|k<)/.test(rest))
      return sentence`the pattern of the scorer has a back reference, which can take for ever`
    if (pattern[i] === '\\') {
      i++
      closed = null
    } else if (pattern[i] === '[') {
      i += /^\[(?:\\.|[^\]\\])*/s.exec(rest)?.[0].length ?? 0
      closed = null
    } else if (pattern[i] === '(') {
      open.push({ varies: false })
      i += (/^\(\?(?::|<?[=!]|<[^>]+>)/.exec(rest)?.[0].length ?? 1) - 1
      closed = null
    } else if (pattern[i] === ')') {
      closed = open.pop() ?? null
      const parent = open.at(-1)
      if (closed?.varies === true && parent !== undefined) parent.varies = true
    } else if (pattern[i] === '|') {
      group.varies = true
      closed = null
    } else {
      const [quantifier, min, comma, max] = /^(?:[*+?]|\{(\d+)(,?)(\d*)\})/.exec(rest) ?? []
      if (quantifier === undefined) {
        closed = null
        continue
      }
      const endless = quantifier === '*' || quantifier === '+' || (comma === ',' && max === '')
      const most = quantifier === '?' ? 1 : Number(max || min || 1)
      if (closed?.varies === true && (endless || most > 10))
        return sentence`the pattern of the scorer repeats a group that itself repeats or has alternatives, which can take for ever`
      if (endless && ++unbounded > MAX_UNBOUNDED)
        return sentence`the pattern of the scorer has more than ${MAX_UNBOUNDED} unbounded repetitions`
      if (quantifier === '?' || endless || comma === ',') group.varies = true
      i += quantifier.length - 1
      if (pattern[i + 1] === '?') i++
      closed = null
    }
  }
  return null
}

const context = createContext({ text: '' }, { codeGeneration: { strings: false, wasm: false } })
const scriptByPattern = new Map<string, Script>()

function lastMatch(scorer: RegexScorer, text: string): { text: string } | null | 'no-look' {
  const key = cacheKey(scorer)
  let script = scriptByPattern.get(key)
  if (script === undefined) {
    script = new Script(
      `{ let found = null, count = 0
         for (const match of text.matchAll(new RegExp(${JSON.stringify(scorer.pattern)}, ${JSON.stringify(`g${scorer.flags}u`)}))) {
           found = match[${scorer.group}] ?? ''
           if (++count === ${MAX_MATCHES}) break
         }
         found }`,
    )
    if (scriptByPattern.size > 1000) scriptByPattern.clear()
    scriptByPattern.set(key, script)
  }
  try {
    context['text'] = text
    const found: unknown = script.runInContext(context, { timeout: TIME_LIMIT_MS })
    return typeof found === 'string' ? { text: found } : null
  } catch (cause) {
    // Made in the other context, it is no instance of our Error.
    if (
      typeof cause === 'object' &&
      cause !== null &&
      'code' in cause &&
      cause.code === 'ERR_SCRIPT_EXECUTION_TIMEOUT'
    )
      return 'no-look'
    throw cause
  } finally {
    context['text'] = ''
  }
}
