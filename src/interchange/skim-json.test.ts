import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { inPieces } from './interchange.fixture.ts'
import { skimJson } from './skim-json.ts'

async function* pieces(text: string, size: number): AsyncGenerator<Uint8Array> {
  yield* inPieces(text, size)
}

async function skimmed(text: string, size: number, limit = 1e6): Promise<string | undefined> {
  const bytes = await skimJson(pieces(text, size), new Set(['events', 'store']), limit)
  return bytes === undefined ? undefined : new TextDecoder().decode(bytes)
}

describe('skimJson', () => {
  it.each([
    [
      '{"a":1,"events":[{"events":1},"]}\\"{["],"b":{"events":[2]}}',
      '{"a":1,"events":null,"b":{"events":[2]}}',
    ],
    ['{ "events" : {"a":[1,2]} , "b": "events" }', '{ "events" :null, "b": "events" }'],
    ['{"store":"\\\\","events":NaN}', '{"store":null,"events":null}'],
    ['{"b":["events",{"events":[]}],"c":":"}', '{"b":["events",{"events":[]}],"c":":"}'],
    ['{}', '{}'],
  ])('%s', async (text, want) => {
    for (let size = 1; size <= text.length; size += 1) expect(await skimmed(text, size)).toBe(want)
  })

  it('leaves the rest of any object as it is, however it is cut into pieces', async () => {
    const objects = fc.dictionary(fc.constantFrom('a', 'events', 'store', '"', '\\', 'é'), fc.jsonValue(), {
      noNullPrototype: true,
    })
    await fc.assert(
      fc.asyncProperty(objects, fc.integer({ min: 1, max: 40 }), async (object, size) => {
        const want = Object.fromEntries(
          Object.entries(object).map(([key, value]) => [
            key,
            key === 'events' || key === 'store' ? null : value,
          ]),
        )
        expect(await skimmed(JSON.stringify(object), size)).toBe(JSON.stringify(want))
      }),
    )
  })

  it('gives nothing for what is no object, and where too much is left', async () => {
    expect(await skimmed('\0\0\0', 1)).toBeUndefined()
    expect(await skimmed('[1]', 1)).toBeUndefined()
    expect(await skimmed(`{"a":"${'a'.repeat(100)}"}`, 10, 50)).toBeUndefined()
    expect(await skimmed(`{"events":"${'a'.repeat(100)}"}`, 10, 50)).toBe('{"events":null}')
  })
})
