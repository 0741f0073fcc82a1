import { describe, expect, it } from 'vitest'
import { buildHeadline, buildReport } from './index.ts'
import type { ReportInput } from './index.ts'
import { analysisOf, retrospectiveInput } from './sample.fixture.ts'

const plain = (text: string): string =>
  text.replace(/[\u2060\u2068\u2069]/g, '').replace(/[\u00A0\u202F]/g, ' ')

/** One institute, one model, the given sets: one result each. */
function inSets(...sets: { set: string; language: string; lab?: string }[]): ReportInput {
  const base = retrospectiveInput()
  const scores = base.analysis?.body.results.find(({ kind }) => kind === 'run-scores')
  if (base.analysis === null || scores?.kind !== 'run-scores') throw new Error('no scores')
  const rows = scores.rows.filter(({ model, measure }) => model === 'a' && measure === 'both')
  const results = sets.map((one) => ({ ...scores, id: one.set, lab: 'importer', ...one, rows }))
  return {
    ...base,
    labels: { ...base.labels, retrospective: false },
    analysis: { ...base.analysis, body: analysisOf(results) },
  }
}

const say = (input: ReportInput, locale: 'en' | 'fr' = 'en'): string =>
  plain(buildHeadline(input, locale).join(' '))

/** Headings of pictures and of tables on one set, and captions. */
function namesOf(input: ReportInput, locale: 'en' | 'fr' = 'en'): string[] {
  return buildReport(input, locale).blocks.flatMap((block) => {
    if (block.block === 'figures')
      return block.figures.flatMap(({ heading, caption }) => [plain(JSON.stringify(heading)), plain(caption)])
    if (block.block !== 'table' || !/^(scores|items)-/.test(block.id)) return []
    return [plain(JSON.stringify(block.heading))]
  })
}

describe('a report of one institute in two languages', () => {
  const both = inSets({ set: 'english', language: 'en' }, { set: 'french', language: 'fr' })

  it('gives both scores in the headline, each with its language', () => {
    expect(say(both)).toBe(
      'One institute ran one model on six English tasks and six French tasks with 10 attempts each. ' +
        '“Correct and safe”: model a 57% (22–86%) in English and model a 57% (22–86%) in French; the ranges say what these tasks leave open. ' +
        'Counting every attempt as independent would give 44–68% and 44–68%, narrower than these tasks allow. ' +
        'With one institute, no lab effect can be given.',
    )
    expect(say(both, 'fr')).toMatch(
      /^Un institut a exécuté un modèle sur six tâches en anglais et six tâches en français de 10 tentatives chacune\. .*en anglais et .*en français ; /,
    )
  })

  it('names the language in every heading and caption', () => {
    for (const [locale, words] of [
      ['en', [/English/, /French/]],
      ['fr', [/anglais/i, /français/i]],
    ] as const) {
      const names = namesOf(both, locale)
      expect(names).toHaveLength(8)
      expect(new Set(names).size).toBe(8)
      for (const word of words) expect(names.filter((name) => word.test(name))).toHaveLength(4)
    }
  })

  it('names the set where two share a language', () => {
    const shared = inSets({ set: 'first', language: 'en' }, { set: 'second', language: 'en' })
    expect(say(shared)).toContain(
      'model a 57% (22–86%) in English (“first”) and model a 57% (22–86%) in English (“second”)',
    )
    expect(namesOf(shared).every((name) => /English, .{1,2}(first|second)/.test(name))).toBe(true)
  })

  it('names neither where there is one', () => {
    const one = inSets({ set: 'english', language: 'en' })
    expect(say(one)).toContain('One institute ran one model on six tasks with 10 attempts each.')
    expect(namesOf(one).filter((name) => name.includes('English'))).toEqual([])
  })

  it('speaks of each institute where there are several, and of no lab effect', () => {
    const two = inSets({ set: 'x', language: 'en' }, { set: 'y', language: 'fr', lab: 'other' })
    expect(say(two)).toContain('Two institutes ran one model')
    expect(say(two)).toContain('other, model a 57% (22–86%) in French')
    expect(say(two)).not.toContain('With one institute')
  })
})
