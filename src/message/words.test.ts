import { describe, expect, it } from 'vitest'
import {
  capitalise,
  findLanguageName,
  findLocale,
  formatDate,
  formatList,
  formatMoment,
  isLocale,
  nameOf,
} from './index.ts'

describe('dates', () => {
  it('are written out', () => {
    expect(formatDate('en', '2026-11-03T10:00:00Z')).toBe('3 November 2026')
    expect(formatDate('fr', '2026-11-03')).toBe('3 novembre 2026')
    expect(formatDate('fr', '2026-03-01')).toBe('1er mars 2026')
    expect(formatMoment('en', '2026-11-03T10:05:00Z')).toBe('3 November 2026, 10:05 UTC')
    expect(formatMoment('fr', '2026-11-03T10:05:00Z')).toBe('3 novembre 2026, 10 h 05 UTC')
  })

  it('that are none stay as they are', () => {
    expect(formatDate('en', '2026-13-03')).toBe('2026-13-03')
    expect(formatDate('en', '<b>')).toBe('<b>')
  })
})

it('lists end in “and”', () => {
  expect(formatList('en', [])).toBe('')
  expect(formatList('en', ['A'])).toBe('A')
  expect(formatList('en', ['A', 'B', 'C'])).toBe('A, B and C')
  expect(formatList('fr', ['A', 'B'])).toBe('A et B')
})

it('languages have names; what is unknown has none, what is malformed stays', () => {
  expect(findLanguageName('en', 'ja')).toBe('Japanese')
  expect(findLanguageName('fr', 'te')).toBe('télougou')
  expect(findLanguageName('en', 'und')).toBeUndefined()
  expect(findLanguageName('en', 'not a tag')).toBe('not a tag')
  expect(nameOf('en', 'script', 'Kore')).toBe('Korean')
  expect(nameOf('fr', 'region', 'CN')).toBe('Chine')
  expect(nameOf('fr', 'language', 'kr')).toBe('kanouri')
  expect(capitalise('fr', 'éwé')).toBe('Éwé')
})

describe('findLocale', () => {
  it.each([
    ['fr-CA,fr;q=0.9,en;q=0.8', 'fr'],
    ['de, en;q=0.5, fr;q=0.4', 'en'],
    ['en;q=0.2, fr;q=0.3', 'fr'],
    ['fr;q=0', undefined],
    ['ja', undefined],
    ['', undefined],
    [null, undefined],
    ['fr;q=nonsense', undefined],
  ])('%s → %s', (header, want) => {
    expect(findLocale(header)).toBe(want)
  })

  it('knows its own', () => {
    expect(isLocale('fr')).toBe(true)
    expect(isLocale('FR')).toBe(false)
  })
})
