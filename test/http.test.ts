import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { ConcordError, sentence } from '../src/error.ts'
import { createApp } from '../src/node/http/app.ts'
import { createSessions } from '../src/node/http/session.ts'
import type { Sessions } from '../src/node/http/session.ts'
import { ownerOf, readAs } from '../src/node/index.ts'
import { signDraft } from '../src/node/publish.ts'
import { OUTCOMES } from '../src/statement/index.ts'
import type { StoredStatement } from '../src/store/index.ts'
import { CLOSED_EXERCISE, makeTwoExercises, NASTY, OPEN_EXERCISE, SECRET } from './fixture/two-exercises.ts'
import type { TwoExercises } from './fixture/two-exercises.ts'

const HOST = '127.0.0.1:4680'
const UNKNOWN = `sha256:${'0'.repeat(64)}`

let two: TwoExercises
let sessions: Sessions
let app: Hono
let cookie: string
/** Every statement there is, as its owner sees it. */
let statements: StoredStatement[]

beforeAll(async () => {
  two = await makeTwoExercises()
  sessions = createSessions()
  app = createApp({ home: two.home, sessions, hosts: [HOST], busy: () => false })
  const opened = await ask(`/open/${sessions.token}`)
  cookie = (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const reader = await readAs(two.home, ownerOf(two.home))
  const all = await Promise.all((await reader.listStatements()).map(({ id }) => reader.getStatement(id)))
  statements = all.filter((one) => one !== undefined)
})

afterAll(async () => {
  await two?.[Symbol.asyncDispose]()
})

async function ask(address: string, init: RequestInit = {}): Promise<Response> {
  return app.request(address, {
    ...init,
    headers: { host: HOST, ...Object.fromEntries(new Headers(init.headers)) },
  })
}

const READERS = {
  owner: (address: string) => ask(address, { headers: { cookie } }),
  anonymous: (address: string) => ask(address),
}
type Reader = keyof typeof READERS

function oneOf(kind: string, exercise: string): StoredStatement {
  const found = statements.find((one) => one.kind === kind && one.exercise === exercise)
  if (found === undefined) throw new Error(`no ${kind} of ${exercise}`)
  return found
}

/** Every address that shows something of an exercise. */
function addressesOf(exercise: string): string[] {
  const protocol = oneOf('protocol', exercise)
  const parts = new Set(protocol.links.map(({ id }) => id))
  const its = statements.filter((one) => one.exercise === exercise || parts.has(one.id))
  return [
    ...['', '/report.html', '/report.json'].map((part) => `/exercise/${exercise}${part}`),
    ...its.map(({ id }) => `/statement/${id}`),
    ...its.filter(({ kind }) => kind === 'run').map(({ id }) => `/run/${id}`),
    ...its.filter(({ kind }) => kind === 'run').map(({ id }) => itemAddress(id, exercise, 'english')),
    ...its.flatMap(({ id, blobs }) => blobs.map(({ sha256 }) => `/statement/${id}/blob/${sha256}`)),
  ]
}

/** The page of the third item of a set, as a run answered it; that answer cannot be scored. */
function itemAddress(run: string, exercise: string, set: string, index = 2): string {
  const item = exercise === OPEN_EXERCISE ? `item ${index} ${NASTY}` : `${SECRET} ${index}`
  return `/run/${run}/item?set=${set}&item=${encodeURIComponent(item)}`
}

/** Addresses of the links of a page, as a browser reads them. */
function linksOf(page: string): string[] {
  const unescaped = (text: string): string =>
    text.replace(/&(amp|quot|lt|gt|#39);/g, (_, name: string) => ENTITIES[name] ?? '')
  return [...page.matchAll(/<a\s[^>]*?href="([^"]*)"/g)].map(([, href = '']) => unescaped(href))
}

const ENTITIES: Record<string, string> = { amp: '&', quot: '"', lt: '<', gt: '>', '#39': "'" }

describe('who sees what', () => {
  it('shows its owner everything', async () => {
    for (const address of [...addressesOf(OPEN_EXERCISE), ...addressesOf(CLOSED_EXERCISE)]) {
      expect((await READERS.owner(address)).status, address).toBe(200)
    }
    expect(await (await READERS.owner('/')).text()).toContain(SECRET)
  })

  it('shows everybody else what is marked TLP:CLEAR, and of the rest not even that it is there', async () => {
    for (const address of addressesOf(OPEN_EXERCISE)) {
      expect((await READERS.anonymous(address)).status, address).toBe(200)
    }
    const page = await (await READERS.anonymous('/')).text()
    expect(page).toContain(`href="/exercise/${OPEN_EXERCISE}"`)
    expect(page).not.toContain(CLOSED_EXERCISE)
    const nothing = await (await READERS.anonymous('/exercise/nothing')).text()
    for (const address of addressesOf(CLOSED_EXERCISE)) {
      const answer = await READERS.anonymous(address)
      expect(answer.status, address).toBe(404)
      const text = await answer.text()
      // But for the link to the same address in the other language.
      const french = /href="[^"]*lang=fr"/
      expect(text.replace(french, ''), address).toBe(nothing.replace(french, ''))
    }
  })

  it('does not take the digest of a blob for leave to read it', async () => {
    const blob = oneOf('run', CLOSED_EXERCISE).blobs[0]?.sha256 ?? ''
    const open = oneOf('run', OPEN_EXERCISE).id
    for (const read of Object.values(READERS)) {
      expect((await read(`/statement/${open}/blob/${blob}`)).status).toBe(404)
    }
  })

  it('takes no other cookie for the owner’s', async () => {
    const [name = '', value = ''] = cookie.split('=')
    for (const forged of [`${name}=`, `${name}=${value}x`, `${name}=${sessions.token}`, `other=${value}`]) {
      const page = await (await ask('/', { headers: { cookie: forged } })).text()
      expect(page).not.toContain(SECRET)
    }
  })
})

describe('the link printed at the start', () => {
  it('works once, and only to the letter', async () => {
    const own = createSessions()
    const other = createApp({ home: two.home, sessions: own, hosts: [HOST], busy: () => false })
    const open = (token: string, method = 'GET') =>
      other.request(`/open/${token}`, { method, headers: { host: HOST } })
    for (const wrong of [own.token.slice(1), `${own.token}x`, sessions.token, '%00', '..%2f']) {
      expect((await open(wrong)).status).toBe(403)
    }
    // Whoever only looks whether there is something does not use it up.
    expect((await open(own.token, 'HEAD')).headers.get('set-cookie')).toBeNull()
    const first = await open(own.token)
    expect(first.status).toBe(303)
    expect(first.headers.get('location')).toBe('/')
    const set = first.headers.get('set-cookie') ?? ''
    expect(set).toMatch(/; HttpOnly/)
    expect(set).toMatch(/; SameSite=Strict/)
    expect(set).toMatch(/; Path=\/(;|$)/)
    expect(set).not.toContain(own.token)
    const second = await open(own.token)
    expect(second.status).toBe(403)
    expect(second.headers.get('set-cookie')).toBeNull()
    expect(await second.text()).not.toContain(own.token)
  })

  it('gives each port a cookie of its own, since a browser sends the cookies of all of them', async () => {
    const own = createSessions()
    const hosts = [HOST, '127.0.0.1:5000']
    const other = createApp({ home: two.home, sessions: own, hosts, busy: () => false })
    const opened = await other.request(`/open/${own.token}`, { headers: { host: '127.0.0.1:5000' } })
    expect((opened.headers.get('set-cookie') ?? '').split('=')[0]).not.toBe(cookie.split('=')[0])
  })
})

describe('what is refused', () => {
  it.each(['evil.example', '127.0.0.1', '127.0.0.1:4681', 'localhost:4680.evil.example', ''])(
    'the host "%s"',
    async (host) => {
      const answer = await app.request('/', { headers: { host, cookie } })
      expect(answer.status).toBe(421)
      expect(await answer.text()).toMatch(/^\S.*\.\n$/)
      expectHeaders(answer)
    },
  )

  it.each(['POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS', 'PROPFIND'])('the method %s', async (method) => {
    for (const address of ['/', `/exercise/${OPEN_EXERCISE}`, `/open/${sessions.token}`, '/nothing']) {
      const answer = await ask(address, { method, headers: { cookie } })
      expect(answer.status).toBe(405)
      expect(answer.headers.get('allow')).toBe('GET, HEAD')
      expectHeaders(answer)
    }
  })

  it.each(
    [
      '/nothing',
      '/exercise/',
      '/exercise/nothing',
      '/exercise/nothing/report.html',
      '/exercise/nothing/report.json',
      `/run/${UNKNOWN}`,
      '/run/x',
      `/statement/${UNKNOWN}`,
      '/statement/%E0%A4%A',
      `/statement/${UNKNOWN}/blob/${'0'.repeat(64)}`,
      '/statement/..%2f..%2fkeys%2fstatement.json',
      '/../../keys/statement.json',
      '/exercise/%2e%2e%2f%2e%2e%2fetc%2fpasswd',
      '/exercise/__proto__',
      `/exercise/${'x'.repeat(100_000)}`,
      `/statement/sha256:${'f'.repeat(100_000)}`,
      `/run/${encodeURIComponent("' or 1=1 --")}`,
      `/run/${UNKNOWN}/item?set=english&item=x`,
      `/statement/%00`,
    ].map((address) => ({ shown: address.slice(0, 60), address })),
  )('what is not there: $shown', async ({ address }) => {
    for (const read of Object.values(READERS)) {
      const answer = await read(address)
      expect(answer.status).toBe(404)
      expect(await answer.text()).toContain('There is nothing at this address that you may see.')
      expectHeaders(answer)
    }
  })

  it('a path out of the blobs of a statement', async () => {
    const { id } = oneOf('run', OPEN_EXERCISE)
    for (const blob of ['..%2f..%2f..%2fkeys%2fstatement.json', 'x', '0'.repeat(64), 'F'.repeat(64)]) {
      expect((await READERS.owner(`/statement/${id}/blob/${blob}`)).status).toBe(404)
    }
  })

  it('an item that is none', async () => {
    const run = `/run/${oneOf('run', OPEN_EXERCISE).id}`
    for (const query of [
      '',
      '?set=english',
      '?item=x',
      '?set=english&item=',
      '?set=english&item=x',
      '?set=nothing&item=item%200',
      `?set=__proto__&item=${encodeURIComponent(`item 0 ${NASTY}`)}`,
      '?set=..&item=..%2f..%2fkeys',
      '?set=english&item=%00',
      '?set=english&item=%E0%A4%A',
      `?set=english&item=${'x'.repeat(100_000)}`,
      `?set=english&item=${encodeURIComponent('"')}`,
    ]) {
      for (const read of Object.values(READERS)) {
        const answer = await read(`${run}/item${query}`)
        expect(answer.status, query).toBe(404)
        expectHeaders(answer)
      }
    }
  })

  it('says it in the language of the request', async () => {
    const french = 'Il n’y a rien à cette adresse'
    const inFrench = await ask('/nothing', { headers: { 'accept-language': 'de, fr-CA;q=0.8, en;q=0.5' } })
    expect(await inFrench.text()).toContain(french)
    expect(await (await ask('/nothing?lang=fr')).text()).toContain(french)
    const chosen = await ask('/nothing?lang=en', { headers: { 'accept-language': 'fr' } })
    expect(await chosen.text()).toContain('There is nothing at this address')
    const unknown = await ask('/nothing?lang=xx', { headers: { 'accept-language': 'fr' } })
    expect(await unknown.text()).toContain(french)
  })

  it('a link to another machine made of the address that was asked for', async () => {
    for (const address of ['//evil.example/x', '///evil.example', '/\\evil.example']) {
      const page = await (await ask(address)).text()
      for (const href of linksOf(page)) {
        expect(new URL(href, `http://${HOST}/`).host, href).toBe(HOST)
      }
    }
  })
})

function expectHeaders(answer: Response): void {
  const csp = answer.headers.get('content-security-policy') ?? ''
  expect(csp).toContain("default-src 'none'")
  expect(csp).toContain("frame-ancestors 'none'")
  // No source outside the page, and no script at all.
  expect(csp).not.toMatch(/https?:|\*|script-src|data:|unsafe-eval/)
  expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
  expect(answer.headers.get('referrer-policy')).toBe('no-referrer')
  expect(answer.headers.get('cache-control')).toBe('no-store')
  expect(answer.headers.get('cross-origin-resource-policy')).toBe('same-origin')
  expect(answer.headers.get('access-control-allow-origin')).toBeNull()
}

describe('every answer', () => {
  it('has the headers that keep a page to itself, and the type of what it is', async () => {
    for (const address of ['/', ...addressesOf(OPEN_EXERCISE)]) {
      const answer = await READERS.anonymous(address)
      expectHeaders(answer)
      const type = answer.headers.get('content-type')?.toLowerCase()
      if (address.includes('/blob/')) {
        expect(type).toBe('application/octet-stream')
        expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="[0-9a-f]{64}"$/)
      } else
        expect(type).toBe(`${address.endsWith('.json') ? 'application/json' : 'text/html'}; charset=utf-8`)
    }
  })

  it('lets no text become markup', async () => {
    for (const address of ['/', ...addressesOf(OPEN_EXERCISE)]) {
      if (address.includes('/blob/') || address.endsWith('.json')) continue
      const page = await (await READERS.anonymous(address)).text()
      // A report carries its data; a script element ends at the first end tag, whatever is in it.
      const shown = page.replace(/<script type="application\/json"[^>]*>.*?<\/script>/s, '')
      expect(shown, address).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
      expect(shown, address).not.toMatch(/<script|<img|onerror=alert\(2\)>/)
    }
    const body: unknown = await (await READERS.anonymous(`/exercise/${OPEN_EXERCISE}/report.json`)).json()
    expect(JSON.stringify(body)).toContain(JSON.stringify(NASTY).slice(1, -1))
  })

  it('is the same for HEAD, without its body', async () => {
    const answer = await ask('/', { method: 'HEAD' })
    expect(answer.status).toBe(200)
    expect(await answer.text()).toBe('')
    expectHeaders(answer)
  })
})

it('links no statement that its reader cannot open', async () => {
  const to = oneOf('protocol', CLOSED_EXERCISE).id
  const opinion = await signDraft(two.home, {
    kind: 'opinion',
    exercise: null,
    sharing: oneOf('protocol', OPEN_EXERCISE).sharing,
    links: [{ rel: 'answers', id: to }],
    body: { type: 'remark', exercise: null, on: to, field: null, text: 'Seen.' },
    blobs: [],
  })
  await two.home.store.writer().putStatements([opinion])
  const links = async (reader: Reader): Promise<string[]> =>
    linksOf(await (await READERS[reader](`/statement/${opinion.id}`)).text())
  expect(await links('owner')).toContain(`/statement/${to}`)
  expect(await links('anonymous')).not.toContain(`/statement/${to}`)
})

it('says in a sentence that it failed, and at the terminal why', async () => {
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true)
  try {
    const home = { ...two.home, store: { ...two.home.store, reader: broken } }
    const failing = createApp({ home, sessions, hosts: [HOST], busy: () => false })
    const answer = await failing.request('/', { headers: { host: HOST } })
    expect(answer.status).toBe(500)
    expect(await answer.text()).toContain('Concord could not answer.')
    expectHeaders(answer)
    expect(said).toHaveBeenCalledWith('The disk is on fire.\n')
  } finally {
    said.mockRestore()
  }
})

function broken(): never {
  throw new ConcordError('environment', sentence`The disk is on fire.`)
}

describe('a run', () => {
  const rowsOf = (page: string): number =>
    page.match(/<th scope="row"[^>]*><a [^>]*><span dir="auto" lang="">item \d/g)?.length ?? 0
  const totalOf = (page: string): number => Number(/\d+–\d+ of (\d+)/.exec(page)?.[1] ?? 0)

  it('shows the attempts of one outcome, of one language, or of both', async () => {
    const run = `/run/${oneOf('run', OPEN_EXERCISE).id}`
    const page = async (query: string): Promise<string> => (await READERS.anonymous(`${run}${query}`)).text()
    const all = await page('')
    expect([totalOf(all), rowsOf(all)]).toEqual([120, 100])
    const byOutcome = await Promise.all(OUTCOMES.map((outcome) => page(`?outcome=${outcome}`)))
    const totals = byOutcome.map(totalOf)
    expect(totals.reduce((sum, total) => sum + total, 0)).toBe(120)
    expect(totals[OUTCOMES.indexOf('unscored')]).toBe(40)
    expect(byOutcome[OUTCOMES.indexOf('limit')]).toContain('No attempt')
    const french = await page('?language=fr')
    expect(totalOf(french)).toBe(60)
    const both = await page('?outcome=unscored&language=fr')
    const others = await page('?outcome=unscored&language=en')
    expect(totalOf(both) + totalOf(others)).toBe(40)
    expect(totalOf(await page('?outcome=scored&language=fr&from=20'))).toBe(60 - totalOf(both))
    // Each filter keeps the other, and says which holds.
    expect(linksOf(both)).toContain(`${run}?outcome=scored&language=fr`)
    expect(linksOf(both)).toContain(`${run}?outcome=unscored&language=en`)
    expect(linksOf(both)).toContain(`${run}?outcome=unscored`)
    expect(both.match(/aria-current="true"[^>]*>(unscored|fr)</g)).toHaveLength(2)
  })

  it('takes a filter that is none for no filter, and a part that is none for the nearest', async () => {
    const run = `/run/${oneOf('run', OPEN_EXERCISE).id}`
    for (const query of ['?outcome=nothing', '?language=xx', '?from=-5', '?from=x', '?from=1e3&outcome=']) {
      const page = await (await READERS.anonymous(`${run}${query}`)).text()
      expect(totalOf(page), query).toBe(120)
    }
    const beyond = await (await READERS.anonymous(`${run}?from=99999999999999999999`)).text()
    expect(beyond).toContain('101–120 of 120')
  })
})

describe('an item of a run', () => {
  it('shows question, accepted answer and each answer, in every language, to whoever may see them', async () => {
    const { id } = oneOf('run', OPEN_EXERCISE)
    const english = await (await READERS.anonymous(itemAddress(id, OPEN_EXERCISE, 'english'))).text()
    expect(english).toContain('There are 102 apples in box 2')
    expect(english).toMatch(/Accepted answers<\/h3>\s*<ul>\s*<li><span[^>]*>102</)
    expect(english.match(/<h3>Attempt \d<\/h3>/g)).toHaveLength(3)
    const french = itemAddress(id, OPEN_EXERCISE, 'french')
    expect(linksOf(english)).toContain(french)
    const other = await (await READERS.anonymous(french)).text()
    expect(other).toMatch(/<pre class="said" dir="auto" lang="fr">Il y a 102 pommes/)
    const pages = await Promise.all(
      [0, 1, 2, 3].map(async (index) =>
        (await READERS.anonymous(itemAddress(id, OPEN_EXERCISE, 'english', index))).text(),
      ),
    )
    const all = pages.join('')
    expect(all).toContain('<pre class="said" dir="auto" lang="">102</pre>')
    expect(all).toContain('Read from the answer: 102')
    expect(all).toContain('scored · value 1')
    expect(all).toContain('unscored · <span dir="auto" lang="">unparsed</span>')
  })

  it('shows nobody more of a set or of the answers than the statements that bring them', async () => {
    const { id } = oneOf('run', OPEN_EXERCISE)
    const answers = statements
      .find((one) => one.id === id)
      ?.blobs.find(({ name }) => name === 'answers.jsonl')
    const datasets = statements.filter(({ kind }) => kind === 'dataset').map<string>((one) => one.id)
    const { store } = two.home
    const hiding = (hides: (statement: string, blob: string) => boolean, closed: string[] = []): Hono => {
      const reader: typeof store.reader = (...who) => {
        const its = store.reader(...who)
        return {
          ...its,
          getStatement: async (one) => (closed.includes(one) ? undefined : await its.getStatement(one)),
          getBlobOf: async (statement, blob) =>
            hides(statement, blob) ? undefined : await its.getBlobOf(statement, blob),
        }
      }
      const home = { ...two.home, store: { ...store, reader } }
      return createApp({ home, sessions, hosts: [HOST], busy: () => false })
    }
    const page = async (from: Hono): Promise<string> =>
      (await from.request(itemAddress(id, OPEN_EXERCISE, 'english'), { headers: { host: HOST } })).text()
    const noItems = await page(hiding((statement) => datasets.includes(statement)))
    expect(noItems).toContain('The question and its accepted answers are not shown to you')
    expect(noItems).not.toContain('apples')
    expect(noItems).not.toContain('Accepted answers<')
    const noSet = await page(hiding(() => false, datasets))
    expect(noSet).toContain('The question and its accepted answers are not shown to you')
    expect(noSet).not.toMatch(/apples|pommes|Accepted answers<|Statement of this set/)
    expect(noSet).toContain('<h3>Attempt 3</h3>')
    const noAnswers = await page(hiding((_, blob) => blob === answers?.sha256))
    expect(noAnswers).toContain('There are 102 apples')
    expect(noAnswers).toContain('The answers of this run are not shown to you')
    expect(noAnswers).not.toContain('Read from the answer')
  })
})

it('leads from a file of a statement to the page where it can be read', async () => {
  const { id } = oneOf('run', OPEN_EXERCISE)
  const run = await (await READERS.anonymous(`/statement/${id}`)).text()
  expect(run.match(/href="[^"]*">on a page</g)).toEqual([
    `href="/run/${id}">on a page<`,
    `href="/run/${id}">on a page<`,
  ])
  const parts = new Set<string>(oneOf('protocol', OPEN_EXERCISE).links.map((link) => link.id))
  const sets = statements.filter((one) => one.kind === 'dataset' && parts.has(one.id))
  expect(sets).toHaveLength(2)
  for (const set of sets) {
    const page = await (await READERS.anonymous(`/statement/${set.id}`)).text()
    expect(linksOf(page).some((href) => href.startsWith(`/run/${id}?language=`))).toBe(true)
  }
})

describe.each(['owner', 'anonymous'] as const)('every link that the %s can follow', (reader: Reader) => {
  it('leads to something, and never out', async () => {
    const seen = new Map<string, string>()
    const open = ['/']
    for (let address = open.pop(); address !== undefined; address = open.pop()) {
      const [path = '', anchor] = address.split('#')
      if (!seen.has(path)) {
        const answer = await READERS[reader](path)
        expect(answer.status, path).toBe(200)
        const page = answer.headers.get('content-type')?.startsWith('text/html') === true
        seen.set(path, page ? await answer.text() : '')
        for (const href of page ? linksOf(seen.get(path) ?? '') : []) {
          const url = new URL(href, `http://${HOST}${path}`)
          expect(url.host, `${href} on ${path}`).toBe(HOST)
          // The parts of a run, filtered, are the same in the other language.
          if (!/lang=.*&(outcome|language)=/.test(url.search))
            open.push(`${url.pathname}${url.search}${url.hash}`)
        }
      }
      if (anchor !== undefined && anchor !== '') expect(seen.get(path), address).toContain(`id="${anchor}"`)
    }
    const all = [...seen.values()].join('')
    expect(seen.size).toBeGreaterThan(30)
    expect(all).not.toContain(sessions.token)
    if (reader === 'anonymous') expect(all).not.toMatch(new RegExp(`${SECRET}|${CLOSED_EXERCISE}`))
    else expect([...seen.keys()]).toContain(`/exercise/${CLOSED_EXERCISE}`)
  })
})
