import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { krippendorffAlpha, krippendorffInterval } from './krippendorff.ts'
import type { RatedUnit, Scale } from './krippendorff.ts'
import { createGenerator } from './resampling.ts'
import { expectSound, reasonOf, valueOf } from './result.fixture.ts'

const seeded = () => createGenerator([1, 2, 3, 4])
const SCALES: Scale[] = ['nominal', 'ordinal', 'interval', 'ratio']

// Four observers, twelve units, some labels missing: K. Krippendorff, Computing Krippendorff's alpha-reliability
// (2011), example C; published α .743, .815, .849, .797.
const RATERS = ['123321412...', '123322412 5.3', '.33323422 51.', '123324412 51.'].map((row) =>
  Array.from(row.replace(' ', ''), (label) => (label === '.' ? null : Number(label))),
)
const UNITS: RatedUnit[] = Array.from({ length: 12 }, (_, unit) => RATERS.map((row) => row[unit] ?? null))

/** α straight from the coincidence matrix, as it is published. */
function fromCoincidences(units: readonly RatedUnit[], scale: Scale): number {
  const labels = units
    .map((unit) => unit.filter((label) => label !== null))
    .filter(({ length }) => length > 1)
  const values = [...new Set(labels.flat())].toSorted((a, b) => a - b)
  const q = values.length
  const o = values.map(() => values.map(() => 0))
  for (const unit of labels) {
    for (const [i, a] of unit.entries()) {
      for (const [j, b] of unit.entries()) {
        const row = o[values.indexOf(a)] ?? []
        if (i !== j) row[values.indexOf(b)] = (row[values.indexOf(b)] ?? 0) + 1 / (unit.length - 1)
      }
    }
  }
  const n = o.map((row) => row.reduce((sum, value) => sum + value, 0))
  const total = n.reduce((sum, value) => sum + value, 0)
  const distance = (c: number, k: number): number => {
    const [a, b] = [values[c] ?? 0, values[k] ?? 0]
    if (scale === 'nominal') return c === k ? 0 : 1
    if (scale === 'interval') return (a - b) ** 2
    if (scale === 'ratio') return a === b ? 0 : ((a - b) / (a + b)) ** 2
    const between = n.slice(Math.min(c, k), Math.max(c, k) + 1).reduce((sum, value) => sum + value, 0)
    return c === k ? 0 : (between - ((n[c] ?? 0) + (n[k] ?? 0)) / 2) ** 2
  }
  let seen = 0
  let expected = 0
  for (let c = 0; c < q; c++) {
    for (let k = 0; k < q; k++) {
      seen += (o[c]?.[k] ?? 0) * distance(c, k)
      expected += (n[c] ?? 0) * (n[k] ?? 0) * distance(c, k)
    }
  }
  return 1 - ((total - 1) * seen) / expected
}

const units = fc.array(
  fc.array(fc.option(fc.integer({ min: 0, max: 4 }), { freq: 4 }), { minLength: 2, maxLength: 4 }),
  { minLength: 2, maxLength: 12 },
)

describe('Krippendorff’s α', () => {
  // agreement_multi_rater.json: `Rscript 06_agreement.R` (R 4.2.2).
  it.each([
    ['nominal', 0.743421052631579],
    ['ordinal', 0.8153875037548813],
    ['interval', 0.8491071428571428],
    ['ratio', 0.797402774711612],
  ] as const)('of the published example is as published, %s', (scale, want) => {
    const got = valueOf(krippendorffAlpha(UNITS, scale))
    expect(got.alpha).toBeCloseTo(want, 12)
    expect(got).toMatchObject({ units: 11, labels: 40 })
    const { lo, hi } = valueOf(krippendorffInterval(UNITS, scale, seeded(), 499))
    expect(lo).toBeLessThan(want)
    expect(hi).toBeGreaterThanOrEqual(want)
  })

  it('is what the coincidence matrix gives', () => {
    fc.assert(
      fc.property(units, fc.constantFrom(...SCALES), (list, scale) => {
        const result = krippendorffAlpha(list, scale)
        expectSound(result)
        if (result.ok) expect(result.value.alpha).toBeCloseTo(fromCoincidences(list, scale), 10)
      }),
    )
  })

  it('never 20: depends on the order of units or raters', () => {
    const shuffled = units.chain((list) =>
      fc.tuple(
        fc.constant(list),
        fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
      ),
    )
    fc.assert(
      fc.property(shuffled, fc.constantFrom(...SCALES), ([list, other], scale) => {
        const turned = other.map((unit) => unit.toReversed())
        expect(krippendorffAlpha(turned, scale)).toEqual(krippendorffAlpha(list, scale))
        expect(krippendorffInterval(turned, scale, seeded(), 19)).toEqual(
          krippendorffInterval(list, scale, seeded(), 19),
        )
      }),
    )
  })

  it('does not change with the unit of the scale, nor ordinal with any rising one', () => {
    const scaled = UNITS.map((unit) => unit.map((label) => (label === null ? null : label * 1e200)))
    const cubed = UNITS.map((unit) => unit.map((label) => (label === null ? null : label ** 3 - 7)))
    for (const scale of SCALES) {
      const want = valueOf(krippendorffAlpha(UNITS, scale)).alpha
      expect(valueOf(krippendorffAlpha(scaled, scale)).alpha).toBeCloseTo(want, 12)
    }
    expect(krippendorffAlpha(cubed, 'ordinal')).toEqual(krippendorffAlpha(UNITS, 'ordinal'))
  })

  it('never 10: takes labels that are all equal for complete agreement', () => {
    const equal = [
      [3, 3],
      [3, 3, 3],
      [3, 3],
    ]
    for (const scale of SCALES) {
      expect(reasonOf(krippendorffAlpha(equal, scale))).toBe('no-variation')
      expect(reasonOf(krippendorffInterval(equal, scale, seeded(), 9))).toBe('no-variation')
    }
  })

  it('of complete agreement with variation is 1, without an interval', () => {
    const complete = Array.from({ length: 30 }, (_, unit) => [unit % 3, unit % 3])
    for (const scale of SCALES) {
      expect(valueOf(krippendorffAlpha(complete, scale)).alpha).toBe(1)
      expect(reasonOf(krippendorffInterval(complete, scale, seeded(), 99))).toBe('no-variation')
    }
  })

  it('takes 0 and −0 for one label', () => {
    expect(
      reasonOf(
        krippendorffAlpha(
          [
            [0, -0],
            [-0, 0],
          ],
          'nominal',
        ),
      ),
    ).toBe('no-variation')
  })

  it.each<[RatedUnit[], Scale, string]>([
    [[], 'nominal', 'too-few-items'],
    [[[1, 2]], 'nominal', 'too-few-items'],
    [[[1], [2], [3]], 'nominal', 'too-few-labels'],
    [
      [
        [1, 2],
        [2, null],
      ],
      'nominal',
      'too-few-labels',
    ],
    [
      [
        [1, 2],
        [2, Number.NaN],
      ],
      'nominal',
      'out-of-range',
    ],
    [
      [
        [1, 2],
        [2, Number.POSITIVE_INFINITY],
      ],
      'ordinal',
      'out-of-range',
    ],
    [
      [
        [1, 2],
        [2, -1],
      ],
      'ratio',
      'out-of-range',
    ],
    [
      [
        [-1.5e308, 2],
        [2, 1.5e308],
      ],
      'interval',
      'out-of-range',
    ],
    [
      [
        [5, 5],
        [5, 5],
      ],
      'interval',
      'no-variation',
    ],
  ])('case %#: of %j, %s, is refused', (list, scale, want) => {
    expect(reasonOf(krippendorffAlpha(list, scale))).toBe(want)
    expect(reasonOf(krippendorffInterval(list, scale, seeded(), 9))).toBe(want)
  })
})
