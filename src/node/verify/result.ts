/** What a verification says: what was looked at, what does not hold, what could not be checked. */
import { inEnglish } from '../../error.ts'
import type { Sentence } from '../../error.ts'
import type { JsonValue } from '../../statement/index.ts'

export type VerificationResult = {
  ok: boolean
  /** What was verified: a file name, an exercise or an id. */
  target: string
  /** What was looked at. */
  checked: { statements: number; runs: number; analyses: number; reports: number }
  findings: Sentence[]
  /** What could not be checked because it is not here or not released. */
  unchecked: string[]
  warnings: Sentence[]
  /** What is worth knowing of what was verified, and no reason to doubt it. */
  notes: Sentence[]
  /** Of a report: where it is not what its evidence gives, as a path in its document. */
  differences: { path: string; expected: JsonValue; found: JsonValue }[]
}

export function emptyResult(target: string): VerificationResult {
  return {
    ok: true,
    target,
    checked: { statements: 0, runs: 0, analyses: 0, reports: 0 },
    findings: [],
    unchecked: [],
    warnings: [],
    notes: [],
    differences: [],
  }
}

export function failed(result: VerificationResult, findings: readonly Sentence[]): VerificationResult {
  const said = new Map(findings.map((finding) => [inEnglish(finding), finding]))
  result.findings.push(...said.values())
  result.ok = result.findings.length === 0
  return result
}
