/**
 * The lines of a JSON Lines blob that contain a text, in order, without their line feeds; one that is not UTF-8 has
 * U+FFFD in its place. A blob may be larger than one string can be, so it is read line by line.
 */
export function* linesWith(blob: Uint8Array, text: string): Generator<string> {
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  for (let start = 0; start < blob.length;) {
    const feed = blob.indexOf(0x0a, start)
    const end = feed === -1 ? blob.length : feed
    const line = decoder.decode(blob.subarray(start, end))
    if (line.includes(text)) yield line
    start = end + 1
  }
}
