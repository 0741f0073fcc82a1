/** What a document promises its reader: links that lead somewhere, commands that exist. */
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { CommanderError } from 'commander'
import type { Command } from 'commander'
import { createProgram } from '../src/cli/main.ts'
import { commandsIn } from './shell-words.ts'

/** The Markdown files of the project: those beside package.json, and all below docs, examples and vectors. */
export function documentFiles(root: string): string[] {
  const below = ['docs', 'examples', 'vectors'].flatMap((folder) =>
    existsSync(path.join(root, folder))
      ? readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).map((file) =>
          path.join(folder, file),
        )
      : [],
  )
  return [...readdirSync(root), ...below].filter((file) => file.endsWith('.md')).sort()
}

export type Markdown = {
  /** Without what stands in code. */
  prose: string
  /** Fenced and indented blocks. */
  blocks: string[]
  /** Between single back quotes. */
  spans: string[]
  anchors: Set<string>
}

export function parseMarkdown(text: string): Markdown {
  const blocks: string[] = []
  const spans: string[] = []
  const anchors = new Set<string>()
  const unfenced = text.replaceAll(
    /^( *)(`{3,})[^\n]*\n(.*?)^\1\2`* *$/gms,
    (_, __, ___, block: string) => (blocks.push(block), ''),
  )
  const unindented = unfenced.replaceAll(
    /(?<=\n\n)(?: {4,}[^\n]*\n)+/g,
    (block) => (blocks.push(block), '\n'),
  )
  for (const [, title = ''] of unindented.matchAll(/^#{1,6} +(.+?) *#*$/gm)) addAnchor(anchors, title)
  for (const [, id = ''] of unindented.matchAll(/<a (?:id|name)="([^"]+)"/g)) anchors.add(id)
  const prose = unindented.replaceAll(
    /(`+)([^`]|[^`].*?[^`])\1(?!`)/gs,
    (_, __, span: string) => (spans.push(span), ''),
  )
  return { prose, blocks, spans, anchors }
}

/** The anchor GitHub makes of a heading; a second one of the same name ends in -1. */
function addAnchor(anchors: Set<string>, title: string): void {
  const text = title.replaceAll(/!?\[([^\]]*)\]\([^)]*\)/g, '$1')
  const stem = text
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{M}\p{N}\p{Pc} -]/gu, '')
    .replaceAll(' ', '-')
  let anchor = stem
  for (let copy = 1; anchors.has(anchor); copy += 1) anchor = `${stem}-${copy}`
  anchors.add(anchor)
}

/** Where the links and pictures of a document lead, as written. */
function targetsIn({ prose }: Markdown): string[] {
  const inline = [...prose.matchAll(/\]\(\s*<?([^)\s>]+)>?(?:\s+"[^"]*")?\s*\)/g)]
  const reference = [...prose.matchAll(/^ {0,3}\[[^\]]+\]:\s*<?(\S+?)>?$/gm)]
  const tags = [...prose.matchAll(/<(?:a|img|source)\b[^>]*?\b(?:href|src|srcset)="([^"]+)"/g)]
  return [...inline, ...reference, ...tags].map((match) => match[1] ?? '')
}

/** Relative links of `file` that lead nowhere, one sentence each. */
export function findDeadLinks(root: string, file: string): string[] {
  const own = parseMarkdown(readFileSync(path.join(root, file), 'utf8'))
  return targetsIn(own).flatMap((target) => {
    if (/^[a-z][a-z0-9+.-]*:/i.test(target)) return []
    const [to = '', anchor] = target.split('#')
    const found = to === '' ? file : path.join(path.dirname(file), decodeURI(to))
    const full = path.join(root, found)
    if (path.isAbsolute(to) || path.relative(root, full).startsWith('..'))
      return [`${file}: ${target} leads out of the project`]
    if (!existsSync(full)) return [`${file}: ${target} does not exist`]
    if (anchor === undefined) return []
    const anchors =
      found === file
        ? own.anchors
        : statSync(full).isFile() && full.endsWith('.md')
          ? parseMarkdown(readFileSync(full, 'utf8')).anchors
          : new Set<string>()
    return anchors.has(decodeURIComponent(anchor)) ? [] : [`${file}: ${target} has no such heading`]
  })
}

/** Commands of a document that the command line would not take, one sentence each. */
export function findWrongCommands(file: string, text: string): string[] {
  const { blocks, spans } = parseMarkdown(text)
  return [
    ...blocks.flatMap((block) => commandsIn(block).flatMap((words) => faultOf(file, words, 'whole'))),
    ...spans.flatMap((span) => commandsIn(span).flatMap((words) => faultOf(file, words, 'named'))),
  ]
}

/** In a sentence a command may be named without all that it needs. */
const MISSING = ['commander.missingArgument', 'commander.missingMandatoryOptionValue', 'commander.help']

function faultOf(file: string, words: readonly string[], how: 'whole' | 'named'): string[] {
  const program = createProgram(['--lang', 'en'])
  silence(program)
  try {
    program.parse(
      words.filter((word) => word !== '$@'),
      { from: 'user' },
    )
    return []
  } catch (error) {
    if (!(error instanceof CommanderError)) throw error
    if (error.exitCode === 0 || (how === 'named' && MISSING.includes(error.code))) return []
    return [`${file}: ./concord ${words.join(' ')}: ${error.message}`]
  }
}

/** The tree as it is, with nothing behind it and no word said. */
function silence(command: Command): void {
  const nothing = (): void => undefined
  command.configureOutput({ writeOut: nothing, writeErr: nothing, outputError: nothing })
  if (command.commands.length === 0) command.action(nothing)
  for (const child of command.commands) silence(child)
}
