import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { toHex, writeCanonical } from '../statement/index.ts'
import { promptsDigest, putBackPrompts, takeOutPrompts } from './judge-prompts.ts'

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()
const salt = 'ab'.repeat(32)
const judges = [
  { id: 'one', snapshot: 'judge-1', prompt: 'Is it right?' },
  { id: 'two', snapshot: 'judge-2', prompt: 'Is it safe?' },
]

describe('what judges are told', () => {
  it.each([
    ['prompts and a rubric', { judges, rubric: 'Be strict.' }],
    ['prompts alone', { judges, rubric: '' }],
    ['a rubric alone', { judges: [], rubric: 'Be strict.' }],
  ])('is taken out and put back: %s', (_, judging) => {
    const taken = takeOutPrompts(judging, salt, sha256)
    if (taken === null) throw new Error('there is something to take out')
    const text = JSON.stringify(taken.judging)
    for (const secret of ['Is it', 'Be strict']) expect(text).not.toContain(secret)
    expect(promptsDigest(taken.judging)).toBe(createHash('sha256').update(taken.blob).digest('hex'))
    expect(putBackPrompts(taken.judging, taken.blob, sha256)).toEqual({ judging, salt })
  })

  it('is left where there is nothing', () => {
    expect(takeOutPrompts({ judges: [], rubric: '' }, salt, sha256)).toBeNull()
    expect(promptsDigest({ judges, rubric: '' })).toBeUndefined()
  })

  it('is not put back from another blob', () => {
    const taken = takeOutPrompts({ judges, rubric: '' }, salt, sha256)
    const other = takeOutPrompts({ judges, rubric: '' }, 'cd'.repeat(32), sha256)
    if (taken === null || other === null) throw new Error('there is something to take out')
    expect(putBackPrompts(taken.judging, other.blob, sha256)).toBeUndefined()
  })

  it('is not put back from a blob that is named rightly and holds no such texts', () => {
    const blob = writeCanonical({ judges: 'none' })
    const prompt = `sha256:${toHex(sha256(blob))}`
    const named = judges.map((judge) => ({ ...judge, prompt }))
    expect(putBackPrompts({ judges: named, rubric: '' }, blob, sha256)).toBeUndefined()
  })
})
