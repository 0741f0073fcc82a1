import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createOutput, printable } from './output.ts'

describe('progress', () => {
  let written = ''
  let now = 0
  const clock = (): number => now
  beforeEach(() => {
    written = ''
    now = 0
    for (const stream of [process.stdout, process.stderr])
      vi.spyOn(stream, 'write').mockImplementation((text) => {
        written += String(text)
        return true
      })
  })
  afterEach(() => {
    vi.restoreAllMocks()
    Reflect.deleteProperty(process.stderr, 'isTTY')
  })

  /** Told at each of these moments, in ms; what was written. */
  function tell(json: boolean, moments: readonly number[], step: (at: number) => string = () => 'a'): string {
    const output = createOutput({ json, locale: 'en', clock })
    for (const at of moments) {
      now = at
      output.progress(step(at), () => `done by ${at}`)
    }
    output.result({ ok: true })
    output.line('Done.')
    return written
  }

  const MOMENTS = [0, 999, 1000, 1050, 1100, 2999, 3000, 4999, 5000]

  it('is a line from the second second on, and another each two seconds', () => {
    expect(tell(false, MOMENTS)).toBe('done by 1000\ndone by 3000\ndone by 5000\nDone.\n')
  })

  it('is a line of JSON with --json', () => {
    const lines = ['1000', '3000', '5000'].map((at) => `{"progress":"done by ${at}"}\n`)
    expect(tell(true, MOMENTS)).toBe(`${lines.join('')}{"ok":true}\n`)
  })

  it('is not put in words where it is not shown', () => {
    const output = createOutput({ json: false, locale: 'en', clock })
    output.progress('a', () => {
      throw new Error('nobody reads this')
    })
    expect(written).toBe('')
  })

  describe('on a terminal', () => {
    beforeEach(() => {
      Object.defineProperty(process.stderr, 'isTTY', { value: true, configurable: true })
    })

    it('is one line that is written anew ten times a second at most, and ends with what was told last', () => {
      expect(tell(false, [1000, 1050, 1100, 1199])).toBe(
        '\rdone by 1000\u001B[K\rdone by 1100\u001B[K\rdone by 1199\u001B[K\nDone.\n',
      )
    })

    it('shows the next step at once', () => {
      expect(tell(false, [1000, 1001], String)).toBe('\rdone by 1000\u001B[K\rdone by 1001\u001B[K\nDone.\n')
    })

    it('is lines of JSON all the same with --json, for a program reads them', () => {
      expect(tell(true, [1000])).toBe('{"progress":"done by 1000"}\n{"ok":true}\n')
    })
  })
})

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
