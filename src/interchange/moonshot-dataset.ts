/**
 * A dataset of Moonshot: one JSON object that says what it is, with its items below.
 *
 *   {"name": …, "description": …, "license": …, "reference": …, "examples": [{"id"?: …, "input": …, "target": …}, …]}
 */
import type { DatasetDescription } from './dataset-rows.ts'

/** The description and the items of a value that is such a dataset; null where it is something else. */
export function moonshotDataset(
  value: unknown,
): { about: DatasetDescription; examples: readonly unknown[] } | null {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return null
  const members = new Map<string, unknown>(Object.entries(value))
  const examples = members.get('examples')
  if (!Array.isArray(examples)) return null
  const text = (name: string): string | null => {
    const member = members.get(name)
    return typeof member === 'string' && member.trim() !== '' ? member : null
  }
  return {
    about: {
      name: text('name'),
      description: text('description'),
      licence: text('license'),
      source: text('reference'),
    },
    examples,
  }
}
