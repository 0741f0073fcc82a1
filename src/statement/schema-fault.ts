import type { z } from 'zod'
import { sentence, type Sentence, type SentenceValue } from '../error.ts'

/** The first fault a schema found, as `field: what is wrong`; the path is that of the value checked. */
export function firstFault(error: z.ZodError): Sentence {
  const issue = error.issues[0]
  if (issue === undefined) return sentence`it does not fit its schema`
  const path = issue.path.map(String).join('.').slice(0, 200)
  const fault = faultOf(issue)
  return path === '' ? fault : sentence`${path}: ${fault}`
}

/** What is wrong with one value, in words for whoever wrote it. */
export function faultOf(issue: z.core.$ZodIssue): Sentence {
  // Whatever the schema itself says of a value begins otherwise: it is a sentence that is marked there.
  if (!/^(?:Invalid|Too|Unrecognized)\b/.test(issue.message)) return { pattern: issue.message, values: [] }
  switch (issue.code) {
    case 'invalid_type':
      return typeFault(issue)
    case 'invalid_value':
      return choiceFault(issue.values)
    case 'too_small':
      return tooSmall(issue)
    case 'too_big':
      return tooBig(issue)
    case 'invalid_format':
      return issue.pattern === undefined
        ? sentence`it is not in the form ${issue.format}`
        : sentence`it does not match ${issue.pattern.slice(0, 200)}`
    case 'not_multiple_of':
      return sentence`a multiple of ${issue.divisor} is wanted`
    case 'unrecognized_keys':
      return sentence`there is no such field: ${issue.keys.join(', ').slice(0, 200)}`
    case 'invalid_union':
      return 'options' in issue && issue.options !== undefined
        ? choiceFault(issue.options)
        : sentence`it has none of the forms that it may have`
    default:
      return sentence`it may not stand there`
  }
}

const TYPES: Readonly<Record<string, SentenceValue>> = {
  string: sentence`a string`,
  number: sentence`a number`,
  int: sentence`a whole number`,
  boolean: sentence`true or false`,
  object: sentence`an object`,
  record: sentence`an object`,
  array: sentence`a list`,
  tuple: sentence`a list`,
  null: 'null',
}

function typeFault(issue: z.core.$ZodIssueInvalidType): Sentence {
  const wanted = TYPES[issue.expected] ?? issue.expected
  const given = /received (.+)$/.exec(issue.message)?.[1] ?? ''
  if (given === 'undefined') return sentence`it is missing; ${wanted} is wanted`
  return sentence`${wanted} is wanted, not ${TYPES[given] ?? given}`
}

function choiceFault(values: readonly unknown[]): Sentence {
  const named = values
    .map((value) => (typeof value === 'string' ? JSON.stringify(value) : String(value)))
    .join(', ')
    .slice(0, 300)
  return values.length === 1 ? sentence`${named} is wanted` : sentence`one of these is wanted: ${named}`
}

function tooSmall({ origin, minimum, inclusive, exact }: z.core.$ZodIssueTooSmall): Sentence {
  if (exact === true) return exactly(origin, minimum)
  if (origin === 'string') {
    return minimum === 1
      ? sentence`it is empty; a text is wanted`
      : sentence`it is too short; at least ${minimum} characters are wanted`
  }
  if (isCounted(origin)) {
    return minimum === 1
      ? sentence`it is empty; at least one entry is wanted`
      : sentence`it has too few entries; at least ${minimum} are wanted`
  }
  return inclusive === false
    ? sentence`it is too small; more than ${minimum} is wanted`
    : sentence`it is too small; at least ${minimum} is wanted`
}

function tooBig({ origin, maximum, inclusive, exact }: z.core.$ZodIssueTooBig): Sentence {
  if (exact === true) return exactly(origin, maximum)
  if (origin === 'string') return sentence`it is too long; at most ${maximum} characters are allowed`
  if (isCounted(origin)) return sentence`it has too many entries; at most ${maximum} are allowed`
  return inclusive === false
    ? sentence`it is too big; less than ${maximum} is wanted`
    : sentence`it is too big; at most ${maximum} is allowed`
}

function exactly(origin: string, size: number | bigint): Sentence {
  return origin === 'string'
    ? sentence`exactly ${size} characters are wanted`
    : sentence`exactly ${size} entries are wanted`
}

function isCounted(origin: string): boolean {
  return ['array', 'set', 'map', 'record', 'object'].includes(origin)
}
