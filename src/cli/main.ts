/** The command line: `concord`. Everything heavy is loaded by the command that needs it. */
import { Command, CommanderError } from 'commander'
import { translate } from '../message/index.ts'
import { accessCommands } from './access.ts'
import { addCommand, addCommonOptions, localeOf } from './command.ts'
import { cardCommand } from './card.ts'
import { charterCommands } from './charter.ts'
import { compareCommand } from './compare.ts'
import { cosignCommand } from './analysis/cosign.ts'
import { datasetCommands } from './dataset.ts'
import { eraseCommand, erasureCommands } from './erasure.ts'
import { exerciseCommands } from './exercise/commands.ts'
import { exportCommand } from './export.ts'
import { importCommand } from './import.ts'
import { initCommand } from './init.ts'
import { modelCommands } from './model.ts'
import { opinionCommand } from './opinion.ts'
import { writeError } from './output.ts'
import { personCommands } from './person.ts'
import { receiveCommand } from './receive.ts'
import { rehearsalCommands } from './rehearsal.ts'
import { auditCommand } from './audit.ts'
import { releaseCommands } from './release.ts'
import { retractCommand } from './retract.ts'
import { runCommands } from './run.ts'
import { serveCommand, startCommand } from './serve.ts'
import { scoreCommand } from './score.ts'
import { statsCommand } from './stats.ts'
import { quarantineCommand, syncCommand } from './sync.ts'
import { usageError } from './usage-error.ts'
import { verifyCommand } from './verify.ts'

/** The whole program, as help and reference show it; `clock` is what progress is timed by. */
export function createProgram(argv: readonly string[], clock?: () => number): Command {
  const locale = localeOf(argv, process.env)
  const t = translate(locale)
  const program = new Command('concord')
    .description(t('command.about'))
    .helpCommand(false)
    .showHelpAfterError(false)
    .exitOverride()
  // What is wrong with the words is said once, below, as every other error.
  program.configureOutput({ outputError: () => undefined })
  addCommonOptions(program, t)
  const add = (parent: Command, specs: readonly Parameters<typeof addCommand>[1][]): void => {
    for (const spec of specs) addCommand(parent, spec, { t, locale, clock })
  }
  const group = (name: string, about: Parameters<typeof t>[0]): Command =>
    program.command(name).description(t(about)).helpCommand(false)
  add(program, [startCommand, serveCommand, initCommand, cardCommand])
  add(group('charter', 'command.charter'), charterCommands)
  add(group('dataset', 'command.dataset'), datasetCommands)
  add(group('exercise', 'command.exercise'), exerciseCommands)
  add(program, [receiveCommand, syncCommand, quarantineCommand])
  add(group('run', 'command.run'), runCommands)
  add(program, [scoreCommand])
  add(group('analysis', 'command.analysis'), [cosignCommand])
  add(program, [opinionCommand, retractCommand, eraseCommand])
  add(group('erasure', 'command.erasure'), erasureCommands)
  add(group('model', 'command.model'), modelCommands)
  add(group('release', 'command.release'), releaseCommands)
  add(program, [auditCommand])
  add(group('person', 'command.person'), personCommands)
  add(group('access', 'command.access'), accessCommands)
  add(program, [verifyCommand, importCommand, compareCommand, exportCommand, statsCommand])
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

/** Runs one command; how it ended is `process.exitCode`. */
export async function runCommandLine(argv: readonly string[], clock?: () => number): Promise<void> {
  try {
    await createProgram(argv, clock).parseAsync(argv, { from: 'user' })
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0) return
    process.exitCode = 2
    const json = argv.includes('--json')
    // A group without a subcommand has shown its help.
    if (error.code === 'commander.help' && !json) return
    const locale = localeOf(argv, process.env)
    writeError({ json, locale, t: translate(locale) }, usageError(error))
  }
}

if (import.meta.main) {
  // Whoever reads our output may stop reading, as `head` does.
  process.stdout.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  })
  await runCommandLine(process.argv.slice(2))
}
