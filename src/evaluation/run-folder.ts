import { hash } from 'node:crypto'
import { access, link, mkdir, open, readFile, rename, rm, writeFile } from 'node:fs/promises'
import path from 'node:path'
import { z } from 'zod'
import { ConcordError, sentence } from '../error.ts'
import { canonicalText } from '../statement/index.ts'
import { parseRunPlan } from './run-plan.ts'
import type { RunPlan } from './run-plan.ts'

/** The files of a run. */
export function runFiles(folder: string) {
  const at = (name: string): string => path.join(folder, name)
  return {
    plan: at('plan.json'),
    journal: at('journal.jsonl'),
    table: at('outcomes.parquet'),
    answers: at('answers.jsonl'),
    lock: at('lock'),
  }
}

/** Hex SHA-256 of the canonical plan. */
function planHashOf(plan: RunPlan): string {
  return hash('sha256', canonicalText(plan), 'hex')
}

const StoredPlan = z.strictObject({ planHash: z.string(), plan: z.unknown() })

/** Makes the folder of a run if it is absent. */
export async function makeFolder(folder: string): Promise<void> {
  await writable(folder, () => mkdir(folder, { recursive: true }))
}

/** Stores the plan and returns its hash. Throws `conflict` when a run lives in the folder already. */
export async function storePlan(folder: string, plan: RunPlan): Promise<string> {
  const files = runFiles(folder)
  if (await exists(files.journal))
    throw new ConcordError(
      'conflict',
      sentence`There is a run in ${folder} already; resume it, or choose another folder.`,
    )
  const text = canonicalText(plan)
  const planHash = hash('sha256', text, 'hex')
  await writeWhole(files.plan, [`{"plan":${text},"planHash":"${planHash}"}\n`])
  return planHash
}

/** The stored plan and its hash; the plan must still be the one the hash was taken over. */
export async function readPlan(folder: string): Promise<{ plan: RunPlan; planHash: string }> {
  const { plan: file } = runFiles(folder)
  let text: string
  try {
    text = await readFile(file, 'utf8')
  } catch (cause) {
    throw new ConcordError(
      'not-found',
      sentence`There is no run in ${folder}, for ${file} cannot be read; check the name.`,
      { cause },
    )
  }
  let stored: z.infer<typeof StoredPlan>
  try {
    stored = StoredPlan.parse(JSON.parse(text))
  } catch (cause) {
    throw new ConcordError('bad-input', sentence`The plan ${file} cannot be read; restore it from a copy.`, {
      cause,
    })
  }
  const plan = parseRunPlan(stored.plan)
  if (planHashOf(plan) !== stored.planHash)
    throw new ConcordError(
      'conflict',
      sentence`The plan ${file} was changed after the run began; restore it, or begin a new run.`,
    )
  return { plan, planHash: stored.planHash }
}

/** Writes a file so that it is there whole or not at all: temporary file, fsync, rename, fsync of the folder. */
export async function writeWhole(
  file: string,
  parts: Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>,
): Promise<void> {
  const temporary = `${file}.tmp`
  await writable(path.dirname(file), async () => {
    const handle = await open(temporary, 'w')
    try {
      for await (const part of parts) await handle.writeFile(part)
      await handle.sync()
    } catch (cause) {
      await rm(temporary, { force: true })
      throw cause
    } finally {
      await handle.close()
    }
    await rename(temporary, file)
    await syncFolder(path.dirname(file))
  })
}

export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

/** Folders held by this process. */
const held = new Set<string>()

/** Keeps a second process off the folder; throws `conflict` while one holds it. A lock of a dead process is taken over. */
export async function lockRun(folder: string): Promise<AsyncDisposable> {
  const { lock } = runFiles(folder)
  const inUse = (): ConcordError =>
    new ConcordError(
      'conflict',
      sentence`The run in ${folder} is in use by another process; wait for it, or stop it first (if none is running, delete ${lock}).`,
    )
  if (held.has(lock)) throw inUse()
  held.add(lock)
  try {
    const holder = await holderOf(lock)
    if (holder !== null) {
      if (Number(holder) !== process.pid && isAlive(Number(holder))) throw inUse()
      if (!(await clearLock(lock, holder))) throw inUse()
    }
    if (!(await writable(folder, () => giveLock(lock)))) throw inUse()
  } catch (cause) {
    held.delete(lock)
    throw cause
  }
  return {
    async [Symbol.asyncDispose]() {
      held.delete(lock)
      await rm(lock, { force: true })
    },
  }
}

/** True while a process that is alive carries out the run of a folder. */
export async function isRunInUse(folder: string): Promise<boolean> {
  const holder = await holderOf(runFiles(folder).lock)
  return holder !== null && isAlive(Number(holder))
}

/** What a lock says; null where there is none, or none any more. */
async function holderOf(lock: string): Promise<string | null> {
  try {
    return await readFile(lock, 'utf8')
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return null
    throw cause
  }
}

/** A name is given to a finished file, so that nobody reads a lock that does not say yet whose it is. */
async function giveLock(lock: string): Promise<boolean> {
  const own = `${lock}.${process.pid}`
  await writeFile(own, String(process.pid))
  try {
    await link(own, lock)
    return true
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'EEXIST') return false
    throw cause
  } finally {
    await rm(own, { force: true })
  }
}

/** Takes away the lock of a dead process; false where another took it over in the meantime. */
async function clearLock(lock: string, holder: string): Promise<boolean> {
  const aside = `${lock}.${process.pid}.old`
  try {
    await rename(lock, aside)
  } catch (cause) {
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return true
    throw cause
  }
  const isTheirs = (await readFile(aside, 'utf8')) === holder
  if (!isTheirs) await link(aside, lock).catch(() => undefined)
  await rm(aside, { force: true })
  return isTheirs
}

function isAlive(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0) return false
  try {
    process.kill(pid, 0)
    return true
  } catch (cause) {
    return cause instanceof Error && 'code' in cause && cause.code === 'EPERM'
  }
}

async function exists(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  )
}

async function writable<T>(folder: string, work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (cause) {
    if (cause instanceof ConcordError) throw cause
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
    throw new ConcordError(
      'environment',
      sentence`${folder} cannot be written (${code}); free space or choose a folder you may write.`,
      { cause },
    )
  }
}
