/**
 * Texts of a workbook (ST_Xstring, ECMA-376 part 1, 22.9.2.19): what XML cannot hold stands as `_xHHHH_`, a UTF-16 code
 * unit in hex, and a text that looks like one begins with `_x005F_`.
 */

/** The text that stands in a part. */
export function decodeCellText(text: string): string {
  return text.includes('_x')
    ? text.replaceAll(/_x([\dA-Fa-f]{4})_/g, (_, hex: string) =>
        String.fromCharCode(Number.parseInt(hex, 16)),
      )
    : text
}

/** The text as a part may hold it; `decodeCellText` gives it back. */
export function encodeCellText(text: string): string {
  return (
    text
      .replaceAll(/_(?=x[\dA-Fa-f]{4}_)/g, '_x005F_')
      // eslint-disable-next-line no-control-regex -- control characters are what is encoded here
      .replaceAll(/[\u0000-\u0008\u000B-\u001F\uFFFE\uFFFF]/g, (unit) => {
        return `_x${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`
      })
  )
}
