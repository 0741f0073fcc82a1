/** The page of the command line, from the command tree itself. */
import type { Command, Option } from 'commander'
import { createProgram } from '../src/cli/main.ts'
import { ERROR_TABLE } from '../src/error.ts'

/** By exit status: what has happened. */
const STATUS_MEANINGS: Readonly<Record<number, string>> = {
  0: 'done',
  1: 'Concord made a mistake; please report it',
  2: 'it cannot be done; one sentence says what, where and what to do',
  3: 'checked and found wanting, by `verify`, `exercise check` or another check',
  130: 'stopped; what was done is kept',
}

/** Words and options are those of `--help`, so that the page cannot say something else. */
export function commandPage(madeBy: string): string {
  const program = createProgram(['--lang', 'en'])
  const commands = leavesOf(program, [])
  return `${[
    '# Commands',
    madeBy,
    'In the folder of Concord the command is `./concord`; installed, `concord`. `--help` after any command says what stands here. Words in capitals are yours to fill in. A walk through all of it: [your first exercise](../guides/first-exercise.md).',
    table(
      ['command', 'what it does'],
      commands.map(({ words, command }) => [
        `[${words}](#${words.replaceAll(' ', '-')})`,
        command.description(),
      ]),
    ),
    '## What holds for every command',
    table(
      ['option', 'meaning'],
      program.options.map((option) => [`\`${flagsOf(option)}\``, option.description]),
    ),
    'It ends by saying what comes next. With `--json` standard output holds one JSON object with `ok`, and after a failure `{"ok": false, "error": {"code", "message"}}`; the sentence for people goes to standard error. So does progress, from the second second of work on: one line on a terminal, elsewhere a line every two seconds, with `--json` as `{"progress"}`. Ctrl-C ends a command at once and leaves nothing half-written; a run keeps what was answered, and is resumed.',
    table(
      ['exit status', 'meaning', '`error.code`'],
      statuses().map(([status, codes]) => [
        String(status),
        STATUS_MEANINGS[status] ?? '',
        codes.map((code) => `\`${code}\``).join(', '),
      ]),
    ),
    table(
      ['environment', 'meaning'],
      [
        ['`CONCORD_HOME`', 'folder of the institute, where `--home` is not given'],
        ['`CONCORD_PASSPHRASE`', 'opens the private keys, where `--passphrase-file` is not given'],
        ['`CONCORD_API_KEY`', 'key for the model server; it is sent and never stored'],
        [
          '`OPENAI_API_KEY`, `ANTHROPIC_API_KEY`, `GEMINI_API_KEY`, `GOOGLE_API_KEY`, `MISTRAL_API_KEY`, `DEEPSEEK_API_KEY`, `TOGETHER_API_KEY`',
          'key for that provider, sent to its own address alone, where `CONCORD_API_KEY` is not set',
        ],
        ['`PORT`', 'port of `start` and `serve`, where `--port` is not given'],
        ['`LC_ALL`, `LC_MESSAGES`, `LANG`', 'language, where `--lang` is not given'],
      ],
    ),
    ...commands.flatMap(({ words, command }) => sectionOf(words, command, program)),
  ].join('\n\n')}\n`
}

function leavesOf(command: Command, words: readonly string[]): { words: string; command: Command }[] {
  return command.commands.length === 0
    ? [{ words: words.join(' '), command }]
    : command.commands.flatMap((child) => leavesOf(child, [...words, child.name()]))
}

function sectionOf(words: string, command: Command, program: Command): string[] {
  const common = new Set(program.options.map(({ long }) => long))
  const own = command.options.filter(({ long }) => !common.has(long))
  const usage = [
    './concord',
    words,
    ...command.registeredArguments.map((argument) => {
      const name = `${argument.name().toUpperCase()}${argument.variadic ? '…' : ''}`
      return argument.required ? name : `[${name}]`
    }),
    ...own.filter(({ mandatory }) => mandatory).map(flagsOf),
  ]
  return [
    `## ${words}`,
    `${capital(command.description())}.`,
    `\`\`\`\n${usage.join(' ')}\n\`\`\``,
    ...(own.length === 0
      ? []
      : [
          table(
            ['option', 'meaning', 'given'],
            own.map((option) => [`\`${flagsOf(option)}\``, option.description, presenceOf(option)]),
          ),
        ]),
  ]
}

/** `--set <field=value>` is written `--set FIELD=VALUE`. */
function flagsOf({ flags }: Option): string {
  return flags.replaceAll(/<([^>]+)>/g, (_, name: string) => name.toUpperCase())
}

function presenceOf({ mandatory, defaultValue }: Option): string {
  const fallback: unknown = defaultValue
  return mandatory ? 'required' : typeof fallback === 'string' ? `default \`${fallback}\`` : ''
}

function statuses(): [number, string[]][] {
  const codesByStatus = new Map<number, string[]>([[0, []]])
  for (const [code, { exit }] of Object.entries(ERROR_TABLE)) {
    if (STATUS_MEANINGS[exit] === undefined) throw new Error(`exit status ${exit} has no meaning here`)
    codesByStatus.set(exit, [...(codesByStatus.get(exit) ?? []), code])
  }
  return [...codesByStatus].sort(([a], [b]) => a - b)
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')
}

function capital(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`
}
