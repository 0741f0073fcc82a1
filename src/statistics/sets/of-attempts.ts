/**
 * Which recommended set a table of attempts asks for: one lab, one run; two sides, their difference; three labs or more on
 * common items, a joint exercise; three configurations or more, every pair of them, with the number of comparisons made.
 */
import { connectivity, labLanguage } from '../lab-language.ts'
import type { Connectivity, LabLanguage, LabLanguageCell } from '../lab-language.ts'
import type { Result } from '../result.ts'
import { attemptsOfLabs, collectAttempts } from './attempts.ts'
import type { AttemptResult, NamedAttempts } from './attempts.ts'
import { jointExercise } from './joint-exercise.ts'
import type { JointExercise } from './joint-exercise.ts'
import { oneRun } from './one-run.ts'
import type { OneRun } from './one-run.ts'
import { twoConfigurations } from './two-configurations.ts'
import type { TwoConfigurations } from './two-configurations.ts'

/** One attempt of a lab, or of a configuration, at an item; `group` puts items together. */
export type GroupedAttempt = { lab: string; item: string; group: string | null; result: AttemptResult }

export type SetOfAttempts =
  | { set: 'one-run'; names: [string]; result: Result<OneRun> }
  | { set: 'two-configurations'; names: [string, string]; result: Result<TwoConfigurations> }
  | { set: 'joint-exercise'; names: string[]; result: Result<JointExercise> }

/** Whether every score is 0 or 1. */
export function arePassOrFail(rows: readonly { result: AttemptResult }[]): boolean {
  return rows.every(({ result }) => typeof result !== 'number' || result === 0 || result === 1)
}

/** The sets of a table of attempts at one kind of items; `by` says what `lab` of a row names. */
export function setsOfAttempts(
  rows: readonly GroupedAttempt[],
  {
    by,
    delta,
    comparisons = 1,
    confidence = 0.95,
  }: { by: 'lab' | 'configuration'; delta: number | null; comparisons?: number; confidence?: number },
): SetOfAttempts[] {
  const named = collectAttempts(rows)
  const groupByItem = new Map(rows.map(({ item, group }) => [item, group]))
  const grouped = rows.some(({ group }) => group !== null)
  const options = {
    confidence,
    ...(grouped ? { groups: named.items.map((item) => groupByItem.get(item) ?? '') } : {}),
  }
  const [first, second, ...more] = named.labs
  if (first === undefined) return []
  if (second === undefined) {
    return [{ set: 'one-run', names: [first], result: oneRun(named.attempts, options) }]
  }
  if (by === 'lab' && more.length > 0) {
    return [
      {
        set: 'joint-exercise',
        names: named.labs,
        result: jointExercise(named.attempts, { ...options, delta }),
      },
    ]
  }
  const pairs = pairsOf(named)
  return pairs.map(([a, b]) => ({
    set: 'two-configurations',
    names: [named.labs[a] ?? '', named.labs[b] ?? ''],
    result: twoConfigurations(attemptsOfLabs(named.attempts, [a, b]), {
      ...options,
      delta,
      comparisons: comparisons * pairs.length,
    }),
  }))
}

function pairsOf({ labs }: NamedAttempts): [number, number][] {
  return labs.flatMap((_, a) => labs.slice(a + 1).map((__, k): [number, number] => [a, a + 1 + k]))
}

/**
 * Whether effects of labs and languages can be told apart, and the effects, from each lab's score in each language; null
 * of one lab or one language.
 */
export function languagesOfAttempts(
  rows: readonly (GroupedAttempt & { language: string })[],
): { connectivity: Connectivity; effects: Result<LabLanguage> } | null {
  const languages = [...new Set(rows.map(({ language }) => language))].toSorted()
  if (languages.length < 2 || new Set(rows.map(({ lab }) => lab)).size < 2) return null
  const cells = languages.flatMap((language): LabLanguageCell[] => {
    const { labs, attempts } = collectAttempts(rows.filter((row) => row.language === language))
    return labs.flatMap((lab, at) => {
      const run = oneRun(attempts, {}, at)
      return run.ok ? [{ lab, language, score: run.value.estimates.score }] : []
    })
  })
  return { connectivity: connectivity(cells), effects: labLanguage(cells) }
}
