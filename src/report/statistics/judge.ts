import type { Interval, JudgeAgainstPeople } from '../../statistics/index.ts'
import { axisSentence, percentAxis } from '../build/axis.ts'
import { exact } from '../build/joint-verdict.ts'
import { numbersOf } from '../build/lab-figures.ts'
import { isolate } from '../build/voice.ts'
import type { Voice } from '../build/voice.ts'
import type { Figure, FigureRow, Table } from '../document.ts'
import { intervalOf, numberRow, numbersTable, percentRow, pointsRow, textRow } from './numbers.ts'
import type { StatisticsPart, ToldStatistics } from './part.ts'

type Part = Extract<StatisticsPart, { set: 'judge' }>
/** A language whose judge can be corrected, with everything that is told of it. */
type Corrected = {
  language: string | null
  judged: JudgeAgainstPeople
  rate: number
  bias: number
  rateRange: Interval | null
  biasRange: Interval | null
  agreement: number
  sensitivity: number
  specificity: number
}

/** A judge told: how far it and people agree, where it is off most, and the rate as corrected there. */
export function tellJudge(part: Part, voice: Voice): ToldStatistics {
  const { t } = voice
  const what = t('statistics.why.judge')
  const corrected = part.languages.flatMap(correctedOf)
  const notes: string[] = []
  if (part.languages.length > 1) notes.push(t('statistics.note.language-apart'))
  if (corrected.some(({ judged }) => judged.diagnostics.clustered)) notes.push(t('statistics.note.clustered'))
  notes.push(t('statistics.note.kappa'))
  return {
    why: part.delta === null ? `${what} ${t('statistics.why.no-delta')}` : what,
    sentences: [
      ...headline(part, corrected, voice),
      ...part.languages.flatMap((one) => languageSentences(part, one, voice)),
    ],
    notes,
    tables: part.languages.flatMap((one) => tableOf(one, voice)),
    figures: corrected.length === 0 ? [] : [ratesFigure(corrected, voice)],
  }
}

function correctedOf({ language, result }: Part['languages'][number]): Corrected[] {
  if (!result.ok) return []
  const { intervals, estimates } = result.value
  const { correction } = estimates
  if (!correction.ok) return []
  return [
    {
      ...correction.value,
      language,
      judged: result.value,
      rateRange: intervalOf(intervals.rate),
      biasRange: intervalOf(intervals.bias),
    },
  ]
}

/** The language in which the judge's rate is off most, of those where it certainly is. */
function findFaulty(corrected: readonly Corrected[]): Corrected | undefined {
  return corrected
    .filter(({ biasRange }) => biasRange !== null && (biasRange.lo > 0 || biasRange.hi < 0))
    .toSorted((a, b) => Math.abs(b.bias) - Math.abs(a.bias))[0]
}

function headline({ positive, languages }: Part, corrected: readonly Corrected[], voice: Voice): string[] {
  if (corrected.length === 0) return []
  const outputs = corrected.reduce((sum, { judged }) => sum + judged.diagnostics.counts.outputs, 0)
  const agreeing = corrected.reduce(
    (sum, { judged, agreement }) => sum + agreement * judged.diagnostics.counts.outputs,
    0,
  )
  const faulty = findFaulty(corrected)
  const misses = faulty !== undefined && faulty.bias < 0
  const missed = faulty === undefined ? 0 : misses ? 1 - faulty.sensitivity : 1 - faulty.specificity
  const agree = voice.t('statistics.judge.agree', {
    agreement: voice.percent(agreeing / outputs),
    fault: faulty === undefined ? 'none' : misses ? 'misses' : 'flags',
    language: nameOf(faulty?.language ?? null, voice),
    share: Math.round(missed * 100) === 50 ? voice.t('statistics.judge.half') : voice.percent(missed),
    positive: isolate(positive),
  })
  const shown = faulty ?? (languages.length === 1 ? corrected[0] : undefined)
  // A judge that tells too little apart is said to, not corrected.
  if (shown === undefined || shown.judged.diagnostics.tooWeak === true) return [agree]
  return [agree, correctedSentence(shown, positive, { told: faulty !== undefined, theirs: misses }, voice)]
}

function nameOf(language: string | null, voice: Voice): string {
  return language === null ? 'none' : voice.language(language)
}

function correctedSentence(
  { language, rate, rateRange, judged }: Corrected,
  positive: string,
  { told, theirs }: { told: boolean; theirs: boolean },
  voice: Voice,
): string {
  const shown = voice.percent(rate, rateRange ?? undefined)
  const raw = voice.percent(judged.estimates.raw, rateRange ?? undefined)
  return voice.t('statistics.judge.corrected', {
    labels: voice.count(judged.diagnostics.labels),
    positive: isolate(positive),
    where: told ? 'none' : nameOf(language, voice),
    theirs: theirs ? 'yes' : 'no',
    rate: shown,
    range: rateRange === null ? '–' : voice.percentRange(rateRange),
    raw: raw === shown ? 'none' : raw,
  })
}

/** What is told of each language: its rate unless the headline has it, and whether the judge is usable there. */
function languageSentences(part: Part, one: Part['languages'][number], voice: Voice): string[] {
  const { t } = voice
  const several = part.languages.length > 1
  const language = several ? nameOf(one.language, voice) : 'none'
  if (!one.result.ok) return [t('statistics.refused', { why: t(`report.refusal.${one.result.reason}`) })]
  const { estimates, verdict } = one.result.value
  if (!estimates.correction.ok) return [t('statistics.judge.no-labels', { language, least: voice.word(10) })]
  const faulty = findFaulty(part.languages.flatMap(correctedOf))
  const own = correctedOf(one)
  const inHeadline = !several || faulty?.language === one.language
  const weak = one.result.value.diagnostics.tooWeak === true
  if (weak && verdict === null) return [t('statistics.judge.too-weak', { language })]
  const rate =
    inHeadline || weak
      ? []
      : own.map((corrected) =>
          correctedSentence(corrected, part.positive, { told: false, theirs: false }, voice),
        )
  if (verdict === null || part.delta === null) return rate
  const delta = voice.points(part.delta, exact(part.delta))
  return [...rate, t(`statistics.judge.${verdict}`, { language, delta })]
}

function tableOf({ language, result }: Part['languages'][number], voice: Voice): Table[] {
  if (!result.ok) return []
  const { t } = voice
  const { estimates, intervals, diagnostics } = result.value
  const correction = estimates.correction.ok ? estimates.correction.value : null
  const labelled = estimates.labelled.ok ? estimates.labelled.value : null
  const { counts } = diagnostics
  const table = numbersTable(voice, `judge-${language ?? 'all'}`, [
    percentRow(voice, t('statistics.row.raw'), estimates.raw),
    percentRow(voice, t('statistics.row.corrected'), correction?.rate ?? null, intervals.rate),
    pointsRow(voice, t('statistics.row.bias'), correction?.bias ?? null, intervals.bias),
    percentRow(voice, t('statistics.row.agreement'), correction?.agreement ?? null),
    percentRow(voice, t('statistics.row.sensitivity'), correction?.sensitivity ?? null),
    percentRow(voice, t('statistics.row.specificity'), correction?.specificity ?? null),
    numberRow(voice, t('statistics.row.youden'), correction?.youden ?? null, 2),
    numberRow(voice, t('statistics.row.ac1'), labelled?.ac1 ?? null, 2, intervals.ac1),
    numberRow(voice, t('statistics.row.alpha'), estimates.alpha, 2, intervals.alpha),
    numberRow(voice, t('statistics.row.kappa'), labelled?.kappa ?? null, 2),
    textRow(
      t('statistics.row.labels'),
      `${voice.count(counts.positiveLabelled)}, ${voice.count(counts.negativeLabelled)}`,
    ),
  ])
  const name = nameOf(language, voice)
  return [name === 'none' ? table : { ...table, heading: voice.sentence(name) }]
}

/** The judge's rate and the corrected one, language by language. */
function ratesFigure(corrected: readonly Corrected[], voice: Voice): Figure {
  const rows = corrected.map(({ language, rate, rateRange, judged }): FigureRow => {
    const name = nameOf(language, voice)
    return {
      label: name === 'none' ? voice.t('statistics.figure.all') : voice.sentence(name),
      kind: 'estimate',
      attention: false,
      value: rate,
      interval: rateRange === null ? null : { lo: rateRange.lo, hi: rateRange.hi },
      beside: null,
      from: judged.estimates.raw,
      words: voice.t('statistics.figure.judge-row', {
        raw: voice.percent(judged.estimates.raw, rateRange ?? undefined),
        rate: voice.percent(rate, rateRange ?? undefined),
        range: rateRange === null ? '–' : voice.percentRange(rateRange),
      }),
      ref: null,
    }
  })
  const values = rows.flatMap((row) => [...numbersOf(row), row.from ?? row.value ?? 0])
  const axis = percentAxis(values, voice)
  return {
    id: 'judge',
    heading: voice.t('statistics.figure.judge'),
    caption: voice.t('statistics.figure.judge-caption') + axisSentence(axis, voice),
    label: voice.t('statistics.figure.judge-label', { rows: rows.map(({ words }) => words).join('; ') }),
    axis,
    bands: [],
    lines: [],
    rows,
  }
}
