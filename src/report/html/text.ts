import type { Text } from '../document.ts'
import { html } from './markup.ts'
import type { Markup } from './markup.ts'

/** A sentence of ours; names set apart in it (U+2068 … U+2069) become `bdi`. */
export function sentence(text: string): Markup {
  const parts = text.split(/\u2068([^\u2068\u2069]*)\u2069/)
  return html`${parts.map((part, index) => (index % 2 === 1 ? html`<bdi lang="">${part}</bdi>` : html`${part}`))}`
}

/** Our text, or somebody else's with its own direction and language (empty: not known). */
export function textMarkup(text: Text): Markup {
  if (typeof text === 'string') return sentence(text)
  return html`<span dir="auto" lang="${text.lang ?? ''}">${text.foreign}</span>`
}

export function plainText(text: Text): string {
  return (typeof text === 'string' ? text : text.foreign).replace(/[\u2068\u2069]/g, '')
}
