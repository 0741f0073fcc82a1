import { toHex } from '../../statement/index.ts'
import type { Home } from '../institute.ts'

/** SHA-256 of bytes, or of a text in UTF-8, in hex. */
export function digestOf({ crypto }: Pick<Home, 'crypto'>, content: Uint8Array | string): string {
  return toHex(crypto.sha256(typeof content === 'string' ? new TextEncoder().encode(content) : content))
}
