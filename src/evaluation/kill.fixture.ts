/** Begins a run, or goes on with it, in a process of its own that the test may kill. argv: folder, plan as JSON. */
import { access } from 'node:fs/promises'
import path from 'node:path'
import { ConcordError } from '../error.ts'
import { resumeEvaluation, runEvaluation } from './run-evaluation.ts'
import { parseRunPlan } from './run-plan.ts'

const [, , folder = '', plan = ''] = process.argv
const effects = {
  folder,
  signal: new AbortController().signal,
  emit() {},
  clock: () => Date.now(),
  random: () => 0.5,
}
const begun = await access(path.join(folder, 'plan.json')).then(
  () => true,
  () => false,
)
try {
  const result = begun
    ? await resumeEvaluation(folder, effects)
    : await runEvaluation(parseRunPlan(JSON.parse(plan)), effects)
  process.stdout.write(JSON.stringify(result))
} catch (cause) {
  if (!(cause instanceof ConcordError)) throw cause
  process.stdout.write(JSON.stringify({ code: cause.code, message: cause.message }))
  process.exitCode = 2
}
