import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { setTimeout as sleep } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from './open-store.ts'
import { madeFrom, NOW, originOf } from './statement.fixture.ts'

const CHILD = fileURLToPath(new URL('./store.child.ts', import.meta.url))
const KILLS = 24

/** Park and Miller's generator: the same points in every run. */
function randomFrom(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48_271) % 2_147_483_647
    return state / 2_147_483_647
  }
}

/** Lines that the child printed until it ended, or until it was killed `killAfterMs` after it began. */
async function runChild(args: string[], kill?: { afterLine: boolean; afterMs: number }): Promise<string[]> {
  const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', CHILD, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let text = ''
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
  const closed = once(child, 'close')
  if (kill !== undefined) {
    if (kill.afterLine) await once(child.stdout, 'data')
    await sleep(kill.afterMs)
    child.kill('SIGKILL')
  }
  await closed
  // What stands before the last newline was printed in full.
  return text.split('\n').slice(0, -1)
}

describe('kill -9', () => {
  let folder: string
  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'concord-kill-'))
  })
  afterEach(async () => {
    await rm(folder, { recursive: true, force: true })
  })

  async function checkAcknowledged(acknowledged: readonly string[]): Promise<void> {
    await using store = await openStore(folder)
    const reader = store.reader({ kind: 'anonymous' }, { now: NOW, charterOf: () => [] })
    for (const text of acknowledged) {
      const want = madeFrom(text)
      const got = await reader.getStatement(want.id)
      expect(got?.envelope).toEqual(want.envelope)
      expect(got?.body).toEqual(want.body)
      expect(got?.links).toEqual(want.links)
      expect(await reader.verifyBlobOf(want.id, want.blobs[0]?.sha256 ?? '')).toBe('whole')
    }
  }

  /** What was not acknowledged is there whole or not at all. */
  async function checkNothingHalf(): Promise<void> {
    await using store = await openStore(folder)
    const reader = store.reader({ kind: 'anonymous' }, { now: NOW, charterOf: () => [] })
    for (const { id } of await reader.listStatements()) {
      const one = await reader.getStatement(id)
      expect(one?.links).toHaveLength(1)
      expect(one?.blobs).toHaveLength(1)
      expect(await reader.verifyBlobOf(id, one?.blobs[0]?.sha256 ?? '')).toBe('whole')
    }
  }

  it(`at ${KILLS} points loses nothing acknowledged and leaves a folder that goes on`, async () => {
    const random = randomFrom(20_261)
    const acknowledged: string[] = []
    let killedWhileWriting = 0
    for (let round = 0; round < KILLS; round += 1) {
      const seed = `round-${round}`
      // A third dies while it starts (a new folder at first), the others while they write.
      const kill =
        round % 3 === 0
          ? { afterLine: false, afterMs: 500 * random() }
          : { afterLine: true, afterMs: 300 * random() }
      const lines = await runChild([folder, 'write', seed, '100000', round % 2 === 0 ? '340' : '0'], kill)
      expect(lines).not.toContain('done')
      const stored = lines
        .filter((line) => line.startsWith('stored '))
        .map((line) => line.slice('stored '.length))
      if (stored.length > 0) killedWhileWriting += 1
      await checkAcknowledged(stored)
      acknowledged.push(...stored)

      await using store = await openStore(folder)
      const owner = store.reader({ kind: 'owner', origin: originOf('a') }, { now: NOW, charterOf: () => [] })
      const noted = lines.filter((line) => line.startsWith('noted ')).length
      const quarantined = lines.filter((line) => line.startsWith('quarantined ')).length
      if (noted > 0) expect(Number(await owner.getNote(`last/${seed}`))).toBeGreaterThanOrEqual(noted - 1)
      const kept = (await owner.listQuarantine()).filter(({ source }) => source === seed)
      expect(kept.length).toBeGreaterThanOrEqual(quarantined)
    }
    expect(killedWhileWriting).toBeGreaterThanOrEqual(KILLS / 3)
    await checkAcknowledged(acknowledged)
    await checkNothingHalf()
  })

  it('four processes that make one new folder at once all succeed', async () => {
    const seeds = ['p', 'q', 'r', 's']
    const outputs = await Promise.all(seeds.map((seed) => runChild([folder, 'write', seed, '12'])))
    for (const lines of outputs) expect(lines.at(-1)).toBe('done')
    const stored = outputs.flat().flatMap((line) => (line.startsWith('stored ') ? [line.slice(7)] : []))
    expect(stored).toHaveLength(4 * 24)
    await checkAcknowledged(stored)
    expect(await readdir(path.join(folder, 'blobs', 'tmp'))).toEqual([])
  })
})
