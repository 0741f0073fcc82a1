import { ConcordError, sentence, type Sentence } from '../error.ts'
import { firstFault } from '../statement/index.ts'
import { ReportDocument } from './document.ts'
import { EMBEDDED_ID } from './render-html.ts'

/**
 * The document inside a report file, HTML or JSON. The file comes from outside: whatever is no report of this
 * format throws `bad-input`. Nothing is verified here; the ids in `sources` say what to verify, and rendering
 * the document again shows whether the page around it is its own.
 */
export function readReport(text: string): ReportDocument {
  const open = `<script type="application/json" id="${EMBEDDED_ID}">`
  let json = text
  if (text.trimStart().startsWith('<')) {
    // The last one: nothing that stands before it in the page can pass for it, since text has no bare `<`.
    const start = text.lastIndexOf(open)
    const end = text.indexOf('</script>', start)
    if (start < 0 || end < 0) throw noReport(sentence`it holds no report data`)
    json = text.slice(start + open.length, end)
  }
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (cause) {
    throw noReport(sentence`its data cannot be read`, cause)
  }
  const parsed = ReportDocument.safeParse(value)
  if (!parsed.success) {
    throw noReport(firstFault(parsed.error), parsed.error)
  }
  return parsed.data
}

function noReport(what: Sentence, cause?: unknown): ConcordError {
  return new ConcordError(
    'bad-input',
    sentence`This is not a report of Concord, for ${what}; ask its sender for the file again.`,
    {
      cause,
    },
  )
}
