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
  /**
   * How far a step of long work is; shown from the second second on, and no more often than somebody can read. What
   * is not shown is not put in words.
   */
  progress(step: string, say: () => string): void
  /** Ends the progress line. */
  settle(): void
}

const FIRST_PROGRESS_MS = 1000
const LINE_EVERY_MS = 2000
/** On a terminal a line takes the place of the one before. */
const REDRAW_EVERY_MS = 100

/** `clock` counts milliseconds from any moment. */
export function createOutput({
  json,
  locale,
  clock = () => performance.now(),
}: {
  json: boolean
  locale: Locale
  clock?: (() => number) | undefined
}): Output {
  const t = translate(locale)
  const began = clock()
  const redraws = process.stderr.isTTY && !json
  let shown = { at: Number.NEGATIVE_INFINITY, step: '' }
  /** Said since a line was shown last. */
  let waiting: (() => string) | null = null
  let open = false
  const redraw = (text: string): void => {
    process.stderr.write(`\r${printable(text)}\u001B[K`)
    open = true
  }
  const settle = (): void => {
    if (!open) return
    // Nobody is left with a number that was overtaken.
    if (waiting !== null) redraw(waiting())
    process.stderr.write('\n')
    waiting = null
    open = false
  }
  return {
    json,
    locale,
    t,
    said: (sentence) => saySentence(locale, sentence),
    line(text) {
      settle()
      if (!json) process.stdout.write(`${printable(text)}\n`)
    },
    result(value) {
      settle()
      if (json) process.stdout.write(`${JSON.stringify(value)}\n`)
    },
    next(lines) {
      settle()
      if (json || lines.length === 0) return
      process.stdout.write(
        `\n${t('command.next')}\n${lines.map((line) => `  ${printable(line)}\n`).join('')}`,
      )
    },
    progress(step, say) {
      const now = clock()
      if (now - began < FIRST_PROGRESS_MS) return
      const isNext = redraws && step !== shown.step
      waiting = say
      if (!isNext && now - shown.at < (redraws ? REDRAW_EVERY_MS : LINE_EVERY_MS)) return
      waiting = null
      shown = { at: now, step }
      if (redraws) redraw(say())
      else process.stderr.write(json ? `${JSON.stringify({ progress: say() })}\n` : `${printable(say())}\n`)
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
