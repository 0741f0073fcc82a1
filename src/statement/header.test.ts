import { describe, expect, it } from 'vitest'
import { Header, needsNonce, Origin, Sharing } from './header.ts'
import { kindOf, predicateTypeOf, Statement, SubjectName } from './in-toto.ts'

const open = { tlp: 'CLEAR', audience: [], recipients: [], embargoUntil: null, early: [], licence: null }
const id = (digit: string): string => `sha256:${digit.repeat(64)}`
const header = {
  v: 1,
  issuer: 'lab-a.example/log/1',
  created: '2026-09-01T08:00:00Z',
  charter: 1,
  sharing: open,
  links: [],
}
const subject = {
  name: 'body.json',
  digest: { sha256: '0'.repeat(64) },
  mediaType: 'application/json',
  annotations: { size: 2 },
}
const statement = {
  _type: 'https://in-toto.io/Statement/v1',
  subject: [subject],
  predicateType: 'https://concord.example/opinion/v1',
  predicate: header,
}

describe('a label', () => {
  const embargo = { embargoUntil: '2027-01-01T00:00:00Z' }
  it.each([
    [{}],
    [{ tlp: 'GREEN', licence: 'CC-BY-4.0' }],
    [{ tlp: 'AMBER', audience: ['lab-b', 'group:asia'] }],
    [{ tlp: 'AMBER+STRICT', audience: ['lab-b'], ...embargo, early: ['lab-b'] }],
    [{ tlp: 'RED', recipients: ['lab-b/7f3a'] }],
    [{ ...embargo, early: ['lab-b'] }],
  ])('may be %j', (change) => {
    expect(Sharing.safeParse({ ...open, ...change }).success).toBe(true)
  })

  it.each([
    ['audience with CLEAR', { audience: ['lab-b'] }],
    ['audience with GREEN', { tlp: 'GREEN', audience: ['lab-b'] }],
    ['audience with RED', { tlp: 'RED', audience: ['lab-b'] }],
    ['recipients without RED', { tlp: 'AMBER', recipients: ['lab-b/1'] }],
    ['RED with embargo', { tlp: 'RED', ...embargo }],
    ['early without embargo', { early: ['lab-b'] }],
    ['early outside the audience', { tlp: 'AMBER', audience: ['lab-b'], ...embargo, early: ['lab-c'] }],
    ['an unknown label', { tlp: 'WHITE' }],
    ['one party twice', { tlp: 'AMBER', audience: ['lab-b', 'lab-b'] }],
    ['a sentence for a licence', { licence: 'ask Jo Smith' }],
    ['a person named as recipient', { tlp: 'RED', recipients: ['Jo Smith'] }],
    ['a field we do not know', { note: 'x' }],
    ['a time with fractions', { embargoUntil: '2027-01-01T00:00:00.5Z' }],
  ])('may not have %s', (_, change) => {
    expect(Sharing.safeParse({ ...open, ...change }).success).toBe(false)
  })

  it('asks for a nonce unless everybody may read at once', () => {
    expect(needsNonce(Sharing.parse(open))).toBe(false)
    expect(needsNonce(Sharing.parse({ ...open, ...embargo }))).toBe(true)
    expect(needsNonce(Sharing.parse({ ...open, tlp: 'GREEN' }))).toBe(true)
  })
})

describe('a header', () => {
  it('links by relation and id, sorted, each once', () => {
    const sorted = [
      { rel: 'protocol', id: id('1') },
      { rel: 'uses', id: id('0') },
      { rel: 'uses', id: id('2') },
    ]
    expect(Header.safeParse({ ...header, links: sorted }).success).toBe(true)
    expect(Header.safeParse({ ...header, links: sorted.toReversed() }).success).toBe(false)
    expect(Header.safeParse({ ...header, links: [sorted[0], sorted[0]] }).success).toBe(false)
  })

  it.each([
    ['another version', { v: 2 }],
    ['charter 0', { charter: 0 }],
    ['an unknown relation', { links: [{ rel: 'likes', id: id('1') }] }],
    ['a title', { title: 'x' }],
    ['local time', { created: '2026-09-01T08:00:00+02:00' }],
  ])('has not %s', (_, change) => {
    expect(Header.safeParse({ ...header, ...change }).success).toBe(false)
  })

  it.each([
    'Lab.example/log/1',
    'lab.example/log/1/',
    'lab.example',
    'lab example/log/1',
    'lab.example/log/01',
    'a+b/log/1',
    '../log/1',
  ])('has no origin %j', (origin) => {
    expect(Origin.safeParse(origin).success).toBe(false)
  })
})

describe('a moment', () => {
  it.each(['2026-02-29T00:00:00Z', '2026-13-01T00:00:00Z', '2026-01-01T24:00:00Z', '2026-01-01T00:00:60Z'])(
    'is not %s, which is in no calendar',
    (created) => {
      expect(Header.safeParse({ ...header, created }).success).toBe(false)
    },
  )

  it('may be a leap day', () => {
    expect(Header.safeParse({ ...header, created: '2028-02-29T23:59:59Z' }).success).toBe(true)
  })
})

describe('a statement', () => {
  it('is read', () => {
    expect(Statement.safeParse(statement).success).toBe(true)
    expect(kindOf(predicateTypeOf('opinion', 3))).toEqual({ kind: 'opinion', version: 3 })
    expect(kindOf('https://elsewhere.example/opinion/v1')).toBeUndefined()
  })

  const red = { ...header, sharing: { ...open, tlp: 'RED' } }
  const blob = (name: string, more = {}) => ({ ...subject, name, annotations: { size: 1, ...more } })
  it.each([
    ['another type', { _type: 'https://in-toto.io/Statement/v0.1' }],
    ['another name space', { predicateType: 'https://example.com/opinion/v1' }],
    ['version 0', { predicateType: 'https://concord.example/opinion/v0' }],
    ['no subject', { subject: [] }],
    ['a blob in the place of the body', { subject: [blob('answers.parquet')] }],
    ['a plain body with RED', { predicate: red }],
    ['one name twice', { subject: [subject, blob('a'), blob('a')] }],
    [
      'a blob more open than it',
      {
        predicate: { ...header, sharing: { ...open, tlp: 'GREEN' } },
        subject: [subject, blob('a', { sharing: open })],
      },
    ],
    ['another digest', { subject: [{ ...subject, digest: { sha256: '0'.repeat(64), md5: '0' } }] }],
    ['4,097 subjects', { subject: [subject, ...Array.from({ length: 4096 }, (_, at) => blob(`b${at}`))] }],
    ['a negative size', { subject: [{ ...subject, annotations: { size: -1 } }] }],
    ['an unknown field', { extra: 1 }],
  ])('has not %s', (_, change) => {
    expect(Statement.safeParse({ ...statement, ...change }).success).toBe(false)
  })

  it.each([
    '../x',
    'a/../b',
    '/a',
    'a//b',
    './a',
    'a\\b',
    'a\u0000',
    'c:a',
    '',
    'a/',
    'é'.repeat(101),
    '\ud800',
  ])('has no blob named %j', (name) => {
    expect(SubjectName.safeParse(name).success).toBe(false)
  })

  it.each(['a', 'answers/en.parquet', '..a', 'é'.repeat(100)])('may have a blob named %j', (name) => {
    expect(SubjectName.safeParse(name).success).toBe(true)
  })
})
