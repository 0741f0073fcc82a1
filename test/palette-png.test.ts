import { deflateSync } from 'node:zlib'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chunk, readPixels, SIGNATURE, toPalettePng } from '../scripts/palette-png.ts'

type Picture = { width: number; colours: readonly number[]; filters: readonly number[]; alpha: boolean }

/** A PNG as Chromium may write it: RGB or RGBA, each row with a filter of its own. */
function trueColourPng({ width, colours, filters, alpha }: Picture): Buffer {
  const height = colours.length / width
  const channels = alpha ? 4 : 3
  const stride = width * channels
  const plain = Buffer.from(
    colours.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255, ...(alpha ? [255] : [])]),
  )
  const byte = (row: number, at: number): number => (row < 0 || at < 0 ? 0 : (plain[row * stride + at] ?? 0))
  const rows: number[] = []
  for (let y = 0; y < height; y++) {
    const filter = filters[y % filters.length] ?? 0
    rows.push(filter)
    for (let x = 0; x < stride; x++) {
      const [left, up, corner] = [byte(y, x - channels), byte(y - 1, x), byte(y - 1, x - channels)]
      const guess = left + up - corner
      const [nearLeft, nearUp, nearCorner] = [left, up, corner].map((one) => Math.abs(guess - one))
      const paeth =
        (nearLeft ?? 0) <= (nearUp ?? 0) && (nearLeft ?? 0) <= (nearCorner ?? 0)
          ? left
          : (nearUp ?? 0) <= (nearCorner ?? 0)
            ? up
            : corner
      const expected = [0, left, up, (left + up) >> 1, paeth][filter] ?? 0
      rows.push((byte(y, x) - expected) & 255)
    }
  }
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, alpha ? 6 : 2, 0, 0, 0], 8)
  return Buffer.concat([
    SIGNATURE,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.from(rows))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

const colour = fc.integer({ min: 0, max: 0xffffff })

describe('a picture of at most 256 colours', () => {
  it('keeps every pixel, whatever filters its rows have', () => {
    const pictures = fc.record({
      width: fc.constant(7),
      colours: fc.array(colour, { minLength: 35, maxLength: 35 }),
      filters: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 5 }),
      alpha: fc.boolean(),
    })
    fc.assert(
      fc.property(pictures, (picture) => {
        const { width, height, pixels } = readPixels(toPalettePng(trueColourPng(picture)))
        expect([width, height]).toEqual([7, 5])
        expect([...pixels]).toEqual(picture.colours)
      }),
    )
  })
})

describe('a picture of more colours', () => {
  it('keeps paper and a rare colour, and moves the others a little', () => {
    const paper = 0xfdfdfb
    const green = 0x2b6a3f
    const greys = Array.from({ length: 600 }, (_, i) => 0x010101 * (i % 256) + (i >> 8))
    const colours = [...Array.from({ length: 1399 }, () => paper), green, ...greys]
    const png = trueColourPng({ width: 50, colours, filters: [0], alpha: false })
    const pixels = [...readPixels(toPalettePng(png)).pixels]
    expect(pixels.slice(0, 1399).every((one) => one === paper)).toBe(true)
    expect(pixels[1399]).toBe(green)
    const moved = greys.map((grey, i) => Math.abs((grey & 255) - ((pixels[1400 + i] ?? 0) & 255)))
    expect(Math.max(...moved)).toBeLessThan(8)
    expect(new Set(pixels).size).toBeLessThanOrEqual(256)
  })
})

it('says that something else is no picture of this kind', () => {
  const png = trueColourPng({ width: 1, colours: [0], filters: [0], alpha: false })
  png[SIGNATURE.length + 8 + 8] = 16
  expect(() => toPalettePng(png)).toThrow('no PNG that Chromium writes')
})
