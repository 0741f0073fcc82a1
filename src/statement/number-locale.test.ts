import { describe, expect, it } from 'vitest'
import { NUMBER_LOCALES, numberStyle } from './number-locale.ts'

describe('how figures are written', () => {
  it.each(NUMBER_LOCALES)('in %s as in the tables of Unicode', (locale) => {
    // Latin digits: with their own, Arabic and Persian have marks of their own.
    const parts = new Intl.NumberFormat(locale, { numberingSystem: 'latn' }).formatToParts(12_345_678.5)
    const decimal = parts.find(({ type }) => type === 'decimal')?.value
    const groups = parts.filter(({ type }) => type === 'integer').map(({ value }) => value)
    expect(numberStyle(locale)).toEqual({
      decimal: decimal === ',' ? 'comma' : 'point',
      indian: groups.join(' ') === '1 23 45 678',
    })
  })

  it('has each once', () => {
    expect(new Set(NUMBER_LOCALES).size).toBe(NUMBER_LOCALES.length)
  })
})
