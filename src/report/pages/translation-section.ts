/** How an item came to its wording: from which language, what was adapted, and every wording before. */
import { capitalise, findLanguageName, formatDate, translate } from '../../message/index.ts'
import type { Locale } from '../../message/index.ts'
import type { Item } from '../../statement/index.ts'
import { html, NOTHING } from '../html/markup.ts'
import type { Markup } from '../html/markup.ts'
import { foreign } from './grid.ts'

/** Lines for the present wording, and the earlier ones folded away; nothing for an item without such a record. */
export function translationSection(
  locale: Locale,
  language: string,
  translation: Item['translation'],
): Markup {
  if (translation === undefined) return NOTHING
  const t = translate(locale)
  const { from, version, adaptation, takenIn, earlier } = translation
  const source = findLanguageName(locale, from)
  const present = [
    t('page.item.version', {
      version,
      from: source === undefined ? from : capitalise(locale, source),
      date: takenIn === null ? 'null' : formatDate(locale, takenIn),
    }),
    ...(adaptation === undefined ? [] : [t('page.item.adaptation', { text: adaptation })]),
  ].map((text) => html`<p class="quiet">${foreign(text)}</p>`)
  if (earlier.length === 0) return html`${present}`
  const before = earlier.map(
    ({ version: number, input, translator, reviewer, signedOff }) =>
      html`<li value="${String(number)}">
        <span class="value" dir="auto" lang="${language}">${input}</span>
        <p class="quiet">
          ${foreign(
            t('page.item.earlier.by', {
              translator: translator ?? '–',
              reviewer: reviewer ?? '–',
              signed: signedOff ? 'yes' : 'no',
            }),
          )}
        </p>
      </li> `,
  )
  return html`${present}
    <details>
      <summary>${t('page.item.earlier', { count: earlier.length })}</summary>
      <ol>
        ${before}
      </ol>
    </details>`
}
