import { parseDocument, visit } from 'yaml'
import { type Sentence, sentence } from '../error.ts'
import type { FieldProblem } from './consistency.ts'

const MAX_TEXT = 2 ** 22
const MAX_ALIASES = 100
const MAX_DEPTH = 40

/**
 * Untrusted YAML 1.2 (core schema) → a plain value. No tags, no doubled key, one document, bounded aliases:
 * what is read is what stands there.
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
  try {
    const document = parseDocument(text, { version: '1.2', schema: 'core', uniqueKeys: true, merge: false })
    const [fault] = [...document.errors, ...document.warnings]
    if (fault) return refuse(yamlFault(fault))
    let bad: Sentence | null = null
    visit(document, {
      Node(_, node, path) {
        if ('tag' in node && node.tag !== undefined) bad = sentence`the tag ${node.tag} is not allowed`
        else if (path.length > 2 * MAX_DEPTH) bad = sentence`it is nested more than ${MAX_DEPTH} deep`
        return bad === null ? undefined : visit.BREAK
      },
    })
    if (bad !== null) return refuse(bad)
    return { ok: true, value: document.toJS({ maxAliasCount: MAX_ALIASES }) }
  } catch (cause) {
    // Aliases over the limit, or nesting beyond the stack.
    return refuse(yamlFault(cause))
  }
}

/** What the parser says, in its own English words. */
function yamlFault(cause: unknown): Sentence {
  const [line = ''] = cause instanceof Error ? cause.message.split('\n') : []
  return line === '' ? sentence`it is not YAML` : sentence`it is not YAML (${line})`
}
