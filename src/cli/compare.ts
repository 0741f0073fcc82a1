import path from 'node:path'
import { formatNumber } from '../message/index.ts'
import type { LogComparison } from '../node/index.ts'
import { text } from './command.ts'
import type { CommandSpec, Context } from './command.ts'
import { progressOn } from './progress.ts'
import { showFields, verdictOf } from './compare-fields.ts'
import { deltaOf, showStatistics } from './stats.ts'

type Output = Context['output']
type Disagreement = LogComparison['disagreements'][number]
type Side = 'first' | 'second'

const LETTER = { first: 'A', second: 'B' } as const
const SIDES = ['first', 'second'] as const

/** More items than these are told with --json only. */
const MOST_SHOWN = 20
/** Longest text of a log in a line. */
const LONGEST = 160

/** Two logs beside each other, for whoever has them and nothing else. */
export const compareCommand: CommandSpec = {
  words: 'compare <a> <b>',
  about: 'compare.command',
  options: [
    { flags: '--score <name>', about: 'compare.option.score' },
    { flags: '--delta <gap>', about: 'compare.option.delta' },
  ],
  async action({ output, options }, [a = '', b = '']) {
    const { compareLogs } = await import('../node/index.ts')
    const delta = await deltaOf(options)
    const score = text(options, 'score') ?? null
    const compared = await compareLogs([a, b], { score, delta, onProgress: progressOn(output) })
    const verdict = verdictOf(compared.measurement, output)
    output.line(leadOf(compared, output))
    for (const line of verdict) output.line(line)
    output.line('')
    for (const side of SIDES) output.line(logLine(compared, side, output))
    output.line('')
    showItems(compared, output)
    output.line('')
    const told = await showDifference(compared, delta, output)
    output.line('')
    showFields(compared.measurement, output)
    if (typeof compared.difference !== 'string') showDisagreements(compared, output)
    const { measurement } = compared
    output.result({
      ok: true,
      stored: false,
      ...forPrograms(compared, output),
      measurement,
      verdict,
      ...told,
    })
    output.next([output.t('command.run.next-new')])
  },
}

function leadOf({ first, second, join }: LogComparison, { t }: Output): string {
  const apart =
    join.onlyFirst.length + join.onlySecond.length + join.withoutKey.first + join.withoutKey.second > 0
  return t('compare.lead', {
    items: join.common.length === 0 ? 'none' : apart ? 'some' : 'same',
    n: join.common.length,
    models: first.about.model === second.about.model ? 'same' : 'other',
    a: first.about.model,
    b: second.about.model,
  })
}

function logLine(compared: LogComparison, side: Side, { t }: Output): string {
  const { file, about, check } = compared[side]
  return t('compare.log', {
    side: LETTER[side],
    file: path.basename(file),
    task: about.task,
    model: about.model,
    format: about.format,
    version: about.version,
    label: t('interchange.import.label', { label: check.label }),
  })
}

function showItems({ join }: LogComparison, { t, line }: Output): void {
  line(
    t('compare.items', {
      common: join.common.length,
      first: join.onlyFirst.length,
      second: join.onlySecond.length,
    }),
  )
  for (const side of SIDES) {
    const repeated = join.repeated[side]
    const ids = (repeated[0]?.ids ?? []).slice(0, 3).join(', ')
    if (repeated.length > 0) line(t('compare.repeated', { side: LETTER[side], count: repeated.length, ids }))
    const count = join.withoutKey[side]
    if (count > 0) line(t('compare.without-key', { side: LETTER[side], count }))
  }
  if (join.otherTargets.length > 0) line(t('compare.other-targets', { count: join.otherTargets.length }))
}

/** The sentences, numbers and notes of the statistics; what of them goes to programs. */
async function showDifference(
  { first, second, difference, scores }: LogComparison,
  delta: number | null,
  output: Output,
): Promise<object> {
  const { t, locale } = output
  if (typeof difference === 'string') {
    const refused = t(`compare.difference.${difference}`)
    output.line(refused)
    return { difference: null, sentences: [refused], notes: [] }
  }
  const { tellStatistics } = await import('../report/index.ts')
  const models = [first.about.model, second.about.model] as const
  const { score, measure, result, paired, unpairedSE } = difference
  const told = tellStatistics(
    {
      set: 'two-configurations',
      by: 'configuration',
      names: models[0] === models[1] ? [`A (${models[0]})`, `B (${models[1]})`] : models,
      measure,
      delta,
      result,
    },
    locale,
  )
  output.line(t('compare.difference.heading', { score }))
  showStatistics(told, output)
  if (paired.ok && unpairedSE !== null) {
    const points = (share: number): string => formatNumber(locale, 100 * share, 1)
    output.line('')
    output.line(
      t('compare.difference.apart', { paired: points(paired.value.se), unpaired: points(unpairedSE) }),
    )
  }
  const others = scores.filter((one) => one !== score)
  if (others.length > 0) output.line(t('compare.others', { scores: others.join(', ') }))
  return {
    difference: { score, measure, delta, statistics: result, paired, unpairedSE },
    sentences: told.sentences,
    notes: told.notes,
  }
}

function showDisagreements({ disagreements }: LogComparison, { t, line, locale }: Output): void {
  const count = disagreements.length
  line('')
  line(t('compare.disagree.heading', { count, shown: count > MOST_SHOWN ? String(MOST_SHOWN) : 'all' }))
  if (count === 0) return
  line(t('compare.disagree.warning'))
  for (const one of disagreements.slice(0, MOST_SHOWN)) {
    line('')
    line(`${one.first.ids.join(', ')}: ${cut(one.first.question)}`)
    const targets = [...new Set(SIDES.map((side) => one[side].targets.join(', ')))]
    line(`  ${t('compare.disagree.target', { target: cut(targets.join(' / ')) })}`)
    for (const side of SIDES) {
      const answer = one[side].attempts[0]?.answer ?? null
      const said = answer === null ? t('compare.disagree.no-answer') : cut(answer)
      const outcome = outcomeOf(one, side, { t, locale })
      line(`  ${t('compare.disagree.side', { side: LETTER[side], outcome, answer: said })}`)
    }
  }
}

/** The score, or how the attempt ended that has none. */
function outcomeOf(one: Disagreement, side: Side, { t, locale }: Pick<Output, 't' | 'locale'>): string {
  const mean = one.means[side]
  const { attempts } = one[side]
  if (mean === null) {
    const { outcome = 'unscored', reason = null } = attempts[0] ?? {}
    const word = t(`report.outcome.${outcome}`)
    return reason === null ? word : `${word} (${reason})`
  }
  const value = formatNumber(locale, mean, Number.isInteger(mean) ? 0 : 2)
  return attempts.length === 1 ? value : t('compare.disagree.several', { value, count: attempts.length })
}

/** In one line, and not longer than a screen has room for. */
function cut(said: string): string {
  const flat = said.replaceAll(/\s+/g, ' ').trim()
  return flat.length > LONGEST ? `${flat.slice(0, LONGEST).toWellFormed()}…` : flat
}

function forPrograms(compared: LogComparison, output: Output): object {
  const { join, scores, disagreements } = compared
  const named = (items: readonly Named[]): object[] => items.map(({ key, ids }) => ({ itemKey: key, ids }))
  return {
    lead: leadOf(compared, output),
    logs: SIDES.map((side) => {
      const { file, about, check } = compared[side]
      return { file, ...about, label: check.label, samples: check.samples, counts: check.counts }
    }),
    items: {
      common: join.common.length,
      compared: join.compared.length,
      onlyFirst: named(join.onlyFirst),
      onlySecond: named(join.onlySecond),
      repeated: { first: named(join.repeated.first), second: named(join.repeated.second) },
      withoutKey: join.withoutKey,
      otherTargets: join.otherTargets.map(({ key }) => key),
    },
    scores,
    disagreements: disagreements.map((one) => ({
      itemKey: one.key,
      question: one.first.question,
      first: sideForPrograms(one, 'first'),
      second: sideForPrograms(one, 'second'),
    })),
  }
}

type Named = Disagreement[Side]

function sideForPrograms(one: Disagreement, side: Side): object {
  const { ids, targets, attempts } = one[side]
  return {
    ids,
    targets,
    score: one.means[side],
    attempts: attempts.map(({ epoch, outcome, reason, answer }) => ({ epoch, outcome, reason, answer })),
  }
}
