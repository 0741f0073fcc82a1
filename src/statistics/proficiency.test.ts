import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { algorithmA, proficiencyScores } from './proficiency.ts'
import { expectSound, reasonOf, valueOf } from './result.fixture.ts'

// ISO 13528:2005, 8.6.2, antibody means, as ANTIBODY.DAT of NIST Dataplot; iso13528_robust.json (Rscript 10_iso13528.R,
// R 4.2.2), the exact factor there also by metRology 0.9-29-2.
const antibody = [
  2.15, 1.85, 1.8, 1.8, 1.9, 1.9, 1.9, 2.05, 2.35, 2.03, 2.08, 1.25, 1.13, 1, 1.08, 1.2, 1.35, 1.23, 1.23,
  0.9, 1.48, 1.2, 1.73, 1.43, 1.28,
]

describe('algorithmA', () => {
  it.each([
    ['standard', antibody, 1.568642669832422, 0.464949383985425],
    ['exact', antibody, 1.5686248731763968, 0.46466463748902187],
    ['standard', [9.8, 10.1, 10, 9.9, 10.2, 10.05, 9.95, 10.1, 14], 10.045421180860481, 0.17557963125590506],
    // Half of them equal: the median deviation is 0, the SD starts.
    ['standard', [10, 10, 10, 10, 10, 9, 11, 9.5, 12], 10.082896478218014, 0.7754478838294013],
  ] as const)('with the %s factor gives R’s mean and SD (case %#)', (factor, values, mean, sd) => {
    const got = valueOf(algorithmA(values, factor))
    expect(Math.abs(got.mean / mean - 1)).toBeLessThan(1e-9)
    expect(Math.abs(got.sd / sd - 1)).toBeLessThan(1e-9)
    expect(got.u).toBeCloseTo((1.25 * got.sd) / Math.sqrt(values.length), 15)
  })

  it('is a fixed point of its step', () => {
    const { mean, sd } = valueOf(algorithmA(antibody))
    const kept = antibody.map((x) => Math.min(mean + 1.5 * sd, Math.max(mean - 1.5 * sd, x)))
    const average = kept.reduce((sum, x) => sum + x, 0) / kept.length
    const squares = kept.reduce((sum, x) => sum + (x - average) ** 2, 0)
    expect(average).toBeCloseTo(mean, 11)
    expect(1.134 * Math.sqrt(squares / (kept.length - 1))).toBeCloseTo(sd, 11)
  })

  it('never 20: gives the same bits in any order', () => {
    expect(algorithmA(antibody.toReversed())).toEqual(algorithmA(antibody))
  })

  it('does not move with how far off one lab is, and keeps its digits on a high base', () => {
    const near = valueOf(algorithmA([1, 1.1, 0.9, 1.05, 0.95, 5]))
    const far = valueOf(algorithmA([1, 1.1, 0.9, 1.05, 0.95, 1e12]))
    expect(far.mean).toBeCloseTo(near.mean, 10)
    const high = valueOf(algorithmA([1, 2, 3, 4, 9].map((x) => x + 2 ** 40)))
    expect(high.sd).toBeCloseTo(valueOf(algorithmA([1, 2, 3, 4, 9])).sd, 11)
  })

  it.each([
    ['two values', [1, 2], 'too-few-labs'],
    ['NaN', [1, 2, Number.NaN], 'out-of-range'],
    ['infinity', [1, 2, Number.POSITIVE_INFINITY], 'out-of-range'],
    ['equal values', [0.1, 0.1, 0.1], 'no-variation'],
    ['values equal but for rounding', [0.3, 0.3, 0.1 + 0.2], 'no-variation'],
    ['one of nine that differs: s* shrinks to 0', [10, 10, 10, 10, 10, 10, 10, 10, 11], 'no-variation'],
  ] as const)('refuses %s', (_, values, want) => {
    expect(reasonOf(algorithmA(values))).toBe(want)
  })

  it('gives numbers or a reason for any values', () => {
    const value = fc.oneof(
      fc.constantFrom(0, 1, 0.3, 0.1 + 0.2, 1e-99, 1e12),
      fc.double({ min: -5, max: 5, noNaN: true }),
      fc.double(),
    )
    fc.assert(
      fc.property(fc.array(value, { maxLength: 9 }), (values) => {
        const result = algorithmA(values)
        expectSound(result)
        if (!result.ok) return
        expect(result.value.sd).toBeGreaterThan(0)
        expect(result.value.mean).toBeGreaterThanOrEqual(Math.min(...values))
        expect(result.value.mean).toBeLessThanOrEqual(Math.max(...values))
      }),
      { numRuns: 500 },
    )
  })
})

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
