/**
 * Whether the simulated model gets a question right: a function of its seed, the question and the request, and of
 * nothing else. It never knows who asks.
 *
 *   right  ⇔  u < 1 / (1 + e^−x)
 *   x      = difficulty(question)            N(1, 2), the same in every server
 *          + habit(server seed, question)    N(0, 0.3), what differs between two installations of one model
 *          + language(question)              fr −0.2, ja −0.4, sw −0.9, others 0
 *          − 2.3 unless asked to work step by step
 *   u      = uniform(server seed, question, request seed); at temperature 0 without the request seed
 *
 * "Asked to work step by step" means: a system message contains "step by step" (or "étape par étape", "hatua kwa
 * hatua", "段階的に", "一歩ずつ"), capitals aside. The item part follows statistics.md §3.4 (logit items N(1, 2),
 * lab × item 0.3), for which its rule is known to name a lab that is off.
 */
import { hash } from 'node:crypto'

export const STEP_BY_STEP = /step[ -]by[ -]step|étape par étape|hatua kwa hatua|段階的に|一歩ずつ/i

const DIFFICULTY = { mean: 1, sd: 2 }
const HABIT_SD = 0.3
const WITHOUT_STEPS = 2.3
export const LANGUAGE_SHIFT = { en: 0, fr: -0.2, ja: -0.4, sw: -0.9 }
export type QuestionLanguage = keyof typeof LANGUAGE_SHIFT

/** A server's view of one question; everything about it but the draw of an attempt. */
export function questionLogit(serverSeed: string, question: string): number {
  const difficulty = DIFFICULTY.mean + DIFFICULTY.sd * normal('difficulty', question)
  const habit = HABIT_SD * normal('habit', serverSeed, question)
  return difficulty + habit + LANGUAGE_SHIFT[languageOf(question)]
}

/** Whether one attempt succeeds, given the question's logit on this server. */
export function isRight(
  serverSeed: string,
  question: string,
  logit: number,
  request: { stepByStep: boolean; draw: string },
): boolean {
  const x = request.stepByStep ? logit : logit - WITHOUT_STEPS
  return uniform('attempt', serverSeed, question, request.draw) < 1 / (1 + Math.exp(-x))
}

/** The language of a question, by signs of its own; English where there are none. */
export function languageOf(question: string): QuestionLanguage {
  if (/[\u3040-\u30ff]/u.test(question)) return 'ja'
  if (/\b(?:ngapi|wangapi|mangapi|vingapi|kiasi gani|ni|kwa|wa|ya)\b/iu.test(question)) return 'sw'
  if (/[àâçéèêëîïôùûœ]|\b(?:combien|quel|quelle|est|les|des|une)\b/iu.test(question)) return 'fr'
  return 'en'
}

/** In [0, 1), from the words alone. */
export function uniform(...words: readonly string[]): number {
  const digest = hash('sha256', `concord-rehearsal-1\n${words.join('\n')}`, 'buffer')
  return (digest.readUInt32BE(0) * 2 ** 21 + (digest.readUInt32BE(4) >>> 11)) / 2 ** 53
}

/** Standard normal by Box and Muller; 1 − u keeps the logarithm finite. */
function normal(...words: readonly string[]): number {
  const radius = Math.sqrt(-2 * Math.log(1 - uniform('radius', ...words)))
  return radius * Math.cos(2 * Math.PI * uniform('angle', ...words))
}
