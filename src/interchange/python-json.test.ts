import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConcordError } from '../error.ts'
import { JSON_DEPTH, parsePythonJson, writePythonJson } from './python-json.ts'

const read = (text: string): unknown => parsePythonJson(text, 'a.json')

describe('parsePythonJson', () => {
  it.each<[string, unknown]>([
    ['{"a": NaN, "b": [Infinity, -Infinity]}', { a: NaN, b: [Infinity, -Infinity] }],
    [
      '[9007199254740993, 9223372036854775809, -9007199254740993]',
      [9007199254740993n, 9223372036854775809n, -9007199254740993n],
    ],
    ['9007199254740993', 9007199254740993n],
    [
      '[9007199254740991, 1234567890123456.5, 1e21, 0.1234567890123456]',
      [9007199254740991, 1234567890123456.5, 1e21, 0.1234567890123456],
    ],
    ['["9007199254740993", ":9007199254740993,"]', ['9007199254740993', ':9007199254740993,']],
    ['["\\ud800", "\\ude00\\ud83d", "NaN"]', ['\ud800', '\ude00\ud83d', 'NaN']],
    ['{"a": 1, "a": 2, "b": NaN}', { a: 2, b: NaN }],
    ['["\\"\\\\", "\\\\", NaN]', ['"\\', '\\', NaN]],
    [' [ ] ', []],
    ['{ "a" : { } , "b" : NaN }', { a: {}, b: NaN }],
  ])('%s', (text, want) => {
    expect(read(text)).toEqual(want)
  })

  it('makes a member of __proto__, as JSON.parse does', () => {
    const value = read('{"__proto__": {"a": NaN}}')
    expect(Object.keys(value ?? {})).toEqual(['__proto__'])
  })

  it('reads what JSON.parse reads, also by its own way', () => {
    fc.assert(
      fc.property(
        fc.json().filter((text) => !/\d{16}/.test(text)),
        (text) => {
          expect(read(text)).toEqual(JSON.parse(text))
          expect(read(`[${text}, NaN]`)).toEqual([JSON.parse(text), NaN])
        },
      ),
    )
  })

  it.each([
    '',
    '{',
    '[1,]',
    '{"a"}',
    '{"a":1,}',
    'nul',
    'Na',
    '[NaN',
    '"a',
    '"\\x"',
    '[NaN, "\u0001"]',
    '01',
    '1 2',
    '[NaN] x',
    '-',
    '+1',
    'infinity',
    '{NaN:1}',
  ])('refuses %j in one sentence', (text) => {
    expect(() => read(text)).toThrow(ConcordError)
    expect(() => read(text)).toThrow(/^a\.json is no JSON from character \d+ on/)
  })

  it.each(['[', '{"a":'])('refuses %s a million deep', (open) => {
    expect(() => read(open.repeat(1_000_000))).toThrow(ConcordError)
    const whole = `${'['.repeat(JSON_DEPTH + 1)}${']'.repeat(JSON_DEPTH + 1)}`
    expect(() => read(whole)).toThrow(/more than 500 deep/)
    expect(read(whole.slice(1, -1))).toEqual(JSON.parse(whole.slice(1, -1)))
  })
})

describe('writePythonJson', () => {
  it('writes what is read the same, with numbers that JSON has not', () => {
    const number = fc.oneof(fc.double(), fc.bigInt({ min: 2n ** 53n, max: 2n ** 70n }), fc.integer())
    const { value } = fc.letrec((tie) => ({
      value: fc.oneof(
        { maxDepth: 4 },
        number,
        fc.string({ unit: 'binary' }),
        fc.constant(null),
        fc.boolean(),
        tie('list'),
        tie('object'),
      ),
      list: fc.array(tie('value'), { maxLength: 4 }),
      object: fc.dictionary(fc.string({ maxLength: 5 }), tie('value'), { maxKeys: 4 }),
    }))
    fc.assert(
      fc.property(value, (one) => {
        const text = writePythonJson(one)
        expect(writePythonJson(read(text))).toBe(text)
      }),
    )
  })

  it.each<[unknown, string]>([
    [{ a: NaN, b: undefined, c: [undefined, 2n ** 53n + 1n] }, '{"a":NaN,"c":[null,9007199254740993]}'],
    [{ a: 1, b: undefined }, '{"a":1}'],
    ['\ud800', '"\\ud800"'],
  ])('%o', (value, want) => {
    expect(writePythonJson(value)).toBe(want)
  })
})
