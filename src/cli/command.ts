/** One way to declare a command: its words, options and action, with the options every command has. */
import { Option } from 'commander'
import type { Command } from 'commander'
import { ConcordError, ERROR_TABLE, sentence } from '../error.ts'
import { isLocale } from '../message/index.ts'
import type { Locale, MessageKey, Translate } from '../message/index.ts'
import { createOutput, writeError } from './output.ts'
import type { Output } from './output.ts'
import { speakHelp } from './help.ts'

export type Values = Readonly<Record<string, unknown>>

export type Context = {
  output: Output
  /** Values of the options, by camel-cased name. */
  options: Values
  /** Folder of the institute. */
  home: string
  /** Aborted by Ctrl-C and SIGTERM once it was asked for; until then these end the process, whatever it is busy with. */
  readonly signal: AbortSignal
  passphrase: string | undefined
}

export type CommandSpec = {
  words: string
  about: MessageKey
  options?: readonly {
    flags: string
    about: MessageKey
    many?: boolean
    required?: boolean
    fallback?: string
  }[]
  action(context: Context, args: string[]): Promise<void>
}

/** Locale of this process: --lang, else the environment, else English. */
export function localeOf(argv: readonly string[], env: NodeJS.ProcessEnv): Locale {
  const at = argv.findIndex((word) => word === '--lang' || word.startsWith('--lang='))
  const asked =
    at < 0 ? undefined : argv[at]?.includes('=') ? argv[at]?.slice('--lang='.length) : argv[at + 1]
  if (asked !== undefined && isLocale(asked)) return asked
  const language = (env['LC_ALL'] ?? env['LC_MESSAGES'] ?? env['LANG'] ?? '').slice(0, 2)
  return isLocale(language) ? language : 'en'
}

/** Adds a command below `parent`; its exit status follows from how the action ends. */
export function addCommand(
  parent: Command,
  spec: CommandSpec,
  { t, locale, clock }: { t: Translate; locale: Locale; clock: (() => number) | undefined },
): void {
  const command = parent.command(spec.words).description(t(spec.about))
  for (const { flags, about, many, required, fallback } of spec.options ?? []) {
    const option = new Option(flags, t(about))
    if (required === true) option.makeOptionMandatory()
    if (fallback !== undefined) option.default(fallback)
    if (many === true) option.argParser((value: string, all: string[] | undefined) => [...(all ?? []), value])
    command.addOption(option)
  }
  addCommonOptions(command, t)
  command.action(async (...given: unknown[]) => {
    const words = given
      .slice(0, -2)
      .flatMap((word) => (Array.isArray(word) ? word.map(String) : word === undefined ? [] : [String(word)]))
    const options: Values = command.optsWithGlobals()
    const output = createOutput({ json: options['json'] === true, locale, clock })
    await runAction(output, options, (context) => spec.action(context, words))
  })
}

export function addCommonOptions(command: Command, t: Translate): void {
  speakHelp(command, t)
  command
    .addOption(new Option('--home <dir>', t('command.option.home')))
    .addOption(new Option('--json', t('command.option.json')))
    .addOption(new Option('--lang <language>', t('command.option.lang')).choices(['en', 'fr']))
    .addOption(new Option('--passphrase-file <file>', t('command.option.passphrase')))
}

async function runAction(
  output: Output,
  options: Values,
  action: (context: Context) => Promise<void>,
): Promise<void> {
  const stop = new AbortController()
  const onSignal = (): void => stop.abort()
  let listens = false
  try {
    await action({
      output,
      options,
      home: homeOf(options),
      get signal() {
        // A command that does not ask for it has nothing to bring to an end: it can be killed at any moment.
        if (!listens) for (const name of STOPPING) process.on(name, onSignal)
        listens = true
        return stop.signal
      },
      passphrase: await passphraseOf(options),
    })
  } catch (error) {
    output.settle()
    const known =
      error instanceof ConcordError
        ? error
        : new ConcordError(
            'internal',
            sentence`Concord made a mistake (${error instanceof Error ? error.message : String(error)}); please report it with the lines below.`,
            { cause: error },
          )
    writeError(output, known)
    if (known.code === 'internal' && error instanceof Error) process.stderr.write(`${error.stack ?? ''}\n`)
    process.exitCode = ERROR_TABLE[known.code].exit
  } finally {
    for (const name of STOPPING) process.off(name, onSignal)
  }
}

const STOPPING = ['SIGINT', 'SIGTERM'] as const

function homeOf(options: Values): string {
  const home = text(options, 'home') ?? (process.env['CONCORD_HOME'] || '.concord')
  if (home === '')
    throw new ConcordError('usage', sentence`--home is empty; give the folder of the institute.`)
  return home
}

const MAX_PASSPHRASE = 4096

/** The first line of the file, else what the environment says. */
async function passphraseOf(options: Values): Promise<string | undefined> {
  const file = text(options, 'passphraseFile')
  if (file === undefined) return process.env['CONCORD_PASSPHRASE']
  const { open } = await import('node:fs/promises')
  try {
    await using handle = await open(file, 'r')
    const bytes = Buffer.alloc(MAX_PASSPHRASE)
    let filled = 0
    for (let read = 1; read > 0 && !bytes.includes('\n');) {
      read = (await handle.read(bytes, filled, bytes.length - filled, null)).bytesRead
      filled += read
    }
    const [line = ''] = bytes.toString('utf8', 0, filled).split(/\r?\n/)
    return line
  } catch (cause) {
    throw new ConcordError('usage', sentence`The passphrase file ${file} cannot be read; check its name.`, {
      cause,
    })
  }
}

/** The text of an option, or undefined where it was not given. */
export function text(options: Values, name: string): string | undefined {
  const value = options[name]
  return typeof value === 'string' ? value : undefined
}

/** The text of an option that has to be there. */
export function needed(options: Values, name: string, flag: string): string {
  const value = text(options, name)
  if (value === undefined || value === '')
    throw new ConcordError('usage', sentence`${flag} is missing; see the command with --help.`)
  return value
}

/** The values of an option that may stand several times. */
export function list(options: Values, name: string): string[] {
  const value = options[name]
  return Array.isArray(value) ? value.map(String) : []
}

/** A whole number within bounds; throws `usage` naming the flag. */
export function wholeNumber(
  value: string | undefined,
  flag: string,
  least: number,
  most: number,
): number | undefined {
  if (value === undefined) return undefined
  const number = value.trim() === '' ? Number.NaN : Number(value)
  if (!Number.isInteger(number) || number < least || number > most) {
    throw new ConcordError(
      'usage',
      sentence`${flag} wants a whole number from ${least} to ${most}, not ${value}.`,
    )
  }
  return number
}

/** `FIELD=VALUE`: the value is JSON where it can be read as JSON, else a text; what is no number is neither. */
export function assignment(given: string, flag: string): { field: string; value: unknown } {
  const at = given.indexOf('=')
  if (at < 1)
    throw new ConcordError(
      'usage',
      sentence`${flag} wants FIELD=VALUE, for example generation.temperature=0, not ${given}.`,
    )
  const field = given.slice(0, at)
  const raw = given.slice(at + 1)
  const value = readJson(raw)
  if (value === undefined || /^[-+]?(?:nan|inf|infinity)$/i.test(raw)) {
    throw new ConcordError(
      'usage',
      sentence`${flag} ${field} wants a value, and ${raw} is none; give null for what is not set.`,
    )
  }
  return { field, value }
}

/** A text where it is not JSON; undefined where a number in it is beyond all numbers, as 1e999 is. */
function readJson(raw: string): unknown {
  let finite = true
  try {
    const value: unknown = JSON.parse(raw, (_, one: unknown) => {
      finite &&= typeof one !== 'number' || Number.isFinite(one)
      return one
    })
    return finite ? value : undefined
  } catch {
    return raw
  }
}
