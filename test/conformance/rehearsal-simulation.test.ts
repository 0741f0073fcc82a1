/**
 * The rehearsal, simulated: English, labs A to E on 120 items, three attempts each, δ = .10; each lab its own server
 * seed, and E does not ask to work step by step. The step-down of the reference ("statistics" §3.4) must name E and
 * nobody else, and nobody without a deviation.
 */
import { describe, expect, it } from 'vitest'
import { isRight, questionLogit } from '../../src/evaluation/index.ts'
import { addScore, attribution, degreesOfEquivalence, emptyCells } from '../../src/statistics/index.ts'
import type { Cells, Result } from '../../src/statistics/index.ts'

const ITEMS = 120
const LABS = ['a', 'b', 'c', 'd', 'e']
const E = LABS.indexOf('e')
const DELTA = 0.1

function simulate(number: number, deviating: string | null): Cells {
  const cells = emptyCells(LABS.length, ITEMS)
  for (const [lab, name] of LABS.entries()) {
    const seed = `exercise ${number} ${name}`
    for (let item = 0; item < ITEMS; item++) {
      const question = `How many pieces are in box ${item} of exercise ${number}?`
      const logit = questionLogit(seed, question)
      const stepByStep = name !== deviating
      for (const draw of ['1', '2', '3']) {
        addScore(cells, lab, item, isRight(seed, question, logit, { stepByStep, draw }) ? 1 : 0)
      }
    }
  }
  return cells
}

function valueOf<T>(result: Result<T>): T {
  if (!result.ok) throw new Error(`refused: ${result.reason}`)
  return result.value
}

/** Labs named, whether the others agree within δ, and E's distance to the mean of the other four. */
function stepDown(cells: Cells): { named: number[]; agree: boolean; distanceOfE: number } {
  const { named, remainingAgree } = valueOf(attribution(cells, DELTA))
  const distanceOfE = valueOf(degreesOfEquivalence(cells))[E]?.d ?? Number.NaN
  return { named, agree: remainingAgree === 'agree', distanceOfE }
}

function many(n: number, deviating: string | null) {
  const all = Array.from({ length: n }, (_, number) => stepDown(simulate(number, deviating)))
  return {
    eAlone: all.filter(({ named }) => named.length === 1 && named[0] === E).length,
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
