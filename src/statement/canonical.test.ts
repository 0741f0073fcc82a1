import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConcordError } from '../error.ts'
import { canonicalText, MAX_DEPTH, readCanonical, writeCanonical } from './canonical.ts'

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

function nested(depth: number): unknown {
  let value: unknown = null
  for (let level = 0; level < depth; level += 1) value = [value]
  return value
}

describe('writing canonical JSON', () => {
  // cyberphone/json-canonicalization, testdata/{input,output}: structures, weird, values.
  it.each([
    [
      '{"1":{"f":{"f":"hi","F":5},"\\n":56.0},"10":{},"":"empty","a":{},"111":[{"e":"yes","E":"no"}],"A":{}}',
      '{"":"empty","1":{"\\n":56,"f":{"F":5,"f":"hi"}},"10":{},"111":[{"E":"no","e":"yes"}],"A":{},"a":{}}',
    ],
    [
      '{"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\\ud83d\\ude00":"Emoji: Grinning Face","\\u0080":"Control","\\u00f6":"Latin Small Letter O With Diaeresis"}',
      '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"Latin Small Letter O With Diaeresis","€":"Euro Sign","😀":"Emoji: Grinning Face","\ufb33":"Hebrew Letter Dalet With Dagesh"}',
    ],
    [
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
      '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
    ],
  ])('orders and spells %#', (input, output) => {
    expect(canonicalText(JSON.parse(input))).toBe(output)
  })

  it('writes minus zero as 0 and keeps decomposed text as it is', () => {
    expect(canonicalText([-0, 'Cafe\u0301'])).toBe('[0,"Cafe\u0301"]')
  })

  const cycle: unknown[] = []
  cycle.push(cycle)
  it.each([
    ['NaN', [Number.NaN], 'NaN'],
    ['infinity', { a: { b: -Infinity } }, '"a.b"'],
    ['undefined', { a: undefined }, 'undefined'],
    ['a bigint', 1n, 'bigint'],
    ['a function', () => 1, 'function'],
    ['a symbol', Symbol('x'), 'symbol'],
    // eslint-disable-next-line no-sparse-arrays -- the hole is the case
    ['a hole', [1, , 2], 'hole'],
    ['a date, which has toJSON', new Date(0), 'not plain'],
    ['an own toJSON', { toJSON: () => 1 }, 'function'],
    ['a map', new Map(), 'not plain'],
    ['a symbol key', { [Symbol('x')]: 1 }, 'symbol'],
    ['a cycle', cycle, 'inside itself'],
    ['65 levels', nested(MAX_DEPTH + 1), '64 levels'],
    ['a lone surrogate', ['\ud800'], 'surrogate'],
    ['a lone surrogate in a key', { 'a\udc00': 1 }, 'surrogate'],
    ['the key __proto__', JSON.parse('{"__proto__":1}'), '__proto__'],
    ['2^53', [2 ** 53], '2^53'],
    ['−10^20', [-1e20], '2^53'],
  ])('refuses %s', (_, value, said) => {
    expect(() => writeCanonical(value)).toThrow(ConcordError)
    expect(() => writeCanonical(value)).toThrow(said)
  })

  it('writes 64 levels', () => {
    expect(canonicalText(nested(MAX_DEPTH))).toBe(`${'['.repeat(64)}null${']'.repeat(64)}`)
  })
})

describe('reading canonical JSON', () => {
  it.each([
    ['white space', '{"a": 1}'],
    ['a final newline', '1\n'],
    ['a duplicate key', '{"a":1,"a":1}'],
    ['another order', '{"b":1,"a":1}'],
    ['another spelling of a number', '[1.0]'],
    ['an exponent', '[1e2]'],
    ['minus zero', '[-0]'],
    ['an integer no double holds', '[9007199254740993]'],
    ['an integer beyond 2^53 − 1', '[9007199254740992]'],
    ['a number beyond all doubles', '[1e400]'],
    ['another escape', String.raw`["\u0041"]`],
    ['an escaped slash', String.raw`["\/"]`],
    ['an escaped lone surrogate', String.raw`["\ud800"]`],
    ['a byte order mark', '\ufeff[]'],
    ['the key __proto__', '{"__proto__":1}'],
    ['65 levels', '['.repeat(65) + ']'.repeat(65)],
    ['a million levels', '['.repeat(1_000_000)],
    ['no JSON', '{a:1}'],
    ['nothing', ''],
  ])('refuses %s', (_, text) => {
    expect(() => readCanonical(bytesOf(text))).toThrow(ConcordError)
  })

  it('refuses bytes that are not UTF-8', () => {
    for (const bytes of [
      [0x22, 0xff, 0x22],
      [0x22, 0xc0, 0x80, 0x22],
      [0x22, 0xed, 0xa0, 0x80, 0x22],
    ]) {
      expect(() => readCanonical(Uint8Array.from(bytes))).toThrow('UTF-8')
    }
  })

  it('counts no bracket inside a string as a level', () => {
    const text = `["${'['.repeat(100)}\\"${'{'.repeat(100)}"]`
    expect(canonicalText(readCanonical(bytesOf(text)))).toBe(text)
  })

  it('gives back what was written, and refuses every other spelling of it', () => {
    fc.assert(
      fc.property(fc.jsonValue({ stringUnit: 'binary' }), (value) => {
        fc.pre(!JSON.stringify(value).includes('__proto__') && hasOnlySafeNumbers(value))
        const bytes = writeCanonical(value)
        expect(readCanonical(bytes)).toEqual(JSON.parse(JSON.stringify(value)))
        expect(writeCanonical(readCanonical(bytes))).toEqual(bytes)
        const spaced = bytesOf(JSON.stringify(value, null, 1))
        if (spaced.length !== bytes.length) expect(() => readCanonical(spaced)).toThrow(ConcordError)
      }),
      { numRuns: 500 },
    )
  })
})

function hasOnlySafeNumbers(value: unknown): boolean {
  if (typeof value === 'number')
    return !Number.isInteger(value) || Number.isSafeInteger(value) || Math.abs(value) >= 1e21
  if (typeof value !== 'object' || value === null) return true
  return Object.values(value).every(hasOnlySafeNumbers)
}
