import { describe, expect, it } from 'vitest'
import { inEnglish } from '../error.ts'
import { parseGap } from './agreed-gap.ts'

const read = (written: string): number | string => {
  const gap = parseGap(written)
  return typeof gap === 'number' ? gap : inEnglish(gap)
}

describe('parseGap', () => {
  it.each([
    ['0.1', 0.1],
    ['0,05', 0.05],
    ['0.49', 0.49],
    ['10pp', 0.1],
    ['10 points', 0.1],
    ['1 point', 0.01],
    ['7,5 pp', 0.075],
    ['0.1PP', 0.001],
    ['99.9pp', 0.999],
  ])('reads %s as %s', (written, want) => {
    expect(read(written)).toBe(want)
  })

  it.each([
    ['5', '5 without a unit could be points or a share of the scale: write 5pp for 5 points of 100'],
    ['1', '1 without a unit could be points or a share'],
    ['0.5', '0.5 without a unit could be points or a share'],
    ['10%', '10% has a unit that is not known here: write 10pp'],
    ['10 p.p.', 'has a unit that is not known here'],
    ['0', '0 is too small a gap'],
    ['0.0001', 'is too small a gap'],
    ['0.05pp', 'write from 0.1pp to less than 100pp'],
    ['100pp', 'write from 0.1pp to less than 100pp'],
    ['-0.1', '-0.1 is no gap'],
    ['1e-1', '1e-1 is no gap'],
    ['.5', '.5 is no gap: write 0.1 of the scale or 10pp (10 points of 100)'],
    ['ten', 'ten is no gap'],
    ['', ' is no gap'],
  ])('refuses %s', (written, says) => {
    expect(read(written)).toContain(says)
  })
})
