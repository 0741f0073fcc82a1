/**
 * JSON as Python writes it: RFC 8259 and bare NaN, Infinity, -Infinity. No digit is lost: a whole number beyond
 * ±(2^53 − 1) is a bigint. Of keys that stand twice the last is meant, as Python has it; lone surrogates stay.
 *
 * `JSON.parse` reads nearly every text; what it refuses, and texts with numbers that it may have rounded, are read here.
 */
import { ConcordError, sentence } from '../error.ts'

/** Values may stand inside each other this deep: beyond it, walking them would end the stack. */
export const JSON_DEPTH = 500

/** The value of a text; throws `bad-input`, naming `what` it is of, for what is not JSON in this dialect. */
export function parsePythonJson(text: string, what: string): unknown {
  const quick = parseQuickly(text)
  const kind = quick === undefined ? 'rounded' : kindOf(quick.value, JSON_DEPTH)
  if (kind === 'deep') throw tooDeep(what)
  return quick === undefined || kind === 'rounded' ? new Reader(text, what).whole() : quick.value
}

/** The text of a value: NaN and infinities bare, bigints in digits, `undefined` members left out. */
export function writePythonJson(value: unknown): string {
  return isPlain(value) ? JSON.stringify(value) : spell(value)
}

function parseQuickly(text: string): { value: unknown } | undefined {
  try {
    const value: unknown = JSON.parse(text)
    return { value }
  } catch {
    return undefined
  }
}

/** What is not as it should be of a value that `JSON.parse` gave: too deep, or a number whose digits it may have lost. */
function kindOf(value: unknown, levels: number): 'deep' | 'rounded' | undefined {
  if (typeof value === 'number')
    return Number.isInteger(value) && !Number.isSafeInteger(value) ? 'rounded' : undefined
  if (typeof value !== 'object' || value === null) return undefined
  if (levels === 0) return 'deep'
  let found: 'deep' | 'rounded' | undefined
  for (const inner of Array.isArray(value) ? value : Object.values(value)) {
    const kind = kindOf(inner, levels - 1)
    if (kind === 'deep') return kind
    found ??= kind
  }
  return found
}

/** Whether `JSON.stringify` says the same. */
function isPlain(value: unknown): boolean {
  if (typeof value === 'number') return Number.isFinite(value)
  if (typeof value === 'bigint') return false
  if (typeof value !== 'object' || value === null) return true
  return Array.isArray(value) ? value.every(isPlain) : Object.values(value).every(isPlain)
}

function spell(value: unknown): string {
  if (typeof value === 'number') return Number.isFinite(value) ? JSON.stringify(value) : String(value)
  if (typeof value === 'bigint') return String(value)
  if (value === undefined || value === null) return 'null'
  if (Array.isArray(value)) return `[${value.map(spell).join(',')}]`
  if (typeof value !== 'object') return JSON.stringify(value)
  const members = Object.entries(value).flatMap(([key, inner]) =>
    inner === undefined ? [] : [`${JSON.stringify(key)}:${spell(inner)}`],
  )
  return `{${members.join(',')}}`
}

const SPACE = /[ \t\n\r]*/y
const NUMBER = /-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const WORD = /null|true|false|NaN|-?Infinity/y
const VALUE_BY_WORD: ReadonlyMap<string, unknown> = new Map<string, unknown>([
  ['null', null],
  ['true', true],
  ['false', false],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
])

class Reader {
  private readonly text: string
  private readonly what: string
  private at = 0
  private depth = 0

  constructor(text: string, what: string) {
    this.text = text
    this.what = what
  }

  whole(): unknown {
    const value = this.value()
    this.take(SPACE)
    if (this.at < this.text.length) throw this.fault()
    return value
  }

  private value(): unknown {
    this.take(SPACE)
    const next = this.text[this.at]
    if (next === '{') return this.nested(() => this.object())
    if (next === '[') return this.nested(() => this.array())
    if (next === '"') return this.string()
    const word = this.take(WORD)
    if (word !== undefined) return VALUE_BY_WORD.get(word)
    const digits = this.take(NUMBER)
    if (digits === undefined) throw this.fault()
    return numberOf(digits)
  }

  private object(): Record<string, unknown> {
    const object: Record<string, unknown> = {}
    this.list('}', () => {
      this.take(SPACE)
      const key = this.string()
      this.expect(':')
      const value = this.value()
      // Assigning to `__proto__` would not make a member.
      if (key === '__proto__')
        Object.defineProperty(object, key, { value, enumerable: true, configurable: true, writable: true })
      else object[key] = value
    })
    return object
  }

  private array(): unknown[] {
    const array: unknown[] = []
    this.list(']', () => array.push(this.value()))
    return array
  }

  private list(end: '}' | ']', one: () => void): void {
    this.at += 1
    this.take(SPACE)
    if (this.text[this.at] === end) {
      this.at += 1
      return
    }
    for (;;) {
      one()
      this.take(SPACE)
      const next = this.text[this.at]
      this.at += 1
      if (next === end) return
      if (next !== ',') throw this.fault()
    }
  }

  private string(): string {
    const from = this.at
    if (this.text[from] !== '"') throw this.fault()
    let end = this.text.indexOf('"', from + 1)
    while (end !== -1 && isEscaped(this.text, from, end)) end = this.text.indexOf('"', end + 1)
    if (end === -1) throw this.fault()
    this.at = end + 1
    const read = parseQuickly(this.text.slice(from, end + 1))
    if (typeof read?.value !== 'string') throw this.fault()
    return read.value
  }

  private nested<T>(read: () => T): T {
    this.depth += 1
    if (this.depth > JSON_DEPTH) throw tooDeep(this.what)
    const value = read()
    this.depth -= 1
    return value
  }

  private expect(mark: string): void {
    this.take(SPACE)
    if (this.text[this.at] !== mark) throw this.fault()
    this.at += 1
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at
    const found = pattern.exec(this.text)?.[0]
    if (found !== undefined) this.at += found.length
    return found
  }

  private fault(): ConcordError {
    return new ConcordError(
      'bad-input',
      sentence`${this.what} is no JSON from character ${this.at} on; ask for the file again.`,
    )
  }
}

function isEscaped(text: string, from: number, quote: number): boolean {
  let before = quote - 1
  while (before > from && text[before] === '\\') before -= 1
  return (quote - before) % 2 === 0
}

function numberOf(digits: string): number | bigint {
  const number = Number(digits)
  return /^-?\d+$/.test(digits) && !Number.isSafeInteger(number) ? BigInt(digits) : number
}

function tooDeep(what: string): ConcordError {
  return new ConcordError(
    'bad-input',
    sentence`${what}: values stand inside each other more than ${JSON_DEPTH} deep; it is refused.`,
  )
}
