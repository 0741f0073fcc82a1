/**
 * The largest gap that still counts as agreement, δ, as people write it, in protocol.yaml and on the command line alike:
 *
 *   0.1                 a share of the scale, as it is signed; below 0.5
 *   10pp, 10 points     points of 100
 *
 * 0.1 pp and 0.1 are a hundredfold apart, and a δ taken for the other one turns the verdict, so every other spelling is
 * refused: 5, which nobody has said the unit of, as well as 1, 0.5 and 10%.
 */
import { type Sentence, sentence } from '../error.ts'

const LEAST = 0.001
const BARE_BELOW = 0.5

/** The gap as a share of the scale, from 0.001 to below 1; a sentence fragment says why a spelling is none. */
export function parseGap(written: string): number | Sentence {
  const [, digits, unit] = /^\s*(\d{1,6}(?:[.,]\d{1,10})?)\s*([a-z%.]*)\s*$/i.exec(written) ?? []
  if (digits === undefined)
    return sentence`${written} is no gap: write 0.1 of the scale or 10pp (10 points of 100)`
  const number = Number(digits.replace(',', '.'))
  if (unit === '') {
    if (number >= LEAST && number < BARE_BELOW) return number
    return number < LEAST
      ? sentence`${written} is too small a gap: write at least 0.001 of the scale, which is 0.1pp`
      : sentence`${written} without a unit could be points or a share of the scale: write ${digits}pp for ${digits} points of 100, or a share below 0.5`
  }
  if (!/^(?:pp|points?)$/i.test(unit ?? ''))
    return sentence`${written} has a unit that is not known here: write ${digits}pp for ${digits} points of 100`
  // Divided as decimals: 10pp and 0.1 are the same number.
  const share = Number((number / 100).toPrecision(12))
  return share >= LEAST && share < 1
    ? share
    : sentence`${written} is no gap between two scores: write from 0.1pp to less than 100pp`
}
