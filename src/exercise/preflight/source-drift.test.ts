import { describe, expect, it } from 'vitest'
import { sourceDrift } from './source-drift.ts'
import { PLANTED } from './planted.fixture.ts'
import { alone, brief } from './preflight.fixture.ts'

describe('source-drift', () => {
  it('says nothing of translations with the same numbers, placeholders and lengths', () => {
    expect(sourceDrift(alone())).toEqual([])
  })

  it.each([
    ['source-drift.source-edited', 'warn source-drift.source-edited set-fr q5'],
    ['source-drift.numbers', 'warn source-drift.numbers set-fr q6'],
    ['source-drift.placeholders', 'warn source-drift.placeholders set-fr q7'],
    ['source-drift.length', 'warn source-drift.length set-fr q8'],
    ['source-drift.numbers-missing', 'note source-drift.numbers-missing set-fr q9'],
    ['source-drift.source-changed', 'warn source-drift.source-changed set-en q6'],
  ] as const)('finds %s and nothing else', (code, want) => {
    expect(brief(sourceDrift(PLANTED[code]))).toEqual([want])
  })

  it('names the tokens of both', () => {
    expect(sourceDrift(PLANTED['source-drift.numbers'])[0]).toMatchObject({
      expected: [{ set: 'set-en', id: 'q6', source: ['8'] }],
      found: [{ id: 'q6', translation: ['77'] }],
    })
    expect(sourceDrift(PLANTED['source-drift.source-changed'])[0]).toMatchObject({
      expected: [{ id: 'q6', numbers: ['8'] }],
      found: [{ id: 'q6', numbers: ['77'], sets: ['set-fr', 'set-sw'] }],
    })
  })
})
