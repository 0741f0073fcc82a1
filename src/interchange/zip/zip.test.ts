import { zstdDecompressSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConcordError } from '../../error.ts'
import { collected, effects, joined, zipOf, zstdFrames } from '../../../test/fixture/inspect-log.ts'
import { byteFile, type ByteFile } from '../byte-file.ts'
import { readDirectory } from './directory.ts'
import { readMember, streamMember } from './read-member.ts'
import { zstdFrames as framesIn } from './zstd-frames.ts'

const file = (bytes: Uint8Array): ByteFile => byteFile(bytes, 'a.zip')

async function textsOf(bytes: Uint8Array): Promise<[string, string][]> {
  const { members } = await readDirectory(file(bytes))
  return Promise.all(
    [...members].map(async ([name, member]): Promise<[string, string]> => [
      name,
      new TextDecoder().decode(await readMember(file(bytes), member, effects)),
    ]),
  )
}

async function streamed(bytes: Uint8Array): Promise<[string, string][]> {
  const { members } = await readDirectory(file(bytes))
  return Promise.all(
    [...members].map(async ([name, member]): Promise<[string, string]> => [
      name,
      new TextDecoder().decode(await collected(streamMember(file(bytes), member, effects))),
    ]),
  )
}

const refusal = async (read: Promise<unknown>): Promise<string> => {
  const error = await read.then(
    () => new Error('it was read'),
    (cause: unknown) => cause,
  )
  expect(error).toBeInstanceOf(ConcordError)
  return error instanceof ConcordError ? error.message : ''
}

const stored = (bytes: Uint8Array) => ({ method: 0 as const, bytes })

describe('a ZIP file', () => {
  it.each([
    ['stored', { pack: stored }],
    ['deflated', {}],
    ['Zstandard', { pack: zstdFrames(1 << 20) }],
    ['Zstandard in frames of seven bytes', { pack: zstdFrames(7) }],
    ['zip64', { zip64: true }],
  ])('%s: what was written is read', async (_, how) => {
    const names = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 })
    const contents = fc.string({ unit: 'grapheme', maxLength: 60 })
    await fc.assert(
      fc.asyncProperty(
        fc.uniqueArray(fc.tuple(names, contents), { selector: ([name]) => name, maxLength: 6 }),
        async (members) => {
          const bytes = await zipOf(members, how)
          expect(await textsOf(bytes)).toEqual(members)
          expect(await streamed(bytes)).toEqual(members)
        },
      ),
      { numRuns: 30 },
    )
  })

  it('has sizes in the local headers, no data descriptors, marks names that are not ASCII, and no comment', async () => {
    const bytes = await zipOf([
      ['a', 'text'],
      ['é', 'more'],
    ])
    const view = new DataView(bytes.buffer)
    expect(view.getUint32(bytes.length - 22, true)).toBe(0x06054b50)
    expect(view.getUint16(bytes.length - 2, true)).toBe(0)
    const { members } = await readDirectory(file(bytes))
    const flags = [...members.values()].map(({ offset, packed, size }) => {
      expect([view.getUint32(offset + 18, true), view.getUint32(offset + 22, true)]).toEqual([packed, size])
      return view.getUint16(offset + 6, true)
    })
    expect(flags).toEqual([0, 0x800])
  })

  it('is what its directory says: of two members of a name the last counts, and dead bytes are not read', async () => {
    const bytes = await zipOf([
      ['a', 'first'],
      ['b', 'other'],
      ['a', 'last'],
    ])
    expect(await textsOf(bytes)).toEqual([
      ['a', 'last'],
      ['b', 'other'],
    ])
    expect((await readDirectory(file(bytes))).replaced).toBe(1)
  })

  it('cut off anywhere is refused in one sentence', async () => {
    const bytes = await zipOf([['a', 'text'.repeat(50)]])
    for (let length = 0; length < bytes.length; length += 1)
      expect(await refusal(readDirectory(file(bytes.subarray(0, length))))).toContain('a.zip')
  })

  it('with a changed byte in a member is refused, naming the member', async () => {
    const bytes = await zipOf([['some/member', 'text'.repeat(50)]], { pack: stored })
    bytes[60] = (bytes[60] ?? 0) ^ 1
    expect(await refusal(textsOf(bytes))).toBe(
      'a.zip: the member "some/member" cannot be read: it is damaged or cut off.',
    )
    expect(await refusal(streamed(bytes))).toContain('"some/member" cannot be read: it is damaged')
  })

  it('is not looked through for a zip64 record: its signature may stand in packed bytes', async () => {
    const decoy = new Uint8Array(20)
    new DataView(decoy.buffer).setUint32(0, 0x07064b50, true)
    const bytes = await zipOf([['a', 'text']])
    const end = bytes.subarray(bytes.length - 22)
    expect(await textsOf(joined([bytes.subarray(0, -22), decoy, end]))).toEqual([['a', 'text']])
  })

  it('says of a member that it is packed in a way that is not known', async () => {
    const bytes = await zipOf([['a', 'text']], { pack: stored })
    const view = new DataView(bytes.buffer)
    view.setUint16(view.getUint32(bytes.length - 6, true) + 10, 12, true)
    expect(await refusal(textsOf(bytes))).toContain('a method that is not known here (12)')
  })
})

describe('a member that claims too much', () => {
  /** One member of zeros that are never written: 1,000,000 to a byte of what is packed. */
  async function claiming(size: number, packed: Uint8Array, method: 8 | 93): Promise<Uint8Array> {
    const bytes = await zipOf([['bomb', '']], { pack: () => ({ method, bytes: packed }) })
    const view = new DataView(bytes.buffer)
    view.setUint32(view.getUint32(bytes.length - 6, true) + 24, size, true)
    return bytes
  }

  it('of a gigabyte is refused before anything is unpacked', async () => {
    const bytes = await claiming(2 ** 30, new Uint8Array(10), 8)
    expect(await refusal(textsOf(bytes))).toBe(
      'a.zip: the member "bomb" cannot be read: it says that it holds 1073741824 bytes, more than the 500000000 that are read.',
    )
  })

  it.each([8, 93] as const)(
    'or holds more than it says, is refused where it passes that (%i)',
    async (method) => {
      const zeros = new Uint8Array(5_000_000)
      const packed = method === 8 ? effects.pack(zeros).bytes : zstdFrames(1_000_000)(zeros).bytes
      expect(await refusal(textsOf(await claiming(1000, packed, method)))).toContain('damaged')
      expect(await refusal(streamed(await claiming(1000, packed, method)))).toContain('damaged')
    },
  )
})

describe('zstdFrames', () => {
  it('finds the frames of any data, and none in what is cut off', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ minLength: 1, maxLength: 400 }),
        fc.integer({ min: 1, max: 50 }),
        (data, every) => {
          const { bytes } = zstdFrames(every)(data)
          const frames = framesIn(bytes)
          expect(frames).toHaveLength(Math.ceil(data.length / every))
          expect(joined((frames ?? []).map((frame) => new Uint8Array(zstdDecompressSync(frame))))).toEqual(
            data,
          )
          expect(framesIn(bytes.subarray(0, -1))).toBeUndefined()
        },
      ),
      { numRuns: 50 },
    )
  })

  it('passes over frames that are for others', () => {
    const skipped = Uint8Array.of(0x50, 0x2a, 0x4d, 0x18, 3, 0, 0, 0, 1, 2, 3)
    const { bytes } = zstdFrames(100)(Uint8Array.of(1, 2, 3))
    expect(framesIn(joined([skipped, bytes, skipped]))).toEqual([bytes])
  })
})
