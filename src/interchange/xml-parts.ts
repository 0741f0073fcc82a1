/**
 * The parts of an XML text in their order: tags with their attributes, and text. Enough for what programs write into
 * workbooks: no document type (so no entities but the five of XML and numbers), no checks of nesting.
 */
export type XmlPart =
  | { kind: 'open'; name: string; attributes: ReadonlyMap<string, string>; empty: boolean }
  | { kind: 'close'; name: string }
  | { kind: 'text'; text: string }

const ATTRIBUTE = /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/g
const ENTITIES: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" }

/** Yields the parts, in time linear in the text; ends where the text is no XML. An element without content gives one part. */
export function* xmlParts(xml: string): Generator<XmlPart> {
  for (let at = 0; at < xml.length;) {
    if (xml.charAt(at) !== '<') {
      const end = xml.indexOf('<', at)
      const until = end === -1 ? xml.length : end
      yield { kind: 'text', text: decoded(xml.slice(at, until)) }
      at = until
      continue
    }
    const mark = xml.charCodeAt(at + 1)
    const passed =
      mark === BANG || mark === QUESTION ? PASSED.find(({ begin }) => xml.startsWith(begin, at)) : undefined
    const end = passed === undefined ? tagEnd(xml, at) : xml.indexOf(passed.end, at + passed.begin.length)
    if (end === -1) return
    if (passed === undefined) {
      const part = tagOf(xml.slice(at + 1, end))
      if (part !== null) yield part
      at = end + 1
    } else {
      if (passed.begin === CDATA) yield { kind: 'text', text: xml.slice(at + CDATA.length, end) }
      at = end + passed.end.length
    }
  }
}

const [BANG, QUESTION, QUOTE, APOSTROPHE, CLOSE] = [33, 63, 34, 39, 62]
const CDATA = '<![CDATA['
const PASSED = [
  { begin: '<!--', end: '-->' },
  { begin: CDATA, end: ']]>' },
  { begin: '<?', end: '?>' },
  { begin: '<!', end: '>' },
]

/** Where a tag ends: at the first > that is not in quotes; -1 where it does not. */
function tagEnd(xml: string, from: number): number {
  let quoted = 0
  for (let at = from + 1; at < xml.length; at += 1) {
    const char = xml.charCodeAt(at)
    if (quoted !== 0) {
      if (char === quoted) quoted = 0
    } else if (char === QUOTE || char === APOSTROPHE) quoted = char
    else if (char === CLOSE) return at
  }
  return -1
}

function tagOf(tag: string): XmlPart | null {
  const [, mark = '', name] = /^(\/?)([\w:.-]+)/.exec(tag) ?? []
  if (name === undefined) return null
  if (mark === '/') return { kind: 'close', name: local(name) }
  if (!tag.includes('='))
    return { kind: 'open', name: local(name), attributes: NONE, empty: tag.endsWith('/') }
  const attributes = new Map(
    [...tag.slice(name.length).matchAll(ATTRIBUTE)].map(([, key = '', double, single]) => [
      key,
      decoded(double ?? single ?? ''),
    ]),
  )
  return { kind: 'open', name: local(name), attributes, empty: tag.endsWith('/') }
}

const NONE: ReadonlyMap<string, string> = new Map()

/** Elements are told by their names without prefix: programs write `x:row` as well as `row`. */
function local(name: string): string {
  return name.slice(name.indexOf(':') + 1)
}

function decoded(text: string): string {
  if (!text.includes('&')) return text
  return text.replaceAll(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w{2,4}));/gi, (whole, hex, decimal, named) => {
    if (typeof named === 'string') return ENTITIES[named] ?? whole
    const code = typeof hex === 'string' ? Number.parseInt(hex, 16) : Number(decimal)
    return code > 0 && code <= 0x10_ff_ff && !(code >= 0xd8_00 && code <= 0xdf_ff)
      ? String.fromCodePoint(code)
      : whole
  })
}
