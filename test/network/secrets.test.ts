/** Secrets planted in one house are in nothing that leaves it for those who may not know them. */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { inEnglish } from '../../src/error.ts'
import { createApp } from '../../src/node/http/app.ts'
import { createSessions } from '../../src/node/http/session.ts'
import { ageIdentities } from '../../src/node/age-key.ts'
import {
  amend,
  analyseExercise,
  approveRelease,
  erase,
  getRelease,
  giveOpinion,
  object,
  ownerOf,
  placeText,
  readAs,
  readAudit,
  receiveBundle,
  requestEvidence,
  requestSubmission,
  requestWidening,
  retract,
  submit,
  sync,
  withdraw,
} from '../../src/node/index.ts'
import type { Home } from '../../src/node/index.ts'
import { keyPath } from '../../src/node/institute.ts'
import { readKeyFile } from '../../src/node/key-file.ts'
import { textsIn } from '../../src/node/release/scan/layers.ts'
import { findSecrets } from '../../src/node/release/scan/secrets.ts'
import type { Secret } from '../../src/node/release/scan/secrets.ts'
import { decryptBundle } from '../../src/trust/index.ts'
import {
  agree,
  edit,
  exchange,
  EXERCISE,
  exerciseFolder,
  foundNetwork,
  makeInstitutes,
  run,
} from './institutes.ts'
import type { Institutes } from './institutes.ts'

const MODEL = 'simulated-word-problems-1'
const API_KEY = 'quagga-7d1c-secret-of-the-provider'

/** An exercise of a and b as a new protocol marks it, in a network of three; a has a run to submit. */
async function ready(
  transcripts = 'withheld',
): Promise<{ all: Institutes; a: Home; b: Home; c: Home; folder: string }> {
  const all = await makeInstitutes(['a', 'b', 'c'])
  await foundNetwork(all)
  const [a, b, c] = [all.home('a'), all.home('b'), all.home('c')]
  const folder = await exerciseFolder(all, ['a', 'b'])
  await edit(path.join(folder, 'protocol.yaml'), {
    'items: with-run': 'items: withheld',
    'transcripts: with-run': `transcripts: ${transcripts}`,
    'modelIdentity: with-run': 'modelIdentity: withheld',
    'snapshot: null': `snapshot: ${MODEL}`,
    'developer: null': 'developer: Okapi Labs of Nowhere',
  })
  await agree({ homes: [a, b] }, folder)
  await run(a, folder)
  return { all, a, b, c, folder }
}

async function secretsOf(a: Home, folder: string): Promise<Secret[]> {
  const lines = (await readFile(path.join(folder, 'items', 'english.jsonl'), 'utf8')).trim().split('\n')
  const { private: seed } = await readKeyFile(keyPath(a.folder, 'statement'))
  const [age = ''] = await ageIdentities(a)
  return [
    { what: 'snapshot', of: 'model-a', text: MODEL },
    { what: 'developer', of: 'model-a', text: 'Okapi Labs of Nowhere' },
    ...lines.map((line, at): Secret => ({ what: 'item', of: String(at), text: JSON.parse(line).input })),
    { what: 'key', of: '', text: seed },
    { what: 'key', of: '', text: Buffer.from(seed, 'hex').toString('base64') },
    { what: 'key', of: '', text: age },
    { what: 'key', of: '', text: API_KEY },
  ]
}

/** Everything in these bytes that is one of the secrets, as the receiver could read them. */
async function kindsIn(bytes: Uint8Array, receiver: Home, secrets: readonly Secret[]): Promise<string[]> {
  const identities = await ageIdentities(receiver)
  const open = (file: Uint8Array) => decryptBundle(file, identities).catch(() => undefined)
  return [...new Set((await findSecrets('', textsIn(bytes, open), secrets)).map(({ what }) => what))].sort()
}

async function outboxFor(from: Home, to: Home): Promise<Uint8Array[]> {
  const folder = path.join(from.folder, 'outbox')
  const names = (await readdir(folder)).filter((name) => name.includes(`-to-${to.institute.id}.`))
  return Promise.all(names.map((name) => readFile(path.join(folder, name))))
}

/** Every page of a house that shows something of the exercise, for its owner or for everybody else. */
async function pagesOf(home: Home, asOwner: boolean): Promise<Uint8Array[]> {
  const sessions = createSessions()
  const app = createApp({ home, sessions, hosts: ['localhost'], busy: () => false })
  const ask = async (address: string, cookie = ''): Promise<Response> =>
    app.request(address, { headers: { host: 'localhost', cookie } })
  const opened = asOwner ? await ask(`/open/${sessions.token}`) : undefined
  const cookie = (opened?.headers.get('set-cookie') ?? '').split(';')[0] ?? ''
  const reader = await readAs(home, ownerOf(home))
  const addresses = ['/', `/exercise/${EXERCISE}`]
  for (const { id, kind } of await reader.listStatements({})) {
    addresses.push(`/statement/${id}`)
    for (const { sha256 } of (await reader.getStatement(id))?.blobs ?? [])
      addresses.push(`/statement/${id}/blob/${sha256}`)
    if (kind === 'run') addresses.push(`/run/${id}`)
  }
  const pages: Uint8Array[] = []
  for (const address of addresses)
    pages.push(new Uint8Array(await (await ask(address, cookie)).arrayBuffer()))
  return pages
}

/** Puts a text into the answers of the run that is to be submitted, as if the model had said it. */
async function say(home: Home, text: string): Promise<void> {
  const [local] = await (await readAs(home, ownerOf(home))).listLocalRuns({})
  const file = path.join(home.folder, local?.folder ?? '', 'answers.jsonl')
  const lines = (await readFile(file, 'utf8')).trimEnd().split('\n')
  const [first = ''] = lines
  lines[0] = JSON.stringify({ ...JSON.parse(first), completion: text })
  await writeFile(file, `${lines.join('\n')}\n`)
}

describe('planted secrets', () => {
  it('are in nothing released, every layer decoded; the same search finds them where they may be', async () => {
    const { all, a, b, c, folder } = await ready()
    await using _ = all
    await requestSubmission(a, EXERCISE)
    await exchange([a, b])
    await run(b, folder, { seed: 2 })
    await submit(b, EXERCISE)
    await exchange([a, b])
    await analyseExercise(a, EXERCISE)
    const secrets = await secretsOf(a, folder)

    const file = path.join(all.folder, 'for-c.concord')
    await requestEvidence(a, { exercise: EXERCISE, recipient: 'lab-c', file })
    const forC = [await readFile(file), ...(await outboxFor(a, c)), ...(await outboxFor(b, c))]
    expect(forC.length).toBeGreaterThan(1)
    for (const bytes of forC) expect(await kindsIn(bytes, c, secrets)).toEqual([])

    // What c has taken in, and shows on its pages, and what a shows to whoever is not its owner.
    await receiveBundle(c, file)
    for (const [home, reader] of [
      [c, ownerOf(c)],
      [a, { kind: 'member' as const, origin: c.institute.origin }],
    ] as const) {
      const store = await readAs(home, reader)
      for (const { id } of await store.listStatements({})) {
        const stored = await store.getStatement(id)
        const parts = [stored?.envelope, stored?.body ?? undefined]
        for (const { sha256 } of stored?.blobs ?? []) parts.push(await store.getBlobOf(id, sha256))
        for (const part of parts) expect(await kindsIn(part ?? new Uint8Array(), c, secrets)).toEqual([])
      }
    }
    // The pages of c for its owner, and those of a for whoever comes by.
    const pages = [...(await pagesOf(c, true)), ...(await pagesOf(a, false))]
    expect(pages.length).toBeGreaterThan(20)
    for (const page of pages) expect(await kindsIn(page, c, secrets)).toEqual([])
    const shown = await Promise.all((await pagesOf(a, true)).map((page) => kindsIn(page, c, secrets)))
    expect(new Set(shown.flat())).toEqual(new Set(['developer', 'item', 'snapshot']))

    // Who takes part has items and identity, so the search finds them there: behind age, archive and table.
    const forB = (await outboxFor(a, b)).map((bytes) => kindsIn(bytes, b, secrets))
    expect(new Set((await Promise.all(forB)).flat())).toEqual(new Set(['developer', 'item', 'snapshot']))
    // The same holds of a shared folder, in which everybody can read every file.
    const share = path.join(all.folder, 'share')
    await mkdir(share)
    for (const home of [a, b, c, a, b]) await sync(home, share, {})
    const found = { c: new Set<string>(), b: new Set<string>() }
    for (const entry of await readdir(share, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue
      const bytes = await readFile(path.join(entry.parentPath, entry.name))
      for (const kind of await kindsIn(bytes, c, secrets)) found.c.add(kind)
      for (const kind of await kindsIn(bytes, b, secrets)) found.b.add(kind)
    }
    expect(found).toEqual({ c: new Set(), b: new Set(['developer', 'item', 'snapshot']) })
    // And a key, where one is planted, packed twice.
    const planted = gzipSync(JSON.stringify({ a: Buffer.from(`${secrets.at(-1)?.text}`).toString('base64') }))
    expect(await kindsIn(planted, c, secrets)).toEqual(['key'])
    expect(await kindsIn(await readFile(path.join(a.folder, 'keys', 'age')), c, secrets)).toEqual(['key'])
  })
})

describe('before a release', () => {
  it.each([
    [
      'the snapshot, spelt otherwise',
      'I am S I M U L A T E D word_problems 1!',
      'holds the snapshot of model-a',
    ],
    [
      'the developer in base64',
      `See ${Buffer.from('made by okapi labs of nowhere').toString('base64')}.`,
      'holds the developer of model-a',
    ],
    ['a key', `My key is sk-${'a1'.repeat(16)}.`, 'holds what looks like a private key'],
  ])('%s in the answers is found, and blocks', async (_, said, place) => {
    const { all, a } = await ready('with-run')
    await using __ = all
    await say(a, said)
    await expect(requestSubmission(a, EXERCISE)).rejects.toThrow(
      new RegExp(`Nothing was released: answers.jsonl.*, line \\d+, ${place}`),
    )
    expect((await readdir(path.join(a.folder, 'outbox'))).filter((name) => name.startsWith('runs-'))).toEqual(
      [],
    )
    expect((await (await readAs(a, ownerOf(a))).listStatements({ kind: 'run' })).length).toBe(0)
  })

  it('an item text, and the key of the house, are found too; answers that stay are nobody else’s', async () => {
    const { all, a, folder } = await ready('with-run')
    await using _ = all
    const [, item] = (await secretsOf(a, folder)).filter(({ what }) => what === 'item')
    await say(a, `You asked: ${item?.text.toUpperCase()}`)
    await expect(requestSubmission(a, EXERCISE)).rejects.toThrow(/holds the text of item english /)
    const { private: seed } = await readKeyFile(keyPath(a.folder, 'charter'))
    await say(a, `It is ${seed}.`)
    await expect(requestSubmission(a, EXERCISE)).rejects.toThrow('looks like a private key')

    const other = await ready()
    await using __ = other.all
    await say(other.a, `I am ${MODEL}.`)
    await expect(requestSubmission(other.a, EXERCISE)).resolves.toMatchObject({ submitted: [{}] })
  })

  it('a second person may let it out all the same, and the trail keeps what was found', async () => {
    const { all, a } = await ready('with-run')
    await using _ = all
    await say(a, `I am ${MODEL}.`)
    await expect(requestSubmission(a, EXERCISE, { despite: true })).rejects.toThrow('--by')
    const waits = await requestSubmission(a, EXERCISE, { despite: true, by: 'anna' })
    const number = 'waits' in waits ? waits.waits.number : 0
    const { found } = await getRelease(a, number)
    expect(found.map((one) => inEnglish(placeText(one)))).toEqual([
      'answers.jsonl, line 1, holds the snapshot of model-a, which is not for all its readers',
    ])
    await expect(approveRelease(a, number, 'anna')).rejects.toThrow('somebody else')
    await approveRelease(a, number, 'ben')
    const { entries } = await readAudit(a)
    expect(entries.map(({ who, what }) => [who, what])).toEqual([
      ['anna', 'release-prepared'],
      ['ben', 'release-approved'],
      ['ben', 'findings-overridden'],
      ['ben', 'released'],
    ])
    expect(JSON.stringify(entries)).not.toContain(MODEL)
  })

  it('words for others are looked through too: opinions, objections, and reasons', async () => {
    const { all, a } = await ready()
    await using _ = all
    const { submitted } = await submit(a, EXERCISE)
    const run = submitted[0]?.id ?? ''
    const text = 'OKAPI labs, of nowhere, should have told us.'
    const found = 'holds the developer of model-a, which is not for all its readers'
    const said = { type: 'remark', field: null } as const
    await expect(giveOpinion(a, run, { ...said, text })).rejects.toThrow(found)
    await expect(object(a, EXERCISE, 'generation.maxTokens', text)).rejects.toThrow(found)
    await expect(retract(a, run, { reason: 'mistake', why: text })).rejects.toThrow(found)
    await expect(withdraw(a, EXERCISE, { why: text, dataSeen: 'none' })).rejects.toThrow(found)
    const retries = [{ field: 'generation.retries', to: 4 }]
    await expect(amend(a, EXERCISE, retries, { why: text, dataSeen: 'none' })).rejects.toThrow(found)
    const asked = { scope: 'body', reason: 'other', basis: text, decidedBy: 'Anna' } as const
    await expect(erase(a, run, asked)).rejects.toThrow(found)
    const kinds = (await (await readAs(a, ownerOf(a))).listStatements()).map(({ kind }) => kind)
    for (const kind of ['opinion', 'retraction', 'withdrawal', 'amendment', 'erasure'])
      expect(kinds).not.toContain(kind)
    await expect(giveOpinion(a, run, { ...said, text: 'Three items are ambiguous.' })).resolves.toMatchObject(
      { kind: 'run' },
    )
  })

  it('what is opened later is looked through for those who gain it', async () => {
    const { all, a } = await ready()
    await using _ = all
    await say(a, `I am ${MODEL}.`)
    await submit(a, EXERCISE)
    const widening = { exercise: EXERCISE, field: 'transcripts' as const, why: 'Asked for.' }
    // b takes part and knows the model; c does not.
    expect((await requestWidening(a, { ...widening, to: ['lab-b'] }, 'anna')).found).toEqual([])
    expect((await requestWidening(a, { ...widening, to: ['lab-c'] }, 'anna')).found).toMatchObject([
      { part: 'answers.jsonl', what: 'snapshot' },
    ])
  })
})
