import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { canFindDrift, DRIFT_LEVEL, driftOf } from './drift.ts'
import type { DriftAnswer } from './drift.ts'

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest()
const WORDS = ['apples', 'boats', 'clouds', 'drums', 'eagles', 'forks']

/** Five answers to each of three prompts, worded by chance in one of six ways. */
function check(
  number: number,
  moment: DriftAnswer['moment'],
  say: (word: string, prompt: number) => string,
): DriftAnswer[] {
  return [0, 1, 2].flatMap((prompt) =>
    [0, 1, 2, 3, 4].map((k) => {
      const word = WORDS[(2 * number + prompt + k) % WORDS.length] ?? ''
      return { check: number, moment, prompt, completion: say(word, prompt) }
    }),
  )
}
const same = (word: string, prompt: number): string =>
  `To question ${prompt} I say: there are many ${word} over there.`
const other = (word: string, prompt: number): string =>
  `${prompt}: ${word}. Nothing more can be said about this matter today.`

describe('canFindDrift', () => {
  it.each([
    [1, 5, false],
    [2, 5, true],
    [1, 7, true],
    [6, 2, false],
    [7, 2, true],
  ])('%i prompts, %i times: %s', (prompts, repeats, can) => {
    expect(canFindDrift(prompts, repeats)).toBe(can)
  })
})

describe('driftOf', () => {
  it('finds another way of answering, and nothing where only chance differs', () => {
    const start = check(1, 'start', same)
    expect(driftOf([...start, ...check(2, 'end', same)], 'run', sha256)).toBeGreaterThan(0.05)
    expect(driftOf([...start, ...check(2, 'end', other)], 'run', sha256)).toBeLessThan(DRIFT_LEVEL)
  })

  it('takes the worst of several later checks, and pays for having looked more than once', () => {
    const start = check(1, 'start', same)
    const once = driftOf([...start, ...check(2, 'end', other)], 'run', sha256) ?? 1
    const twice =
      driftOf([...start, ...check(2, 'doubt', same), ...check(3, 'end', other)], 'run', sha256) ?? 1
    expect(twice).toBeLessThan(DRIFT_LEVEL)
    expect(twice).toBeGreaterThanOrEqual(once)
  })

  it('gives the same again, and nothing where there is nothing to compare', () => {
    const all = [...check(1, 'start', same), ...check(2, 'end', same)]
    expect(driftOf(all, 'run', sha256)).toBe(driftOf(all.toReversed(), 'run', sha256))
    expect(driftOf(check(1, 'start', same), 'run', sha256)).toBeNull()
    expect(driftOf([], 'run', sha256)).toBeNull()
    const failed = check(2, 'end', same).map((one) => ({ ...one, completion: null }))
    expect(driftOf([...check(1, 'start', same), ...failed], 'run', sha256)).toBeNull()
  })

  it('sees the same words in another case and spacing as the same', () => {
    const loud = (word: string, prompt: number): string =>
      same(word, prompt).toUpperCase().replaceAll(' ', '\n ')
    expect(driftOf([...check(1, 'start', same), ...check(2, 'end', loud)], 'run', sha256)).toBeGreaterThan(
      0.05,
    )
  })
})
