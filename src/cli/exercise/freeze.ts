import type { CommandSpec } from '../command.ts'
import { showBundles, withHome } from '../home.ts'

export const freezeCommand: CommandSpec = {
  words: 'freeze <exercise>',
  about: 'command.exercise.freeze',
  async action(context, [exercise = '']) {
    const { freeze } = await import('../../node/index.ts')
    await withHome(context, async (home) => {
      const { id, signed, bundles } = await freeze(home, exercise)
      const { output } = context
      output.line(output.t('command.exercise.freeze.done', { exercise, signed: signed.join(', '), id }))
      showBundles(output, bundles)
      output.result({ ok: true, id, signed, bundles })
      output.next([
        ...(bundles.length > 0 ? [output.t('command.next-send')] : []),
        output.t('command.next-run', { exercise }),
      ])
    })
  },
}
