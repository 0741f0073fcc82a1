import type { VerificationFinding } from '../../exercise/index.ts'

const SHOWN = 120

/** A finding of verification in one line. */
export function findingText({ what, where, expected, found }: VerificationFinding): string {
  return `${what}: ${where} is ${short(found)}, expected ${short(expected)}`
}

function short(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > SHOWN ? `${text.slice(0, SHOWN - 3)}…` : text
}
