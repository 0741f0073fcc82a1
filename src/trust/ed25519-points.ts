/**
 * What libraries disagree about in Ed25519 (RFC 8032) is decided here, before any of them is asked.
 *
 *   small order   A point of order 1, 2, 4 or 8, as key A or as R of a signature, lets a signature hold for
 *                 many messages or keys. There are eight such points; with both signs and with y + p for the
 *                 y that leave room for it, 14 strings of 32 bytes stand for them.
 *   admission     A key is admitted when y < p, it is on the curve, is not of small order, and [L]A is the
 *                 identity: then it lies in the group of prime order, and cofactored and cofactorless
 *                 verification agree.
 *
 * Curve: −x² + y² = 1 + d x² y² over p = 2^255 − 19; extended coordinates (Hisil, Wong, Carter, Dawson 2008).
 * Vectors: C2SP/CCTV, ed25519. Nothing here is secret, so nothing has to run in constant time.
 */
import { toHex } from '../statement/index.ts'

const P = 2n ** 255n - 19n
/** Order of the base point. */
const L = 2n ** 252n + 27742317777372353535851937790883648493n
const D = modulo(-121665n * power(121666n, P - 2n))
/** A square root of −1. */
const ROOT = power(2n, (P - 1n) / 4n)

/** y of the small-order points in little endian, without the sign bit: 0, 1, p − 1, p, p + 1 and the two of order 8. */
const SMALL_ORDER_Y: ReadonlySet<string> = new Set([
  '0000000000000000000000000000000000000000000000000000000000000000',
  '0100000000000000000000000000000000000000000000000000000000000000',
  'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  'eeffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
  '26e8958fc2b227b045c3f489f2ef98f0d5dfac05d3c63339b13802886d53fc05',
  'c7176a703d4dd84fba3c0b760d10670f2a2053fa2c39ccc64ec7fd7792ac037a',
])
/** 1 at the first bytes of those: nearly every point is told apart by one look. */
const MAY_BE_SMALL_ORDER = new Uint8Array(256)
for (const y of SMALL_ORDER_Y) MAY_BE_SMALL_ORDER[Number.parseInt(y.slice(0, 2), 16)] = 1

/** True for the 32 bytes of a small-order point, in any of its spellings; `point` may be longer. */
export function isSmallOrder(point: Uint8Array): boolean {
  if (MAY_BE_SMALL_ORDER[point[0] ?? 0] !== 1) return false
  // A copy, also of a Buffer, whose own slice would share the bytes.
  const y = Uint8Array.from(point.subarray(0, 32))
  y[31] = (y[31] ?? 0) & 0x7f
  return SMALL_ORDER_Y.has(toHex(y))
}

export type AdmissionFault = 'length' | 'not-canonical' | 'small-order' | 'not-on-curve' | 'mixed-order'

/** Why a raw public key may not be listed in a charter; undefined when it may. */
export function keyAdmissionFault(publicKey: Uint8Array): AdmissionFault | undefined {
  if (publicKey.length !== 32) return 'length'
  if (isSmallOrder(publicKey)) return 'small-order'
  let y = 0n
  for (let index = 31; index >= 0; index -= 1) y = (y << 8n) | BigInt(publicKey[index] ?? 0)
  const sign = y >> 255n
  y &= 2n ** 255n - 1n
  if (y >= P) return 'not-canonical'
  const x = recoverX(y, sign)
  if (x === undefined) return 'not-on-curve'
  return isIdentity(multiply(L, { x, y, z: 1n, t: modulo(x * y) })) ? undefined : 'mixed-order'
}

type Point = { x: bigint; y: bigint; z: bigint; t: bigint }

/** RFC 8032 §5.1.3; x = 0 with the sign bit set is no point. */
function recoverX(y: bigint, sign: bigint): bigint | undefined {
  const u = modulo(y * y - 1n)
  const v = modulo(D * y * y + 1n)
  const v3 = modulo(v * v * v)
  let x = modulo(u * v3 * power(modulo(u * v3 * v3 * v), (P - 5n) / 8n))
  const check = modulo(v * x * x)
  if (check === modulo(-u)) x = modulo(x * ROOT)
  else if (check !== u) return undefined
  if (x === 0n && sign === 1n) return undefined
  return (x & 1n) === sign ? x : P - x
}

function multiply(scalar: bigint, point: Point): Point {
  let result: Point = { x: 0n, y: 1n, z: 1n, t: 0n }
  for (let bit = scalar.toString(2).length - 1; bit >= 0; bit -= 1) {
    result = add(result, result)
    if (((scalar >> BigInt(bit)) & 1n) === 1n) result = add(result, point)
  }
  return result
}

/** Complete for this curve: also adds a point to itself. */
function add(one: Point, two: Point): Point {
  const a = modulo((one.y - one.x) * (two.y - two.x))
  const b = modulo((one.y + one.x) * (two.y + two.x))
  const c = modulo(2n * D * one.t * two.t)
  const d = modulo(2n * one.z * two.z)
  const e = b - a
  const f = d - c
  const g = d + c
  const h = b + a
  return { x: modulo(e * f), y: modulo(g * h), z: modulo(f * g), t: modulo(e * h) }
}

function isIdentity({ x, y, z }: Point): boolean {
  return x === 0n && y === z
}

function modulo(value: bigint): bigint {
  const rest = value % P
  return rest < 0n ? rest + P : rest
}

function power(base: bigint, exponent: bigint): bigint {
  let result = 1n
  let square = base % P
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if ((rest & 1n) === 1n) result = (result * square) % P
    square = (square * square) % P
  }
  return result
}
