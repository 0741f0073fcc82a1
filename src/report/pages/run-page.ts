import { capitalise, formatCount, formatMoment, formatNumber, translate } from '../../message/index.ts'
import type { Locale } from '../../message/index.ts'
import { canonicalText, OUTCOMES } from '../../statement/index.ts'
import type { JsonValue, Outcome, OutcomeCounts, OutcomeRow, Run } from '../../statement/index.ts'
import type { LedgerRow } from '../input.ts'
import { html, NOTHING } from '../html/markup.ts'
import type { Markup } from '../html/markup.ts'
import { shell } from '../html/shell.ts'
import type { Live } from '../html/shell.ts'
import { fieldName } from '../build/field-name.ts'
import { itemName } from '../build/item-name.ts'
import { modelName } from '../build/model-name.ts'
import { ratesSection } from './rates-section.ts'
import { end, foreign, grid, idMarkup, link, start } from './grid.ts'

export type RunPage = {
  locale: Locale
  live: Live
  id: string
  body: Run
  labName: string
  /** Who the model is, for a reader who may know it. */
  identity: { developer: string | null; name: string | null; snapshot: string | null } | null
  /** `free`: the protocol leaves this field to each institute. */
  ledger: readonly (LedgerRow & { free: boolean })[]
  /** Null: this reader may not see single attempts. */
  attempts: {
    /** The part that is shown, at `from` (counted from 0) of `total` rows that pass the filter. */
    rows: readonly OutcomeRow[]
    from: number
    total: number
    /** Rows per part. */
    size: number
    outcome: Outcome | null
    language: string | null
    /** The languages of the run, whatever the filter. */
    languages: readonly string[]
    /** Ids of the items by set and hash, for a reader who holds them. */
    idByHash: ReadonlyMap<string, ReadonlyMap<string, string>>
  } | null
}

/** The page of one run: what was agreed and recorded, how its attempts ended, and each of them. */
export function renderRunPage(page: RunPage): string {
  const { locale, live, id, body, labName } = page
  const t = translate(locale)
  const kicker = [
    html`${t(body.rates === undefined ? 'page.run.kicker' : 'page.run.kicker-rates')}`,
    ...(body.pilot ? [html`${t('page.run.pilot')}`] : []),
    ...(body.simulated ? [html`${t('page.run.simulated')}`] : []),
    ...(body.recorded === undefined
      ? []
      : [
          html`${t('page.run.recorded', { count: body.recorded, number: formatCount(locale, body.recorded) })}`,
        ]),
    ...(body.retrospective
      ? [html`${t(body.rates === undefined ? 'page.run.retrospective' : 'page.run.retrospective-rates')}`]
      : []),
    ...(body.rates === undefined
      ? [html`<span dir="auto" lang="">${t('page.run.harness', body.harness)}</span>`]
      : []),
    ...(body.started !== null && body.finished !== null
      ? [html`${times(locale, body.started, body.finished)}`]
      : []),
  ].map((part, index) => html`${index === 0 ? '' : ' '}<span>${part}</span>`)
  const title = t(body.rates === undefined ? 'page.run.title' : 'page.run.title-rates', {
    lab: labName,
    model: modelName(t, body.model),
  })
  const links = [
    { text: t('page.run.report'), href: live.href({ to: 'exercise', id: body.exercise }) },
    { text: t('page.run.statement'), href: live.href({ to: 'statement', id }) },
  ]
  const content = html`<p class="kicker">${kicker}</p>
    <h1><span dir="auto">${title}</span></h1>
    <p class="quiet">
      ${identityText(page)}${idMarkup(id)}${links.map(({ text, href }) => html` · ${link(href, html`${text}`)}`)}
    </p>
    ${resultsSections(page)}`
  return shell({ locale, title: `${title} · ${t('page.product')}`, content, live })
}

/** One moment where both ends are the same minute. */
function times(locale: Locale, started: string, finished: string): string {
  const from = formatMoment(locale, started)
  const to = formatMoment(locale, finished)
  return from === to ? from : translate(locale)('page.run.times', { from, to })
}

/** Rates that others published have neither counts nor attempts, and nothing recorded of how they came about. */
function resultsSections(page: RunPage): Markup {
  const { rates, counts } = page.body
  if (rates !== undefined) return ratesSection(page.locale, rates)
  const how = counts === null ? NOTHING : countsSection(page.locale, counts)
  return html`${how}${factsSection(page)}${attemptsSection(page)}`
}

function countsSection(locale: Locale, counts: OutcomeCounts): Markup {
  const t = translate(locale)
  const states = [
    { text: t('page.column.count'), count: counts.attempts },
    ...OUTCOMES.map((outcome) => ({
      text: capitalise(locale, t(`report.outcome.${outcome}`)),
      count: counts[outcome],
    })),
  ]
  const heading = t('page.run.counts')
  return html`<section>
    <h2>${heading}</h2>
    ${grid(
      heading,
      states.map(({ text }) => end(text)),
      [states.map(({ count }) => html`${formatCount(locale, count)}`)],
    )}
  </section> `
}

function attemptsSection(page: RunPage): Markup {
  const { locale, attempts } = page
  const t = translate(locale)
  const heading = t('page.run.items')
  if (attempts === null)
    return html`<section>
      <h2>${heading}</h2>
      <p class="lead">${t('page.run.closed')}</p>
    </section> `
  const table =
    attempts.rows.length === 0
      ? html`<p class="lead">${t('page.run.empty')}</p>`
      : html`${attemptsTable(page, attempts.rows)}${paging(page, attempts)}`
  return html`<section id="attempts">
    <h2>${heading}</h2>
    ${filters(page, attempts)}${table}
  </section> `
}

/** By outcome, and by language where there are several; each keeps what the other says. */
function filters({ locale, live, id }: RunPage, attempts: NonNullable<RunPage['attempts']>): Markup {
  const t = translate(locale)
  const { outcome, language, languages } = attempts
  const choice = (text: string, to: { outcome: string | null; language: string | null }): Markup => {
    const href = live.href({ to: 'run', id, ...to })
    const current = to.outcome === outcome && to.language === language ? html` aria-current="true"` : NOTHING
    return href === null ? html`<li>${text}</li>` : html`<li><a href="${href}" ${current}>${text}</a></li>`
  }
  const choices = (label: string, list: readonly Markup[]): Markup =>
    html`<nav aria-label="${label}">
      <ul class="filters">
        ${list}
      </ul>
    </nav> `
  const byOutcome = [null, ...OUTCOMES].map((one) =>
    choice(one === null ? t('page.run.filter.all') : t(`report.outcome.${one}`), { outcome: one, language }),
  )
  const byLanguage = [null, ...languages].map((one) =>
    choice(one ?? t('page.run.filter.all-languages'), { outcome, language: one }),
  )
  return html`${choices(t('page.run.filter'), byOutcome)}${languages.length < 2 ? NOTHING : choices(t('report.column.language'), byLanguage)}`
}

/** Names as they stand in the passport, those that are known. */
function identityText({ locale, identity }: RunPage): Markup {
  const names = [identity?.name, identity?.snapshot, identity?.developer].filter(
    (name) => name !== null && name !== undefined,
  )
  return names.length === 0
    ? NOTHING
    : html`${translate(locale)('page.run.identity')} ${foreign(names.join(', '))} · `
}

function attemptsTable({ locale, live, id, attempts }: RunPage, rows: readonly OutcomeRow[]): Markup {
  const t = translate(locale)
  const criteria = rows.some(({ criterion }) => criterion !== null)
  const nameOf = ({ set, item }: OutcomeRow): string =>
    attempts?.idByHash.get(set)?.get(item) ?? itemName(item)
  const columns = [
    start(t('page.column.item')),
    start(t('report.column.language')),
    end(t('page.column.attempt')),
    ...(criteria ? [start(t('page.column.criterion'))] : []),
    start(t('page.column.outcome')),
    end(t('page.column.value')),
    start(t('page.column.reason')),
    end(t('page.column.tokens')),
    end(t('page.column.time')),
  ]
  const cells = rows.map((row) => [
    link(live.href({ to: 'item', run: id, set: row.set, item: row.item }), foreign(nameOf(row))),
    html`${row.language}`,
    html`${row.attempt}`,
    ...(criteria ? [foreign([row.section, row.criterion].filter((part) => part !== null).join(': '))] : []),
    html`${t(`report.outcome.${row.outcome}`)}`,
    html`${row.value === null ? '—' : formatNumber(locale, row.value, Number.isInteger(row.value) ? 0 : 2)}`,
    foreign([row.reason, row.limit, ...row.labels].filter((part) => part !== null).join(', ')),
    html`${row.tokensIn === null && row.tokensOut === null ? '—' : formatCount(locale, (row.tokensIn ?? 0) + (row.tokensOut ?? 0))}`,
    html`${row.ms === null ? '—' : t('page.milliseconds', { count: formatCount(locale, row.ms) })}`,
  ])
  return grid(t('page.run.items'), columns, cells)
}

function paging({ locale, live, id }: RunPage, attempts: NonNullable<RunPage['attempts']>): Markup {
  const t = translate(locale)
  const { from, total, size, rows, outcome, language } = attempts
  const part = t('page.run.of', {
    from: formatCount(locale, from + 1),
    to: formatCount(locale, from + rows.length),
    total: formatCount(locale, total),
  })
  const to = (start: number, text: string): Markup => {
    const href = live.href({ to: 'run', id, outcome, language, from: start })
    return href === null ? NOTHING : html`<a href="${href}">${text}</a>`
  }
  const previous = from > 0 ? to(Math.max(0, from - size), t('page.run.previous')) : NOTHING
  const next = from + rows.length < total ? to(from + size, t('page.run.next')) : NOTHING
  return html`<nav class="paging" aria-label="${t('page.run.pages')}">
    ${previous}<span>${part}</span>${next}
  </nav>`
}

/** The differences are there to be read; the rest is folded under what it comes to. */
function factsSection({ locale, ledger }: RunPage): Markup {
  if (ledger.length === 0) return NOTHING
  const t = translate(locale)
  const heading = t('page.run.facts')
  const different = ledger.filter(({ relation }) => relation === 'different')
  const others = ledger.filter(({ relation }) => relation !== 'different')
  const rest = t('page.run.facts.rest', {
    same: others.filter(({ relation }) => relation === 'same').length,
    free: others.filter((row) => relationOf(row) === 'free').length,
    unknown: others.filter((row) => relationOf(row) === 'unknown').length,
  })
  return html`<section>
    <h2>${heading}</h2>
    ${different.length === 0 ? html`<p class="lead">${t('page.run.facts.none')}</p>` : factsTable(locale, heading, different)}
    ${
      others.length === 0
        ? NOTHING
        : html`<details>
            <summary>${rest}</summary>
            ${factsTable(locale, rest, others)}
          </details>`
    }
  </section> `
}

function relationOf({ relation, free }: RunPage['ledger'][number]): LedgerRow['relation'] | 'free' {
  return relation === 'unknown' && free ? 'free' : relation
}

function factsTable(locale: Locale, label: string, ledger: RunPage['ledger']): Markup {
  const t = translate(locale)
  const columns = [
    start(t('report.column.field')),
    start(t('report.column.planned')),
    start(t('report.column.actual')),
    start(t('page.run.relation')),
    start(t('report.column.reason')),
  ]
  const rows = ledger.map((row) => {
    const relation = t(`page.run.relation.${relationOf(row)}`)
    return [
      html`${capitalise(locale, fieldName(t, row.field))}`,
      value(row.planned),
      value(row.actual),
      row.relation === 'different' && !row.derived
        ? html`<span class="needs">${relation}</span>`
        : html`${relation}`,
      row.reason === null ? html`${row.derived ? t('report.deviations.derived') : ''}` : foreign(row.reason),
    ]
  })
  return grid(label, columns, rows)
}

/** Canonical, so that both sides have their keys in one order. */
function value(one: JsonValue): Markup {
  if (one === null) return html`—`
  return html`<span class="value" dir="auto" lang=""
    >${typeof one === 'string' ? one : canonicalText(one)}</span
  >`
}
