/** What commander refuses, as a sentence of ours. */
import type { CommanderError } from 'commander'
import { ConcordError, sentence } from '../error.ts'
import type { Sentence } from '../error.ts'

/** The refusal of a word, flag or argument; the name in it is the first that commander quotes. */
export function usageError({ code, message }: Pick<CommanderError, 'code' | 'message'>): ConcordError {
  const [, name = ''] = /'([^']*)'/.exec(message) ?? []
  const [, meant] = /\(Did you mean (?:one of )?(.+)\?\)/.exec(message) ?? []
  const said = SENTENCES[code]?.(name, message)
  if (said === undefined)
    return new ConcordError('usage', sentence`${firstLine(message)}; see the command with --help.`)
  return new ConcordError(
    'usage',
    meant === undefined
      ? sentence`${said}; see the command with --help.`
      : sentence`${said} (did you mean ${meant}?); see the command with --help.`,
  )
}

const SENTENCES: Readonly<Record<string, (name: string, message: string) => Sentence>> = {
  'commander.help': () => sentence`The subcommand is missing`,
  'commander.unknownCommand': (name) => sentence`There is no command "${name}"`,
  'commander.unknownOption': (name) => sentence`There is no option ${name} here`,
  'commander.missingArgument': (name) => sentence`The argument "${name}" is missing`,
  'commander.optionMissingArgument': (name) => sentence`The option ${name} wants a value`,
  'commander.missingMandatoryOptionValue': (name) => sentence`The option ${name} is missing`,
  'commander.invalidArgument': (_, message) => sentence`A value cannot be used: ${firstLine(message)}`,
  'commander.excessArguments': (_, message) => {
    const [, wanted = '?', given = '?'] = /Expected (\d+) arguments? but got (\d+)/.exec(message) ?? []
    return sentence`There are ${given} words where the command takes ${wanted}`
  },
}

function firstLine(message: string): string {
  const words = message
    .replace(/^error: /, '')
    .replace(/\s*\n\s*/g, ' ')
    .replace(/\.?$/, '')
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}`
}
