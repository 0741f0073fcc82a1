/** A file that is read at any place, so that nobody needs it whole; a file in memory is one too. */
export type ByteFile = {
  /** For sentences. */
  name: string
  size: number
  /** The bytes from `offset` on: `length` of them, or fewer where the file ends before. */
  read(offset: number, length: number): Promise<Uint8Array>
}

/** Bytes in memory as a file. */
export function byteFile(bytes: Uint8Array, name: string): ByteFile {
  return {
    name,
    size: bytes.length,
    read: async (offset, length) => bytes.subarray(offset, offset + length),
  }
}

/** A file piece by piece, from its beginning. */
export async function* piecesOf(file: ByteFile, piece = 1 << 20): AsyncGenerator<Uint8Array> {
  for (let offset = 0; offset < file.size; offset += piece) yield await file.read(offset, piece)
}
