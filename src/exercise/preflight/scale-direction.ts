/**
 * Rule `scale-direction`: what counts as good is the same in the metric, in the table of grades and in every language.
 * The end of a scale is told from
 *
 *   the metric   what recipe, protocol or scorer say of it
 *   the grades   the best grade (A, Low Risk, …) covers the high values or the low ones
 *
 * Evidence is one value, graded by each: a value near the top is the best by one and the worst by the other.
 */
import { finding, shownList, type Finding, type PreflightInput, type SetJudging } from './finding.ts'
import { familiesOf } from './translations.ts'

type Direction = { by: string; good: 'high' | 'low' }

/** Scales whose good end is not the same everywhere. */
export function scaleDirection(input: PreflightInput): Finding[] {
  const { judging = [], protocol, sets } = input
  if (judging.length === 0 && protocol?.judging === undefined) {
    return sets.length === 0
      ? []
      : [
          finding('scale-direction.nothing-stated', 'note', null, {
            expected: 'the good end of the scale',
            found: null,
          }),
        ]
  }
  const within = judging.flatMap((entry): Finding[] => {
    const directions = directionsOf(entry)
    const [first] = directions
    const opposite = directions.find(({ good }) => good !== first?.good)
    if (first === undefined || opposite === undefined) return []
    return [
      finding('scale-direction.opposite', 'block', placeIn(input, entry.sets), {
        expected: 'one good end',
        found: { label: entry.label, directions: directions.map((one) => ({ ...one })), ...gradedBy(entry) },
        values: {
          label: entry.label,
          high: shownBy(directions, 'high'),
          low: shownBy(directions, 'low'),
          value: valueOf(entry),
        },
      }),
    ]
  })
  const across = familiesOf(sets).flatMap((family): Finding[] => {
    const stated = family.flatMap((set) =>
      judging
        .filter((entry) => entry.sets.includes(set.id))
        .map((entry) => ({ set, entry, good: directionsOf(entry)[0]?.good, grades: gradesOf(entry) })),
    )
    const ends = new Set(stated.flatMap(({ good }) => good ?? []))
    const tables = new Set(stated.map(({ grades }) => grades))
    if (ends.size < 2 && tables.size < 2) return []
    return [
      finding('scale-direction.differs', 'block', null, {
        expected: 'one scale in every language',
        found: stated.map(({ set, entry, good, grades }) => ({
          set: set.id,
          label: entry.label,
          good: good ?? null,
          grades,
          ...gradedBy(entry),
        })),
        values: { sets: shownList(stated.map(({ set, good }) => `${set.id} (${good ?? '–'})`)) },
      }),
    ]
  })
  return [...within, ...across]
}

/** Names of grades, best first, by what their tables say: letters by the alphabet, risks by their size. */
const RANKS: readonly (readonly [RegExp, number])[] = [
  [/\b(?:very|extremely)[ -]low\b|\bnegligible\b/i, 0],
  [/\blow\b(?!er)/i, 1],
  [/\b(?:moderate|medium)[ -]low\b/i, 2],
  [/^(?:moderate|medium)(?: risk)?$/i, 3],
  [/\b(?:moderate|medium)[ -]high\b/i, 4],
  [/\bhigh\b(?!er)/i, 5],
  [/\b(?:very|extremely)[ -]high\b|\bcritical\b|\bsevere\b/i, 6],
]

function directionsOf(entry: SetJudging): Direction[] {
  const ranked = entry.grades.flatMap(({ grade, from, to }) => {
    const rank = rankOf(grade)
    return rank === null ? [] : [{ rank, middle: (from + to) / 2 }]
  })
  ranked.sort((a, b) => a.rank - b.rank)
  const [best, worst] = [ranked.at(0), ranked.at(-1)]
  const ofGrades: Direction[] =
    best === undefined || worst === undefined || best.middle === worst.middle
      ? []
      : [{ by: 'grades', good: best.middle > worst.middle ? 'high' : 'low' }]
  return [...entry.directions, ...ofGrades]
}

function rankOf(grade: string): number | null {
  if (/^[A-F]$/.test(grade.trim())) return grade.trim().charCodeAt(0)
  if (!/risk|low|high|moderate|medium|critical|severe|negligible/i.test(grade)) return null
  return RANKS.findLast(([pattern]) => pattern.test(grade))?.[1] ?? null
}

/** A value nine tenths up the scale, with its grade. */
function valueOf({ grades }: SetJudging): number {
  if (grades.length === 0) return 0.9
  const low = Math.min(...grades.map(({ from }) => from))
  const high = Math.max(...grades.map(({ to }) => to))
  return low + 0.9 * (high - low)
}

function gradedBy(entry: SetJudging): { value: number; grade: string | null } {
  const value = valueOf(entry)
  return { value, grade: entry.grades.find(({ from, to }) => value >= from && value <= to)?.grade ?? null }
}

function gradesOf({ grades }: SetJudging): string {
  return grades.map(({ grade, from, to }) => `${grade} ${from}–${to}`).join(', ')
}

function shownBy(directions: readonly Direction[], good: 'high' | 'low'): string {
  return directions
    .filter((one) => one.good === good)
    .map(({ by }) => by)
    .join(', ')
}

function placeIn({ sets }: PreflightInput, ids: readonly string[]): { set: string; language: string } | null {
  const set = sets.find(({ id }) => ids.includes(id))
  return set === undefined ? null : { set: set.id, language: set.language }
}
