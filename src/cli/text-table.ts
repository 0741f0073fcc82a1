import type { Table, Text } from '../report/index.ts'

function plain(text: Text): string {
  return (typeof text === 'string' ? text : text.foreign).replace(/[\u2060\u2066-\u2069]/g, '')
}

/** How many columns of a terminal a text takes: wide letters two, marks that combine none. */
function widthOf(text: string): number {
  let width = 0
  for (const character of text) {
    if (/\p{M}/u.test(character)) continue
    width +=
      /[\u1100-\u115F\u2E80-\uA4CF\uAC00-\uD7A3\uF900-\uFAFF\uFE30-\uFE4F\uFF00-\uFF60\u{1F300}-\u{1FAFF}]/u.test(
        character,
      )
        ? 2
        : 1
  }
  return width
}

/** A table as lines of text, its columns aligned; what needs attention has a mark before it. */
export function textTable({ columns, rows }: Table): string[] {
  const cells = [
    columns.map(({ text }) => plain(text)),
    ...rows.map((row) => row.map(({ text, attention }) => (attention ? `◆ ${plain(text)}` : plain(text)))),
  ]
  const widths = columns.map((_, at) => Math.max(...cells.map((row) => widthOf(row[at] ?? ''))))
  return cells.map((row) =>
    columns
      .map(({ align }, at) => {
        const text = row[at] ?? ''
        const gap = ' '.repeat(Math.max(0, (widths[at] ?? 0) - widthOf(text)))
        return align === 'end' ? gap + text : text + gap
      })
      .join('   ')
      .trimEnd(),
  )
}
