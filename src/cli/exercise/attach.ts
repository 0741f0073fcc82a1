import { formatPercent } from '../../message/index.ts'
import type { CommandSpec } from '../command.ts'
import { showBundles, withHome } from '../home.ts'

export const attachCommand: CommandSpec = {
  words: 'attach <exercise> <table>',
  about: 'command.exercise.attach',
  async action(context, [id = '', table = '']) {
    const { attach } = await import('../../node/index.ts')
    await withHome(context, async (home) => {
      const { kind, attached, unknownColumns, bundles } = await attach(home, id, table)
      const { output } = context
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
