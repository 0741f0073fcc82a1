/**
 * The vectors of other implementations, read from the reference data beside the project: canonical JSON
 * (cyberphone/json-canonicalization), Ed25519 edges (C2SP/CCTV), Ed25519 (C2SP/wycheproof), GSM8K item keys;
 * and 100,000 mutations of a bundle.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { canonicalNumber } from '../../src/statement/canonical.ts'
import {
  canonicalText,
  datasetDigests,
  fromHex,
  itemKey,
  readCanonical,
  refKey,
  toHex,
  writeCanonical,
} from '../../src/statement/index.ts'
import { keyAdmissionFault, readBundle, verifySignature, writeBundle } from '../../src/trust/index.ts'
import { isSmallOrder } from '../../src/trust/ed25519-points.ts'
import { ConcordError } from '../../src/error.ts'
import { crypto, found, institute, opinion } from '../fixture/network.ts'
import { bitsOf, numberStream } from './number-stream.ts'

const DATA = path.resolve(import.meta.dirname, '../../../shared/data')
const GSM8K = path.join(DATA, 'datasets', 'gsm8k', 'test.jsonl')
const VECTORS = path.join(DATA, 'vectors')
const read = (...parts: string[]): Uint8Array => new Uint8Array(readFileSync(path.join(VECTORS, ...parts)))
const readText = (...parts: string[]): string => new TextDecoder().decode(read(...parts))
const bytes = (hex: string): Uint8Array => {
  const value = fromHex(hex)
  if (value === undefined) throw new Error(`not hex: ${hex}`)
  return value
}

describe('canonical JSON', () => {
  const names = readdirSync(path.join(VECTORS, 'jcs', 'input'))
  it('has six pairs', () => {
    expect(names).toHaveLength(6)
  })

  it.each(names)('%s', (name) => {
    const value: unknown = JSON.parse(readText('jcs', 'input', name))
    const written = writeCanonical(value)
    expect(new TextDecoder().decode(written)).toBe(readText('jcs', 'output', name))
    const hex = readText('jcs', 'outhex', name.replace('.json', '.txt')).replaceAll(/\s/g, '')
    expect(toHex(written)).toBe(hex)
    expect(canonicalText(readCanonical(written))).toBe(new TextDecoder().decode(written))
  })

  it('spells 10,000 numbers as ES6 does', () => {
    const hash = createHash('sha256')
    let length = 0
    for (const number of numberStream(10_000)) {
      const line = `${bitsOf(number)},${canonicalNumber(number)}\n`
      hash.update(line)
      length += line.length
    }
    expect(length).toBe(399_022)
    expect(hash.digest('hex')).toBe('b9f7a8e75ef22a835685a52ccba7f7d6bdc99e34b010992cbc5864cd12be6892')
  })
})

const CctvVectors = z.array(
  z.object({
    number: z.int(),
    key: z.string(),
    sig: z.string(),
    msg: z.string(),
    flags: z.array(z.string()).nullable(),
  }),
)

describe('Ed25519, C2SP/CCTV', () => {
  const vectors = CctvVectors.parse(JSON.parse(readText('cctv', 'ed25519vectors.json'))).map((vector) => ({
    ...vector,
    publicKey: bytes(vector.key),
    signature: bytes(vector.sig),
    message: new TextEncoder().encode(vector.msg),
  }))

  it('has 914 vectors', () => {
    expect(vectors).toHaveLength(914)
  })

  it('finds small-order points exactly where the vectors have them', () => {
    for (const { number, publicKey, signature, flags } of vectors) {
      expect([number, isSmallOrder(publicKey), isSmallOrder(signature)]).toEqual([
        number,
        flags?.includes('low_order_A') ?? false,
        flags?.includes('low_order_R') ?? false,
      ])
    }
  })

  it('accepts 43 after the check, and none of them has a small-order point', () => {
    const accepted = vectors.filter(({ publicKey, message, signature }) =>
      verifySignature(crypto, publicKey, message, signature),
    )
    expect(accepted).toHaveLength(43)
    for (const { flags } of accepted) {
      expect(flags?.filter((flag) => flag === 'low_order_A' || flag === 'low_order_R') ?? []).toEqual([])
    }
  })

  it('accepts one with the admission of keys', () => {
    const accepted = vectors.filter(
      ({ publicKey, message, signature }) =>
        keyAdmissionFault(publicKey) === undefined && verifySignature(crypto, publicKey, message, signature),
    )
    expect(accepted).toHaveLength(1)
  })
})

const Wycheproof = z.object({
  numberOfTests: z.int(),
  testGroups: z.array(
    z.object({
      publicKey: z.object({ pk: z.string() }),
      tests: z.array(
        z.object({ tcId: z.int(), msg: z.string(), sig: z.string(), result: z.enum(['valid', 'invalid']) }),
      ),
    }),
  ),
})

describe('Ed25519, C2SP/wycheproof', () => {
  it('gives the verdict of all 151 vectors, and admits every key', () => {
    const file = Wycheproof.parse(JSON.parse(readText('wycheproof', 'ed25519_test.json')))
    let checked = 0
    for (const { publicKey, tests } of file.testGroups) {
      expect(keyAdmissionFault(bytes(publicKey.pk))).toBeUndefined()
      for (const { tcId, msg, sig, result } of tests) {
        expect([tcId, verifySignature(crypto, bytes(publicKey.pk), bytes(msg), bytes(sig))]).toEqual([
          tcId,
          result === 'valid',
        ])
        checked += 1
      }
    }
    expect(checked).toBe(151)
    expect(file.numberOfTests).toBe(151)
  })
})

describe('item identity on GSM8K', () => {
  const Line = z.object({ question: z.string(), answer: z.string() })

  it('gives the key of line 1 and the digests of the set', () => {
    const file = readFileSync(GSM8K)
    const lines = file
      .toString('utf8')
      .trimEnd()
      .split('\n')
      .map((line) => Line.parse(JSON.parse(line)))
    expect(lines).toHaveLength(1319)
    const items = lines.map(({ question, answer }) => ({
      itemKey: itemKey({ question }, crypto.sha256),
      refKey: refKey([answer], crypto.sha256),
    }))
    expect(items[0]?.itemKey.slice(0, 16)).toBe('57df69b6aac6ddb4')
    expect(new Set(items.map((item) => item.itemKey)).size).toBe(1319)
    expect(toHex(crypto.sha256(new Uint8Array(file))).slice(0, 16)).toBe('3730d312f6e34405')
    const { ordered, unordered } = datasetDigests(items, crypto.sha256)
    expect([ordered.slice(0, 16), unordered.slice(0, 16)]).toEqual(['c6a1a21f0a660106', 'f6192fd0c43d573c'])
  })
})

describe('a mutated bundle', () => {
  /** mulberry32: a seed names a mutation for ever. */
  function randomOf(seed: number): () => number {
    let state = seed >>> 0
    return () => {
      state = (state + 0x6d2b79f5) >>> 0
      let mixed = Math.imul(state ^ (state >>> 15), state | 1)
      mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
      return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
    }
  }

  const labs = ['lab-a', 'lab-b'].map(institute)
  const [a, b] = labs
  if (a === undefined || b === undefined) throw new Error('no institutes')
  const blob = new TextEncoder().encode('answers\n'.repeat(20))
  const original = writeBundle(
    {
      from: 'lab-a',
      for: 'lab-b',
      charters: [found(labs).record],
      statements: [
        opinion(a, 'one', { blobs: [{ name: 'answers.txt', mediaType: 'text/plain', content: blob }] }),
        opinion(b, 'two'),
      ],
      blobs: [blob],
    },
    crypto.sha256,
  )
  const blocks = original.length / 512

  /** One of eight kinds of damage, by bits, bytes or whole blocks of the archive. */
  function mutate(random: () => number): Uint8Array {
    const below = (limit: number): number => Math.floor(random() * limit)
    const at = below(original.length)
    const cut = (from: number, to: number, between: Uint8Array = new Uint8Array()): Uint8Array =>
      new Uint8Array(Buffer.concat([original.subarray(0, from), between, original.subarray(to)]))
    const block = 512 * below(blocks)
    const other = 512 * below(blocks)
    const length = 1 + below(64)
    switch (below(8)) {
      case 0:
        return cut(at, at + 1, Uint8Array.of((original[at] ?? 0) ^ (1 << below(8))))
      case 1:
        return cut(
          at,
          at + length,
          Uint8Array.from({ length }, () => below(256)),
        )
      case 2:
        return cut(at, at + length)
      case 3:
        return cut(
          at,
          at,
          Uint8Array.from({ length }, () => below(256)),
        )
      case 4:
        return original.subarray(0, at)
      case 5:
        return cut(block, block + 512)
      case 6:
        return cut(block, block, original.subarray(other, other + 512))
      default:
        return cut(block, block + 512, original.subarray(other, other + 512))
    }
  }

  it('is refused with one sentence, 100,000 times', () => {
    const wrong: string[] = []
    let mutations = 0
    for (let seed = 0; mutations < 100_000; seed += 1) {
      const mutant = mutate(randomOf(seed))
      // A block in the place of its equal, a byte in its own place: no mutation.
      if (Buffer.compare(mutant, original) === 0) continue
      mutations += 1
      try {
        readBundle(mutant, crypto.sha256)
        wrong.push(`seed ${seed}: accepted`)
      } catch (error) {
        if (
          !(error instanceof ConcordError) ||
          error.code !== 'bad-input' ||
          !error.message.endsWith('again.')
        ) {
          wrong.push(`seed ${seed}: ${String(error)}`)
        }
      }
    }
    expect(wrong).toEqual([])
    expect(() => readBundle(original, crypto.sha256)).not.toThrow()
  })
})
