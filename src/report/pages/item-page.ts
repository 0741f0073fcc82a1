import { formatCount, formatNumber, translate } from '../../message/index.ts'
import type { Locale, Translate } from '../../message/index.ts'
import type { Item, OutcomeRow, Run } from '../../statement/index.ts'
import { itemName } from '../build/item-name.ts'
import { modelName } from '../build/model-name.ts'
import { html, NOTHING } from '../html/markup.ts'
import type { Markup } from '../html/markup.ts'
import { shell } from '../html/shell.ts'
import type { Live } from '../html/shell.ts'
import { end, foreign, grid, link, start } from './grid.ts'
import { translationSection } from './translation-section.ts'
import { votesPart } from './votes-part.ts'
import type { ItemVote } from './votes-part.ts'

export type ItemPage = {
  locale: Locale
  live: Live
  /** The run the reader comes from. */
  run: { id: string; body: Run; labName: string }
  set: string
  /** As the outcome table calls it: by its id, or by a hash where the items are for few. */
  item: string
  /** BCP 47, of the question. */
  language: string
  /** Id of the statement of the set, where this reader can open it. */
  dataset: string | null
  /** The item as it stands in the file of the set, or why it is not shown. */
  content: Item | 'closed' | 'damaged' | 'missing'
  /** Why no answers are shown, where that holds for the whole run. */
  withheld: 'unreleased' | 'closed' | 'damaged' | null
  attempts: readonly ItemAttempt[]
  /** Rows shown, of the rows of this item in the table. */
  rows: { shown: number; total: number }
  /** Every set with this item, this one included, and what its outcome table calls it there. */
  sets: readonly { set: string; language: string; item: string }[]
}

export type ItemAttempt = {
  attempt: number
  /** One, or one for each criterion. */
  rows: readonly OutcomeRow[]
  /** What the model said; null where no answer came. */
  completion: string | null
  /** What the scorer took out of the answer, each way it can be read; null where it compares the whole. */
  extracted: readonly string[] | null
  /** What judges said of the answer; none where nobody was asked. */
  votes: readonly ItemVote[]
}

/** The page of one item: the question as it was put, what counts as right, and what one run answered to it. */
export function renderItemPage(page: ItemPage): string {
  const { locale, live, run, set, item, language, dataset } = page
  const t = translate(locale)
  const kicker = [
    html`${t('page.column.item')}`,
    ...(run.body.pilot ? [html`${t('page.run.pilot')}`] : []),
    ...(run.body.simulated ? [html`${t('page.run.simulated')}`] : []),
    ...(run.body.retrospective ? [html`${t('page.run.retrospective')}`] : []),
    html`<span dir="auto" lang="">${t('page.item.set', { set })}</span>`,
    html`${language}`,
  ].map((part, index) => html`${index === 0 ? '' : ' '}<span>${part}</span>`)
  const runName = t('page.item.run', { lab: run.labName, model: modelName(t, run.body.model) })
  const links = [
    link(live.href({ to: 'run', id: run.id }), foreign(runName)),
    link(live.href({ to: 'exercise', id: run.body.exercise }), html`${t('page.run.report')}`),
    ...(dataset === null
      ? []
      : [link(live.href({ to: 'statement', id: dataset }), html`${t('page.item.dataset')}`)]),
  ]
  const name = typeof page.content === 'string' ? itemName(item) : page.content.id
  const content = html`<p class="kicker">${kicker}</p>
    <h1>${foreign(name)}</h1>
    <p class="quiet">${links.map((one, index) => html`${index === 0 ? '' : ' · '}${one}`)}</p>
    ${otherSets(page)}${questionSection(page)}${attemptsSection(page)}`
  return shell({ locale, title: `${name} · ${t('page.product')}`, content, live })
}

/** The item in each language it was put in. */
function otherSets({ locale, live, run, set: own, sets }: ItemPage): Markup {
  if (sets.length < 2) return NOTHING
  const list = sets.map(({ set, language, item }) => {
    const href = live.href({ to: 'item', run: run.id, set, item })
    const name = html`<span dir="auto" lang="">${set}</span> (${language})`
    const current = set === own ? html` aria-current="page"` : NOTHING
    return href === null ? html`<li>${name}</li>` : html`<li><a href="${href}" ${current}>${name}</a></li>`
  })
  return html`<nav class="sets" aria-label="${translate(locale)('page.item.sets')}">
    <ul class="filters">
      ${list}
    </ul>
  </nav>`
}

function questionSection({ locale, content, language }: ItemPage): Markup {
  const t = translate(locale)
  const section = (inner: Markup): Markup =>
    html`<section>
      <h2>${t('page.item.question')}</h2>
      ${inner}
    </section> `
  if (typeof content === 'string') return section(html`<p class="lead">${t(`page.item.${content}`)}</p>`)
  const { input, choices = [], target, source, translator, reviewer, translation } = content
  const choiceList =
    choices.length === 0
      ? NOTHING
      : html`<h3>${t('page.item.choices')}</h3>
          <ol type="A">
            ${choices.map((choice) => entry(choice, language))}
          </ol>`
  const targets =
    target.length === 0
      ? NOTHING
      : html`<h3>${t('page.item.target')}</h3>
          <ul>
            ${target.map((accepted) => entry(accepted, language))}
          </ul>`
  const origin = [
    ...(source === undefined ? [] : [t('page.item.source', { text: source })]),
    ...(translator === undefined ? [] : [t('page.item.translator', { text: translator })]),
    ...(reviewer === undefined ? [] : [t('page.item.reviewer', { text: reviewer })]),
  ].map((text) => html`<p class="quiet">${foreign(text)}</p>`)
  return section(
    html`${input === null ? html`<p class="lead">${t('page.item.id-only')}</p>` : said(input, language)}${choiceList}${targets}${origin}${translationSection(locale, language, translation)}`,
  )
}

function entry(text: string, language: string): Markup {
  return html`<li><span class="value" dir="auto" lang="${language}">${text}</span></li> `
}

/** A text as it was said, its own lines and spaces kept. */
function said(text: string, language: string): Markup {
  return html`<pre class="said" dir="auto" lang="${language}">${text}</pre>`
}

function attemptsSection(page: ItemPage): Markup {
  const { locale, attempts, withheld, rows } = page
  const t = translate(locale)
  const more =
    rows.shown === rows.total
      ? NOTHING
      : html`<p class="note">
          ${t('page.item.more', { shown: formatCount(locale, rows.shown), total: formatCount(locale, rows.total) })}
        </p>`
  return html`<section>
    <h2>${t('page.item.attempts')}</h2>
    ${withheld === null ? NOTHING : html`<p class="lead">${t(`page.item.answers.${withheld}`)}</p>`}
    ${attempts.length === 0 ? html`<p class="lead">${t('page.item.none')}</p>` : NOTHING}
    ${attempts.map((attempt) => attemptPart(locale, attempt, withheld === null))}${more}
  </section> `
}

function attemptPart(
  locale: Locale,
  { attempt, rows, completion, extracted, votes }: ItemAttempt,
  open: boolean,
): Markup {
  const t = translate(locale)
  const [only] = rows
  const single = rows.length === 1 && only !== undefined && only.criterion === null && only.rater === null
  const heading = t('page.item.attempt', { attempt })
  return html`<div class="attempt">
    <h3>${heading}</h3>
    ${single ? html`<p class="quiet">${ending(locale, t, only)}</p>` : criteria(locale, t, heading, rows)}
    ${open ? html`${answer(t, completion, extracted)}${votesPart(t, votes)}` : NOTHING}
  </div> `
}

function answer(t: Translate, completion: string | null, extracted: ItemAttempt['extracted']): Markup {
  if (completion === null) return html`<p class="lead">${t('page.item.answer.none')}</p>`
  const text =
    completion === '' ? html`<p class="lead">${t('page.item.answer.empty')}</p>` : said(completion, '')
  if (extracted === null) return text
  const read =
    extracted.length === 0
      ? t('page.item.extracted.none')
      : t('page.item.extracted', { text: extracted.join(' / ') })
  return html`${text}
    <p class="quiet"><span class="value" dir="auto" lang="">${read}</span></p>`
}

/** “scored · value 1 · refusal”: how an attempt ended, in one line. */
function ending(locale: Locale, t: Translate, row: OutcomeRow): Markup {
  const parts = [
    html`${t(`report.outcome.${row.outcome}`)}`,
    ...(row.value === null ? [] : [html`${t('page.item.value', { value: valueOf(locale, row.value) })}`]),
    ...reasons(row).map(foreign),
  ]
  return html`${parts.map((part, index) => html`${index === 0 ? '' : ' · '}${part}`)}`
}

function criteria(locale: Locale, t: Translate, label: string, rows: readonly OutcomeRow[]): Markup {
  const columns = [
    start(t('page.column.criterion')),
    start(t('page.column.outcome')),
    end(t('page.column.value')),
    start(t('page.column.reason')),
  ]
  const cells = rows.map((row) => [
    foreign([row.section, row.criterion, row.rater].filter((part) => part !== null).join(': ')),
    html`${t(`report.outcome.${row.outcome}`)}`,
    html`${row.value === null ? '—' : valueOf(locale, row.value)}`,
    foreign(reasons(row).join(', ')),
  ])
  return grid(label, columns, cells)
}

function reasons({ reason, limit, labels }: OutcomeRow): string[] {
  return [reason, limit, ...labels].filter((part) => part !== null)
}

function valueOf(locale: Locale, value: number): string {
  return formatNumber(locale, value, Number.isInteger(value) ? 0 : 2)
}
