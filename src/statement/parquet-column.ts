/**
 * Reads one flat column of a Parquet file that may come from anybody.
 *
 *   column chunk = [dictionary page] data page*            one chunk per row group
 *   page         = header (Thrift) + levels + values       values Snappy-compressed or plain
 *   levels       = 1 bit per row: has a value, or null     absent where the column is required
 *   values       = PLAIN, or indexes into the dictionary   run-length / bit-packed hybrid
 *
 * (parquet.apache.org: File Format, Data Pages, Encodings.) Nothing is allocated and no loop runs on the word of
 * the file alone: every length is held against the bytes that are there and the rows the table claims. Footer and
 * page headers are parsed by hyparquet; its page decoder trusts run lengths, so pages are decoded here.
 */
import { snappyUncompress } from 'hyparquet'
import type { FileMetaData } from 'hyparquet'
import { parquetHeader } from 'hyparquet/src/column.js'
import { ConcordError, sentence, type Sentence } from '../error.ts'

/** Where the values of a column go. `row` counts from 0 over the whole table. */
export type ColumnSink = {
  /** A dictionary begins; what it returns for an entry is later given to `indexed`. */
  entry(value: PlainValue, row: number): number
  /** A run of rows whose values are entries, in order; −1 is null. */
  indexed(entries: Int32Array, codes: Int32Array, row: number): void
  /** One value that was written without a dictionary. */
  plain(value: PlainValue, row: number): void
}
export type PlainValue = number | Uint8Array

type ColumnMetaData = NonNullable<FileMetaData['row_groups'][number]['columns'][number]['meta_data']>

/** The best Snappy can do is 64 bytes from 3; a page that claims more is refused before it is unfolded. */
const SNAPPY_MAX_RATIO = 22
/** Enough for the indexes of 32 million entries; one unaligned 32-bit word then holds any value. */
const MAX_BIT_WIDTH = 25

/** Reads the column into the sink; throws ConcordError `bad-input` for bytes that cannot be read. */
export function readColumn(file: Uint8Array, metadata: FileMetaData, name: string, sink: ColumnSink): void {
  const element = metadata.schema.slice(1).find((candidate) => candidate.name === name)
  if (element === undefined)
    throw new ConcordError('bad-input', sentence`the outcome table has no column "${name}"`)
  if (element.type === undefined || element.repetition_type === 'REPEATED' || (element.num_children ?? 0) > 0)
    throw fault(name, sentence`is nested; columns are flat`)
  let row = 0
  for (const group of metadata.row_groups) {
    const chunk = group.columns.find(
      ({ meta_data: m }) => m?.path_in_schema.length === 1 && m.path_in_schema[0] === name,
    )
    const rows = Number(group.num_rows)
    if (chunk?.meta_data === undefined) throw fault(name, sentence`is missing in a part of the file`)
    readChunk(file, name, chunk.meta_data, element.repetition_type !== 'REQUIRED', row, rows, sink)
    row += rows
  }
}

function readChunk(
  file: Uint8Array,
  name: string,
  column: ColumnMetaData,
  nullable: boolean,
  firstRow: number,
  rows: number,
  sink: ColumnSink,
): void {
  const start = Number(column.dictionary_page_offset || column.data_page_offset)
  const size = Number(column.total_compressed_size)
  if (!(start >= 0 && size >= 0 && start + size <= file.byteLength))
    throw fault(name, sentence`lies outside the file`)
  const reader = { view: new DataView(file.buffer, file.byteOffset + start, size), offset: 0 }
  let entries = new Int32Array(0)
  let row = firstRow
  while (row < firstRow + rows) {
    if (reader.offset >= size) throw fault(name, sentence`ends after ${row} rows`)
    const header = parquetHeader(reader)
    const body = file.subarray(start + reader.offset, start + reader.offset + header.compressed_page_size)
    if (!(header.compressed_page_size >= 0) || body.length !== header.compressed_page_size)
      throw fault(name, sentence`is cut off`)
    reader.offset += header.compressed_page_size
    const unfold = (bytes: Uint8Array, length: number): Uint8Array =>
      unfolded(name, bytes, length, column.codec)
    if (header.dictionary_page_header !== undefined) {
      const { num_values: count } = header.dictionary_page_header
      const page = unfold(body, header.uncompressed_page_size)
      if (!(count >= 0 && count <= page.length))
        throw fault(name, sentence`claims a dictionary of ${count} entries`)
      entries = new Int32Array(count)
      readPlain(name, page, column.type, count, (value, i) => {
        entries[i] = sink.entry(value, row)
      })
      continue
    }
    const v1 = header.data_page_header
    const v2 = header.data_page_header_v2
    const count = v1?.num_values ?? v2?.num_values
    const encoding = v1?.encoding ?? v2?.encoding
    // An index page, or one of a kind to come, holds no values.
    if (count === undefined || encoding === undefined) continue
    if (!(count >= 0 && row + count <= firstRow + rows))
      throw fault(name, sentence`claims ${count} values in one page`)
    let levels: Uint8Array | null = null
    let values: Uint8Array
    if (v2 !== undefined) {
      const split = v2.definition_levels_byte_length + v2.repetition_levels_byte_length
      if (v2.repetition_levels_byte_length !== 0 || !(split >= 0 && split <= body.length))
        throw fault(name, sentence`has wrong levels`)
      if (nullable) levels = body.subarray(0, split)
      const rest = body.subarray(split)
      values = v2.is_compressed === false ? rest : unfold(rest, header.uncompressed_page_size - split)
    } else {
      const page = unfold(body, header.uncompressed_page_size)
      const split = nullable
        ? 4 + new DataView(page.buffer, page.byteOffset, page.byteLength).getUint32(0, true)
        : 0
      if (split > page.length) throw fault(name, sentence`has wrong levels`)
      if (nullable) levels = page.subarray(4, split)
      values = page.subarray(split)
    }
    let present: Int32Array | null = null
    let nonNull = count
    if (levels !== null) {
      present = readHybrid(name, levels, 1, count)
      nonNull = 0
      for (let i = 0; i < count; i++) nonNull += present[i] ?? 0
    }
    if (encoding === 'RLE_DICTIONARY' || encoding === 'PLAIN_DICTIONARY') {
      const width = values[0] ?? 0
      const indexes = nonNull === 0 ? new Int32Array(0) : readHybrid(name, values.subarray(1), width, nonNull)
      checkIndexes(name, indexes, entries.length)
      sink.indexed(entries, present === null ? indexes : spread(indexes, present), row)
    } else if (encoding === 'PLAIN') {
      if (present === null)
        readPlain(name, values, column.type, nonNull, (value, i) => sink.plain(value, row + i))
      else {
        const rowOf = rowsWithValue(present, nonNull)
        readPlain(name, values, column.type, nonNull, (value, i) => sink.plain(value, row + (rowOf[i] ?? 0)))
      }
    } else throw fault(name, sentence`is encoded as ${encoding}; PLAIN and dictionary encoding are read`)
    row += count
  }
}

function unfolded(name: string, bytes: Uint8Array, length: number, codec: string): Uint8Array {
  if (codec === 'UNCOMPRESSED') return bytes
  if (codec !== 'SNAPPY') throw fault(name, sentence`is compressed by ${codec}; Snappy and none are read`)
  if (!(length >= 0 && length <= bytes.length * SNAPPY_MAX_RATIO))
    throw fault(name, sentence`claims ${length} bytes in a page`)
  const out = new Uint8Array(length)
  if (length > 0) snappyUncompress(bytes, out)
  return out
}

function readPlain(
  name: string,
  page: Uint8Array,
  type: string,
  count: number,
  take: (value: PlainValue, i: number) => void,
): void {
  const view = new DataView(page.buffer, page.byteOffset, page.byteLength)
  const width = { INT32: 4, FLOAT: 4, INT64: 8, DOUBLE: 8, BYTE_ARRAY: 4 }[type]
  if (width === undefined) throw fault(name, sentence`has values of type ${type}`)
  if (count * width > page.length) throw fault(name, sentence`is cut off`)
  let at = 0
  for (let i = 0; i < count; i++) {
    if (type === 'BYTE_ARRAY') {
      const end = at + 4 + (at + 4 <= page.length ? view.getUint32(at, true) : Number.POSITIVE_INFINITY)
      if (end > page.length) throw fault(name, sentence`is cut off`)
      take(page.subarray(at + 4, end), i)
      at = end
      continue
    }
    if (type === 'DOUBLE') take(view.getFloat64(at, true), i)
    else if (type === 'INT32') take(view.getInt32(at, true), i)
    else if (type === 'FLOAT') take(view.getFloat32(at, true), i)
    else take(Number(view.getBigInt64(at, true)), i)
    at += width
  }
}

/** The run-length / bit-packed hybrid: `count` values of `width` bits. */
function readHybrid(name: string, bytes: Uint8Array, width: number, count: number): Int32Array {
  const out = new Int32Array(count)
  if (width === 0) return out
  if (width > MAX_BIT_WIDTH) throw fault(name, sentence`has indexes of ${width} bits`)
  const mask = 2 ** width - 1
  let at = 0
  let seen = 0
  while (seen < count) {
    let header = 0
    for (let shift = 0; ; shift += 7) {
      const byte = bytes[at++]
      if (byte === undefined || shift > 28) throw fault(name, sentence`has a broken run`)
      header |= (byte & 0x7f) << shift
      if (byte < 0x80) break
    }
    header >>>= 0
    if ((header & 1) === 0) {
      const run = header >>> 1
      let value = 0
      for (let i = 0; i < Math.ceil(width / 8); i++) value |= (bytes[at++] ?? 0) << (8 * i)
      if (run === 0 || at > bytes.length || value < 0 || value > mask)
        throw fault(name, sentence`has a broken run`)
      const end = Math.min(count, seen + run)
      out.fill(value, seen, end)
      seen = end
      continue
    }
    const packed = (header >>> 1) * 8
    const wanted = Math.min(packed, count - seen)
    if (packed === 0 || at + Math.ceil((wanted * width) / 8) > bytes.length)
      throw fault(name, sentence`has a broken run`)
    let bit = 0
    for (let i = 0; i < wanted; i++) {
      const byte = at + (bit >>> 3)
      const word =
        (bytes[byte] ?? 0) |
        ((bytes[byte + 1] ?? 0) << 8) |
        ((bytes[byte + 2] ?? 0) << 16) |
        ((bytes[byte + 3] ?? 0) << 24)
      out[seen + i] = (word >>> (bit & 7)) & mask
      bit += width
    }
    seen += wanted
    at += (packed * width) / 8
  }
  return out
}

function checkIndexes(name: string, indexes: Int32Array, entries: number): void {
  for (let i = 0; i < indexes.length; i++)
    if ((indexes[i] ?? 0) >= entries)
      throw fault(name, sentence`points at entry ${indexes[i] ?? ''} of ${entries}`)
}

function spread(indexes: Int32Array, present: Int32Array): Int32Array {
  const out = new Int32Array(present.length)
  let next = 0
  for (let i = 0; i < present.length; i++) out[i] = present[i] === 1 ? (indexes[next++] ?? -1) : -1
  return out
}

function rowsWithValue(present: Int32Array, count: number): Int32Array {
  const rows = new Int32Array(count)
  let next = 0
  for (let i = 0; i < present.length; i++) if (present[i] === 1) rows[next++] = i
  return rows
}

function fault(name: string, what: Sentence): ConcordError {
  return new ConcordError('bad-input', sentence`column "${name}" of the outcome table ${what}`)
}
