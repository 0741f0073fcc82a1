/** Markup that is safe to put into a page as it is. Only `html` makes it. */
export type Markup = { readonly markup: string }

type Part = string | number | Markup | null | readonly Markup[]

/**
 * A template in which every text is escaped; only markup made by this function passes unchanged. `null` is
 * nothing. Text comes from other institutes and may be hostile.
 */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Markup {
  let markup = strings[0] ?? ''
  for (const [index, part] of parts.entries()) markup += write(part) + (strings[index + 1] ?? '')
  return { markup }
}

export const NOTHING: Markup = { markup: '' }

function write(part: Part): string {
  if (part === null) return ''
  if (typeof part === 'number') return String(part)
  if (typeof part === 'string') return escapeText(part)
  return 'markup' in part ? part.markup : part.map(({ markup }) => markup).join('')
}

/** Control characters but tab and line ends, lone surrogates, and the two characters that are none. */
const NOT_ALLOWED = /[^\P{Cc}\t\n\r]|\p{Cs}|[\uFFFE\uFFFF]/gu

/** Text for an element or an attribute in double or single quotes. What HTML cannot hold becomes U+FFFD. */
export function escapeText(text: string): string {
  return text
    .replace(NOT_ALLOWED, '\uFFFD')
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
    .replace(/'/g, '&#39;')
}

/** JSON that may stand inside a script element: no `<`, so no end tag and no comment; no line separators. */
export function embedJson(value: unknown): Markup {
  const text = JSON.stringify(value)
    .replace(/</g, '\\u003c')
    .replace(/\u2028/g, '\\u2028')
    .replace(/\u2029/g, '\\u2029')
  return { markup: text }
}
