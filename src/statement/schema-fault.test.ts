import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { inEnglish, sentence } from '../error.ts'
import { firstFault } from './schema-fault.ts'

function said(schema: z.ZodType, value: unknown): string {
  const read = schema.safeParse(value)
  return read.success ? 'nothing' : inEnglish(firstFault(read.error))
}

const Shape = z.strictObject({ name: z.string().min(1), parts: z.array(z.int().min(1).max(9)).min(2) })

describe('firstFault', () => {
  it.each<[string, z.ZodType, unknown, string]>([
    ['what is missing', Shape, { parts: [1, 2] }, 'name: it is missing; a string is wanted'],
    ['another type', Shape, { name: 3, parts: [1, 2] }, 'name: a string is wanted, not a number'],
    ['null', Shape, { name: null, parts: [1, 2] }, 'name: a string is wanted, not null'],
    [
      'no whole number',
      Shape,
      { name: 'a', parts: [1, 2.5] },
      'parts.1: a whole number is wanted, not a number',
    ],
    ['an empty text', Shape, { name: '', parts: [1, 2] }, 'name: it is empty; a text is wanted'],
    ['too few', Shape, { name: 'a', parts: [1] }, 'parts: it has too few entries; at least 2 are wanted'],
    ['too small', Shape, { name: 'a', parts: [0, 1] }, 'parts.0: it is too small; at least 1 is wanted'],
    ['too big', Shape, { name: 'a', parts: [1, 10] }, 'parts.1: it is too big; at most 9 is allowed'],
    ['an unknown field', Shape, { name: 'a', parts: [1, 2], x: 1 }, 'there is no such field: x'],
    ['above a bound', z.number().lt(1), 1, 'it is too big; less than 1 is wanted'],
    ['below a bound', z.number().gt(0), 0, 'it is too small; more than 0 is wanted'],
    ['too long', z.string().max(2), 'abc', 'it is too long; at most 2 characters are allowed'],
    ['not as long', z.string().length(2), 'abc', 'exactly 2 characters are wanted'],
    ['too many', z.array(z.string()).max(1), ['a', 'b'], 'it has too many entries; at most 1 are allowed'],
    ['none', z.array(z.string()).min(1), [], 'it is empty; at least one entry is wanted'],
    ['another word', z.enum(['a', 'b']), 'c', 'one of these is wanted: "a", "b"'],
    ['another constant', z.literal(1), 2, '1 is wanted'],
    ['another form', z.string().regex(/^a$/), 'b', 'it does not match /^a$/'],
    ['no address', z.url(), 'b', 'it is not in the form url'],
    ['no multiple', z.number().multipleOf(5), 3, 'a multiple of 5 is wanted'],
    ['none of several', z.union([z.string(), z.null()]), 3, 'it has none of the forms that it may have'],
    [
      'another kind',
      z.discriminatedUnion('kind', [z.object({ kind: z.literal('a') }), z.object({ kind: z.literal('b') })]),
      { kind: 'c' },
      'kind: one of these is wanted: "a", "b"',
    ],
    ['what the schema says itself', z.string().regex(/^a$/, inEnglish(sentence`an a`)), 'b', 'an a'],
  ])('says %s', (_, schema, value, want) => {
    expect(said(schema, value)).toBe(want)
  })
})
