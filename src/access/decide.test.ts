import { describe, expect, it } from 'vitest'
import { type TlpLabel, TLP_LABELS } from '../statement/index.ts'
import { decide, decideBlob } from './decide.ts'
import { CHARTER, client, label, member, NOW, originOf, owner, person, roster } from './decide.fixture.ts'
import type { Label } from './label.ts'
import { type Level, LEVELS } from './level.ts'
import { ANONYMOUS, type Principal } from './principal.ts'

const LATER = '2026-12-01T00:00:00Z'
/** CLEAR, GREEN, AMBER, AMBER+STRICT, RED; B = body, H = header, E = existence, - = none. */
const SIGNS: Record<string, Level> = { B: 'body', H: 'header', E: 'existence', '-': 'none' }

function row(of: string): Record<string, Level> {
  return Object.fromEntries(
    TLP_LABELS.map((tlp, index) => {
      const level = SIGNS[of.split(' ')[index] ?? '']
      if (level === undefined) throw new Error(`no level in ${of}`)
      return [tlp, level]
    }),
  )
}

function levels(subject: Principal, more: Partial<Label>): Record<TlpLabel, Level> {
  const at = (tlp: TlpLabel): Level => decide(label(tlp, more), subject, NOW, CHARTER)
  return {
    CLEAR: at('CLEAR'),
    GREEN: at('GREEN'),
    AMBER: at('AMBER'),
    'AMBER+STRICT': at('AMBER+STRICT'),
    RED: at('RED'),
  }
}

/** `named`, `group` (through group:core) and `gone` (which left) stand in every audience; `other` in none. */
const READERS: [string, Principal, string, string][] = [
  ['A anonymous', ANONYMOUS, 'B - - - -', 'E - - - -'],
  ['A a member that left, though it is named', member('gone'), 'B - - - -', 'E - - - -'],
  ['A its person', person('gone', 'p'), 'B - - - -', 'E - - - -'],
  ['A its client', client('gone'), 'B - - - -', 'E - - - -'],
  ['A the owner of its folder', owner('gone'), 'B - - - -', 'E - - - -'],
  ['A a stranger', member('stranger'), 'B - - - -', 'E - - - -'],
  ['B the node of another member', member('other'), 'B B - - -', 'E E - - -'],
  ['B the owner of another folder', owner('other'), 'B B - - -', 'E E - - -'],
  ['B staff of another member', person('other', 'p'), 'B B - - -', 'E E - - -'],
  ['C client of another member', client('other'), 'B B - - -', 'E E - - -'],
  ['C client of the issuer, which does not name itself', client('issuer'), 'B B - - -', 'E E - - -'],
  ['D client of a named member', client('named'), 'B B B - -', 'E E E - -'],
  ['D client of a member named through a group', client('group'), 'B B B - -', 'E E E - -'],
  ['E the node of a named member', member('named'), 'B B B B -', 'E E E E -'],
  ['E the owner of a named folder', owner('named'), 'B B B B -', 'E E E E -'],
  ['E staff of a named member', person('named', 'p'), 'B B B B -', 'E E E E -'],
  ['E named through a group', member('group'), 'B B B B -', 'E E E E -'],
  ['H the issuer', owner('issuer'), 'B B B B H', 'B B B B -'],
  ['H staff of the issuer', person('issuer', 'p'), 'B B B B H', 'B B B B -'],
  ['H the node of the issuer, from elsewhere', member('issuer'), 'B B B B H', 'B B B B -'],
]

describe('decide: the open table', () => {
  it.each(READERS)('%s', (_, subject, open) => {
    expect(levels(subject, {})).toEqual(row(open))
  })

  const withPersons = { recipients: ['other/7f3a', 'named/7f3a', 'issuer/7f3a', 'gone/7f3a'] }
  const holders: [string, Principal, string][] = [
    ['G a named person of another member', person('other', '7f3a'), 'B B - - B'],
    ['G a named person of a named member', person('named', '7f3a'), 'B B B B B'],
    ['F the node of another member, holding for its person', member('other'), 'B B - - B'],
    ['F the node of a named member, holding for its person', member('named'), 'B B B B B'],
    ['F the owner of that folder', owner('other'), 'B B - - B'],
    ['E another person of a named member', person('named', '7f3b'), 'B B B B -'],
    ['B another person of that member', person('other', '7f3'), 'B B - - -'],
    ['C a client is no named person', client('other'), 'B B - - -'],
    ['A a named person whose member left', person('gone', '7f3a'), 'B - - - -'],
    ['H the issuer gets the body of what is RED only as a person', owner('issuer'), 'B B B B H'],
    ['H and G a named person of the issuer', person('issuer', '7f3a'), 'B B B B B'],
  ]
  it.each(holders)('with named persons: %s', (_, subject, want) => {
    expect(levels(subject, withPersons)).toEqual(row(want))
  })

  it('a person of one member is not the same id at another', () => {
    expect(decide(label('RED', { recipients: ['named/7f3a'] }), person('other', '7f3a'), NOW, CHARTER)).toBe(
      'none',
    )
    expect(
      decide(label('RED', { recipients: ['other/7f3a/x'] }), person('other', '7f3a'), NOW, CHARTER),
    ).toBe('none')
  })
})

describe('decide: the embargoed table', () => {
  it.each(READERS)('%s', (_, subject, _open, embargoed) => {
    expect(levels(subject, { embargoUntil: LATER })).toEqual(row(embargoed))
  })

  const early = { embargoUntil: LATER, early: ['named', 'other', 'group:core', 'gone'] }
  const readers: [string, Principal, string][] = [
    ['B in early', member('other'), 'B B - - -'],
    ['B in early, its owner', owner('other'), 'B B - - -'],
    ['B in early, its staff', person('other', 'p'), 'B B - - -'],
    ['E in early', member('named'), 'B B B B -'],
    ['E in early through a group', member('group'), 'B B B B -'],
    ['C whose member is in early', client('other'), 'E E - - -'],
    ['D whose member is in early', client('named'), 'E E E - -'],
    ['A in early, though it left', member('gone'), 'E - - - -'],
    ['B not in early', member('third'), 'E E - - -'],
    ['H', owner('issuer'), 'B B B B -'],
  ]
  it.each(readers)('early: %s', (_, subject, want) => {
    expect(levels(subject, early)).toEqual(row(want))
  })

  const past = '2026-05-31T23:59:59Z'
  const moments: [string, Partial<Label>, Level][] = [
    ['before the date, without an amendment', { embargoUntil: LATER }, 'existence'],
    ['before the date, with the amendment', { embargoUntil: LATER, lifted: true }, 'existence'],
    ['after the date, without the amendment: a clock opens nothing', { embargoUntil: past }, 'existence'],
    ['after the date, with the amendment', { embargoUntil: past, lifted: true }, 'body'],
    ['at the date, with the amendment', { embargoUntil: NOW, lifted: true }, 'body'],
    ['a date that cannot be read, with the amendment', { embargoUntil: 'soon', lifted: true }, 'existence'],
    ['an empty date', { embargoUntil: '', lifted: true }, 'existence'],
    ['no embargo', { embargoUntil: null }, 'body'],
  ]
  it.each(moments)('%s', (_, more, want) => {
    expect(decide(label('CLEAR', more), ANONYMOUS, NOW, CHARTER)).toBe(want)
  })

  it('an unreadable now ends no embargo', () => {
    const lifted = label('CLEAR', { embargoUntil: past, lifted: true })
    expect(decide(lifted, ANONYMOUS, 'now', CHARTER)).toBe('existence')
  })
})

describe('decide: who counts as named through a group', () => {
  const now = { alice: 'active', issuer: 'active' }
  const cases: [string, Record<string, string>, string[], string[], Level][] = [
    ['in it then and now', now, ['alice'], ['alice'], 'body'],
    ['in it then, not now', now, ['alice'], [], 'none'],
    ['in it now, not then', now, [], ['alice'], 'none'],
    ['in it neither then nor now', now, [], [], 'none'],
    ['in it then and now, no longer active', { ...now, alice: 'suspended' }, ['alice'], ['alice'], 'none'],
    ['in it now alone, no longer active', { ...now, alice: 'left' }, [], ['alice'], 'none'],
  ]
  it.each(cases)('%s', (_, members, then, later, want) => {
    const charter = [
      roster(1, { alice: 'active', issuer: 'active' }, { core: then }),
      roster(2, members, { core: later }),
    ]
    expect(decide(label('AMBER', { audience: ['group:core'] }), member('alice'), NOW, charter)).toBe(want)
    // Early readers are resolved alike.
    const held = { audience: ['alice'], early: ['group:core'], embargoUntil: LATER }
    expect(decide(label('AMBER', held), member('alice'), NOW, charter)).toBe(
      want === 'body' ? 'body' : members['alice'] === 'active' ? 'existence' : 'none',
    )
  })

  it('a label of a later charter counts who is in the group by then', () => {
    const charter = [roster(1, now, { core: [] }), roster(2, now, { core: ['alice'] })]
    const at = (version: number): Level =>
      decide(label('AMBER', { audience: ['group:core'], charter: version }), member('alice'), NOW, charter)
    expect([at(1), at(2), at(3)]).toEqual(['none', 'body', 'none'])
  })

  it('nobody, where the version the label names is not known', () => {
    const charter = [roster(2, now, { core: ['alice'] })]
    expect(decide(label('AMBER', { audience: ['group:core'] }), member('alice'), NOW, charter)).toBe('none')
  })

  it('not a member who bears the name of the group', () => {
    const charter = [roster(1, { core: 'active', issuer: 'active' }, { core: [] })]
    expect(decide(label('AMBER', { audience: ['group:core'] }), member('core'), NOW, charter)).toBe('none')
  })
})

describe('decide: what closes', () => {
  it('an expired charter makes members anonymous, and leaves the issuer its own', () => {
    for (const expires of [NOW, '2026-05-31T23:59:59Z', 'not a date']) {
      const charter = [roster(1, { issuer: 'active', named: 'active' }, {}, expires)]
      for (const subject of [member('named'), owner('named'), person('named', 'p'), client('named')]) {
        expect(decide(label('GREEN'), subject, NOW, charter)).toBe('none')
        expect(decide(label('CLEAR'), subject, NOW, charter)).toBe('body')
      }
      expect(decide(label('GREEN'), member('issuer'), NOW, charter)).toBe('none')
      expect(decide(label('GREEN'), owner('issuer'), NOW, charter)).toBe('body')
      expect(decide(label('GREEN'), person('issuer', 'p'), NOW, charter)).toBe('body')
      const red = label('RED', { recipients: ['issuer/p', 'named/p'] })
      expect(decide(red, person('issuer', 'p'), NOW, charter)).toBe('header')
      expect(decide(red, person('named', 'p'), NOW, charter)).toBe('none')
    }
  })

  it('only the expiry of the latest version counts', () => {
    const members = { issuer: 'active', named: 'active' }
    const charter = [roster(1, members, {}, '2020-01-01T00:00:00Z'), roster(2, members)]
    expect(decide(label('AMBER'), member('named'), NOW, charter)).toBe('body')
  })

  it('nothing is released to the node of an issuer that is suspended', () => {
    const charter = [roster(1, { issuer: 'suspended', named: 'active' })]
    expect(decide(label('GREEN'), member('issuer'), NOW, charter)).toBe('none')
    expect(decide(label('GREEN'), owner('issuer'), NOW, charter)).toBe('body')
  })

  it('an unreadable now counts as too late', () => {
    expect(decide(label('GREEN'), member('named'), '', CHARTER)).toBe('none')
  })

  it('no charter: only what is CLEAR, and the issuer its own', () => {
    expect(decide(label('CLEAR'), member('named'), NOW, [])).toBe('body')
    expect(decide(label('GREEN'), member('named'), NOW, [])).toBe('none')
    expect(decide(label('AMBER'), owner('issuer'), NOW, [])).toBe('body')
  })

  it('an unknown label opens nothing, not even to the issuer', () => {
    for (const tlp of ['WHITE', 'clear', '', '__proto__', 'toString', 'AMBER+strict']) {
      expect(decide(label(tlp), owner('issuer'), NOW, CHARTER)).toBe('none')
    }
  })

  it('one origin twice in a charter is nobody', () => {
    const twice = {
      ...roster(1, { issuer: 'active' }),
      members: [
        { id: 'named', origin: originOf('named'), status: 'active' },
        { id: 'double', origin: originOf('named'), status: 'active' },
      ],
    }
    expect(decide(label('AMBER'), member('named'), NOW, [twice])).toBe('none')
  })

  it('a member of another network with the same id is somebody else', () => {
    const elsewhere: Principal = { kind: 'owner', origin: 'other-network.example/log/1' }
    expect(decide(label('AMBER'), elsewhere, NOW, CHARTER)).toBe('none')
  })
})

describe('decide: other states, and roles', () => {
  const subjects = READERS.map(([, subject]) => subject)
  const at = (subject: Principal, tlp: TlpLabel, more: Partial<Label>): Level =>
    decide(label(tlp, more), subject, NOW, CHARTER)

  it('retracted changes no level; a body erased leaves at most the header; erased leaves nothing', () => {
    for (const subject of subjects) {
      for (const tlp of TLP_LABELS) {
        const level = at(subject, tlp, {})
        expect(at(subject, tlp, { state: null })).toBe(level)
        expect(at(subject, tlp, { state: 'retracted' })).toBe(level)
        expect(at(subject, tlp, { state: 'body-erased' })).toBe(level === 'body' ? 'header' : level)
        expect(at(subject, tlp, { state: 'erased' })).toBe('none')
        expect(at(subject, tlp, { state: 'something else' })).toBe('none')
      }
    }
  })

  it('quarantined is for the owner of the folder, whatever its label says', () => {
    for (const subject of subjects) {
      for (const tlp of [...TLP_LABELS, 'nonsense']) {
        const want = subject.kind === 'owner' ? 'body' : 'none'
        expect(decide(label(tlp, { state: 'quarantined' }), subject, NOW, CHARTER)).toBe(want)
      }
    }
    const limited: Principal = { kind: 'owner', origin: originOf('named'), atMost: 'none' }
    expect(decide(label('CLEAR', { state: 'quarantined' }), limited, NOW, CHARTER)).toBe('none')
  })

  it('a role inside the institute only lowers', () => {
    for (const tlp of TLP_LABELS) {
      for (const atMost of LEVELS) {
        const level = at(owner('named'), tlp, {})
        const limited = at({ kind: 'owner', origin: originOf('named'), atMost }, tlp, {})
        expect(LEVELS.indexOf(limited)).toBe(Math.min(LEVELS.indexOf(level), LEVELS.indexOf(atMost)))
      }
    }
  })
})

describe('decideBlob', () => {
  const cases: [string, Label, Label | null, Principal, 'none' | 'body'][] = [
    ['without a label of its own, as its statement', label('GREEN'), null, member('other'), 'body'],
    ['closed more narrowly', label('GREEN'), label('AMBER'), member('other'), 'none'],
    ['closed more narrowly, to whom it is open', label('GREEN'), label('AMBER'), member('named'), 'body'],
    ['a label that is more open opens nothing', label('AMBER'), label('CLEAR'), member('other'), 'none'],
    [
      'held back though the statement is open',
      label('GREEN'),
      label('GREEN', { embargoUntil: LATER }),
      member('other'),
      'none',
    ],
    ['a header gives no blob', label('RED'), null, owner('issuer'), 'none'],
    ['its body was erased', label('CLEAR', { state: 'body-erased' }), null, owner('issuer'), 'none'],
  ]
  it.each(cases)('%s', (_, own, blob, subject, want) => {
    expect(decideBlob(own, blob, subject, NOW, CHARTER)).toBe(want)
  })
})
