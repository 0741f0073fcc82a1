import path from 'node:path'
import { ConcordError, sentence } from '../error.ts'
import { capitalise, findLanguageName } from '../message/index.ts'
import type { Figure, ToldStatistics } from '../report/index.ts'
import { text } from './command.ts'
import type { CommandSpec, Context, Values } from './command.ts'
import { progressOn } from './progress.ts'
import { textTable } from './text-table.ts'

export const statsCommand: CommandSpec = {
  words: 'stats <file>',
  about: 'statistics.command',
  options: [
    { flags: '--delta <gap>', about: 'statistics.option.delta' },
    { flags: '--group <column>', about: 'statistics.option.group' },
    { flags: '--positive <label>', about: 'statistics.option.positive' },
    { flags: '--alarm <rate>', about: 'statistics.option.alarm' },
    { flags: '--confidence <percent>', about: 'statistics.option.confidence' },
    { flags: '--svg <file>', about: 'statistics.option.svg' },
  ],
  async action({ output, options }, [file = '']) {
    const { statisticsOfTable, writeWhole } = await import('../node/index.ts')
    const { renderSvg, tellStatistics } = await import('../report/index.ts')
    const delta = await deltaOf(options)
    const confidence = confidenceOf(options, delta)
    const found = await statisticsOfTable(file, {
      delta,
      group: text(options, 'group') ?? null,
      positive: text(options, 'positive') ?? null,
      alarm: rateOf(options),
      confidence,
      onProgress: progressOn(output),
    })
    const told = found.parts.map(({ language, part }) => ({
      language,
      part,
      told: tellStatistics(part, output.locale, { confidence }),
    }))
    const figures = told.flatMap(({ language, told: { figures: own } }) =>
      own.map((figure): Figure => ({ ...figure, heading: headingOf(figure, language, output) })),
    )
    const svg = text(options, 'svg') ?? null
    const written = svg !== null && figures.length > 0 ? svg : null
    if (written !== null)
      await writeWhole(written, new TextEncoder().encode(renderSvg(figures, path.basename(file))))
    for (const { by, names } of found.alike) {
      const quoted = names.map((one) => output.t('statistics.command.quoted', { name: one }))
      output.line(output.t('statistics.command.alike', { names: quoted.join(', '), count: names.length, by }))
      output.line('')
    }
    for (const [at, { language, told: one }] of told.entries()) {
      if (at > 0) output.line('')
      if (language !== null) {
        output.line(languageOf(language, output))
        output.line('')
      }
      showStatistics(one, output)
    }
    if (found.unread.length > 0) {
      output.line('')
      output.line(output.t('statistics.command.unread', { columns: found.unread.join(', ') }))
    }
    if (svg !== null) {
      output.line('')
      output.line(
        written === null
          ? output.t('statistics.command.no-picture')
          : output.t('statistics.command.picture', { file: svg }),
      )
    }
    output.result({
      ok: true,
      table: found.kind,
      confidence,
      unread: found.unread,
      alike: found.alike,
      svg: written,
      parts: told.map(({ language, part, told: one }) => ({
        language,
        ...part,
        why: one.why,
        sentences: one.sentences,
        notes: one.notes,
      })),
    })
    output.next([output.t('command.run.next-new')])
  },
}

function languageOf(language: string, { locale }: Context['output']): string {
  return capitalise(locale, findLanguageName(locale, language) ?? language)
}

/** Where a table has several languages, a picture says which it is of. */
function headingOf(
  { heading }: Figure,
  language: string | null,
  output: Context['output'],
): Figure['heading'] {
  if (language === null || typeof heading !== 'string') return heading
  return `${languageOf(language, output)}: ${heading}`
}

/** Why this set, then its sentences, its numbers, and what must be known with them. */
export function showStatistics(
  { why, sentences, tables, notes }: ToldStatistics,
  output: Context['output'],
): void {
  output.line(why)
  output.line('')
  for (const one of sentences) output.line(readable(one))
  for (const table of tables) {
    output.line('')
    output.line(typeof table.heading === 'string' ? table.heading : table.heading.foreign)
    for (const line of textTable(table)) output.line(`  ${line}`)
    for (const note of table.notes) output.line(`  ${typeof note === 'string' ? note : note.foreign}`)
  }
  if (notes.length > 0) output.line('')
  for (const note of notes) output.line(output.t('statistics.command.note', { note: readable(note) }))
}

/** Without the marks that set names apart, which a terminal shows as they are. */
function readable(sentenceText: string): string {
  return sentenceText.replace(/[\u2060\u2066-\u2069]/g, '')
}

/** The agreed gap as a share of the scale. */
export async function deltaOf(options: Values): Promise<number | null> {
  const given = text(options, 'delta')
  if (given === undefined) return null
  const { parseGap } = await import('../exercise/index.ts')
  const gap = parseGap(given)
  if (typeof gap === 'number') return gap
  throw new ConcordError('usage', sentence`--delta: ${gap}.`)
}

/** Percent on the command line, a share inside. */
function confidenceOf(options: Values, delta: number | null): number {
  const given = text(options, 'confidence')
  if (given === undefined) return 0.95
  const percent = /^\d{2}(?:[.,]\d)?$/.test(given) ? Number(given.replace(',', '.')) : Number.NaN
  if (!(percent >= 80 && percent <= 99)) {
    throw new ConcordError(
      'usage',
      sentence`--confidence wants percent, such as 90, from 80 to 99 with at most one decimal, not ${given}.`,
    )
  }
  if (delta !== null && percent !== 95) {
    throw new ConcordError(
      'usage',
      sentence`A verdict is read from 95% intervals: with --delta no other --confidence than 95 is possible; leave one of the two out.`,
    )
  }
  return percent / 100
}

function rateOf(options: Values): number | null {
  const given = text(options, 'alarm')
  if (given === undefined) return null
  const rate = /^\d+(?:[.,]\d+)?(?:e[+-]?\d{1,2})?$/i.test(given)
    ? Number(given.replace(',', '.'))
    : Number.NaN
  if (!(rate > 0 && Number.isFinite(rate))) {
    throw new ConcordError(
      'usage',
      sentence`--alarm wants a rate per unit of exposure above 0, such as 0.002, not ${given}.`,
    )
  }
  return rate
}
