/** Who asks, in which language, and what every page is given for them. */
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { ANONYMOUS } from '../../access/index.ts'
import type { Principal } from '../../access/index.ts'
import type { Sentence } from '../../error.ts'
import { findLocale, isLocale, saySentence } from '../../message/index.ts'
import type { Locale } from '../../message/index.ts'
import { renderMessagePage } from '../../report/index.ts'
import type { Live } from '../../report/index.ts'
import type { Home } from '../institute.ts'
import { ownerOf } from '../networks.ts'
import { addressOf } from './address.ts'
import type { Sessions } from './session.ts'

/** What the pages are served from. */
export type Desk = { home: Home; sessions: Sessions }

export type Reading = {
  principal: Principal
  reader: 'owner' | 'anonymous'
  locale: Locale
  /** The language the address asks for; kept in every link. */
  lang: string | undefined
}

export function readingOf(c: Context, { home, sessions }: Desk): Reading {
  const owner = sessions.isOwner(getCookie(c, cookieName(c)))
  const asked = c.req.query('lang')
  const lang = asked !== undefined && isLocale(asked) ? asked : undefined
  return {
    principal: owner ? ownerOf(home) : ANONYMOUS,
    reader: owner ? 'owner' : 'anonymous',
    locale: lang ?? findLocale(c.req.header('accept-language') ?? '') ?? 'en',
    lang,
  }
}

/** Makes whoever opened the printed link the owner, in this browser. */
export function keepSession(c: Context, session: string): void {
  setCookie(c, cookieName(c), session, { httpOnly: true, sameSite: 'Strict', path: '/' })
}

/** A browser keeps the cookies of all ports of this machine together, and each port may be another institute. */
function cookieName(c: Context): string {
  return `concord_session_${/:(\d+)$/.exec(c.req.header('host') ?? '')?.[1] ?? ''}`
}

/** Addresses as this reader gets them; blobs are those of `statement`. */
export function liveOf(c: Context, { reader, lang }: Reading, statement?: string): Live {
  return {
    href: (target) => addressOf(target, { lang, statement }),
    reader,
    inLanguage: (locale) => {
      const url = new URL(c.req.url)
      url.searchParams.set('lang', locale)
      // Two slashes would lead to another machine, and a token is to be in no page.
      const path = url.pathname.startsWith('/open/') ? '/' : url.pathname.replace(/^\/+/, '/')
      return `${path}${url.search}`
    },
  }
}

export type MessageAbout = 'not-found' | 'forbidden' | 'failed' | 'loading' | 'read-only' | 'unreadable'

/** A page that is one sentence, in the language of the request, and what exactly happened where the reader may know. */
export function messagePage(
  c: Context,
  desk: Desk,
  about: MessageAbout,
  status: 200 | 403 | 404 | 405 | 409 | 500,
  what?: Sentence,
): Response {
  const reading = readingOf(c, desk)
  const { locale } = reading
  const detail = what === undefined ? {} : { detail: saySentence(locale, what) }
  return c.html(renderMessagePage({ locale, live: liveOf(c, reading), about, ...detail }), status)
}
