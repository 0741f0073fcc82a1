import { describe, expect, it } from 'vitest'
import { printable } from './output.ts'

describe('what a terminal is given', () => {
  it.each([
    ['an escape sequence', 'a\u001b[2Jb', 'a\\u001b[2Jb'],
    ['a carriage return', 'signed by all\rnot', 'signed by all\\u000dnot'],
    ['a one-byte escape', '\u009b2J', '\\u009b2J'],
    ['letters that run backwards', 'user\u202etxt.exe', 'user\\u202etxt.exe'],
    ['a line of their own', 'a reason\nVerified.', 'a reason\n    Verified.'],
    ['words of any language', 'Étape – 段階 – 한국어 – हिन्दी', 'Étape – 段階 – 한국어 – हिन्दी'],
  ])('shows %s as what it is', (_, text, want) => {
    expect(printable(text)).toBe(want)
  })
})
