import { isRight, languageOf, questionLogit, STEP_BY_STEP, uniform } from './simulated-ability.ts'
import type { QuestionLanguage } from './simulated-ability.ts'

/** What the model reads of a request. */
export type SimulatedRequest = {
  messages: readonly { role: string; content: string }[]
  /** Absent counts as 0: without a seed, the same request gives the same answer. */
  seed: number | null
  temperature: number | null
  maxTokens: number | null
}

/** A question the model can answer, and its answer: a number in digits. */
export type AnswerKey = { input: string; target: readonly string[] }

export type SimulatedAnswer = {
  text: string
  finishReason: 'stop' | 'length'
  usage: { in: number; out: number }
}

const UNKNOWN = 'I do not know.'
/** Characters of a token, about. */
const TOKEN = 4

const PHRASES: Record<QuestionLanguage, { steps: string; short: string; answer: string }> = {
  en: {
    steps: 'I write down what is given, see what is asked, and go through it one operation at a time.',
    short: 'I looked at the figures.',
    answer: 'Answer: ',
  },
  fr: {
    steps: 'Je note ce qui est donné, je vois ce qui est demandé, et je fais une opération après l’autre.',
    short: 'J’ai regardé les nombres.',
    answer: 'Réponse : ',
  },
  ja: {
    steps: 'わかっていることと求めることを確かめ、順に計算します。',
    short: '数を見ました。',
    answer: '答え：',
  },
  sw: {
    steps: 'Ninaandika yaliyotolewa, ninaona kinachoulizwa, kisha ninafanya hesabu moja baada ya nyingine.',
    short: 'Nimetazama namba.',
    answer: 'Jibu: ',
  },
}

/** The answer to a request: the same seed, request and key always give the same text. */
export function simulatedAnswer(
  serverSeed: string,
  request: SimulatedRequest,
  key: AnswerKey | null,
): SimulatedAnswer {
  const asked = request.messages.reduce((sum, { content }) => sum + content.length, 0)
  const whole = key === null ? UNKNOWN : textOf(serverSeed, request, key)
  const most = request.maxTokens === null ? Number.POSITIVE_INFINITY : request.maxTokens * TOKEN
  const text = whole.length > most ? whole.slice(0, most) : whole
  return {
    text,
    finishReason: text === whole ? 'stop' : 'length',
    usage: { in: Math.ceil(asked / TOKEN), out: Math.ceil(text.length / TOKEN) },
  }
}

function textOf(serverSeed: string, request: SimulatedRequest, key: AnswerKey): string {
  const question = key.input
  const stepByStep = request.messages.some(
    ({ role, content }) => role === 'system' && STEP_BY_STEP.test(content),
  )
  const draw = request.temperature === 0 ? 'greedy' : String(request.seed ?? 0)
  const right = isRight(serverSeed, question, questionLogit(serverSeed, question), { stepByStep, draw })
  const target = key.target[0] ?? ''
  const figure = right ? target : wrongFigure(target, uniform('wrong', serverSeed, question, draw))
  const phrase = PHRASES[languageOf(question)]
  return `${stepByStep ? phrase.steps : phrase.short}\n${phrase.answer}${figure}`
}

/** A number that a person could have arrived at: off by little, an order of magnitude, two digits changed round. */
function wrongFigure(target: string, draw: number): string {
  const value = Number(target)
  if (!Number.isFinite(value)) return UNKNOWN
  const [, decimals = ''] = target.split('.')
  const unit = 10 ** -decimals.length
  const digits = String(Math.abs(value))
  const swapped = Number(digits.slice(0, -2) + digits.slice(-2).split('').toReversed().join(''))
  const candidates = [
    value + unit,
    value - unit,
    value + 10 * unit,
    value + 2 * unit,
    value * 10,
    value * 2,
    swapped,
  ]
  const wrong = candidates.filter(
    (candidate) => Number.isFinite(candidate) && candidate >= 0 && Math.abs(candidate - value) > unit / 2,
  )
  const picked = wrong[Math.floor(draw * wrong.length)] ?? value + unit
  return picked.toFixed(decimals.length)
}
