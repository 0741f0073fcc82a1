import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { connectivity } from './connectivity.ts'

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
