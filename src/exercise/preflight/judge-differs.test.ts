import { describe, expect, it } from 'vitest'
import { judgeDiffers } from './judge-differs.ts'
import { PLANTED } from './planted.fixture.ts'
import { alone, brief, cleanInput } from './preflight.fixture.ts'

describe('judge-differs', () => {
  it('finds the fields that differ, with what each set says', () => {
    expect(judgeDiffers(cleanInput())).toEqual([])
    const [found, ...more] = judgeDiffers(PLANTED['judge-differs.fields'])
    expect(more).toEqual([])
    expect(found).toMatchObject({
      severity: 'block',
      found: [
        { set: 'set-en', fields: { metric: 'judge-1' } },
        { set: 'set-fr', fields: { metric: 'judge-2' } },
      ],
    })
  })

  it('takes a field that only one side states for different', () => {
    const input = PLANTED['judge-differs.fields']
    const judging = (input.judging ?? []).map((entry, at) => ({
      ...entry,
      fields: at === 0 ? {} : { judge: 'm' },
    }))
    expect(judgeDiffers({ ...input, judging })[0]?.found).toMatchObject([
      { fields: { judge: null } },
      { fields: { judge: 'm' } },
    ])
  })

  it('warns of judges that are asked in the language of the test', () => {
    expect(brief(judgeDiffers(PLANTED['judge-differs.prompt-translated']))).toEqual([
      'warn judge-differs.prompt-translated',
    ])
  })

  it('says that it cannot decide where nobody states how is judged', () => {
    expect(brief(judgeDiffers(alone()))).toEqual(['note judge-differs.nothing-stated'])
  })
})
