/**
 * The pages: exercises, an exercise (its report, live), a run, a statement, a blob. Rendered on the server from
 * what the reader may see; what a reader may not see does not exist for them.
 */
import { Hono } from 'hono'
import type { Context } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import { ANONYMOUS } from '../../access/index.ts'
import type { Principal } from '../../access/index.ts'
import { ConcordError, ERROR_TABLE } from '../../error.ts'
import { findLocale, isLocale } from '../../message/index.ts'
import type { Locale } from '../../message/index.ts'
import {
  buildHeadline,
  buildLabels,
  buildReport,
  renderExerciseListPage,
  renderHtml,
  renderJson,
  renderMessagePage,
  renderRunPage,
  renderStatementPage,
} from '../../report/index.ts'
import type { ListedExercise, Live } from '../../report/index.ts'
import { Json, OUTCOMES, readOutcomeTable, rowsOf, Run } from '../../statement/index.ts'
import type { Outcome, OutcomeRow } from '../../statement/index.ts'
import { parseEnvelope } from '../../trust/index.ts'
import { protocolNow } from '../evidence.ts'
import { openAs } from '../exercise/open-exercise.ts'
import type { Home } from '../institute.ts'
import { loadNetworks, networkOfIssuer, ownerOf, readAs } from '../networks.ts'
import { bodyValue } from '../publish.ts'
import { ledgerOf, reportInput, shownRow } from '../reports.ts'
import { checkForReport } from '../verify/evidence.ts'
import { addressOf } from './address.ts'
import type { Sessions } from './session.ts'

const PAGE_SIZE = 100
const COOKIE = 'concord_session'
const CSP =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"

export type AppOptions = {
  home: Home
  sessions: Sessions
  /** Values of the Host header that are answered; every other is refused (DNS rebinding). */
  hosts: readonly string[]
  /** True while the examples are still being made. */
  busy(): boolean
}

type Reading = {
  principal: Principal
  reader: 'owner' | 'anonymous'
  locale: Locale
  lang: string | undefined
}

/** The HTTP application; `app.request()` tests it without a port. */
export function createApp({ home, sessions, hosts, busy }: AppOptions): Hono {
  const app = new Hono()
  // Verifying an exercise takes longer than showing it; what was verified stays so while its statements do.
  const checkedByKey = new Map<string, Awaited<ReturnType<typeof checkForReport>>>()

  app.use(async (c, next) => {
    if (!hosts.includes(c.req.header('host') ?? '')) {
      return c.text('This address answers only under its own name.\n', 421)
    }
    await next()
    c.header('content-security-policy', CSP)
    c.header('x-content-type-options', 'nosniff')
    c.header('referrer-policy', 'no-referrer')
    c.header('cache-control', 'no-store')
    c.header('cross-origin-resource-policy', 'same-origin')
    return undefined
  })

  app.get('/open/:token', (c) => {
    const session = sessions.redeem(c.req.param('token'))
    if (session === undefined) return message(c, 'forbidden', 403)
    setCookie(c, COOKIE, session, { httpOnly: true, sameSite: 'Strict', path: '/' })
    return c.redirect('/', 303)
  })

  app.get('/', async (c) => {
    const reading = readingOf(c)
    const reader = await readAs(home, reading.principal)
    const exercises: ListedExercise[] = []
    for (const { exercise } of await reader.listExercises()) {
      const listed = await listExercise(exercise, reading)
      if (listed !== undefined) exercises.push(listed)
    }
    if (exercises.length === 0 && busy()) return message(c, 'loading', 200)
    return c.html(renderExerciseListPage({ locale: reading.locale, live: liveOf(c, reading), exercises }))
  })

  app.get('/exercise/:id', async (c) => {
    const reading = readingOf(c)
    const document = await documentOf(c.req.param('id'), reading)
    return c.html(renderHtml(document, { live: liveOf(c, reading) }))
  })

  app.get('/exercise/:id/report.html', async (c) => {
    const document = await documentOf(c.req.param('id'), readingOf(c))
    c.header('content-disposition', `attachment; filename="${document.exercise}.html"`)
    return c.html(renderHtml(document))
  })

  app.get('/exercise/:id/report.json', async (c) => {
    const document = await documentOf(c.req.param('id'), readingOf(c))
    return c.body(renderJson(document), 200, { 'content-type': 'application/json; charset=utf-8' })
  })

  app.get('/run/:id', async (c) => {
    const reading = readingOf(c)
    const id = c.req.param('id')
    const reader = await readAs(home, reading.principal)
    const stored = await reader.getStatement(id)
    if (stored?.kind !== 'run' || stored.body === null) return message(c, 'not-found', 404)
    const body = Run.parse(bodyValue(stored))
    const { evidence, state, chain } = await openAs(home, reading.principal, body.exercise)
    const bytes = await reader.getBlobOf(id, body.table.sha256)
    return c.html(
      renderRunPage({
        locale: reading.locale,
        live: liveOf(c, reading),
        id,
        body,
        labName: chain.latest.body.members.find(({ id: member }) => member === body.lab)?.name ?? body.lab,
        ledger: ledgerOf(evidence, protocolNow(evidence, state), body).map(shownRow),
        attempts:
          bytes === undefined ? null : await attemptsOf(bytes, c.req.query('outcome'), c.req.query('from')),
      }),
    )
  })

  app.get('/statement/:id', async (c) => {
    const reading = readingOf(c)
    const id = c.req.param('id')
    const reader = await readAs(home, reading.principal)
    const stored = await reader.getStatement(id)
    if (stored === undefined) return message(c, 'not-found', 404)
    const network = networkOfIssuer(await loadNetworks(home), stored.issuer)
    const issuer = network?.chain.latest.body.members.find(({ origin }) => origin === stored.issuer)
    const nameOf = (member: string): string =>
      network?.chain.latest.body.members.find(({ id: one }) => one === member)?.name ?? member
    const value = bodyValue(stored)
    return c.html(
      renderStatementPage({
        locale: reading.locale,
        live: liveOf(c, reading, id),
        id,
        kind: stored.kind,
        exercise: stored.exercise,
        simulated: await isSimulated(stored.exercise, reading),
        issuer: stored.issuer,
        issuerName: issuer?.name ?? null,
        created: stored.created,
        tlp: stored.sharing.tlp,
        audience: stored.sharing.audience,
        signatures: parseEnvelope(stored.envelope).signatures.map(({ keyid }) => {
          const signer = stored.signers.find((one) => one.keyid === keyid)
          return {
            member: signer === undefined ? null : nameOf(signer.member),
            key: keyid,
            status: signer === undefined ? 'unknown' : 'yes',
          }
        }),
        links: await Promise.all(
          stored.links.map(async ({ rel, id: to }) => ({
            relation: rel,
            id: to,
            kind: (await reader.getStatement(to))?.kind ?? null,
          })),
        ),
        blobs: stored.blobs.map(({ sha256, size, mediaType, held }) => ({
          sha256,
          size,
          mediaType,
          here: held,
        })),
        body: value === undefined ? null : Json.parse(value),
      }),
    )
  })

  app.get('/statement/:id/blob/:sha256', async (c) => {
    const reader = await readAs(home, readingOf(c).principal)
    const bytes = await reader.getBlobOf(c.req.param('id'), c.req.param('sha256'))
    if (bytes === undefined) return message(c, 'not-found', 404)
    // Bytes from outside: downloaded, never rendered.
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': 'application/octet-stream',
      'content-disposition': `attachment; filename="${c.req.param('sha256')}"`,
    })
  })

  app.notFound((c) => message(c, 'not-found', 404))
  app.onError((error, c) => {
    if (error instanceof ConcordError) {
      const { http } = ERROR_TABLE[error.code]
      return http === 404 ? message(c, 'not-found', 404) : message(c, 'failed', 500)
    }
    process.stderr.write(`${error.stack ?? error.message}\n`)
    return message(c, 'failed', 500)
  })

  function readingOf(c: Context): Reading {
    const owner = sessions.isOwner(getCookie(c, COOKIE))
    const asked = c.req.query('lang')
    const lang = asked !== undefined && isLocale(asked) ? asked : undefined
    return {
      principal: owner ? ownerOf(home) : ANONYMOUS,
      reader: owner ? 'owner' : 'anonymous',
      locale: lang ?? findLocale(c.req.header('accept-language') ?? '') ?? 'en',
      lang,
    }
  }

  function liveOf(c: Context, { reader, lang }: Reading, statement?: string): Live {
    return {
      href: (target) => addressOf(target, { lang, statement }),
      reader,
      inLanguage: (locale) => {
        const url = new URL(c.req.url)
        url.searchParams.set('lang', locale)
        return `${url.pathname}${url.search}`
      },
    }
  }

  function message(
    c: Context,
    about: 'not-found' | 'forbidden' | 'failed' | 'loading',
    status: 200 | 403 | 404 | 500,
  ): Response {
    const reading = readingOf(c)
    return new Response(renderMessagePage({ locale: reading.locale, live: liveOf(c, reading), about }), {
      status,
      headers: { 'content-type': 'text/html; charset=utf-8' },
    })
  }

  async function inputOf(exercise: string, { principal }: Reading) {
    const { evidence, state, chain } = await openAs(home, principal, exercise)
    const key = JSON.stringify([principal, [...evidence.about.keys()].sort(), state.analyses])
    let checked = checkedByKey.get(key)
    if (checked === undefined) {
      checked = await checkForReport(evidence)
      if (checkedByKey.size > 200) checkedByKey.clear()
      checkedByKey.set(key, checked)
    }
    return { input: reportInput(evidence, state, chain, checked), state, chain }
  }

  /** False also where this reader may not see the protocol that says so. */
  async function isSimulated(exercise: string | null, { principal }: Reading): Promise<boolean> {
    if (exercise === null) return false
    try {
      const { evidence, state } = await openAs(home, principal, exercise)
      return protocolNow(evidence, state).system.models.some(({ simulated }) => simulated)
    } catch (error) {
      if (error instanceof ConcordError && error.code === 'not-found') return false
      throw error
    }
  }

  async function documentOf(exercise: string, reading: Reading) {
    const { input } = await inputOf(exercise, reading)
    return buildReport(input, reading.locale)
  }

  async function listExercise(exercise: string, reading: Reading): Promise<ListedExercise | undefined> {
    try {
      const { input, state, chain } = await inputOf(exercise, reading)
      const nameOf = (id: string): string =>
        chain.latest.body.members.find((member) => member.id === id)?.name ?? id
      const runs = state.members.flatMap((member) => member.runs)
      return {
        id: exercise,
        title: input.title,
        state: input.labels.retrospective
          ? 'retrospective'
          : state.analyses.length > 0
            ? 'analysed'
            : state.status !== 'frozen'
              ? state.status
              : runs.every(({ run }) => run !== null)
                ? 'submitted'
                : runs.some(({ run }) => run !== null)
                  ? 'running'
                  : 'frozen',
        institutes: state.members.map(({ member }) => nameOf(member)),
        labels: buildLabels(input, reading.locale),
        sentences: buildHeadline(input, reading.locale).slice(0, 2),
        tlp: input.labels.tlp,
      }
    } catch (error) {
      // An exercise of which this reader may see statements but not the protocol is not listed.
      if (error instanceof ConcordError && error.code === 'not-found') return undefined
      throw error
    }
  }

  return app
}

/** The part of an outcome table that a page shows. */
async function attemptsOf(
  bytes: Uint8Array,
  outcomeText: string | undefined,
  fromText: string | undefined,
): Promise<{ rows: OutcomeRow[]; from: number; total: number; size: number; outcome: Outcome | null }> {
  const columns = await readOutcomeTable(bytes)
  const outcome = OUTCOMES.find((one) => one === outcomeText) ?? null
  const from = Math.max(0, Math.min(Number.parseInt(fromText ?? '0', 10) || 0, columns.length))
  const rows: OutcomeRow[] = []
  let total = 0
  for (const row of rowsOf(columns)) {
    if (outcome !== null && row.outcome !== outcome) continue
    if (total >= from && rows.length < PAGE_SIZE) rows.push(row)
    total += 1
  }
  return { rows, from, total, size: PAGE_SIZE, outcome }
}
