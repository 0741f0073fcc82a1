/** Statements that an earlier Concord signed, in a form that this one does not read any more. */
import { mkdtemp } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createApp } from '../../src/node/http/app.ts'
import { createSessions } from '../../src/node/http/session.ts'
import {
  dueDays,
  erase,
  listQuarantine,
  objectionsIn,
  openExercise,
  ownerOf,
  readAs,
  receiveBundle,
  status,
  sync,
  verify,
} from '../../src/node/index.ts'
import type { Home } from '../../src/node/index.ts'
import { listedSigner } from '../../src/node/listed-signer.ts'
import { ownNetwork } from '../../src/node/networks.ts'
import { writeBundles } from '../../src/node/publish.ts'
import { Json, readCanonical, Statement, toHex, writeCanonical } from '../../src/statement/index.ts'
import type { StoredStatement } from '../../src/store/index.ts'
import { envelopeId, formatEnvelope, keyidOf, parseEnvelope, signPayload } from '../../src/trust/index.ts'
import { concordHere } from '../fixture/command-line-here.ts'
import { objectAt } from '../fixture/forger.ts'
import type { JsonObject } from '../fixture/forger.ts'
import {
  agree,
  EXERCISE,
  exerciseFolder,
  foundNetwork,
  makeInstitutes,
  outboxFile,
  runAll,
} from './institutes.ts'
import type { Institutes } from './institutes.ts'

const OLD = 'counting-earlier'
const HOST = '127.0.0.1:4680'

/** Keeps a statement like this one, changed and signed by its issuer alone, as an earlier Concord would have. */
async function keepEarlier(
  issuer: Home,
  like: StoredStatement,
  exercise: string,
  change: (body: JsonObject) => void,
  homes: readonly Home[],
): Promise<string> {
  const body = objectAt(Json.parse(readCanonical(like.body ?? new Uint8Array())))
  change(body)
  const bytes = writeCanonical(body)
  const signed = Statement.parse(readCanonical(parseEnvelope(like.envelope).payload))
  const [first, ...others] = signed.subject
  if (first === undefined) throw new Error('no body')
  const digest = { sha256: toHex(issuer.crypto.sha256(bytes)) }
  const subject = [{ ...first, digest, annotations: { size: bytes.length } }, ...others]
  const { member } = await ownNetwork(issuer)
  const signer = await listedSigner(issuer, member, 'statement')
  const { sha256 } = issuer.crypto
  const envelope = signPayload(writeCanonical({ ...signed, subject }), signer, sha256)
  const id = envelopeId(envelope, sha256)
  for (const home of homes)
    await home.store.writer().putStatements([
      {
        ...like,
        id,
        exercise,
        signers: [{ keyid: keyidOf(signer.publicKey, sha256), member: member.id }],
        envelope: formatEnvelope(envelope),
        body: bytes,
        blobs: like.blobs.map((blob) => ({
          name: blob.name,
          sha256: blob.sha256,
          size: blob.size,
          mediaType: blob.mediaType,
          content: null,
        })),
      },
    ])
  return id
}

async function oneOf(home: Home, kind: string): Promise<StoredStatement> {
  const reader = await readAs(home, ownerOf(home))
  const [summary] = await reader.listStatements({ kind, exercise: EXERCISE })
  const stored = await reader.getStatement(summary?.id ?? '')
  if (stored === undefined) throw new Error(`no ${kind}`)
  return stored
}

describe('a protocol in an earlier form', () => {
  let all: Institutes
  let a: Home
  let b: Home
  let c: Home
  let old: string
  beforeAll(async () => {
    all = await makeInstitutes(['a', 'b', 'c'])
    ;[a, b, c] = [all.home('a'), all.home('b'), all.home('c')]
    await foundNetwork(all)
    const folder = await exerciseFolder(all, ['a', 'b'])
    await agree({ homes: [a, b] }, folder)
    await runAll({ homes: [a, b] }, folder)
    old = await keepEarlier(
      a,
      await oneOf(a, 'protocol'),
      OLD,
      (body) => {
        body['exercise'] = OLD
        delete objectAt(body, 'conduct', 'disclosure')['fields']
      },
      [a, b],
    )
  })
  afterAll(() => all[Symbol.asyncDispose]())

  it('is one sentence: which, by whom, and what to do', async () => {
    await expect(openExercise(a, OLD)).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringMatching(
        `^The protocol ${old} of the exercise ${OLD}, signed by lab-a, is written in a form .*conduct.disclosure.fields.*; open the exercise with `,
      ),
    })
    const asked = await concordHere(['exercise', 'status', OLD, '--home', b.folder])
    expect(asked.status).toBe(2)
    expect(asked.stderr).toContain(`The protocol ${old} of the exercise ${OLD}, signed by lab-a`)
    const inFrench = await concordHere(['exercise', 'report', OLD, '--home', b.folder, '--lang', 'fr'])
    expect(inFrench.status).toBe(2)
    expect(inFrench.stderr).toContain('signé par lab-a')
  })

  it('blocks no other exercise, and nothing that goes through all of them', async () => {
    expect((await status(a, EXERCISE)).state.status).toBe('frozen')
    expect(await objectionsIn(a, OLD)).toEqual([])
    expect((await dueDays(a)).map(({ what }) => what)).toEqual(['charter'])
    await expect(dueDays(a, OLD)).rejects.toMatchObject({ code: 'bad-input' })
    const listed = await concordHere(['exercise', 'status', '--home', a.folder])
    expect([listed.status, listed.stdout.includes(OLD), listed.stdout.includes(EXERCISE)]).toEqual([
      0,
      true,
      true,
    ])
    for (const args of [
      ['exercise', 'calendar'],
      ['erasure', 'list'],
      ['release', 'list'],
      ['quarantine'],
      ['charter', 'show'],
    ])
      expect((await concordHere([...args, '--home', a.folder])).status).toBe(0)
  })

  it('is told on the first page and its own, and spoils no other', async () => {
    const sessions = createSessions()
    const app = createApp({ home: a, sessions, hosts: [HOST], busy: () => false })
    const ask = (address: string, headers: Record<string, string> = {}): Response | Promise<Response> =>
      app.request(address, { headers: { host: HOST, ...headers } })
    const opened = await ask(`/open/${sessions.token}`)
    const cookie = (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const list = await ask('/?lang=en', { cookie })
    const page = await list.text()
    expect(list.status).toBe(200)
    expect(page).toContain('Counting in words')
    expect(page).toContain(`The exercise ${OLD} cannot be shown.`)
    expect(page).toContain(old)
    const own = await ask(`/exercise/${OLD}?lang=en`, { cookie })
    expect(own.status).toBe(409)
    expect(await own.text()).toContain('signed by lab-a')
    expect((await ask(`/statement/${old}`, { cookie })).status).toBe(200)
    const ofRun = await ask(`/statement/${(await oneOf(a, 'run')).id}`, { cookie })
    expect(ofRun.status).toBe(200)
    // To whom it may not be shown it does not exist.
    const closed = await ask(`/exercise/${OLD}`)
    const nowhere = await ask('/exercise/nowhere')
    expect([closed.status, await closed.text()]).toEqual([
      404,
      (await nowhere.text()).replaceAll('nowhere', OLD),
    ])
  })

  it('is a finding of verification', async () => {
    const checked = await verify(a, a.world, OLD, {})
    expect(checked.ok).toBe(false)
    expect(JSON.stringify(checked.findings)).toContain('does not fit the schema')
  })

  it('is set aside by whoever receives it now, with its bytes and the reason; the rest is taken in', async () => {
    const reader = await readAs(a, ownerOf(a))
    const open = (await reader.listStatements({ exercise: EXERCISE })).map(({ id }) => id)
    await writeBundles(a, 'both', [old, ...open], ['lab-c'])
    const received = await receiveBundle(c, outboxFile(a, 'both', c))
    expect(received.added.length).toBeGreaterThan(2)
    expect(received.setAside).toEqual([{ id: old, reason: 'schema' }])
    expect((await listQuarantine(c)).map(({ statement, reason }) => [statement, reason])).toEqual([
      [old, 'schema'],
    ])
    expect((await status(c, EXERCISE)).state.status).toBe('frozen')
    const again = await concordHere(['receive', outboxFile(a, 'both', c), '--home', c.folder])
    expect(again.status).toBe(2)
  })

  it('holds no exchange up', async () => {
    const share = await mkdtemp(path.join(all.folder, 'share-'))
    for (const home of [a, b, c, a, b, c]) {
      const result = await sync(home, share)
      expect([result.unwritten, result.missing]).toEqual([null, []])
    }
    expect((await concordHere(['sync', share, '--home', a.folder])).status).toBe(0)
  })

  it('goes when its author has it erased', async () => {
    await erase(a, old, { scope: 'body', reason: 'other', basis: 'unreadable', decidedBy: 'the lab' })
    await expect(openExercise(a, OLD)).rejects.toMatchObject({ code: 'not-found' })
  })

  it('a run in an earlier form is told of by its exercise, and has no page', async () => {
    const run = await keepEarlier(a, await oneOf(a, 'run'), EXERCISE, (body) => delete body['counts'], [a])
    await expect(openExercise(a, EXERCISE)).rejects.toMatchObject({
      code: 'bad-input',
      message: expect.stringContaining(`The run ${run}, signed by lab-a, is written in a form`),
    })
    const sessions = createSessions()
    const app = createApp({ home: a, sessions, hosts: [HOST], busy: () => false })
    const opened = await app.request(`/open/${sessions.token}`, { headers: { host: HOST } })
    const cookie = (opened.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
    const page = await app.request(`/run/${run}`, { headers: { host: HOST, cookie } })
    expect([page.status, (await page.text()).includes(run)]).toEqual([409, true])
    const dataset = (
      await readAs(a, ownerOf(a)).then((reader) => reader.listStatements({ kind: 'dataset' }))
    )[0]
    const shown = await app.request(`/statement/${dataset?.id}`, { headers: { host: HOST, cookie } })
    expect(shown.status).toBe(200)
  })
})
