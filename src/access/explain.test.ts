import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { TLP_LABELS } from '../statement/index.ts'
import { decide } from './decide.ts'
import { CHARTER, client, label, member, NOW, owner, person } from './decide.fixture.ts'
import { explain, type Explanation } from './explain.ts'
import type { Label } from './label.ts'
import { ANONYMOUS, type Principal } from './principal.ts'

const LATER = '2026-12-01T00:00:00Z'

describe('explain', () => {
  const cases: [string, Label, Principal, Partial<Explanation>][] = [
    [
      'a member that is not named',
      label('AMBER'),
      member('other'),
      { level: 'none', relation: 'B', reason: 'not-named', table: 'open', plain: null },
    ],
    ['a named one', label('AMBER'), member('named'), { level: 'body', relation: 'E', reason: 'named' }],
    ['one that left', label('GREEN'), member('gone'), { relation: 'A', reason: 'not-active' }],
    ['a stranger', label('GREEN'), member('stranger'), { relation: 'A', reason: 'not-in-charter' }],
    ['nobody', label('GREEN'), ANONYMOUS, { relation: 'A', reason: 'anonymous' }],
    [
      'a named person',
      label('RED', { recipients: ['other/p'] }),
      person('other', 'p'),
      { level: 'body', relation: 'G', reason: 'named-person', plain: null },
    ],
    [
      'the same where the label is AMBER',
      label('AMBER', { recipients: ['other/p'] }),
      person('other', 'p'),
      { level: 'none', relation: 'G', plain: 'B' },
    ],
    [
      'the node that holds for that person',
      label('RED', { recipients: ['other/p'] }),
      member('other'),
      { level: 'body', relation: 'F', reason: 'holds-for-person' },
    ],
    ['the issuer', label('RED'), owner('issuer'), { level: 'header', relation: 'H', reason: 'issuer' }],
    [
      'a named person of the issuer',
      label('RED', { recipients: ['issuer/p'] }),
      person('issuer', 'p'),
      { level: 'body', relation: 'G', reason: 'named-person' },
    ],
    [
      'under an embargo',
      label('GREEN', { embargoUntil: LATER }),
      member('other'),
      { level: 'existence', table: 'embargoed', embargo: { state: 'holds', until: LATER, lifted: false } },
    ],
    [
      'early',
      label('GREEN', { embargoUntil: LATER, early: ['other'] }),
      member('other'),
      { level: 'body', table: 'early', relation: 'B' },
    ],
    [
      'after an embargo',
      label('GREEN', { embargoUntil: NOW, lifted: true }),
      client('other'),
      { level: 'body', table: 'open', relation: 'C', embargo: { state: 'ended', until: NOW } },
    ],
  ]
  it.each(cases)('%s', (_, its, subject, want) => {
    expect(explain(its, subject, NOW, CHARTER)).toMatchObject(want)
  })

  it('says the level that decide says, and the row says it too', () => {
    const ids = ['issuer', 'named', 'group', 'other', 'gone', 'stranger']
    const subject = fc.constantFrom<Principal>(
      ANONYMOUS,
      ...ids.flatMap((id) => [member(id), owner(id), client(id), person(id, 'p')]),
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...TLP_LABELS),
        fc.subarray(ids.map((id) => `${id}/p`)),
        fc.constantFrom(null, LATER, NOW),
        fc.boolean(),
        fc.subarray(ids),
        subject,
        (tlp, recipients, embargoUntil, lifted, early, who) => {
          const its = label(tlp, { recipients, embargoUntil, lifted, early })
          const { level, row, plain } = explain(its, who, NOW, CHARTER)
          expect(level).toBe(decide(its, who, NOW, CHARTER))
          const cell = row.find((one) => one.tlp === tlp)?.level
          if (cell === undefined) expect([level, tlp]).toEqual(['none', 'RED'])
          else if (cell === 'as-plain') expect(level).toBe(plain === 'E' ? 'body' : 'none')
          else expect(level).toBe(cell)
        },
      ),
      { numRuns: 1000 },
    )
  })
})
