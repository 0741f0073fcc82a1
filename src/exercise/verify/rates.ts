import { sentence } from '../../error.ts'
import type { Protocol, PublishedRates } from '../../statement/index.ts'
import { findingInWords } from './finding.ts'
import type { Finding } from './finding.ts'

/** Every published rate names a language and a measure of the protocol, and stands once. */
export function verifyRates({ cells, totals }: PublishedRates, protocol: Protocol, name: string): Finding[] {
  const findings: Finding[] = []
  const measures = protocol.aggregation.measures.map(({ id }) => id)
  const languages = protocol.languages.map(({ tag }) => tag)
  const seen = new Set<string>()
  const rates = [...cells, ...totals.map((total) => ({ language: null, lab: null, ...total }))]
  for (const { language, lab, measure } of rates) {
    const where = `${name} rates ${[language ?? 'total', measure, ...(lab === null ? [] : [lab])].join(' ')}`
    if (language !== null && !languages.includes(language))
      findings.push(findingInWords('protocol', where, sentence`a language of the protocol`, language))
    if (!measures.includes(measure))
      findings.push(findingInWords('protocol', where, sentence`a measure of the protocol`, measure))
    if (seen.has(where))
      findings.push(findingInWords('unreadable', where, sentence`one rate`, sentence`two rates`))
    seen.add(where)
  }
  return findings
}
