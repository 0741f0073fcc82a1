import type { CommandSpec } from './command.ts'
import { withHome } from './home.ts'

export const cardCommand: CommandSpec = {
  words: 'card',
  about: 'command.card',
  async action(context) {
    const { remakeCard } = await import('../node/index.ts')
    await withHome(context, async (home) => {
      const { output } = context
      const { file, member } = await remakeCard(home)
      output.line(output.t('command.card.done', { id: member.id, name: member.name, file }))
      for (const { role, keyid } of member.keys) output.line(`  ${role}  ${keyid}`)
      for (const recipient of member.ageRecipients) output.line(`  age  ${recipient}`)
      output.result({ ok: true, file, member })
      output.next([output.t('command.card.next', { file })])
    })
  },
}
