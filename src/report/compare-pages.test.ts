import { describe, expect, it } from 'vitest'
import { buildReport } from './build-report.ts'
import { findPageDifference } from './compare-pages.ts'
import { renderHtml } from './render-html.ts'
import { rehearsalInput } from './sample.fixture.ts'

const page = renderHtml(buildReport(rehearsalInput(), 'en'))

describe('findPageDifference', () => {
  it('finds nothing between equal texts, whatever the marks around them', () => {
    expect(findPageDifference(page, page)).toBeUndefined()
    expect(findPageDifference('<body><p>a &amp; b</p>', '<body><div>a &amp;\n b</div>')).toBeUndefined()
  })

  it('gives the first text that differs, with the heading above it', () => {
    const before = '<body><p>x</p><h2>Scores</h2><p>one &lt; two</p><h2>End</h2></body>'
    expect(findPageDifference(before, before.replace('one', 'three'))).toEqual({
      under: 'Scores',
      expected: 'one < two',
      found: 'three < two',
    })
    expect(findPageDifference(before, before.replace('>x<', '>y<'))).toEqual({
      under: null,
      expected: 'x',
      found: 'y',
    })
    expect(findPageDifference(before, before.replace('<h2>End</h2>', ''))).toEqual({
      under: 'Scores',
      expected: 'End',
      found: '',
    })
  })

  it('looks at what is shown, not at the data of the page', () => {
    const at = page.lastIndexOf('<script')
    expect(findPageDifference(page, `${page.slice(0, at)}${page.slice(at).replace(/rehearsal/g, 'x')}`)).toBe(
      undefined,
    )
  })
})
