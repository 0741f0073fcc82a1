/**
 * JSON texts that are too large to be held, with some fields of the outermost object left out. It is read byte by byte, in
 * pieces of any size: only quotes, backslashes and brackets matter to know where a value ends. What is left over must be
 * parsed by whoever asks; what was left out is not checked.
 */
const QUOTE = 0x22
const BACKSLASH = 0x5c
const [COLON, COMMA, OPEN_BRACE, CLOSE_BRACE, OPEN_BRACKET, CLOSE_BRACKET] = [
  0x3a, 0x2c, 0x7b, 0x7d, 0x5b, 0x5d,
]
const SPACE: ReadonlySet<number> = new Set([0x20, 0x09, 0x0a, 0x0d])
/** A longer name is none of those that are left out. */
const NAME_LIMIT = 200
const NULL = new TextEncoder().encode('null')

/**
 * The text with the values of these fields replaced by null; undefined where it does not begin as an object, and where
 * more than `limit` bytes are left. Nothing but the bytes that are left is held.
 */
export async function skimJson(
  pieces: AsyncIterable<Uint8Array>,
  dropped: ReadonlySet<string>,
  limit: number,
): Promise<Uint8Array | undefined> {
  const kept: Uint8Array[] = []
  let size = 0
  const keep = (bytes: Uint8Array): void => {
    if (bytes.length === 0) return
    kept.push(bytes.slice())
    size += bytes.length
  }
  const skimmer = new Skimmer(dropped, keep)
  for await (const piece of pieces) {
    if (!skimmer.push(piece) || size > limit) return undefined
  }
  return joined(kept, size)
}

class Skimmer {
  private readonly dropped: ReadonlySet<string>
  private readonly keep: (bytes: Uint8Array) => void
  private depth = 0
  private inString = false
  /** An odd number of backslashes stands before. */
  private escaped = false
  /** The bytes of the field name that is being read, at depth 1 before its colon. */
  private name: number[] | null = null
  /** The last field name that was read whole. */
  private field = ''
  private expectsName = false
  private isDropping = false
  private hasBegun = false

  constructor(dropped: ReadonlySet<string>, keep: (bytes: Uint8Array) => void) {
    this.dropped = dropped
    this.keep = keep
  }

  /** False for a text that does not begin as an object. */
  push(piece: Uint8Array): boolean {
    let from = 0
    let at = 0
    while (at < piece.length) {
      if (this.inString) {
        at = this.endOfString(piece, at)
        continue
      }
      const byte = piece[at] ?? 0
      if (!this.hasBegun) {
        if (byte === OPEN_BRACE) this.hasBegun = true
        else if (!SPACE.has(byte)) return false
      }
      if (this.isDropping && this.depth === 1 && (byte === COMMA || byte === CLOSE_BRACE)) {
        this.isDropping = false
        this.keep(NULL)
        from = at
      }
      this.mark(byte)
      at += 1
      if (byte === COLON && this.depth === 1 && this.dropped.has(this.field) && !this.isDropping) {
        this.isDropping = true
        this.keep(piece.subarray(from, at))
      }
    }
    if (!this.isDropping) this.keep(piece.subarray(from))
    return true
  }

  private mark(byte: number): void {
    if (byte === QUOTE) {
      this.inString = true
      this.name = this.depth === 1 && this.expectsName ? [] : null
    } else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) {
      this.depth += 1
      this.expectsName = this.depth === 1
    } else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) this.depth -= 1
    else if (byte === COMMA && this.depth === 1) this.expectsName = true
    else if (byte === COLON && this.depth === 1) this.expectsName = false
  }

  private spell(bytes: Uint8Array): void {
    if (this.name !== null && this.name.length < NAME_LIMIT) this.name.push(...bytes.subarray(0, NAME_LIMIT))
  }

  /** Goes on behind the closing quote, or to the end of the piece. */
  private endOfString(piece: Uint8Array, start: number): number {
    let at = start
    if (this.escaped) {
      this.escaped = false
      at += 1
    }
    for (;;) {
      const quote = piece.indexOf(QUOTE, at)
      const end = quote === -1 ? piece.length : quote
      let before = end
      while (before > at && piece[before - 1] === BACKSLASH) before -= 1
      const isEscaped = (end - before) % 2 === 1
      if (quote === -1) {
        this.escaped = isEscaped
        this.spell(piece.subarray(start, end))
        return end
      }
      at = quote + 1
      if (isEscaped) continue
      if (this.name !== null) {
        this.spell(piece.subarray(start, quote))
        this.field = new TextDecoder().decode(Uint8Array.from(this.name))
        this.name = null
      }
      this.inString = false
      return at
    }
  }
}

function joined(pieces: readonly Uint8Array[], size: number): Uint8Array {
  const bytes = new Uint8Array(size)
  let at = 0
  for (const piece of pieces) {
    bytes.set(piece, at)
    at += piece.length
  }
  return bytes
}
