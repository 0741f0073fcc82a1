import { translate } from '../../message/index.ts'
import type { Locale } from '../../message/index.ts'
import { html, NOTHING } from '../html/markup.ts'
import { shell } from '../html/shell.ts'
import type { Live } from '../html/shell.ts'
import { foreign, link } from './grid.ts'

/** A page that has nothing to show but a sentence: what is wrong, and what to do. */
export function renderMessagePage(page: {
  locale: Locale
  live: Live
  about: 'not-found' | 'forbidden' | 'failed' | 'loading' | 'read-only' | 'unreadable'
  /** What exactly happened, for a reader who may know. */
  detail?: string
}): string {
  const { locale, live, about, detail } = page
  const t = translate(locale)
  const title = t(`page.${about}.title`)
  const content = html`<h1>${title}</h1>
    <p class="headline">${t(`page.${about}.text`)}</p>
    ${detail === undefined ? NOTHING : html`<p class="quiet">${foreign(detail)}</p>`}
    <p>${link(live.href({ to: 'exercises' }), html`${t('page.exercises')}`)}</p>`
  return shell({ locale, title: `${title} · ${t('page.product')}`, content, live })
}
