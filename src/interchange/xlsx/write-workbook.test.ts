import { unzipSync } from 'fflate'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { xmlParts } from '../xml-parts.ts'
import { decodeCellText, encodeCellText } from './cell-text.ts'
import { openWorkbook } from './workbook.ts'
import { writeWorkbook, type SheetToWrite } from './write-workbook.ts'

const sheet = (rows: string[][], more: Partial<SheetToWrite> = {}): SheetToWrite => ({
  name: 'fr',
  hidden: false,
  guarded: true,
  headed: true,
  widths: [10, 20],
  rows: rows.map((cells) => cells.map((text) => ({ text, style: 'open' }))),
  lists: [],
  ...more,
})

async function textsOf(sheets: SheetToWrite[]): Promise<string[][][]> {
  const workbook = await openWorkbook([await writeWorkbook(sheets)], 'a.xlsx')
  return workbook.map(({ read }) =>
    read().rows.map(({ cells }) => Array.from(cells, (cell) => cell?.text ?? '')),
  )
}

describe('a workbook that we write', () => {
  it('gives back every text, also what XML and workbooks have a meaning for', async () => {
    const texts = [
      '=1+1',
      '1/2',
      '007',
      ' a\n b ',
      '<b>&"',
      '_x0041_',
      '\u0000\u0007\r\n',
      '\u200Fمتن\u200F',
      '😀',
    ]
    expect(await textsOf([sheet([texts])])).toEqual([[texts]])
  })

  it('gives back any texts (property)', async () => {
    const text = fc.string({ unit: 'binary', minLength: 1 })
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.array(text, { minLength: 2, maxLength: 2 }), { minLength: 1 }),
        async (rows) => {
          expect(await textsOf([sheet(rows)])).toEqual([rows])
        },
      ),
      { numRuns: 20 },
    )
    fc.assert(fc.property(text, (given) => decodeCellText(encodeCellText(given)) === given))
  })

  it('keeps sheets in their order, with names, and says which are hidden', async () => {
    const bytes = await writeWorkbook([
      sheet([['a', 'b']]),
      sheet([['c', 'd']], { name: 'x & y', hidden: true }),
    ])
    expect((await openWorkbook([bytes], 'a.xlsx')).map(({ name }) => name)).toEqual(['fr', 'x & y'])
    const xml = new TextDecoder().decode(unzipSync(bytes)['xl/workbook.xml'])
    const states = [...xmlParts(xml)].flatMap((part) =>
      part.kind === 'open' && part.name === 'sheet' ? [part.attributes.get('state')] : [],
    )
    expect(states).toEqual([undefined, 'hidden'])
  })

  it('has a list of values, a head that stays in sight and no password', async () => {
    const bytes = await writeWorkbook([
      sheet(
        [
          ['head', 'signed'],
          ['1', ''],
        ],
        { lists: [{ column: 1, values: ['oui', 'non'] }] },
      ),
    ])
    const xml = new TextDecoder().decode(unzipSync(bytes)['xl/worksheets/sheet1.xml'])
    expect(xml).toContain('sqref="B2:B2"><formula1>"oui,non"</formula1>')
    expect(xml).toContain('state="frozen"')
    expect(xml).toMatch(/<sheetProtection (?!.*password)/)
  })

  it('has no clock in it: the same sheets, the same bytes', async () => {
    const [one, two] = [await writeWorkbook([sheet([['a']])]), await writeWorkbook([sheet([['a']])])]
    expect(one).toEqual(two)
  })
})
