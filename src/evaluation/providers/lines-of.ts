import type { FileHandle } from 'node:fs/promises'
import { z } from 'zod'

/** The lines of an open file with their places, without line feeds; the handle stays open. */
export async function* linesOf(handle: FileHandle): AsyncGenerator<{ bytes: Buffer; offset: number }> {
  let pending: Buffer[] = []
  let offset = 0
  const stream = handle.createReadStream({ autoClose: false, start: 0, highWaterMark: 1 << 20 })
  for await (const chunk of stream) {
    let rest = z.instanceof(Buffer).parse(chunk)
    for (let end = rest.indexOf(10); end >= 0; end = rest.indexOf(10)) {
      const bytes = Buffer.concat([...pending, rest.subarray(0, end)])
      pending = []
      yield { bytes, offset }
      offset += bytes.length + 1
      rest = rest.subarray(end + 1)
    }
    if (rest.length > 0) pending.push(rest)
  }
  if (pending.length > 0) yield { bytes: Buffer.concat(pending), offset }
}
