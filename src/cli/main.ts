/** The command line: `concord`. Everything heavy is loaded by the command that needs it. */
import { Command, CommanderError } from 'commander'
import { translate } from '../message/index.ts'
import { addCommand, addCommonOptions, localeOf } from './command.ts'
import { charterCommands } from './charter.ts'
import { agreementCommands } from './exercise-agreement.ts'
import { resultCommands } from './exercise-results.ts'
import { initCommand } from './init.ts'
import { receiveCommand } from './receive.ts'
import { rehearsalCommands } from './rehearsal.ts'
import { runCommands } from './run.ts'
import { serveCommand, startCommand } from './serve.ts'
import { verifyCommand } from './verify.ts'

/** The whole program, as help and reference show it. */
export function createProgram(argv: readonly string[]): Command {
  const locale = localeOf(argv, process.env)
  const t = translate(locale)
  const program = new Command('concord')
    .description(t('command.about'))
    .helpCommand(false)
    .showHelpAfterError(false)
    .exitOverride()
  program.configureOutput({ outputError: (text, write) => write(text) })
  addCommonOptions(program, t)
  const add = (parent: Command, specs: readonly Parameters<typeof addCommand>[1][]): void => {
    for (const spec of specs) addCommand(parent, spec, t, locale)
  }
  const group = (name: string, about: Parameters<typeof t>[0]): Command =>
    program.command(name).description(t(about)).helpCommand(false)
  add(program, [startCommand, serveCommand, initCommand])
  add(group('charter', 'command.charter'), charterCommands)
  add(group('exercise', 'command.exercise'), [...agreementCommands, ...resultCommands.exercise])
  add(program, [receiveCommand])
  add(group('run', 'command.run'), runCommands)
  add(group('analysis', 'command.analysis'), resultCommands.analysis)
  add(program, [verifyCommand])
  add(group('rehearsal', 'command.rehearsal'), rehearsalCommands)
  inherit(program)
  return program
}

/** Every subcommand throws instead of ending the process. */
function inherit(command: Command): void {
  for (const child of command.commands) {
    child.exitOverride()
    inherit(child)
  }
}

async function main(): Promise<void> {
  try {
    await createProgram(process.argv.slice(2)).parseAsync()
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    // Help and version end well; everything else is a wrong flag or word.
    if (error.exitCode !== 0) process.exitCode = 2
    else if (error.code === 'commander.help') process.exitCode = 2
  }
}

if (import.meta.main) await main()
