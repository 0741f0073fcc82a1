import { describe, expect, it } from 'vitest'
import { inEnglish } from '../error.ts'
import type { Disclosure, Protocol } from '../statement/index.ts'
import { findIncoherence } from './consistency.ts'
import { resultsSharing, sharingOf } from './disclosure.ts'
import { smallProtocol } from './exercise.fixture.ts'

const UNTIL = '2026-12-01T00:00:00Z'

function held(change: Partial<Disclosure>): Protocol {
  const protocol = smallProtocol()
  const disclosure = { ...protocol.conduct.disclosure, ...change }
  return { ...protocol, conduct: { ...protocol.conduct, disclosure } }
}

const members = smallProtocol().participants.map(({ member }) => member)
const problems = (protocol: Protocol): string[] =>
  findIncoherence(protocol).flatMap(({ field, problem }) =>
    field.startsWith('conduct.disclosure') ? `${field}: ${inEnglish(problem)}` : [],
  )

describe('the label of results', () => {
  it('is that of the exercise where there is no embargo', () => {
    expect(resultsSharing(held({}), UNTIL)).toEqual(sharingOf(held({})))
  })

  it('holds them back until the moment, and not what is signed from then on', () => {
    const protocol = held({ embargoUntil: UNTIL, early: members })
    const sharing = { ...sharingOf(protocol), embargoUntil: UNTIL, early: members }
    expect(resultsSharing(protocol, '2026-11-30T23:59:59Z')).toEqual(sharing)
    expect(resultsSharing(protocol, UNTIL)).toEqual(sharingOf(protocol))
    // What is agreed on before there are results is held back from nobody.
    expect(sharingOf(protocol).embargoUntil).toBeNull()
  })

  it('lets every participant read them, or nobody could analyse', () => {
    expect(problems(held({ embargoUntil: UNTIL, early: members }))).toEqual([])
    expect(problems(held({ embargoUntil: UNTIL }))).toEqual([
      `conduct.disclosure.early: ${members[0]} takes part, and could not read the runs it is to analyse; add it to early`,
    ])
    expect(problems(held({ early: members }))).toEqual([
      'conduct.disclosure.early: early readers only with an embargo; say embargoUntil, or leave them out',
    ])
    expect(problems(held({ tlp: 'AMBER', embargoUntil: UNTIL, early: [...members, 'elsewhere'] }))).toEqual([
      'conduct.disclosure.early: elsewhere may not read the exercise at all; add it to the audience first',
    ])
  })
})
