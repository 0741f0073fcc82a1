/** Small things the tests of this room share. */
import { ConcordError } from '../error.ts'

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text)

/** The bytes in pieces of `size`, so that every border between pieces is met. */
export function* inPieces(text: string, size: number): Generator<Uint8Array> {
  const bytes = bytesOf(text)
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size)
}

/** A file of `bytes` bytes without a line end, made as it is read; counts what was taken. */
export function endlessLine(bytes: number): { source: Generator<Uint8Array>; taken: () => number } {
  let taken = 0
  function* source(): Generator<Uint8Array> {
    const piece = new Uint8Array(65_536).fill(97)
    while (taken < bytes) {
      taken += piece.length
      yield piece
    }
  }
  return { source: source(), taken: () => taken }
}

/** Small seeded stream of whole numbers below n, for mutations (mulberry32). */
export function seeded(seed: number): (n: number) => number {
  let state = seed >>> 0
  return (n) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) % n
  }
}

const PIECES = [
  '"',
  ',',
  '\n',
  '\r',
  '\r\n',
  '\t',
  '\0',
  '|',
  '{',
  '}',
  '[',
  ']',
  '\\',
  '\uFEFF',
  'NaN',
  '1e999',
  'null',
]

/** A text with one to four seeded faults: bytes deleted, doubled, swapped for telling characters, cut off. */
export function mutate(text: string, below: (n: number) => number): Uint8Array {
  let bytes = bytesOf(text)
  for (let count = 1 + below(4); count > 0; count -= 1) {
    const at = below(bytes.length + 1)
    const length = below(12)
    const piece = [
      () => new Uint8Array(0),
      () => bytesOf(PIECES[below(PIECES.length)] ?? ''),
      () => bytes.slice(at, at + length * 2),
      () => Uint8Array.of(below(256)),
    ][below(4)]?.()
    const tail = below(10) === 0 ? new Uint8Array(0) : bytes.subarray(at + length)
    const made = [bytes.subarray(0, at), piece ?? new Uint8Array(0), tail]
    bytes = Uint8Array.from(made.flatMap((part) => [...part]))
  }
  return bytes
}

/** What reading came to: `value`, `refused`; anything but a ConcordError is passed on. */
export async function outcomeOf(reading: () => Promise<unknown>): Promise<'value' | 'refused'> {
  try {
    await reading()
    return 'value'
  } catch (error) {
    if (error instanceof ConcordError && error.code === 'bad-input' && !error.message.includes('\n')) {
      return 'refused'
    }
    throw error
  }
}
