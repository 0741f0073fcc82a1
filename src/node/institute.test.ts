import { mkdtemp, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { createHome } from './create-home.ts'
import { systemWorld } from './institute.ts'

describe('the folder of an institute', () => {
  it('is for its owner only: bundles and answers in it may be for few eyes', async () => {
    const around = await mkdtemp(path.join(tmpdir(), 'concord-institute-'))
    try {
      const folder = path.join(around, 'lab')
      const who = { id: 'lab', name: 'Lab (invented)', origin: 'lab.example/log/1' }
      await using home = await createHome(folder, who, systemWorld())
      expect(home.institute).toMatchObject(who)
      expect((await stat(folder)).mode & 0o777).toBe(0o700)
    } finally {
      await rm(around, { recursive: true, force: true })
    }
  })
})
