/** Attaching verdicts or rates that exist already, as runs of this institute. */
import path from 'node:path'
import { ConcordError, sentence } from '../../error.ts'
import { plannedFacts, tableCounts, verifyItems } from '../../exercise/index.ts'
import type { ExerciseState } from '../../exercise/index.ts'
import { isRatesTable, readVerdictTable } from '../../interchange/index.ts'
import {
  plansPublishedRates,
  readOutcomeTable,
  unsortedColumnsOf,
  writeOutcomeTable,
} from '../../statement/index.ts'
import type { OutcomeRow, Protocol } from '../../statement/index.ts'
import { sha256 } from '../crypto.ts'
import { amendmentsInForce, datasetsOf, evaluationOf, itemsIn, participantsOf } from '../evidence.ts'
import type { Evidence } from '../evidence.ts'
import { HARNESS } from '../harness.ts'
import type { Home } from '../institute.ts'
import { ownNetwork } from '../networks.ts'
import { counting, readingBytes } from '../progress.ts'
import type { OnProgress } from '../progress.ts'
import { signDrafts, writeBundles } from '../publish.ts'
import type { Draft, WrittenBundle } from '../publish.ts'
import { readWhole } from '../read-whole.ts'
import type { Inspect } from '../release/scan/inspect.ts'
import { attachRates } from './attach-rates.ts'
import type { RatesAttachment } from './attach-rates.ts'
import { checkModels, isSimulated } from './check-models.ts'
import { digestOf, draftRun } from './draft-run.ts'
import { openExercise } from './open-exercise.ts'

export type Attachment = {
  kind: 'verdicts'
  attached: { model: string; id: string; attempts: number; limitHits: number }[]
  unknownColumns: string[]
  bundles: WrittenBundle[]
}

/**
 * Takes a table of verdicts that exist already as this institute's runs, one per model, and signs all of them or
 * none; a table of published rates, told by its column `rate`, in the same way. The protocol must be frozen; models it
 * does not let this institute run are refused, and so is a second table.
 * The same table again, as after a kill, gives the runs that are here and their bundles again. `inspect` may refuse what
 * would be signed.
 */
export async function attach(
  home: Home,
  exercise: string,
  file: string,
  inspect?: Inspect,
): Promise<Attachment | RatesAttachment> {
  const { member } = await ownNetwork(home)
  const { evidence, state } = await openExercise(home, exercise)
  if (state.status !== 'frozen')
    throw new ConcordError(
      'conflict',
      sentence`${exercise} is not frozen; sign and freeze its protocol first.`,
    )
  const protocol = state.inForce
  const bytes = await readWhole(file)
  const name = path.basename(file)
  if (await isRatesTable([bytes], name))
    return attachRates(home, { evidence, state, lab: member.id, bytes, name, inspect })
  if (plansPublishedRates(protocol.analysis.plan))
    throw new ConcordError(
      'conflict',
      sentence`The plan of ${exercise} is of published rates; ${name} has no column rate.`,
    )
  const { onProgress } = home.world
  const table = await readVerdictTable(
    readingBytes(bytes, name, onProgress),
    name,
    protocol.items.sets.map(({ id, language }) => ({ id, language })),
  )
  const importedFrom = digestOf(bytes)
  const before = evidence.runs.filter(
    ({ body }) =>
      body.lab === member.id && body.importedFrom === importedFrom && body.protocol === state.protocol.id,
  )
  const ids = new Map(before.map(({ id, body }) => [body.model, id]))
  if (ids.size === 0) {
    checkModels(evidence, protocol, member.id, name, table.models)
    const items = await itemsBySet(evidence, protocol, onProgress)
    const drafts: Draft[] = []
    const prepared = counting(onProgress, 'drafts', table.models.length)
    for (const { model, rows } of table.models) {
      const keyed = rows.map((row) => ({ ...row, ...itemOf(items, row, name) }))
      drafts.push(
        await draftOf({
          evidence,
          state,
          protocol,
          now: home.world.now(),
          lab: member.id,
          model,
          rows: keyed,
          importedFrom,
        }),
      )
      prepared(1)
    }
    await inspect?.(evidence, protocol, drafts)
    const signed = await signDrafts(home, drafts)
    await home.store.writer().putStatements(signed)
    for (const [index, { model }] of table.models.entries()) ids.set(model, signed[index]?.id ?? '')
  }
  return {
    kind: 'verdicts',
    attached: table.models.map(({ model, attempts, limitHits }) => ({
      model,
      id: ids.get(model) ?? '',
      attempts,
      limitHits,
    })),
    unknownColumns: table.unknownColumns,
    bundles: await writeBundles(home, `runs-${exercise}`, [...ids.values()], participantsOf(protocol)),
  }
}

/** What an outcome table calls an item; by a hash and no key where the items are for few. */
type Named = Pick<OutcomeRow, 'item' | 'itemKey'>

/** By set, then declared id. */
async function itemsBySet(
  evidence: Evidence,
  protocol: Protocol,
  onProgress: OnProgress | undefined,
): Promise<Map<string, ReadonlyMap<string, Named>>> {
  const onItems = counting(onProgress, 'items', itemsIn(evidence, protocol))
  const sets = new Map<string, ReadonlyMap<string, Named>>()
  for (const [set, { dataset, items }] of await datasetsOf(evidence, protocol)) {
    if (items === null)
      throw new ConcordError(
        'not-found',
        sentence`The items of set ${set} are not here; ask the coordinator for a bundle that brings them.`,
      )
    const named = new Map<string, Named>()
    for (const [id, item] of verifyItems(dataset, items, sha256, onItems).itemById)
      named.set(item.id, { item: id, itemKey: dataset.body.index === undefined ? item.itemKey : null })
    sets.set(set, named)
  }
  return sets
}

/** The item a row is a verdict on: without it the row could be neither analysed nor verified. */
function itemOf(
  items: ReadonlyMap<string, ReadonlyMap<string, Named>>,
  { set, item }: OutcomeRow,
  name: string,
): Named {
  const found = items.get(set)?.get(item)
  if (found !== undefined) return found
  throw new ConcordError(
    'bad-input',
    sentence`${name}: the item ${item} is not in the set ${set} of the protocol; write its declared id as it stands there.`,
  )
}

/** Only what the table itself says is known of such a run; all else stays unknown. */
async function draftOf({
  evidence,
  state,
  protocol,
  now,
  lab,
  model,
  rows,
  importedFrom,
}: {
  evidence: Evidence
  state: ExerciseState
  protocol: Protocol
  now: string
  lab: string
  model: string
  rows: readonly OutcomeRow[]
  importedFrom: string
}): Promise<Draft> {
  const parquet = writeOutcomeTable(unsortedColumnsOf(rows))
  const counts = tableCounts(await readOutcomeTable(parquet))
  const planned = plannedFacts({
    protocol,
    evaluation: evaluationOf(evidence, protocol).body,
    datasets: new Map(),
    passport: null,
    lab,
    model,
  }).facts
  return draftRun(
    state.inForce,
    now,
    {
      exercise: state.exercise,
      protocol: state.protocol.id,
      amendments: amendmentsInForce(evidence, state).map(({ id }) => id),
      lab,
      model,
      pilot: false,
      retrospective: protocol.retrospective,
      simulated: isSimulated(protocol, model),
      started: null,
      finished: null,
      harness: { name: 'verdict table', version: HARNESS.version },
      facts: {
        n: counts.attempts - counts['not-run'],
        errored: counts.errored,
        limitHits: counts.limit,
        ...(planned.aggregation === undefined ? {} : { aggregation: planned.aggregation }),
        ...(planned.denominator === undefined ? {} : { denominator: planned.denominator }),
      },
      explanations: [],
      counts,
      importedFrom,
    },
    parquet,
    null,
  )
}
