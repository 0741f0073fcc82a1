import path from 'node:path'
import { ConcordError, sentence } from '../error.ts'
import { capitalise, findLanguageName } from '../message/index.ts'
import { list, needed, text, type CommandSpec, type Context } from './command.ts'
import { showFindings } from './exercise/show-findings.ts'
import { progressOn } from './progress.ts'

/** Ids that are shown of a list. */
const SHOWN = 10

export const translateCommand: CommandSpec = {
  words: 'translate <path>',
  about: 'command.dataset.translate',
  options: [
    { flags: '--to <file>', about: 'command.option.translate-to', required: true },
    { flags: '--from-language <tag>', about: 'command.option.from-language' },
    { flags: '--language <tag>', about: 'command.option.translate-language', many: true },
    { flags: '--source <file>', about: 'command.option.translate-source' },
  ],
  async action(context, [given = '']) {
    const to = needed(context.options, 'to', '--to')
    await (/\.(?:xlsx|csv)$/i.test(to) ? write(context, given, to) : take(context, given, to))
  },
}

/** The spreadsheet, and to whom it goes next. */
async function write({ output, options }: Context, given: string, to: string): Promise<void> {
  const { writeSpreadsheet } = await import('../node/index.ts')
  const { t, locale } = output
  const languages = [...new Set(list(options, 'language').map(languageTag))]
  const from = text(options, 'fromLanguage')
  const written = await writeSpreadsheet(
    given,
    to,
    { from: from === undefined ? null : languageTag(from), languages, locale, at: now() },
    ({ items, from: source }) => ({
      title: t('command.dataset.translate.guide.title'),
      lines: [
        t('command.dataset.translate.guide.what', {
          items,
          from: nameOf(source, locale),
          languages: languages.map((tag) => `${nameOf(tag, locale)} (${tag})`).join(', '),
        }),
        t('command.dataset.translate.guide.fill'),
        t('command.dataset.translate.guide.keep', { name: '{name}', tag: '<b>' }),
        t('command.dataset.translate.guide.adapt'),
        t('command.dataset.translate.guide.sign', { yes: locale === 'fr' ? 'oui' : 'yes' }),
        t('command.dataset.translate.guide.text'),
      ],
    }),
  )
  const { file, source, items, withoutText } = written
  output.line(t('command.dataset.translate.written', { file, items, source }))
  for (const { language, translated, outdated, from: found } of written.languages) {
    const count = { language, translated, items, outdated }
    output.line(t('command.dataset.translate.language', { ...count, from: found ?? 'null' }))
  }
  if (withoutText > 0) output.line(t('command.dataset.translate.without-text', { count: withoutText }))
  output.result({ ok: true, ...written })
  output.next([t('command.dataset.translate.next-fill', { file, dir: path.dirname(source) })])
}

/** What became of each row; ends with exit status 3 where one was not taken in as it was meant. */
async function take({ output, options }: Context, given: string, to: string): Promise<void> {
  const { takeSpreadsheet } = await import('../node/index.ts')
  const { t } = output
  const source = text(options, 'source') ?? null
  const taken = await takeSpreadsheet(given, to, source, now(), progressOn(output))
  const ids = (all: readonly string[]): { count: number; items: string } => ({
    count: all.length,
    items: `${all.slice(0, SHOWN).join(', ')}${all.length > SHOWN ? ' …' : ''}`,
  })
  for (const one of taken.languages) {
    const { language, released, drafts, untranslated, faults } = one
    if (!one.found) {
      output.line(t('command.dataset.translate.gone', { language }))
      continue
    }
    output.line(
      t('command.dataset.translate.taken', {
        language,
        released: released.length,
        drafts: drafts.length,
        missing: untranslated.length,
      }),
    )
    for (const file of [one.file, one.draftsFile]) if (file !== null) output.line(`  → ${file}`)
    for (const { where, id, problem, kept } of faults)
      output.line(
        t('command.dataset.translate.fault', {
          where: output.said(where),
          id: id === '' ? '–' : id,
          problem: output.said(problem),
          kept,
        }),
      )
    for (const [key, all] of [
      ['outdated', one.outdated],
      ['not-asked', one.notAsked],
      ['self-reviewed', one.selfReviewed],
      ['replaced', one.replaced],
      ['others', one.others],
    ] as const)
      if (all.length > 0) output.line(t(`command.dataset.translate.${key}`, { language, ...ids(all) }))
    if (one.older !== null && one.file !== null)
      output.line(t('command.dataset.translate.older', { older: one.older, file: one.file }))
    if (one.unreadColumns.length > 0)
      output.line(t('command.dataset.translate.unread', { names: one.unreadColumns.join(', ') }))
  }
  if (taken.source === null) output.line(t('command.dataset.translate.no-source'))
  if (taken.findings.length > 0) output.line('')
  await showFindings({ output }, taken.findings)
  const isWanting =
    taken.languages.some(({ faults }) => faults.length > 0) ||
    taken.findings.some(({ severity }) => severity === 'block')
  const isLeft = taken.languages.some(
    ({ drafts, untranslated }) => drafts.length > 0 || untranslated.length > 0,
  )
  output.result({
    ok: !isWanting,
    ...taken,
    languages: taken.languages.map((one) => ({
      ...one,
      source: undefined,
      released: one.released.map(({ id }) => id),
      drafts: one.drafts.map(({ id }) => id),
      faults: one.faults.map(({ where, problem, ...rest }) => ({
        ...rest,
        where: output.said(where),
        problem: output.said(problem),
      })),
    })),
  })
  if (isWanting) process.exitCode = 3
  const dir = /\.jsonl$/i.test(to) ? path.dirname(to) : to
  output.next([
    isWanting
      ? t('command.dataset.translate.next-mend')
      : isLeft && taken.source !== null
        ? t('command.dataset.translate.next-rest', { source: taken.source })
        : t('command.dataset.translate.next-check', { dir }),
  ])
}

function now(): string {
  return `${new Date().toISOString().slice(0, 19)}Z`
}

function nameOf(tag: string, locale: Context['output']['locale']): string {
  const name = findLanguageName(locale, tag)
  return name === undefined ? tag : capitalise(locale, name)
}

function languageTag(given: string): string {
  if (/^[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*$/.test(given)) return given
  throw new ConcordError('usage', sentence`${given} is no language tag; write one such as fr or zh-Hant.`)
}
