/** The patterns of all sentences marked in a source text: the tagged templates `` sentence`…` ``. */
export function sentencePatterns(source: string): string[] {
  const patterns: string[] = []
  for (const { index } of source.matchAll(/\bsentence`/g)) {
    patterns.push(readTemplate(source, index + 'sentence`'.length).pattern)
  }
  return patterns
}

/** A template from behind its opening backtick to its closing one. */
function readTemplate(source: string, from: number): { pattern: string; end: number } {
  let pattern = ''
  let values = 0
  let at = from
  while (at < source.length && source[at] !== '`') {
    if (source[at] === '\\') {
      pattern += unescape(source[at + 1] ?? '')
      at += 2
    } else if (source.startsWith('${', at)) {
      pattern += `{${values}}`
      values += 1
      at = endOfValue(source, at + 2)
    } else {
      pattern += source[at]
      at += 1
    }
  }
  return { pattern, end: at + 1 }
}

/** Behind the brace that closes a value, whatever strings, templates and braces are in it. */
function endOfValue(source: string, from: number): number {
  let depth = 1
  let at = from
  while (at < source.length) {
    const here = source[at]
    if (here === '`') at = readTemplate(source, at + 1).end
    else if (here === "'" || here === '"') at = endOfString(source, at)
    else {
      if (here === '{') depth += 1
      if (here === '}') depth -= 1
      at += 1
      if (depth === 0) return at
    }
  }
  throw new Error('a template does not end')
}

function endOfString(source: string, from: number): number {
  for (let at = from + 1; at < source.length; at++) {
    if (source[at] === '\\') at += 1
    else if (source[at] === source[from]) return at + 1
  }
  throw new Error('a string does not end')
}

function unescape(letter: string): string {
  return letter === 'n' ? '\n' : letter
}
