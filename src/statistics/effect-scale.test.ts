import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fromEffect, toEffects } from './effect-scale.ts'
import type { EffectScale } from './effect-scale.ts'
import { metaAnalysis } from './meta-analysis.ts'
import { expectSound, reasonOf, valueOf } from './result.fixture.ts'

const SCALES: EffectScale[] = ['raw', 'logit', 'arcsine']

describe('toEffects', () => {
  it('gives value and variance of each scale', () => {
    const counts = [{ x: 30, n: 40 }]
    expect(valueOf(toEffects(counts, 'raw'))).toEqual([{ y: 0.75, v: 0.1875 / 40, corrected: false }])
    const [logit] = valueOf(toEffects(counts, 'logit'))
    expect(logit?.y).toBeCloseTo(Math.log(3), 15)
    expect(logit?.v).toBeCloseTo(1 / 30 + 1 / 10, 15)
    const [arcsine] = valueOf(toEffects(counts, 'arcsine'))
    // asin √¾ = 60°
    expect(arcsine?.y).toBeCloseTo(Math.PI / 3, 15)
    expect(arcsine?.v).toBe(1 / 160)
  })

  it('adds ½ on the logit scale where a lab has none or all, only there, and says so', () => {
    const got = valueOf(
      toEffects(
        [
          { x: 0, n: 20 },
          { x: 20, n: 20 },
          { x: 7, n: 20 },
        ],
        'logit',
      ),
    )
    expect(got.map(({ corrected }) => corrected)).toEqual([true, true, false])
    expect(got[0]?.y).toBeCloseTo(Math.log(0.5 / 20.5), 15)
    expect(got[1]?.y).toBeCloseTo(Math.log(20.5 / 0.5), 15)
    expect(got[1]?.v).toBeCloseTo(1 / 20.5 + 1 / 0.5, 15)
    expect(got[2]?.y).toBeCloseTo(Math.log(7 / 13), 15)
  })

  it('never 3: inverse-variance weights lean to the lab nearest to 1; that is said, and 1 itself refused', () => {
    const counts = [49, 45, 40].map((x) => ({ x, n: 50 }))
    const result = toEffects(counts, 'raw')
    expect(result.ok && result.warnings).toEqual(['near-bounds'])
    const { mean, weights } = valueOf(metaAnalysis(valueOf(result), 'FE', 'z'))
    expect(weights[0]).toBeGreaterThan(0.7)
    expect(mean).toBeGreaterThan((0.98 + 0.9 + 0.8) / 3 + 0.04)
    const middle = toEffects(
      [25, 30, 20].map((x) => ({ x, n: 50 })),
      'raw',
    )
    expect(middle.ok && middle.warnings).toEqual([])
    expect(reasonOf(toEffects([{ x: 50, n: 50 }, ...counts], 'raw'))).toBe('no-variation')
    expect(reasonOf(toEffects([{ x: 0, n: 50 }, ...counts], 'raw'))).toBe('no-variation')
  })

  it.each([
    [{ x: 1, n: 0 }, 'n-unknown'],
    [{ x: 1, n: -5 }, 'n-unknown'],
    [{ x: 1, n: Number.NaN }, 'n-unknown'],
    [{ x: 1, n: Number.POSITIVE_INFINITY }, 'n-unknown'],
    [{ x: 6, n: 5 }, 'out-of-range'],
    [{ x: -1, n: 5 }, 'out-of-range'],
    [{ x: Number.NaN, n: 5 }, 'out-of-range'],
  ])('refuses $x of $n', (count, want) => {
    for (const scale of SCALES) expect(reasonOf(toEffects([{ x: 2, n: 5 }, count], scale))).toBe(want)
  })

  it('comes back to the share, and gives numbers or a reason', () => {
    const count = fc
      .integer({ min: 1, max: 500 })
      .chain((n) => fc.record({ n: fc.constant(n), x: fc.integer({ min: 0, max: n }) }))
    fc.assert(
      fc.property(fc.array(count, { maxLength: 5 }), fc.constantFrom(...SCALES), (counts, scale) => {
        const effects = toEffects(counts, scale)
        expectSound(effects)
        if (!effects.ok) return
        for (const [i, { y, v, corrected }] of effects.value.entries()) {
          expect(v).toBeGreaterThan(0)
          const { x = 0, n = 1 } = counts[i] ?? {}
          const share = corrected ? (x + 0.5) / (n + 1) : x / n
          expect(valueOf(fromEffect(y, scale))).toBeCloseTo(share, 12)
        }
      }),
    )
  })
})

describe('fromEffect', () => {
  it('never 22: shows the end of the scale where an interval runs beyond it, and says so', () => {
    for (const [y, scale, want] of [
      [1.2, 'raw', 1],
      [-0.1, 'raw', 0],
      [-0.1, 'arcsine', 0],
      [1.7, 'arcsine', 1],
    ] as const) {
      expect(fromEffect(y, scale)).toEqual({ ok: true, value: want, warnings: ['clipped'] })
    }
    expect(fromEffect(0, 'logit')).toEqual({ ok: true, value: 0.5, warnings: [] })
    expect(fromEffect(0.4, 'raw')).toEqual({ ok: true, value: 0.4, warnings: [] })
  })

  it.each(SCALES)('refuses what is no number on the scale %s', (scale) => {
    expect(reasonOf(fromEffect(Number.NaN, scale))).toBe('out-of-range')
    expect(reasonOf(fromEffect(Number.POSITIVE_INFINITY, scale))).toBe('out-of-range')
  })
})
