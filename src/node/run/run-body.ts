/** The run statement of a finished local run. */
import path from 'node:path'
import { observedFacts } from '../../exercise/index.ts'
import type { Run } from '../../statement/index.ts'
import { HARNESS } from '../harness.ts'
import type { Home } from '../institute.ts'
import { readWhole } from '../read-whole.ts'
import { explain } from './deviate.ts'
import { driftOutcome } from './drift-check.ts'
import type { DriftOutcome } from './drift-check.ts'
import { readRunContext } from './run-context.ts'
import { folderOf, readResult } from './run-result.ts'

/** The body of a run with its outcome table and its answers, as they are in this house. */
export async function runBody(
  home: Home,
  run: string,
): Promise<{
  body: Omit<Run, 'table' | 'answers' | 'drift'>
  table: Uint8Array
  answers: Uint8Array
  drift: DriftOutcome | null
}> {
  const folder = await folderOf(home, run)
  const context = await readRunContext(folder)
  const result = await readResult(folder)
  const [reported = null] = result.modelReported.length === 1 ? result.modelReported : []
  // Observed, not declared: what the provider says it answered with.
  const snapshot = context.passport.snapshot === null ? null : reported
  const drift = (await driftOutcome(folder, context)) ?? null
  const facts = observedFacts({
    protocol: context.protocolUsed,
    evaluation: context.evaluationUsed,
    sets: context.sets,
    generation: context.generationUsed,
    passport: { ...context.passport, snapshot },
    safeguards: context.safeguards,
    harness: HARNESS,
    started: result.started,
    finished: result.finished,
    counts: result.counts,
    excluded: 0,
    // Those of the model, which the outcome table has too; what judges used is not.
    tokens: { in: result.tokens.in - result.judgeTokens.in, out: result.tokens.out - result.judgeTokens.out },
    drift: drift?.p ?? null,
  })
  return {
    table: await readWhole(path.join(folder, 'outcomes.parquet')),
    answers: await readWhole(path.join(folder, 'answers.jsonl')),
    drift,
    body: {
      exercise: context.exercise,
      protocol: context.protocol,
      amendments: context.amendments,
      lab: context.lab,
      model: context.alias,
      pilot: context.pilot,
      retrospective: false,
      simulated: context.simulated,
      ...(result.recorded === 0 ? {} : { recorded: result.recorded }),
      started: result.started,
      finished: result.finished,
      harness: HARNESS,
      facts,
      explanations: explain(context),
      counts: result.counts,
      importedFrom: null,
    },
  }
}
