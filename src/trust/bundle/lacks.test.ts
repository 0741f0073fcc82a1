import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { crypto, found, institute, NOW, opinion } from '../../../test/fixture/network.ts'
import { decodeUtf8, parseJson, toHex, writeCanonical } from '../../statement/index.ts'
import { verifyBundle } from '../verify-bundle.ts'
import { readBundle } from './read-bundle.ts'
import { type ArchiveMember, readArchive, writeArchive } from './ustar.ts'
import { type BundleToWrite, writeBundle } from './write-bundle.ts'

const { sha256 } = crypto
const labs = ['lab-a', 'lab-b'].map(institute)
const [a, b] = labs
if (a === undefined || b === undefined) throw new Error('no institutes')
const first = found(labs)
const content = new TextEncoder().encode('the question\n')
const digest = toHex(sha256(content))
const blob = { name: 'items.txt', mediaType: 'text/plain', content }
/** Brings the bytes; and one by somebody else that only names their digest. */
const bringing = opinion(a, 'one', { blobs: [blob] })
const naming = opinion(b, 'two', { blobs: [blob] })
const input: BundleToWrite = {
  from: 'lab-a',
  for: 'lab-b',
  charters: [first.record],
  statements: [
    { ...bringing, held: [digest] },
    { ...naming, held: [] },
  ],
  blobs: [content],
}

function missingOf(bytes: Uint8Array): Record<string, string[]> {
  const { statements } = verifyBundle(readBundle(bytes, sha256), first.id, crypto, NOW)
  return Object.fromEntries(
    statements.map((one) => [one.id, one.ok ? one.missingBlobs : [`refused: ${one.reason}`]]),
  )
}

describe('a statement that names a digest of which another brings the bytes', () => {
  it('does not get them', () => {
    expect(missingOf(writeBundle(input, sha256))).toEqual({ [bringing.id]: [], [naming.id]: ['items.txt'] })
    const both = input.statements.map(({ envelope, body }) => ({ envelope, body }))
    expect(missingOf(writeBundle({ ...input, statements: both }, sha256))).toEqual({
      [bringing.id]: [],
      [naming.id]: [],
    })
  })

  it('does not get a long body either', () => {
    const text = 'x'.repeat(70_000)
    const long = opinion(a, 'x', { kind: 'weather', body: { text } })
    const name = { name: 'body-of-another.json', mediaType: 'application/json' }
    const claiming = opinion(b, 'claims it', { blobs: [{ ...name, content: writeCanonical({ text }) }] })
    const bytes = writeBundle(
      {
        ...input,
        statements: [
          { ...long, held: [] },
          { ...claiming, held: [] },
        ],
        blobs: [],
      },
      sha256,
    )
    const { statements } = verifyBundle(readBundle(bytes, sha256), first.id, crypto, NOW)
    const byId = new Map(statements.map((one) => [one.id, one]))
    expect(byId.get(long.id)).toMatchObject({ ok: true, body: { state: 'opaque' } })
    expect(byId.get(claiming.id)).toMatchObject({ ok: true, missingBlobs: ['body-of-another.json'] })
  })

  it('is read and written again with the same bytes', () => {
    const bytes = writeBundle(input, sha256)
    const read = readBundle(bytes, sha256)
    expect(writeBundle({ ...read, blobs: [...read.blobs.values()] }, sha256)).toEqual(bytes)
    // Without the blob there is nothing to lack, and nothing is said of it.
    const none = writeBundle({ ...input, blobs: [] }, sha256)
    expect(readBundle(none, sha256).statements.every(({ lacks }) => lacks === undefined)).toBe(true)
  })

  it('joins what one that is given twice holds', () => {
    const twice = [
      { ...naming, held: [] },
      { ...naming, held: [digest] },
    ]
    expect(missingOf(writeBundle({ ...input, statements: twice }, sha256))).toEqual({ [naming.id]: [] })
  })

  const spoilt: [string, unknown][] = [
    ['what it does not name', ['0'.repeat(64)]],
    ['nothing', []],
    ['one twice', [digest, digest]],
    ['what is no digest', ['x']],
  ]
  it.each(spoilt)('is refused where it says that it lacks %s', (_, lacks) => {
    expect(() => readBundle(changed(writeBundle(input, sha256), lacks), sha256)).toThrow('ask')
  })
})

const RecordJson = z.looseObject({ lacks: z.array(z.string()) })
const Index = z.looseObject({ format: z.string() })

/** The bundle with another list of what the naming statement lacks; all digests fit again. */
function changed(bytes: Uint8Array, lacks: unknown): Uint8Array {
  const members = readArchive(bytes, () => 1e9, 100).map((member): ArchiveMember => {
    if (!member.name.endsWith(`${naming.id.slice('sha256:'.length)}.json`)) return member
    const record = RecordJson.parse(parseJson(member.content).value)
    expect(record.lacks).toEqual([digest])
    return { ...member, content: writeCanonical({ ...record, lacks }) }
  })
  const [index, ...others] = members
  if (index === undefined) throw new Error('no index')
  const old = Index.parse(JSON.parse(decodeUtf8(index.content)))
  const listed = others.map(({ name, content: its }) => ({ name, sha256: toHex(sha256(its)) }))
  return writeArchive([{ ...index, content: writeCanonical({ ...old, members: listed }) }, ...others])
}
