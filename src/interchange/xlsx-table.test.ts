import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { mutate, outcomeOf, seeded } from './interchange.fixture.ts'
import { openXlsxTable } from './xlsx-table.ts'
import { xmlParts } from './xml-parts.ts'

const WORKBOOK =
  '<?xml version="1.0"?><workbook xmlns:r="r"><sheets><sheet name="Items" sheetId="2" r:id="rId7"/><sheet name="Notes" sheetId="1" r:id="rId1"/></sheets></workbook>'
const RELATIONS =
  '<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/><Relationship Id="rId7" Target="worksheets/sheet2.xml"/></Relationships>'
const STRINGS =
  '<sst><si><t>id</t></si><si><t>input</t></si><si><t>target</t></si><si><r><t>How </t></r><r><t xml:space="preserve">many &amp; &#x4e00;?</t></r><rPh><t>ruby</t></rPh></si><si/></sst>'

const workbook = (rows: string, parts: Record<string, string> = {}): Uint8Array[] => [
  zipSync(
    Object.fromEntries(
      Object.entries({
        'xl/workbook.xml': WORKBOOK,
        'xl/_rels/workbook.xml.rels': RELATIONS,
        'xl/sharedStrings.xml': STRINGS,
        'xl/worksheets/sheet1.xml': '<worksheet><sheetData/></worksheet>',
        'xl/worksheets/sheet2.xml': `<worksheet><sheetData>${rows}</sheetData></worksheet>`,
        ...parts,
      }).map(([name, text]) => [name, strToU8(text)]),
    ),
  ),
]
const HEADER =
  '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="s"><v>1</v></c><c r="C1" t="s"><v>2</v></c></row>'

async function rowsOf(source: Uint8Array[]): Promise<[number, ...string[]][]> {
  const { columns, rows } = await openXlsxTable(source, 'a.xlsx')
  const all: [number, ...string[]][] = [[0, ...columns]]
  for await (const { line, cells } of rows) all.push([line, ...cells.values()])
  return all
}

describe('workbooks', () => {
  it('are read as the table of the sheet that stands first, gaps and empty rows aside', async () => {
    const rows = `${HEADER}<row r="3"><c r="A3"><v>17</v></c><c r="C3" t="str"><f>1+1</f><v>2</v></c></row><row r="5"/><row r="6"><c r="A6" t="inlineStr"><is><t>q&lt;2</t></is></c><c r="B6" t="s"><v>3</v></c><c r="C6" t="b"><v>1</v></c></row>`
    expect(await rowsOf(workbook(rows))).toEqual([
      [0, 'id', 'input', 'target'],
      [3, '17', '', '2'],
      [6, 'q<2', 'How many & 一?', 'true'],
    ])
  })

  it('are read with prefixed elements, as other programs write them', async () => {
    const prefixed = (xml: string): string => xml.replaceAll(/<(\/?)(row|c|v)\b/g, '<$1x:$2')
    expect(await rowsOf(workbook(prefixed(HEADER)))).toEqual([[0, 'id', 'input', 'target']])
  })

  it.each<[string, Uint8Array[], string]>([
    ['no zip', [strToU8('id,input')], 'a.xlsx: this is not a workbook'],
    [
      'no sheet',
      [zipSync({ 'xl/workbook.xml': strToU8('<workbook/>') })],
      'a.xlsx: the workbook has no sheet',
    ],
    ['an empty sheet', workbook(''), 'a.xlsx: the first sheet is empty'],
    [
      'a column twice',
      workbook(HEADER.replace('<v>2</v>', '<v>1</v>')),
      'a.xlsx, row 1: two columns are named',
    ],
    [
      'an error',
      workbook(`${HEADER}<row r="2"><c r="A2" t="e"><v>#REF!</v></c></row>`),
      'a.xlsx, row 2: a formula ended in the error “#REF!”',
    ],
    [
      'a text that is not there',
      workbook(`${HEADER}<row r="2"><c r="A2" t="s"><v>99</v></c></row>`),
      'a.xlsx, row 2: a cell refers to a text',
    ],
    [
      'a value without a column',
      workbook(`${HEADER}<row r="2"><c r="F2"><v>1</v></c></row>`),
      'a.xlsx, row 2: there is a value beside the last',
    ],
    [
      'a far column',
      workbook(`${HEADER}<row r="2"><c r="ZZZ2"><v>1</v></c></row>`),
      'a.xlsx: the workbook is too large',
    ],
  ])('are refused with %s, in one sentence', async (_, source, want) => {
    await expect(rowsOf(source)).rejects.toThrow(want)
  })

  it('that claim to unpack to more than is sensible are refused before they are unpacked', async () => {
    const [bytes = new Uint8Array()] = workbook(HEADER)
    // The size that the central directory states for the first of its entries (APPNOTE 4.3.12).
    const entry = bytes.findIndex((_, at) =>
      [0x50, 0x4b, 1, 2].every((byte, step) => bytes[at + step] === byte),
    )
    new DataView(bytes.buffer).setUint32(entry + 24, 0xf0_00_00_00, true)
    await expect(rowsOf([bytes])).rejects.toThrow('a.xlsx: the workbook is too large')
  })

  it('that were damaged, in the package or in the sheet, are read or refused in one sentence', async () => {
    const rows = `${HEADER}<row r="2"><c r="A2"><v>1</v></c></row>`
    const below = seeded(20_262)
    const counts = { value: 0, refused: 0 }
    for (let copy = 0; copy < 400; copy += 1) {
      const [whole = new Uint8Array()] = workbook(new TextDecoder().decode(mutate(rows, below)))
      const damaged = copy % 2 === 0 ? whole : whole.map((byte) => (below(300) === 0 ? below(256) : byte))
      counts[await outcomeOf(() => rowsOf([damaged]))] += 1
    }
    expect(counts.value + counts.refused).toBe(400)
    expect(counts.refused).toBeGreaterThan(50)
    expect(counts.value).toBeGreaterThan(50)
  })
})

describe('XML', () => {
  it('is taken apart into tags and texts', () => {
    const parts = [...xmlParts('<?xml?><a x=\'1 > 0\' y="&quot;"/><!-- <b> --><![CDATA[<c>]]>&unknown;</a>')]
    const attributes = new Map([
      ['x', '1 > 0'],
      ['y', '"'],
    ])
    expect(parts).toEqual([
      { kind: 'open', name: 'a', attributes, empty: true },
      { kind: 'text', text: '<c>' },
      { kind: 'text', text: '&unknown;' },
      { kind: 'close', name: 'a' },
    ])
  })

  it.each(['<a b="', '<!--', '<![CDATA[', '<', '&', '<a '])(
    'that repeats %s without end is read once',
    (piece) => {
      const began = performance.now()
      expect([...xmlParts(piece.repeat(200_000))].length).toBeLessThan(200_001)
      expect(performance.now() - began).toBeLessThan(2_000)
    },
  )
})
