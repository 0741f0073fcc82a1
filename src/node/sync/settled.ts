/**
 * Whether anything that decides what is owed has changed since the last exchange in a folder. Most exchanges find
 * nothing new, and then nobody's view of all statements is gone through.
 */
import path from 'node:path'
import { z } from 'zod'
import { parseJson } from '../../statement/index.ts'
import type { Home } from '../institute.ts'
import { ownerOf, readerOf } from '../networks.ts'
import { digestOf } from './digest.ts'
import type { SyncNetwork } from './network.ts'
import type { OwnFile } from './owed.ts'
import type { SyncResult } from './result.ts'

const Note = z.strictObject({
  state: z.string(),
  keyless: z.array(z.strictObject({ member: z.string(), statements: z.number() })),
})

/** A digest of all that decides what is owed: statements, what each may see, what lies there and who has it. */
export async function stateOfExchange(
  home: Home,
  network: SyncNetwork,
  own: readonly OwnFile[],
  writers: ReadonlySet<string>,
): Promise<string> {
  const sights: string[] = []
  for (const { origin, id, ageRecipients } of network.peers) {
    const sight = await readerOf(home, network.all, { kind: 'member', origin }).describeSight()
    sights.push([id, ageRecipients.join(' '), sight].join('\n'))
  }
  const charters = network.charters.map((chain) =>
    chain.map(({ envelope }) => envelope.signatures.map(({ keyid }) => keyid)),
  )
  const state = {
    revision: await home.store.revision(),
    charters,
    sights,
    writers: [...writers].sort(),
    own: own.map(({ name, present, acknowledged }) => [name, present, [...acknowledged].sort()]),
  }
  return digestOf(home, JSON.stringify(state))
}

function noteOf(home: Home, folder: string): string {
  return `sync-settled/${digestOf(home, path.resolve(folder))}`
}

/** What the last exchange in this folder left, if nothing has changed since. */
export async function findSettled(
  home: Home,
  folder: string,
  state: string,
): Promise<SyncResult['keyless'] | undefined> {
  const reader = home.store.reader(ownerOf(home), { now: home.world.now(), charterOf: () => [] })
  const text = await reader.getNote(noteOf(home, folder))
  if (text === undefined) return undefined
  const read = Note.safeParse(parseJson(new TextEncoder().encode(text)).value)
  return read.success && read.data.state === state ? read.data.keyless : undefined
}

/** Notes that in this state nothing more is owed. */
export async function noteSettled(
  home: Home,
  folder: string,
  state: string,
  keyless: SyncResult['keyless'],
): Promise<void> {
  await home.store.writer().putNote(noteOf(home, folder), JSON.stringify({ state, keyless }))
}
