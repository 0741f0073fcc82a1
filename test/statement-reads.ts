/** Whether there is one way to a statement: through a reader that names for whom it reads. */
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** Tables that hold what a label may close. */
const TABLES = ['statement', 'statement_blob', 'link', 'label']

/** Files of the store that touch them, and what for. A change of this list wants a look at who gets the rows. */
export const TOUCHING = {
  /** What they find goes to somebody: every question of theirs asks for visible labels alone. */
  answering: ['reader.ts', 'outline.ts'],
  /** What they find stays in the store: they compare, merge, judge and remove. */
  keeping: ['labels.ts', 'relabel.ts', 'put-statements.ts', 'erase.ts'],
  /** The tables themselves. */
  making: ['tables.ts', 'migrations.ts'],
} as const

const VERBS = 'selectFrom|innerJoin|leftJoin|updateTable|deleteFrom|insertInto'
const names = TABLES.join('|')
const QUERY = new RegExp(`\\b(?:${VERBS})\\(\\s*['"\`](?:${names})\\b`)
const SQL = new RegExp(`\\b(?:from|join|update|into)\\s+(?:${names})\\b`)
/** A question from its table to where it is asked, or to the end of a question within another. */
const QUESTION = /\bselectFrom\(\s*['"`]statement['"`]\s*\)[^]*?(?=\.execute|\n\n|$)/g

/** What reads statements past the readers of the store in the tree under `source`, a sentence each. */
export function findPassing(source: string): string[] {
  const faults: string[] = []
  for (const name of readdirSync(source, { recursive: true, encoding: 'utf8' })) {
    const file = name.replaceAll('\\', '/')
    if (!file.endsWith('.ts') || /\.(test|fixture|child)\.ts$|-contract\.ts$/.test(file)) continue
    const text = readFileSync(path.join(source, name), 'utf8')
    // What comments say about tables is no question.
    const code = text.replace(/\/\*[^]*?\*\/|(?<![:'"`])\/\/[^\n]*/g, '')
    const [room = '', own = ''] = file.split('/')
    if (room !== 'store') {
      if (/from '(?:node:sqlite|kysely)'/.test(code) || /\bimport\(\s*'(?:node:sqlite|kysely)'/.test(code))
        faults.push(`src/${file} opens a database: ask a reader of the store, which names for whom it reads.`)
      continue
    }
    const { answering, keeping, making } = TOUCHING
    const all: readonly string[] = [...answering, ...keeping, ...making]
    if (!all.includes(own)) {
      if (QUERY.test(code) || SQL.test(code))
        faults.push(`src/${file} touches the tables of statements; only ${all.join(', ')} do.`)
    } else if (answering.some((one) => one === own)) {
      for (const [question] of code.matchAll(QUESTION))
        if (!/\binRows\(|'in', (?:visible|openRows)\b/.test(question))
          faults.push(`src/${file} asks for statements without naming the labels its reader may see.`)
    }
  }
  return faults
}
