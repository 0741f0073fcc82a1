import { html, NOTHING } from '../html/markup.ts'
import type { Markup } from '../html/markup.ts'

export type Column = { text: string; align: 'start' | 'end' }

/** A list as a table: its own box on a narrow screen, the first cell of a row heads it. */
export function grid(
  label: string,
  columns: readonly Column[],
  rows: readonly (readonly Markup[])[],
): Markup {
  const style = (index: number): Markup => (columns[index]?.align === 'end' ? html` class="end"` : NOTHING)
  const head = columns.map(({ text }, index) => html`<th scope="col" ${style(index)}>${text}</th>`)
  const body = rows.map((row) => {
    const cells = row.map((one, index) =>
      index === 0 ? html`<th scope="row" ${style(index)}>${one}</th>` : html`<td${style(index)}>${one}</td>`,
    )
    return html`<tr>
      ${cells}
    </tr> `
  })
  return html`<div class="scroll" role="region" tabindex="0" aria-label="${label}">
    <table>
      <thead>
        <tr>
          ${head}
        </tr>
      </thead>
      <tbody>
        ${body}
      </tbody>
    </table>
  </div>`
}

export const start = (text: string): Column => ({ text, align: 'start' })
export const end = (text: string): Column => ({ text, align: 'end' })

/** Text of somebody else: its own direction, no known language. */
export function foreign(text: string): Markup {
  return html`<span dir="auto" lang="">${text}</span>`
}

/** A link, or the bare content where this reader cannot go there. */
export function link(href: string | null, content: Markup): Markup {
  return href === null ? content : html`<a href="${href}">${content}</a>`
}

/** An id: its first digits to be seen, the whole in the title. */
export function idMarkup(id: string): Markup {
  return html`<code title="${id}">${id.replace(/^sha256:/, '').slice(0, 12)}</code>`
}
