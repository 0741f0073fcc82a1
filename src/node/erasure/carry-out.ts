/** Carrying out what the author of a statement asks for: it is destroyed here, with all that was made of it here. */
import { readdir, rm } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { ConcordError } from '../../error.ts'
import { StatementId } from '../../statement/index.ts'
import type { Erasure } from '../../statement/index.ts'
import { readBundle } from '../../trust/index.ts'
import type { AuditEntry } from '../../trust/index.ts'
import { readAudit } from '../audit.ts'
import type { Home } from '../institute.ts'
import { ownerOf, readAs } from '../networks.ts'
import { readIfThere } from '../read-whole.ts'
import { markErased } from '../sync/erased-files.ts'
import { erasureOf } from './read-erasure.ts'

export type Erased = {
  /** The erasure that asked for it. */
  erasure: string
  on: string
  scope: Erasure['scope']
  /** Files of this folder that went with it: bundles in the outbox, the folder of a run. */
  files: string[]
  /** Files that this institute has laid down in shared folders and that hold it, until it exchanges there again. */
  laidDown: { folder: string | null; file: string }[]
}

/**
 * Destroys what the authors of statements here have asked to be destroyed and is still here. Only the author of a
 * statement may ask: an erasure by anybody else, or of what is not here, changes nothing.
 */
export async function carryOutErasures(home: Home): Promise<Erased[]> {
  const reader = await readAs(home, ownerOf(home))
  const done = new Map((await reader.listErased()).map(({ id, scope }) => [id, scope]))
  const erased: Erased[] = []
  for (const { id } of await reader.listStatements({ kind: 'erasure' })) {
    const stored = await reader.getStatement(id)
    const asked = stored === undefined ? undefined : erasureOf(stored)
    if (stored === undefined || asked === undefined) continue
    const { on, scope } = asked
    const before = done.get(on)
    if (before === 'all' || before === scope) continue
    const target = await reader.getStatement(on)
    if (target === undefined || target.issuer !== stored.issuer || target.kind === 'charter') continue
    const files = [...(await clearOutbox(home, on)), ...(await clearRun(home, on))]
    const laidDown = placesOf(await markErased(home, on, scope), (await readAudit(home)).entries)
    await home.store.writer().eraseStatement({ id: StatementId.parse(on), scope, at: home.world.now() })
    done.set(on, scope)
    erased.push({ erasure: id, on, scope, files, laidDown })
  }
  return erased
}

const LaidDown = z.object({ folder: z.string(), released: z.array(z.object({ file: z.string() })) })

/** The folders in which these files were laid down, as the trail tells them; null where it does not. */
function placesOf(names: readonly string[], trail: readonly AuditEntry[]): Erased['laidDown'] {
  const folders = new Map<string, Set<string>>()
  for (const { what, detail } of names.length === 0 ? [] : trail) {
    const read = what === 'laid-down' ? LaidDown.safeParse(detail).data : undefined
    for (const { file } of read?.released ?? [])
      folders.set(file, (folders.get(file) ?? new Set()).add(read?.folder ?? ''))
  }
  return names.flatMap((file) => [...(folders.get(file) ?? [null])].map((folder) => ({ folder, file })))
}

/** Removes bundles that carry it, and those that only their receiver can open: what else they held is written anew. */
async function clearOutbox(home: Home, id: string): Promise<string[]> {
  const outbox = path.join(home.folder, 'outbox')
  const gone: string[] = []
  for (const name of await readdir(outbox).catch(() => [])) {
    const file = path.join(outbox, name)
    const bytes = await readIfThere(file)
    if (bytes === undefined || !carries(home, bytes, id)) continue
    await rm(file, { force: true })
    gone.push(file)
  }
  return gone
}

function carries(home: Home, bytes: Uint8Array, id: string): boolean {
  try {
    return readBundle(bytes, home.crypto.sha256).statements.some((record) => record.id === id)
  } catch (error) {
    if (error instanceof ConcordError) return true
    throw error
  }
}

/** Removes the folder of the run that this institute submitted as this statement. */
async function clearRun(home: Home, id: string): Promise<string[]> {
  const reader = await readAs(home, ownerOf(home))
  const gone: string[] = []
  for (const run of await reader.listLocalRuns()) {
    if (run.submitted !== id) continue
    const folder = path.join(home.folder, run.folder)
    await rm(folder, { recursive: true, force: true })
    await home.store.writer().updateLocalRun(run.id, { status: 'erased' })
    gone.push(folder)
  }
  return gone
}
