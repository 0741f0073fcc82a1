/**
 * Dotted paths into a body, the same in `review`, in amendments and in findings.
 *
 *   analysis.bootstrap          a field
 *   items.sets.en.n             an entry of a list whose entries carry an id, an alias, a member or a tag
 *   question.limits.0           any other entry, counted from 0
 *
 * Ids may hold dots themselves: of several readings the one with the longest id counts.
 */
import type { JsonValue } from '../statement/index.ts'

const NAMES = ['id', 'alias', 'member', 'tag'] as const

export type JsonObject = { [key: string]: JsonValue }

export function isObject(value: JsonValue | undefined): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What the entries of a list are called; null where they have no name, or two share one. */
export function entryNames(list: readonly JsonValue[]): string[] | null {
  for (const name of NAMES) {
    const names = list.flatMap((entry) => {
      const value = isObject(entry) ? entry[name] : undefined
      return typeof value === 'string' ? [value] : []
    })
    if (names.length === list.length && new Set(names).size === names.length) return names
  }
  return null
}

type Found = { value: JsonValue; replace: (to: JsonValue) => JsonValue }

/** The value at a path and the body with another value there; undefined where the path leads nowhere. */
export function findAt(body: JsonValue, path: string): Found | undefined {
  return walk(body, path.split('.'))
}

function walk(value: JsonValue, segments: readonly string[]): Found | undefined {
  if (segments.length === 0) return { value, replace: (to) => to }
  for (let length = segments.length; length >= 1; length--) {
    const key = segments.slice(0, length).join('.')
    const rest = segments.slice(length)
    if (Array.isArray(value)) {
      const index = indexOf(value, key)
      const entry = value[index]
      const found = entry === undefined ? undefined : walk(entry, rest)
      if (found) return { value: found.value, replace: (to) => value.with(index, found.replace(to)) }
    } else if (isObject(value) && Object.hasOwn(value, key)) {
      const entry = value[key]
      const found = entry === undefined ? undefined : walk(entry, rest)
      if (found) return { value: found.value, replace: (to) => ({ ...value, [key]: found.replace(to) }) }
    }
  }
  return undefined
}

function indexOf(list: readonly JsonValue[], key: string): number {
  const names = entryNames(list)
  if (names !== null) return names.indexOf(key)
  return /^(?:0|[1-9]\d{0,5})$/.test(key) ? Number(key) : -1
}

/** True for equal JSON values; the order of keys does not matter, that of entries does. */
export function sameJson(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b) return true
  if (Array.isArray(a)) {
    return Array.isArray(b) && a.length === b.length && a.every((entry, index) => sameJson(entry, b[index]))
  }
  if (!isObject(a) || !isObject(b)) return false
  const keys = Object.keys(a)
  return (
    keys.length === Object.keys(b).length &&
    keys.every((key) => Object.hasOwn(b, key) && sameJson(a[key], b[key]))
  )
}
