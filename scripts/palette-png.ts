/**
 * A screenshot as an indexed PNG (PNG 3rd edition, w3.org/TR/png-3): a page of text has few colours that anybody can
 * tell apart, and one byte per pixel in place of three or four makes the file about a third as large.
 */
import { crc32, deflateSync, inflateSync } from 'node:zlib'

export const SIGNATURE = Buffer.from('89504e470d0a1a0a', 'hex')
const MOST_COLOURS = 256
/** How many of them are chosen by how often they occur. */
const MOST_FREQUENT = 128
const INDEXED = 3
const CHANNELS_BY_COLOUR_TYPE: Readonly<Record<number, number>> = { 2: 3, 6: 4 }

/** The same picture with at most 256 colours; one that has no more than these keeps every pixel. Drops transparency. */
export function toPalettePng(png: Buffer): Buffer {
  const { width, height, pixels } = readPixels(png)
  const { palette, indexByColour } = choosePalette(pixels)
  const rows = Buffer.alloc((width + 1) * height)
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      rows[y * (width + 1) + 1 + x] = indexByColour.get(pixels[y * width + x] ?? 0) ?? 0
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, INDEXED, 0, 0, 0], 8)
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk(
      'PLTE',
      Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255])),
    ),
    chunk('IDAT', deflateSync(rows, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

/** Width, height and one 24-bit colour per pixel of an 8-bit RGB or RGBA picture that is not interlaced. */
export function readPixels(png: Buffer): { width: number; height: number; pixels: Uint32Array } {
  const parts: Buffer[] = []
  let header: Buffer | undefined
  let palette: Buffer | undefined
  for (let at = SIGNATURE.length; at < png.length;) {
    const length = png.readUInt32BE(at)
    const type = png.toString('latin1', at + 4, at + 8)
    const content = png.subarray(at + 8, at + 8 + length)
    if (type === 'IHDR') header = content
    if (type === 'PLTE') palette = content
    if (type === 'IDAT') parts.push(content)
    at += length + 12
  }
  const colourType = header?.[9] ?? 0
  const channels = colourType === INDEXED ? 1 : CHANNELS_BY_COLOUR_TYPE[colourType]
  if (header === undefined || channels === undefined || header[8] !== 8 || header[12] !== 0) {
    throw new Error('This is no PNG that Chromium writes: take the picture again.')
  }
  const width = header.readUInt32BE(0)
  const height = header.readUInt32BE(4)
  const bytes = unfilter(inflateSync(Buffer.concat(parts)), width * channels, channels)
  const pixels = new Uint32Array(width * height)
  for (let pixel = 0; pixel < pixels.length; pixel++) {
    const source = palette === undefined ? bytes : palette
    const at = palette === undefined ? pixel * channels : (bytes[pixel] ?? 0) * 3
    pixels[pixel] = ((source[at] ?? 0) << 16) | ((source[at + 1] ?? 0) << 8) | (source[at + 2] ?? 0)
  }
  return { width, height, pixels }
}

/** Undoes the filter of each row: none, left, up, average, Paeth. */
function unfilter(filtered: Buffer, stride: number, channels: number): Uint8Array {
  const height = filtered.length / (stride + 1)
  const bytes = new Uint8Array(stride * height)
  for (let y = 0; y < height; y++) {
    const filter = filtered[y * (stride + 1)]
    for (let x = 0; x < stride; x++) {
      const at = y * stride + x
      const left = x < channels ? 0 : (bytes[at - channels] ?? 0)
      const up = y === 0 ? 0 : (bytes[at - stride] ?? 0)
      const upLeft = x < channels || y === 0 ? 0 : (bytes[at - stride - channels] ?? 0)
      const expected =
        filter === 1
          ? left
          : filter === 2
            ? up
            : filter === 3
              ? (left + up) >> 1
              : filter === 4
                ? paeth(left, up, upLeft)
                : 0
      bytes[at] = (filtered[y * (stride + 1) + 1 + x] ?? 0) + expected
    }
  }
  return bytes
}

function paeth(left: number, up: number, upLeft: number): number {
  const guess = left + up - upLeft
  const [a, b, c] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - upLeft)]
  return a <= b && a <= c ? left : b <= c ? up : upLeft
}

/**
 * The most frequent colours, so paper and ink stay what they are, then, each time, the colour farthest from all that
 * are chosen, so the few green pixels of a word do not turn grey. What is left becomes the nearest of these.
 */
function choosePalette(pixels: Uint32Array): { palette: number[]; indexByColour: Map<number, number> } {
  const countByColour = new Map<number, number>()
  for (const colour of pixels) countByColour.set(colour, (countByColour.get(colour) ?? 0) + 1)
  const colours = [...countByColour].sort(([a, m], [b, n]) => n - m || a - b).map(([colour]) => colour)
  const palette: number[] = []
  const nearest = colours.map(() => ({ index: 0, distance: Infinity }))
  while (palette.length < Math.min(MOST_COLOURS, colours.length)) {
    const farthest = nearest.reduce(
      (best, { distance }, at) => (distance > (nearest[best]?.distance ?? 0) ? at : best),
      0,
    )
    const chosen = colours[palette.length < MOST_FREQUENT ? palette.length : farthest] ?? 0
    palette.push(chosen)
    for (const [at, colour] of colours.entries()) {
      const distance = distanceOf(chosen, colour)
      if (distance < (nearest[at]?.distance ?? 0)) nearest[at] = { index: palette.length - 1, distance }
    }
  }
  return { palette, indexByColour: new Map(colours.map((colour, at) => [colour, nearest[at]?.index ?? 0])) }
}

/** Squared, in red, green and blue. */
function distanceOf(a: number, b: number): number {
  return [16, 8, 0].reduce((sum, shift) => sum + (((a >> shift) & 255) - ((b >> shift) & 255)) ** 2, 0)
}

export function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, 'latin1'), content])
  const framed = Buffer.alloc(named.length + 8)
  framed.writeUInt32BE(content.length, 0)
  framed.set(named, 4)
  framed.writeUInt32BE(crc32(named), named.length + 4)
  return framed
}
