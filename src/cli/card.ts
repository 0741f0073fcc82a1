import { list } from './command.ts'
import type { CommandSpec } from './command.ts'
import { withHome } from './home.ts'

export const cardCommand: CommandSpec = {
  words: 'card',
  about: 'command.card',
  options: [{ flags: '--person <id=recipient>', about: 'command.option.person', many: true }],
  async action(context) {
    const { remakeCardWithPersons } = await import('../node/index.ts')
    await withHome(context, async (home) => {
      const { output, options } = context
      const { file, member } = await remakeCardWithPersons(home, list(options, 'person'))
      output.line(output.t('command.card.done', { id: member.id, name: member.name, file }))
      for (const { role, keyid } of member.keys) output.line(`  ${role}  ${keyid}`)
      for (const recipient of member.ageRecipients) output.line(`  age  ${recipient}`)
      for (const { id, ageRecipients } of member.persons ?? [])
        for (const recipient of ageRecipients) output.line(`  ${member.id}/${id}  ${recipient}`)
      output.result({ ok: true, file, member })
      output.next([output.t('command.card.next', { file })])
    })
  },
}
