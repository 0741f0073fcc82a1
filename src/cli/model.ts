import { ConcordError, sentence } from '../error.ts'
import { list, needed, text } from './command.ts'
import type { CommandSpec } from './command.ts'
import { withHome } from './home.ts'
import { showWaiting } from './show-waiting.ts'

const sealCommand: CommandSpec = {
  words: 'seal <passport>',
  about: 'command.model.seal',
  options: [
    { flags: '--alias <alias>', about: 'command.option.seal-alias', required: true },
    { flags: '--into <dir>', about: 'command.option.seal-into', required: true },
  ],
  async action(context, [passport = '']) {
    const { sealIntoFolder } = await import('../node/index.ts')
    await withHome(context, async (home) => {
      const { options, output } = context
      const alias = needed(options, 'alias', '--alias')
      const folder = needed(options, 'into', '--into')
      const { sealed, protocol, kept } = await sealIntoFolder(home, passport, alias, folder)
      output.line(output.t('model.sealed', { alias, protocol, sealed }))
      output.line(output.t('model.kept', { kept }))
      output.result({ ok: true, alias, sealed, protocol, kept })
      output.next([output.t('model.next-propose', { folder })])
    })
  },
}

const revealCommand: CommandSpec = {
  words: 'reveal <alias>',
  about: 'command.model.reveal',
  options: [
    { flags: '--exercise <id>', about: 'command.option.reveal-exercise', required: true },
    { flags: '--to <member>', about: 'command.option.reveal-to', many: true },
    { flags: '--by <name>', about: 'command.option.by', required: true },
  ],
  async action(context, [alias = '']) {
    const { requestReveal } = await import('../node/index.ts')
    await withHome(context, async (home) => {
      const { options, output } = context
      const to = list(options, 'to')
      if (to.length === 0)
        throw new ConcordError('usage', sentence`--to is missing; see the command with --help.`)
      const revealing = {
        exercise: needed(options, 'exercise', '--exercise'),
        alias,
        to: to.includes('everybody') ? null : to,
      }
      showWaiting(output, await requestReveal(home, revealing, text(options, 'by')))
    })
  },
}

export const modelCommands: readonly CommandSpec[] = [sealCommand, revealCommand]
