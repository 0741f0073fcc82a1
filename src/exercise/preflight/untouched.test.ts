import { describe, expect, it } from 'vitest'
import { parseProtocolFile } from '../protocol-file.ts'
import { exerciseTemplate } from '../template.ts'
import { PLANTED } from './planted.fixture.ts'
import { brief, cleanInput } from './preflight.fixture.ts'
import { untouched } from './untouched.ts'

describe('untouched', () => {
  it('says nothing of sentences and items that were written anew', () => {
    expect(untouched(cleanInput())).toEqual([])
  })

  it('warns of the sentences that are left, by their fields', () => {
    expect(untouched(PLANTED['untouched.question'])).toMatchObject([
      { code: 'untouched.question', severity: 'warn', found: ['question.construct', 'question.limits'] },
    ])
  })

  it('warns of the items that are left', () => {
    expect(brief(untouched(PLANTED['untouched.items']))).toEqual(['warn untouched.items set-en q2 q7'])
  })

  it('finds all of the template', () => {
    const [file] = exerciseTemplate({ exercise: 'x', title: 'X', members: ['a'] })
    const parsed = parseProtocolFile(file?.text ?? '')
    if (!parsed.ok) throw new Error('the template cannot be read')
    expect(untouched({ protocol: parsed.draft, sets: [] })).toMatchObject([
      {
        found: [
          'question.objective',
          'question.construct',
          'question.scope',
          'question.decision',
          'question.limits',
        ],
      },
    ])
  })
})
