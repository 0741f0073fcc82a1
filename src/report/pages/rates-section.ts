import { capitalise, findLanguageName, formatCount, formatPercent, translate } from '../../message/index.ts'
import type { Locale } from '../../message/index.ts'
import type { PublishedRates } from '../../statement/index.ts'
import { html } from '../html/markup.ts'
import type { Markup } from '../html/markup.ts'
import { end, foreign, grid, start } from './grid.ts'

/** The published rates of a run, as they were printed; measures and institutes only where there is a choice. */
export function ratesSection(locale: Locale, { cells, totals }: PublishedRates): Markup {
  const t = translate(locale)
  const labs = cells.some(({ lab }) => lab !== null)
  const measures = new Set([...cells, ...totals].map(({ measure }) => measure)).size > 1
  const all = [...cells, ...totals.map((total) => ({ language: null, lab: null, ...total }))]
  const heading = t('page.run.rates')
  const nameOf = (tag: string): string => capitalise(locale, findLanguageName(locale, tag) ?? tag)
  return html`<section>
    <h2>${heading}</h2>
    <p class="lead">${t('page.run.rates-lead')}</p>
    ${grid(
      heading,
      [
        start(t('report.column.language')),
        ...(labs ? [start(t('report.column.institute'))] : []),
        ...(measures ? [start(t('report.column.measure'))] : []),
        end(t('report.column.published')),
        end(t('page.column.count')),
      ],
      all.map(({ language, lab, measure, rate, decimals, n }) => [
        html`${language === null ? t('report.rates.total') : nameOf(language)}`,
        ...(labs ? [lab === null ? html`—` : foreign(lab)] : []),
        ...(measures ? [foreign(measure)] : []),
        html`${formatPercent(locale, rate, { decimals: Math.max(0, decimals - 2) })}`,
        html`${n === null ? t('report.rates.not-published') : formatCount(locale, n)}`,
      ]),
    )}
  </section> `
}
