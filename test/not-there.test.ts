/** What a reader may not see is to them as what is not there: the same page, the same headers, the same work, the same time. */
import type { Hono } from 'hono'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../src/node/http/app.ts'
import { createSessions } from '../src/node/http/session.ts'
import { ownerOf, readAs } from '../src/node/index.ts'
import type { Home } from '../src/node/index.ts'
import { signDrafts } from '../src/node/publish.ts'
import type { Draft } from '../src/node/publish.ts'
import type { Reader } from '../src/store/index.ts'
import { CLOSED_EXERCISE, makeTwoExercises, OPEN_EXERCISE, SECRET } from './fixture/two-exercises.ts'
import type { TwoExercises } from './fixture/two-exercises.ts'

const HOST = '127.0.0.1:4680'
/** More than a page of statements, so that going through them would take time. */
const MANY = 2000
const NOWHERE = `sha256:${'0'.repeat(64)}`
const NO_BLOB = '0'.repeat(64)

let two: TwoExercises
let app: Hono
/** Names of what was asked of the readers of the store, in order. */
let asked: string[] = []
/** Ids of the closed exercise by kind, and of a run that is open. */
let closed: { run: string; protocol: string; blob: string }
let openRun: string

beforeAll(async () => {
  two = await makeTwoExercises()
  const reader = await readAs(two.home, ownerOf(two.home))
  const oneOf = async (kind: string, exercise: string) => {
    const [first] = await reader.listStatements({ kind, exercise })
    const stored = first === undefined ? undefined : await reader.getStatement(first.id)
    if (stored === undefined) throw new Error(`no ${kind}`)
    return stored
  }
  const run = await oneOf('run', CLOSED_EXERCISE)
  const protocol = await oneOf('protocol', CLOSED_EXERCISE)
  closed = { run: run.id, protocol: protocol.id, blob: run.blobs[0]?.sha256 ?? '' }
  openRun = (await oneOf('run', OPEN_EXERCISE)).id
  const remarks = Array.from({ length: MANY }, (_, index): Draft => ({
    kind: 'opinion',
    exercise: CLOSED_EXERCISE,
    sharing: protocol.sharing,
    links: [{ rel: 'answers', id: protocol.id }],
    body: {
      type: 'remark',
      exercise: CLOSED_EXERCISE,
      on: protocol.id,
      field: null,
      text: `${SECRET} ${index}`,
    },
    blobs: [],
  }))
  await two.home.store.writer().putStatements(await signDrafts(two.home, remarks))
  app = createApp({ home: watched(two.home), sessions: createSessions(), hosts: [HOST], busy: () => false })
  // Charters are for everybody and are kept once read: what is compared is what comes after that.
  await app.request('/', { headers: { host: HOST } })
})
afterAll(() => two?.[Symbol.asyncDispose]())

/** The same folder, with what is asked of its readers written down. */
function watched(home: Home): Home {
  const { store } = home
  return {
    ...home,
    store: {
      ...store,
      reader: (...who) => {
        const its = store.reader(...who)
        const noted =
          <Args extends unknown[], Result>(name: keyof Reader, ask: (...args: Args) => Result) =>
          (...args: Args): Result => {
            asked.push(name)
            return ask(...args)
          }
        return {
          ...its,
          getStatement: noted('getStatement', its.getStatement),
          listStatements: noted('listStatements', its.listStatements),
          countStatements: noted('countStatements', its.countStatements),
          listExercises: noted('listExercises', its.listExercises),
          getBlobOf: noted('getBlobOf', its.getBlobOf),
        }
      },
    },
  }
}

const FORMS: [string, () => string, string][] = [
  ['an exercise', () => `/exercise/${CLOSED_EXERCISE}`, '/exercise/nothing-here'],
  ['its file', () => `/exercise/${CLOSED_EXERCISE}/report.html`, '/exercise/nothing-here/report.html'],
  ['its data', () => `/exercise/${CLOSED_EXERCISE}/report.json`, '/exercise/nothing-here/report.json'],
  ['a statement', () => `/statement/${closed.protocol}`, `/statement/${NOWHERE}`],
  ['a run', () => `/run/${closed.run}`, `/run/${NOWHERE}`],
  ['a statement as a run', () => `/run/${closed.protocol}`, `/run/${NOWHERE}`],
  [
    'an item',
    () => `/run/${closed.run}/item?set=english&item=${SECRET}%201`,
    `/run/${NOWHERE}/item?set=english&item=${SECRET}%201`,
  ],
  [
    'a file of it',
    () => `/statement/${closed.run}/blob/${closed.blob}`,
    `/statement/${NOWHERE}/blob/${NO_BLOB}`,
  ],
  [
    'its file through another',
    () => `/statement/${openRun}/blob/${closed.blob}`,
    `/statement/OPEN/blob/${NO_BLOB}`,
  ],
]

type Answer = { status: number; headers: string[]; text: string; asked: string[] }

async function answerOf(address: string): Promise<Answer> {
  asked = []
  const answer = await app.request(address, { headers: { host: HOST } })
  const headers = [...answer.headers].map((pair) => pair.join(': ')).sort()
  // The page leads to the same address in the other language, and says nothing else of it.
  const [path = ''] = address.split('?')
  const text = (await answer.text()).replaceAll(path, 'ADDRESS')
  return { status: answer.status, headers, text, asked }
}

describe.each(FORMS)('%s that may not be seen', (_, hidden, nothing) => {
  const absent = (): string => nothing.replace('OPEN', openRun)

  it('is the page of what is not there, byte for byte, after the same questions', async () => {
    const one = await answerOf(hidden())
    expect(one.status).toBe(404)
    expect(one).toEqual(await answerOf(absent()))
    const head = await app.request(hidden(), { method: 'HEAD', headers: { host: HOST } })
    expect([head.status, await head.text()]).toEqual([404, ''])
  })

  it('takes as long as what is not there', async () => {
    const fastest = { hidden: Number.POSITIVE_INFINITY, absent: Number.POSITIVE_INFINITY }
    const time = async (which: keyof typeof fastest, address: string): Promise<void> => {
      const began = performance.now()
      await app.request(address, { headers: { host: HOST } })
      fastest[which] = Math.min(fastest[which], performance.now() - began)
    }
    // The fastest of many: what else the machine does makes single ones slow, and none fast.
    for (let round = 0; round < 40; round += 1) {
      await time('hidden', hidden())
      await time('absent', absent())
    }
    const { hidden: one, absent: other } = fastest
    expect(Math.abs(one - other)).toBeLessThan(Math.max(0.5 * Math.min(one, other), 0.5))
  })
})
