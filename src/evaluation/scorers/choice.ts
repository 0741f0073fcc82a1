/**
 * Which letter an answer chose. The first rule that finds one decides:
 *
 *   1  the answer is nothing but a letter, marks and brackets aside:                    `B`, `(b).`, `**B**`
 *   2  the last letter after a word that announces it:         `Answer: B`, `the answer is (B)`, `答え：B`
 *   3  the last line is nothing but a letter, or begins with it and a bracket or dot:   `B) Paris`
 *   4  the first line does
 *   5  the answer is the text of exactly one choice
 *
 * Only letters of choices that were offered count. None found: unparsed, never a wrong answer.
 */
import { normaliseText } from '../../statement/index.ts'
import { letterOf } from '../render-prompt.ts'
import type { Sample, Scored } from './score.ts'

const MARKS = String.raw`[\s*_()\[\]{}"'“”‘’«».,:：。、)\\-]`
const ONLY_LETTER = new RegExp(`^${MARKS}*([A-Z])${MARKS}*$`, 'i')
const LEADING_LETTER = /^[\s*_([]*([A-Z])[\s*_]*[)\].:：。]/i
/** Words that announce a choice, in the languages of the messages and of the examples. */
const ANNOUNCED = new RegExp(
  String.raw`(?i:answer|choice|option|réponse|choix|antwort|respuesta|risposta|答え|答案|解答|回答|정답|답|jibu)` +
    String.raw`(?:\s+(?i:is|est|ist|es|è|ni)|は)?` +
    // A small letter needs a mark before it: "answer a question" chooses nothing.
    String.raw`(?:[\s*_]{0,6}[:：=([{"'“«][\s*_([]{0,6}(?<marked>[A-Za-z])|[\s*_]{0,6}(?<bare>[A-Z]))(?![A-Za-z0-9\u00c0-\u024f'’])`,
  'gu',
)

/** 1 if the letter chosen is the target's; a target may be the letter or the text of its choice. */
export function scoreChoice({ target, choices, completion }: Sample): Scored {
  const offered = choices.map((_, i) => letterOf(i))
  const accepted = target.flatMap((text) => letterOfTarget(text, choices) ?? [])
  if (offered.length === 0 || accepted.length === 0) return { outcome: 'unscored', reason: 'scorer-error' }
  const letter = chosenAnswer({ choices, completion })
  if (letter === null) return { outcome: 'unscored', reason: 'unparsed' }
  return { outcome: 'scored', value: accepted.includes(letter) ? 1 : 0 }
}

/** The letter an answer chose of those offered; null where none is found. */
export function chosenAnswer({ choices, completion }: Pick<Sample, 'choices' | 'completion'>): string | null {
  const offered = choices.map((_, i) => letterOf(i))
  return chosenLetter(completion.normalize('NFKC'), offered) ?? letterOfText(completion, choices)
}

function chosenLetter(text: string, offered: readonly string[]): string | null {
  const valid = (found: string | undefined): string | null => {
    const letter = found?.toUpperCase()
    return letter !== undefined && offered.includes(letter) ? letter : null
  }
  const whole = valid(text.length > 200 ? undefined : ONLY_LETTER.exec(text)?.[1])
  if (whole !== null) return whole
  const announced = [...text.matchAll(ANNOUNCED)]
    .map(({ groups }) => valid(groups?.['marked'] ?? groups?.['bare']))
    .filter((letter) => letter !== null)
  const lastAnnounced = announced.at(-1)
  if (lastAnnounced !== undefined) return lastAnnounced
  const lines = text.split(/\r?\n/).filter((line) => line.trim() !== '')
  for (const line of [lines.at(-1), lines.at(0)]) {
    if (line === undefined) continue
    const start = line.slice(0, 200)
    const letter = valid(
      (line.length > 200 ? null : ONLY_LETTER.exec(start))?.[1] ?? LEADING_LETTER.exec(start)?.[1],
    )
    if (letter !== null) return letter
  }
  return null
}

function letterOfTarget(target: string, choices: readonly string[]): string | null {
  const letter = target.trim().toUpperCase()
  if (/^[A-Z]$/.test(letter)) return letter.charCodeAt(0) - 65 < choices.length ? letter : null
  return letterOfText(target, choices)
}

function letterOfText(text: string, choices: readonly string[]): string | null {
  const form = normaliseText(text).toLowerCase()
  const places = choices.flatMap((choice, i) => (normaliseText(choice).toLowerCase() === form ? [i] : []))
  const [place] = places
  return places.length === 1 && place !== undefined ? letterOf(place) : null
}
