import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Sharing, SharingAmendment, TLP_LABELS } from '../statement/index.ts'
import { CHARTER, member, NOW, originOf, roster } from './decide.fixture.ts'
import { decide } from './decide.ts'
import { effectiveLabel, isWidening, type SharingChange, type SignedLabel } from './effective-label.ts'
import { labelAsSigned, LabelInEffect, sharingOfLabel } from './label.ts'
import { LEVELS } from './level.ts'
import { ANONYMOUS, type Principal } from './principal.ts'

const ISSUER = originOf('issuer')
const LATER = '2026-12-01T00:00:00Z'
const APPROVED = { by: 'second-person', at: '2026-05-01T00:00:00Z' }

function sharing(tlp: Sharing['tlp'], more: Partial<Sharing> = {}): Sharing {
  return Sharing.parse({
    tlp,
    audience: [],
    recipients: [],
    embargoUntil: null,
    early: [],
    licence: null,
    ...more,
  })
}

function signed(label: Sharing, blobs: Record<string, Sharing | null> = {}): SignedLabel {
  return { issuer: ISSUER, charter: 1, sharing: label, blobs: new Map(Object.entries(blobs)) }
}

let ids = 0
function change(
  number: number,
  to: Sharing,
  more: Partial<SharingAmendment> = {},
  about: Partial<SharingChange> = {},
): SharingChange {
  return {
    id: `sha256:${String(++ids).padStart(64, '0')}`,
    issuer: ISSUER,
    charter: 1,
    body: SharingAmendment.parse({
      type: 'sharing',
      exercise: null,
      on: `sha256:${'1'.repeat(64)}`,
      number,
      sharing: to,
      blobs: [],
      why: 'Agreed.',
      approval: null,
      ...more,
    }),
    ...about,
  }
}

const AMBER = sharing('AMBER', { audience: ['named'] })
const steps = (...given: Parameters<typeof effectiveLabel>): string[] =>
  effectiveLabel(...given).steps.map(({ effect }) => effect)

describe('effectiveLabel', () => {
  it('without amendments is the label that was signed', () => {
    const { label, blobs } = effectiveLabel(signed(AMBER, { annex: sharing('RED'), open: null }), [])
    expect(label).toEqual(labelAsSigned(AMBER, 1))
    expect(LabelInEffect.parse(label)).toEqual(label)
    expect(sharingOfLabel(label, NOW)).toEqual(AMBER)
    expect([...blobs]).toEqual([
      ['annex', labelAsSigned(sharing('RED'), 1)],
      ['open', null],
    ])
  })

  it('holds the last one by number, whatever the order in which they came', () => {
    const first = change(1, sharing('GREEN'), { approval: APPROVED })
    const second = change(2, AMBER)
    for (const order of [
      [first, second],
      [second, first],
    ]) {
      const { label, steps: done } = effectiveLabel(signed(AMBER), order)
      expect(label.tlp).toBe('AMBER')
      expect(done.map(({ id, effect }) => [id, effect])).toEqual([
        [first.id, 'widened'],
        [second.id, 'narrowed'],
      ])
    }
  })

  it('counts a widening only with the approval of a person', () => {
    const open = sharing('GREEN')
    expect(effectiveLabel(signed(AMBER), [change(1, open)]).label.tlp).toBe('AMBER')
    expect(steps(signed(AMBER), [change(1, open)])).toEqual(['ignored-not-approved'])
    const approved = effectiveLabel(signed(AMBER), [change(1, open, { approval: APPROVED })])
    expect(approved.label.tlp).toBe('GREEN')
    expect(approved.steps).toMatchObject([{ effect: 'widened', approvedBy: 'second-person', number: 1 }])
    // A later one is held against what holds, not against what was ignored.
    expect(effectiveLabel(signed(AMBER), [change(1, open), change(2, sharing('CLEAR'))]).label.tlp).toBe(
      'AMBER',
    )
  })

  it('counts only what the issuer says', () => {
    const foreign = change(1, sharing('CLEAR'), { approval: APPROVED }, { issuer: originOf('other') })
    expect(effectiveLabel(signed(AMBER), [foreign]).label.tlp).toBe('AMBER')
    expect(steps(signed(AMBER), [foreign])).toEqual(['ignored-other-issuer'])
  })

  it('narrows without an approval', () => {
    expect(effectiveLabel(signed(sharing('CLEAR')), [change(1, AMBER)]).label).toEqual(
      labelAsSigned(AMBER, 1),
    )
    expect(steps(signed(sharing('CLEAR')), [change(1, AMBER)])).toEqual(['narrowed'])
    expect(steps(signed(AMBER), [change(1, AMBER)])).toEqual(['unchanged'])
  })

  it('ends an embargo by date and amendment together, without an approval of its own', () => {
    const held = sharing('GREEN', { embargoUntil: LATER, early: ['named'] })
    const { label, steps: done } = effectiveLabel(signed(held), [change(1, sharing('GREEN'))])
    expect(done.map(({ effect }) => effect)).toEqual(['embargo-lifted'])
    expect(label).toMatchObject({ embargoUntil: LATER, lifted: true, early: ['named'] })
    const at = (now: string, who: Principal) => decide({ issuer: ISSUER, ...label }, who, now, CHARTER)
    expect(at(NOW, member('other'))).toBe('existence')
    expect(at(NOW, member('named'))).toBe('body')
    expect(at(LATER, member('other'))).toBe('body')
    expect(sharingOfLabel(label, LATER)).toEqual(sharing('GREEN'))
    expect(sharingOfLabel(label, NOW)).toEqual(held)
  })

  it('asks an approval for a date moved forward, none for one put off', () => {
    const held = sharing('GREEN', { embargoUntil: LATER })
    const sooner = sharing('GREEN', { embargoUntil: '2026-07-01T00:00:00Z' })
    const putOff = sharing('GREEN', { embargoUntil: '2027-07-01T00:00:00Z' })
    expect(steps(signed(held), [change(1, sooner)])).toEqual(['ignored-not-approved'])
    expect(steps(signed(held), [change(1, sooner, { approval: APPROVED })])).toEqual(['widened'])
    expect(steps(signed(held), [change(1, putOff)])).toEqual(['narrowed'])
    // An embargo that was lifted may be laid again.
    const again = effectiveLabel(signed(held), [change(1, sharing('GREEN')), change(2, putOff)])
    expect(again.label).toMatchObject({ embargoUntil: putOff.embargoUntil, lifted: false })
  })

  it('resolves groups by the charter of the amendment, and asks an approval where they may mean others', () => {
    const group = sharing('AMBER', { audience: ['group:core'] })
    const charter = [
      roster(1, { issuer: 'active', alice: 'active' }, { core: [] }),
      roster(2, { issuer: 'active', alice: 'active' }, { core: ['alice'] }),
    ]
    const level = (changes: SharingChange[]) =>
      decide(
        { issuer: ISSUER, ...effectiveLabel(signed(group), changes).label },
        member('alice'),
        NOW,
        charter,
      )
    expect(level([])).toBe('none')
    expect(level([change(1, group, {}, { charter: 2 })])).toBe('none')
    expect(level([change(1, group, { approval: APPROVED }, { charter: 2 })])).toBe('body')
  })

  it('changes the labels of the blobs it names, and no other', () => {
    const before = signed(sharing('GREEN'), { annex: AMBER, other: AMBER, plain: null })
    const blobs = [
      { name: 'annex', sharing: null },
      { name: 'plain', sharing: AMBER },
      { name: 'nowhere', sharing: AMBER },
    ]
    expect(steps(before, [change(1, sharing('GREEN'), { blobs })])).toEqual(['ignored-not-approved'])
    const after = effectiveLabel(before, [change(1, sharing('GREEN'), { blobs, approval: APPROVED })])
    expect(Object.fromEntries(after.blobs)).toEqual({
      annex: null,
      other: labelAsSigned(AMBER, 1),
      plain: labelAsSigned(AMBER, 1),
    })
    // To give a blob a label of its own only closes.
    const closing = [{ name: 'plain', sharing: AMBER }]
    expect(steps(before, [change(1, sharing('GREEN'), { blobs: closing })])).toEqual(['narrowed'])
  })
})

describe('isWidening', () => {
  const parties = ['named', 'other', 'third']
  const anySharing = fc
    .record({
      tlp: fc.constantFrom(...TLP_LABELS),
      named: fc.subarray(parties),
      embargoUntil: fc.constantFrom(null, LATER, '2026-07-01T00:00:00Z', '2026-01-01T00:00:00Z'),
      early: fc.subarray(parties),
    })
    .map(({ tlp, named, embargoUntil, early }) => {
      const amber = tlp === 'AMBER' || tlp === 'AMBER+STRICT'
      const held = tlp !== 'RED' && embargoUntil !== null
      return sharing(tlp, {
        audience: amber ? named : [],
        recipients: tlp === 'RED' ? named.map((id) => `${id}/p`) : [],
        embargoUntil: held ? embargoUntil : null,
        early: held ? early.filter((one) => !amber || named.includes(one)) : [],
      })
    })
  const readers: Principal[] = [
    ANONYMOUS,
    ...parties.flatMap((id): Principal[] => [
      member(id),
      { kind: 'client', origin: originOf(id) },
      { kind: 'person', origin: originOf(id), person: 'p' },
    ]),
  ]
  const moments = ['2025-12-01T00:00:00Z', NOW, '2026-08-01T00:00:00Z', '2026-12-15T00:00:00Z']

  it('misses nothing: what holds without an approval opens nothing to anybody before the date of an embargo', () => {
    fc.assert(
      fc.property(anySharing, fc.array(anySharing, { minLength: 1, maxLength: 3 }), (from, to) => {
        const changes = to.map((one, index) => change(index + 1, one))
        const before = labelAsSigned(from, 1)
        const { label } = effectiveLabel(signed(from), changes)
        for (const now of moments) {
          // An embargo that ends by its date is no widening: after it, the label is held against an open one.
          const ended = before.embargoUntil !== null && now >= before.embargoUntil
          const was = ended ? { ...before, embargoUntil: null } : before
          for (const who of readers) {
            const [had, has] = [was, label].map((one) =>
              LEVELS.indexOf(decide({ issuer: ISSUER, ...one }, who, now, CHARTER)),
            )
            expect(has).toBeLessThanOrEqual(had ?? -1)
          }
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('is not of a label to itself', () => {
    fc.assert(
      fc.property(anySharing, (one) => {
        expect(isWidening(labelAsSigned(one, 1), labelAsSigned(one, 1))).toBe(false)
      }),
    )
  })
})
