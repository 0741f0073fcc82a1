import type { CommandSpec } from '../command.ts'
import { withHome } from '../home.ts'
import { protocolLines } from './protocol-lines.ts'

export const reviewCommand: CommandSpec = {
  words: 'review <bundle-or-exercise>',
  about: 'command.exercise.review',
  async action(context, [bundle = '']) {
    const { review } = await import('../../node/index.ts')
    await withHome(context, async (home) => {
      const { asked } = await review(home, bundle)
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
          output.line(t('command.exercise.review.why', { why: one.why.text, seen: one.why.dataSeen }))
        if (one.protocol !== null && one.parts !== null)
          for (const line of protocolLines(output, one.protocol, one.parts)) output.line(line)
        if (one.differences.length > 0) {
          output.line(
            one.since === null
              ? t('command.exercise.review.differences')
              : t('command.exercise.review.since', { version: String(one.since) }),
          )
        }
        for (const { field, from, to } of one.differences)
          output.line(`  ${field}: ${JSON.stringify(from)} → ${JSON.stringify(to)}`)
        for (const { by, field, text: words } of one.objections) {
          output.line(
            t('command.exercise.review.objection', { by: by.join(', '), field: field ?? '–', text: words }),
          )
        }
      }
      output.result({ ok: true, asked })
      output.next(
        asked.length === 0
          ? [t('command.next-receive', { bundle })]
          : [
              t('command.exercise.review.next-accept', { bundle }),
              t('command.exercise.review.next-object', { bundle }),
            ],
      )
    })
  },
}
