/**
 * The journal of a run: append-only, one line per finished attempt.
 *
 *   line  = {"sum":"<16 hex>","entry":<canonical JSON>} LF      sum = first 8 bytes of SHA-256 of the entry's text
 *   first   {"kind":"run","planHash":…,"at":…[,"budget":…]}
 *   then    {"kind":"resumed","at":…[,"baseUrl":…][,"judges":…][,"budget":…]} | {"kind":"attempt","at":…,"line":<answer line>}
 *           and, where judges are asked, before the attempt {"kind":"answered","at":…,"line":<answer line>} and for each
 *           {"kind":"vote","at":…,"set":…,"item":…,"attempt":…,"vote":<vote>}
 *
 * A line is first written (the system has it: no kill of the process loses it), then durable (fdatasync, shared by
 * all lines of 20 ms: no loss of power loses it). A last line without line feed was cut off while being written and
 * is dropped on opening; a line before it that does not fit its sum is corruption, and an error that names it.
 */
import { hash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { open } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { setTimeout as wait } from 'node:timers/promises'
import { z } from 'zod'
import { ConcordError, sentence } from '../error.ts'
import { canonicalText } from '../statement/index.ts'
import { AnswerLine, answerText, Vote } from './answer-line.ts'
import { Budget } from './budget.ts'

export const JournalEntry = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('run'),
    planHash: z.string(),
    at: z.string(),
    budget: Budget.optional(),
  }),
  /** `baseUrl` where the address is another than before, `judges` where theirs are; `budget`, where one was given, is what holds from now on. */
  z.strictObject({
    kind: z.literal('resumed'),
    at: z.string(),
    baseUrl: z.string().optional(),
    judges: z.array(z.strictObject({ judge: z.string(), baseUrl: z.string() })).optional(),
    budget: Budget.optional(),
  }),
  z.strictObject({ kind: z.literal('attempt'), at: z.string(), line: AnswerLine }),
  z.strictObject({ kind: z.literal('answered'), at: z.string(), line: AnswerLine }),
  z.strictObject({
    kind: z.literal('vote'),
    at: z.string(),
    set: z.string(),
    item: z.string(),
    attempt: z.int().min(1),
    vote: Vote,
  }),
])
export type JournalEntry = z.infer<typeof JournalEntry>

const COMMIT_EVERY_MS = 20
const PREFIX = '{"sum":"'
const MIDDLE = '","entry":'
/** Bytes of a line before its entry. */
const HEAD = PREFIX.length + 16 + MIDDLE.length
/**
 * A line is one answer, of 16 MiB at most and as JSON of six times that, and a little more; a file with longer lines is
 * no journal of ours.
 */
const MAX_LINE = 2 ** 27

export type Journal = {
  /**
   * `written` resolves with the place of the line when a kill of this process can no longer lose it, `durable` when
   * nothing can. Both reject, with every later one, when the file cannot be written.
   */
  append(entry: JournalEntry): { written: Promise<JournalPlace>; durable: Promise<void> }
  /** Resolves when every line is durable and the file is closed. */
  close(): Promise<void>
}

/** Lines that are written by one call. */
type Batch = {
  lines: Buffer[]
  bytes: number
  written: PromiseWithResolvers<number>
  durable: PromiseWithResolvers<void>
}

/** Opens for appending after `size` good bytes; anything behind them was cut off and goes. */
export async function openJournal(file: string, size: number): Promise<Journal> {
  const handle = await opening(file)
  await handle.truncate(size)
  let end = size
  /** Given by close: what is left need not wait for company. */
  const closing = new AbortController()
  let open: Batch | null = null
  let unsynced: Batch[] = []
  let broken: ConcordError | null = null
  let writing: Promise<void> | null = null
  let syncing: Promise<void> | null = null

  const fail = (batches: readonly Batch[], cause: unknown): void => {
    broken ??= cannotWrite(file, cause)
    for (const { written, durable } of batches) {
      written.reject(broken)
      durable.reject(broken)
    }
  }

  const write = async (): Promise<void> => {
    // Lines of the same turn go together.
    await Promise.resolve()
    for (let batch = open; batch !== null; batch = open) {
      open = null
      try {
        if (broken !== null) throw broken
        const bytes = Buffer.concat(batch.lines)
        await handle.appendFile(bytes)
        batch.written.resolve(end)
        end += bytes.length
        unsynced.push(batch)
        syncing ??= sync()
      } catch (cause) {
        fail([batch], cause)
      }
    }
    writing = null
  }

  const sync = async (): Promise<void> => {
    while (unsynced.length > 0) {
      const spaced = wait(COMMIT_EVERY_MS, undefined, { signal: closing.signal }).catch(() => undefined)
      const batches = unsynced
      unsynced = []
      try {
        await handle.datasync()
        for (const { durable } of batches) durable.resolve()
      } catch (cause) {
        fail(batches, cause)
      }
      await spaced
    }
    syncing = null
  }

  return {
    append(entry) {
      const line = Buffer.from(journalLine(entry))
      const batch = (open ??= newBatch())
      const before = batch.bytes
      batch.lines.push(line)
      batch.bytes += line.length
      writing ??= write()
      const written = batch.written.promise.then((start) => ({
        offset: start + before,
        length: line.length - 1,
      }))
      written.catch(() => undefined)
      return { written, durable: batch.durable.promise }
    },
    async close() {
      closing.abort()
      for (let busy = writing ?? syncing; busy !== null; busy = writing ?? syncing) await busy
      await handle.close()
    },
  }
}

function newBatch(): Batch {
  const batch: Batch = {
    lines: [],
    bytes: 0,
    written: Promise.withResolvers(),
    durable: Promise.withResolvers(),
  }
  // Whoever waits is told; nobody has to wait for both.
  batch.written.promise.catch(() => undefined)
  batch.durable.promise.catch(() => undefined)
  return batch
}

export function journalLine(entry: JournalEntry): string {
  const text =
    entry.kind === 'attempt' ? `${attemptHead(entry.at)}${answerText(entry.line)}}` : canonicalText(entry)
  return `${PREFIX}${sumOf(text)}${MIDDLE}${text}}\n`
}

/** Text of an attempt's entry before its answer line: `line` is the last of its keys. */
function attemptHead(at: string): string {
  return `{"at":${JSON.stringify(at)},"kind":"attempt","line":`
}

/** The answer line of an attempt, and its text. */
export function parseAttempt(
  bytes: Buffer,
  file: string,
  number: number,
): { line: AnswerLine; text: string } {
  const { entry, text } = parseEntry(bytes, file, number)
  if (entry.kind !== 'attempt') throw corrupt(file, number)
  return { line: entry.line, text: text.slice(attemptHead(entry.at).length, -1) }
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
      yield { entry: parseEntry(line, file, number).entry, place: { offset, length: line.length } }
      offset += line.length + 1
      rest = rest.subarray(end + 1)
    }
    if (rest.length > 0) pending.push(rest)
    pendingBytes += rest.length
    if (pendingBytes > MAX_LINE) throw corrupt(file, number + 1)
  }
}

function parseEntry(line: Buffer, file: string, number: number): { entry: JournalEntry; text: string } {
  const text = line.toString('utf8', HEAD, line.length - 1)
  const head = line.toString('latin1', 0, HEAD)
  if (head !== `${PREFIX}${sumOf(text)}${MIDDLE}` || line.at(-1) !== 125) throw corrupt(file, number)
  const parsed = JournalEntry.safeParse(JSON.parse(text))
  if (!parsed.success) throw corrupt(file, number)
  return { entry: parsed.data, text }
}

function sumOf(text: string): string {
  return hash('sha256', text, 'hex').slice(0, 16)
}

function corrupt(file: string, number: number): ConcordError {
  return new ConcordError(
    'bad-input',
    sentence`Line ${number} of the journal ${file} is not what was written; restore the file from a copy, or begin a new run.`,
  )
}

async function opening(file: string): Promise<FileHandle> {
  try {
    return await open(file, 'a')
  } catch (cause) {
    throw new ConcordError(
      'environment',
      sentence`The journal ${file} cannot be opened (${codeOf(cause)}); check the file and its permissions.`,
      {
        cause,
      },
    )
  }
}

function cannotWrite(file: string, cause: unknown): ConcordError {
  if (cause instanceof ConcordError) return cause
  return new ConcordError(
    'environment',
    sentence`The journal ${file} cannot be written (${codeOf(cause)}); free space or make the folder writable, then resume the run.`,
    { cause },
  )
}

function codeOf(cause: unknown): string {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : String(cause)
}
