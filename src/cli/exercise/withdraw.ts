import { needed } from '../command.ts'
import type { CommandSpec } from '../command.ts'
import { dataSeenOf } from '../data-seen.ts'
import { showBundles, withHome } from '../home.ts'

export const withdrawCommand: CommandSpec = {
  words: 'withdraw <exercise>',
  about: 'command.exercise.withdraw',
  options: [
    { flags: '--why <text>', about: 'command.option.why', required: true },
    { flags: '--data-seen <what>', about: 'command.option.data-seen', required: true },
  ],
  async action(context, [exercise = '']) {
    const { withdraw } = await import('../../node/index.ts')
    const { options, output } = context
    const why = needed(options, 'why', '--why')
    const dataSeen = await dataSeenOf(options)
    await withHome(context, async (home) => {
      const { id, frozen, bundles } = await withdraw(home, exercise, { why, dataSeen })
      output.line(output.t('command.exercise.withdraw.done', { exercise, id }))
      output.line(output.t(`command.exercise.withdraw.${frozen ? 'after' : 'before'}`))
      showBundles(output, bundles)
      output.result({ ok: true, id, bundles })
      output.next([output.t(bundles.length === 0 ? 'command.next-statuses' : 'command.next-send')])
    })
  },
}
