import { text } from './command.ts'
import type { CommandSpec } from './command.ts'
import { showBundles, withHome } from './home.ts'

export const opinionCommand: CommandSpec = {
  words: 'opinion <id> <text>',
  about: 'command.opinion',
  options: [
    { flags: '--objection', about: 'command.option.objection' },
    { flags: '--on <field>', about: 'command.option.on-field' },
  ],
  async action(context, [on = '', words = '']) {
    const { giveOpinion } = await import('../node/index.ts')
    const { options, output } = context
    await withHome(context, async (home) => {
      const { id, kind, bundles } = await giveOpinion(home, on, {
        type: options['objection'] === true ? 'objection' : 'remark',
        field: text(options, 'on') ?? null,
        text: words,
      })
      output.line(output.t('command.opinion.done', { kind, on, id }))
      showBundles(output, bundles)
      output.result({ ok: true, id, on, bundles })
      output.next([output.t(bundles.length === 0 ? 'command.next-statuses' : 'command.next-send')])
    })
  },
}
