import { assignment, list, needed } from '../command.ts'
import type { CommandSpec } from '../command.ts'
import { dataSeenOf } from '../data-seen.ts'
import { showBundles, withHome } from '../home.ts'

export const amendCommand: CommandSpec = {
  words: 'amend <exercise>',
  about: 'command.exercise.amend',
  options: [
    { flags: '--set <field=value>', about: 'command.option.amend-set', many: true },
    { flags: '--drop <member>', about: 'command.option.drop', many: true },
    { flags: '--why <text>', about: 'command.option.why', required: true },
    { flags: '--data-seen <what>', about: 'command.option.data-seen', required: true },
  ],
  async action(context, [exercise = '']) {
    const { amend } = await import('../../node/index.ts')
    const { Json } = await import('../../statement/index.ts')
    const { options, output } = context
    const dataSeen = await dataSeenOf(options)
    await withHome(context, async (home) => {
      const changes = list(options, 'set').map((one) => {
        const { field, value } = assignment(one, '--set')
        return { field, to: Json.parse(value) }
      })
      const { id, missing, gone, bundles } = await amend(home, exercise, changes, {
        why: needed(options, 'why', '--why'),
        dataSeen,
        drop: list(options, 'drop'),
      })
      output.line(
        output.t('command.exercise.amend.done', { id, count: missing.length, members: missing.join(', ') }),
      )
      for (const member of gone) output.line(output.t('command.exercise.amend.gone', { member }))
      showBundles(output, bundles)
      output.result({ ok: true, id, missing, gone, bundles })
      output.next([
        ...(bundles.length > 0 ? [output.t('command.next-send-review')] : []),
        output.t('command.next-status', { exercise }),
      ])
    })
  },
}
