/**
 * xoshiro128** 1.1 (D. Blackman, S. Vigna, https://prng.di.unimi.it/xoshiro128starstar.c):
 *
 *   out = rotl(s1·5, 7)·9, t = s1 << 9; s2 ^= s0, s3 ^= s1, s1 ^= s2, s0 ^= s3, s2 ^= t, s3 = rotl(s3, 11)
 *
 * The state comes from the caller: the first 16 bytes of SHA-256(protocol id, newline, analysis name), as four
 * little-endian words. One stream, fixed order of draws.
 */
import { ConcordError, sentence } from '../error.ts'
import { normalQuantile } from './distributions.ts'

export type Generator = {
  /** The next 32 bits, as an unsigned integer. */
  next(): number
  /** A whole number below n, without bias: rejects x ≥ 2³² − (2³² mod n). */
  below(n: number): number
  /** Fills an array with what `below(n)` would give one after the other; several times faster. */
  fillBelow(n: number, into: Uint32Array): void
  /** In [0, 1), 53 bits: ((x >>> 5)·2²⁶ + (x′ >>> 6)) / 2⁵³. */
  uniform(): number
  /** Standard normal, Φ⁻¹ of the uniform (of 2⁻⁵⁴ where that is 0). */
  normal(): number
}

function rotate(x: number, by: number): number {
  return (x << by) | (x >>> (32 - by))
}

/** 2³² − (2³² mod n): what is below it falls evenly on 0 … n − 1. */
function limitOf(n: number): number {
  if (!Number.isInteger(n) || n < 1 || n > 4_294_967_296) {
    throw new ConcordError('internal', sentence`A draw below ${n} was asked for; this can be 1 to 2³².`)
  }
  return 4_294_967_296 - (4_294_967_296 % n)
}

/** A generator from four 32-bit words; an all-zero state is refused, since it would stay zero. */
export function createGenerator(state: readonly [number, number, number, number]): Generator {
  let s0 = state[0] | 0
  let s1 = state[1] | 0
  let s2 = state[2] | 0
  let s3 = state[3] | 0
  if ((s0 | s1 | s2 | s3) === 0) {
    throw new ConcordError(
      'bad-input',
      sentence`The seed is all zeros, from which no random numbers can be made; use another seed.`,
    )
  }
  const next = (): number => {
    const out = Math.imul(rotate(Math.imul(s1, 5), 7), 9)
    const t = s1 << 9
    s2 ^= s0
    s3 ^= s1
    s1 ^= s2
    s0 ^= s3
    s2 ^= t
    s3 = rotate(s3, 11)
    return out >>> 0
  }
  const uniform = (): number => ((next() >>> 5) * 67_108_864 + (next() >>> 6)) / 9_007_199_254_740_992
  return {
    next,
    uniform,
    below(n) {
      const limit = limitOf(n)
      let x = next()
      while (x >= limit) x = next()
      return x % n
    },
    fillBelow(n, into) {
      const limit = limitOf(n)
      // The state in local variables, and x mod n by division: exact for 32 bits, and faster than % beyond 2³¹.
      let [a, b, c, d] = [s0, s1, s2, s3]
      for (let k = 0; k < into.length;) {
        const x = Math.imul(rotate(Math.imul(b, 5), 7), 9) >>> 0
        const t = b << 9
        c ^= a
        d ^= b
        b ^= c
        a ^= d
        c ^= t
        d = rotate(d, 11)
        if (x < limit) into[k++] = x - n * Math.floor(x / n)
      }
      s0 = a
      s1 = b
      s2 = c
      s3 = d
    },
    normal() {
      const u = uniform()
      return normalQuantile(u === 0 ? 2 ** -54 : u)
    },
  }
}

/** The generator of a 16-byte seed: four little-endian words. */
export function generatorFromSeed(seed: Uint8Array): Generator {
  if (seed.length !== 16) {
    throw new ConcordError('bad-input', sentence`A seed has 16 bytes; this one has ${seed.length}.`)
  }
  const view = new DataView(seed.buffer, seed.byteOffset, 16)
  const word = (at: number): number => view.getUint32(at, true)
  return createGenerator([word(0), word(4), word(8), word(12)])
}
