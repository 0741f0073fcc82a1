import type { CommandSpec } from '../command.ts'
import { showBundles, withHome } from '../home.ts'

export const analyseCommand: CommandSpec = {
  words: 'analyse <exercise>',
  about: 'command.exercise.analyse',
  async action(context, [id = '']) {
    const { analyseExercise } = await import('../../node/index.ts')
    await withHome(context, async (home) => {
      const { id: analysis, missing, bundles } = await analyseExercise(home, id)
      const { output } = context
      output.line(output.t('command.exercise.analyse.done', { id: analysis }))
      if (missing.length > 0)
        output.line(output.t('command.exercise.analyse.missing', { missing: missing.join(', ') }))
      showBundles(output, bundles)
      output.result({ ok: true, id: analysis, missing, bundles })
      output.next([
        ...(bundles.length > 0 ? [output.t('command.next-send')] : []),
        output.t('command.next-report', { exercise: id }),
      ])
    })
  },
}
