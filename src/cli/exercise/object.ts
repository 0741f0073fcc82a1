import { needed } from '../command.ts'
import type { CommandSpec } from '../command.ts'
import { showBundles, withHome } from '../home.ts'

export const objectCommand: CommandSpec = {
  words: 'object <bundle-or-exercise> <text>',
  about: 'command.exercise.object',
  options: [{ flags: '--on <field>', about: 'command.option.on', required: true }],
  async action(context, [bundle = '', words = '']) {
    const { object } = await import('../../node/index.ts')
    await withHome(context, async (home) => {
      const field = needed(context.options, 'on', '--on')
      const { id, on, bundles } = await object(home, bundle, field, words)
      const { output } = context
      output.line(output.t('command.exercise.object.done', { id, on }))
      showBundles(output, bundles)
      output.result({ ok: true, id, on, bundles })
      output.next([output.t('command.next-send')])
    })
  },
}
