import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { proficiencyScores } from './proficiency.ts'
import { expectSound, reasonOf, valueOf } from './result.fixture.ts'

describe('proficiencyScores', () => {
  // iso13528_robust.json, scores (Rscript 10_iso13528.R).
  const labs = [
    { x: 0.82, u: 0.02 },
    { x: 0.78, u: 0.03 },
    { x: 0.91, u: 0.015 },
    { x: 0.6, u: 0.04 },
  ]
  const assigned = { x: 0.8, u: 0.01, sigma: 0.05 }

  it('gives z, z′, ζ and E_n, and what they signal', () => {
    const got = valueOf(proficiencyScores(labs, assigned))
    const want = [
      [0.4, 0.3922322702763662, 0.8944271909999117, 0.4472135954999559],
      [-0.4, -0.39223227027636837, -0.6324555320336764, -0.3162277660168382],
      [2.2, 2.157277486520024, 6.10170215847752, 3.05085107923876],
      [-4, -3.9223227027636813, -4.850712500726661, -2.4253562503633304],
    ] as const
    for (const [i, [z, zPrime, zeta, en]] of want.entries()) {
      expect(got[i]?.z).toBeCloseTo(z, 12)
      expect(got[i]?.zPrime).toBeCloseTo(zPrime, 12)
      expect(got[i]?.zeta).toBeCloseTo(zeta, 11)
      expect(got[i]?.en).toBeCloseTo(en, 11)
    }
    expect(got.map(({ signal }) => signal)).toEqual(['acceptable', 'acceptable', 'warning', 'action'])
    expect(got.map(({ withinUncertainty }) => withinUncertainty)).toEqual([true, true, false, false])
  })

  it('has no z where the assigned value is too uncertain, and reads z′', () => {
    const [first] = valueOf(proficiencyScores([{ x: 0.95, u: 0.02 }], { x: 0.8, u: 0.04, sigma: 0.05 }))
    expect(first?.z).toBeNull()
    expect(first?.zPrime).toBeCloseTo(0.15 / Math.hypot(0.05, 0.04), 12)
    expect(first?.signal).toBe('warning')
    // .3 σ_pt itself is too large.
    expect(valueOf(proficiencyScores(labs, { x: 0.8, u: 0.015, sigma: 0.05 }))[0]?.z).toBeNull()
  })

  it('has neither ζ nor E_n without an uncertainty', () => {
    const got = valueOf(
      proficiencyScores(
        [
          { x: 1, u: null },
          { x: 1, u: 0 },
        ],
        { x: 0.8, u: 0, sigma: 0.1 },
      ),
    )
    for (const row of got) expect(row).toMatchObject({ zeta: null, en: null, withinUncertainty: null })
    // A lab without one is not as certain as the assigned value.
    expect(valueOf(proficiencyScores([{ x: 1, u: null }], assigned))[0]?.zeta).toBeNull()
  })

  it.each([
    [[], assigned, 'too-few-labs'],
    [labs, { ...assigned, sigma: 0 }, 'out-of-range'],
    [labs, { ...assigned, sigma: Number.NaN }, 'out-of-range'],
    [labs, { ...assigned, u: -0.1 }, 'out-of-range'],
    [labs, { ...assigned, x: Number.NaN }, 'out-of-range'],
    [[{ x: Number.POSITIVE_INFINITY, u: 1 }], assigned, 'out-of-range'],
    [[{ x: 1, u: -1 }], assigned, 'out-of-range'],
    [[{ x: 1, u: Number.NaN }], assigned, 'out-of-range'],
  ] as const)('case %#: refuses what cannot be scored', (results, value, want) => {
    expect(reasonOf(proficiencyScores(results, value))).toBe(want)
  })

  it('gives numbers or a reason for any results', () => {
    const number = fc.oneof(
      fc.double(),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.constantFrom(0, 1e-300),
    )
    fc.assert(
      fc.property(
        fc.array(fc.record({ x: number, u: fc.option(number) }), { maxLength: 4 }),
        fc.record({ x: number, u: number, sigma: number }),
        (results, value) => {
          expectSound(proficiencyScores(results, value))
        },
      ),
      { numRuns: 500 },
    )
  })
})
