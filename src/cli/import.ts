import path from 'node:path'
import { ConcordError, ERROR_TABLE } from '../error.ts'
import { formatCount, formatNumber } from '../message/index.ts'
import type { CheckedLog } from '../node/index.ts'
import type { CommandSpec, Context } from './command.ts'
import { progressOn } from './progress.ts'

type Output = Context['output']
type Unread = { error: ConcordError }
type Ended = { file: string } & (CheckedLog | Unread)

/** Figures of a scorer that are told in its line; with --json all are. */
const FIGURES = 4

/** Reads and recomputes; what it cannot read does not keep it from the other files. */
export const importCommand: CommandSpec = {
  words: 'import <paths...>',
  about: 'interchange.import',
  async action({ output }, paths) {
    const { checkLogFile, findLogFiles } = await import('../node/index.ts')
    const files = await findLogFiles(paths)
    const ended: Ended[] = []
    for (const file of files) {
      const one = await checkLogFile(file, progressOn(output)).catch((error: unknown): Unread => {
        if (error instanceof ConcordError && error.code !== 'internal') return { error }
        throw error
      })
      ended.push({ file, ...one })
      show(output, file, one)
    }
    const count = (label: string): number =>
      ended.filter((one) => 'check' in one && one.check.label === label).length
    const unread = ended.filter((one) => 'error' in one)
    output.line(
      output.t('interchange.import.sum', {
        files: files.length,
        verified: count('verified'),
        partial: count('partial'),
        mismatch: count('mismatch'),
        nothing: count('nothing-to-verify'),
        unread: unread.length,
      }),
    )
    output.result({
      ok: unread.length === 0 && count('mismatch') === 0,
      stored: false,
      logs: ended.map((one) =>
        'error' in one
          ? {
              file: one.file,
              error: { code: one.error.code, message: output.said(one.error.sentence) },
            }
          : {
              file: one.file,
              ...one.about,
              ...one.check,
              notes: one.check.notes.map((note) => output.said(note)),
            },
      ),
    })
    output.next([output.t('command.run.next-new')])
    if (count('mismatch') > 0) process.exitCode = ERROR_TABLE['check-failed'].exit
    const [first] = unread
    if (first !== undefined) process.exitCode = ERROR_TABLE[first.error.code].exit
  },
}

/** The line of a log. */
export function show(output: Output, file: string, one: CheckedLog | Unread): void {
  const { t } = output
  const name = path.basename(file)
  if ('error' in one) {
    output.line(t('interchange.import.unreadable', { file: name, message: output.said(one.error.sentence) }))
    return
  }
  const { about, check } = one
  const parts = [
    t('interchange.import.file', {
      file: name,
      label: t('interchange.import.label', { label: check.label }),
    }),
    ...figures(output, check),
    samples(output, check),
    `${about.format} ${about.version}`,
    about.task,
    about.model,
    ...check.notes.map((note) => output.said(note)),
  ]
  output.line(parts.join(' · '))
}

/** The recomputed figure first, because it is ours. */
function figures({ t, locale }: Output, { label, metrics }: CheckedLog['check']): string[] {
  const number = (value: number | null): string =>
    value === null ? t('interchange.import.none') : digits(locale, value)
  return [...new Set(metrics.map(({ score }) => score))].map((score) => {
    const own = metrics.filter((metric) => metric.score === score)
    const told = own.slice(0, FIGURES).map(({ metric, recomputed, logged, n }) =>
      t('interchange.import.figure', {
        metric,
        recomputed: recomputed === null ? 'none' : number(recomputed),
        logged: number(logged),
        n: label === 'partial' ? n : 'all',
      }),
    )
    if (own.length > FIGURES) told.push('…')
    return t('interchange.import.scored-by', { score, figures: told.join('; ') })
  })
}

/** Six digits that count, which is more than a table prints; --json has all of them. */
function digits(locale: Output['locale'], value: number): string {
  const shown = Number(value.toPrecision(6))
  const decimals = Math.min(20, /\.(\d+)$/.exec(shown.toFixed(12).replace(/0+$/, ''))?.[1]?.length ?? 0)
  return formatNumber(locale, shown, decimals)
}

function samples(
  { t, locale }: Output,
  { counts, samples: { present, absent } }: CheckedLog['check'],
): string {
  const outcomes = Object.entries({ ...counts, absent })
    .filter(([, count]) => count > 0)
    .map(([outcome, count]) =>
      t('interchange.import.outcome', {
        outcome: outcome.replace('-', ''),
        count: formatCount(locale, count),
      }),
    )
  return t('interchange.import.samples', {
    present,
    outcomes: outcomes.length === 0 ? 'none' : outcomes.join(', '),
  })
}
