import { ConcordError, sentence } from '../error.ts'

/** The bytes of a file, in pieces of any size; a file in memory is a list of one piece. */
export type ByteSource = AsyncIterable<Uint8Array> | Iterable<Uint8Array>

/** One line of a text file, from 1, and how it ends; only the last may end with nothing. */
export type TextLine = { line: number; text: string; end: '\n' | '\r\n' | '' }

/** What happens to a byte order mark: people's files may have one, blobs may not. */
export type ByteOrderMark = 'dropped' | 'kept'

/** Yields the text of UTF-8 bytes; throws `bad-input` where it is not UTF-8. */
export async function* decodeText(
  source: ByteSource,
  name: string,
  mark: ByteOrderMark = 'dropped',
): AsyncGenerator<string> {
  const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: mark === 'kept' })
  const decode = (bytes?: Uint8Array): string => {
    try {
      return bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true })
    } catch (cause) {
      throw new ConcordError('bad-input', sentence`${name}: the text is not UTF-8; save the file as UTF-8.`, {
        cause,
      })
    }
  }
  for await (const bytes of source) yield decode(bytes)
  yield decode()
}

/**
 * Yields the lines of a text file (LF or CRLF). A line of more than `limit` characters is refused with its
 * number as soon as the limit is passed, without reading the rest of it.
 */
export async function* readLines(
  source: ByteSource,
  name: string,
  limit: number,
  mark: ByteOrderMark = 'dropped',
): AsyncGenerator<TextLine> {
  let line = 1
  let rest = ''
  const refuseLong = (): ConcordError =>
    new ConcordError(
      'bad-input',
      sentence`${name}, line ${line}: the line is longer than ${limit} characters; split it.`,
    )
  for await (const text of decodeText(source, name, mark)) {
    let from = 0
    for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', from)) {
      const whole = rest + text.slice(from, at)
      if (whole.length > limit + 1) throw refuseLong()
      yield whole.endsWith('\r')
        ? { line, text: whole.slice(0, -1), end: '\r\n' }
        : { line, text: whole, end: '\n' }
      rest = ''
      line += 1
      from = at + 1
    }
    if (rest.length + text.length - from > limit + 1) throw refuseLong()
    rest += text.slice(from)
  }
  if (rest !== '') yield { line, text: rest, end: '' }
}

/** The whole text of a file, refused beyond `limit` characters. */
export async function readText(source: ByteSource, name: string, limit: number): Promise<string> {
  const parts: string[] = []
  let size = 0
  for await (const text of decodeText(source, name)) {
    size += text.length
    if (size > limit) {
      throw new ConcordError(
        'bad-input',
        sentence`${name}: the file is longer than ${limit} characters; use JSON Lines.`,
      )
    }
    parts.push(text)
  }
  return parts.join('')
}
