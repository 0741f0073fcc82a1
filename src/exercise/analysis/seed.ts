/**
 * Seeds of an analysis (statistics.md 6).
 *
 *   analysis seed   first 16 bytes of SHA-256(protocol id, newline, analysis name); stored as hex
 *   result seed     first 16 bytes of SHA-256(analysis seed in hex, newline, id of the planned result)
 *
 * Each result has its own stream, so that a result does not depend on which others are planned beside it. The
 * four words of a stream are its seed's bytes, little-endian.
 */
import { toHex } from '../../statement/index.ts'
import type { Sha256 } from '../../statement/index.ts'

/** Hex seed of an analysis: fixed by the protocol before any result is known. */
export function analysisSeed(protocolId: string, name: string, sha256: Sha256): string {
  return toHex(first16(`${protocolId}\n${name}`, sha256))
}

/** Start state of the generator for one planned result. */
export function resultSeed(seed: string, resultId: string, sha256: Sha256): [number, number, number, number] {
  const bytes = first16(`${seed}\n${resultId}`, sha256)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return [view.getUint32(0, true), view.getUint32(4, true), view.getUint32(8, true), view.getUint32(12, true)]
}

function first16(text: string, sha256: Sha256): Uint8Array {
  return new Uint8Array(sha256(new TextEncoder().encode(text)).subarray(0, 16))
}
