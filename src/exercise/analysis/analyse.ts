import { type Sentence, sentence } from '../../error.ts'
import type { Analysis, Protocol, Sha256 } from '../../statement/index.ts'
import type { SetItems } from '../attempts.ts'
import { collectRun } from './collected-run.ts'
import type { AnalysisRefusal, CollectedRun, InForce, RunWithTable } from './collected-run.ts'
import { byId } from './context.ts'
import type { ResultContext } from './context.ts'
import { jointResult } from './joint.ts'
import { labLanguageResult } from './lab-language.ts'
import { labPairResult } from './lab-pair.ts'
import { modelPairsResult } from './model-pairs.ts'
import { publishedRatesResult } from './published-rates.ts'
import { runScoresResult } from './run-scores.ts'
import { analysisSeed, resultSeed } from './seed.ts'

/** Who computes, when (RFC 3339) and with which program: said in the statement, used for nothing else. */
export type Computed = Analysis['computed']

/** `onResults` is told how many more results are computed. */
type AnalysisEffects = { sha256: Sha256; onResults?: (more: number) => void }

type Outcome = { ok: true; analysis: Analysis } | { ok: false; refusal: AnalysisRefusal }

/**
 * Every planned analysis of an exercise, in the order of the plan: the body of an `analysis` statement. The same
 * runs give the same result, in whatever order they come. Refuses as a whole, naming the runs, what cannot enter
 * any analysis; what a single result cannot say is refused there.
 */
export function analyse(
  input: InForce & { runs: readonly RunWithTable[]; sets: ReadonlyMap<string, SetItems>; computed: Computed },
  effects: AnalysisEffects,
): Outcome {
  const collected: CollectedRun[] = []
  for (const run of input.runs) {
    const read = collectRun(run, input, input.sets)
    if (!read.ok) return read
    collected.push(read.run)
  }
  return analyseCollected({ ...input, runs: collected }, effects)
}

/**
 * The same from runs whose tables have been read by `collectRun`. `seed` replaces the seed that follows from
 * protocol and name: for recomputing a statement that says another one.
 */
export function analyseCollected(
  input: InForce & { runs: readonly CollectedRun[]; computed: Computed; seed?: string },
  { sha256, onResults }: AnalysisEffects,
): Outcome {
  const { protocol, protocolId } = input
  const runs = input.runs.toSorted((a, b) => byId(a.body.lab, b.body.lab) || byId(a.body.model, b.body.model))
  for (const [index, run] of runs.entries()) {
    const next = runs[index + 1]
    if (next && next.body.lab === run.body.lab && next.body.model === run.body.model) {
      return refuse(
        'two-runs',
        [run.id, next.id],
        sentence`${run.body.lab} has two runs with ${run.body.model}`,
      )
    }
  }
  if (runs.length === 0) return refuse('no-runs', [], sentence`there is no run to analyse`)
  const seed = input.seed ?? analysisSeed(protocolId, protocol.analysis.name, sha256)
  const context: ResultContext = { protocol, runs, seedOf: (id) => resultSeed(seed, id, sha256) }
  return {
    ok: true,
    analysis: {
      exercise: protocol.exercise,
      protocol: protocolId,
      amendments: [...input.amendmentIds],
      name: protocol.analysis.name,
      seed,
      inputs: runs.map(({ id, body, tableDigest }) => ({
        lab: body.lab,
        model: body.model,
        run: id,
        table: tableDigest,
      })),
      results: protocol.analysis.plan.map((entry) => {
        const result = resultOf(entry, context)
        onResults?.(1)
        return result
      }),
      computed: input.computed,
    },
  }
}

function resultOf(
  entry: Protocol['analysis']['plan'][number],
  context: ResultContext,
): Analysis['results'][number] {
  switch (entry.kind) {
    case 'joint':
      return jointResult(entry, context)
    case 'lab-pair':
      return labPairResult(entry, context)
    case 'lab-language':
      return labLanguageResult(entry, context)
    case 'run-scores':
      return runScoresResult(entry, context)
    case 'model-pairs':
      return modelPairsResult(entry, context)
    case 'published-rates':
      return publishedRatesResult(entry, context)
  }
}

function refuse(reason: AnalysisRefusal['reason'], runs: string[], detail: Sentence): Outcome {
  return { ok: false, refusal: { reason, runs, detail } }
}
