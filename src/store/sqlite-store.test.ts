import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { openStore } from './open-store.ts'
import { describeStore } from './store-contract.ts'

describeStore('SQLite', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'concord-store-'))
  return {
    open: () => openStore(folder),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
})
