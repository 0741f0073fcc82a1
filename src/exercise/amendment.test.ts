import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Json } from '../statement/index.ts'
import type { Amendment, JsonValue } from '../statement/index.ts'
import { amendmentDemands, amendmentsThatHold, applyAmendments } from './amendment.ts'
import { jsonDifference, protocolDifference } from './difference.ts'
import { smallProtocol, ref } from './exercise.fixture.ts'
import { findAt } from './field-path.ts'

const protocol = smallProtocol()

function amendment(...changes: [string, JsonValue, JsonValue][]): Amendment {
  return {
    type: 'protocol',
    exercise: 'small',
    protocol: ref('1'),
    changes: changes.map(([field, from, to]) => ({ field, from, to })),
    why: 'It was too short.',
    dataSeen: 'none',
  }
}

describe('protocolDifference', () => {
  it('names fields by their path, entries by their name', () => {
    const changed = structuredClone(protocol)
    changed.generation.attempts = 5
    const [set] = changed.items.sets
    if (set) set.n = 19
    changed.participants.push({ member: 'fiona', roles: ['observer'] })
    expect(protocolDifference(protocol, changed)).toEqual([
      {
        field: 'participants.fiona',
        change: 'added',
        from: null,
        to: { member: 'fiona', roles: ['observer'] },
      },
      { field: 'items.sets.english.n', change: 'changed', from: 20, to: 19 },
      { field: 'generation.attempts', change: 'changed', from: 3, to: 5 },
    ])
  })

  it('sees another order of entries', () => {
    const changed = structuredClone(protocol)
    changed.participants.reverse()
    expect(protocolDifference(protocol, changed).map(({ field }) => field)).toEqual(['participants'])
  })

  it('is empty only for equal values, and its changed rows lead back to what they replace', () => {
    const json = fc.jsonValue({ maxDepth: 4 }).map((value) => Json.parse(JSON.parse(JSON.stringify(value))))
    fc.assert(
      fc.property(json, json, (a, b) => {
        expect(jsonDifference(a, a)).toEqual([])
        expect(jsonDifference(a, b).length === 0).toBe(
          JSON.stringify(sorted(a)) === JSON.stringify(sorted(b)),
        )
      }),
    )
  })
})

describe('applyAmendments', () => {
  it('applies changes in order, through names and indexes', () => {
    const applied = applyAmendments(protocol, [
      amendment(['generation.attempts', 3, 4], ['analysis.plan.english.delta', 0.1, 0.05]),
      amendment(
        ['generation.attempts', 4, 5],
        ['question.limits.0', protocol.question.limits[0] ?? '', 'Small.'],
      ),
    ])
    expect(applied).toMatchObject({
      ok: true,
      protocol: {
        generation: { attempts: 5 },
        analysis: { plan: [{ delta: 0.05 }] },
        question: { limits: ['Small.'] },
      },
    })
    expect(protocol.generation.attempts).toBe(3)
  })

  it.each([
    ['another value', amendment(['generation.attempts', 2, 5]), 'other-value'],
    ['no such field', amendment(['generation.tries', 3, 5]), 'no-such-field'],
    [
      'a member',
      amendment(['participants.ardal.roles', ['coordinator', 'runner'], ['observer']]),
      'fixed-field',
    ],
    ['the exercise', amendment(['exercise', 'small', 'large']), 'fixed-field'],
    ['the version', amendment(['version', 1, 2]), 'fixed-field'],
    ['a value no protocol has', amendment(['generation.attempts', 3, 0]), 'not-a-protocol'],
    [
      'a measure that is not there',
      amendment(['analysis.plan.english.measure', 'correct', 'strict']),
      'not-a-protocol',
    ],
    [
      'another exercise',
      { ...amendment(['generation.attempts', 3, 5]), exercise: 'large' },
      'other-exercise',
    ],
    ['a prototype', amendment(['__proto__.x', 3, 5]), 'no-such-field'],
  ] as const)('refuses %s', (_, bad, reason) => {
    const good = amendment(['generation.retries', 3, 4])
    expect(applyAmendments(protocol, [good, bad])).toMatchObject({ ok: false, reason, index: 1 })
  })
})

describe('an amendment that drops somebody', () => {
  const agreed = structuredClone(protocol)
  agreed.conduct.calendar.submitBy = '2026-11-30'
  const without = (member: string, body = agreed): Amendment => {
    const stay = <One extends { member: string }>(list: readonly One[]) =>
      list.filter((one) => one.member !== member)
    return amendment(
      ['participants', Json.parse(body.participants), Json.parse(stay(body.participants))],
      [
        'conduct.assignments',
        Json.parse(body.conduct.assignments),
        Json.parse(stay(body.conduct.assignments)),
      ],
      [
        'analysis.plan.english.labs',
        body.participants.map((one) => one.member),
        stay(body.participants).map((one) => one.member),
      ],
    )
  }
  const others = ['ardal', 'brona', 'corvo', 'delta']
  const made = (signers: readonly string[], created = '2026-12-01T08:00:00Z') => [
    { id: ref('5'), body: without('ester'), signers, created },
  ]

  it('needs all others, and not the one', () => {
    expect(amendmentDemands(agreed, [without('ester'), amendment(['generation.retries', 3, 4])])).toEqual([
      { signers: others, dropped: ['ester'], deadline: '2026-11-30' },
      { signers: others, dropped: [], deadline: '2026-11-30' },
    ])
    const { protocol: now, held } = amendmentsThatHold(agreed, made(others), [])
    expect(held).toHaveLength(1)
    expect(now.participants.map(({ member }) => member)).toEqual(others)
    expect(amendmentsThatHold(agreed, made(others.slice(1)), []).held).toEqual([])
  })

  it('does not hold before the deadline, or without one', () => {
    expect(amendmentsThatHold(agreed, made(others, '2026-11-30T23:59:59Z'), []).held).toEqual([])
    const open = structuredClone(agreed)
    open.conduct.calendar.submitBy = null
    const [body] = [without('ester', open)]
    expect(
      amendmentsThatHold(open, [{ body, signers: others, created: '2030-01-01T00:00:00Z' }], []).held,
    ).toEqual([])
  })

  it('does not wait for the deadline where the one has withdrawn', () => {
    const early = made(others, '2026-11-01T08:00:00Z')
    expect(amendmentsThatHold(agreed, early, ['ester']).held).toHaveLength(1)
    expect(amendmentsThatHold(agreed, early, ['delta']).held).toEqual([])
    expect(amendmentsThatHold(agreed, made(others.slice(1), '2026-11-01T08:00:00Z'), ['ester']).held).toEqual(
      [],
    )
  })

  it('changes nothing else about who takes part', () => {
    const { participants } = agreed
    for (const to of [
      [...participants, { member: 'fiona', roles: ['runner' as const] }],
      participants.toReversed(),
      participants.map((one) => (one.member === 'ester' ? { ...one, roles: ['observer' as const] } : one)),
    ])
      expect(
        applyAmendments(agreed, [amendment(['participants', Json.parse(participants), Json.parse(to)])]),
      ).toMatchObject({ ok: false, reason: 'fixed-field' })
  })
})

describe('findAt', () => {
  it('reads ids with dots', () => {
    const body = {
      models: [
        { id: 'm-4.1', n: 1 },
        { id: 'm-4', n: 2 },
      ],
    }
    expect(findAt(body, 'models.m-4.1.n')?.value).toBe(1)
    expect(findAt(body, 'models.m-4.n')?.replace(3)).toEqual({
      models: [
        { id: 'm-4.1', n: 1 },
        { id: 'm-4', n: 3 },
      ],
    })
  })
})

function sorted(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.keys(value)
      .toSorted()
      .map((key) => [key, sorted(value[key] ?? null)]),
  )
}
