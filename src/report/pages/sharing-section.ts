/** Who may see a statement: what its label says beyond the marking, how it was changed, and for its owner who reads it. */
import { formatMoment, translate } from '../../message/index.ts'
import type { Locale } from '../../message/index.ts'
import { html, NOTHING } from '../html/markup.ts'
import type { Markup } from '../html/markup.ts'
import type { Live } from '../html/shell.ts'
import { foreign, grid, idMarkup, link, start } from './grid.ts'

export type SharingSection = {
  recipients: readonly string[]
  early: readonly string[]
  /** RFC 3339; null where there is no embargo (any more). */
  heldUntil: string | null
  /** The amendment that ends the embargo is here, and its date is still to come. */
  lifted: boolean
  /** Marking and audience as its issuer signed them, where they were changed since. */
  signed: { tlp: string; audience: readonly string[] } | null
  /** Amendments of the label that this reader may see, in order. */
  changes: readonly {
    id: string
    number: number
    effect:
      | 'widened'
      | 'narrowed'
      | 'embargo-lifted'
      | 'unchanged'
      | 'ignored-not-approved'
      | 'ignored-other-issuer'
    approvedBy: string | null
  }[]
  /** For its owner alone; `member` null: everybody else, `closed`: files of it that they may not read. */
  readers:
    | readonly { member: string | null; level: 'none' | 'existence' | 'header' | 'body'; closed: number }[]
    | null
}

/** The section, or nothing where the marking says all of it. */
export function sharingSection(
  { recipients, early, heldUntil, lifted, signed, changes, readers }: SharingSection,
  { locale, live }: { locale: Locale; live: Live },
): Markup {
  const t = translate(locale)
  const heading = t('access.who')
  const until = heldUntil === null ? '' : formatMoment(locale, heldUntil)
  const said = [
    ...(heldUntil === null
      ? []
      : [html`${t(lifted ? 'access.embargo.lifted' : 'access.embargo.waits', { until })}`]),
    ...(early.length === 0 ? [] : [html`${t('access.early', { list: early.join(', ') })}`]),
    ...(recipients.length === 0 ? [] : [html`${t('access.recipients', { list: recipients.join(', ') })}`]),
    ...(signed === null
      ? []
      : [html`${t('access.signed', { label: [`TLP:${signed.tlp}`, ...signed.audience].join(', ') })}`]),
    ...changes.map(({ id, number, effect, approvedBy }) => {
      const words = t('access.change', {
        number,
        effect: t(`access.effect.${effect}`, { by: approvedBy ?? '' }),
      })
      return html`${words} ${link(live.href({ to: 'statement', id }), idMarkup(id))}`
    }),
    ...(changes.some(({ effect }) => effect === 'narrowed') ? [html`${t('access.narrowed')}`] : []),
  ]
  if (said.length === 0 && readers === null) return NOTHING
  return html`<section>
    <h2>${heading}</h2>
    ${said.map((one) => html`<p>${one}</p> `)}${readers === null ? NOTHING : table(heading, readers, locale)}
  </section> `
}

function table(heading: string, readers: NonNullable<SharingSection['readers']>, locale: Locale): Markup {
  const t = translate(locale)
  const columns = [start(t('access.who.member')), start(t('access.who.level'))]
  const rows = readers.map(({ member, level, closed }) => [
    member === null ? html`${t('access.who.everybody')}` : foreign(member),
    html`${level === 'body' && closed > 0 ? t('access.sees.some', { count: closed }) : t(`access.sees.${level}`)}`,
  ])
  return grid(heading, columns, rows)
}
