/**
 * `npm run simulate`: the simulations behind docs/validity.md.
 *
 *   --only NAME   this setup alone (may be repeated); --runs N   this many runs a row. Either prints the tables
 *                 instead of writing the document, which holds every setup at its full number of runs.
 *   --check DIR   compares with the reference figures in that folder; exit 3 and the rows that differ.
 *
 * It stands in scripts/, where what is made and committed is made; bench/ measures time.
 */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { z } from 'zod'
import { renderDocument, renderSections } from './simulate/document.ts'
import type { Simulated } from './simulate/document.ts'
import { compareWithReference } from './simulate/reference.ts'
import { generatorOf, SEED_PHRASE } from './simulate/seed.ts'
import type { Setup } from './simulate/setup.ts'
import { setups } from './simulate/setups.ts'

const root = path.resolve(import.meta.dirname, '..')
const file = path.join(root, 'docs', 'validity.md')

type Asked = { chosen: readonly Setup[]; runs: number | undefined; check: string | undefined }

function csvOf(folder: string, reference: string): string {
  return path.join(folder, `${reference}.csv`)
}

/** What was asked on the command line, or the sentence that says why it cannot be done. */
function asked(): Asked | string {
  const { values } = parseArgs({
    options: {
      only: { type: 'string', multiple: true },
      runs: { type: 'string' },
      check: { type: 'string' },
    },
  })
  const names = values.only ?? setups.map(({ name }) => name)
  const unknown = names.find((name) => !setups.some((setup) => setup.name === name))
  if (unknown !== undefined) {
    return `There is no setup "${unknown}"; choose from ${setups.map(({ name }) => name).join(', ')}.`
  }
  const runs = values.runs === undefined ? undefined : Number(values.runs)
  if (runs !== undefined && !(Number.isInteger(runs) && runs > 0)) {
    return `--runs takes a whole number from 1, not "${values.runs}".`
  }
  const chosen = setups.filter(({ name }) => names.includes(name))
  const { check } = values
  if (check !== undefined) {
    const absent = chosen
      .flatMap(({ reference }) => reference ?? [])
      .find((name) => !existsSync(csvOf(check, name)))
    if (absent !== undefined) return `There is no ${absent}.csv in ${check}, which --check needs.`
  }
  return { chosen, runs, check }
}

/** Simulates every case of a setup, telling standard error how far it is. */
function simulate(setup: Setup, runs: number): Simulated {
  const start = performance.now()
  const rows = setup.cases.map(({ setting, simulate: simulateCase }, at) => {
    if (process.stderr.isTTY) process.stderr.write(`\r${setup.name} ${at + 1}/${setup.cases.length}`)
    return { setting, figures: simulateCase(generatorOf(setup, setting), runs) }
  })
  const seconds = ((performance.now() - start) / 1000).toFixed(1)
  process.stderr.write(
    `${process.stderr.isTTY ? '\r' : ''}${setup.name}: ${rows.length} cases, ${seconds} s\n`,
  )
  return { setup, runs, rows }
}

function differences(simulated: readonly Simulated[], folder: string): string[] {
  return simulated.flatMap((one) => {
    const { reference } = one.setup
    if (reference === undefined) return []
    const { count, off } = compareWithReference(one, readFileSync(csvOf(folder, reference), 'utf8'))
    process.stderr.write(`${one.setup.name}: ${count} figures compared, ${off.length} differ\n`)
    return off
  })
}

function run({ chosen, runs, check }: Asked): void {
  const simulated = chosen.map((setup) => simulate(setup, setup.runs === 0 ? 0 : (runs ?? setup.runs)))
  if (runs === undefined && chosen.length === setups.length) {
    const text = readFileSync(path.join(root, 'package.json'), 'utf8')
    const { version } = z.object({ version: z.string() }).parse(JSON.parse(text))
    writeFileSync(file, renderDocument({ version, seed: SEED_PHRASE, simulated }))
    process.stderr.write(`Written: ${path.relative(root, file)}\n`)
  } else {
    process.stdout.write(`${renderSections(simulated)}\n`)
  }
  if (check === undefined) return
  const off = differences(simulated, check)
  if (off.length > 0) {
    process.stdout.write(`${off.join('\n')}\n`)
    process.exitCode = 3
  }
}

function main(): void {
  let request: Asked | string
  try {
    request = asked()
  } catch (error) {
    request = error instanceof Error ? error.message : String(error)
  }
  if (typeof request === 'string') {
    process.stderr.write(`${request}\n`)
    process.exitCode = 2
    return
  }
  run(request)
}

main()
