/** Runs one case again: node test/fuzz/replay.ts TARGET CASE */
import { runCases } from './run-cases.ts'
import { TARGETS } from './targets.ts'

const [name = '', number = ''] = process.argv.slice(2)
const target = TARGETS.find((one) => one.name === name)
if (target === undefined)
  throw new Error(`no target is named ${name}: ${TARGETS.map((one) => one.name).join(', ')}`)
const ended = await runCases(name, await target.make(), Number(number), Number(number) + 1)
process.stdout.write(`${JSON.stringify(ended, null, 2)}\n`)
