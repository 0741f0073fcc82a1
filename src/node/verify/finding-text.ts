import { sentence } from '../../error.ts'
import type { Sentence, SentenceValue } from '../../error.ts'
import type { VerificationFinding } from '../../exercise/index.ts'

const SHOWN = 120

/** A finding of verification in one line. */
export function findingText({ what, where, expected, found, words }: VerificationFinding): Sentence {
  return SAID[what](where, words?.found ?? short(found), words?.expected ?? short(expected))
}

type Say = (where: string, found: SentenceValue, expected: SentenceValue) => Sentence

const SAID: Readonly<Record<VerificationFinding['what'], Say>> = {
  signature: (where, found, expected) => sentence`signature: ${where} is ${found}, expected ${expected}`,
  digest: (where, found, expected) => sentence`digest: ${where} is ${found}, expected ${expected}`,
  unreadable: (where, found, expected) => sentence`unreadable: ${where} is ${found}, expected ${expected}`,
  protocol: (where, found, expected) => sentence`protocol: ${where} is ${found}, expected ${expected}`,
  item: (where, found, expected) => sentence`item: ${where} is ${found}, expected ${expected}`,
  prompt: (where, found, expected) => sentence`prompt: ${where} is ${found}, expected ${expected}`,
  cell: (where, found, expected) => sentence`cell: ${where} is ${found}, expected ${expected}`,
  label: (where, found, expected) => sentence`label: ${where} is ${found}, expected ${expected}`,
  count: (where, found, expected) => sentence`count: ${where} is ${found}, expected ${expected}`,
  fact: (where, found, expected) => sentence`fact: ${where} is ${found}, expected ${expected}`,
  number: (where, found, expected) => sentence`number: ${where} is ${found}, expected ${expected}`,
  seed: (where, found, expected) => sentence`seed: ${where} is ${found}, expected ${expected}`,
}

function short(value: unknown): string {
  const text = typeof value === 'string' ? value : JSON.stringify(value)
  return text.length > SHOWN ? `${text.slice(0, SHOWN - 3)}…` : text
}
