/**
 * The frames of Zstandard data (RFC 8878 §3.1), found by their headers without unpacking: decoders may stop behind the
 * first, and writers of large members begin a new one now and then.
 *
 *   frame = 28 B5 2F FD, descriptor, [window], [dictionary id], [content size], blocks, [checksum]
 *   block = 3 bytes: last (bit 0), type (bits 1, 2), size (bits 3 to 23); a run has one byte, whatever its size
 */
const FRAME = 0xfd2fb528
/** 184D2A50 to 184D2A5F: for others than us. */
const SKIPPABLE = 0x184d2a50

/** The frames in their order; undefined where the data is damaged or cut off. */
export function zstdFrames(bytes: Uint8Array): Uint8Array[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const frames: Uint8Array[] = []
  let at = 0
  while (at < bytes.length) {
    if (at + 8 > bytes.length) return undefined
    const magic = view.getUint32(at, true)
    if ((magic & 0xfffffff0) >>> 0 === SKIPPABLE) {
      at += 8 + view.getUint32(at + 4, true)
      continue
    }
    const end = magic === FRAME ? endOfFrame(view, at) : undefined
    if (end === undefined || end > bytes.length) return undefined
    frames.push(bytes.subarray(at, end))
    at = end
  }
  return at === bytes.length ? frames : undefined
}

function endOfFrame(view: DataView, from: number): number | undefined {
  const descriptor = view.getUint8(from + 4)
  const single = (descriptor >> 5) & 1
  const dictionary = [0, 1, 2, 4][descriptor & 3] ?? 0
  const content = [single, 2, 4, 8][descriptor >> 6] ?? 0
  let at = from + 5 + (1 - single) + dictionary + content
  for (let last = 0; last === 0;) {
    if (at + 3 > view.byteLength) return undefined
    const header = view.getUint16(at, true) | (view.getUint8(at + 2) << 16)
    last = header & 1
    const type = (header >> 1) & 3
    if (type === 3) return undefined
    at += 3 + (type === 1 ? 1 : header >> 3)
  }
  return at + ((descriptor >> 2) & 1) * 4
}
