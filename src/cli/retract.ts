import { needed } from './command.ts'
import type { CommandSpec } from './command.ts'
import { oneOf } from './data-seen.ts'
import { showBundles, withHome } from './home.ts'

export const retractCommand: CommandSpec = {
  words: 'retract <id>',
  about: 'command.retract',
  options: [
    { flags: '--reason <class>', about: 'command.option.retraction-reason', required: true },
    { flags: '--why <text>', about: 'command.option.why', required: true },
  ],
  async action(context, [on = '']) {
    const { retract } = await import('../node/index.ts')
    const { RETRACTION_REASONS } = await import('../statement/index.ts')
    const { options, output } = context
    const reason = oneOf(RETRACTION_REASONS, needed(options, 'reason', '--reason'), '--reason')
    const why = needed(options, 'why', '--why')
    await withHome(context, async (home) => {
      const { id, kind, exercise, bundles } = await retract(home, on, { reason, why })
      output.line(output.t('command.retract.done', { kind, on, id }))
      showBundles(output, bundles)
      output.result({ ok: true, id, on, bundles })
      output.next([
        ...(bundles.length > 0 ? [output.t('command.next-send')] : []),
        exercise === null ? output.t('command.next-statuses') : output.t('command.next-status', { exercise }),
      ])
    })
  },
}
