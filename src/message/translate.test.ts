import { IntlMessageFormat } from 'intl-messageformat'
import { describe, expect, it } from 'vitest'
import { en } from './en/index.ts'
import type { MessageKey } from './en/index.ts'
import { fr } from './fr/index.ts'
import { translate } from './index.ts'
import { patternOf } from './translate.ts'

const isKey = (key: string): key is MessageKey => Object.hasOwn(en, key)
const KEYS = Object.keys(en).filter(isKey)

type Elements = ReturnType<IntlMessageFormat['getAst']>
const LITERAL = 0

const parse = (text: string): Elements =>
  new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst()

/** Name of every placeholder, those inside plural and select forms included. */
function placeholders(elements: Elements, found: Set<string> = new Set()): Set<string> {
  for (const element of elements) {
    if (element.type === LITERAL || !('value' in element)) continue
    found.add(element.value)
    if (!('options' in element)) continue
    for (const option of Object.values(element.options)) placeholders(option.value, found)
  }
  return found
}

/** What is rightly the same in both languages. */
const SAME = new Set<string>([
  'command.next-status',
  'command.next-check',
  'command.next-propose',
  'command.next-freeze',
  'command.next-analyse',
  'command.next-report',
  'command.next-verify',
  'compare.column.relation',
  'compare.field.dates',
  'compare.field.items',
  'compare.field.topP',
  'compare.value.items',
  'page.product',
  'page.nav',
  'page.language.en',
  'page.language.fr',
  'page.statement.signatures',
  'page.statement.media-type',
  'page.milliseconds',
  'page.column.item',
  'page.run.relation',
  'page.statement.relation',
  'report.column.score',
  'report.column.p-bh',
  'report.field.items',
  'report.field.topP',
  'report.field.dates',
  'report.opinion.objection',
  'statistics.column.evidence',
])

describe('the catalogue', () => {
  it('has the same messages in both languages', () => {
    expect(Object.keys(fr).toSorted()).toEqual(Object.keys(en).toSorted())
    expect(KEYS.length).toBeGreaterThan(300)
  })

  it('asks for the same values in both languages', () => {
    const differing = KEYS.filter((key) => {
      const names = [en[key], fr[key]].map((text) => [...placeholders(parse(text))].toSorted())
      return JSON.stringify(names[0]) !== JSON.stringify(names[1])
    })
    expect(differing).toEqual([])
    expect([...placeholders(parse(en['report.headline.below']))].toSorted()).toEqual([
      'cause',
      'delta',
      'lab',
      'n',
      'points',
      'range',
    ])
  })

  it('says nothing in French as in English, but for what is listed', () => {
    const equal = KEYS.filter((key) => fr[key] === en[key])
    expect(equal.toSorted()).toEqual([...SAME].toSorted())
  })

  it('sets French spaces: none that breaks before ; : ! ? % » or after «', () => {
    const wrong = KEYS.filter((key) => /[ ][;:!?%»]|« /.test(patternOf('fr', key)))
    expect(wrong).toEqual([])
    const bare = KEYS.filter((key) => /[^\s\u00A0\u202F:][;!?%»]/.test(patternOf('fr', key)))
    expect(bare).toEqual([])
  })

  it('has no straight apostrophe or quotation mark', () => {
    expect(KEYS.filter((key) => /['"]/.test(en[key] + fr[key]))).toEqual([])
  })
})

describe('translate', () => {
  it('counts in words and in plural forms', () => {
    expect(translate('en')('report.number', { count: 5 })).toBe('five')
    expect(translate('fr')('report.number', { count: 5 })).toBe('cinq')
    expect(translate('en')('report.number', { count: 12 })).toBe('12')
    expect(translate('en')('report.note.dropped', { count: 1 })).toMatch(/^One task is left out/)
    expect(translate('fr')('report.note.dropped', { count: 3 })).toMatch(/^3 tâches sont écartées/)
  })

  it('takes a value as it is, whatever it holds', () => {
    const nasty = "{x} <b>' % ; #"
    expect(translate('fr')('page.statement.title', { id: nasty })).toBe(`Déclaration ${nasty}`)
  })

  it('refuses to leave a place empty', () => {
    expect(() => translate('en')('page.statement.title')).toThrow(/id/)
  })
})
