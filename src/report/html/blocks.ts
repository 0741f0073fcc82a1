import type { Block, Cell, Figure, Ref, Table, Text } from '../document.ts'
import { chart } from './chart.ts'
import { html, NOTHING } from './markup.ts'
import type { Markup } from './markup.ts'
import { plainText, sentence, textMarkup } from './text.ts'

/** Gives the address of a statement; the report itself knows none. */
export type Resolve = (ref: Ref) => string | null

/** Longer values stand behind their beginning. */
const LONG = 160

export function blockMarkup(block: Block, resolve: Resolve): Markup {
  switch (block.block) {
    case 'kicker':
      return html`<p class="kicker">
        ${spaced(block.parts.map((part) => html`<span>${textMarkup(part)}</span>`))}
      </p>`
    case 'title':
      return html`<h1>${textMarkup(block.text)}</h1>`
    case 'headline':
      return html`<p class="headline">
        ${spaced(block.sentences.map((one) => html`<span>${sentence(one)}</span>`))}
      </p>`
    case 'verification':
      return verification(block)
    case 'figures':
      return html`<div class="figures">${block.figures.map(figureMarkup)}</div>`
    case 'table':
      return html`<section>
        <h2>${textMarkup(block.heading)}</h2>
        ${tableMarkup(block, resolve)}
      </section>`
    case 'limits':
      return html`<div class="limits">
        <div>
          <h2>${block.shows.heading}</h2>
          ${list(block.shows.items)}
        </div>
        <div>
          <h2>${block.cannot.heading}</h2>
          ${list(block.cannot.items)}
        </div>
      </div>`
    case 'note':
      return html`<section>
        <h2>${block.heading}</h2>
        ${block.paragraphs.map((one) => html`<p class="lead">${textMarkup(one)}</p>`)}
      </section>`
    case 'how-to-verify':
      return html`<section id="verify">
        <h2>${block.heading}</h2>
        <p class="lead">${block.lead}</p>
        <pre class="command"><code>${command(block.command)}</code></pre>
        <p class="lead">${sentence(block.elsewhere.lead)}</p>
        <pre class="command"><code>${command(block.elsewhere.command)}</code></pre>
        ${block.notes.map((note) => html`<p class="note id">${sentence(note)}</p>`)}
      </section>`
  }
}

/** With a space between, so that copied text keeps its words apart. */
function spaced(parts: readonly Markup[]): Markup {
  return html`${parts.map((part, index) => html`${index === 0 ? '' : ' '}${part}`)}`
}

/** A line that is too long does not break inside the name of an option. */
function command(text: string): Markup {
  return spaced(
    text
      .split(' ')
      .map((part) => (part.startsWith('--') ? html`<span class="option">${part}</span>` : html`${part}`)),
  )
}

function list(items: readonly Text[]): Markup {
  return html`<ul>
    ${items.map((item) => html`<li>${textMarkup(item)}</li>`)}
  </ul>`
}

function verification(block: Extract<Block, { block: 'verification' }>): Markup {
  const parts = block.summary.map((part) => html`<span>${sentence(part)}</span>`)
  const findings =
    block.findings.length === 0
      ? NOTHING
      : html`<ul>
          ${block.findings.map((one) => html`<li><span dir="auto" lang="">${one}</span></li>`)}
        </ul>`
  return html`<div class="verification">
    <p>
      <a href="#verify"
        ><strong class="${block.status}">${block.verdict}</strong>
        <span class="parts">${spaced(parts)}</span></a
      >
    </p>
    <p class="quiet">${sentence(block.attested)}</p>
    ${findings}
  </div>`
}

function figureMarkup(figure: Figure): Markup {
  return html`<figure>
    <h2>${textMarkup(figure.heading)}</h2>
    ${chart(figure)}
    <figcaption>${sentence(figure.caption)}</figcaption>
  </figure>`
}

/** Lead, the table in a box that scrolls by itself on a narrow screen, and its notes. */
export function tableMarkup(table: Table, resolve: Resolve): Markup {
  const head = table.columns.map(
    ({ text, align }) =>
      html`<th scope="col" ${align === 'end' ? html` class="end"` : NOTHING}>${textMarkup(text)}</th>`,
  )
  const rows = table.rows.map(
    (row) =>
      html`<tr>
        ${row.map((one, index) => cellMarkup(one, table.columns[index]?.align === 'end', index === 0, resolve))}
      </tr> `,
  )
  return html`${table.lead.map((one) => html`<p class="lead">${sentence(one)}</p>`)}
    <div class="scroll" role="region" tabindex="0" aria-label="${plainText(table.heading)}">
      <table>
        <thead>
          <tr>
            ${head}
          </tr>
        </thead>
        <tbody>
          ${rows}
        </tbody>
      </table>
    </div>
    ${table.notes.map((one) => html`<p class="note">${textMarkup(one)}</p>`)}`
}

function cellMarkup(one: Cell, end: boolean, first: boolean, resolve: Resolve): Markup {
  const style = html`${end ? html` class="end"` : NOTHING}`
  const inner = cellInner(one, resolve)
  // An empty first cell repeats the one above and heads nothing.
  return first && plainText(one.text) !== ''
    ? html`<th scope="row" ${style}>${inner}</th>`
    : html`<td${style}>${inner}</td>`
}

function cellInner(one: Cell, resolve: Resolve): Markup {
  const text = longText(one.text)
  const href = one.ref === null ? null : resolve(one.ref)
  const isId = one.ref !== null && one.title === one.ref.id
  const title = one.title === null ? NOTHING : html` title="${one.title}"`
  const shown = isId ? html`<code>${text}</code>` : text
  const anchored = isId && one.ref !== null ? html` id="${anchorOf(one.ref.id)}"` : NOTHING
  const self = one.ref !== null && href === `#${anchorOf(one.ref.id)}` && isId
  const linked =
    href === null || self
      ? html`<span${title}${anchored}>${shown}</span>`
      : html`<a href="${href}" ${title}${anchored}>${shown}</a>`
  const bare = one.title === null && (href === null || self) && !isId
  const inner = bare ? shown : linked
  return one.attention ? html`<span class="needs">${inner}</span>` : inner
}

function longText(text: Text): Markup {
  if (typeof text === 'string' || (text.foreign.length <= LONG && !text.foreign.includes('\n')))
    return textMarkup(text)
  const lang = text.lang ?? ''
  return html`<details>
    <summary dir="auto" lang="${lang}">${[...text.foreign].slice(0, 80).join('')}…</summary>
    <div class="value" dir="auto" lang="${lang}">${text.foreign}</div>
  </details>`
}

/** Where the statement with this id is named in the report itself. */
export function anchorOf(id: string): string {
  return `s-${anchor(id.replace(/^sha256:/, '').slice(0, 16))}`
}

function anchor(text: string): string {
  return text.replace(/[^A-Za-z0-9-]/g, '-')
}
