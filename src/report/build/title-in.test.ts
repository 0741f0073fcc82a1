import { describe, expect, it } from 'vitest'
import { buildReport } from '../build-report.ts'
import { retrospectiveInput } from '../sample.fixture.ts'
import { buildTitle, titleIn } from './title-in.ts'

const base = retrospectiveInput()
const { body } = base.protocol
const french = {
  ...base,
  protocol: {
    ...base.protocol,
    body: {
      ...body,
      titleIn: { fr: 'Agents et fuites' },
      aggregation: {
        ...body.aggregation,
        measures: body.aggregation.measures.map((one) => ({
          ...one,
          titleIn: { fr: `${one.id} en français` },
        })),
      },
    },
  },
}

describe('a title that was agreed on in several languages', () => {
  it('is the one of the reader, marked with its language; else the first', () => {
    const title = { title: 'One', titleIn: { fr: 'Un' } }
    expect(titleIn('fr', title)).toEqual({ foreign: 'Un', lang: 'fr' })
    expect(titleIn('en', title)).toEqual({ foreign: 'One', lang: null })
    expect(titleIn('fr', { title: 'One' })).toEqual({ foreign: 'One', lang: null })
  })

  it('stands in the report in that language, of the exercise and of its measures', () => {
    expect([buildTitle(french, 'fr'), buildTitle(french, 'en')]).toEqual(['Agents et fuites', body.title])
    const report = buildReport(french, 'fr')
    const text = JSON.stringify(report)
    expect(report.title).toBe('Agents et fuites')
    for (const { id, title } of body.aggregation.measures) {
      expect(text).toContain(`${id} en français`)
      expect(text).not.toContain(`"${title}"`)
    }
  })

  it('changes nothing in the other languages', () => {
    expect(buildReport(french, 'en')).toEqual(buildReport(base, 'en'))
  })
})
