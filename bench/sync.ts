/**
 * Exchange over a shared folder between nine institutes in one network.
 *
 *   10,000 statements   one institute lays down as many remarks, another takes them in: from the store of the one to that
 *                       of the other, files and signatures between. The floor is what nobody could leave out: as many
 *                       bare Ed25519 verifications and one insert each into a SQLite table with WAL and
 *                       synchronous = FULL.
 *   nothing new         all nine have what lies there; within one process, and as a command of its own beside one that
 *                       only opens the same folder: the rest is the start of Node and the reading of our sources
 */
import { spawnSync } from 'node:child_process'
import { createPublicKey, verify } from 'node:crypto'
import { mkdir, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { generateKey } from '../src/node/crypto.ts'
import { createHome, foundCharter, receiveBundle, signCharter, sync, systemWorld } from '../src/node/index.ts'
import type { Home } from '../src/node/index.ts'
import { signDrafts } from '../src/node/publish.ts'
import { PAYLOAD_TYPE, preAuthEncoding } from '../src/statement/index.ts'
import type { Sharing } from '../src/statement/index.ts'
import { parseEnvelope } from '../src/trust/index.ts'
import type { Figure } from './figure.ts'

const ROOT = path.resolve(import.meta.dirname, '..')
const MEMBERS = 9
const STATEMENTS = 10_000
const GOAL = 2_000
const IDLE_GOAL_MS = 200
const IDLE_ROUNDS = 15
const COMMAND_ROUNDS = 7
const SHARING: Sharing = {
  tlp: 'GREEN',
  audience: [],
  recipients: [],
  embargoUntil: null,
  early: [],
  licence: null,
}

/** Nine institutes that have founded a network. */
async function foundNine(folder: string): Promise<Home[]> {
  const homes: Home[] = []
  for (let index = 0; index < MEMBERS; index += 1) {
    const id = `lab-${index}`
    const who = { id, name: `Lab ${index} (invented)`, origin: `${id}.example/log/1` }
    homes.push(await createHome(path.join(folder, id), who, systemWorld()))
  }
  const [first, ...others] = homes
  if (first === undefined) return homes
  await foundCharter(
    first,
    others.map((home) => path.join(home.folder, 'card.json')),
  )
  const bundle = (from: Home, to: Home): string =>
    path.join(from.folder, 'outbox', `charter-1-from-${from.institute.id}-to-${to.institute.id}.concord`)
  for (const home of others) await signCharter(home, bundle(first, home))
  for (const to of homes) for (const from of homes) if (from !== to) await receiveBundle(to, bundle(from, to))
  return homes
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now()
  await work()
  return performance.now() - began
}

/** Milliseconds for what nobody could leave out. */
function floorTime(folder: string, envelopes: readonly Uint8Array[]): number {
  const { signer } = generateKey()
  const messages = envelopes.map((bytes) => preAuthEncoding(PAYLOAD_TYPE, parseEnvelope(bytes).payload))
  const signatures = messages.map((message) => signer.sign(message))
  const spki = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), signer.publicKey])
  const key = createPublicKey({ key: spki, format: 'der', type: 'spki' })
  const database = new DatabaseSync(path.join(folder, 'floor.db'))
  database.exec('pragma journal_mode = wal; pragma synchronous = full; create table one (bytes blob) strict')
  const began = performance.now()
  for (const [index, message] of messages.entries())
    if (!verify(null, message, key, signatures[index] ?? Buffer.of())) throw new Error('no signature')
  const insert = database.prepare('insert into one (bytes) values (?)')
  database.exec('begin')
  for (const bytes of envelopes) insert.run(bytes)
  database.exec('commit')
  const took = performance.now() - began
  database.close()
  return took
}

export async function run(): Promise<Figure[]> {
  const folder = await mkdtemp(path.join(tmpdir(), 'concord-bench-'))
  const share = path.join(folder, 'share')
  await mkdir(share)
  const homes = await foundNine(folder)
  try {
    const [a, b] = homes
    if (a === undefined || b === undefined) throw new Error('no institutes')
    for (const home of [...homes, ...homes]) await sync(home, share)
    const signed = await signDrafts(
      a,
      Array.from({ length: STATEMENTS }, (_, index) => ({
        kind: 'opinion' as const,
        exercise: null,
        sharing: SHARING,
        links: [],
        body: {
          type: 'remark',
          exercise: null,
          on: `sha256:${'1'.repeat(64)}`,
          field: null,
          text: `Remark ${index}: ${'x'.repeat(400)}`,
        },
        blobs: [],
      })),
    )
    await a.store.writer().putStatements(signed)
    const laid = await timed(() => sync(a, share))
    const taken = await timed(() => sync(b, share))
    const floor = floorTime(
      folder,
      signed.map(({ envelope }) => envelope),
    )
    const perSecond = (ms: number): number => Math.round((1000 * STATEMENTS) / ms)
    for (const home of [...homes, ...homes]) await sync(home, share)
    const idle: number[] = []
    for (let round = 0; round < IDLE_ROUNDS; round += 1) idle.push(await timed(() => sync(b, share)))
    const command = (args: readonly string[]): number => {
      const began = performance.now()
      const { status } = spawnSync(path.join(ROOT, 'concord'), [...args, '--home', b.folder], {
        stdio: 'ignore',
      })
      if (status !== 0) throw new Error(`${args.join(' ')} ended with ${status}`)
      return performance.now() - began
    }
    const commands: number[] = []
    const others: number[] = []
    for (let round = 0; round < COMMAND_ROUNDS; round += 1) {
      others.push(command(['charter', 'show']))
      commands.push(command(['sync', share]))
    }
    const rival = { name: 'bare verifications and inserts', value: perSecond(floor) }
    const figure = (name: string, ms: number): Figure => ({
      name,
      value: perSecond(ms),
      unit: 'statements/s',
      rival,
      ratio: floor / ms,
      goal: GOAL,
      met: perSecond(ms) >= GOAL,
    })
    const start = median(others)
    return [
      figure('sync 10,000 statements/laid down', laid),
      figure('sync 10,000 statements/taken in', taken),
      figure('sync 10,000 statements/from store to store', laid + taken),
      {
        name: 'sync with nothing new, nine members/in one process',
        value: median(idle),
        unit: 'ms',
        goal: IDLE_GOAL_MS,
        met: median(idle) <= IDLE_GOAL_MS,
      },
      {
        name: 'sync with nothing new, nine members/as a command',
        value: median(commands),
        unit: 'ms',
        rival: { name: 'charter show, as a command', value: start },
        ratio: median(commands) / start,
        goal: start + IDLE_GOAL_MS,
        met: median(commands) <= start + IDLE_GOAL_MS,
      },
    ]
  } finally {
    for (const home of homes) await home[Symbol.asyncDispose]()
    await rm(folder, { recursive: true, force: true })
  }
}
