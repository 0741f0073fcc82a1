/** All that an analysis or a run rests on, from statements that have been verified. */
import { ConcordError, sentence, type Sentence } from '../../error.ts'
import { renderPrompt, rescore } from '../../evaluation/index.ts'
import { amendmentDemands, isInTime } from '../../exercise/index.ts'
import type { AnalysisEvidence, RescoreEffects, RunEvidence, Signed } from '../../exercise/index.ts'
import type { Analysis, Protocol, Run } from '../../statement/index.ts'
import { AGE_MEDIA_TYPE } from '../../trust/index.ts'
import { sha256 } from '../crypto.ts'
import { datasetsOf, evaluationOf, evidenceBy, itemsIn, participantsOf } from '../evidence.ts'
import type { Evidence } from '../evidence.ts'
import { counting } from '../progress.ts'
import type { OnProgress } from '../progress.ts'

/** How answers are scored again, telling how far it is with all that these analyses and runs rest on. */
export function rescoring(
  evidence: Evidence,
  of: { analyses: readonly Signed<Analysis>[]; runs: readonly Signed<Run>[] },
  onProgress: OnProgress | undefined,
): RescoreEffects {
  const inputs = new Set(of.analyses.flatMap(({ body }) => body.inputs.map(({ run }) => run)))
  const runs = [...evidence.runs.filter(({ id }) => inputs.has(id)), ...of.runs]
  const protocols = [...of.analyses, ...of.runs].flatMap(
    (one) => evidence.protocols.find(({ id }) => id === one.body.protocol)?.body ?? [],
  )
  return {
    sha256,
    rescore,
    renderPrompt,
    onItems: counting(
      onProgress,
      'items',
      sumOf(protocols, (body) => itemsIn(evidence, body)),
    ),
    onAnswers: counting(
      onProgress,
      'answers',
      sumOf(runs, ({ body: { answers, counts } }) =>
        answers === null ? 0 : (counts?.attempts ?? 0) - (counts?.['not-run'] ?? 0),
      ),
    ),
    onAttempts: counting(
      onProgress,
      'attempts',
      sumOf(runs, ({ body }) => body.counts?.attempts ?? 0),
    ),
    onResults: counting(
      onProgress,
      'results',
      sumOf(of.analyses, ({ body }) => body.results.length),
    ),
  }
}

function sumOf<One>(list: readonly One[], count: (one: One) => number): number {
  return list.reduce((sum, one) => sum + count(one), 0)
}

/**
 * All that an analysis rests on, loaded from what is here: protocol and amendments with the signatures of all
 * participants, each run with that of its lab. Throws `not-found` where its protocol or evaluation is not here.
 */
export async function analysisEvidence(
  evidence: Evidence,
  analysis: Signed<Analysis>,
): Promise<AnalysisEvidence> {
  const protocol = protocolOf(evidence, analysis.body.protocol, sentence`analysis ${analysis.id}`)
  const runs: AnalysisEvidence['runs'][number][] = []
  for (const { run } of analysis.body.inputs) {
    const found = evidence.runs.find(({ id }) => id === run)
    if (found === undefined) continue
    runs.push({
      run: evidenceBy('run', found, [found.body.lab]),
      amendments: amendmentsOf(evidence, protocol.body, found.body.amendments),
      ...(await blobsOf(evidence, found)),
    })
  }
  return {
    analysis: evidenceBy('analysis', analysis, [analysis.body.computed.by]),
    amendments: amendmentsOf(evidence, protocol.body, analysis.body.amendments),
    ...(await methodOf(evidence, protocol)),
    runs,
  }
}

/** All that one run rests on, as `analysisEvidence` loads it for an analysis. */
export async function runEvidence(evidence: Evidence, run: Signed<Run>): Promise<RunEvidence> {
  const protocol = protocolOf(evidence, run.body.protocol, sentence`run ${run.id}`)
  return {
    run: evidenceBy('run', run, [run.body.lab]),
    amendments: amendmentsOf(evidence, protocol.body, run.body.amendments),
    ...(await methodOf(evidence, protocol)),
    ...(await blobsOf(evidence, run)),
  }
}

function protocolOf(evidence: Evidence, id: string, whose: Sentence): Signed<Protocol> {
  const protocol = evidence.protocols.find((one) => one.id === id)
  if (protocol !== undefined) return protocol
  throw new ConcordError(
    'not-found',
    sentence`The protocol ${id} of ${whose} is not here; ask for a whole bundle.`,
  )
}

/** Protocol, evaluation and items. */
async function methodOf(
  evidence: Evidence,
  protocol: Signed<Protocol>,
): Promise<Pick<RunEvidence, 'protocol' | 'evaluation' | 'datasets'>> {
  return {
    protocol: evidenceBy('protocol', protocol, participantsOf(protocol.body)),
    evaluation: { ...evaluationOf(evidence, protocol.body), faults: [] },
    datasets: await datasetsOf(evidence, protocol.body),
  }
}

/** Each with the signatures of those who take part once it holds, and nobody dropped before the deadline who has not withdrawn. */
function amendmentsOf(
  evidence: Evidence,
  protocol: Protocol,
  ids: readonly string[],
): RunEvidence['amendments'] {
  const found = ids.flatMap((id) => evidence.amendments.find((one) => one.id === id) ?? [])
  const demands = amendmentDemands(
    protocol,
    found.map(({ body }) => body),
  )
  const withdrawn = evidence.withdrawals
    .filter(({ body }) => body.protocol === found[0]?.body.protocol)
    .flatMap(({ signers }) => signers)
  return found.map((one, index) => {
    const demand = demands[index]
    const received = evidenceBy('amendment', one, demand?.signers ?? [])
    if (demand === undefined || isInTime(demand, one.created, withdrawn)) return received
    const fault = {
      what: 'protocol' as const,
      where: `amendment ${one.id} participants`,
      expected: `${demand.dropped.join(', ')} dropped after ${demand.deadline ?? 'a deadline'}`,
      found: one.created,
    }
    return { ...received, faults: [...received.faults, fault] }
  })
}

async function blobsOf(
  evidence: Evidence,
  { id, body }: Signed<Run>,
): Promise<Pick<RunEvidence, 'table' | 'answers' | 'drift'>> {
  const drift = body.drift?.answers
  return {
    table: (body.table === null ? undefined : await evidence.blob(id, body.table.sha256)) ?? new Uint8Array(),
    // What is encrypted for persons is for them to check.
    answers:
      body.answers === null || body.answers.mediaType === AGE_MEDIA_TYPE
        ? null
        : ((await evidence.blob(id, body.answers.sha256)) ?? null),
    drift:
      drift === undefined || drift.mediaType === AGE_MEDIA_TYPE
        ? null
        : ((await evidence.blob(id, drift.sha256)) ?? null),
  }
}
