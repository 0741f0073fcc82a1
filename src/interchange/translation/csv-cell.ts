/**
 * A cell of CSV that begins as a formula does would be one where the file is opened in a spreadsheet program, and may do
 * anything there. Such a cell gets an apostrophe in front, which those programs take for "text".
 */
const RISKY = /^'*[=+\-@\t\r]/

/** The cell as it may be written. */
export function guardCsvCell(text: string): string {
  return RISKY.test(text) ? `'${text}` : text
}

/** The text of a cell as it was; `unguardCsvCell(guardCsvCell(text))` is the text. */
export function unguardCsvCell(cell: string): string {
  return cell.startsWith("'") && RISKY.test(cell) ? cell.slice(1) : cell
}
