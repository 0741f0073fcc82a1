import { formatCount, formatMoment, translate } from '../../message/index.ts'
import type { Locale } from '../../message/index.ts'
import type { JsonValue } from '../../statement/index.ts'
import { html, NOTHING } from '../html/markup.ts'
import type { Markup } from '../html/markup.ts'
import { shell } from '../html/shell.ts'
import type { Target } from '../html/href.ts'
import type { Live } from '../html/shell.ts'
import { end, foreign, grid, idMarkup, link, start } from './grid.ts'
import { sharingSection } from './sharing-section.ts'
import type { SharingSection } from './sharing-section.ts'

export type StatementPage = {
  locale: Locale
  live: Live
  id: string
  kind: string
  /** The exercise it belongs to, and whether its results come from a simulated model. */
  exercise: string | null
  simulated: boolean
  /** Origin of the issuer's log, and the name of the member it belongs to where that is known. */
  issuer: string
  issuerName: string | null
  created: string
  tlp: string
  audience: readonly string[]
  sharing: SharingSection
  signatures: readonly { member: string | null; key: string; status: 'yes' | 'no' | 'unknown' }[]
  links: readonly { relation: string; id: string; kind: string | null }[]
  /** Statements of others and of its author that say something of this one. */
  about: readonly { relation: string; id: string; kind: string; issuer: string }[]
  /** What its author has said of it since. */
  standing: 'stands' | 'retracted' | 'erased'
  /** `read`: the page on which what is in it can be read. */
  blobs: readonly {
    name: string
    sha256: string
    size: number
    mediaType: string
    /** Its own label, where it is for fewer than the statement. */
    marking: { tlp: string; readers: readonly string[] } | null
    here: boolean
    read: Target | null
  }[]
  /** Null: this reader may see the header only. */
  body: JsonValue | null
  /** Its body is here, as an age file for the persons whom its label names. */
  encrypted: boolean
  /** Statements named in links or body that this reader can open. */
  here: ReadonlySet<string>
}

/** The page of one statement: header, who signed, what it links to, its blobs, its body as it was signed. */
export function renderStatementPage(page: StatementPage): string {
  const { locale, live } = page
  const t = translate(locale)
  const title = t('page.statement.title', { id: page.id.replace(/^sha256:/, '').slice(0, 12) })
  const kicker = [
    t('page.statement.kicker'),
    page.kind,
    ...(page.simulated ? [t('page.run.simulated')] : []),
    `TLP:${page.tlp}`,
  ].map((part, index) => html`${index === 0 ? '' : ' '}<span>${part}</span>`)
  const content = html`<p class="kicker">${kicker}</p>
    <h1>${title}</h1>
    ${standing(page)}${readable(page)}
    ${header(page)}${sharingSection(page.sharing, page)}${signatures(page)}${links(page)}${about(page)}${blobs(page)}${body(page)}`
  return shell({ locale, title: `${title} · ${t('page.product')}`, content, live })
}

/** Said before anything else: its author does not stand by it. */
function standing({ locale, standing: how }: StatementPage): Markup {
  if (how === 'stands') return NOTHING
  return html`<p><strong class="differs">${translate(locale)(`page.statement.${how}`)}</strong></p> `
}

/** Where the same is shown to be read. */
function readable({ locale, live, id, kind, exercise }: StatementPage): Markup {
  const t = translate(locale)
  const links = [
    ...(kind === 'run' ? [{ text: t('page.statement.run'), href: live.href({ to: 'run', id }) }] : []),
    ...(exercise === null
      ? []
      : [{ text: t('page.statement.report'), href: live.href({ to: 'exercise', id: exercise }) }]),
  ].filter(({ href }) => href !== null)
  if (links.length === 0) return NOTHING
  return html`<p class="quiet">
    ${links.map(({ text, href }, index) => html`${index === 0 ? '' : ' · '}${link(href, html`${text}`)}`)}
  </p>`
}

function section(heading: string, inner: Markup): Markup {
  return html`<section>
    <h2>${heading}</h2>
    ${inner}
  </section> `
}

function header(page: StatementPage): Markup {
  const { locale } = page
  const t = translate(locale)
  const rows: [string, Markup][] = [
    [t('page.statement.id'), html`<code class="id">${page.id}</code>`],
    [t('page.statement.kind'), html`${page.kind}`],
    [
      t('page.statement.issuer'),
      page.issuerName === null
        ? foreign(page.issuer)
        : html`${foreign(page.issuerName)} <span class="quiet">${foreign(page.issuer)}</span>`,
    ],
    [t('page.statement.created'), html`${formatMoment(locale, page.created)}`],
    [t('page.statement.tlp'), html`TLP:${page.tlp}`],
    ...(page.audience.length === 0
      ? []
      : [[t('page.statement.audience'), foreign(page.audience.join(', '))] satisfies [string, Markup]]),
  ]
  const lines = rows.map(
    ([name, value]) =>
      html`<tr>
        <th scope="row">${name}</th>
        <td>${value}</td>
      </tr> `,
  )
  return section(
    t('page.statement.header'),
    html`<div class="scroll" role="region" tabindex="0" aria-label="${t('page.statement.header')}">
      <table class="facts">
        <tbody>
          ${lines}
        </tbody>
      </table>
    </div>`,
  )
}

function signatures(page: StatementPage): Markup {
  const t = translate(page.locale)
  const heading = t('page.statement.signatures')
  const columns = [
    start(t('page.statement.member')),
    start(t('page.statement.key')),
    start(t('page.statement.valid')),
  ]
  const rows = page.signatures.map(({ member, key, status }) => [
    member === null ? html`—` : foreign(member),
    idMarkup(key),
    mark(t(`page.statement.valid.${status}`), status),
  ])
  return section(heading, grid(heading, columns, rows))
}

function mark(text: string, status: 'yes' | 'no' | 'unknown'): Markup {
  if (status === 'yes') return html`<span class="positive">${text}</span>`
  // The text has its own diamond.
  return status === 'no'
    ? html`<strong class="differs">${text}</strong>`
    : html`<span class="quiet">${text}</span>`
}

function links(page: StatementPage): Markup {
  const { locale, live } = page
  const t = translate(locale)
  const heading = t('page.statement.links')
  if (page.links.length === 0)
    return section(heading, html`<p class="lead">${t('page.statement.no-links')}</p>`)
  const columns = [
    start(t('page.statement.relation')),
    start(t('page.statement.to')),
    start(t('page.statement.kind')),
  ]
  const rows = page.links.map(({ relation, id, kind }) => [
    foreign(relation),
    link(page.here.has(id) ? live.href({ to: 'statement', id }) : null, idMarkup(id)),
    html`${kind ?? '—'}`,
  ])
  return section(heading, grid(heading, columns, rows))
}

/** What was said of it, by others and by its author. */
function about({ locale, live, about: said }: StatementPage): Markup {
  const t = translate(locale)
  if (said.length === 0) return NOTHING
  const heading = t('page.statement.about')
  const columns = [
    start(t('page.statement.kind')),
    start(t('page.statement.relation')),
    start(t('page.statement.issuer')),
    start(t('page.statement.id')),
  ]
  const rows = said.map(({ relation, id, kind, issuer }) => [
    html`${kind}`,
    foreign(relation),
    foreign(issuer),
    link(live.href({ to: 'statement', id }), idMarkup(id)),
  ])
  return section(heading, grid(heading, columns, rows))
}

function blobs(page: StatementPage): Markup {
  const { locale, live } = page
  const t = translate(locale)
  const heading = t('page.statement.blobs')
  if (page.blobs.length === 0)
    return section(heading, html`<p class="lead">${t('page.statement.no-blobs')}</p>`)
  const readable = page.blobs.some(({ read }) => read !== null)
  const columns = [
    start(t('page.statement.blob')),
    start(t('page.statement.digest')),
    start(t('page.statement.media-type')),
    end(t('page.statement.size')),
    start(t('page.statement.tlp')),
    start(t('page.statement.here')),
    ...(readable ? [start(t('page.statement.read'))] : []),
  ]
  const rows = page.blobs.map(({ name, sha256, size, mediaType, marking, here, read }) => [
    link(here ? live.href({ to: 'blob', sha256 }) : null, foreign(name)),
    idMarkup(sha256),
    foreign(mediaType),
    html`${t('page.bytes', { count: formatCount(locale, size) })}`,
    html`<span class="tlp">TLP:${(marking ?? page).tlp}</span>
      ${marking === null ? NOTHING : named(marking)}`,
    html`${t(here ? 'page.statement.here.yes' : 'page.statement.here.no')}`,
    ...(readable
      ? [read === null ? NOTHING : link(live.href(read), html`${t('page.statement.read.page')}`)]
      : []),
  ])
  return section(heading, grid(heading, columns, rows))

  /** Of a label that names its readers. */
  function named({ tlp, readers }: { tlp: string; readers: readonly string[] }): Markup {
    if (tlp === 'CLEAR' || tlp === 'GREEN') return NOTHING
    const whom = readers.length === 0 ? html`${t('page.statement.nobody-else')}` : foreign(readers.join(', '))
    return html`<span class="quiet">${whom}</span>`
  }
}

function body({ locale, live, body: value, encrypted, id: own, here }: StatementPage): Markup {
  const t = translate(locale)
  const heading = t('page.statement.body')
  if (encrypted) return section(heading, html`<p class="lead">${t('access.ciphertext')}</p>`)
  if (value === null) return section(heading, html`<p class="lead">${t('page.statement.no-body')}</p>`)
  // Ids of other statements inside the body can be followed, as far as those are here.
  const parts = JSON.stringify(value, null, 2).split(/(sha256:[0-9a-f]{64})/)
  const linked = parts.map((part, index) => {
    const href =
      index % 2 === 1 && part !== own && here.has(part) ? live.href({ to: 'statement', id: part }) : null
    return href === null ? html`${part}` : html`<a href="${href}">${part}</a>`
  })
  return section(heading, html`<pre dir="auto" lang="" tabindex="0"><code>${linked}</code></pre>`)
}
