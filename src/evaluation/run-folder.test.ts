import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'

const PROGRAM = fileURLToPath(new URL('./lock.fixture.ts', import.meta.url))

describe('the lock of a run', () => {
  it('is held by one process at a time, also where several take over that of a dead one', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'concord-lock-'))
    try {
      await writeFile(path.join(folder, 'lock'), '999999999')
      await Promise.all(
        Array.from({ length: 6 }, async () => {
          const child = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', PROGRAM, folder], {
            stdio: ['ignore', 'ignore', 'inherit'],
          })
          const [status] = await once(child, 'close')
          expect(status).toBe(0)
        }),
      )
      const said = (await readFile(path.join(folder, 'said'), 'utf8')).trimEnd().split('\n')
      expect(said.length).toBeGreaterThan(1)
      expect(said).toEqual(said.map((_, at) => (at % 2 === 0 ? 'in' : 'out')))
      expect(await readdir(folder)).toEqual(['said'])
    } finally {
      await rm(folder, { recursive: true, force: true })
    }
  })
})
