import { formatPercent } from '../../message/index.ts'
import { text } from '../command.ts'
import type { CommandSpec } from '../command.ts'
import { showBundles, withHome } from '../home.ts'
import { showWaiting } from '../show-waiting.ts'

export const attachCommand: CommandSpec = {
  words: 'attach <exercise> <table>',
  about: 'command.exercise.attach',
  options: [{ flags: '--by <name>', about: 'command.option.by' }],
  async action(context, [id = '', table = '']) {
    const { requestAttachment } = await import('../../node/index.ts')
    await withHome(context, async (home) => {
      const { output, options } = context
      const done = await requestAttachment(home, id, table, text(options, 'by'))
      if ('waits' in done) return showWaiting(output, done.waits)
      const { kind, attached, unknownColumns, bundles } = done
      for (const one of attached) {
        output.line(
          'rates' in one
            ? output.t('command.exercise.attach.rates', {
                model: one.model,
                count: one.rates,
                totals: one.totals,
                id: one.id,
              })
            : output.t('command.exercise.attach.done', {
                model: one.model,
                attempts: String(one.attempts),
                limits: String(one.limitHits),
                id: one.id,
              }),
        )
        if ('rates' in one)
          for (const { language, rate, decimals, n } of one.impossible)
            output.line(
              output.t('command.exercise.attach.impossible', {
                model: one.model,
                language: language ?? 'mul',
                rate: formatPercent(output.locale, rate, { decimals: Math.max(0, decimals - 2) }),
                n,
              }),
            )
      }
      if (unknownColumns.length > 0)
        output.line(output.t('command.exercise.attach.unknown', { columns: unknownColumns.join(', ') }))
      showBundles(output, bundles)
      output.result({ ok: true, kind, attached, unknownColumns, bundles })
      output.next([output.t('command.next-analyse', { exercise: id })])
    })
  },
}
