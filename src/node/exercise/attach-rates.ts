/** Taking in rates that somebody published, as runs of this institute. */
import { ConcordError, sentence } from '../../error.ts'
import { resultsSharing } from '../../exercise/index.ts'
import type { ExerciseState } from '../../exercise/index.ts'
import { readRatesTable } from '../../interchange/index.ts'
import { plansPublishedRates } from '../../statement/index.ts'
import type { Link, Protocol, PublishedRates } from '../../statement/index.ts'
import { rateExists } from '../../statistics/index.ts'
import { amendmentsInForce, participantsOf } from '../evidence.ts'
import type { Evidence } from '../evidence.ts'
import { HARNESS } from '../harness.ts'
import type { Home } from '../institute.ts'
import { signDrafts, writeBundles } from '../publish.ts'
import type { Draft, WrittenBundle } from '../publish.ts'
import type { Inspect } from '../release/scan/inspect.ts'
import { checkModels, isSimulated } from './check-models.ts'
import { digestOf } from './draft-run.ts'

export type RatesAttachment = {
  kind: 'rates'
  /**
   * `rates` counts those by language, `totals` those over all of them; `impossible` are those of either (language null:
   * a total) that no whole number of their attempts gives. They are taken in as they were published.
   */
  attached: {
    model: string
    id: string
    rates: number
    totals: number
    impossible: { language: string | null; rate: number; decimals: number; n: number }[]
  }[]
  unknownColumns: string[]
  bundles: WrittenBundle[]
}

type Table = {
  evidence: Evidence
  state: ExerciseState
  lab: string
  bytes: Uint8Array
  name: string
  inspect: Inspect | undefined
}

/** As `attach`, for a table of published rates; refuses one whose protocol does not say that it is of such. */
export async function attachRates(home: Home, table: Table): Promise<RatesAttachment> {
  const { evidence, state, lab, bytes, name } = table
  const protocol = state.inForce
  if (!plansPublishedRates(protocol.analysis.plan))
    throw new ConcordError(
      'conflict',
      sentence`${name} is a table of published rates, and the plan of ${state.exercise} has no analysis of the kind published-rates.`,
    )
  const { models, unknownColumns } = await readRatesTable([bytes], name, {
    languages: protocol.languages.map(({ tag }) => tag),
    measures: protocol.aggregation.measures.map(({ id }) => id),
  })
  const importedFrom = digestOf(bytes)
  const ids = new Map(
    evidence.runs
      .filter(
        ({ body }) =>
          body.lab === lab && body.importedFrom === importedFrom && body.protocol === state.protocol.id,
      )
      .map(({ id, body }) => [body.model, id]),
  )
  if (ids.size === 0) {
    checkModels(evidence, protocol, lab, name, models)
    const now = home.world.now()
    const drafts = models.map(({ model, rates }) =>
      draftOf(table, protocol, { model, rates, importedFrom, now }),
    )
    await table.inspect?.(evidence, protocol, drafts)
    const signed = await signDrafts(home, drafts)
    await home.store.writer().putStatements(signed)
    for (const [index, { model }] of models.entries()) ids.set(model, signed[index]?.id ?? '')
  }
  return {
    kind: 'rates',
    attached: models.map(({ model, rates }) => ({
      model,
      id: ids.get(model) ?? '',
      rates: rates.cells.length,
      totals: rates.totals.length,
      impossible: impossibleOf(rates),
    })),
    unknownColumns,
    bundles: await writeBundles(home, `runs-${state.exercise}`, [...ids.values()], participantsOf(protocol)),
  }
}

function impossibleOf({ cells, totals }: PublishedRates): RatesAttachment['attached'][number]['impossible'] {
  return [...cells, ...totals.map((total) => ({ language: null, ...total }))].flatMap(
    ({ language, rate, decimals, n }) => {
      const exists = rateExists({ rate, decimals, n })
      return n === null || !exists.ok || exists.value ? [] : [{ language, rate, decimals, n }]
    },
  )
}

/** Nothing of how they came about is known, so there are no facts. */
function draftOf(
  { evidence, state, lab }: Table,
  protocol: Protocol,
  {
    model,
    rates,
    importedFrom,
    now,
  }: { model: string; rates: PublishedRates; importedFrom: string; now: string },
): Draft {
  const amendments = amendmentsInForce(evidence, state).map(({ id }) => id)
  return {
    kind: 'run',
    exercise: state.exercise,
    sharing: resultsSharing(protocol, now),
    links: [
      { rel: 'protocol', id: state.protocol.id },
      ...amendments.map((id): Link => ({ rel: 'uses', id })),
    ],
    body: {
      exercise: state.exercise,
      protocol: state.protocol.id,
      amendments,
      lab,
      model,
      pilot: false,
      retrospective: protocol.retrospective,
      simulated: isSimulated(protocol, model),
      started: null,
      finished: null,
      harness: { name: 'rates table', version: HARNESS.version },
      facts: {},
      explanations: [],
      counts: null,
      table: null,
      rates,
      answers: null,
      importedFrom,
    },
    blobs: [],
  }
}
