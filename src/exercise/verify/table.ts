import { sentence } from '../../error.ts'
import { outcomeAt, rowsOf } from '../../statement/index.ts'
import type { Item, OutcomeColumns, OutcomeCounts, Protocol } from '../../statement/index.ts'
import type { SetItems } from '../attempts.ts'
import { findingInWords } from './finding.ts'
import type { Finding } from './finding.ts'

/** Items by set, then by declared id. */
export type ItemsBySet = ReadonlyMap<string, ReadonlyMap<string, Item>>

/**
 * Every row names a set, language, item and item key of the protocol; one finding of a kind per item. Where the items
 * are for few, an item is named by its hash and a key, which could be guessed, by nothing.
 */
export function verifyRowItems(
  table: OutcomeColumns,
  protocol: Protocol,
  sets: { setItems: ReadonlyMap<string, SetItems>; items: ItemsBySet; hidden: ReadonlySet<string> },
): Finding[] {
  const findings: Finding[] = []
  const said = new Set<string>()
  const say = (finding: Finding): void => {
    if (!said.has(finding.where)) findings.push(finding)
    said.add(finding.where)
  }
  const languageBySet = new Map(protocol.items.sets.map(({ id, language }) => [id, language]))
  const knownBySet = new Map(
    [...sets.setItems].map(([set, { items, otherSplits }]) => [set, new Set([...items, ...otherSplits])]),
  )
  for (const row of rowsOf(table)) {
    const where = `${row.set} ${row.item}`
    if (knownBySet.get(row.set)?.has(row.item) !== true) {
      say(findingInWords('item', where, sentence`an item of the set`, sentence`none`))
      continue
    }
    const language = languageBySet.get(row.set) ?? null
    if (language !== row.language)
      say({ what: 'item', where: `${where} language`, expected: language, found: row.language })
    const key = sets.hidden.has(row.set) ? null : sets.items.get(row.set)?.get(row.item)?.itemKey
    if (key !== undefined && key !== row.itemKey)
      say({ what: 'item', where: `${where} itemKey`, expected: key, found: row.itemKey })
  }
  return findings
}

/**
 * Attempts of a table by the state they ended in. An attempt judged by criteria takes the gravest state in
 * which one of them is missing; without one it is `limit` if a limit ended it, else `scored`, and
 * `not-applicable` only if no criterion applies.
 */
export function tableCounts(table: OutcomeColumns): OutcomeCounts {
  const counts: OutcomeCounts = {
    attempts: 0,
    scored: 0,
    'not-applicable': 0,
    unscored: 0,
    errored: 0,
    limit: 0,
    'not-run': 0,
  }
  for (let start = 0; start < table.length;) {
    let gravest = start
    let row = start + 1
    for (; row < table.length && sameAttempt(table, start, row); row++) {
      if (gravity(table, row) > gravity(table, gravest)) gravest = row
    }
    counts.attempts++
    counts[outcomeAt(table, gravest)]++
    start = row
  }
  return counts
}

const ORDER = ['not-applicable', 'scored', 'limit', 'unscored', 'not-run', 'errored']

/** A limit that still gave a value counts less than a criterion without any. */
function gravity(table: OutcomeColumns, row: number): number {
  const rank = ORDER.indexOf(outcomeAt(table, row))
  return rank === 2 && Number.isNaN(table.value[row] ?? Number.NaN) ? 2.5 : rank
}

/** True for two rows of one attempt. */
export function sameAttempt(table: OutcomeColumns, a: number, b: number): boolean {
  return (
    table.attempt[a] === table.attempt[b] &&
    table.item.codes[a] === table.item.codes[b] &&
    table.set.codes[a] === table.set.codes[b]
  )
}
