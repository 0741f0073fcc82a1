import { needed } from './command.ts'
import type { CommandSpec } from './command.ts'
import { withHome } from './home.ts'

const keyCommand: CommandSpec = {
  words: 'key <file>',
  about: 'command.person.key',
  async action({ output, passphrase }, [file = '']) {
    const { makePersonKey, systemWorld } = await import('../node/index.ts')
    const recipients = await makePersonKey(file, systemWorld(passphrase))
    output.line(output.t('person.key', { file }))
    for (const recipient of recipients) output.line(`  ${recipient}`)
    output.result({ ok: true, file, recipients })
    output.next([output.t('person.next-card', { recipient: recipients[0] ?? '' })])
  },
}

const openCommand: CommandSpec = {
  words: 'open <id>',
  about: 'command.person.open',
  options: [
    { flags: '--identity <file>', about: 'command.option.identity', required: true },
    { flags: '--out <dir>', about: 'command.option.open-out', required: true },
  ],
  async action(context, [id = '']) {
    const { openForPerson } = await import('../node/index.ts')
    await withHome(context, async (home) => {
      const { options, output } = context
      const out = needed(options, 'out', '--out')
      const opened = await openForPerson(home, id, needed(options, 'identity', '--identity'), out)
      output.line(output.t('person.opened', { id, person: opened.person }))
      for (const file of opened.files) output.line(`  ${file}`)
      output.result({ ok: true, ...opened })
      output.next([output.t('person.next-delete', { out })])
    })
  },
}

export const personCommands: readonly CommandSpec[] = [keyCommand, openCommand]
