/** `npm run bench [name…]`: each figure as one JSON line. A file that exports `run` is a bench. */
import { readdirSync } from 'node:fs'
import path from 'node:path'
import type { Figure } from './figure.ts'

type Bench = { run?: () => Promise<Figure[]> }

const wanted = process.argv.slice(2)
const names = readdirSync(import.meta.dirname)
  .filter((file) => file.endsWith('.ts') && !['main.ts', 'figure.ts'].includes(file))
  .map((file) => file.slice(0, -3))
  .filter((name) => wanted.length === 0 || wanted.includes(name))

for (const name of names) {
  // A worker has no `run`, and must not be started here.
  if (name === 'instant-server' || name.endsWith('-worker')) continue
  const bench: Bench = await import(path.join(import.meta.dirname, `${name}.ts`))
  if (bench.run === undefined) continue
  for (const figure of await bench.run()) process.stdout.write(`${JSON.stringify(figure)}\n`)
}
