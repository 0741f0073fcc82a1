/**
 * The one form of a ustar archive (POSIX.1-1988) a bundle may have: regular files, mode 0644, uid = gid = mtime 0,
 * no owner names, members padded with zeros to 512 bytes, two zero blocks at the end and nothing after them.
 *
 *   name[100] mode[8] uid[8] gid[8] size[12] mtime[12] checksum[8] type[1] link[100] "ustar\0" "00"
 *   owner[32] group[32] major[8] minor[8] prefix[155] pad[12]
 *
 * Each header read is written again and compared byte by byte, so whatever could be said in a header and is not
 * said by us is refused. Sizes and names come from whoever made the file.
 */
import { ConcordError, type Sentence, sentence } from '../../error.ts'
import { isEqual } from '../dsse.ts'

export const BLOCK = 512
const DECODER = new TextDecoder()
const END = 2 * BLOCK
const NAME_LENGTH = 100

export type ArchiveMember = { name: string; content: Uint8Array }

/** The archive of these members, in this order; the same bytes for the same members. */
export function writeArchive(members: readonly ArchiveMember[]): Uint8Array {
  const size = members.reduce((sum, { content }) => sum + BLOCK + padded(content.length), END)
  const archive = new Uint8Array(size)
  let at = 0
  for (const { name, content } of members) {
    if (!isName(name)) throw refused(sentence`${shown(name)} cannot be a member's name`)
    formatHeader(name, content.length, archive.subarray(at, at + BLOCK))
    archive.set(content, at + BLOCK)
    at += BLOCK + padded(content.length)
  }
  return archive
}

/**
 * The members of an archive, in its order; contents are views on `archive`. `limitOf` gives the largest size of
 * a member by name, or undefined for a name that has no place here. Throws `bad-input` for everything
 * `writeArchive` would not have written.
 */
export function readArchive(
  archive: Uint8Array,
  limitOf: (name: string) => number | undefined,
  maxMembers: number,
): ArchiveMember[] {
  const members: ArchiveMember[] = []
  const names = new Set<string>()
  const scratch = new Uint8Array(BLOCK)
  if (magicOf(archive) !== MAGIC)
    throw refused(sentence`it is no bundle, for its beginning is not in ustar form`)
  let at = 0
  for (;;) {
    const header = archive.subarray(at, at + BLOCK)
    if (header.length < BLOCK) throw refused(sentence`it ends before its end mark: the file was cut off`)
    if (header[0] === 0) break
    const { name, size } = parseHeader(header, scratch)
    const limit = limitOf(name)
    if (limit === undefined)
      throw refused(sentence`a member is named ${shown(name)}, which has no place in a bundle`)
    if (names.has(name)) throw refused(sentence`it has two members named ${shown(name)}`)
    if (size > limit)
      throw refused(sentence`${shown(name)} has ${size} bytes, more than the ${limit} allowed`)
    if (members.length >= maxMembers) throw refused(sentence`it has more than ${maxMembers} members`)
    const start = at + BLOCK
    const end = start + size
    if (start + padded(size) > archive.length) throw refused(sentence`${shown(name)} is cut off`)
    if (!isZero(archive.subarray(end, start + padded(size))))
      throw refused(sentence`something is hidden after ${shown(name)}`)
    names.add(name)
    members.push({ name, content: archive.subarray(start, end) })
    at = start + padded(size)
  }
  const rest = archive.subarray(at)
  if (rest.length < END) throw refused(sentence`it ends before its end mark: the file was cut off`)
  if (rest.length > END || !isZero(rest)) throw refused(sentence`something stands after its end mark`)
  return members
}

function parseHeader(header: Uint8Array, scratch: Uint8Array): { name: string; size: number } {
  const name = text(header, 0, NAME_LENGTH)
  const size = octal(header, 124, 11)
  const ours = isName(name) && size !== undefined && isEqual(formatHeader(name, size, scratch), header)
  if (size === undefined || !ours) throw refused(headerFault(name, header))
  return { name, size }
}

function magicOf(header: Uint8Array): string {
  return String.fromCharCode(...header.subarray(257, 265))
}

/** What is wrong with a header that we would not have written. */
function headerFault(name: string, header: Uint8Array): Sentence {
  if (magicOf(header) !== MAGIC) return sentence`a member header is not in ustar form`
  if (octal(header, 148, 6) !== checksumOf(header))
    return sentence`the header of ${shown(name)} does not match its checksum`
  const type = String.fromCharCode(header[156] ?? 0)
  if (type !== '0') return sentence`${shown(name)} is not a regular file (type ${shown(type)})`
  for (const [field, at, digits, wanted] of FIXED_FIELDS) {
    if (octal(header, at, digits) !== wanted) {
      return sentence`${shown(name)} has another ${field} than ${wanted.toString(8)}`
    }
  }
  if (octal(header, 124, 11) === undefined) return sentence`${shown(name)} has no readable size`
  return sentence`the header of ${shown(name)} says more than a bundle may say`
}

const FIXED_FIELDS = [
  ['mode', 100, 7, 0o644],
  ['uid', 108, 7, 0],
  ['gid', 116, 7, 0],
  ['mtime', 136, 11, 0],
] as const

const MAGIC = 'ustar\u000000'
const BASE_HEADER = baseHeader()
const BASE_SUM = checksumOf(BASE_HEADER)

function baseHeader(): Uint8Array {
  const header = new Uint8Array(BLOCK)
  for (const [, at, digits, value] of FIXED_FIELDS) put(header, at, value.toString(8).padStart(digits, '0'))
  put(header, 156, '0')
  put(header, 257, MAGIC)
  put(header, 329, '0000000')
  put(header, 337, '0000000')
  return header
}

/** Writes the header of a member into the block given, and gives that. */
function formatHeader(name: string, size: number, header: Uint8Array): Uint8Array {
  header.set(BASE_HEADER)
  const digits = size.toString(8).padStart(11, '0')
  put(header, 0, name)
  put(header, 124, digits)
  put(header, 148, (BASE_SUM + sumOf(name) + sumOf(digits)).toString(8).padStart(6, '0'))
  header[155] = 0x20
  return header
}

function isName(name: string): boolean {
  return name.length < NAME_LENGTH && /^[ -~]+$/.test(name)
}

function sumOf(ascii: string): number {
  let sum = 0
  for (let index = 0; index < ascii.length; index += 1) sum += ascii.charCodeAt(index)
  return sum
}

/** Sum of all bytes, the checksum field counted as eight spaces. */
function checksumOf(header: Uint8Array): number {
  let sum = 8 * 0x20
  for (let index = 0; index < BLOCK; index += 1) {
    if (index < 148 || index >= 156) sum += header[index] ?? 0
  }
  return sum
}

function put(header: Uint8Array, at: number, value: string): void {
  for (let index = 0; index < value.length; index += 1) header[at + index] = value.charCodeAt(index)
}

/** Up to the first NUL. */
function text(header: Uint8Array, at: number, length: number): string {
  const field = header.subarray(at, at + length)
  const end = field.indexOf(0)
  return DECODER.decode(end === -1 ? field : field.subarray(0, end))
}

function octal(header: Uint8Array, at: number, digits: number): number | undefined {
  let value = 0
  for (let index = at; index < at + digits; index += 1) {
    const digit = (header[index] ?? 0) - 0x30
    if (digit < 0 || digit > 7) return undefined
    value = 8 * value + digit
  }
  return value
}

function padded(size: number): number {
  return Math.ceil(size / BLOCK) * BLOCK
}

function isZero(bytes: Uint8Array): boolean {
  for (let index = 0; index < bytes.length; index += 1) if (bytes[index] !== 0) return false
  return true
}

function shown(name: string): string {
  return JSON.stringify(name.slice(0, 100))
}

function refused(what: Sentence): ConcordError {
  return new ConcordError(
    'bad-input',
    sentence`The bundle cannot be used: ${what}; ask its sender for it again.`,
  )
}
