import type { CommandSpec } from '../command.ts'
import { showBundles, withHome } from '../home.ts'

export const acceptCommand: CommandSpec = {
  words: 'accept <bundle-or-exercise>',
  about: 'command.exercise.accept',
  async action(context, [bundle = '']) {
    const { accept } = await import('../../node/index.ts')
    await withHome(context, async (home) => {
      const { signed, bundles } = await accept(home, bundle)
      const { output } = context
      if (signed.length === 0) output.line(output.t('command.exercise.accept.nothing'))
      for (const { kind, exercise, id } of signed)
        output.line(output.t('command.exercise.accept.done', { kind, exercise, id }))
      showBundles(output, bundles)
      output.result({ ok: true, signed, bundles })
      output.next([output.t(bundles.length === 0 ? 'command.next-statuses' : 'command.next-send')])
    })
  },
}
