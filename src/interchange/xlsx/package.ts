/** The parts of a workbook's package (a ZIP file) that are read, as text. */
import { ConcordError, sentence } from '../../error.ts'
import type { ByteSource } from '../text-source.ts'

/** Attacker-controlled: a small file may claim to hold very much. */
const LIMITS = { file: 64_000_000, part: 256_000_000, entries: 10_000 }

const WANTED =
  /^xl\/(?:workbook\.xml|_rels\/workbook\.xml\.rels|sharedStrings\.xml|styles\.xml|worksheets\/[^/]+\.xml)$/

/** The parts by their paths. Only a part's declared size is ever allocated, and it is limited. */
export async function unpackWorkbook(source: ByteSource, name: string): Promise<Map<string, string>> {
  const bytes = await readBytes(source, name)
  const { unzipSync } = await import('fflate')
  let entries = 0
  let size = 0
  let large = false
  try {
    const files = unzipSync(bytes, {
      filter: (file) => {
        entries += 1
        large ||= entries > LIMITS.entries
        if (large || !WANTED.test(file.name)) return false
        size += file.originalSize
        large ||= size > LIMITS.part
        return !large
      },
    })
    if (large) throw tooLarge(name)
    const decoder = new TextDecoder('utf-8', { fatal: true })
    return new Map(Object.entries(files).map(([part, content]) => [part, decoder.decode(content)]))
  } catch (cause) {
    if (cause instanceof ConcordError) throw cause
    throw new ConcordError(
      'bad-input',
      sentence`${name}: this is not a workbook, or a damaged one; save it again as .xlsx.`,
      { cause },
    )
  }
}

async function readBytes(source: ByteSource, name: string): Promise<Uint8Array> {
  const pieces: Uint8Array[] = []
  let size = 0
  for await (const piece of source) {
    size += piece.length
    if (size > LIMITS.file) throw tooLarge(name)
    pieces.push(piece)
  }
  const bytes = new Uint8Array(size)
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}

export function tooLarge(name: string): ConcordError {
  return new ConcordError(
    'bad-input',
    sentence`${name}: the workbook is too large to be read; save it as .csv.`,
  )
}
