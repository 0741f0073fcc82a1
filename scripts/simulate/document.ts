/**
 * The document of the simulations: per setup what is drawn, the range each method reached beside what it promises,
 * and every case. The text is read back the same way, so that a test can hold its figures and its words.
 */
import type { Column, Figures, Group, Row, Setting, Setup } from './setup.ts'

export type Simulated = { readonly setup: Setup; readonly runs: number; readonly rows: readonly Row[] }

export type Validity = {
  readonly version: string
  readonly seed: string
  readonly simulated: readonly Simulated[]
}

const HEADINGS: Readonly<Record<Group, string>> = {
  reached: 'Reached',
  lowest: 'Lowest over the grid of p',
  width: 'Mean width of the interval',
}
const GROUPS: readonly Group[] = ['reached', 'lowest', 'width']

/** A figure as the document prints it. */
export function figureText(value: number | null | undefined): string {
  return value === null || value === undefined ? '–' : value.toFixed(3)
}

function tableText(head: readonly string[], body: readonly (readonly string[])[], words: number): string {
  const rule = head.map((_, at) => (at < words ? '---' : '---:'))
  return [head, rule, ...body].map((cells) => `| ${cells.join(' | ')} |`).join('\n')
}

function columnsOf(setup: Setup, group: Group): Column[] {
  return setup.columns.filter((column) => column.group === group)
}

/** A setting in words, without what all the settings it stands among have in common. */
function settingText({ keys }: Setup, setting: Setting, among: readonly Setting[]): string {
  return keys
    .filter(({ name }) => among.some((other) => other[name] !== setting[name]))
    .map(({ name, title }) => `${title} ${setting[name]}`)
    .join(', ')
}

function linesText({ setup, rows }: Simulated): string[] {
  if (setup.lines.length === 0) return []
  const body = setup.lines.flatMap(({ title, column, nominal, of }) => {
    const known = rows.flatMap(({ setting, figures }) => {
      const value = figures[column]
      if (value === null || value === undefined || (of !== undefined && !of(setting))) return []
      // As printed, so that the text read back gives the same extremes.
      return [{ setting, value: Number(figureText(value)) }]
    })
    const [first] = known
    if (first === undefined) return []
    const lowest = known.reduce((best, row) => (row.value < best.value ? row : best), first)
    const highest = known.reduce((best, row) => (row.value > best.value ? row : best), first)
    const among = known.map(({ setting }) => setting)
    const cells = [
      title,
      nominal === null ? '–' : String(nominal),
      figureText(lowest.value),
      settingText(setup, lowest.setting, among),
      figureText(highest.value),
      settingText(setup, highest.setting, among),
    ]
    return [cells]
  })
  return [tableText(['', 'nominal', 'lowest', 'at', 'highest', 'at'], body, 1)]
}

function groupText({ setup, rows }: Simulated, group: Group): string[] {
  const columns = columnsOf(setup, group)
  if (columns.length === 0) return []
  const head = [...setup.keys, ...columns].map(({ title }) => title)
  const body = rows.map(({ setting, figures }) => [
    ...setup.keys.map(({ name }) => String(setting[name])),
    ...columns.map(({ name }) => figureText(figures[name])),
  ])
  return [`### ${HEADINGS[group]}`, tableText(head, body, 0)]
}

/** The sections of some setups, without the introduction. */
export function renderSections(simulated: readonly Simulated[]): string {
  return simulated
    .flatMap((one) => [
      `## ${one.setup.title}`,
      ...one.setup.about,
      one.runs === 0
        ? `Setup \`${one.setup.name}\`; exact, nothing is drawn.`
        : `Setup \`${one.setup.name}\`; ${one.runs.toLocaleString('en')} runs a row.`,
      ...linesText(one),
      ...GROUPS.flatMap((group) => groupText(one, group)),
    ])
    .join('\n\n')
}

/** The whole document. */
export function renderDocument({ version, seed, simulated }: Validity): string {
  return `# Validity

What the statistics of Concord reach where the truth is known, because it was drawn: how often an interval that promises 95 % covers, how often a test at 5 % rejects without cause, how often it finds what is there. Beside each method of Concord stand others that are in use, so that a reader can see what the choice costs or saves.

Made by \`npm run simulate\` with Concord ${version}. Random numbers are those of xoshiro128** 1.1; each row has a generator of its own, seeded with the first 16 bytes of SHA-256 of "${seed}", a line feed and the name of its case, so the same command gives the same figures everywhere, and \`npm run simulate -- --only NAME\` gives those of one setup. A coverage of .95 from 1,000 runs has a standard error of .007, a power of .5 one of .016; with 400 runs .011 and .025. An interval or test that is refused covers nothing and rejects nothing. Every figure is held against an independent simulation of the same setup (within .035 from .9 upwards, else .07) by \`npm run test:conformance\`, where there is one.

${renderSections(simulated)}
`
}

function cellsOf(line: string): string[] {
  return line
    .slice(1, -1)
    .split('|')
    .map((cell) => cell.trim())
}

/** The rows of the table under a heading of a section, without its head. */
function bodyUnder(section: string, heading: string): string[][] {
  const [, after] = section.split(`\n### ${heading}\n`)
  if (after === undefined) throw new Error(`The document has no table "${heading}" where one is due.`)
  const [table = ''] = after.trimStart().split('\n\n')
  return table.trimEnd().split('\n').slice(2).map(cellsOf)
}

function parseSection(setup: Setup, text: string): Simulated {
  const [, section] = text.split(`\n## ${setup.title}\n`)
  if (section === undefined) throw new Error(`The document has no section "${setup.title}".`)
  const [own = ''] = section.split('\n## ')
  const figures: Record<string, number | null>[] = setup.cases.map(() => ({}))
  for (const group of GROUPS) {
    const columns = columnsOf(setup, group)
    if (columns.length === 0) continue
    const body = bodyUnder(own, HEADINGS[group])
    if (body.length !== setup.cases.length) {
      throw new Error(`"${setup.title}" has ${body.length} rows; ${setup.cases.length} are due.`)
    }
    for (const [at, { setting }] of setup.cases.entries()) {
      const cells = body[at] ?? []
      const keys = setup.keys.map(({ name }) => String(setting[name]))
      if (keys.some((key, k) => cells[k] !== key)) {
        throw new Error(
          `Row ${at + 1} of "${setup.title}" is ${cells.join(', ')}; ${keys.join(', ')} is due.`,
        )
      }
      for (const [k, { name }] of columns.entries()) {
        const cell = cells[keys.length + k] ?? ''
        const value = cell === '–' ? null : Number.parseFloat(cell)
        if (figureText(value) !== cell) throw new Error(`"${cell}" is not a figure, in "${setup.title}".`)
        const row = figures[at]
        if (row !== undefined) row[name] = value
      }
    }
  }
  const rows = setup.cases.map(({ setting }, at): Row => ({ setting, figures: figuresAt(figures, at) }))
  return { setup, runs: runsOf(own), rows }
}

function figuresAt(figures: readonly Figures[], at: number): Figures {
  return figures[at] ?? {}
}

function runsOf(section: string): number {
  const found = /; ([\d,]+) runs a row\./.exec(section)?.[1]
  return found === undefined ? 0 : Number(found.replaceAll(',', ''))
}

function firstOf(pattern: RegExp, text: string): string {
  const found = pattern.exec(text)?.[1]
  if (found === undefined) throw new Error(`The document does not say ${pattern.source}.`)
  return found
}

/** Reads a document of these setups back; throws where a section, row or figure is missing or another one. */
export function parseDocument(text: string, setups: readonly Setup[]): Validity {
  return {
    version: firstOf(/with Concord (\S+)\. /, text),
    seed: firstOf(/SHA-256 of "([^"]+)"/, text),
    simulated: setups.map((setup) => parseSection(setup, text)),
  }
}
