import type { Voice } from './voice.ts'

type Range = { lo: number; hi: number }

/** Fewer labs than this, and the spread between labs is given as a range only. */
const LABS_FOR_A_SPREAD = 5

export type Spread = {
  who: 'institutes' | 'labs'
  labs: number
  /** s_r; null without repeats. */
  repeatability: number | null
  /** s_L and its interval; null without repeats, and where labs differ too little. */
  betweenLabs: (Range & { value: number }) | null
  sdFactors: Range
}

/** How far a score moves when the test is repeated, and when another lab runs it. */
export function spreadSentences(spread: Spread, voice: Voice): string[] {
  const { who, labs, repeatability, betweenLabs, sdFactors } = spread
  if (betweenLabs === null) return []
  const word = voice.word(labs)
  const repeat = repeatability === null ? null : voice.points(repeatability, rounding(repeatability))
  if (labs < LABS_FOR_A_SPREAD) {
    const range = voice.pointsRange(betweenLabs, false)
    return [
      repeat === null
        ? voice.t('report.shows.between-range', { who, word, range })
        : voice.t('report.shows.repeat-range', { who, word, range, repeat }),
    ]
  }
  if (repeat === null) return []
  const between = voice.points(betweenLabs.value, rounding(betweenLabs.value))
  const factors = { lo: voice.number(sdFactors.lo, 1), hi: voice.number(sdFactors.hi, 1) }
  return [
    voice.t('report.shows.repeat', { who, repeat, between }),
    voice.t('report.shows.sd', { who, word, ...factors }),
  ]
}

/** A spread below one point is written with a decimal. */
function rounding(value: number): Range {
  return value < 0.01 ? { lo: 0, hi: 0 } : { lo: 0, hi: 1 }
}
