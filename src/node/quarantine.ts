/**
 * What did not verify: kept whole with the reason, and taken in once it does. It is tried again when there is cause,
 * which is a charter that came, or another program than the one that refused it.
 */
import { ConcordError } from '../error.ts'
import type { Quarantined, Reader } from '../store/index.ts'
import { readBundle } from '../trust/index.ts'
import { openAge } from './age-key.ts'
import { HARNESS } from './harness.ts'
import type { Home } from './institute.ts'
import { charterReader, ownerOf } from './networks.ts'
import { listQuarantine } from './set-aside.ts'
import { takeIn } from './take-in.ts'
import type { Received } from './take-in.ts'

const TRIED = 'quarantine-tried'

function ownerReader(home: Home): Reader {
  return home.store.reader(ownerOf(home), { now: home.world.now(), charterOf: () => [] })
}

/** All that decides whether something verifies here: the program, and the charters with their signatures. */
export async function circumstances(home: Home): Promise<string> {
  const charters = await charterReader(home).listStatements({ kind: 'charter' })
  const pins = await ownerReader(home).listPins()
  return [
    HARNESS.version,
    ...pins.map(({ charterId }) => charterId),
    ...charters.map(({ id, signers }) => `${id} ${signers.map(({ keyid }) => keyid).join(' ')}`),
  ].join('\n')
}

/**
 * Takes in what is in quarantine and verifies by now; gives what came of it. Nothing is tried twice under the same
 * circumstances unless `always`.
 */
export async function retryQuarantine(home: Home, always = false): Promise<Omit<Received, 'file'>[]> {
  const waiting = await listQuarantine(home)
  if (waiting.length === 0) return []
  const now = await circumstances(home)
  if (!always && (await ownerReader(home).getNote(TRIED)) === now) return []
  const came: Omit<Received, 'file'>[] = []
  for (const one of waiting) {
    const received = await retry(home, one)
    if (received !== undefined) came.push(received)
  }
  await home.store.writer().putNote(TRIED, await circumstances(home))
  return came
}

/** Undefined where it verifies no more than before. */
async function retry(
  home: Home,
  { id, source, statement, reason }: Quarantined,
): Promise<Omit<Received, 'file'> | undefined> {
  const bytes = await ownerReader(home).getQuarantined(id)
  if (bytes === undefined) return undefined
  try {
    const bundle = readBundle(await openAge(home, bytes, source), home.crypto.sha256)
    const received = await takeIn(home, bundle, source)
    const same = received.setAside.some((one) => one.id === statement && one.reason === reason)
    if (!same) await home.store.writer().removeQuarantined(id)
    return received
  } catch (error) {
    if (error instanceof ConcordError && error.code !== 'environment' && error.code !== 'internal')
      return undefined
    throw error
  }
}
