import { describe, expect, it } from 'vitest'
import { scaleDirection } from './scale-direction.ts'
import { PLANTED } from './planted.fixture.ts'
import { alone, brief } from './preflight.fixture.ts'

describe('scale-direction', () => {
  it('says that it cannot decide where nobody states a scale', () => {
    expect(brief(scaleDirection(alone()))).toEqual(['note scale-direction.nothing-stated'])
    expect(scaleDirection({ protocol: null, sets: [] })).toEqual([])
  })

  it('finds a metric whose good end is the other one than that of its grades, with one value graded by both', () => {
    const found = scaleDirection(PLANTED['scale-direction.opposite'])
    expect(brief(found)).toEqual(['block scale-direction.opposite set-fr', 'block scale-direction.differs'])
    expect(found[0]?.found).toMatchObject({
      directions: [
        { by: 'attack-success-rate', good: 'low' },
        { by: 'grades', good: 'high' },
      ],
      value: 90,
      grade: 'Low Risk',
    })
  })

  it('finds grades that point the other way in one language', () => {
    expect(scaleDirection(PLANTED['scale-direction.differs'])[0]?.found).toMatchObject([
      { set: 'set-en', good: 'high', value: 90, grade: 'Low Risk' },
      { set: 'set-fr', good: 'low', value: 90, grade: 'High Risk' },
    ])
  })

  it('says nothing of one scale for all', () => {
    expect(scaleDirection(PLANTED['judge-differs.fields'])).toEqual([])
  })
})
