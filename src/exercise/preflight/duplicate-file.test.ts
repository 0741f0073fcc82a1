import { describe, expect, it } from 'vitest'
import { duplicateFile } from './duplicate-file.ts'
import { PLANTED } from './planted.fixture.ts'
import { createHash } from 'node:crypto'
import { alone, brief, cleanSet } from './preflight.fixture.ts'

describe('duplicate-file', () => {
  it('finds the same items under another name, whatever their order, and leaves translations alone', () => {
    expect(duplicateFile(alone())).toEqual([])
    const [found, ...more] = duplicateFile(PLANTED['duplicate-file.same'])
    expect(more).toEqual([])
    expect(found).toMatchObject({ severity: 'block', set: 'other-en', count: 40, found: { share: 1 } })
  })

  it('prints one digest for the same texts', () => {
    const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()
    const [found] = duplicateFile({ ...PLANTED['duplicate-file.same'], sha256 })
    const digest = expect.stringMatching(/^[0-9a-f]{64}$/)
    expect(found?.found).toMatchObject({ names: ['set-en.csv', 'set-en.csv'], digests: [digest, digest] })
    const { digests } = Object(found?.found)
    expect(digests[0]).toBe(digests[1])
  })

  it('finds a set that is mostly another, by the questions of the smaller', () => {
    const [found] = duplicateFile(PLANTED['duplicate-file.mostly'])
    expect(found).toMatchObject({ severity: 'warn', set: 'other-en', count: 15, found: { share: 1 } })
    const few = { ...cleanSet('en', 40), id: 'few', items: cleanSet('en', 40).items.slice(0, 4) }
    expect(brief(duplicateFile(alone(cleanSet('en', 40), few)))).toEqual([])
  })
})
