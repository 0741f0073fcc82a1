import { describe, expect, it } from 'vitest'
import type { JointResult } from '../../statement/index.ts'
import { jointOf } from '../sample.fixture.ts'
import { comparisonNotes } from './comparison-notes.ts'
import { plainVoice } from './voice.ts'

const scores = [0.72, 0.71, 0.73, 0.7, 0.74]
const notesOf = (change: Partial<JointResult>, onDropped: Record<string, number> = {}): string => {
  const joint = jointOf(change, scores, [])
  const labs = joint.labs.map((row) => {
    const scoreOnDropped = onDropped[row.lab]
    return scoreOnDropped === undefined ? row : { ...row, scoreOnDropped }
  })
  return comparisonNotes({ ...joint, labs }, plainVoice('en')).join(' ')
}

describe('what a comparison leaves out', () => {
  it('is nothing where everybody has everything', () => {
    expect(notesOf({})).toBe('')
  })

  it('is counted, with the scores on it', () => {
    expect(notesOf({ itemsDropped: 3 }, { a: 0.5, b: 2 / 3 })).toBe(
      '3 tasks are left out because some institute has no value for them. Scores on what is left out: a 50% and b 67%.',
    )
  })

  it('is a difference of its own where one lacks more than others', () => {
    expect(notesOf({ missingness: { q: 12, df: 4, p: 0.017 } })).toContain('Cochran’s Q, p 0.017')
    expect(notesOf({ missingness: { q: 2, df: 4, p: 0.7 } })).toBe('')
    expect(notesOf({ missingness: { refused: 'no-variation' } })).toBe('')
  })
})
