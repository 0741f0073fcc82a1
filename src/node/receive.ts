/** Taking in a bundle from a file. */
import path from 'node:path'
import { ConcordError, sentence } from '../error.ts'
import type { StatementId } from '../statement/index.ts'
import { readBundle } from '../trust/index.ts'
import type { Bundle } from '../trust/index.ts'
import { openAge } from './age-key.ts'
import type { Home } from './institute.ts'
import { openingBundle } from './progress.ts'
import { retryQuarantine } from './quarantine.ts'
import { readWhole } from './read-whole.ts'
import { takeIn } from './take-in.ts'
import type { Received } from './take-in.ts'

/** Reads the bytes of a bundle file, encrypted for this institute or not; throws one sentence where it cannot be read. */
export async function readBundleFile(home: Home, file: string, receiver?: string): Promise<Bundle> {
  const bytes = await openAge(home, await readWhole(file), file)
  try {
    return readBundle(bytes, home.crypto.sha256, {
      ...(receiver === undefined ? {} : { receiver }),
      onProgress: openingBundle(home.world.onProgress),
    })
  } catch (cause) {
    if (!(cause instanceof ConcordError)) throw cause
    throw new ConcordError(cause.code, sentence`${path.basename(file)}: ${cause.sentence}`, { cause })
  }
}

/**
 * Takes in a bundle file, as `takeIn` does, and what waited in quarantine for a charter it brought. Throws before
 * anything is stored also where the bundle is damaged or meant for somebody else.
 */
export async function receiveBundle(home: Home, file: string, pin?: StatementId): Promise<Received> {
  const bundle = await readBundleFile(home, file, home.institute.id)
  const received = await takeIn(home, bundle, path.basename(file), pin)
  for (const late of await retryQuarantine(home)) {
    received.added.push(...late.added)
    received.merged.push(...late.merged)
  }
  return { file, ...received }
}
