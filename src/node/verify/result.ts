/** What a verification says: what was looked at, what does not hold, what could not be checked. */

export type VerificationResult = {
  ok: boolean
  /** What was verified: a file name, an exercise or an id. */
  target: string
  /** What was looked at. */
  checked: { statements: number; runs: number; analyses: number; reports: number }
  findings: string[]
  /** What could not be checked because it is not here or not released. */
  unchecked: string[]
  warnings: string[]
}

export function emptyResult(target: string): VerificationResult {
  return {
    ok: true,
    target,
    checked: { statements: 0, runs: 0, analyses: 0, reports: 0 },
    findings: [],
    unchecked: [],
    warnings: [],
  }
}

export function failed(result: VerificationResult, findings: readonly string[]): VerificationResult {
  result.findings.push(...new Set(findings))
  result.ok = result.findings.length === 0
  return result
}
