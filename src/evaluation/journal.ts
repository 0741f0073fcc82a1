/**
 * The journal of a run: append-only, one line per finished attempt.
 *
 *   line  = {"sum":"<16 hex>","entry":<canonical JSON>} LF      sum = first 8 bytes of SHA-256 of the entry's text
 *   first   {"kind":"run","planHash":…,"at":…}
 *   then    {"kind":"resumed","at":…} | {"kind":"attempt","at":…,"line":<answer line>}
 *
 * Promises: `append` resolves only when the line is on the disk (write, then fdatasync, shared by all lines that
 * came within 20 ms). A last line without line feed was never acknowledged and is dropped on opening; a line before
 * it that does not fit its sum is corruption, and an error that names it.
 */
import { hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { ConcordError } from '../error.ts'
import { canonicalText } from '../statement/index.ts'
import { AnswerLine } from './answer-line.ts'

export const JournalEntry = z.discriminatedUnion('kind', [
  z.strictObject({ kind: z.literal('run'), planHash: z.string(), at: z.string() }),
  z.strictObject({ kind: z.literal('resumed'), at: z.string() }),
  z.strictObject({ kind: z.literal('attempt'), at: z.string(), line: AnswerLine }),
])
export type JournalEntry = z.infer<typeof JournalEntry>

const COMMIT_EVERY_MS = 20
const PREFIX = '{"sum":"'
const MIDDLE = '","entry":'
/** Bytes of a line before its entry. */
const HEAD = PREFIX.length + 16 + MIDDLE.length
/** A line is one answer and a little more; a file with longer lines is no journal of ours. */
const MAX_LINE = 2 ** 30

export type Journal = {
  /** Resolves with its place when the entry is on the disk; rejects, with every later one, when it cannot be. */
  append(entry: JournalEntry): Promise<JournalPlace>
  close(): Promise<void>
}

/** Opens for appending after `size` good bytes; anything behind them was never acknowledged and is cut off. */
export async function openJournal(file: string, size: number): Promise<Journal> {
  const handle = await opening(file)
  await handle.truncate(size)
  let end = size
  let waiting: { text: string; done: (place: JournalPlace) => void; failed: (cause: unknown) => void }[] = []
  let broken: ConcordError | null = null
  let committing: Promise<void> | null = null

  const commit = async (): Promise<void> => {
    while (waiting.length > 0) {
      const batch = waiting
      waiting = []
      const spaced = wait(COMMIT_EVERY_MS)
      try {
        if (broken !== null) throw broken
        const lines = batch.map(({ text }) => Buffer.from(text))
        await handle.appendFile(Buffer.concat(lines))
        await handle.datasync()
        for (const [i, { done }] of batch.entries()) {
          const length = (lines[i]?.length ?? 1) - 1
          done({ offset: end, length })
          end += length + 1
        }
      } catch (cause) {
        broken ??= new ConcordError(
          'environment',
          `the journal ${file} cannot be written (${codeOf(cause)}); free space or make the folder writable, then resume the run`,
          { cause },
        )
        for (const { failed } of batch) failed(broken)
      }
      await spaced
    }
    committing = null
  }

  return {
    append(entry) {
      const { promise, resolve, reject } = Promise.withResolvers<JournalPlace>()
      waiting.push({ text: journalLine(entry), done: resolve, failed: reject })
      committing ??= commit()
      return promise
    },
    async close() {
      await committing
      await handle.close()
    },
  }
}

export function journalLine(entry: JournalEntry): string {
  const text = canonicalText(entry)
  return `${PREFIX}${sumOf(text)}${MIDDLE}${text}}\n`
}

/** Where a line lies in the file. */
export type JournalPlace = { offset: number; length: number }

/**
 * Reads a journal entry by entry, each with its place; memory holds one line. What follows the last line feed is left out.
 * Throws ConcordError `bad-input` naming the line that is not what was written.
 */
export async function* readJournal(
  file: string,
): AsyncGenerator<{ entry: JournalEntry; place: JournalPlace }> {
  let pending: Buffer[] = []
  let pendingBytes = 0
  let offset = 0
  let number = 0
  for await (const chunk of createReadStream(file, { highWaterMark: 1 << 20 })) {
    let rest = z.instanceof(Buffer).parse(chunk)
    for (;;) {
      const end = rest.indexOf(10)
      if (end < 0) break
      const line =
        pending.length === 0 ? rest.subarray(0, end) : Buffer.concat([...pending, rest.subarray(0, end)])
      pending = []
      pendingBytes = 0
      number++
      yield { entry: parseLine(line, file, number), place: { offset, length: line.length } }
      offset += line.length + 1
      rest = rest.subarray(end + 1)
    }
    if (rest.length > 0) pending.push(rest)
    pendingBytes += rest.length
    if (pendingBytes > MAX_LINE) throw corrupt(file, number + 1)
  }
}

/** The entry of a line whose place is known. */
export function parseLine(line: Buffer, file: string, number: number): JournalEntry {
  const text = line.toString('utf8', HEAD, line.length - 1)
  const head = line.toString('latin1', 0, HEAD)
  if (head !== `${PREFIX}${sumOf(text)}${MIDDLE}` || line.at(-1) !== 125) throw corrupt(file, number)
  const parsed = JournalEntry.safeParse(JSON.parse(text))
  if (!parsed.success) throw corrupt(file, number)
  return parsed.data
}

function sumOf(text: string): string {
  return hash('sha256', text, 'hex').slice(0, 16)
}

function corrupt(file: string, number: number): ConcordError {
  return new ConcordError(
    'bad-input',
    `line ${number} of the journal ${file} is not what was written; restore the file from a copy, or begin the run anew in another folder`,
  )
}

async function opening(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'a')
  } catch (cause) {
    throw new ConcordError('environment', `the journal ${file} cannot be opened (${codeOf(cause)})`, {
      cause,
    })
  }
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
}
