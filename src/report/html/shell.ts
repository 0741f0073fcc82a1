import { LOCALES, translate } from '../../message/index.ts'
import type { Locale } from '../../message/index.ts'
import type { Href } from './href.ts'
import { html, NOTHING } from './markup.ts'
import type { Markup } from './markup.ts'
import { STYLE } from './style.ts'

/** What a served page has and a file has not: addresses, a reader, the same page in the other language. */
export type Live = {
  href: Href
  reader: 'owner' | 'anonymous'
  /** The address of this same page in a language. */
  inLanguage: (locale: Locale) => string
}

export type Shell = {
  locale: Locale
  title: string
  content: Markup
  live: Live | null
  /** Stands after the content, e.g. data. */
  after?: Markup
  footer?: Markup
}

/** A whole page: no script, nothing fetched, one style sheet inside. */
export function shell({ locale, title, content, live, after = NOTHING, footer = NOTHING }: Shell): string {
  const t = translate(locale)
  const page = html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta
          http-equiv="Content-Security-Policy"
          content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
        />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="referrer" content="no-referrer" />
        <meta name="color-scheme" content="light dark" />
        <title>${title}</title>
        <style>
          ${{ markup: STYLE }}
        </style>
      </head>
      <body>
        <a class="skip" href="#content">${t('report.skip')}</a>
        ${live === null ? NOTHING : navigation(locale, live)}
        <main id="content">${content}</main>
        ${footer}${after}
      </body>
    </html> `
  return page.markup
}

/** One line: where this is, who reads, in which language. */
function navigation(locale: Locale, live: Live): Markup {
  const t = translate(locale)
  const list = live.href({ to: 'exercises' })
  const languages = LOCALES.map((one) =>
    one === locale
      ? html`<span aria-current="true" lang="${one}">${t(`page.language.${one}`)}</span> `
      : html`<a href="${live.inLanguage(one)}" lang="${one}" hreflang="${one}"
          >${t(`page.language.${one}`)}</a
        > `,
  )
  return html`<nav class="nav" aria-label="${t('page.nav')}">
    <strong>${t('page.product')}</strong
    >${list === null ? NOTHING : html`<a href="${list}">${t('page.exercises')}</a>`}<span
      >${t(`page.reader.${live.reader}`)}</span
    ><span class="end">${languages}</span>
  </nav> `
}
