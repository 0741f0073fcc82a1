import { gzipSync, deflateSync, zstdCompressSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { writeOutcomeTable } from '../src/statement/index.ts'
import { encryptBundle, generateAgeIdentities, decryptBundle } from '../src/trust/index.ts'
import { writeArchive } from '../src/trust/bundle/ustar.ts'
import { textsIn } from '../src/node/release/scan/layers.ts'
import type { OpenAge } from '../src/node/release/scan/layers.ts'
import { findSecrets, secretFinder } from '../src/node/release/scan/secrets.ts'
import type { Secret } from '../src/node/release/scan/secrets.ts'

const NAME: Secret = { what: 'snapshot', of: 'model-a', text: 'Zebrafish-9 Ultra (2026-05)' }
const SHORT: Secret = { what: 'developer', of: 'model-a', text: 'Okapi' }
const ITEM: Secret = { what: 'item', of: 'english 1', text: 'How many legs have three okapis?' }
const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

async function found(bytes: Uint8Array, open?: OpenAge): Promise<string[]> {
  const all = await findSecrets('part', textsIn(bytes, open), [NAME, SHORT, ITEM])
  return all.map(({ what, layers }) => [what, ...layers].join(' '))
}

describe('a name', () => {
  const find = secretFinder([NAME, SHORT, ITEM])
  it.each([
    'zebrafish-9 ultra (2026-05)',
    'ZEBRAFISH 9 ULTRA 2026 05',
    'z.e.b.r.a.f.i.s.h_9_u_l_t_r_a_2026-05',
    'xxZebrafish9Ultra202605xx',
    'Ｚｅｂｒａｆｉｓｈ-9 Ultra (2026-05)',
  ])('is found as %s', (text) => expect(find(`it is ${text}, I think`)).toEqual([NAME]))

  it.each([
    ['okapi', true],
    ['O K A P I', true],
    ['(Okapi)', true],
    ['okapis', false],
    ['Mokapi', false],
    ['oka', false],
  ])('that is short stands alone: %s %s', (text, want) => {
    expect(find(`by ${text} here`).includes(SHORT)).toBe(want)
  })

  it('is in no text in which it does not stand', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (text) => {
        const folded = text.toLowerCase().replaceAll(/[^a-z0-9]/g, '')
        if (!folded.includes('zebrafish9ultra') && !folded.includes('okapi')) expect(find(text)).toEqual([])
      }),
    )
  })
})

describe('every layer is looked into', () => {
  const base64 = (bytes: Uint8Array): Uint8Array =>
    bytesOf(`{"a":"${Buffer.from(bytes).toString('base64')}"}`)
  const base64url = (bytes: Uint8Array): Uint8Array =>
    bytesOf(`x=${Buffer.from(bytes).toString('base64url')}`)
  const hex = (bytes: Uint8Array): Uint8Array => bytesOf(`{"a":"${Buffer.from(bytes).toString('hex')}"}`)
  const plain = bytesOf(`an answer\n${NAME.text}\n`)
  it.each<[string, Uint8Array, string]>([
    ['as it stands', plain, 'snapshot'],
    ['JSON escapes', bytesOf('{"a":"\\u005aebrafish-9 \\u0055ltra (2026-05)"}'), 'snapshot'],
    [
      'JSON in JSON',
      bytesOf(JSON.stringify({ a: JSON.stringify({ b: 'Zebrafish\n9\tUltra (2026-05)' }) })),
      'snapshot',
    ],
    ['base64', base64(plain), 'snapshot base64'],
    ['base64 for addresses', base64url(plain), 'snapshot base64'],
    ['hex', hex(plain), 'snapshot hex'],
    ['gzip', gzipSync(plain), 'snapshot gzip'],
    ['zlib', deflateSync(plain), 'snapshot zlib'],
    ['zstd', zstdCompressSync(plain), 'snapshot zstd'],
    ['gzip in base64', base64(gzipSync(plain)), 'snapshot base64 gzip'],
    ['base64 in gzip in base64', base64(gzipSync(base64(plain))), 'snapshot base64 gzip base64'],
  ])('%s', async (_, bytes, want) => expect(await found(bytes)).toEqual([want]))

  it('an outcome table, packed as it is', async () => {
    const row = {
      set: 's',
      item: 'i',
      itemKey: null,
      language: 'en',
      attempt: 1,
      section: null,
      criterion: `named ${NAME.text}`,
      rater: null,
      outcome: 'scored' as const,
      reason: null,
      value: 1,
      limit: null,
      labels: ['okapi'],
      tokensIn: null,
      tokensOut: null,
      ms: null,
    }
    const table = writeOutcomeTable([row])
    expect((await found(table)).sort()).toEqual(['developer table', 'snapshot table'])
    // In a bundle, whatever stands before it.
    const archive = writeArchive([
      { name: 'verify.txt', content: bytesOf('one\ntwo\n') },
      { name: 'blob/sha256/00', content: gzipSync(table) },
    ])
    expect((await found(archive)).sort()).toEqual([
      'developer blob/sha256/00 gzip table',
      'snapshot blob/sha256/00 gzip table',
    ])
  })

  it('an age file, with the key of its receiver and not without', async () => {
    const [pair] = await generateAgeIdentities()
    const sealed = await encryptBundle(gzipSync(plain), [pair?.recipient ?? ''])
    expect(await found(sealed)).toEqual([])
    const open: OpenAge = (bytes) => decryptBundle(bytes, [pair?.identity ?? ''])
    expect(await found(sealed, open)).toEqual(['snapshot age gzip'])
  })

  it('a key, by its form alone', async () => {
    const [pair] = await generateAgeIdentities()
    for (const key of [pair?.identity ?? '', `sk-${'a1'.repeat(20)}`, '-----BEGIN OPENSSH PRIVATE KEY-----'])
      expect(await found(base64(bytesOf(`the key is ${key}`)))).toEqual(['key base64'])
    expect(await found(bytesOf(`{"sha256":"${'ab'.repeat(32)}","public":"${'cd'.repeat(32)}"}`))).toEqual([])
  })
})
