/**
 * `decide()` beside Cedar (@cedar-policy/cedar-wasm), an engine for such rules that is not ours, on 1,000,000 random
 * cases. A request asks about one statement for many readers at once: each has a policy of its own for each level, and
 * the answer names the policies that permit.
 */
import * as cedar from '@cedar-policy/cedar-wasm'
import { beforeAll, describe, expect, it } from 'vitest'
import { decide } from '../../src/access/decide.ts'
import type { Label, Level, Principal, Roster } from '../../src/access/index.ts'
import { LEVELS } from '../../src/access/index.ts'
import { GROUPS, policiesFor } from './access-policies.ts'

const CASES = 1_000_000
/** Readers in one request. */
const READERS = 25
const MEMBERS = ['issuer', 'm1', 'm2', 'm3', 'twice']
const STRANGER = 'stranger'
const PERSONS = ['7f3a', '9c01']
const NOW = '2026-06-01T00:00:00Z'
const DATES = ['2026-01-01T00:00:00Z', NOW, '2026-06-01T00:00:01Z', '2027-01-01T00:00:00Z'] as const

/** A statement and who asks for it. */
type Case = {
  label: Label
  now: string
  charter: Roster[]
  readers: { member: string; principal: Principal }[]
}

const originOf = (id: string): string => `${id}.example/log/1`

/** Small, fast and repeatable: mulberry32. */
function chanceFrom(seed: number) {
  let state = seed
  const next = (): number => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
  const oneOf = <T>(list: readonly [T, ...T[]]): T => list[Math.floor(next() * list.length)] ?? list[0]
  const some = <T>(list: readonly T[], share = 0.5): T[] => list.filter(() => next() < share)
  return { next, oneOf, some }
}
type Chance = ReturnType<typeof chanceFrom>

function rosterFrom({ oneOf, some, next }: Chance, version: number, expires: string): Roster {
  const members = [...MEMBERS, 'twice'].map((id, index) => ({
    id: index === MEMBERS.length ? 'double' : id,
    origin: originOf(id),
    status: next() < 0.75 ? 'active' : oneOf(['suspended', 'left', 'expelled']),
  }))
  return {
    version,
    expires,
    members,
    groups: GROUPS.map((name) => ({ name, members: name === 'empty' ? [] : some(MEMBERS) })),
  }
}

function caseFrom(chance: Chance): Case {
  const { next, oneOf, some } = chance
  const date = (): string => oneOf([...DATES, DATES[0], 'soon'])
  const expires = next() < 0.8 ? '2027-01-01T00:00:00Z' : date()
  const versions = Math.floor(next() * 4)
  const charter = Array.from({ length: versions }, (_, index) => rosterFrom(chance, index + 1, expires))
  const parties = [...MEMBERS, STRANGER, ...GROUPS.map((group) => `group:${group}`), 'group:unknown']
  const label: Label = {
    issuer: originOf('issuer'),
    charter: 1 + Math.floor(next() * 3),
    tlp: oneOf(['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT', 'RED', next() < 0.1 ? 'WHITE' : 'AMBER']),
    audience: some(parties, 0.3),
    recipients:
      next() < 0.5
        ? some(
            MEMBERS.flatMap((id) => PERSONS.map((one) => `${id}/${one}`)),
            0.3,
          )
        : [],
    embargoUntil: next() < 0.5 ? null : date(),
    lifted: next() < 0.5,
    early: next() < 0.5 ? some(parties, 0.4) : [],
    state: next() < 0.7 ? null : oneOf(['retracted', 'body-erased', 'erased', 'quarantined', 'unheard-of']),
  }
  const readers = Array.from({ length: READERS }, () => {
    const member = oneOf(['issuer', 'm1', 'm2', 'm3', 'twice', STRANGER])
    return { member, principal: principalFrom(chance, originOf(member)) }
  })
  return { label, now: next() < 0.95 ? oneOf([NOW, ...DATES]) : 'now', charter, readers }
}

function principalFrom({ next, oneOf }: Chance, origin: string): Principal {
  const atMost = next() < 0.9 ? undefined : oneOf(LEVELS)
  switch (oneOf(['owner', 'member', 'member', 'person', 'person', 'client', 'client', 'anonymous'])) {
    case 'owner':
      return { kind: 'owner', origin, atMost }
    case 'member':
      return { kind: 'member', origin }
    case 'person':
      return { kind: 'person', origin, person: oneOf(['7f3a', '9c01', 'nobody']), atMost }
    case 'client':
      return { kind: 'client', origin, atMost }
    default:
      return { kind: 'anonymous' }
  }
}

/** The facts of a case, as Cedar is given them. */
function contextOf({ label, now, charter, readers }: Case): Record<string, cedar.CedarValueJson> {
  const latest = charter.at(-1)
  const atLabel = charter.find(({ version }) => version === label.charter)
  const groupOf = (roster: Roster | undefined, name: string): string[] => [
    ...(roster?.groups.find((group) => group.name === name)?.members ?? []),
  ]
  const moment = (name: string, text: string | null | undefined): Record<string, number> => {
    const at = Date.parse(text ?? '')
    return Number.isNaN(at) ? {} : { [name]: at }
  }
  const origins = (latest?.members ?? []).map(({ origin }) => origin)
  return {
    issuer: 'issuer',
    tlp: label.tlp,
    audience: [...(label.audience ?? [])],
    early: [...(label.early ?? [])],
    recipients: [...(label.recipients ?? [])],
    holders: (label.recipients ?? []).map((person) => person.split('/')[0] ?? ''),
    lifted: label.lifted ?? false,
    state: label.state ?? '',
    ...moment('now', now),
    ...(latest === undefined ? {} : moment('expires', latest.expires)),
    ...(typeof label.embargoUntil === 'string' ? { until: 0 } : {}),
    ...moment('until', label.embargoUntil),
    untilReadable: !Number.isNaN(Date.parse(label.embargoUntil ?? '')),
    listedOnce: [...MEMBERS, STRANGER].filter(
      (id) => origins.filter((origin) => origin === originOf(id)).length === 1,
    ),
    active: (latest?.members ?? []).filter(({ status }) => status === 'active').map(({ id }) => id),
    ...Object.fromEntries(
      GROUPS.flatMap((group) => [
        [`thenIn_${group}`, groupOf(atLabel, group)],
        [`nowIn_${group}`, groupOf(latest, group)],
      ]),
    ),
    ...Object.fromEntries(
      readers.map(({ member, principal }, index) => [
        `r${index}`,
        {
          kind: principal.kind,
          member,
          person: principal.kind === 'person' ? `${member}/${principal.person}` : '',
          role: 'atMost' in principal ? (principal.atMost ?? 'body') : 'body',
        },
      ]),
    ),
  }
}

/** What Cedar permits each reader of a case. */
function cedarLevels(one: Case): Level[] {
  const answer = cedar.statefulIsAuthorized({
    principal: { type: 'Desk', id: 'desk' },
    action: { type: 'Action', id: 'see' },
    resource: { type: 'Statement', id: 'statement' },
    context: contextOf(one),
    entities: [],
    preparsedPolicySetId: 'access',
  })
  if (answer.type === 'failure') throw new Error(JSON.stringify(answer.errors))
  const { reason, errors } = answer.response.diagnostics
  if (errors.length > 0) throw new Error(JSON.stringify(errors[0]))
  const levels: Level[] = one.readers.map(() => 'none')
  for (const id of reason) {
    const [level, index = ''] = id.split(' ')
    const found = LEVELS.find((name) => name === level)
    const before = levels[Number(index)]
    if (found === undefined || before === undefined) throw new Error(`policy ${id}`)
    if (LEVELS.indexOf(found) > LEVELS.indexOf(before)) levels[Number(index)] = found
  }
  return levels
}

beforeAll(() => {
  const policies: Record<string, string> = {}
  for (let index = 0; index < READERS; index += 1)
    for (const [level, text] of Object.entries(policiesFor(`context.r${index}`)))
      policies[`${level} ${index}`] = text
  const parsed = cedar.preparsePolicySet('access', { staticPolicies: policies })
  expect(parsed).toEqual({ type: 'success' })
})

describe('decide() beside Cedar', () => {
  it('gives the same level in 1,000,000 random cases', () => {
    const seed = Math.floor(Math.random() * 2 ** 32)
    const chance = chanceFrom(seed)
    const differences: unknown[] = []
    const countByLevel: Record<Level, number> = { none: 0, existence: 0, header: 0, body: 0 }
    const seen = new Set<string>()
    let cases = 0
    while (cases < CASES) {
      const one = caseFrom(chance)
      for (const [index, cedarLevel] of cedarLevels(one).entries()) {
        const principal = one.readers[index]?.principal ?? { kind: 'anonymous' }
        const level = decide(one.label, principal, one.now, one.charter)
        cases += 1
        countByLevel[level] += 1
        seen.add(`${one.label.tlp} ${principal.kind} ${one.label.embargoUntil === null} ${level}`)
        if (level !== cedarLevel && differences.length < 5)
          differences.push({ seed, level, cedarLevel, principal, ...one, readers: [] })
      }
    }
    expect(differences).toEqual([])
    expect(cases).toBe(CASES)
    // All of it was asked: every level, and every kind of reader under every label.
    for (const count of Object.values(countByLevel)) expect(count).toBeGreaterThan(CASES / 1000)
    for (const tlp of ['CLEAR', 'GREEN', 'AMBER', 'AMBER+STRICT'])
      for (const kind of ['owner', 'member', 'person']) expect(seen).toContain(`${tlp} ${kind} true body`)
    for (const kind of ['member', 'person']) expect(seen).toContain(`RED ${kind} true body`)
    expect(seen).toContain('AMBER client true body')
    expect(seen).toContain('AMBER+STRICT member false existence')
  })

  it('would see a cell that is different', () => {
    // What a client may read of AMBER+STRICT, as if it were AMBER.
    const wrong = (label: Label): Label => (label.tlp === 'AMBER+STRICT' ? { ...label, tlp: 'AMBER' } : label)
    const chance = chanceFrom(1)
    let differences = 0
    for (let request = 0; request < 400; request += 1) {
      const one = caseFrom(chance)
      for (const [index, level] of cedarLevels(one).entries()) {
        const principal = one.readers[index]?.principal ?? { kind: 'anonymous' }
        if (decide(wrong(one.label), principal, one.now, one.charter) !== level) differences += 1
      }
    }
    expect(differences).toBeGreaterThan(10)
  })
})
