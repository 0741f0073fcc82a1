import type { Protocol, RunScoresResult } from '../../statement/index.ts'
import type { ReportInput } from '../input.ts'
import { modelName } from './model-name.ts'
import { atPlace, placeOf } from './place.ts'
import { isRefused, scoreWords } from './voice.ts'
import type { Voice } from './voice.ts'

type Measure = Protocol['aggregation']['measures'][number]
type Row = RunScoresResult['rows'][number]

/** Two measures of the same criteria that differ only in what “not applicable” does. */
export type RulePair = { strict: Measure; lenient: Measure }

/** The pairs of measures under `all-true` and `none-false` over the same sections. */
export function rulePairs(protocol: Protocol): RulePair[] {
  const { measures } = protocol.aggregation
  const same = (a: Measure, b: Measure): boolean => JSON.stringify(a.sections) === JSON.stringify(b.sections)
  return measures
    .filter(({ rule }) => rule === 'all-true')
    .flatMap((strict) => {
      const lenient = measures.find((other) => other.rule === 'none-false' && same(strict, other))
      return lenient === undefined ? [] : [{ strict, lenient }]
    })
}

/** The measure a headline gives: the one over all criteria, else the last of the plan. */
function findMainMeasure(protocol: Protocol, result: RunScoresResult): string | undefined {
  const used = protocol.aggregation.measures.filter(({ id }) =>
    result.rows.some(({ measure }) => measure === id),
  )
  return (used.find(({ sections }) => sections === null) ?? used.at(-1))?.id
}

/**
 * Headline of models in single labs: every score with its interval from the tasks, and the naive one beside it; where
 * there are several languages or sets, each score with its own.
 */
export function modelsHeadline(
  input: ReportInput,
  results: readonly RunScoresResult[],
  voice: Voice,
): string[] {
  const all = results.flatMap((result) => result.rows)
  const labs = new Set(results.map(({ lab }) => lab)).size
  const models = new Set(all.map(({ model }) => model)).size
  const institutes = voice.t('report.institutes', { count: labs, word: voice.word(labs) })
  const perTask = new Set(all.flatMap(({ perItem }) => perItem.map(({ n }) => n)))
  const sentences = [
    voice.t('report.headline.models', {
      after: input.labels.retrospective ? 'yes' : 'no',
      count: labs,
      institutes,
      Institutes: voice.sentence(institutes),
      models: voice.t('report.models', { count: models, word: voice.word(models) }),
      tasks: voice.list([...new Set(results.map((result) => tasksOf(input, result, voice)))]),
      // Only where every task has the same number.
      attempts: perTask.size === 1 ? ([...perTask][0] ?? 1) : 1,
    }),
  ]
  const measures = new Set(results.map((result) => findMainMeasure(input.protocol.body, result)))
  for (const measure of measures) {
    if (measure === undefined) continue
    const having = results.filter((result) => findMainMeasure(input.protocol.body, result) === measure)
    sentences.push(...measureSentences(input, having, measure, labs > 1, voice))
  }
  return [...sentences.slice(0, 3), lastSentence(input, results, labs, voice)]
}

/** The scores of one measure, then what a naive count would claim. */
function measureSentences(
  input: ReportInput,
  results: readonly RunScoresResult[],
  measure: string,
  withLab: boolean,
  voice: Voice,
): string[] {
  const rows = results.flatMap((result) =>
    result.rows.filter((row) => row.measure === measure).map((row) => ({ result, row })),
  )
  const [first] = results
  if (first === undefined || rows.length === 0) return []
  const scores = rows.map(({ result, row }) => {
    const text = `${modelName(voice.t, row.model)} ${scoreWords(voice, row.score)}`
    return atPlace(input, result, withLab ? `${voice.name(result.lab)}, ${text}` : text, voice)
  })
  const words =
    results.length === 1
      ? { tasks: plainTasks(first, voice), count: countOf(first) }
      : { tasks: voice.t('report.tasks.these'), count: 2 }
  const said = voice.t('report.headline.measure', {
    measure: voice.measure(measure),
    scores: withLab ? scores.join('; ') : voice.list(scores),
    ...words,
  })
  const naive = rows.flatMap(({ row }) => (isRefused(row.naive) ? [] : [voice.percentRange(row.naive)]))
  return naive.length === rows.length
    ? [said, voice.t('report.headline.naive', { ranges: voice.list(naive), ...words })]
    : [said]
}

/** Tasks behind the main measure of a result. */
function countOf({ rows }: RunScoresResult): number {
  return Math.max(0, ...rows.map(({ score }) => (isRefused(score) ? 0 : score.items)))
}

function plainTasks(result: RunScoresResult, voice: Voice): string {
  const count = countOf(result)
  return voice.t('report.tasks', { count, word: voice.word(count) })
}

function tasksOf(input: ReportInput, result: RunScoresResult, voice: Voice): string {
  const count = countOf(result)
  return voice.t('report.tasks.at-place', {
    count,
    word: voice.word(count),
    ...placeOf(input, result, voice),
  })
}

function lastSentence(
  input: ReportInput,
  results: readonly RunScoresResult[],
  labs: number,
  voice: Voice,
): string {
  const moved = rulePairs(input.protocol.body)
    .flatMap((pair) =>
      results.flatMap((result) => {
        const from = passesOf(result, pair.strict.id)
        return passesOf(result, pair.lenient.id).flatMap((to) => {
          const before = from.find(({ row }) => row.model === to.row.model)
          return before === undefined ? [] : [{ pair, result, from: before, to }]
        })
      }),
    )
    .toSorted((a, b) => b.to.passed - b.from.passed - (a.to.passed - a.from.passed))[0]
  if (moved === undefined || moved.to.passed === moved.from.passed)
    return voice.t(labs === 1 ? 'report.headline.no-lab-effect' : 'report.headline.no-comparison')
  return voice.t('report.headline.rule', {
    measure: voice.sentence(sectionName(moved.pair, voice)),
    model: atPlace(input, moved.result, modelName(voice.t, moved.to.row.model), voice),
    from: voice.count(moved.from.passed),
    to: voice.count(moved.to.passed),
    of: voice.count(moved.to.n),
    single: input.labels.singleInstitute ? 'yes' : 'no',
  })
}

function passesOf(result: RunScoresResult, measure: string): { row: Row; passed: number; n: number }[] {
  return result.rows.flatMap((row) =>
    row.measure !== measure || isRefused(row.naive)
      ? []
      : [{ row, passed: row.naive.successes, n: row.naive.n }],
  )
}

/** What both rules are about: the sections as the protocol names them, else the title of the stricter measure. */
export function sectionName(pair: RulePair, voice: Voice): string {
  return pair.strict.sections === null ? voice.measure(pair.strict.id) : voice.list(pair.strict.sections)
}
