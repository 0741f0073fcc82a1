/** Whom a run asks, with which key, and at what price: options of the commands that ask a model. */
import { ConcordError, sentence } from '../error.ts'
import type { ProviderChoice } from '../evaluation/index.ts'
import { formatNumber } from '../message/index.ts'
import type { Locale } from '../message/index.ts'
import type { RunControl } from '../node/index.ts'
import { needed, text } from './command.ts'
import type { CommandSpec, Context, Values } from './command.ts'

type Options = NonNullable<CommandSpec['options']>

/** What a key and prices come from. */
export const ASKING_OPTIONS: Options = [
  { flags: '--key-file <file>', about: 'command.option.key-file' },
  { flags: '--prices <file>', about: 'command.option.prices' },
]

export const PROVIDER_OPTIONS: Options = [
  { flags: '--provider <kind>', about: 'command.option.provider', fallback: 'openai-chat' },
  { flags: '--base-url <address>', about: 'command.option.base-url' },
  { flags: '--file <file>', about: 'command.option.provider-file' },
  { flags: '--command <words>', about: 'command.option.provider-command' },
  ...ASKING_OPTIONS,
]

/** The provider that the options of a command choose. */
export function providerChoice(options: Values): ProviderChoice {
  const command = text(options, 'command')
  return {
    provider: text(options, 'provider'),
    model: needed(options, 'model', '--model'),
    baseUrl: text(options, 'baseUrl'),
    file: text(options, 'file'),
    command: command === undefined ? undefined : wordsOf(command),
  }
}

/** The key of `--key-file` and the prices of `--prices`, where they are given. */
export async function askingWith({
  options,
  passphrase,
}: Pick<Context, 'options' | 'passphrase'>): Promise<Pick<RunControl, 'apiKey' | 'prices'>> {
  const keyFile = text(options, 'keyFile')
  const pricesFile = text(options, 'prices')
  if (keyFile === undefined && pricesFile === undefined) return {}
  const { readApiKey, readPrices } = await import('../node/index.ts')
  return {
    ...(keyFile === undefined ? {} : { apiKey: await readApiKey(keyFile, passphrase) }),
    ...(pricesFile === undefined ? {} : { prices: await readPrices(pricesFile) }),
  }
}

/** Words separated by spaces; quotes of either kind keep a word with spaces together. Nothing else is special. */
function wordsOf(command: string): string[] {
  const words = [...command.matchAll(/(?:[^\s"']+|"[^"]*"|'[^']*')+/g)].map(([word]) =>
    word.replaceAll(/"([^"]*)"|'([^']*)'/g, (_, double?: string, single?: string) => double ?? single ?? ''),
  )
  if (words.length > 0) return words
  throw new ConcordError('usage', sentence`--command is empty; give a program and its arguments.`)
}

/** US dollars, to the cent or, below ten cents, to two digits that count. */
export function formatDollars(locale: Locale, usd: number): string {
  const digits = usd === 0 || usd >= 0.1 ? 2 : Math.min(8, 1 - Math.floor(Math.log10(usd)))
  return formatNumber(locale, usd, digits)
}
