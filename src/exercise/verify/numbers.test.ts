import { describe, expect, it } from 'vitest'
import { numberFindings, sameNumber } from './numbers.ts'

describe('numberFindings', () => {
  const results = [
    {
      id: 'english',
      labs: [{ lab: 'ardal', score: { value: 0.5 } }],
      figures: { mean: 0.25 },
      named: ['ester'],
    },
  ]
  it('names the path of what differs, and nothing else', () => {
    const found = structuredClone(results)
    const [first] = found
    if (first?.labs[0]) first.labs[0].score.value = 0.51
    if (first) first.named = ['corvo']
    expect(numberFindings(results, results, 'results')).toEqual([])
    expect(numberFindings(results, found, 'results')).toEqual([
      { what: 'number', where: 'results.english.labs.ardal.score.value', expected: 0.5, found: 0.51 },
      { what: 'number', where: 'results.english.named.0', expected: 'ester', found: 'corvo' },
    ])
  })

  it.each([
    ['a missing field', { a: 1, b: 2 }, { a: 1 }, 'r.b'],
    ['an added field', { a: 1 }, { a: 1, c: 3 }, 'r.c'],
    ['a shorter list', [1, 2], [1], 'r'],
    ['a refusal for a number', { a: { refused: 'too-few-labs' } }, { a: 1 }, 'r.a'],
  ])('sees %s', (_, expected, found, where) => {
    expect(numberFindings(expected, found, 'r').map((finding) => finding.where)).toEqual([where])
  })
})

describe('sameNumber', () => {
  it.each([
    [1, 1 + 5e-10, true],
    [1, 1 + 2e-9, false],
    [0, 5e-13, true],
    [0, 2e-12, false],
    [-0.5, 0.5, false],
    [1e9, 1e9 + 0.5, true],
  ])('%d and %d: %s', (a, b, want) => {
    expect(sameNumber(a, b)).toBe(want)
    expect(sameNumber(b, a)).toBe(want)
  })
})
