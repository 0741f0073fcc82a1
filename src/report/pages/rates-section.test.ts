import { describe, expect, it } from 'vitest'
import { ratesSection } from './rates-section.ts'

const rate = { measure: 'passed', rate: 0.573, decimals: 3, n: null }
const NASTY = `<script>alert(1)</script>`
const shown = (locale: 'en' | 'fr', rates: Parameters<typeof ratesSection>[1]): string =>
  ratesSection(locale, rates).markup.replaceAll('\u00A0', ' ')

describe('the rates of a run', () => {
  it('stand with the digits they were published with, and say what is not published', () => {
    const markup = shown('en', {
      cells: [
        { language: 'en', lab: null, ...rate },
        { language: 'und', lab: null, ...rate, rate: 0.5, decimals: 1, n: 1200 },
      ],
      totals: [{ ...rate, rate: 0.46, decimals: 2 }],
    })
    expect(markup).toContain('57.3%')
    expect(markup).toContain('50%')
    expect(markup).toContain('1,200')
    expect(markup).toContain('not published')
    expect(markup).toContain('All languages, as published')
    expect(markup).not.toContain('Institute')
    expect(markup).not.toContain('Measure')
  })

  it('say who ran them and what was measured where there is a choice, and let no text become markup', () => {
    const markup = shown('fr', {
      cells: [
        { language: 'fr', lab: NASTY, ...rate },
        { language: 'fr', lab: null, ...rate, measure: 'other' },
      ],
      totals: [],
    })
    expect(markup).toContain('57,3 %')
    expect(markup).toContain('Institut')
    expect(markup).toContain('Mesure')
    expect(markup).not.toContain('<script')
    expect(markup).toContain('&lt;script&gt;')
  })
})
