import type { CommandSpec } from '../command.ts'
import { showBundles, withHome } from '../home.ts'

export const attachCommand: CommandSpec = {
  words: 'attach <exercise> <table>',
  about: 'command.exercise.attach',
  async action(context, [id = '', table = '']) {
    const { attach } = await import('../../node/index.ts')
    await withHome(context, async (home) => {
      const { attached, unknownColumns, bundles } = await attach(home, id, table)
      const { output } = context
      for (const { model, attempts, limitHits, id: run } of attached) {
        output.line(
          output.t('command.exercise.attach.done', {
            model,
            attempts: String(attempts),
            limits: String(limitHits),
            id: run,
          }),
        )
      }
      if (unknownColumns.length > 0)
        output.line(output.t('command.exercise.attach.unknown', { columns: unknownColumns.join(', ') }))
      showBundles(output, bundles)
      output.result({ ok: true, attached, unknownColumns, bundles })
      output.next([output.t('command.next-analyse', { exercise: id })])
    })
  },
}
