/** Help in the language of the rest: what commander says of its own accord, said from the catalogue. */
import type { Command } from 'commander'
import type { MessageKey, Translate } from '../message/index.ts'

const TITLES: Readonly<Record<string, MessageKey>> = {
  'Usage:': 'command.help.usage',
  'Arguments:': 'command.help.arguments',
  'Options:': 'command.help.options',
  'Commands:': 'command.help.commands',
}

export function speakHelp(command: Command, t: Translate): void {
  command.helpOption('-h, --help', t('command.option.help'))
  command.configureHelp({
    styleTitle(title) {
      const key = TITLES[title]
      return key === undefined ? title : t(key)
    },
    optionDescription({ description, argChoices, defaultValue }) {
      const more = [
        ...(argChoices === undefined ? [] : [t('command.help.choices', { choices: argChoices.join(', ') })]),
        ...(typeof defaultValue === 'string' ? [t('command.help.default', { value: defaultValue })] : []),
      ]
      return more.length === 0 ? description : `${description} (${more.join('; ')})`
    },
  })
}
