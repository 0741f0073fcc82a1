import { Json } from '../statement/index.ts'
import type { JsonValue, Protocol } from '../statement/index.ts'
import { entryNames, isObject, sameJson } from './field-path.ts'

/** One field in which two versions differ; `from` or `to` is null where it is not there at all. */
export type FieldDifference = {
  field: string
  change: 'changed' | 'added' | 'removed'
  from: JsonValue
  to: JsonValue
}

/**
 * Every field in which two protocols differ, in the order of the first. Entries of a list are matched by their
 * name; a list whose common entries stand in another order is one difference. The nonce says nothing and is left out.
 */
export function protocolDifference(from: Protocol, to: Protocol): FieldDifference[] {
  const { nonce: _, ...before } = from
  const { nonce: __, ...after } = to
  return jsonDifference(Json.parse(before), Json.parse(after))
}

/** The same for any two JSON values. Equal values have no difference. */
export function jsonDifference(from: JsonValue, to: JsonValue): FieldDifference[] {
  return [...differences(from, to, '')]
}

function* differences(from: JsonValue, to: JsonValue, field: string): Generator<FieldDifference> {
  if (sameJson(from, to)) return
  if (isObject(from) && isObject(to)) {
    yield* entries(new Map(Object.entries(from)), new Map(Object.entries(to)), field)
    return
  }
  if (Array.isArray(from) && Array.isArray(to) && from.length > 0 && to.length > 0) {
    const before = entryNames(from)
    const after = entryNames(to)
    if (before !== null && after !== null) {
      const kept = before.filter((name) => after.includes(name))
      if (
        sameJson(
          kept,
          after.filter((name) => before.includes(name)),
        )
      ) {
        yield* entries(byName(from, before), byName(to, after), field)
        return
      }
    } else if (before === null && after === null && from.length === to.length) {
      const names = from.map((_, index) => String(index))
      yield* entries(byName(from, names), byName(to, names), field)
      return
    }
  }
  yield { field, change: 'changed', from, to }
}

function* entries(
  from: ReadonlyMap<string, JsonValue>,
  to: ReadonlyMap<string, JsonValue>,
  field: string,
): Generator<FieldDifference> {
  const inside = (name: string): string => (field === '' ? name : `${field}.${name}`)
  for (const [name, value] of from) {
    const other = to.get(name)
    if (other === undefined) yield { field: inside(name), change: 'removed', from: value, to: null }
    else yield* differences(value, other, inside(name))
  }
  for (const [name, value] of to) {
    if (!from.has(name)) yield { field: inside(name), change: 'added', from: null, to: value }
  }
}

function byName(list: readonly JsonValue[], names: readonly string[]): Map<string, JsonValue> {
  return new Map(list.map((value, index) => [names[index] ?? '', value]))
}
