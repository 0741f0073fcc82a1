/** What a packed member needs of the machine it is read on. */
export type Unpack = {
  /** Raw deflate (RFC 1951) to at most `limit` bytes; throws where there are more, or the stream is damaged. */
  inflate(bytes: Uint8Array, limit: number): Uint8Array | Promise<Uint8Array>
  /** Raw deflate in pieces, for what is too large to be held. */
  inflatePieces(pieces: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>
  /** One frame of Zstandard (RFC 8878) to at most `limit` bytes; throws as `inflate` does. */
  unzstd(frame: Uint8Array, limit: number): Uint8Array | Promise<Uint8Array>
  /** CRC-32 of ISO 3309, as ZIP and gzip have it; `before` is that of what came before. */
  crc32(bytes: Uint8Array, before?: number): number
}

/** What packing a member needs. */
export type Pack = {
  /** Raw deflate is method 8, which every reader knows. */
  pack(bytes: Uint8Array): { method: 0 | 8 | 93; bytes: Uint8Array }
  crc32(bytes: Uint8Array): number
}
