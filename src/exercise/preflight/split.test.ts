import { describe, expect, it } from 'vitest'
import { split } from './split.ts'
import { PLANTED } from './planted.fixture.ts'
import { alone, brief } from './preflight.fixture.ts'

describe('split', () => {
  it('says nothing where every item is in one split', () => {
    expect(split(alone())).toEqual([])
  })

  it('finds a question in two splits, equal or nearly so, with both ids', () => {
    const [same] = split(PLANTED['split.same-question'])
    expect(same).toMatchObject({
      code: 'split.same-question',
      severity: 'block',
      items: ['q1', 'q2'],
      found: [{ ids: ['q1', 'q2'], splits: ['tuning', 'evaluation'] }],
    })
    const [near] = split(PLANTED['split.near-question'])
    expect(near).toMatchObject({ code: 'split.near-question', severity: 'warn', items: ['q1', 'q2'] })
  })

  it('finds a key that is in another split in another language', () => {
    const found = split(PLANTED['split.crosses-languages'])
    expect(brief(found)).toEqual(['block split.crosses-languages set-fr q13'])
    expect(found[0]).toMatchObject({
      expected: [{ id: 'q13', set: 'set-en', split: 'evaluation' }],
      found: [{ id: 'q13', split: 'tuning' }],
    })
  })
})
