import { describe, expect, it } from 'vitest'
import { judgeParser } from './judge-parser.ts'
import { numberParser, parsedBy, PLANTED } from './planted.fixture.ts'
import { alone, brief, cleanSet } from './preflight.fixture.ts'

describe('judge-parser', () => {
  it('tries replies as models write them, and shows what comes of each', () => {
    const [found] = judgeParser(PLANTED['judge-parser.reply'])
    expect(found).toMatchObject({ severity: 'warn', set: 'set-en', items: ['q1'] })
    expect(found?.found).toEqual([
      { kind: 'plain', reply: '3', value: 1 },
      { kind: 'bold', reply: '**3**', value: null },
      { kind: 'empty', reply: '', value: null },
    ])
  })

  it('blocks a parser that does not read its own answer, unless only its pattern knows the form', () => {
    expect(brief(judgeParser(PLANTED['judge-parser.plain']))).toEqual(['block judge-parser.plain set-en q1'])
    expect(brief(judgeParser(PLANTED['judge-parser.cannot-tell']))).toEqual([
      'note judge-parser.cannot-tell set-en q1',
    ])
  })

  it('finds an empty reply that earns something', () => {
    const [found] = judgeParser(parsedBy((reply) => (reply === '' ? 0.5 : 1)))
    expect(found?.values['replies']).toBe('empty → 0.5')
  })

  it('tries the digits of the language', () => {
    const set = { ...cleanSet('en', 40), id: 'set-bn', language: 'bn' }
    const found = judgeParser({ ...alone(set), parser: numberParser })
    expect(found.find(({ code }) => code === 'judge-parser.reply')?.values['replies']).toBe(
      'digits of the language → –',
    )
  })

  it('says which of two answers counts', () => {
    const [found] = judgeParser({ ...alone(), parser: numberParser })
    expect(found).toMatchObject({
      code: 'judge-parser.two-verdicts',
      found: [
        { reply: '3\n4', value: 0 },
        { reply: '4\n3', value: 1 },
      ],
    })
  })
})
