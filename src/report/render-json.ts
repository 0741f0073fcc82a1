import type { ReportDocument } from './document.ts'

/** A report as JSON, two spaces deep, with a newline at its end. */
export function renderJson(document: ReportDocument): string {
  return `${JSON.stringify(document, null, 2)}\n`
}
