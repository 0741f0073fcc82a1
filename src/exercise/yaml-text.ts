import { isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml'
import { type Sentence, sentence } from '../error.ts'
import type { FieldProblem } from './consistency.ts'

const MAX_TEXT = 2 ** 20
const MAX_ALIASES = 100
const MAX_DEPTH = 40

/**
 * Untrusted YAML 1.2 (core schema) → a plain value. No tags, no doubled key, one document, bounded aliases:
 * what is read is what stands there. In time linear in the text: doubled keys are looked for here, for the parser
 * compares each with each, and the place of a fault is counted for the first one alone.
 */
export function parseYaml(
  text: string,
): { ok: true; value: unknown } | { ok: false; problems: FieldProblem[] } {
  const refuse = (problem: Sentence): { ok: false; problems: FieldProblem[] } => ({
    ok: false,
    problems: [{ field: '', problem }],
  })
  if (text.length > MAX_TEXT)
    return refuse(sentence`the file has ${text.length} characters; up to ${MAX_TEXT} are read`)
  const lines = new LineCounter()
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset)
    return `line ${line}, column ${col}`
  }
  try {
    const document = parseDocument(text, {
      version: '1.2',
      schema: 'core',
      uniqueKeys: false,
      merge: false,
      prettyErrors: false,
      lineCounter: lines,
    })
    const [fault] = [...document.errors, ...document.warnings]
    if (fault) return refuse(sentence`it is not YAML (${`${firstLine(fault)} at ${at(fault.pos[0])}`})`)
    let bad: Sentence | null = null
    visit(document, {
      Node(_, node, path) {
        if ('tag' in node && node.tag !== undefined) bad = sentence`the tag ${node.tag} is not allowed`
        else if (path.length > 2 * MAX_DEPTH) bad = sentence`it is nested more than ${MAX_DEPTH} deep`
        return bad === null ? undefined : visit.BREAK
      },
      Map(_, { items }) {
        const seen = new Set<string>()
        for (const { key } of items) {
          const place = isNode(key) && key.range ? at(key.range[0]) : ''
          // As members of an object, 1 and "1" are one.
          const name = isScalar(key) ? String(key.value ?? '') : undefined
          if (name === undefined) bad = sentence`it is not YAML (${`Map keys must be plain at ${place}`})`
          else if (seen.has(name)) bad = sentence`it is not YAML (${`Map keys must be unique at ${place}`})`
          else seen.add(name)
        }
        return bad === null ? undefined : visit.BREAK
      },
    })
    if (bad !== null) return refuse(bad)
    return { ok: true, value: document.toJS({ maxAliasCount: MAX_ALIASES }) }
  } catch (cause) {
    // Aliases over the limit, or nesting beyond the stack.
    const line = firstLine(cause)
    return refuse(line === '' ? sentence`it is not YAML` : sentence`it is not YAML (${line})`)
  }
}

/** What the parser says, in its own English words. */
function firstLine(cause: unknown): string {
  const [line = ''] = cause instanceof Error ? cause.message.split('\n') : []
  return line
}
