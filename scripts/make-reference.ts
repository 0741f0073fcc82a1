/** Writes the pages of docs/reference that are made from the code. */
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { referencePages } from './reference-pages.ts'

const folder = path.resolve(import.meta.dirname, '../docs/reference')
for (const [name, text] of referencePages()) {
  const file = path.join(folder, name)
  mkdirSync(path.dirname(file), { recursive: true })
  writeFileSync(file, text)
  process.stdout.write(`docs/reference/${name}\n`)
}
