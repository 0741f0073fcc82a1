import { describe, expect, it } from 'vitest'
import { numberLooks } from './number-format.ts'
import { readSheet } from './sheet.ts'

const styles = (formats: string, ids: readonly number[]): string =>
  `<styleSheet><numFmts>${formats}</numFmts><cellStyleXfs><xf numFmtId="14"/></cellStyleXfs><cellXfs>${ids.map((id) => `<xf numFmtId="${id}"/>`).join('')}</cellXfs></styleSheet>`

describe('number formats', () => {
  it.each<[string, number, string, string]>([
    ['General', 0, '', 'plain'],
    ['text', 49, '', 'plain'],
    ['two decimals', 2, '', 'plain'],
    ['a date', 14, '', 'date'],
    ['a time', 46, '', 'date'],
    ['an East Asian date', 31, '', 'date'],
    ['a share', 9, '', 'other'],
    ['a code with a date', 164, 'dd/mm/yyyy', 'date'],
    ['elapsed hours', 164, '[h]:mm', 'date'],
    ['an amount', 164, '#,##0.00\\ "days"', 'other'],
    ['a colour', 164, '[Red]0', 'plain'],
    ['a date in a locale', 164, '[$-40C]d mmm yyyy;@', 'date'],
  ])('%s', (_, id, code, want) => {
    const formats =
      code === '' ? '' : `<numFmt numFmtId="164" formatCode="${code.replaceAll('"', '&quot;')}"/>`
    expect(numberLooks(styles(formats, [id]))).toEqual([want])
  })
})

describe('cells', () => {
  const cellsOf = (row: string, more = '') =>
    readSheet(
      `<worksheet><sheetData><row r="2">${row}</row></sheetData>${more}</worksheet>`,
      ['shared'],
      ['plain', 'date', 'other'],
      'a.xlsx',
    )

  it.each([
    ['<c t="s"><v>0</v></c>', 'shared', 'text'],
    ['<c t="inlineStr"><is><r><t>a</t></r><r><t>b_x000D_</t></r></is></c>', 'ab\r', 'text'],
    ['<c><v>0.1</v></c>', '0.1', 'number'],
    ['<c s="1"><v>45000</v></c>', '45000', 'date'],
    ['<c t="d"><v>2026-01-02</v></c>', '2026-01-02', 'date'],
    ['<c t="b"><v>1</v></c>', 'true', 'boolean'],
    ['<c t="e"><v>#REF!</v></c>', '#REF!', 'error'],
    ['<c s="1"/>', undefined, undefined],
  ])('%s', (xml, text, kind) => {
    const [cell] = cellsOf(xml).rows[0]?.cells ?? []
    expect([cell?.text, cell?.kind]).toEqual([text, kind])
  })

  it('say that they are formulas, that their number is dressed, and which are merged', () => {
    const { rows, merged } = cellsOf(
      '<c r="A2"><f>B2</f><v>1</v></c><c r="B2" s="2"><v>0.5</v></c>',
      '<mergeCells><mergeCell ref="B2:C5"/><mergeCell ref="nonsense"/></mergeCells>',
    )
    expect(rows[0]?.cells.map((cell) => [cell?.formula, cell?.dressed])).toEqual([
      [true, false],
      [false, true],
    ])
    expect(merged).toEqual([{ top: 2, bottom: 5, left: 1, right: 2 }])
  })
})
