import { describe, expect, it } from 'vitest'
import { Scorer } from '../../statement/index.ts'
import { extractAnswer } from './extract.ts'

const CHOICES = ['Lyon', 'Paris']

describe('what a scorer took out of an answer', () => {
  it.each([
    [{ type: 'numeric' }, 'First 3, then 42.', [], ['42']],
    [{ type: 'numeric', take: 'first' }, 'First 3, then 42.', [], ['3']],
    [{ type: 'numeric', decimal: 'auto' }, 'It is 1,234', [], ['1234', '1.234']],
    [{ type: 'numeric' }, 'I cannot say.', [], []],
    [{ type: 'choice' }, 'The answer is (B).', CHOICES, ['B']],
    [{ type: 'choice' }, 'paris', CHOICES, ['B']],
    [{ type: 'choice' }, 'Neither.', CHOICES, []],
    [{ type: 'regex', pattern: 'x=([a-z]+)', group: 1 }, 'x=a, x=b', [], ['b']],
    [{ type: 'regex', pattern: 'x=([a-z]+)', group: 1 }, 'y', [], []],
    [{ type: 'exact' }, 'Paris', [], null],
    [{ type: 'includes' }, 'Paris', [], null],
  ])('%j: %j', (scorer, completion, choices, want) => {
    expect(extractAnswer(Scorer.parse(scorer), { choices, completion })).toEqual(want)
  })
})
