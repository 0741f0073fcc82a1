import type { Translate } from '../../message/index.ts'
import type { JsonValue } from '../../statement/index.ts'
import type { CommandSpec } from '../command.ts'
import { withHome } from '../home.ts'
import { cutText, oneLine } from './cut-text.ts'

/** A value of a protocol: lists of words as such, what is made of fields as in the file. */
function shown(t: Translate, value: JsonValue): string {
  if (value === null) return t('review.unset')
  if (Array.isArray(value) && value.every((one) => typeof one === 'string')) return oneLine(t, value)
  return cutText(t, JSON.stringify(value))
}

export const reviewCommand: CommandSpec = {
  words: 'review <bundle-or-exercise>',
  about: 'command.exercise.review',
  async action(context, [bundle = '']) {
    const { review } = await import('../../node/index.ts')
    const { protocolLines } = await import('./protocol-lines.ts')
    await withHome(context, async (home) => {
      const { asked, received } = await review(home, bundle)
      const { output } = context
      const { t } = output
      if (asked.length === 0) output.line(t('command.exercise.review.nothing'))
      for (const one of asked) {
        output.line(
          t(`command.exercise.review.${one.kind}`, {
            title: one.title,
            exercise: one.exercise,
            version: String(one.version),
            id: one.id,
          }),
        )
        output.line(
          t('command.exercise.review.signed', {
            signed: one.signedBy.join(', ') || '–',
            missing: one.missing.join(', ') || '–',
          }),
        )
        if (one.why !== null)
          output.line(
            t('command.exercise.review.why', {
              why: one.why.text,
              seen: t(`command.data-seen.${one.why.dataSeen}`),
            }),
          )
        if (one.protocol !== null && one.parts !== null)
          for (const line of protocolLines(output, one.protocol, one.parts)) output.line(line)
        if (one.differences.length > 0) {
          output.line(
            one.since === null
              ? t('command.exercise.review.differences')
              : t('command.exercise.review.since', { version: String(one.since) }),
          )
        }
        if (one.drops.length > 0)
          output.line(
            `  ${t('command.exercise.review.drops', { members: one.drops.join(', '), count: one.drops.length })}`,
          )
        for (const { field, change, from, to } of one.differences)
          output.line(
            `  ${t(`command.exercise.review.${change}`, { field, from: shown(t, from), to: shown(t, to) })}`,
          )
        for (const { by, field, text: words } of one.objections) {
          output.line(
            t('command.exercise.review.objection', { by: by.join(', '), field: field ?? '–', text: words }),
          )
        }
      }
      output.result({ ok: true, asked })
      output.next(
        asked.length === 0
          ? [
              received === null
                ? t('command.next-status', { exercise: bundle })
                : t('command.next-receive', { bundle }),
            ]
          : [
              t('command.exercise.review.next-accept', { bundle }),
              t('command.exercise.review.next-object', { bundle }),
            ],
      )
    })
  },
}
