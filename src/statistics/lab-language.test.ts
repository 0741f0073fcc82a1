import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { connectivity, labLanguage } from './lab-language.ts'
import type { LabLanguageCell } from './lab-language.ts'
import { expectSound, reasonOf, valueOf } from './result.fixture.ts'

const edges = (text: string): { lab: string; language: string }[] =>
  text
    .split(' ')
    .filter((pair) => pair !== '')
    .map((pair) => ({ lab: pair.slice(0, 1), language: pair.slice(1) }))

describe('connectivity', () => {
  it('never 9: one lab per language leaves every language alone', () => {
    const got = connectivity(edges('Aen Bfr Cja'))
    expect(got.components).toEqual([
      { labs: ['A'], languages: ['en'] },
      { labs: ['B'], languages: ['fr'] },
      { labs: ['C'], languages: ['ja'] },
    ])
    expect(got.df).toBe(0)
    expect(got.sharedLanguages).toEqual([])
  })

  it('a common language joins the labs, without a degree of freedom for an error', () => {
    const got = connectivity(edges('Aen Ben Cen Bfr Cja'))
    expect(got.components).toEqual([{ labs: ['A', 'B', 'C'], languages: ['en', 'fr', 'ja'] }])
    expect(got.df).toBe(0)
    expect(got.sharedLanguages).toEqual(['en'])
  })

  it('the rehearsal has 11 cells and 3 degrees of freedom', () => {
    const got = connectivity(edges('Aen Ben Cen Den Een Afr Bfr Cja Dja Asw Esw'))
    expect(got.components).toHaveLength(1)
    expect(got.df).toBe(3)
  })

  it('counts repeated pairs once, and nothing is nothing', () => {
    expect(connectivity(edges('Aen Aen Ben'))).toEqual(connectivity(edges('Aen Ben')))
    expect(connectivity([])).toEqual({ components: [], df: 0, sharedLanguages: [] })
  })

  it('does not take a lab for a language of the same name', () => {
    expect(
      connectivity([
        { lab: 'x', language: 'y' },
        { lab: 'y', language: 'x' },
      ]).components,
    ).toHaveLength(2)
  })

  it('never 20: has every lab and language in one component, the same whatever the order of the pairs', () => {
    const name = fc.constantFrom('a', 'b', 'c', 'd', 'e')
    fc.assert(
      fc.property(fc.array(fc.record({ lab: name, language: name }), { maxLength: 15 }), (list) => {
        const got = connectivity(list)
        const labs = got.components.flatMap((component) => component.labs)
        const languages = got.components.flatMap((component) => component.languages)
        expect(labs.toSorted()).toEqual([...new Set(list.map(({ lab }) => lab))].toSorted())
        expect(languages.toSorted()).toEqual([...new Set(list.map(({ language }) => language))].toSorted())
        for (const { lab, language } of list) {
          const home = got.components.find((component) => component.labs.includes(lab))
          expect(home?.languages).toContain(language)
        }
        expect(got.df).toBeGreaterThanOrEqual(0)
        expect(connectivity(list.toReversed())).toEqual(got)
      }),
    )
  })
})

// Pass rates of the third joint exercise, arXiv:2601.15679, second-hand; joint_testing_3rd_exercise.json,
// two_way_anova: Rscript 14_joint_tables.R (R 4.2.2).
const RATES = {
  English: [0.57, 0.24],
  Farsi: [0.47, 0.2],
  French: [0.51, 0.35],
  Hindi: [0.48, 0.2],
  Japanese: [0.51, 0.2],
  Kiswahili: [0.32, 0.2],
  Korean: [0.35, 0.14],
  'Mandarin Chinese': [0.47, 0.26],
  Telugu: [0.33, 0.15],
}
const third: LabLanguageCell[] = Object.entries(RATES).flatMap(([language, [a = 0, b = 0]]) => [
  { lab: 'A', language, score: a },
  { lab: 'B', language, score: b },
])

describe('labLanguage', () => {
  it('gives R’s two-way ANOVA of the third joint exercise', () => {
    const got = valueOf(labLanguage(third))
    expect(got.languageTest.f).toBeCloseTo(3.7080610021786415, 9)
    expect(got.languageTest.p).toBeCloseTo(0.040959955110149784, 10)
    expect(got.labTest.f).toBeCloseTo(93.35294117647032, 8)
    expect(got.labTest.p).toBeCloseTo(1.0966474596713662e-5, 13)
    expect(got.residualSs).toBeCloseTo(0.0204, 12)
    expect(got.df).toBe(8)
    expect(got.mean).toBeCloseTo((0.44555555555555554 + 0.21555555555555556) / 2, 12)
    expect(got.labs.map(({ effect }) => Math.round(effect * 1e9) / 1e9)).toEqual([0.115, -0.115])
  })

  it('finds the effects of an unbalanced design that has no error', () => {
    const lab = { a: 0.1, b: -0.15, c: 0.05 }
    const language = { en: 0.05, fr: -0.08, ja: 0.03 }
    const cell = (one: keyof typeof lab, other: keyof typeof language): LabLanguageCell => ({
      lab: one,
      language: other,
      score: 0.5 + lab[one] + language[other],
    })
    const got = valueOf(
      labLanguage([
        cell('a', 'en'),
        cell('b', 'en'),
        cell('c', 'en'),
        cell('b', 'fr'),
        cell('c', 'ja'),
        cell('a', 'ja'),
      ]),
    )
    expect(got.mean).toBeCloseTo(0.5, 12)
    for (const { lab: name, effect } of got.labs) {
      expect(effect).toBeCloseTo({ a: 0.1, b: -0.15, c: 0.05 }[name] ?? Number.NaN, 12)
    }
    for (const { language: name, effect } of got.languages) {
      expect(effect).toBeCloseTo({ en: 0.05, fr: -0.08, ja: 0.03 }[name] ?? Number.NaN, 12)
    }
    expect(got).toMatchObject({ df: 1, residualSd: null, labTest: { f: null, p: null } })
  })

  it('gives effects but no error where nothing is left for one', () => {
    const got = valueOf(
      labLanguage([
        { lab: 'a', language: 'en', score: 0.5 },
        { lab: 'b', language: 'en', score: 0.6 },
        { lab: 'b', language: 'fr', score: 0.4 },
      ]),
    )
    expect(got).toMatchObject({ df: 0, residualSd: null })
    expect(got.labTest.f).toBeNull()
  })

  it('never 9: refuses to separate lab from language where they are not connected', () => {
    const cells = ['en', 'fr', 'ja'].map((language, i) => ({ lab: `lab ${i}`, language, score: 0.5 }))
    expect(reasonOf(labLanguage(cells))).toBe('not-connected')
  })

  it.each([
    [[], 'too-few-labs'],
    [[{ lab: 'a', language: 'en', score: 0.5 }], 'too-few-labs'],
    [third.filter(({ lab }) => lab === 'A'), 'too-few-labs'],
    [third.filter(({ language }) => language === 'French'), 'too-few-labs'],
    [[...third, ...third.slice(0, 1)], 'mismatched-items'],
    [[...third, { lab: 'A', language: 'Xhosa', score: Number.NaN }], 'out-of-range'],
    [[...third, { lab: 'A', language: 'Xhosa', score: 1.2 }], 'out-of-range'],
  ])('case %#: refuses what has no effects', (cells, want) => {
    expect(reasonOf(labLanguage(cells))).toBe(want)
  })

  const pair = fc.record({
    lab: fc.constantFrom('a', 'b', 'c', 'd'),
    language: fc.constantFrom('en', 'fr', 'ja'),
    score: fc.oneof(fc.constantFrom(0, 1, 0.1), fc.double({ min: 0, max: 1, noNaN: true })),
  })
  const cells = fc.uniqueArray(pair, { selector: ({ lab, language }) => lab + language, maxLength: 12 })

  it('never 20: gives the same bits for shuffled cells', () => {
    fc.assert(
      fc.property(cells, (list) => {
        expect(labLanguage(list.toReversed())).toEqual(labLanguage(list))
      }),
    )
  })

  it('gives numbers or a reason, effects that add up to 0, and residuals without either factor', () => {
    fc.assert(
      fc.property(cells, (list) => {
        const result = labLanguage(list)
        expectSound(result)
        if (!result.ok) return
        const { mean, labs, languages } = result.value
        expect(labs.reduce((sum, { effect }) => sum + effect, 0)).toBeCloseTo(0, 12)
        expect(languages.reduce((sum, { effect }) => sum + effect, 0)).toBeCloseTo(0, 12)
        const effects = new Map([
          ...labs.map(({ lab, effect }) => [`lab ${lab}`, effect] as const),
          ...languages.map(({ language, effect }) => [`language ${language}`, effect] as const),
        ])
        const residuals = list.map(
          ({ lab, language, score }) =>
            score -
            mean -
            (effects.get(`lab ${lab}`) ?? Number.NaN) -
            (effects.get(`language ${language}`) ?? Number.NaN),
        )
        for (const { lab } of labs) {
          const own = residuals.filter((_, i) => list[i]?.lab === lab)
          expect(own.reduce((sum, value) => sum + value, 0)).toBeCloseTo(0, 10)
        }
      }),
    )
  })
})
