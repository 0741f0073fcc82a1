import { describe, expect, it } from 'vitest'
import { jointGap, jointItems, pairedGap, unpairedGap, unpairedItems } from './detectable.ts'

describe('the gap that can be found', () => {
  it.each([
    [48, 22.9],
    [100, 15.8],
    [251, 10.0],
    [699, 6.0],
  ])('unpaired, with %i items: %f points (joint-exercises.md §6)', (n, want) => {
    expect(Math.round(unpairedGap(n) * 1000) / 10).toBe(want)
  })

  it('needs 251 items for ten points', () => {
    expect(unpairedItems(0.1)).toBe(251)
  })

  it('is smaller when paired by item, and shrinks with items, attempts and labs', () => {
    expect(pairedGap(100, 1)).toBeLessThan(unpairedGap(100))
    expect(pairedGap(100, 3)).toBeLessThan(pairedGap(100, 1))
    expect(pairedGap(400, 3)).toBeCloseTo(pairedGap(100, 3) / 2, 12)
    expect(jointGap(120, 3, 5)).toBeLessThan(jointGap(120, 3, 3))
  })

  it('agrees with the simulated standard error of d: item logit N(1, 2), lab × item .3, three attempts', () => {
    // By Simpson's rule with 20,001 points: E[p(1−p)] .1404982, E[(p(1−p))²] .0263699.
    const within = 0.1404982 / 3 + 0.09 * 0.0263699
    expect(jointGap(60, 3, 5)).toBeCloseTo(2.8015852 * Math.sqrt((within * 1.25) / 60), 6)
  })

  it('gives the items that bring the gap down to delta', () => {
    const needed = jointItems(0.05, 3, 5)
    expect(jointGap(needed, 3, 5)).toBeLessThanOrEqual(0.05)
    expect(jointGap(needed - 1, 3, 5)).toBeGreaterThan(0.05)
  })
})
