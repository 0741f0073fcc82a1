/**
 * The rehearsal, simulated: English, labs A to E on 120 items, three attempts each, δ = .10; each lab its own server
 * seed, and E does not ask to work step by step. The step-down of the reference ("statistics" §3.4) must name E and
 * nobody else, and nobody without a deviation.
 *
 * The step-down is written here a second time, by critical values instead of p-values, so that this test leans on
 * nothing it is meant to support:
 *
 *   d_ij = m_ij − mean over k ≠ i of m_kj,   d_i = mean_j d_ij,   SE_i = SD_j / √I
 *   Holm over m labs: the r-th largest (|d| − δ)/SE is beyond δ while it exceeds t_119(1 − .05 / (2 (m − r + 1)))
 */
import { describe, expect, it } from 'vitest'
import { isRight, questionLogit } from '../../src/evaluation/index.ts'

const ITEMS = 120
const LABS = ['a', 'b', 'c', 'd', 'e']
const DELTA = 0.1
/** t_119 at two-sided .05/k, k = 1 … 5. */
const CRITICAL = [1.98009988, 2.27011697, 2.42829389, 2.53624058, 2.61777598]

type Exercise = { scores: Float64Array[] }

function simulate(number: number, deviating: string | null): Exercise {
  const scores = LABS.map((lab) => {
    const seed = `exercise ${number} ${lab}`
    return Float64Array.from({ length: ITEMS }, (_, item) => {
      const question = `How many pieces are in box ${item} of exercise ${number}?`
      const logit = questionLogit(seed, question)
      const stepByStep = lab !== deviating
      return ['1', '2', '3'].filter((draw) => isRight(seed, question, logit, { stepByStep, draw })).length / 3
    })
  })
  return { scores }
}

type Distance = { lab: number; d: number; se: number }

function distances({ scores }: Exercise, labs: readonly number[]): Distance[] {
  return labs.map((lab) => {
    const each = Array.from({ length: ITEMS }, (_, j) => {
      const others = labs.reduce((sum, other) => sum + (other === lab ? 0 : (scores[other]?.[j] ?? 0)), 0)
      return (scores[lab]?.[j] ?? 0) - others / (labs.length - 1)
    })
    const d = each.reduce((sum, value) => sum + value, 0) / ITEMS
    const squares = each.reduce((sum, value) => sum + (value - d) ** 2, 0)
    return { lab, d, se: Math.sqrt(squares / (ITEMS - 1) / ITEMS) }
  })
}

function beyondDelta(all: readonly Distance[]): Distance[] {
  const t = ({ d, se }: Distance): number => (Math.abs(d) - DELTA) / se
  const sorted = all.toSorted((a, b) => t(b) - t(a))
  const kept = sorted.findIndex(
    (distance, r) => t(distance) <= (CRITICAL[sorted.length - r - 1] ?? Number.NaN),
  )
  return kept < 0 ? sorted : sorted.slice(0, kept)
}

/** Labs named, whether the others agree within δ, and E's distance to the mean of the other four. */
function stepDown(exercise: Exercise): { named: string[]; agree: boolean; distanceOfE: number } {
  let labs = LABS.map((_, lab) => lab)
  const distanceOfE = distances(exercise, labs)[4]?.d ?? Number.NaN
  const named: string[] = []
  while (labs.length > 2) {
    const [largest] = beyondDelta(distances(exercise, labs)).toSorted((a, b) => Math.abs(b.d) - Math.abs(a.d))
    if (largest === undefined) break
    named.push(LABS[largest.lab] ?? '')
    labs = labs.filter((lab) => lab !== largest.lab)
  }
  const half = CRITICAL[0] ?? Number.NaN
  const agree = distances(exercise, labs).every(({ d, se }) => Math.abs(d) + half * se < DELTA)
  return { named, agree, distanceOfE }
}

function many(n: number, deviating: string | null) {
  const all = Array.from({ length: n }, (_, number) => stepDown(simulate(number, deviating)))
  return {
    eAlone: all.filter(({ named }) => named.join() === 'e').length,
    nobody: all.filter(({ named }) => named.length === 0).length,
    agree: all.filter(({ agree }) => agree).length,
    smallestGap: Math.min(...all.map(({ distanceOfE }) => -distanceOfE)),
  }
}

describe('the rehearsal over many exercises', () => {
  it('names E alone in at least 19 of 20, and nobody in at least 19 of 20 without a deviation', () => {
    expect(many(20, 'e').eAlone).toBeGreaterThanOrEqual(19)
    expect(many(20, null).nobody).toBeGreaterThanOrEqual(19)
  })

  it('names E alone in 99 % of 400, where the other four agree in about 90 %', () => {
    const off = many(400, 'e')
    const none = many(400, null)
    process.stdout.write(`${JSON.stringify({ exercises: 400, off, none })}\n`)
    expect(off.eAlone).toBeGreaterThanOrEqual(396)
    expect(off.agree).toBeGreaterThanOrEqual(340)
    expect(none.nobody).toBeGreaterThanOrEqual(396)
  })
})
