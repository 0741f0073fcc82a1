import { describe, expect, it } from 'vitest'
import { inEnglish } from '../error.ts'
import { saySentence } from '../message/index.ts'
import { buildReport } from './build-report.ts'
import { compareReports, differenceInWords } from './compare-reports.ts'
import { ReportDocument } from './document.ts'
import { rehearsalInput } from './sample.fixture.ts'

const report = buildReport(rehearsalInput(), 'en')

/** The report with the first text that has `from` changed, from the block of this kind on. */
function forged(kind: string, from: string, to: string): ReportDocument {
  const json = JSON.stringify(report)
  const start = json.indexOf(`"block":"${kind}"`)
  const at = json.indexOf(from, start)
  if (start < 0 || at < 0) throw new Error(`no ${from} after ${kind}`)
  return ReportDocument.parse(JSON.parse(json.slice(0, at) + to + json.slice(at + from.length)))
}

const said = (other: ReportDocument): string[] =>
  compareReports(report, other).map((difference) => inEnglish(differenceInWords(difference)))

const table = report.blocks.find((block) => block.block === 'table')
if (table === undefined) throw new Error('no table')
const [row] = table.rows
const [first, second] = row ?? []
const heading = typeof table.heading === 'string' ? table.heading : table.heading.foreign
const cellText = (text: string | { foreign: string } | undefined): string =>
  (typeof text === 'string' ? text : text?.foreign) ?? ''

describe('compareReports', () => {
  it('finds nothing in the same report', () => {
    expect(compareReports(report, ReportDocument.parse(JSON.parse(JSON.stringify(report))))).toEqual([])
  })

  it('names the headline and its sentence', () => {
    const headline = report.blocks.find((block) => block.block === 'headline')
    const [sentence = ''] = headline?.sentences ?? []
    const [difference] = compareReports(report, forged('headline', sentence, 'All agree.'))
    expect(difference).toMatchObject({
      path: expect.stringMatching(/^report\.blocks\.\d+\.sentences\.0$/),
      found: 'All agree.',
      expected: sentence,
    })
    expect(said(forged('headline', sentence, 'All agree.'))).toEqual([
      expect.stringMatching(
        /^report: the headline \(sentence 1\) says “All agree\.”, the evidence gives “[^”]+…?”$/,
      ),
    ])
  })

  it('names table, row and column, once for a cell', () => {
    const text = cellText(second?.text)
    const [finding, ...others] = said(forged('table', JSON.stringify(text), '"99.9 points"'))
    const column = cellText(table.columns[1]?.text)
    expect(finding).toBe(
      `report: the table “${heading}”, row “${cellText(first?.text)}”, column “${column}”, says “99.9 points”, the evidence gives “${text}”`,
    )
    expect(others).toEqual([])
  })

  it('names the number behind a text, and a row of a figure', () => {
    const value = table.rows.flat().find((cell) => typeof cell.value === 'number')?.value
    expect(said(forged('table', `"value":${String(value)}`, '"value":0.987'))).toEqual([
      expect.stringMatching(
        /^report: the number behind the text of the table “[^”]+”, row “[^”]+”, column “[^”]+”, says 0\.987, the evidence gives /,
      ),
    ])
    const figures = report.blocks.find((block) => block.block === 'figures')
    const mark = figures?.figures[0]?.rows.find((one) => one.value !== null)?.value
    expect(said(forged('figures', `"value":${String(mark)},"interval"`, '"value":0.9,"interval"'))).toEqual([
      expect.stringMatching(/^report: the figure “[^”]+”, row “[^”]+” says 0\.9, the evidence gives 0?\.?\d/),
    ])
  })

  it('says what was taken out and what was put in', () => {
    const blocks = report.blocks.map((block) =>
      block === table ? { ...table, rows: table.rows.slice(0, -1) } : block,
    )
    const label = cellText(table.rows.at(-1)?.[0]?.text)
    const less = said({ ...report, blocks })
    expect(less).toHaveLength(1)
    expect(less[0]).toContain(`report: the table “${heading}”, row `)
    expect(less[0]).toContain('is missing; the evidence gives')
    expect(less[0]).toContain(label)
    const [added] = compareReports({ ...report, blocks }, report)
    expect(added === undefined ? '' : inEnglish(differenceInWords(added))).toMatch(
      /^report: the table .* says .*, which does not follow from the evidence$/,
    )
  })

  it('is said in French too', () => {
    const [difference] = compareReports(report, forged('title', '"foreign":"', '"foreign":"X'))
    if (difference === undefined) throw new Error('no difference')
    expect(saySentence('fr', differenceInWords(difference))).toMatch(/^rapport.: le titre dit “X/)
  })
})
