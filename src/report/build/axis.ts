import type { Figure } from '../document.ts'
import type { Voice } from './voice.ts'

type Axis = Figure['axis']

const STEPS = [0.001, 0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5]
const WIDE_TICKS = 8
const NARROW_TICKS = 6

/** An axis of percentages that holds every value, cut at 0 and 100 %. */
export function percentAxis(values: readonly number[], voice: Voice): Axis {
  const inside = values.map((value) => Math.min(1, Math.max(0, value)))
  return axisOf(inside, (value) => voice.percent(value), { floor: 0, ceiling: 1 })
}

/** An axis of differences in points that holds every value and zero; no difference passes 100. */
export function pointsAxis(values: readonly number[], voice: Voice): Axis {
  const inside = [...values, 0].map((value) => Math.min(1, Math.max(-1, value)))
  const text = (value: number): string => voice.signedPoints(value, smallSteps(value))
  return axisOf(inside, text, { floor: -1, ceiling: 1 })
}

/** Ticks at tenths of a point are written with their decimal. */
function smallSteps(value: number): { lo: number; hi: number } {
  return { lo: 0, hi: Math.abs(value * 100 - Math.round(value * 100)) < 1e-6 ? 1 : 0 }
}

function axisOf(
  values: readonly number[],
  text: (value: number) => string,
  ends: { floor: number; ceiling: number },
): Axis {
  const low = Math.min(...values)
  const high = Math.max(...values)
  const step =
    STEPS.find((one) => Math.ceil(high / one - 1e-9) - Math.floor(low / one + 1e-9) < WIDE_TICKS) ?? 0.5
  let from = Math.floor(low / step + 1e-9)
  let to = Math.ceil(high / step - 1e-9)
  // All values in one point: still an axis of some length.
  if (from === to) {
    from -= 1
    to += 1
  }
  from = Math.max(from, Math.round(ends.floor / step))
  to = Math.min(to, Math.round(ends.ceiling / step))
  const every = Math.ceil((to - from + 1) / NARROW_TICKS)
  const ticks = Array.from({ length: to - from + 1 }, (_, index) => {
    const at = from + index
    // Dividing by a whole number keeps 0.3 a 0.3.
    const value = at / Math.round(1 / step)
    return { value, text: text(value), narrow: at % every === 0 }
  })
  return { min: from / Math.round(1 / step), max: to / Math.round(1 / step), ticks }
}

/** Says where an axis of percentages begins and ends, unless it runs from 0 to 100. */
export function axisSentence(axis: Axis, voice: Voice): string {
  if (axis.min === 0 && axis.max === 1) return ''
  return ` ${voice.t('report.axis', { min: voice.percent(axis.min), max: voice.percent(axis.max) })}`
}

/** An axis of plain numbers of any size that holds every value, with round steps. */
export function numberAxis(values: readonly number[], voice: Voice): Axis {
  const low = Math.min(...values)
  const high = Math.max(...values)
  const rough = (high > low ? high - low : Math.max(1, Math.abs(high))) / (WIDE_TICKS - 2)
  const power = Math.floor(Math.log10(rough))
  const digit = [1, 2, 5, 10].find((one) => one * 10 ** power >= rough) ?? 10
  // A whole number is divided or multiplied, so that 3 steps of 0.1 are 0.3.
  const place = (at: number): number => (power < 0 ? (at * digit) / 10 ** -power : at * digit * 10 ** power)
  const from = Math.floor(low / place(1) + 1e-9)
  const to = Math.max(from + 1, Math.ceil(high / place(1) - 1e-9))
  const every = Math.ceil((to - from + 1) / NARROW_TICKS)
  const ticks = Array.from({ length: to - from + 1 }, (_, index) => {
    const value = place(from + index)
    return { value, text: voice.number(value, Math.max(0, -power)), narrow: (from + index) % every === 0 }
  })
  return { min: place(from), max: place(to), ticks }
}
