import path from 'node:path'
import { needed, text } from './command.ts'
import type { CommandSpec } from './command.ts'

export const initCommand: CommandSpec = {
  words: 'init',
  about: 'command.init',
  options: [
    { flags: '--name <name>', about: 'command.option.name', required: true },
    { flags: '--origin <origin>', about: 'command.option.origin', required: true },
    { flags: '--id <id>', about: 'command.option.id' },
    { flags: '--two-persons', about: 'command.option.init-two-persons' },
  ],
  async action({ output, options, home, passphrase }) {
    const { createHome, demandTwoPersons, systemWorld } = await import('../node/index.ts')
    const origin = needed(options, 'origin', '--origin')
    const id = text(options, 'id') ?? (origin.split('/')[0] ?? '').split('.')[0] ?? ''
    await using made = await createHome(
      home,
      { id, name: needed(options, 'name', '--name'), origin },
      systemWorld(passphrase),
    )
    const twoPersons = options['twoPersons'] === true
    if (twoPersons) await demandTwoPersons(made, null)
    const card = path.join(home, 'card.json')
    output.line(output.t('command.init.done', { id, name: made.institute.name, home }))
    output.line(output.t(passphrase === undefined ? 'command.init.plain' : 'command.init.protected'))
    if (twoPersons) output.line(output.t('release.policy.on'))
    output.result({ ok: true, institute: made.institute, home, card, twoPersons })
    output.next([output.t('command.init.next-found', { home }), output.t('command.init.next-card', { card })])
  },
}
