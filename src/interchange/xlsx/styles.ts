/** How cells of a workbook that we write look: all are texts (number format 49, `@`), wrapped, at the top. */
export const CELL_STYLES = ['plain', 'header', 'locked', 'open', 'open-rtl', 'locked-rtl'] as const
export type CellStyle = (typeof CELL_STYLES)[number]

const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

/** Grey = not to be changed, white = to be filled in; right to left for the scripts that are read so. */
const STYLES: Readonly<Record<CellStyle, { font: 0 | 1; fill: 0 | 2 | 3; locked: 0 | 1; order: 0 | 1 | 2 }>> =
  {
    plain: { font: 0, fill: 0, locked: 1, order: 0 },
    header: { font: 1, fill: 3, locked: 1, order: 0 },
    locked: { font: 0, fill: 2, locked: 1, order: 0 },
    open: { font: 0, fill: 0, locked: 0, order: 0 },
    'open-rtl': { font: 0, fill: 0, locked: 0, order: 2 },
    'locked-rtl': { font: 0, fill: 2, locked: 1, order: 2 },
  }

/** Number of a style in the part of styles. */
export function styleNumber(style: CellStyle): number {
  return CELL_STYLES.indexOf(style)
}

/** The part of styles, in the order of their numbers. */
export function stylesXml(): string {
  const xf = CELL_STYLES.map((name) => {
    const { font, fill, locked, order } = STYLES[name]
    const direction = order === 0 ? '' : ` readingOrder="${order}"${order === 2 ? ' horizontal="right"' : ''}`
    return `<xf numFmtId="49" fontId="${font}" fillId="${fill}" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyBorder="1" applyAlignment="1" applyProtection="1"><alignment vertical="top" wrapText="1"${direction}/><protection locked="${locked}"/></xf>`
  })
  const edge = (side: string): string => `<${side} style="thin"><color rgb="FFD0D0D0"/></${side}>`
  const fill = (colour: string): string =>
    `<fill><patternFill patternType="solid"><fgColor rgb="${colour}"/><bgColor indexed="64"/></patternFill></fill>`
  return [
    `<styleSheet xmlns="${MAIN}">`,
    '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz val="11"/><name val="Calibri"/></font></fonts>',
    `<fills count="4"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>${fill('FFF2F2F2')}${fill('FFDCE6F1')}</fills>`,
    `<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>${['left', 'right', 'top', 'bottom'].map(edge).join('')}<diagonal/></border></borders>`,
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>',
    `<cellXfs count="${xf.length}">${xf.join('')}</cellXfs>`,
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles>',
    '</styleSheet>',
  ].join('')
}
