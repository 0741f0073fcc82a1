import { decimalsFor, pointsShown } from '../../message/index.ts'
import type { Voice } from './voice.ts'

type Range = { lo: number; hi: number }

/** What is told of a comparison of several labs: an exercise's analysis, or a table that somebody brought. */
export type JointStory = {
  /** How the labs are called where they are not named. */
  who: 'institutes' | 'labs'
  /** The largest gap was set with the results known. */
  after: boolean
  delta: number
  outcome: 'agree' | 'differs' | 'cannot-tell' | 'cannot-tell-which' | 'missing-decides'
  /** How many labs are not named, and whether they are shown to agree. */
  remaining: number
  remainingAgree: boolean
  /** Attempts without a result. */
  missing: number
  labs: readonly {
    /** Inside a sentence, and at its beginning. */
    name: string
    atStart: string
    named: boolean
    /** From the labs that are not named. */
    distance: (Range & { value: number }) | null
    cause: string
  }[]
}

/** The verdict in sentences: who differs by more than was agreed, then what can be said of the others. */
export function verdictSentences(story: JointStory, voice: Voice): string[] {
  const { who, outcome, remaining: count } = story
  const delta = voice.points(story.delta, exact(story.delta))
  const after = story.after ? 'yes' : 'no'
  switch (outcome) {
    case 'agree':
      return [voice.t('report.headline.agree', { who, count, word: voice.word(count), delta, after })]
    case 'cannot-tell':
      return [cannotTell(story, voice, delta, 'report.headline.cannot-tell')]
    case 'cannot-tell-which':
      return [voice.t('report.headline.cannot-tell-which', { who, delta })]
    case 'missing-decides':
      return [voice.t('report.headline.missing-decides', { delta, count: story.missing })]
    case 'differs': {
      const rest = story.remainingAgree
        ? voice.t('report.headline.rest-agree', { word: voice.word(count), delta, after })
        : cannotTell(story, voice, delta, 'report.headline.rest-cannot-tell')
      return [...namedSentences(story, voice, delta), rest]
    }
  }
}

function namedSentences({ labs }: JointStory, voice: Voice, delta: string): string[] {
  const named = labs.filter((lab) => lab.named)
  // Three sentences on single labs would leave no place for the others.
  if (named.length > 2) {
    const names = named.map(({ name, atStart }, at) => (at === 0 ? atStart : name))
    return [voice.t('report.headline.several', { labs: voice.list(names), count: named.length, delta })]
  }
  return named.map((lab) => namedSentence(lab, voice, delta))
}

function namedSentence(
  { atStart: lab, distance, cause }: JointStory['labs'][number],
  voice: Voice,
  delta: string,
): string {
  if (distance === null) return voice.t('report.headline.several', { labs: lab, count: 1, delta })
  const away = Math.abs(distance.value)
  const below = distance.value < 0
  const range = below ? { lo: -distance.hi, hi: -distance.lo } : distance
  return voice.t(below ? 'report.headline.below' : 'report.headline.above', {
    lab,
    points: voice.points(away, distance),
    n: pointsShown(away, { decimals: decimalsFor(distance) }),
    range: voice.pointsRange(range, false),
    delta,
    cause,
  })
}

type CannotTell = 'report.headline.cannot-tell' | 'report.headline.rest-cannot-tell'

function cannotTell(
  { labs, delta: limit }: JointStory,
  voice: Voice,
  delta: string,
  key: CannotTell,
): string {
  const rest = labs.filter(({ named }) => !named)
  const open = rest.filter(
    ({ distance }) => distance === null || distance.lo <= -limit || distance.hi >= limit,
  )
  const shown = open.length === 0 ? rest : open
  return voice.t(key, { labs: voice.list(shown.map(({ name }) => name)), count: shown.length, delta })
}

/** δ is a number that was agreed: whole points where it is whole, else one decimal. */
export function exact(delta: number): Range {
  const whole = Math.abs(delta * 100 - Math.round(delta * 100)) < 1e-9
  return { lo: 0, hi: whole ? 1 : 0 }
}
