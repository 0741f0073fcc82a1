import { describe, expect, it } from 'vitest'
import { licence } from './licence.ts'
import { findLicence, isLicenceName } from './licence-name.ts'
import { PLANTED } from './planted.fixture.ts'
import { alone, brief } from './preflight.fixture.ts'

describe('licence', () => {
  it('says nothing of a free licence with its origin', () => {
    expect(licence(alone())).toEqual([])
  })

  it.each([
    ['licence.none-stated', ['note licence.none-stated']],
    ['licence.unclear', ['note licence.unclear']],
    [
      'licence.no-derivatives',
      ['block licence.no-derivatives set-fr', 'block licence.no-derivatives set-sw'],
    ],
    [
      'licence.not-to-be-shared',
      ['set-en', 'set-fr', 'set-sw'].map((set) => `block licence.not-to-be-shared ${set}`),
    ],
    ['licence.differs', ['warn licence.differs']],
    ['licence.no-origin', ['warn licence.no-origin set-fr q1 q2 q3']],
  ] as const)('finds %s and nothing else', (code, want) => {
    expect(brief(licence(PLANTED[code]))).toEqual(want)
  })

  it('lets the same items stay among participants', () => {
    expect(licence({ ...PLANTED['licence.not-to-be-shared'], sharing: 'participants' })).toEqual([])
  })

  it.each([
    ['CC-BY-4.0', 'CC-BY-4.0'],
    ['CC BY 4.0', 'CC-BY-4.0'],
    ['CC-BY-4.0 license', 'CC-BY-4.0'],
    ['cc-by-nc-nd-4.0', 'CC-BY-NC-ND-4.0'],
    ['MIT license', 'MIT'],
    ['The Apache License 2.0', 'Apache-2.0'],
    ['Apache 2.0', 'Apache-2.0'],
    ['on request', null],
  ])('reads “%s” as %s', (stated, want) => {
    expect(findLicence(stated)?.name ?? null).toBe(want)
  })

  it.each([
    ['CC-BY-4.0', true],
    ['LicenseRef-Ours', true],
    ['EUPL-1.2', true],
    ['CC-BY-4.0 license', false],
    ['on request', false],
  ])('takes “%s” for a name of the list: %s', (stated, want) => {
    expect(isLicenceName(stated)).toBe(want)
  })
})
