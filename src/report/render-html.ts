import { translate } from '../message/index.ts'
import type { Block, ReportDocument } from './document.ts'
import { anchorOf, blockMarkup } from './html/blocks.ts'
import { embedJson, html, NOTHING } from './html/markup.ts'
import { shell } from './html/shell.ts'
import type { Live } from './html/shell.ts'

/** Id of the script element that holds the document. */
export const EMBEDDED_ID = 'concord-report'

/**
 * A report as one HTML file that asks nothing of any network: style and pictures inside, no script, the
 * document itself as data. The same document gives the same bytes. Without `live`, links lead to the list of
 * signatures in the file; with it, to the pages of a running node.
 */
export function renderHtml(document: ReportDocument, options: { live?: Live } = {}): string {
  const live = options.live ?? null
  const content = html`${document.blocks.map((block) => {
    const shown = block.block === 'verification' ? withWay(block, document.locale, live) : block
    return html`${blockMarkup(shown, (ref) => (live === null ? `#${anchorOf(ref.id)}` : live.href(ref)))} `
  })}`
  return shell({
    locale: document.locale,
    title: document.title,
    content,
    live,
    footer: live === null ? NOTHING : downloads(document, live),
    after: html`<script type="application/json" id="${EMBEDDED_ID}">
      ${embedJson(document)}
    </script> `,
  })
}

/** Says where the figures lead: a file alone leads to ids, a running node to what they stand for. */
function withWay(
  block: Extract<Block, { block: 'verification' }>,
  locale: ReportDocument['locale'],
  live: Live | null,
): Block {
  const key = live === null ? 'report.verification.open-file' : 'report.verification.open'
  return { ...block, summary: [...block.summary, translate(locale)(key)] }
}

function downloads(document: ReportDocument, live: Live) {
  const t = translate(document.locale)
  const file = (format: 'html' | 'json') =>
    live.href({ to: 'report-file', exercise: document.exercise, format })
  const asHtml = file('html')
  const asJson = file('json')
  return html`<footer>
    ${asHtml === null ? NOTHING : html`<a href="${asHtml}">${t('page.download.html')}</a>`}${asJson === null ? NOTHING : html`<a href="${asJson}">${t('page.download.json')}</a>`}
  </footer> `
}
