import { normaliseText, toHex } from '../statement/index.ts'
import { sha256 } from './crypto.ts'

/** How the texts of items stand in findings: as they are, or as their hashes, for readers who may not see the items. */
export type TextsShown = 'plain' | 'hashed'

/** What preflight is told of it. Equal texts have equal hashes; a short answer can be guessed from its hash. */
export function shownTexts(texts: TextsShown): { showText?: (text: string) => string } {
  if (texts === 'plain') return {}
  return { showText: (text) => `sha256:${toHex(sha256(new TextEncoder().encode(normaliseText(text))))}` }
}
