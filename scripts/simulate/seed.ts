/**
 * The generator of a case, from the published phrase and the name of the case: first 16 bytes of
 * SHA-256(phrase, newline, name). So every case can be made again alone.
 */
import { createHash } from 'node:crypto'
import { generatorFromSeed } from '../../src/statistics/index.ts'
import type { Generator } from '../../src/statistics/index.ts'
import { caseName } from './setup.ts'
import type { Setting, Setup } from './setup.ts'

export const SEED_PHRASE = 'concord validity 1'

export function generatorOf(setup: Setup, setting: Setting): Generator {
  const digest = createHash('sha256')
    .update(`${SEED_PHRASE}\n${caseName(setup, setting)}`)
    .digest()
  return generatorFromSeed(new Uint8Array(digest.subarray(0, 16)))
}
