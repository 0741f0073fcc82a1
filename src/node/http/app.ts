/**
 * The pages: exercises, an exercise (its report, live), a run, an item, a statement, a blob. Rendered on the server from
 * what the reader may see; what a reader may not see does not exist for them.
 */
import { Hono } from 'hono'
import type { Context } from 'hono'
import { ConcordError, ERROR_TABLE } from '../../error.ts'
import { isUnreadable } from '../read-body.ts'
import { addExercisePages } from './exercise.ts'
import { keepSession, messagePage } from './reading.ts'
import type { Desk } from './reading.ts'
import { addItemPage } from './item.ts'
import { addRunPage } from './run.ts'
import { addStatementPages } from './statement.ts'

const HEADERS = {
  'content-security-policy':
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cache-control': 'no-store',
  'cross-origin-resource-policy': 'same-origin',
}

export type AppOptions = Desk & {
  /** Values of the Host header that are answered; every other is refused (DNS rebinding). */
  hosts: readonly string[]
  /** True while the examples are still being made. */
  busy(): boolean
}

/** The HTTP application; `app.request()` tests it without a port. */
export function createApp({ hosts, busy, ...desk }: AppOptions): Hono {
  const app = new Hono()

  app.use(async (c, next) => {
    const refused = refusalOf(c)
    if (refused === undefined) await next()
    else c.res = refused
    for (const [name, value] of Object.entries(HEADERS)) c.header(name, value)
  })

  app.get('/open/:token', (c) => {
    // Whoever only looks whether there is something does not use the token up.
    const session = c.req.method === 'GET' ? desk.sessions.redeem(c.req.param('token')) : undefined
    if (session === undefined) return messagePage(c, desk, 'forbidden', 403)
    keepSession(c, session)
    return c.redirect('/', 303)
  })

  addExercisePages(app, desk, busy)
  addRunPage(app, desk)
  addItemPage(app, desk)
  addStatementPages(app, desk)

  app.notFound((c) => messagePage(c, desk, 'not-found', 404))
  app.onError((error, c) => {
    if (error instanceof ConcordError && ERROR_TABLE[error.code].http === 404) {
      return messagePage(c, desk, 'not-found', 404)
    }
    // It was read as this reader: the sentence names nothing that they may not see.
    if (isUnreadable(error)) return messagePage(c, desk, 'unreadable', 409, error.sentence)
    process.stderr.write(
      `${error instanceof ConcordError ? error.message : (error.stack ?? error.message)}\n`,
    )
    return messagePage(c, desk, 'failed', 500)
  })

  function refusalOf(c: Context): Response | undefined {
    if (!hosts.includes(c.req.header('host') ?? '')) {
      return c.text('This address answers only under its own name.\n', 421)
    }
    if (c.req.method === 'GET' || c.req.method === 'HEAD') return undefined
    c.header('allow', 'GET, HEAD')
    return messagePage(c, desk, 'read-only', 405)
  }

  return app
}
