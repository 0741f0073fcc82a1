/** What a run is given beside its plan: the key it is asked with, and prices. */
import { ConcordError, sentence } from '../../error.ts'
import { parsePrices } from '../../evaluation/index.ts'
import type { Price } from '../../evaluation/index.ts'
import { readPrivateFile } from '../private-file.ts'
import { readWhole } from '../read-whole.ts'

/** The first line of a key file. Throws as `readPrivateFile` (others may not read it), and `usage` for an empty one. */
export async function readApiKey(file: string, passphrase?: string): Promise<string> {
  const [line = ''] = new TextDecoder().decode(await readPrivateFile(file, passphrase)).split(/\r?\n/)
  const key = line.trim()
  if (key !== '') return key
  throw new ConcordError(
    'usage',
    sentence`The key file ${file} begins with an empty line; put the key there.`,
  )
}

/** A price table of one's own, before the one that comes with Concord. */
export async function readPrices(file: string): Promise<Price[]> {
  return parsePrices(new TextDecoder().decode(await readWhole(file)), file)
}
