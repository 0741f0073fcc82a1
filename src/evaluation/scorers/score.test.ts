import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Scorer } from '../../statement/index.ts'
import { readFigures } from './numeric.ts'
import { regexFault } from './regex.ts'
import { score, scorerFault } from './score.ts'

const parse = (scorer: unknown): Scorer => Scorer.parse(scorer)
const result = (
  scorer: unknown,
  completion: string,
  target: string[],
  choices: string[] = [],
): number | string => {
  const scored = score(parse(scorer), { completion, target, choices })
  if (scored.outcome === 'scored') return scored.value
  return scored.outcome === 'unscored' ? scored.reason : scored.outcome
}

describe('exact', () => {
  it.each([
    [{}, 'Paris', ['Paris'], 1],
    [{}, ' Paris\n', ['Paris'], 1],
    [{}, 'New \u00A0York', ['New York'], 1],
    [{}, 'paris', ['Paris'], 0],
    [{ ignoreCase: true }, 'paris', ['Lyon', 'PARIS'], 1],
    [{ ignoreSpace: false }, 'Paris ', ['Paris'], 0],
    [{}, 'Cafe\u0301', ['Café'], 1],
    [{}, '', ['Paris'], 0],
    [{}, 'Paris', [], 'scorer-error'],
    [{}, 'Ｐａｒｉｓ', ['Paris'], 0],
    [{ normalise: ['width'] }, 'Ｐａｒｉｓ', ['Paris'], 1],
    [{}, 'Paris.', ['Paris'], 0],
    [{ normalise: ['punctuation'] }, '« Paris ».', ['Paris'], 1],
    [{ normalise: ['punctuation'] }, '「東京」。', ['東京'], 1],
    [{ normalise: ['diacritics'] }, 'Été', ['Ete'], 1],
    [{ normalise: ['diacritics'] }, 'कि', ['क'], 0],
    [{ normalise: ['space'] }, '東 京', ['東京'], 1],
    [{ normalise: ['space'], ignoreSpace: false }, ' New York', ['NewYork'], 1],
    [{ normalise: ['width', 'punctuation', 'diacritics'], ignoreCase: true }, 'ＣＡＦÉ！', ['cafe'], 1],
  ])('%j: %j for %j', (over, completion, target, want) => {
    expect(result({ type: 'exact', ...over }, completion, target)).toBe(want)
  })
})

describe('includes', () => {
  it.each([
    [{}, 'It is PARIS, of course.', ['Paris'], 1],
    [{ ignoreCase: false }, 'It is PARIS.', ['Paris'], 0],
    [{}, 'new\nyork', ['New York'], 1],
    [{}, '', ['Paris'], 0],
    [{}, 'anything', [' '], 'scorer-error'],
    [{ normalise: ['punctuation'] }, 'anything', ['!'], 'scorer-error'],
    [{ normalise: ['diacritics'] }, 'À Montréal, oui.', ['Montreal'], 1],
    [{ normalise: ['space'] }, '答えは 東 京 です', ['東京'], 1],
  ])('%j: %j for %j', (over, completion, target, want) => {
    expect(result({ type: 'includes', ...over }, completion, target)).toBe(want)
  })
})

describe('numeric', () => {
  it.each([
    ['The answer is 42.', '42', 1],
    ['**42**', '42', 1],
    ['41 or 42', '42', 1],
    ['42, not 41', '42', 0],
    ['1,234.5', '1234.5', 1],
    ['1 234,5', '1234.5', 1],
    ['1\u202F234,5', '1234.5', 1],
    ['1.234,5', '1234.5', 1],
    ["1'234.5", '1234.5', 1],
    ['1,234', '1234', 1],
    ['1.234', '1234', 1],
    ['1,234', '1.234', 1],
    ['1.234.567', '1234567', 1],
    ['12,34,567', '1234567', 0],
    ['2,5', '2.5', 1],
    ['１２３４', '1234', 1],
    ['１，２３４．５', '1234.5', 1],
    ['答えは４２です。', '42', 1],
    ['١٢٣٤', '1234', 1],
    ['١٬٢٣٤٫٥', '1234.5', 1],
    ['۴۲', '42', 1],
    ['४२', '42', 1],
    ['-7', '-7', 1],
    ['−7', '-7', 1],
    ['–7', '-7', 1],
    ['－７', '-7', 1],
    ['10-5', '5', 1],
    ['x=-5', '-5', 1],
    ['$1,200.00', '1200', 1],
    ['-$5', '-5', 1],
    ['\\$18', '18', 1],
    ['18 €', '18', 1],
    ['€18,50', '18.5', 1],
    ['45%', '45', 1],
    ['45 %', '0.45', 1],
    ['４５％', '45', 1],
    ['\\boxed{1{,}234}', '1234', 1],
    ['\\(1\\,234\\)', '1234', 1],
    ['.5', '0.5', 1],
    ['1.5e3', '1500', 1],
    ['3, 4, 5', '5', 1],
    ['1,2,3', '3', 1],
    ['in 2024 it was 10 000', '10000', 1],
    ['7 300', '7300', 1],
    ['Answer: 12 34', '34', 1],
    ['I do not know.', '42', 'unparsed'],
    ['', '42', 'unparsed'],
    ['42', 'forty-two', 'scorer-error'],
    ['-0', '0', 1],
    ['42 apples', '42.0', 1],
    ['42', '1,234', 0],
    ['1\u2009234\u2009567', '1234567', 1],
    ['๔๒', '42', 1],
    ['௪௨', '42', 1],
    ['១២', '12', 1],
    ['١٬٢٣٤', '1.234', 0],
    ['١٫٢٣٤', '1234', 0],
  ])('%j for %j', (completion, target, want) => {
    expect(result({ type: 'numeric' }, completion, [target])).toBe(want)
  })

  it.each([
    ['de', '1.234', '1234', 1],
    ['de', '1.234,5', '1234.5', 1],
    ['de', '1,234', '1234', 0],
    ['de', '2,5', '2.5', 1],
    ['de', '2,5', '2,5', 1],
    ['de', '2.5', '2.5', 0],
    ['fr', '1\u202F234,5', '1234.5', 1],
    ['en', '1,234', '1234', 1],
    ['en', '1.234', '1234', 0],
    ['hi', '१२,३४,५६७', '1234567', 1],
    ['en-IN', '12,34,567.5', '1234567.5', 1],
    ['en', '12,34,567', '1234567', 0],
    ['ar', '١٬٢٣٤٫٥', '1234.5', 1],
    ['de', '١٢٫٥', '12.5', 1],
    ['ja', '１，２３４．５', '1234.5', 1],
  ])('reads figures as they are written in %s: %j for %j', (locale, completion, target, want) => {
    expect(result({ type: 'numeric', locale }, completion, [target])).toBe(want)
  })

  it('takes one declaration, of a language it knows', () => {
    expect(scorerFault(parse({ type: 'numeric', locale: 'de', decimal: 'point' }))?.pattern).toContain(
      'keep one',
    )
    expect(scorerFault(parse({ type: 'numeric', locale: 'de' }))).toBeNull()
    expect(Scorer.safeParse({ type: 'numeric', locale: 'xx' }).success).toBe(false)
  })

  it('keeps to the mark that is declared', () => {
    expect(result({ type: 'numeric', decimal: 'point' }, '1,234', ['1.234'])).toBe(0)
    expect(result({ type: 'numeric', decimal: 'point' }, '1,234', ['1234'])).toBe(1)
    expect(result({ type: 'numeric', decimal: 'comma' }, '1,234', ['1,234'])).toBe(1)
    expect(result({ type: 'numeric', decimal: 'comma' }, '1.234', ['1234'])).toBe(1)
  })

  it('takes the first figure on request, and allows the tolerance', () => {
    expect(result({ type: 'numeric', take: 'first' }, '42, not 41', ['42'])).toBe(1)
    expect(result({ type: 'numeric', tolerance: 0.01 }, '3.14', ['3.1416'])).toBe(1)
    expect(result({ type: 'numeric', tolerance: 0.001 }, '3.14', ['3.1416'])).toBe(0)
  })

  it('reads back every number as people of several languages write it', () => {
    const locales = ['en', 'fr', 'de', 'de-CH', 'ja', 'sw', 'hi', 'ar-EG', 'fa', 'es', 'pt-BR', 'ru']
    const cases = fc.record({
      locale: fc.constantFrom(...locales),
      cents: fc.integer({ min: -99_999_999, max: 99_999_999 }),
    })
    fc.assert(
      fc.property(cases, ({ locale, cents }) => {
        const value = cents / 100
        const grouped = new Intl.NumberFormat(locale, { maximumFractionDigits: 2 })
        // Indian grouping (12,34,567) is not read; everything else is.
        const text =
          locale === 'hi'
            ? new Intl.NumberFormat(locale, { useGrouping: false }).format(value)
            : grouped.format(value)
        const readings = readFigures(text, { decimal: 'auto', indian: false }).at(-1) ?? []
        expect(readings.some((reading) => Math.abs(reading - value) < 1e-6)).toBe(true)
      }),
    )
  })
})

describe('choice', () => {
  const choices = ['Rome', 'Paris', 'Oslo', 'Bern']
  it.each([
    ['B', 1],
    ['b', 1],
    [' (B). ', 1],
    ['**B**', 1],
    ['Ｂ', 1],
    ['B) Paris', 1],
    ['Answer: B', 1],
    ['The answer is B.', 1],
    ['answer: b', 1],
    ['Réponse : (B)', 1],
    ['答え：B', 1],
    ['答えはBです。', 1],
    ['Jibu: B', 1],
    ['First I thought the answer is A, but the answer is B.', 1],
    ['I will answer a question.\nB', 1],
    ['A', 0],
    ['Rome is old.\n\nAnswer: C', 0],
    ['Paris', 1],
    ['Lyon', 'unparsed'],
    ['E', 'unparsed'],
    ['I answer a question', 'unparsed'],
    ['', 'unparsed'],
  ])('%j', (completion, want) => {
    expect(result({ type: 'choice' }, completion, ['B'], choices)).toBe(want)
    expect(result({ type: 'choice' }, completion, ['Paris'], choices)).toBe(want)
  })

  it('cannot score without choices, or with a target that is none', () => {
    expect(result({ type: 'choice' }, 'A', ['A'])).toBe('scorer-error')
    expect(result({ type: 'choice' }, 'A', ['Z'], choices)).toBe('scorer-error')
  })
})

describe('regex', () => {
  const answerLine = { type: 'regex', pattern: String.raw`####\s*(\S+)` }

  it.each([
    ['#### 42', '42', 1],
    ['#### 41\n#### 42', '42', 1],
    ['#### Yes', 'yes', 1],
    ['nothing', '42', 'unparsed'],
    ['x'.repeat(50_001), '42', 'scorer-error'],
  ])('%s', (completion, target, want) => {
    expect(result(answerLine, completion, [target])).toBe(want)
  })

  it.each([
    '(a+)+b',
    '(a*)*',
    '(?:a|aa)+',
    '((?:a|b)c)*',
    '(?:a{2,})+',
    '(?:a+){11,}',
    String.raw`(a)\1`,
    '(?<x>a)\\k<x>',
    'a*a*a*a*a*a*a*b',
  ])('refuses %s, which could take for ever', (pattern) => {
    expect(
      regexFault({ type: 'regex', pattern, flags: '', group: 0, ignoreCase: true, compare: 'text' })?.pattern,
    ).toContain('the pattern of the scorer')
    expect(result({ type: 'regex', pattern, group: 0 }, 'aaaa', ['a'])).toBe('scorer-error')
  })

  it.each([
    String.raw`(?:A:|####)\s*([^\n]*)`,
    'answer[: ]+(-?[0-9,.]+)',
    '(?:final )?answer: (.*?)[.]?$',
    '([(*+)]+)',
    String.raw`(\d{1,3}(?:,\d{3})*)`,
  ])('takes %s', (pattern) => {
    expect(
      regexFault({ type: 'regex', pattern, flags: 'm', group: 1, ignoreCase: true, compare: 'text' }),
    ).toBeNull()
  })

  it.each([
    ['(', 1],
    ['a', 1],
    ['(a)', 2],
    ['a\\', 0],
  ])('refuses %s with group %i', (pattern, group) => {
    expect(
      scorerFault({ type: 'regex', pattern, flags: '', group, ignoreCase: true, compare: 'text' })?.pattern,
    ).toContain('the pattern of the scorer')
  })

  it('compares the capture as a number on request', () => {
    const figure = { ...answerLine, pattern: String.raw`####([^\n]*)`, compare: 'number' }
    expect(result(figure, '#### $1,080.', ['1080'])).toBe(1)
    expect(result(figure, '#### 1,081', ['1080'])).toBe(0)
    expect(result(figure, '12 of them. #### none', ['12'])).toBe('unparsed')
    expect(result({ ...figure, compare: 'text' }, '#### 1,080', ['1080'])).toBe(0)
  })

  it('ends in time on a text made to be slow', () => {
    const began = performance.now()
    const slow = { type: 'regex', pattern: 'a*a*a*a*a*(b)' }
    expect(result(slow, 'a'.repeat(50_000), ['b'])).toBe('scorer-error')
    expect(performance.now() - began).toBeLessThan(5000)
    expect(result(slow, 'aab', ['b'])).toBe(1)
  })
})

describe('every scorer', () => {
  it('gives a value in [0, 1] or a reason for any text', () => {
    const scorers = [
      { type: 'exact' },
      { type: 'includes' },
      { type: 'numeric' },
      { type: 'numeric', locale: 'hi' },
      { type: 'choice' },
      { type: 'regex', pattern: '(x+)' },
    ].map(parse)
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom('1', ',', '.', ' ', '-', '%', 'A', ')', '\n', 'é') }),
    )
    fc.assert(
      fc.property(
        fc.constantFrom(...scorers),
        text,
        fc.array(text, { maxLength: 3 }),
        (scorer, completion, target) => {
          const scored = score(scorer, { completion, target, choices: ['1', '2'] })
          expect(
            scored.outcome === 'scored' ? [0, 1].includes(scored.value) : scored.outcome === 'unscored',
          ).toBe(true)
        },
      ),
      { numRuns: 500 },
    )
  })

  it('does not run verdict tables', () => {
    expect(scorerFault(parse({ type: 'verdict-table', rubric: 'x' }))?.pattern).toContain('attached')
  })
})
