/**
 * Is it still the same model? Fixed prompts are asked at the start of a run, at its end and on doubt, and the answers of
 * each later check are held against those of the first, by the spread they had themselves.
 *
 *   d(x, y)   1 − shared / all 5-grams of letters of the two answers, in one case and spacing (Jaccard)
 *   p         energy test of first against later, permuted within prompts; with k later checks the least p, times k
 *   found     p < 0.01
 *
 * It never changes a score: it is a fact of the run, and where found a difference in its ledger.
 */
import { energyTest, generatorFromSeed } from '../statistics/index.ts'
import { normaliseText } from '../statement/index.ts'
import type { Sha256 } from '../statement/index.ts'

export const DRIFT_MOMENTS = ['start', 'end', 'doubt'] as const
export type DriftMoment = (typeof DRIFT_MOMENTS)[number]

/** One answer to one prompt; `check` counts from 1 in the order in which they were made. */
export type DriftAnswer = { check: number; moment: DriftMoment; prompt: number; completion: string | null }

/** Below it the answers have changed by more than chance. */
export const DRIFT_LEVEL = 0.01

/** What a run says of it; undefined where nothing could be compared. */
export function driftFact(p: number | null): 'none' | 'found' | undefined {
  if (p === null) return undefined
  return p < DRIFT_LEVEL ? 'found' : 'none'
}

/** What makes the draws of a run repeatable. */
export function driftAbout({
  protocol,
  lab,
  model,
}: {
  protocol: string
  lab: string
  model: string
}): string {
  return `${protocol} ${lab} ${model}`
}

/**
 * Whether so many prompts, asked so often, could show a change at all: the least p there is, (2 / C(2r, r))^k, leaves
 * room for ten later checks.
 */
export function canFindDrift(prompts: number, repeats: number): boolean {
  let ways = 1
  for (let i = 1; i <= repeats; i++) ways *= (repeats + i) / i
  return (2 / ways) ** prompts <= DRIFT_LEVEL / 10
}

/** Null where nothing can be compared: one check alone, or too few answers. `about` makes the draws repeatable. */
export function driftOf(answers: readonly DriftAnswer[], about: string, sha256: Sha256): number | null {
  const checks = [...new Set(answers.map(({ check }) => check))].sort((a, b) => a - b)
  const [first, ...later] = checks
  const ps: number[] = []
  for (const check of later) {
    const seed = sha256(new TextEncoder().encode(`concord-drift-1\n${about}\n${check}`)).slice(0, 16)
    const strata = strataOf(answers, first ?? 0, check)
    const tested = energyTest(strata, generatorFromSeed(seed))
    if (tested.ok) ps.push(tested.value.p)
  }
  return ps.length === 0 ? null : Math.min(1, Math.min(...ps) * ps.length)
}

/** The answers of two checks, prompt by prompt, with the distances between them. */
function strataOf(answers: readonly DriftAnswer[], early: number, late: number) {
  const prompts = [...new Set(answers.map(({ prompt }) => prompt))].sort((a, b) => a - b)
  return prompts.flatMap((prompt) => {
    const of = (check: number): Set<string>[] =>
      answers
        .filter((one) => one.check === check && one.prompt === prompt && one.completion !== null)
        .map(({ completion }) => gramsOf(completion ?? ''))
    const [before, after] = [of(early), of(late)]
    const all = [...before, ...after]
    return before.length < 2 || after.length < 2
      ? []
      : [
          {
            distances: all.flatMap((x) => all.map((y) => distance(x, y))),
            early: before.length,
            late: after.length,
          },
        ]
  })
}

const GRAM = 5

function gramsOf(text: string): Set<string> {
  const letters = [...normaliseText(text).toLowerCase()]
  const grams = new Set<string>()
  for (let at = 0; at === 0 || at + GRAM <= letters.length; at++)
    grams.add(letters.slice(at, at + GRAM).join(''))
  return grams
}

function distance(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0
  for (const gram of a) if (b.has(gram)) shared += 1
  return 1 - shared / (a.size + b.size - shared)
}
