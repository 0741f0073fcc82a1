/** Faults that know no form: bytes flipped, cut, doubled, moved, and the numbers that lengths go wrong at. */
import type { Random } from './random.ts'

const TELLING: readonly [number, ...number[]] = [
  0, 1, 9, 10, 13, 32, 34, 39, 44, 58, 92, 123, 127, 128, 194, 239, 255,
]
const LENGTHS: readonly [number, ...number[]] = [0, 1, 0x7f, 0xff, 0x7fff, 0xffff, 0x7fffffff, 0xffffffff]

/** The bytes with one to four faults. */
export function mutateBytes(bytes: Uint8Array, random: Random): Uint8Array {
  let made = bytes
  for (let count = 1 + random.below(4); count > 0; count -= 1) made = faulty(made, random)
  return made
}

function faulty(bytes: Uint8Array, { below, pick }: Random): Uint8Array {
  const at = below(bytes.length + 1)
  const length = below(below(10) === 0 ? bytes.length : 12)
  switch (below(7)) {
    case 0: {
      const made = bytes.slice()
      if (made.length > 0) made[at % made.length] = (made[at % made.length] ?? 0) ^ (1 << below(8))
      return made
    }
    case 1:
      return joined(bytes.subarray(0, at), Uint8Array.of(pick(TELLING)), bytes.subarray(at + below(2)))
    case 2:
      return joined(bytes.subarray(0, at), bytes.subarray(at + length))
    case 3:
      return joined(bytes.subarray(0, at), bytes.subarray(at, at + length), bytes.subarray(at))
    case 4:
      return bytes.slice(0, at)
    case 5: {
      const from = below(bytes.length + 1)
      return joined(bytes.subarray(0, at), bytes.subarray(from, from + length), bytes.subarray(at + length))
    }
    default: {
      const made = bytes.slice()
      const view = new DataView(made.buffer)
      if (made.length >= 4) view.setUint32(at % (made.length - 3), pick(LENGTHS), below(2) === 0)
      return made
    }
  }
}

export function joined(...parts: readonly Uint8Array[]): Uint8Array {
  const made = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const part of parts) {
    made.set(part, at)
    at += part.length
  }
  return made
}
