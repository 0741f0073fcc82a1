import { readFileSync } from 'node:fs'
import path from 'node:path'

const EXAMPLES = path.resolve(import.meta.dirname, '../../examples')
/** The first lines of an example. */
export const example = (name: string, lines: number): string =>
  readFileSync(path.join(EXAMPLES, name), 'utf8').split('\n').slice(0, lines).join('\n')
