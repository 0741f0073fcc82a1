import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  charterBody,
  crypto,
  found,
  institute,
  NOW,
  opinion,
  signCharter,
} from '../../../test/fixture/network.ts'
import { ConcordError } from '../../error.ts'
import { toHex, writeCanonical } from '../../statement/index.ts'
import { coSign } from '../dsse.ts'
import { verifyBundle } from '../verify-bundle.ts'
import { BUNDLE_LIMITS } from './layout.ts'
import { readBundle } from './read-bundle.ts'
import { type ArchiveMember, readArchive, writeArchive } from './ustar.ts'
import { type BundleToWrite, writeBundle } from './write-bundle.ts'

const labs = ['lab-a', 'lab-b'].map(institute)
const [a, b] = labs
if (a === undefined || b === undefined) throw new Error('no institutes')
const first = found(labs)
const content = new TextEncoder().encode('forty-two\n')
const one = opinion(a, 'one', { blobs: [{ name: 'answers.txt', mediaType: 'text/plain', content }] })
const two = opinion(b, 'two')
const input: BundleToWrite = {
  from: 'lab-a',
  for: 'lab-b',
  charters: [first.record],
  statements: [one, two],
  blobs: [content],
}
const bytes = writeBundle(input, crypto.sha256)
const { sha256 } = crypto

describe('a bundle', () => {
  it('is read as it was written, and verifies', () => {
    const bundle = readBundle(bytes, sha256, { receiver: 'lab-b' })
    expect(bundle).toMatchObject({ from: 'lab-a', for: 'lab-b' })
    expect(bundle.charters).toEqual([first.record])
    expect(new Map(bundle.statements.map(({ id, envelope, body }) => [id, { envelope, body }]))).toEqual(
      new Map([one, two].map(({ id, envelope, body }) => [id, { envelope, body }])),
    )
    expect([...bundle.blobs]).toEqual([[toHex(sha256(content)), content]])
    const { charter, statements } = verifyBundle(bundle, first.id, crypto, NOW)
    expect(charter.ok).toBe(true)
    expect(statements.map(({ ok }) => ok)).toEqual([true, true])
    expect(verifyBundle(bundle, one.id, crypto, NOW)).toMatchObject({
      charter: { ok: false, reason: 'not-pinned' },
      statements: [],
    })
  })

  it('has the same bytes in whatever order it is given', () => {
    expect(writeBundle({ ...input, statements: [two, one, two], blobs: [content, content] }, sha256)).toEqual(
      bytes,
    )
    const read = readBundle(bytes, sha256)
    expect(writeBundle({ ...read, blobs: [...read.blobs.values()] }, sha256)).toEqual(bytes)
  })

  it('joins the signatures of one statement', () => {
    const co = coSign(one.envelope, b.signer.statement, sha256)
    const joined = readBundle(
      writeBundle({ ...input, statements: [one, { envelope: co, body: null }] }, sha256),
      sha256,
    )
    expect(joined.statements.find(({ id }) => id === one.id)).toMatchObject({
      id: one.id,
      envelope: co,
      body: one.body,
    })
  })

  it('carries a body over 64 KiB as a blob, where verification finds it', () => {
    const long = opinion(a, 'x', { kind: 'weather', body: { text: 'x'.repeat(BUNDLE_LIMITS.inlineBody) } })
    const bundle = readBundle(writeBundle({ ...input, statements: [long], blobs: [] }, sha256), sha256)
    expect(bundle.statements[0]?.body).toBeNull()
    expect(bundle.blobs.size).toBe(1)
    expect(verifyBundle(bundle, first.id, crypto).statements).toMatchObject([
      { ok: true, body: { state: 'opaque' } },
    ])
  })

  it('carries all versions of a charter, also one that still waits for signatures', () => {
    const draft = signCharter(charterBody(labs, { version: 2, previous: first.id }), [a.signer.charter])
    const bundle = readBundle(
      writeBundle({ ...input, charters: [first.record, draft.record] }, sha256),
      sha256,
    )
    expect(verifyBundle(bundle, first.id, crypto).charter).toMatchObject({
      ok: true,
      warnings: [{ code: 'pending' }],
    })
  })

  it('is for its receiver, or for anyone', () => {
    expect(() => readBundle(bytes, sha256, { receiver: 'lab-c' })).toThrow(
      'This bundle is for lab-b, and you are lab-c',
    )
    const open = writeBundle({ ...input, for: null }, sha256)
    expect(readBundle(open, sha256, { receiver: 'lab-c' }).for).toBeNull()
  })

  it('is not written over a limit', () => {
    expect(() => writeBundle({ ...input, blobs: [new Uint8Array(BUNDLE_LIMITS.blob + 1)] }, sha256)).toThrow(
      'split it',
    )
    expect(() => writeBundle({ ...input, from: 'Lab A' }, sha256)).toThrow('member id')
  })

  it('explains in verify.txt how to check it by hand', () => {
    const text = new TextDecoder().decode(readArchive(bytes, () => 1e9, 100).at(-1)?.content)
    expect(text).toMatch(/^concord-bundle\/v1 from lab-a for lab-b\n\n/)
    expect(text).toContain("printf 'DSSEv1 28 application/vnd.in-toto+json %d '")
  })
})

const said = (changed: Uint8Array): string => {
  try {
    readBundle(changed, sha256)
    return 'accepted'
  } catch (error) {
    return error instanceof ConcordError && error.code === 'bad-input'
      ? error.message
      : `unexpected ${String(error)}`
  }
}

describe('a changed bundle is refused', () => {
  it('for every single bit', () => {
    const alone = found([a])
    const small = writeBundle({ ...input, charters: [alone.record], statements: [two] }, sha256)
    expect(said(small)).toBe('accepted')
    const changed = small.slice()
    const unexpected: string[] = []
    for (let bit = 0; bit < 8 * small.length; bit += 1) {
      changed[bit >> 3] = (small[bit >> 3] ?? 0) ^ (1 << (bit & 7))
      const message = said(changed)
      if (!/^The bundle cannot be used: .+; ask its sender for it again\.$/s.test(message))
        unexpected.push(`bit ${bit}: ${message}`)
      changed[bit >> 3] = small[bit >> 3] ?? 0
    }
    expect(unexpected).toEqual([])
  })

  it('wherever it is cut, and with anything after it', () => {
    for (let length = 0; length < bytes.length; length += 97)
      expect(said(bytes.subarray(0, length))).toContain('cannot be used')
    expect(said(bytes.subarray(0, bytes.length - 512))).toContain('cut off')
    for (const more of [1, 512, 9216]) {
      const longer = new Uint8Array(bytes.length + more)
      longer.set(bytes)
      expect(said(longer)).toContain('after its end mark')
    }
    expect(said(new Uint8Array())).toContain('it is no bundle')
  })

  it('for random damage', () => {
    const damage = fc.record({
      at: fc.nat(bytes.length - 1),
      remove: fc.nat(600),
      insert: fc.uint8Array({ maxLength: 600 }),
    })
    fc.assert(
      fc.property(damage, ({ at, remove, insert }) => {
        const changed = Uint8Array.from([...bytes.subarray(0, at), ...insert, ...bytes.subarray(at + remove)])
        fc.pre(toHex(changed) !== toHex(bytes))
        expect(said(changed)).toContain('cannot be used')
      }),
      { numRuns: 200 },
    )
  })
})

const members = readArchive(bytes, () => 1e9, 100)
const member = (name: string, text = ''): ArchiveMember => ({ name, content: new TextEncoder().encode(text) })

/** The bundle with other members, and an index that lists them rightly. */
function rebuilt(change: (list: ArchiveMember[]) => ArchiveMember[], indexChange: object = {}): Uint8Array {
  const list = change(members.slice(1))
  const index = {
    format: 'concord-bundle/v1',
    from: 'lab-a',
    for: 'lab-b',
    logs: [],
    members: list.map((entry) => ({ name: entry.name, sha256: toHex(sha256(entry.content)) })),
    ...indexChange,
  }
  return writeArchive([{ name: 'concord-bundle.json', content: writeCanonical(index) }, ...list])
}

describe('a bundle made with malice is refused, also with a right index', () => {
  const before =
    (...added: ArchiveMember[]) =>
    (list: ArchiveMember[]) => [...list.slice(0, -1), ...added, ...list.slice(-1)]
  const replaced =
    (pattern: RegExp, change: (entry: ArchiveMember) => ArchiveMember) => (list: ArchiveMember[]) =>
      list.map((entry) => (pattern.test(entry.name) ? change(entry) : entry))
  const edited = (pattern: RegExp, from: string, to: string) =>
    replaced(pattern, (entry) =>
      member(entry.name, new TextDecoder().decode(entry.content).replace(from, to)),
    )
  const otherHex = '0'.repeat(64)

  const urlSafe = (entry: ArchiveMember): ArchiveMember =>
    member(
      entry.name,
      new TextDecoder()
        .decode(entry.content)
        .replace(/"sig":"[^"]*"/g, (text) => text.replaceAll('+', '-').replaceAll('/', '_')),
    )

  it('which is itself accepted', () => {
    expect(rebuilt((list) => list)).toEqual(bytes)
  })

  it.each<[string, Uint8Array, string]>([
    ['a path out of the folder', rebuilt(before(member('../x'))), 'no place'],
    ['an absolute path', rebuilt(before(member('/etc/passwd'))), 'no place'],
    ['a path inside a known folder', rebuilt(before(member(`blob/sha256/../${otherHex}`))), 'no place'],
    ['a member of a log', rebuilt(before(member('log/x/checkpoint'))), 'no place'],
    ['charter version 0', rebuilt(before(member('charter/0.json'))), 'no place'],
    ['upper case hex', rebuilt(before(member(`blob/sha256/${'A'.repeat(64)}`))), 'no place'],
    ['a member twice', rebuilt((list) => [...list, ...list.slice(-1)]), 'two members'],
    ['another order', rebuilt((list) => list.toReversed()), 'not in its place'],
    [
      'a missing first charter',
      rebuilt(replaced(/^charter/, (entry) => ({ ...entry, name: 'charter/2.json' }))),
      'charter/1.json is missing',
    ],
    [
      'a blob under another digest',
      rebuilt(replaced(/^blob/, (entry) => ({ ...entry, name: `blob/sha256/${otherHex}` }))),
      'digest its name says',
    ],
    [
      'a statement under another id',
      rebuilt((list) => [
        ...list.slice(0, 1),
        { name: `unlogged/${otherHex}.json`, content: list[1]?.content ?? content },
        ...list.slice(3),
      ]),
      'holds the statement',
    ],
    ['white space in a record', rebuilt(edited(/^unlogged/, '{', '{ ')), 'not spelled'],
    ['URL-safe base64', rebuilt(replaced(/^charter/, urlSafe)), 'cannot be read'],
    ['an unknown field in a record', rebuilt(edited(/^unlogged/, '{', '{"a":1,')), 'cannot be read'],
    [
      'an unknown field in an envelope',
      rebuilt(edited(/^unlogged/, '"envelope":{', '"envelope":{"a":1,')),
      'cannot be read',
    ],
    [
      'a charter without body',
      rebuilt(
        edited(
          /^charter/,
          /"body":"[^"]*",/.exec(new TextDecoder().decode(members[1]?.content))?.[0] ?? '',
          '',
        ),
      ),
      'has no body',
    ],
    ['no verify.txt', rebuilt((list) => list.slice(0, -1)), 'does not end with'],
    ['another sender', rebuilt((list) => list, { from: 'lab-b' }), 'another sender'],
    ['another receiver', rebuilt((list) => list, { for: null }), 'another sender'],
    ['a log', rebuilt((list) => list, { logs: [{ origin: 'lab-a.example/log/1', size: 1 }] }), 'malformed'],
    ['another format', rebuilt((list) => list, { format: 'concord-bundle/v2' }), 'malformed'],
    [
      'a lost member',
      rebuilt((list) => list, { members: members.map(({ name }) => ({ name, sha256: otherHex })) }),
      'not listed',
    ],
    ['no index', writeArchive(members.slice(1)), 'does not begin with'],
    [
      'an index that is not JSON',
      writeArchive([member('concord-bundle.json', '{'), ...members.slice(1)]),
      'not JSON',
    ],
    [
      'an index with white space',
      writeArchive([
        member('concord-bundle.json', `${new TextDecoder().decode(members[0]?.content)}\n`),
        ...members.slice(1),
      ]),
      'canonical',
    ],
  ])('%s', (_, changed, message) => {
    expect(said(changed)).toContain(message)
  })

  it('listed and missing', () => {
    const list = members.slice(1).map((entry) => ({ name: entry.name, sha256: toHex(sha256(entry.content)) }))
    expect(
      said(
        rebuilt((all) => all, { members: [...list, { name: `blob/sha256/${otherHex}`, sha256: otherHex }] }),
      ),
    ).toContain('missing')
  })
})

describe('the archive', () => {
  /** The bundle with bytes of its first header changed and its checksum made right. */
  function withHeader(at: number, text: string): Uint8Array {
    const changed = bytes.slice()
    changed.set(new TextEncoder().encode(text), at)
    let sum = 8 * 32
    for (let index = 0; index < 512; index += 1) if (index < 148 || index >= 156) sum += changed[index] ?? 0
    changed.set(new TextEncoder().encode(sum.toString(8).padStart(6, '0')), 148)
    return changed
  }

  it.each([
    ['a hard link', 156, '1', 'not a regular file'],
    ['a symbolic link', 156, '2', 'not a regular file'],
    ['a folder', 156, '5', 'not a regular file'],
    ['a device', 156, '3', 'not a regular file'],
    ['a pax header', 156, 'x', 'not a regular file'],
    ['a long name', 156, 'L', 'not a regular file'],
    ['an old regular file', 156, '\0', 'not a regular file'],
    ['another mode', 100, '0000755', 'mode'],
    ['an owner', 108, '0001750', 'uid'],
    ['a group', 116, '0001750', 'gid'],
    ['a time', 136, '14000000000', 'mtime'],
    ['an owner name', 265, 'root', 'says more'],
    ['a link name', 157, 'x', 'says more'],
    ['a prefix', 345, 'x', 'says more'],
    ['GNU tar', 257, 'ustar  ', 'ustar form'],
    ['a size in base 256', 124, '\u007f', 'no readable size'],
    ['a size with a space', 124, '0000000000 ', 'no readable size'],
    ['a size beyond its limit', 124, '77777777777', 'more than'],
    ['a name without end', 0, 'x'.repeat(100), 'says more'],
    ['something behind its name', 50, 'hidden', 'says more'],
  ])('is refused with %s', (_, at, text, message) => {
    expect(said(withHeader(at, text))).toContain(message)
  })

  it('is refused with something in its padding', () => {
    const changed = bytes.slice()
    const size = members[0]?.content.length ?? 0
    changed[512 + size] = 1
    expect(said(changed)).toContain('hidden')
  })

  it('cannot hold more members than allowed', () => {
    expect(() => readArchive(bytes, () => 1e9, 2)).toThrow('more than 2 members')
  })

  it('is read by other programs as ordinary ustar', () => {
    expect(new TextDecoder().decode(bytes.subarray(257, 265))).toBe('ustar\u000000')
    expect(bytes.length % 512).toBe(0)
    expect(() => writeArchive([member('x'.repeat(100))])).toThrow("cannot be a member's name")
    expect(() => writeArchive([member('é')])).toThrow("cannot be a member's name")
  })
})
