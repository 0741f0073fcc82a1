/** Several texts in one cell: one a line; a JSON list where a text has lines of its own or looks like a list. */

export function formatCellList(texts: readonly string[]): string {
  const plain = texts.every((text) => text !== '' && text === text.trim() && !/[\r\n]|^\[/.test(text))
  return plain ? texts.join('\n') : JSON.stringify(texts)
}

/** The texts of a cell; empty lines are none. `parseCellList(formatCellList(texts))` gives the same texts. */
export function parseCellList(cell: string): string[] {
  const listed = cell.trimStart().startsWith('[') ? parseTexts(cell) : null
  return (
    listed ??
    cell
      .split(/\r\n|\r|\n/)
      .map((line) => line.trim())
      .filter((line) => line !== '')
  )
}

function parseTexts(cell: string): string[] | null {
  try {
    const value: unknown = JSON.parse(cell)
    if (!Array.isArray(value)) return null
    const list: unknown[] = value
    const texts = list.filter((entry) => typeof entry === 'string')
    return texts.length === list.length ? texts : null
  } catch (cause) {
    if (cause instanceof SyntaxError) return null
    throw cause
  }
}
