import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describeLabels } from './label-contract.ts'
import { openStore } from './open-store.ts'
import { describeStore, type StorePlace } from './store-contract.ts'

async function makePlace(): Promise<StorePlace> {
  const folder = await mkdtemp(path.join(tmpdir(), 'concord-store-'))
  return {
    open: () => openStore(folder),
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

describeStore('SQLite', makePlace)
describeLabels('SQLite', makePlace)
