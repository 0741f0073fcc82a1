import { list, text } from './command.ts'
import type { CommandSpec } from './command.ts'
import { showBundles, withHome } from './home.ts'

export const opinionCommand: CommandSpec = {
  words: 'opinion <id> <text>',
  about: 'command.opinion',
  options: [
    { flags: '--objection', about: 'command.option.objection' },
    { flags: '--on <field>', about: 'command.option.on-field' },
    { flags: '--for-person <person>', about: 'command.option.for-person', many: true },
  ],
  async action(context, [on = '', words = '']) {
    const { giveOpinion } = await import('../node/index.ts')
    const { options, output } = context
    await withHome(context, async (home) => {
      const persons = list(options, 'forPerson')
      const opinion = {
        type: options['objection'] === true ? ('objection' as const) : ('remark' as const),
        field: text(options, 'on') ?? null,
        text: words,
      }
      const { id, kind, bundles } = await giveOpinion(home, on, opinion, persons)
      output.line(output.t('command.opinion.done', { kind, on, id }))
      showBundles(output, bundles)
      output.result({ ok: true, id, on, bundles })
      output.next([output.t(bundles.length === 0 ? 'command.next-statuses' : 'command.next-send')])
    })
  },
}
