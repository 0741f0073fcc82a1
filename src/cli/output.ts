/**
 * What a command writes. Without --json: sentences on stdout, then what comes next. With --json: one object (or
 * JSON lines) on stdout and nothing else there. Progress goes to stderr: one line on a terminal, a line now and
 * then otherwise.
 */
import type { ConcordError, Sentence } from '../error.ts'
import { saySentence, translate } from '../message/index.ts'
import type { Locale, Translate } from '../message/index.ts'

export type Output = {
  json: boolean
  locale: Locale
  t: Translate
  /** A sentence of the source in the language asked for. */
  said(sentence: Sentence): string
  /** A sentence for people; nothing with --json. */
  line(text: string): void
  /** The result for programs; nothing without --json. */
  result(value: object): void
  /** What to do next: commands, one a line. */
  next(lines: readonly string[]): void
  /** How far long work is; shown from the second second on. */
  progress(text: string): void
  /** Ends the progress line. */
  settle(): void
}

const FIRST_PROGRESS_MS = 1000
const LINE_EVERY_MS = 2000

export function createOutput(options: { json: boolean; locale: Locale }): Output {
  const t = translate(options.locale)
  const began = Date.now()
  const terminal = process.stderr.isTTY
  let shown = 0
  let open = false
  const settle = (): void => {
    if (open) process.stderr.write('\n')
    open = false
  }
  return {
    ...options,
    t,
    said: (sentence) => saySentence(options.locale, sentence),
    line(text) {
      settle()
      if (!options.json) process.stdout.write(`${printable(text)}\n`)
    },
    result(value) {
      if (options.json) process.stdout.write(`${JSON.stringify(value)}\n`)
    },
    next(lines) {
      settle()
      if (options.json || lines.length === 0) return
      process.stdout.write(
        `\n${t('command.next')}\n${lines.map((line) => `  ${printable(line)}\n`).join('')}`,
      )
    },
    progress(text) {
      const now = Date.now()
      if (now - began < FIRST_PROGRESS_MS) return
      if (terminal) {
        process.stderr.write(`\r${printable(text)}\u001B[K`)
        open = true
      } else if (now - shown >= LINE_EVERY_MS) {
        process.stderr.write(
          options.json ? `${JSON.stringify({ progress: text })}\n` : `${printable(text)}\n`,
        )
      } else return
      shown = now
    },
    settle,
  }
}

/** One sentence for people, the code for programs. */
export function writeError(output: Pick<Output, 'json' | 'locale' | 't'>, error: ConcordError): void {
  const message = saySentence(output.locale, error.sentence)
  if (output.json) {
    process.stdout.write(`${JSON.stringify({ ok: false, error: { code: error.code, message } })}\n`)
  }
  process.stderr.write(`${printable(output.t('command.error', { message }))}\n`)
}

// eslint-disable-next-line no-control-regex -- control characters are what is taken out here
const UNPRINTABLE = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/**
 * A text as a terminal may be given it. Titles, reasons and objections come from others: an escape sequence or a mark
 * that turns the direction of writing could hide what is to be signed, and a line of theirs could pass for one of ours.
 */
export function printable(text: string): string {
  return text
    .replace(UNPRINTABLE, (mark) => `\\u${mark.charCodeAt(0).toString(16).padStart(4, '0')}`)
    .replaceAll('\n', '\n    ')
}
