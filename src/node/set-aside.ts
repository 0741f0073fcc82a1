/** Setting aside what does not verify, as long as there is room for it. */
import { ConcordError, sentence } from '../error.ts'
import type { Quarantined } from '../store/index.ts'
import type { Home } from './institute.ts'
import { ownerOf } from './networks.ts'

/** Bytes that may be in quarantine: whoever can send something could fill the disk with it. */
const MOST_BYTES = 512 * 2 ** 20

const FULL = Symbol('quarantine is full')

/** What is in quarantine, in order of arrival. */
export async function listQuarantine(home: Home): Promise<Quarantined[]> {
  const reader = home.store.reader(ownerOf(home), { now: home.world.now(), charterOf: () => [] })
  return reader.listQuarantine()
}

/** Sets all of them aside, or throws `conflict` where there is no room for all. */
export async function setAside(
  home: Home,
  source: string,
  all: readonly { bytes: Uint8Array; reason: string; statement: string | null }[],
): Promise<void> {
  if (all.length === 0) return
  const used = (await listQuarantine(home)).reduce((sum, { size }) => sum + size, 0)
  if (all.reduce((sum, { bytes }) => sum + bytes.length, used) > MOST_BYTES) {
    throw new ConcordError(
      'conflict',
      sentence`${source} brings what does not verify, and quarantine is full; it is left where it is. See "concord quarantine", and give up what nobody needs with --remove.`,
      { cause: FULL },
    )
  }
  const receivedAt = home.world.now()
  await home.store.writer().putQuarantine(...all.map((one) => ({ ...one, receivedAt, source })))
}

/** True where something was not set aside for want of room. */
export function isQuarantineFull({ cause }: ConcordError): boolean {
  return cause === FULL
}

/** Gives up what is in quarantine under this number; throws `not-found` where there is none. */
export async function removeQuarantined(home: Home, id: number): Promise<Quarantined> {
  const found = (await listQuarantine(home)).find((one) => one.id === id)
  if (found === undefined)
    throw new ConcordError(
      'not-found',
      sentence`There is no ${id} in quarantine; "concord quarantine" lists what there is.`,
    )
  await home.store.writer().removeQuarantined(id)
  return found
}
