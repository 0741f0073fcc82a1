/**
 * Comma-separated values as RFC 4180 has them: fields between commas, a field with a comma, a quote or a line
 * break stands in double quotes, a quote inside is doubled. Also taken: a byte order mark, LF instead of CRLF.
 * Empty lines carry no record and are passed over. Nothing is guessed: what breaks these rules is refused
 * with its line number.
 */
import { ConcordError, sentence, type Sentence } from '../error.ts'
import { decodeText, type ByteSource } from './text-source.ts'

/** One record: the line it starts on (from 1) and its fields. */
export type CsvRecord = { line: number; fields: string[] }

/** Most characters of one field, most characters of one record, most fields of one record. */
export type CsvLimits = { field: number; record: number; fields: number }

export const CSV_LIMITS: CsvLimits = { field: 1_000_000, record: 4_000_000, fields: 1_000 }

type State = 'start' | 'plain' | 'quoted' | 'quote-seen' | 'return-seen'

/**
 * Yields the records of a CSV file in order, holding at most one record in memory. Throws `bad-input` naming
 * the file and the line at the first fault; a record or field over its limit is refused as soon as the limit
 * is passed, without reading the rest of it.
 */
export async function* readCsv(
  source: ByteSource,
  name: string,
  limits: CsvLimits = CSV_LIMITS,
): AsyncGenerator<CsvRecord> {
  const parser = createParser(name, limits)
  for await (const text of decodeText(source, name)) yield* parser.push(text)
  yield* parser.end()
}

/** Yields the records of a text that is already in memory; the same guarantees as `readCsv`. */
export function parseCsv(text: string, name: string, limits: CsvLimits = CSV_LIMITS): CsvRecord[] {
  const parser = createParser(name, limits)
  return [...parser.push(text.startsWith('\uFEFF') ? text.slice(1) : text), ...parser.end()]
}

function createParser(name: string, limits: CsvLimits) {
  let state: State = 'start'
  let line = 1
  let startLine = 1
  let size = 0
  let field = ''
  let fields: string[] = []

  const refuse = (what: Sentence, at: number): ConcordError =>
    new ConcordError('bad-input', sentence`${name}, line ${at}: ${what}`)

  const append = (part: string): void => {
    if (field.length + part.length > limits.field) {
      throw refuse(
        sentence`a field is longer than ${limits.field} characters; split it or close its quote.`,
        startLine,
      )
    }
    if (size + part.length > limits.record) {
      throw refuse(sentence`a record is longer than ${limits.record} characters; split it.`, startLine)
    }
    if (part.includes('\0')) {
      throw refuse(sentence`a NUL character; save the file as UTF-8 text.`, line)
    }
    size += part.length
    field += part
  }

  const closeField = (): void => {
    if (fields.length >= limits.fields) {
      throw refuse(sentence`more than ${limits.fields} fields; check the separator.`, startLine)
    }
    size += 1
    fields.push(field)
    field = ''
    state = 'start'
  }

  const closeRecord = (): CsvRecord => {
    const record = { line: startLine, fields }
    startLine = line
    size = 0
    fields = []
    state = 'start'
    return record
  }

  function* push(text: string): Generator<CsvRecord> {
    let at = 0
    while (at < text.length) {
      const char = text[at]
      if (state === 'quoted') {
        const quote = text.indexOf('"', at)
        const end = quote === -1 ? text.length : quote
        const part = text.slice(at, end)
        append(part)
        line += countLineFeeds(part)
        if (quote !== -1) state = 'quote-seen'
        at = end + 1
        continue
      }
      if (state === 'quote-seen' && char === '"') {
        append('"')
        state = 'quoted'
        at += 1
        continue
      }
      if (state === 'return-seen' && char !== '\n') {
        throw refuse(
          sentence`a carriage return without a line feed; save the file with LF or CRLF line ends.`,
          line,
        )
      }
      if (char === ',') {
        closeField()
        at += 1
      } else if (char === '\r') {
        if (state !== 'start' || fields.length > 0) closeField()
        state = 'return-seen'
        at += 1
      } else if (char === '\n') {
        line += 1
        if (state !== 'return-seen' && (state !== 'start' || fields.length > 0)) closeField()
        // An empty line has no field; an empty quoted field is one.
        const record = closeRecord()
        if (record.fields.length > 0) yield record
        at += 1
      } else if (char === '"') {
        if (state !== 'start') {
          throw refuse(sentence`a quote inside a field that does not start with one; quote the field.`, line)
        }
        state = 'quoted'
        at += 1
      } else if (state === 'quote-seen') {
        throw refuse(sentence`text after a closing quote; double the quotes inside a quoted field.`, line)
      } else {
        const end = endOfPlain(text, at)
        append(text.slice(at, end))
        state = 'plain'
        at = end
      }
    }
  }

  function* end(): Generator<CsvRecord> {
    if (state === 'quoted') {
      throw refuse(
        sentence`a quoted field is not closed before the end of the file; add the quote.`,
        startLine,
      )
    }
    if (state === 'return-seen') {
      throw refuse(
        sentence`a carriage return without a line feed; save the file with LF or CRLF line ends.`,
        line,
      )
    }
    if (state === 'start' && fields.length === 0) return
    closeField()
    yield closeRecord()
  }

  return { push, end }
}

function endOfPlain(text: string, from: number): number {
  let at = from
  while (at < text.length) {
    const code = text.charCodeAt(at)
    // , " CR LF
    if (code === 44 || code === 34 || code === 13 || code === 10) break
    at += 1
  }
  return at
}

function countLineFeeds(text: string): number {
  let count = 0
  for (let at = text.indexOf('\n'); at !== -1; at = text.indexOf('\n', at + 1)) count += 1
  return count
}

/** Writes records as CSV with CRLF line ends; `parseCsv` of the result gives the same fields back. */
export function formatCsv(records: readonly (readonly string[])[]): string {
  return records
    .map((fields) => `${fields.map((field) => formatField(field, fields.length === 1)).join(',')}\r\n`)
    .join('')
}

function formatField(field: string, isAlone: boolean): string {
  const mustQuote = /[",\r\n]/.test(field) || field.startsWith('\uFEFF') || (field === '' && isAlone)
  return mustQuote ? `"${field.replaceAll('"', '""')}"` : field
}
