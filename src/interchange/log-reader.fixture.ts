/** What every reader of evaluation logs is held to: the same suite for each format. */
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ConcordError } from '../error.ts'
import { collected, effects } from '../../test/fixture/inspect-log.ts'
import { byteFile, type ByteFile } from './byte-file.ts'
import { findReader } from './find-reader.ts'
import type { LogAbout, LogCheck, LoggedAttempt, LogReader } from './log-reader.ts'

export type Example = { name: string; bytes: () => Promise<Uint8Array> }

export type Read = { about: LogAbout; check: LogCheck; attempts: LoggedAttempt[] }

export async function readLog(reader: LogReader, bytes: Uint8Array, name = 'a.log'): Promise<Read> {
  const log = await reader.open(byteFile(bytes, name), effects)
  const attempts: LoggedAttempt[] = []
  const check = await log.check((attempt) => attempts.push(attempt))
  return { about: log.about, check, attempts }
}

/** `write`: the same log in the form that is written, where there is one. */
export function acceptanceOfLogs(
  format: string,
  {
    reader,
    examples,
    write,
  }: {
    reader: LogReader
    examples: readonly [Example, ...Example[]]
    write?: (file: ByteFile) => Promise<AsyncIterable<Uint8Array>>
  },
): void {
  describe.each(examples)(`${format}: $name`, ({ bytes: make }) => {
    it('is recognised by what it holds, and by this reader first', async () => {
      expect(await findReader(byteFile(await make(), 'no-ending'))).toBe(reader)
    })

    it('is read to the same attempts and figures again and again, and its outcomes sum to what it has', async () => {
      const bytes = await make()
      const [once, twice] = [await readLog(reader, bytes), await readLog(reader, bytes)]
      expect(twice).toEqual(once)
      const { counts, samples } = once.check
      const { 'not-run': _, ...ended } = counts
      expect(Object.values(ended).reduce((sum, count) => sum + count, 0)).toBe(samples.present)
      expect(once.attempts).toHaveLength(samples.present)
    })

    it('holds the same when written and read again', async () => {
      const bytes = await make()
      if (write === undefined) return expect(write).toBeUndefined()
      const again = await collected(await write(byteFile(bytes, 'a.log')))
      const [one, other] = [await readLog(reader, bytes), await readLog(reader, again)]
      expect(other.attempts).toEqual(one.attempts)
      expect({ ...other.check, notes: [] }).toEqual({ ...one.check, notes: [] })
    })

    it('cut off at every kilobyte, and at every byte of its end, is read or refused in one sentence', async () => {
      const bytes = await make()
      const ends = Array.from({ length: Math.ceil(bytes.length / 1024) }, (_, at) => at * 1024)
      for (let end = Math.max(0, bytes.length - 50); end < bytes.length; end += 1) ends.push(end)
      for (const end of ends) await expectOneSentence(reader, bytes.slice(0, end))
    })

    it('with a byte changed is read or refused in one sentence', async () => {
      const bytes = await make()
      await fc.assert(
        fc.asyncProperty(fc.nat(bytes.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
          const changed = bytes.slice()
          changed[at] = (changed[at] ?? 0) ^ change
          await expectOneSentence(reader, changed)
        }),
        { numRuns: 150 },
      )
    })
  })

  it(`${format} is not seen in other files`, async () => {
    for (const text of ['', '{', '{}', '[]', 'a,b\n1,2\n', 'PK', '\u0000\u0001', '{"results": {}}']) {
      const bytes = new TextEncoder().encode(text)
      expect([text, await reader.recognises(byteFile(bytes, 'x'))]).toEqual([text, false])
    }
  })
}

async function expectOneSentence(reader: LogReader, bytes: Uint8Array): Promise<void> {
  const ended = await readLog(reader, bytes).catch((error: unknown) => error)
  if (ended instanceof Error) expect(ended).toBeInstanceOf(ConcordError)
}
