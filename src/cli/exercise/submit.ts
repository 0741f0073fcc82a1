import type { CommandSpec } from '../command.ts'
import { showBundles, withHome } from '../home.ts'

export const submitCommand: CommandSpec = {
  words: 'submit <exercise>',
  about: 'command.exercise.submit',
  async action(context, [id = '']) {
    const { submit } = await import('../../node/index.ts')
    await withHome(context, async (home) => {
      const { submitted, bundles } = await submit(home, id)
      const { output } = context
      for (const one of submitted)
        output.line(output.t('command.exercise.submit.done', { run: one.run, id: one.id }))
      if (submitted.length === 0) output.line(output.t('command.exercise.submit.again'))
      showBundles(output, bundles)
      output.result({ ok: true, submitted, bundles })
      output.next([
        ...(bundles.length > 0 ? [output.t('command.next-send')] : []),
        output.t('command.next-status', { exercise: id }),
      ])
    })
  },
}
