import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TLP_LABELS } from '../statement/index.ts'
import { decide, type Label, type Level, LEVELS, reaches, type Roster } from './decide.ts'
import { ANONYMOUS, type Principal } from './principal.ts'

const NOW = '2026-06-01T00:00:00Z'
const EXPIRES = '2027-01-01T00:00:00Z'

function originOf(id: string): string {
  return `${id}.example/log/1`
}

function roster(
  version: number,
  members: Record<string, string>,
  groups: Record<string, string[]> = {},
  expires = EXPIRES,
): Roster {
  return {
    version,
    expires,
    members: Object.entries(members).map(([id, status]) => ({ id, origin: originOf(id), status })),
    groups: Object.entries(groups).map(([name, list]) => ({ name, members: list })),
  }
}

const CHARTER = [roster(1, { issuer: 'active', named: 'active', other: 'active', gone: 'left' })]

function label(tlp: string, more: Partial<Label> = {}): Label {
  return { issuer: originOf('issuer'), charter: 1, tlp, audience: ['named', 'gone'], ...more }
}

function member(id: string): Principal {
  return { kind: 'member', origin: originOf(id) }
}

function owner(id: string): Principal {
  return { kind: 'owner', origin: originOf(id) }
}

describe('decide: the open table', () => {
  const rows: [string, Principal, Record<string, Level>][] = [
    [
      'A, anonymous',
      ANONYMOUS,
      { CLEAR: 'body', GREEN: 'none', AMBER: 'none', 'AMBER+STRICT': 'none', RED: 'none' },
    ],
    [
      'A, a member that left',
      member('gone'),
      { CLEAR: 'body', GREEN: 'none', AMBER: 'none', 'AMBER+STRICT': 'none', RED: 'none' },
    ],
    [
      'A, not in the charter',
      member('stranger'),
      { CLEAR: 'body', GREEN: 'none', AMBER: 'none', 'AMBER+STRICT': 'none', RED: 'none' },
    ],
    [
      'B, another member',
      member('other'),
      { CLEAR: 'body', GREEN: 'body', AMBER: 'none', 'AMBER+STRICT': 'none', RED: 'none' },
    ],
    [
      'B, the owner of another node',
      owner('other'),
      { CLEAR: 'body', GREEN: 'body', AMBER: 'none', 'AMBER+STRICT': 'none', RED: 'none' },
    ],
    [
      'E, a named member',
      member('named'),
      { CLEAR: 'body', GREEN: 'body', AMBER: 'body', 'AMBER+STRICT': 'body', RED: 'none' },
    ],
    [
      'E, the owner of a named node',
      owner('named'),
      { CLEAR: 'body', GREEN: 'body', AMBER: 'body', 'AMBER+STRICT': 'body', RED: 'none' },
    ],
    [
      'H, the issuer',
      owner('issuer'),
      { CLEAR: 'body', GREEN: 'body', AMBER: 'body', 'AMBER+STRICT': 'body', RED: 'header' },
    ],
    [
      'H, the issuer reached from elsewhere',
      member('issuer'),
      { CLEAR: 'body', GREEN: 'body', AMBER: 'body', 'AMBER+STRICT': 'body', RED: 'header' },
    ],
  ]
  for (const [name, subject, want] of rows) {
    it(name, () => {
      const got = Object.fromEntries(
        TLP_LABELS.map((tlp) => [tlp, decide(label(tlp), subject, NOW, CHARTER)]),
      )
      expect(got).toEqual(want)
    })
  }
})

describe('decide: who counts as named through a group', () => {
  const now = { alice: 'active', issuer: 'active' }
  const cases: [string, Record<string, string>, string[], string[], Level][] = [
    ['in it then and now', now, ['alice'], ['alice'], 'body'],
    ['in it then, not now', now, ['alice'], [], 'none'],
    ['in it now, not then', now, [], ['alice'], 'none'],
    ['in it then and now, no longer active', { ...now, alice: 'suspended' }, ['alice'], ['alice'], 'none'],
  ]
  for (const [name, members, then, later, want] of cases) {
    it(name, () => {
      const charter = [
        roster(1, { alice: 'active', issuer: 'active' }, { core: then }),
        roster(2, members, { core: later }),
      ]
      expect(decide(label('AMBER', { audience: ['group:core'] }), member('alice'), NOW, charter)).toBe(want)
    })
  }

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
      expect(decide(label('GREEN'), member('named'), NOW, charter)).toBe('none')
      expect(decide(label('CLEAR'), member('named'), NOW, charter)).toBe('body')
      expect(decide(label('GREEN'), member('issuer'), NOW, charter)).toBe('none')
      expect(decide(label('GREEN'), owner('issuer'), NOW, charter)).toBe('body')
    }
  })

  it('only the expiry of the latest version counts', () => {
    const members = { issuer: 'active', named: 'active' }
    const charter = [roster(1, members, {}, '2020-01-01T00:00:00Z'), roster(2, members)]
    expect(decide(label('AMBER'), member('named'), NOW, charter)).toBe('body')
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
    for (const tlp of ['WHITE', 'clear', '', '__proto__', 'toString']) {
      expect(decide(label(tlp), owner('issuer'), NOW, CHARTER)).toBe('none')
    }
  })

  it('an embargo, also one whose date has passed without an amendment, closes to all but the issuer', () => {
    for (const embargoUntil of ['2026-07-01T00:00:00Z', '2026-01-01T00:00:00Z', 'soon', '']) {
      for (const tlp of ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT']) {
        for (const subject of [ANONYMOUS, member('other'), member('named'), owner('named')]) {
          expect(decide(label(tlp, { embargoUntil }), subject, NOW, CHARTER)).toBe('none')
        }
        expect(decide(label(tlp, { embargoUntil }), owner('issuer'), NOW, CHARTER)).toBe('body')
      }
    }
  })

  it('one origin twice in a charter is nobody', () => {
    const twice: Roster = {
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

describe('decide: properties', () => {
  const ids = ['issuer', 'm1', 'm2', 'm3']
  const status = fc.constantFrom('active', 'suspended', 'left', 'expelled')
  const groupMembers = fc.subarray(ids)
  const world = fc.record({
    statuses: fc.tuple(status, status, status, status),
    groupThen: groupMembers,
    groupNow: groupMembers,
    audience: fc.subarray([...ids, 'group:core', 'group:none']),
    embargoUntil: fc.constantFrom(null, '2026-01-01T00:00:00Z', '2026-12-01T00:00:00Z'),
    expires: fc.constantFrom(EXPIRES, '2026-01-01T00:00:00Z'),
    version: fc.constantFrom(1, 2, 3),
    tlp: fc.constantFrom(...TLP_LABELS),
    subject: fc.constantFrom<Principal>(ANONYMOUS, ...ids.map(member), ...ids.map(owner), member('x')),
  })
  type World = typeof world extends fc.Arbitrary<infer T> ? T : never

  function chartersOf({ statuses, groupThen, groupNow, expires }: World): Roster[] {
    const members = Object.fromEntries(ids.map((id, index) => [id, statuses[index] ?? 'left']))
    return [
      roster(1, { issuer: 'active', m1: 'active', m2: 'active', m3: 'active' }, { core: groupThen }),
      roster(2, members, { core: groupNow }, expires),
    ]
  }

  function judge(one: World, change: Partial<World> = {}): Level {
    const all = { ...one, ...change }
    const { tlp, audience, embargoUntil, version, subject } = all
    return decide(label(tlp, { audience, embargoUntil, charter: version }), subject, NOW, chartersOf(all))
  }

  it('monotone in TLP for the same named parties', () => {
    fc.assert(
      fc.property(world, (one) => {
        const levels = TLP_LABELS.map((tlp) => LEVELS.indexOf(judge(one, { tlp })))
        expect(levels).toEqual([...levels].sort((a, b) => b - a))
      }),
      { numRuns: 2000 },
    )
  })

  it('A ≤ B ≤ E ≤ H', () => {
    fc.assert(
      fc.property(world, (one) => {
        const standing: World = { ...one, statuses: ['active', 'active', 'active', 'active'] }
        const levels = [
          judge(standing, { subject: ANONYMOUS }),
          judge(standing, { subject: member('m1'), audience: [] }),
          judge(standing, { subject: member('m1'), audience: ['m1'] }),
          judge(standing, { subject: owner('issuer') }),
        ].map((level) => LEVELS.indexOf(level))
        expect(levels).toEqual([...levels].sort((a, b) => a - b))
      }),
      { numRuns: 2000 },
    )
  })

  it('losing status, leaving the group or the charter expiring never raises', () => {
    fc.assert(
      fc.property(world, fc.integer({ min: 0, max: 3 }), status, (one, index, lost) => {
        if (lost === 'active') return
        const statuses: World['statuses'] = [...one.statuses]
        statuses[index] = lost
        const losses: Partial<World>[] = [{ statuses }, { groupNow: [] }, { expires: '2026-01-01T00:00:00Z' }]
        for (const change of losses) {
          expect(reaches(judge(one), judge(one, change))).toBe(true)
        }
      }),
      { numRuns: 2000 },
    )
  })

  it('total: any text in any field gives a level', () => {
    const text = fc.oneof(fc.string(), fc.constantFrom('CLEAR', 'GREEN', 'group:', '__proto__'))
    fc.assert(
      fc.property(
        text,
        text,
        fc.array(text),
        fc.option(text),
        text,
        text,
        (tlp, issuer, audience, until, now, who) => {
          const charter: Roster[] = [
            {
              version: 1,
              expires: now,
              members: [{ id: who, origin: who, status: who }],
              groups: [{ name: who, members: [who] }],
            },
          ]
          const level = decide(
            { tlp, issuer, charter: 1, audience, embargoUntil: until },
            { kind: 'member', origin: who },
            now,
            charter,
          )
          expect(LEVELS).toContain(level)
        },
      ),
    )
  })
})
