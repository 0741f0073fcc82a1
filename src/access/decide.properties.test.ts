import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TLP_LABELS } from '../statement/index.ts'
import { decide } from './decide.ts'
import { client, EXPIRES, label, member, NOW, originOf, owner, person, roster } from './decide.fixture.ts'
import type { Label } from './label.ts'
import { type Level, LEVELS, reaches } from './level.ts'
import { ANONYMOUS, type Principal } from './principal.ts'
import type { Roster } from './relation.ts'

const ids = ['issuer', 'm1', 'm2', 'm3']
const status = fc.constantFrom('active', 'suspended', 'left', 'expelled')
const parties = fc.subarray([...ids, 'group:core', 'group:none'])
const date = fc.constantFrom(null, '2026-01-01T00:00:00Z', NOW, '2026-12-01T00:00:00Z')
const world = fc.record({
  statuses: fc.tuple(status, status, status, status),
  groupThen: fc.subarray(ids),
  groupNow: fc.subarray(ids),
  audience: parties,
  early: parties,
  recipients: fc.subarray(ids.map((id) => `${id}/p`)),
  embargoUntil: date,
  lifted: fc.boolean(),
  state: fc.constantFrom(null, 'retracted', 'body-erased', 'erased', 'quarantined'),
  expires: fc.constantFrom(EXPIRES, '2026-01-01T00:00:00Z'),
  version: fc.constantFrom(1, 2, 3),
  tlp: fc.constantFrom(...TLP_LABELS),
  subject: fc.constantFrom<Principal>(
    ANONYMOUS,
    ...ids.flatMap((id) => [member(id), owner(id), client(id), person(id, 'p'), person(id, 'q')]),
    member('x'),
  ),
})
type World = typeof world extends fc.Arbitrary<infer T> ? T : never
const RUNS = { numRuns: 1000 }

function chartersOf({ statuses, groupThen, groupNow, expires }: World): Roster[] {
  const members = Object.fromEntries(ids.map((id, index) => [id, statuses[index] ?? 'left']))
  return [
    roster(1, { issuer: 'active', m1: 'active', m2: 'active', m3: 'active' }, { core: groupThen }),
    roster(2, members, { core: groupNow }, expires),
  ]
}

function judge(one: World, change: Partial<World> = {}): Level {
  const all = { ...one, ...change }
  const { tlp, subject, version, audience, early, recipients, embargoUntil, lifted, state } = all
  const its: Partial<Label> = {
    charter: version,
    audience,
    early,
    recipients,
    embargoUntil,
    lifted,
    state,
  }
  return decide(label(tlp, its), subject, NOW, chartersOf(all))
}

describe('decide: properties', () => {
  it('monotone in TLP for the same named parties', () => {
    fc.assert(
      fc.property(world, (one) => {
        // Who is named as a person is named as a member too, and RED knows no embargo.
        const same: Partial<World> = {
          recipients: one.audience.filter((party) => ids.includes(party)).map((id) => `${id}/p`),
        }
        const judged = TLP_LABELS.map((tlp) => LEVELS.indexOf(judge(one, { ...same, tlp })))
        expect(judged).toEqual(judged.toSorted((a, b) => b - a))
      }),
      RUNS,
    )
  })

  it('A ≤ B ≤ E ≤ H and A ≤ C ≤ D ≤ E, RED apart', () => {
    fc.assert(
      fc.property(world, (one) => {
        if (one.tlp === 'RED' || one.state === 'quarantined') return
        const standing: Partial<World> = {
          statuses: ['active', 'active', 'active', 'active'],
          expires: EXPIRES,
          recipients: [],
          early: [],
        }
        const at = (subject: Principal, audience: string[]): number =>
          LEVELS.indexOf(judge(one, { ...standing, subject, audience }))
        const [a, h] = [at(ANONYMOUS, []), at(owner('issuer'), [])]
        for (const chain of [
          [a, at(member('m1'), []), at(member('m1'), ['m1']), h],
          [a, at(client('m1'), []), at(client('m1'), ['m1']), at(member('m1'), ['m1']), h],
        ])
          expect(chain).toEqual(chain.toSorted((x, y) => x - y))
      }),
      RUNS,
    )
  })

  it('losing status, leaving the group or the charter expiring never raises', () => {
    fc.assert(
      fc.property(world, fc.integer({ min: 0, max: 3 }), status, (one, index, lost) => {
        if (lost === 'active') return
        const statuses: World['statuses'] = [...one.statuses]
        statuses[index] = lost
        const losses: Partial<World>[] = [
          { statuses },
          { groupNow: [] },
          { groupThen: [] },
          { expires: '2026-01-01T00:00:00Z' },
          { recipients: [] },
          { audience: [] },
          { early: [] },
        ]
        for (const change of losses) expect(reaches(judge(one), judge(one, change))).toBe(true)
      }),
      RUNS,
    )
  })

  it('an embargo never raises, and neither its amendment nor its date alone opens anything', () => {
    fc.assert(
      fc.property(world, (one) => {
        expect(reaches(judge(one, { embargoUntil: null }), judge(one))).toBe(true)
        const later: Partial<World> = { embargoUntil: '2026-12-01T00:00:00Z' }
        expect(judge(one, { ...later, lifted: true })).toBe(judge(one, { ...later, lifted: false }))
        const past: Partial<World> = { embargoUntil: '2026-01-01T00:00:00Z' }
        expect(judge(one, { ...past, lifted: false })).toBe(judge(one, { ...later, lifted: false }))
        expect(judge(one, { ...past, lifted: true })).toBe(judge(one, { embargoUntil: null }))
      }),
      RUNS,
    )
  })

  it('a state and a role never raise', () => {
    fc.assert(
      fc.property(world, fc.constantFrom(...LEVELS), (one, atMost) => {
        if (one.state !== 'quarantined') expect(reaches(judge(one, { state: null }), judge(one))).toBe(true)
        const { subject } = one
        if (subject.kind === 'anonymous' || subject.kind === 'member') return
        expect(reaches(judge(one), judge(one, { subject: { ...subject, atMost } }))).toBe(true)
      }),
      RUNS,
    )
  })

  it('denies by default: nobody without a charter sees more than anonymous, but for the issuer at home', () => {
    fc.assert(
      fc.property(world, (one) => {
        if (one.state === 'quarantined') return
        const { tlp, subject, audience, early, recipients, embargoUntil, lifted, state } = one
        const its = label(tlp, { audience, early, recipients, embargoUntil, lifted, state })
        const atHome = subject.kind === 'owner' || subject.kind === 'person'
        if (atHome && subject.origin === originOf('issuer')) return
        expect(decide(its, subject, NOW, [])).toBe(decide(its, ANONYMOUS, NOW, []))
      }),
      RUNS,
    )
  })

  it('total: any text in any field gives a level, always the same, and changes nothing', () => {
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom(...TLP_LABELS, 'group:', 'group:a', 'a', 'a/', 'a/b', '__proto__', 'constructor', NOW),
    )
    const principal = fc.oneof(
      fc.constant(ANONYMOUS),
      text.map((origin): Principal => ({ kind: 'owner', origin })),
      text.map((origin): Principal => ({ kind: 'member', origin })),
      text.map((origin): Principal => ({ kind: 'client', origin })),
      fc.tuple(text, text).map(([origin, one]): Principal => ({ kind: 'person', origin, person: one })),
    )
    fc.assert(
      fc.property(
        fc.record({
          tlp: text,
          issuer: text,
          charter: fc.oneof(fc.integer(), fc.double()),
          audience: fc.option(fc.array(text), { nil: undefined }),
          recipients: fc.option(fc.array(text), { nil: undefined }),
          embargoUntil: fc.option(text),
          lifted: fc.boolean(),
          early: fc.option(fc.array(text), { nil: undefined }),
          state: fc.option(text),
        }),
        principal,
        text,
        fc.array(
          fc.record({
            version: fc.integer(),
            expires: text,
            members: fc.array(fc.record({ id: text, origin: text, status: text })),
            groups: fc.array(fc.record({ name: text, members: fc.array(text) })),
          }),
        ),
        (its, subject, now, charter) => {
          const before = JSON.stringify([its, subject, now, charter])
          const level = decide(its, subject, now, charter)
          expect(LEVELS).toContain(level)
          expect(decide(its, subject, now, charter)).toBe(level)
          expect(JSON.stringify([its, subject, now, charter])).toBe(before)
        },
      ),
      RUNS,
    )
  })
})
