import { describe, expect, it } from 'vitest'
import { PLANTED } from './planted.fixture.ts'
import { brief, cleanInput, cleanProtocol, withProtocol, withSet } from './preflight.fixture.ts'
import { unusedSet } from './unused-set.ts'

const { plan } = cleanProtocol().analysis

describe('unused-set', () => {
  it('says nothing where an analysis names each set, or takes in all that are run', () => {
    expect(unusedSet(cleanInput())).toEqual([])
    const overview = plan.filter(({ kind }) => kind === 'lab-language')
    expect(unusedSet(withProtocol(cleanInput(), { analysis: { plan: overview } }))).toEqual([])
    expect(unusedSet({ ...cleanInput(), protocol: null })).toEqual([])
  })

  it('warns of a set that is run and not analysed, with who runs it', () => {
    const found = unusedSet(PLANTED['unused-set.no-analysis'])
    expect(brief(found)).toEqual(['warn unused-set.no-analysis set-sw'])
    expect(found).toMatchObject([{ values: { labs: 'a, e', labCount: 2 } }])
  })

  it('leaves alone a set for tuning or trying out', () => {
    const input = PLANTED['unused-set.no-analysis']
    for (const split of ['exploratory', 'tuning'] as const)
      expect(unusedSet(withSet(input, 'set-sw', (set) => ({ ...set, split })))).toEqual([])
  })
})
