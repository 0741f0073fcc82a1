/**
 * Rule `item-alignment`: one key joins the translations of an item. The declared ids of each set are held
 * against those of the set that most others share. A set that has ids the other lacks *and* lacks ids the
 * other has is misjoined; one that only lacks some is `equal-sets`. Without ids, equal targets row by row
 * make the order of rows a proposed key, marked unproven. Where ids join, numeric targets must agree.
 */
import type { Item } from '../../statement/index.ts'
import {
  finding,
  placeOf,
  plannedItems,
  shownList,
  type Finding,
  type PreflightInput,
  type PreflightSet,
} from './finding.ts'
import { commonOf, familiesOf, missingFrom, referenceOf } from './translations.ts'

/** What does not join across languages. */
export function itemAlignment(input: PreflightInput): Finding[] {
  const families = familiesOf(input.sets).filter((family) => family.length > 1)
  const key = input.protocol?.items.crossLanguageKey ?? 'declared-id'
  if (key !== 'declared-id') {
    // The item key is a hash of the question's text: a translation never has that of its source.
    const code = key === 'item-key' ? 'item-alignment.item-key' : 'item-alignment.no-key'
    return families.map((family) =>
      finding(code, key === 'item-key' ? 'block' : 'note', null, {
        expected: 'declared-id',
        found: key,
        values: { sets: shownList(family.map((set) => set.id)) },
      }),
    )
  }
  return families.flatMap((family) => [...byIds(family.filter((set) => set.idsDeclared)), ...byRows(family)])
}

function byIds(family: readonly PreflightSet[]): Finding[] {
  const idsOf = (set: PreflightSet): Set<string> => new Set(plannedItems(set).map((item) => item.id))
  const reference = referenceOf(family, idsOf)
  if (reference === undefined) return []
  const theirs = idsOf(reference)
  return family.flatMap((set) => {
    if (set === reference) return []
    const own = idsOf(set)
    const common = commonOf(own, theirs)
    const extra = missingFrom(own, theirs)
    const missing = missingFrom(theirs, own)
    const findings: Finding[] = []
    if (extra.length > 0 && missing.length > 0) {
      findings.push(
        finding(
          common.length === 0 ? 'item-alignment.no-common-key' : 'item-alignment.keys-differ',
          'block',
          placeOf(set),
          {
            items: extra,
            expected: { with: reference.id, ids: missing.slice(0, 20), missing: missing.length },
            found: {
              common: common.length,
              extra: extra.length,
              ids: extra.slice(0, 20),
              proposed: proposedMap(set, reference, new Set(common)),
            },
            values: {
              other: reference.id,
              common: common.length,
              extra: extra.length,
              missing: missing.length,
              missingItems: shownList(missing),
            },
          },
        ),
      )
    }
    findings.push(...differentTargets(set, reference))
    return findings
  })
}

/** Numeric targets of items with the same id that differ: the ids are there but do not mean the same. */
function differentTargets(set: PreflightSet, reference: PreflightSet): Finding[] {
  const targetById = new Map(plannedItems(reference).map((item) => [item.id, numericTarget(item)]))
  const differing = plannedItems(set).flatMap((item) => {
    const own = numericTarget(item)
    const other = targetById.get(item.id)
    return own === null || other === null || other === undefined || own === other
      ? []
      : [{ id: item.id, here: own, there: other }]
  })
  if (differing.length === 0) return []
  return [
    finding('item-alignment.targets-differ', 'block', placeOf(set), {
      items: differing.map((entry) => entry.id),
      expected: { with: reference.id, targets: differing.slice(0, 20).map((entry) => entry.there) },
      found: differing.slice(0, 20).map((entry) => entry.here),
      values: { other: reference.id },
    }),
  ]
}

/** Sets without ids, row by row against the first set of the family. */
function byRows(family: readonly PreflightSet[]): Finding[] {
  if (family.every((set) => set.idsDeclared)) return []
  const [reference, ...others] = family
  if (reference === undefined) return []
  const referenceItems = plannedItems(reference)
  const broken: Finding[] = []
  const aligned: PreflightSet[] = []
  for (const set of others) {
    if (set.idsDeclared && reference.idsDeclared) continue
    const items = plannedItems(set)
    const rows = Math.min(items.length, referenceItems.length)
    const differing: number[] = []
    for (let row = 0; row < rows; row += 1) {
      if (!sameTargets(items[row], referenceItems[row])) differing.push(row)
    }
    if (differing.length === 0 && rows > 0) {
      aligned.push(set)
      continue
    }
    broken.push(
      finding('item-alignment.rows-differ', 'block', placeOf(set), {
        items: differing.map((row) => items[row]?.id ?? String(row + 1)),
        expected: {
          with: reference.id,
          targets: differing.slice(0, 20).map((row) => targetsOf(referenceItems[row])),
        },
        found: {
          rows,
          differing: differing.length,
          targets: differing.slice(0, 20).map((row) => targetsOf(items[row])),
        },
        values: { other: reference.id, rows },
      }),
    )
  }
  if (aligned.length > 0) {
    broken.push(
      finding('item-alignment.row-order', 'note', placeOf(reference), {
        expected: 'declared ids',
        found: {
          proposed: 'row n of each set is row n of the other',
          proven: false,
          rows: referenceItems.length,
          sets: aligned.map((set) => set.id),
        },
        values: { sets: shownList(aligned.map((set) => set.id)), rows: referenceItems.length },
      }),
    )
  }
  return broken
}

/** Row → row of the reference for items without a common id, where rows and numeric targets agree; unproven. */
function proposedMap(
  set: PreflightSet,
  reference: PreflightSet,
  common: ReadonlySet<string>,
): { rule: string; proven: false; pairs: string[][] } | null {
  const own = plannedItems(set)
  const theirs = plannedItems(reference)
  if (own.length !== theirs.length) return null
  const pairs: string[][] = []
  for (const [row, item] of own.entries()) {
    const other = theirs[row]
    if (common.has(item.id) || other === undefined || common.has(other.id)) continue
    if (!sameTargets(item, other)) return null
    pairs.push([item.id, other.id])
  }
  return pairs.length === 0
    ? null
    : { rule: 'same row, same target', proven: false, pairs: pairs.slice(0, 20) }
}

function sameTargets(a: Item | undefined, b: Item | undefined): boolean {
  if (a === undefined || b === undefined || a.target.length === 0) return false
  const [x, y] = [numericTarget(a), numericTarget(b)]
  return x !== null && y !== null ? x === y : targetsOf(a).join('\n') === targetsOf(b).join('\n')
}

function targetsOf(item: Item | undefined): string[] {
  return (item?.target ?? []).map((target) => target.normalize('NFC').trim())
}

/** True where both have one answer that is a number, and not the same: they are not translations of one item. */
export function hasOtherNumber(a: Item, b: Item): boolean {
  const [x, y] = [numericTarget(a), numericTarget(b)]
  return x !== null && y !== null && x !== y
}

/** The one target as a number, thousands separated by commas or spaces or not; null where it is no number. */
function numericTarget(item: Item): number | null {
  const [target, ...more] = item.target
  if (target === undefined || more.length > 0) return null
  const digits = target.trim().replaceAll(/(?<=\d)[,\u00A0\u202F ](?=\d{3}(?!\d))/g, '')
  return /^[+-]?\d+(?:\.\d+)?$/.test(digits) ? Number(digits) : null
}
