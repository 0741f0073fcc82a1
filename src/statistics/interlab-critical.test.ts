import { describe, expect, it } from 'vitest'
import {
  cochranCritical,
  cochranP,
  flagOf,
  grubbsCritical,
  grubbsP,
  mandelHCritical,
  mandelKCritical,
} from './interlab-critical.ts'
import { reasonOf, valueOf } from './result.fixture.ts'

describe('critical values', () => {
  // iso5725_critical_values.json (Rscript 01_iso5725.R); ISO 5725-2:1994, tables 4 to 7, print .516 and .615,
  // 2.126 and 2.274, 1.75 and 2.06 for 8 labs (of 3 replicates).
  it.each([
    [cochranCritical(3, 2, 0.05), 0.9669444444444444],
    [cochranCritical(8, 3, 0.05), 0.5156874570365015],
    [cochranCritical(8, 3, 0.01), 0.6151665102966507],
    [cochranCritical(20, 6, 0.01), 0.20479891265946817],
    [mandelKCritical(3, 2, 0.05), 1.6454482671904334],
    [mandelKCritical(8, 3, 0.01), 1.9637770384173023],
    [mandelKCritical(20, 6, 0.05), 1.4724755998637535],
    [grubbsCritical(3, 0.05), 1.1543048513440386],
    [grubbsCritical(8, 0.05), 2.1266450871954636],
    [grubbsCritical(8, 0.01), 2.2743651270798937],
    [grubbsCritical(40, 0.01), 3.3806834758341027],
    [mandelHCritical(3, 0.05), 1.1511409819812508],
    [mandelHCritical(8, 0.01), 2.0648901745005763],
    [mandelHCritical(40, 0.05), 1.9239690004675807],
  ])('case %#: are R’s to 1e-9', (result, want) => {
    expect(Math.abs(valueOf(result) / want - 1)).toBeLessThan(1e-9)
  })

  it('have the p value they were made for', () => {
    for (const labs of [3, 5, 8, 20]) {
      for (const alpha of [0.05, 0.01]) {
        expect(cochranP(valueOf(cochranCritical(labs, 3, alpha)), labs, 3)).toBeCloseTo(alpha, 11)
        // Of three labs G lies close to its largest value, where p turns on the last digits.
        expect(grubbsP(valueOf(grubbsCritical(labs, alpha)), labs)).toBeCloseTo(alpha, labs === 3 ? 9 : 11)
      }
    }
  })

  it('end at 0 and 1', () => {
    expect(cochranP(1, 5, 3)).toBe(0)
    expect(cochranP(0.2, 5, 3)).toBe(1)
    expect(grubbsP(4 / Math.sqrt(5), 5)).toBe(0)
    expect(grubbsP(0.5, 5)).toBe(1)
  })

  it.each([
    [cochranCritical(1, 2, 0.05), 'too-few-labs'],
    [cochranCritical(2, 1, 0.05), 'n-unknown'],
    [cochranCritical(2, 2, 0), 'out-of-range'],
    [mandelKCritical(Number.NaN, 2, 0.05), 'too-few-labs'],
    [mandelKCritical(5, Number.POSITIVE_INFINITY, 0.05), 'n-unknown'],
    [mandelKCritical(5, 2, 1), 'out-of-range'],
    [grubbsCritical(2, 0.05), 'too-few-labs'],
    [grubbsCritical(3, Number.NaN), 'out-of-range'],
    [mandelHCritical(2, 0.05), 'too-few-labs'],
    [mandelHCritical(3, -1), 'out-of-range'],
  ])('case %#: refuse what has none', (result, want) => {
    expect(reasonOf(result)).toBe(want)
  })
})

describe('flagOf', () => {
  it.each([
    [1, null],
    [1.5, null],
    [1.6, 'straggler'],
    [2, 'straggler'],
    [2.1, 'outlier'],
  ])('of %d is %s', (value, want) => {
    expect(flagOf(value, { straggler: 1.5, outlier: 2 })).toBe(want)
  })
})
