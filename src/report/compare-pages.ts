/** Where the text of two pages differs: what a reader of the second sees, and under which heading. */

export type PageDifference = {
  /** The heading before it; null above the first. */
  under: string | null
  /** What must stand there, and what does; empty where nothing does. */
  expected: string
  found: string
}

/** The first visible text in which `found` differs from `expected`; undefined where both read the same. */
export function findPageDifference(expected: string, found: string): PageDifference | undefined {
  const [before, after] = [visibleText(expected), visibleText(found)]
  const at = after.findIndex(({ text }, index) => text !== before[index]?.text)
  if (at < 0 && before.length === after.length) return undefined
  const place = at < 0 ? after.length : at
  const heading = after.slice(0, place).findLast(({ heading: is }) => is)
  return {
    under: heading?.text ?? null,
    expected: before[place]?.text ?? '',
    found: after[place]?.text ?? '',
  }
}

function visibleText(page: string): { text: string; heading: boolean }[] {
  const body = page.slice(Math.max(0, page.indexOf('<body'))).replace(/<(script|style)\b[^]*?<\/\1>/g, '')
  return [...body.matchAll(/<(\/?)([a-z][a-z\d]*)[^>]*>([^<]*)/gi)]
    .map(([, closing, tag = '', text = '']) => ({
      text: unescaped(text).replace(/\s+/g, ' ').trim(),
      heading: closing === '' && /^h[1-6]$/i.test(tag),
    }))
    .filter(({ text }) => text !== '')
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'" }

function unescaped(text: string): string {
  return text.replace(/&(amp|lt|gt|quot|#39);/g, (entity, name: string) => ENTITIES[name] ?? entity)
}
