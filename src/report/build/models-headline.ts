import type { Protocol, RunScoresResult } from '../../statement/index.ts'
import type { ReportInput } from '../input.ts'
import { modelName } from './model-name.ts'
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

/** Headline of several models in one lab: the score with its interval from the tasks, and the naive one beside it. */
export function modelsHeadline(input: ReportInput, result: RunScoresResult, voice: Voice): string[] {
  const protocol = input.protocol.body
  const measure = findMainMeasure(protocol, result)
  const rows = result.rows.filter((row) => row.measure === measure)
  const count = Math.max(0, ...rows.map(({ score }) => (isRefused(score) ? 0 : score.items)))
  const tasks = voice.t('report.tasks', { count, word: voice.word(count) })
  const models = voice.t('report.models', { count: rows.length, word: voice.word(rows.length) })
  const institutes = voice.t('report.institutes', { count: 1, word: voice.word(1) })
  const perTask = new Set(rows.flatMap(({ perItem }) => perItem.map(({ n }) => n)))
  const sentences = [
    voice.t('report.headline.models', {
      after: input.labels.retrospective ? 'yes' : 'no',
      institutes,
      Institutes: voice.sentence(institutes),
      models,
      tasks,
      // Only where every task has the same number.
      attempts: perTask.size === 1 ? ([...perTask][0] ?? 1) : 1,
    }),
  ]
  if (measure !== undefined && rows.length > 0) {
    const scores = voice.list(
      rows.map(({ model, score }) => `${modelName(voice.t, model)} ${scoreWords(voice, score)}`),
    )
    sentences.push(voice.t('report.headline.measure', { measure: voice.measure(measure), scores, tasks }))
    const naive = rows.flatMap((row) => (isRefused(row.naive) ? [] : [voice.percentRange(row.naive)]))
    if (naive.length === rows.length) {
      sentences.push(voice.t('report.headline.naive', { ranges: voice.list(naive), tasks }))
    }
  }
  return [...sentences, lastSentence(input, result, voice)].slice(0, 4)
}

function lastSentence(input: ReportInput, result: RunScoresResult, voice: Voice): string {
  const moved = rulePairs(input.protocol.body)
    .flatMap((pair) => {
      const from = passesOf(result, pair.strict.id)
      return passesOf(result, pair.lenient.id).flatMap((to) => {
        const before = from.find(({ row }) => row.model === to.row.model)
        return before === undefined ? [] : [{ pair, model: to.row.model, from: before, to }]
      })
    })
    .toSorted((a, b) => b.to.passed - b.from.passed - (a.to.passed - a.from.passed))[0]
  if (moved === undefined || moved.to.passed === moved.from.passed)
    return voice.t('report.headline.no-lab-effect')
  return voice.t('report.headline.rule', {
    measure: voice.sentence(sectionName(moved.pair, voice)),
    model: modelName(voice.t, moved.model),
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
