import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  decimalsFor,
  formatCount,
  formatNumber,
  formatP,
  formatPercent,
  formatPoints,
  formatRange,
  isClipped,
  pointsShown,
} from './index.ts'

describe('the rule of rounding', () => {
  it.each([
    [{ lo: 0.61, hi: 0.72 }, 0],
    [{ lo: 0.61, hi: 0.63 }, 0],
    [{ lo: 0.61, hi: 0.629 }, 1],
  ])('%o has %i decimals', (range, want) => {
    expect(decimalsFor(range)).toBe(want)
  })

  it('shows whole points, else one decimal', () => {
    expect(formatRange('en', { lo: 0.6102, hi: 0.7249 }, { unit: 'percent' })).toBe('61–\u206072%')
    expect(formatRange('en', { lo: 0.6102, hi: 0.6149 }, { unit: 'percent' })).toBe('61.0–\u206061.5%')
  })

  it.each([
    [0.9961, '99.6%'],
    [0.99961, '99.96%'],
    [0.004, '0.4%'],
    [0.00004, '0.004%'],
    [0, '0%'],
    [1, '100%'],
    [0.285, '29%'],
  ])('%d is shown as %s: 0 and 100 %% only where they are reached', (share, want) => {
    expect(formatPercent('en', share)).toBe(want)
  })

  it('never claims an end that is not reached', () => {
    fc.assert(
      fc.property(
        fc.double({ min: 1e-8, max: 1 - 1e-8, noNaN: true }),
        fc.integer({ min: 0, max: 2 }),
        (share, decimals) => {
          const shown = Number(formatPercent('en', share, { decimals }).replace('%', ''))
          expect(shown).toBeGreaterThan(0)
          expect(shown).toBeLessThan(100)
        },
      ),
    )
  })

  it('cuts percentages at 0 and 100 and says so', () => {
    expect(formatRange('en', { lo: -0.05, hi: 0.41 }, { unit: 'percent' })).toBe('0–\u206041%')
    expect(isClipped({ lo: -0.05, hi: 0.41 })).toBe(true)
    expect(isClipped({ lo: 0, hi: 1 })).toBe(false)
  })
})

describe('differences', () => {
  it('carry their sign, with a true minus', () => {
    expect(formatPoints('en', 0.07, { signed: true })).toBe('+7')
    expect(formatPoints('en', -0.28)).toBe('−28')
    expect(formatPoints('en', 0.002, { signed: true })).toBe('0')
    expect(formatRange('en', { lo: -0.01, hi: 0.07 }, { unit: 'points', signed: true })).toBe(
      '−1\u00A0to\u00A0+7',
    )
    expect(formatRange('fr', { lo: -0.01, hi: 0.07 }, { unit: 'points', signed: true })).toBe(
      'de\u00A0−1\u00A0à\u00A0+7',
    )
  })

  it('do not lose the side of zero they are on', () => {
    expect(formatRange('en', { lo: 0.002, hi: 0.08 }, { unit: 'points', signed: true })).toBe(
      '+0.2\u00A0to\u00A0+8',
    )
  })

  it('give the number that plural forms go by', () => {
    expect(pointsShown(-0.28)).toBe(28)
    expect(pointsShown(0.0104)).toBe(1)
  })
})

describe('French', () => {
  it('has its spaces and its comma', () => {
    expect(formatPercent('fr', 0.058, { decimals: 1 })).toBe('5,8\u00A0%')
    expect(formatRange('fr', { lo: 0.61, hi: 0.72 }, { unit: 'percent' })).toBe('61\u00A0à\u00A072\u00A0%')
    expect(formatRange('fr', { lo: 0.22, hi: 0.34 }, { unit: 'points' })).toBe('22\u00A0à\u00A034')
    expect(formatCount('fr', 1830)).toBe('1\u202F830')
    expect(formatNumber('fr', 2.87, 1)).toBe('2,9')
  })
})

it('no range and no number can break across lines', () => {
  const share = fc.double({ min: -1, max: 1, noNaN: true })
  fc.assert(
    fc.property(
      share,
      share,
      fc.constantFrom('en' as const, 'fr' as const),
      fc.boolean(),
      (a, b, locale, signed) => {
        const range = { lo: Math.min(a, b), hi: Math.max(a, b) }
        for (const unit of ['percent', 'points'] as const) {
          const text = formatRange(locale, range, { unit, signed })
          expect(text).not.toMatch(/[ -]|–(?!\u2060)/)
        }
      },
    ),
  )
})

it('counts and p-values', () => {
  expect(formatCount('en', 1234567)).toBe('1,234,567')
  expect(formatP('en', 0.0156)).toBe('0.016')
  expect(formatP('en', 1e-9)).toBe('<\u00A00.001')
  expect(formatP('fr', 0.5)).toBe('0,500')
})
