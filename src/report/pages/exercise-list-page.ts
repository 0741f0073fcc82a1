import { formatMoment, translate } from '../../message/index.ts'
import type { Locale } from '../../message/index.ts'
import { html, NOTHING } from '../html/markup.ts'
import type { Markup } from '../html/markup.ts'
import { shell } from '../html/shell.ts'
import type { Live } from '../html/shell.ts'
import { sentence } from '../html/text.ts'
import { foreign, grid, link, start } from './grid.ts'

export type ExerciseState =
  | 'draft'
  | 'proposed'
  | 'frozen'
  | 'running'
  | 'submitted'
  | 'analysed'
  | 'retrospective'

export type ListedExercise = {
  id: string
  title: string
  state: ExerciseState
  /** Names of the institutes. */
  institutes: readonly string[]
  /** What must not be missed about it, e.g. that its model is simulated; in the page's language. */
  labels: readonly string[]
  /** First two sentences of the headline, in the page's language. */
  sentences: readonly string[]
  tlp: string
}

/** The page of all exercises this reader may see. */
export function renderExerciseListPage(page: {
  locale: Locale
  live: Live
  exercises: readonly ListedExercise[]
  /** Exercises that cannot be read, and why, in the page's language. */
  unreadable: readonly { id: string; why: string }[]
  /** Statements of which this reader may know that they are there, and no more; `until` is RFC 3339. */
  heldBack: readonly { issuer: string; kind: string; until: string; statements: number }[]
}): string {
  const { locale, live, exercises, unreadable, heldBack } = page
  const t = translate(locale)
  const columns = [
    start(t('page.column.exercise')),
    start(t('page.column.result')),
    start(t('page.column.state')),
    start(t('page.column.institutes')),
    start(t('page.column.marking')),
  ]
  const rows = exercises.map((one) => [
    html`${link(live.href({ to: 'exercise', id: one.id }), foreign(one.title))}${labels(one.labels)}`,
    sentence(one.sentences.join(' ')),
    html`${t(`page.state.${one.state}`)}`,
    html`${one.institutes.map((name, index) => html`${index === 0 ? '' : ', '}${foreign(name)}`)}`,
    html`<span class="tlp">TLP:${one.tlp}</span>`,
  ])
  const empty = live.reader === 'owner' ? t('page.list.empty') : t('page.list.empty-anonymous')
  const content = html`<h1>${t('page.exercises')}</h1>
    <p class="lead quiet">${t('page.list.lead')}</p>
    ${exercises.length + unreadable.length === 0 ? html`<p class="lead">${empty}</p>` : exercises.length === 0 ? NOTHING : grid(t('page.exercises'), columns, rows)}
    ${unreadable.map(
      ({ id, why }) => html`<p>${t('page.list.unreadable', { exercise: id })} ${foreign(why)}</p> `,
    )}
    ${heldBack.map(
      ({ issuer, kind, until, statements }) =>
        html`<p class="quiet">
          ${t('access.held-back', {
            count: statements,
            kind,
            issuer,
            until: formatMoment(locale, until),
          })}
        </p> `,
    )}`
  return shell({ locale, title: `${t('page.exercises')} · ${t('page.product')}`, content, live })
}

function labels(texts: readonly string[]): Markup {
  if (texts.length === 0) return NOTHING
  return html` <span class="labels"
    >${texts.map((text, index) => html`${index === 0 ? '' : ' '}<span>${text}</span>`)}</span
  >`
}
