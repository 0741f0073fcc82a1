/** What only Concord reads of a spreadsheet for translators, as rows of a hidden sheet or further columns of CSV. */
import { z } from 'zod'
import { ConcordError, sentence, type Sentence } from '../../error.ts'
import { firstFault, Sha256Hex, Split, Timestamp } from '../../statement/index.ts'
import type { RowRecord } from './table.ts'

/** A sheet named so is told from a language: no tag has a point. */
export const RECORD_SHEET = 'concord.digests'
export const RECORD_PREFIX = 'concord:'
export const RECORD_COLUMNS = [
  'language',
  'from',
  'file',
  'stem',
  'id',
  'split',
  'origin',
  'sourceKey',
  'answerKey',
  'base',
  'written',
  'version',
] as const satisfies readonly (keyof RowRecord)[]

const TAG = /^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/

/** Attacker-controlled: names must not lead out of a folder. */
const NAME = /^(?!\.)[^/\\:*?"<>|\p{Cc}]{0,200}$/u

const Record = z.object({
  language: z.string().regex(TAG),
  from: z.string().regex(TAG),
  file: z.string().min(1).regex(NAME),
  stem: z.string().regex(NAME),
  id: z.string().min(1).max(200),
  split: Split,
  origin: z.string().max(2000),
  sourceKey: Sha256Hex,
  answerKey: Sha256Hex,
  base: Sha256Hex,
  written: Timestamp,
  version: z.coerce.number().int().min(0),
})

export function formatRecord(record: RowRecord): string[] {
  return RECORD_COLUMNS.map((column) => String(record[column]))
}

/** A record as it was written; throws `bad-input` naming the place where somebody changed it. */
export function parseRecord(cells: ReadonlyMap<string, string>, name: string, where: Sentence): RowRecord {
  const parsed = Record.safeParse(Object.fromEntries(cells))
  if (parsed.success) return parsed.data
  throw new ConcordError(
    'bad-input',
    sentence`${name}, ${where}: what Concord wrote for itself was changed (${firstFault(parsed.error)}); take a copy in which it was not.`,
  )
}
