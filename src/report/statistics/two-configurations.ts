import { decimalsFor, pointsShown } from '../../message/index.ts'
import type { Interval, TwoConfigurations } from '../../statistics/index.ts'
import { exact, verdictSentences } from '../build/joint-verdict.ts'
import { deltaBand } from '../build/lab-figures.ts'
import { isolate } from '../build/voice.ts'
import type { Voice } from '../build/voice.ts'
import type { Figure, FigureRow } from '../document.ts'
import { labName } from './names.ts'
import { countRow, intervalOf, numbersTable, percentRow, pointsRangeRow, pointsRow, pRow } from './numbers.ts'
import type { StatisticsPart, ToldStatistics } from './part.ts'
import { refusedTold } from './refused.ts'

type Part = Extract<StatisticsPart, { set: 'two-configurations' }>

/** Two sides told: the difference from the better one's side, and the verdict where a gap was agreed. */
export function tellTwo(part: Part, voice: Voice): ToldStatistics {
  const { result, by } = part
  const apart = result.ok && result.value.diagnostics.items === null
  const set = by === 'lab' ? 'statistics.why.two-labs' : 'statistics.why.configurations'
  const why = voice.t(apart ? 'statistics.why.apart' : set)
  if (!result.ok) return refusedTold(why, result, voice)
  const two = result.value
  const sentences = by === 'lab' ? labSentences(part, two, voice) : versionSentences(part, two, voice)
  return {
    why: part.delta === null ? `${why} ${voice.t('statistics.why.no-delta')}` : why,
    sentences,
    notes: notesOf(part, two, voice),
    tables: [numbersTable(voice, 'difference', rowsOf(part, two, voice))],
    figures: differenceFigure(part, two, voice),
  }
}

/** The difference as seen from the side that is above, which is named first. */
type Oriented = { better: string; worse: string; value: number; range: Interval; equal: boolean }

function orient({ names }: Part, two: TwoConfigurations, range: Interval): Oriented {
  const { difference } = two.estimates
  const [first, second] = [isolate(names[0]), isolate(names[1])]
  const equal = pointsShown(difference, { decimals: decimalsFor(range) }) === 0
  return difference < 0
    ? { better: second, worse: first, value: -difference, range: { lo: -range.hi, hi: -range.lo }, equal }
    : { better: first, worse: second, value: difference, range: { lo: range.lo, hi: range.hi }, equal }
}

function plural(voice: Voice, share: number, range: Interval): { points: string; n: number } {
  return { points: voice.points(share, range), n: pointsShown(share, { decimals: decimalsFor(range) }) }
}

function versionSentences(part: Part, two: TwoConfigurations, voice: Voice): string[] {
  const { measure, delta } = part
  const { diagnostics, verdict, intervals, estimates } = two
  const range = intervalOf(intervals.difference)
  if (range === null) {
    const [a, b] = part.names.map(isolate)
    const refused = intervals.difference.ok ? [] : [voice.t(`report.refusal.${intervals.difference.reason}`)]
    const scores = {
      a: a ?? '',
      b: b ?? '',
      scoreA: voice.percent(estimates.first),
      scoreB: voice.percent(estimates.second),
    }
    return [voice.t('statistics.two.scores', scores), ...refused]
  }
  const side = orient(part, two, range)
  const { better, worse } = side
  const same = diagnostics.items !== null
  const difference = voice.t(side.equal && same ? 'statistics.two.equal' : 'statistics.two.more', {
    measure,
    same: same ? 'yes' : 'no',
    items: voice.count(diagnostics.items ?? 0),
    better,
    worse,
    ...plural(voice, side.value, range),
    range: voice.pointsRange(side.range, true),
  })
  const agreed = delta === null ? '' : voice.points(delta, exact(delta))
  switch (verdict) {
    case null:
      return [`${difference}.`, voice.t('report.headline.no-delta')]
    case 'equivalent':
      return [voice.t('statistics.two.equivalent', { difference, delta: agreed })]
    case 'better':
    case 'worse':
      return [voice.t('statistics.two.better', { difference, measure, better })]
    case 'missing-decides': {
      const count = diagnostics.missing[0] + diagnostics.missing[1]
      const text = voice.count(count)
      return [voice.t('statistics.two.missing-decides', { difference, delta: agreed, count, text })]
    }
    case 'cannot-tell': {
      const { detectable } = diagnostics
      const found =
        detectable === null
          ? { points: 'none', n: 0 }
          : plural(voice, detectable, { lo: 0, hi: 2 * detectable })
      return [
        voice.t('statistics.two.cannot-tell', { difference, measure, detectable: found.points, n: found.n }),
      ]
    }
  }
}

/** Two labs: both scores and their difference, what can be said of the gap, and that there is no joint figure. */
function labSentences(part: Part, two: TwoConfigurations, voice: Voice): string[] {
  const { names, delta } = part
  const { diagnostics, estimates, intervals, verdict } = two
  const scoreOf = (share: number, range: Interval | null): string =>
    range === null ? voice.percent(share) : `${voice.percent(share, range)} (${voice.percentRange(range)})`
  const values = {
    items: voice.count(diagnostics.items ?? 0),
    language: 'none',
    a: labName(voice, names[0]),
    b: labName(voice, names[1]),
    scoreA: scoreOf(estimates.first, intervalOf(intervals.first)),
    scoreB: scoreOf(estimates.second, intervalOf(intervals.second)),
  }
  const range = intervalOf(intervals.difference)
  const last = voice.t('report.headline.two-labs')
  if (diagnostics.items === null) {
    const scores = { a: values.a, b: values.b, scoreA: values.scoreA, scoreB: values.scoreB }
    return [voice.t('statistics.pair.apart', scores), last]
  }
  if (range === null) return [voice.t('report.headline.pair-equal', values), last]
  const pair = voice.t('report.headline.pair', {
    ...values,
    ...plural(voice, estimates.difference, range),
    direction: estimates.difference < 0 ? 'below' : 'above',
    range: voice.pointsRange(range, true),
  })
  return [pair, ...labVerdict(part, two, range, delta, verdict, voice), last]
}

function labVerdict(
  { names }: Part,
  { diagnostics, estimates }: TwoConfigurations,
  range: Interval,
  delta: number | null,
  verdict: TwoConfigurations['verdict'],
  voice: Voice,
): string[] {
  if (delta === null || verdict === null) return [voice.t('report.headline.no-delta')]
  if (verdict === 'better' || verdict === 'worse') {
    const beyond = Math.min(Math.abs(range.lo), Math.abs(range.hi)) > delta ? 'yes' : 'no'
    return [voice.t('statistics.pair.differ', { beyond, delta: voice.points(delta, exact(delta)) })]
  }
  return verdictSentences(
    {
      who: 'labs',
      after: false,
      delta,
      outcome: verdict === 'equivalent' ? 'agree' : verdict,
      remaining: 2,
      remainingAgree: verdict === 'equivalent',
      missing: diagnostics.missing[0] + diagnostics.missing[1],
      labs: names.map((name) => ({
        name: labName(voice, name),
        atStart: voice.sentence(labName(voice, name)),
        named: false,
        distance: { value: estimates.difference, lo: range.lo, hi: range.hi },
        cause: '',
      })),
    },
    voice,
  )
}

function notesOf({ names }: Part, { diagnostics }: TwoConfigurations, voice: Voice): string[] {
  const { dropped, missingness, comparisons, items, groups, repeats } = diagnostics
  const notes: string[] = []
  if (items === null) notes.push(voice.t('statistics.note.different-tasks'))
  else if (Math.min(items, groups ?? items) < 10) notes.push(voice.t('statistics.note.few-items'))
  notes.push(...droppedNotes(dropped, names, voice))
  if (missingness?.ok === true && missingness.value.p < 0.05) {
    notes.push(voice.t('statistics.note.missingness', { p: voice.p(missingness.value.p) }))
  }
  if (repeats !== null && repeats.fewest !== repeats.most) {
    notes.push(voice.t('statistics.note.unequal', { fewest: repeats.fewest, most: repeats.most }))
  }
  if (comparisons > 1) notes.push(voice.t('statistics.note.comparisons', { count: comparisons }))
  return notes
}

/** How many items drop where labs are compared on common ones, and the scores on those. */
export function droppedNotes(
  { items, scores }: TwoConfigurations['diagnostics']['dropped'],
  names: readonly string[],
  voice: Voice,
): string[] {
  if (items === 0) return []
  const words = names.flatMap((name, lab) => {
    const score = scores[lab] ?? null
    return score === null ? [] : [`${isolate(name)} ${voice.percent(score)}`]
  })
  return [
    voice.t('statistics.note.dropped', { count: items, text: voice.count(items) }),
    ...(words.length === 0 ? [] : [voice.t('statistics.note.dropped-scores', { scores: voice.list(words) })]),
  ]
}

function rowsOf({ names, measure }: Part, two: TwoConfigurations, voice: Voice) {
  const { t } = voice
  const { estimates, intervals, diagnostics } = two
  const { discordant, bounds } = diagnostics
  const [a, b] = [isolate(names[0]), isolate(names[1])]
  const missing = diagnostics.missing[0] + diagnostics.missing[1]
  return [
    percentRow(voice, a, estimates.first, intervals.first),
    percentRow(voice, b, estimates.second, intervals.second),
    pointsRow(
      voice,
      t('statistics.row.difference', { first: a, second: b }),
      estimates.difference,
      intervals.difference,
    ),
    pointsRangeRow(voice, t('statistics.row.difference-bounds'), bounds),
    pointsRow(voice, t('statistics.row.detectable'), diagnostics.detectable, null, false),
    countRow(voice, t('statistics.row.tasks'), diagnostics.items),
    countRow(voice, t('statistics.row.groups'), diagnostics.groups),
    discordant === null
      ? null
      : countRow(voice, t('statistics.row.only', { side: a, measure }), discordant.first),
    discordant === null
      ? null
      : countRow(voice, t('statistics.row.only', { side: b, measure }), discordant.second),
    pRow(voice, t('statistics.row.mcnemar'), discordant?.midP ?? null),
    missing === 0 ? null : countRow(voice, t('statistics.row.missing'), missing),
  ]
}

function differenceFigure({ names, delta }: Part, two: TwoConfigurations, voice: Voice): Figure[] {
  const range = intervalOf(two.intervals.difference)
  if (range === null) return []
  const { difference } = two.estimates
  const row: FigureRow = {
    label: { foreign: `${names[0]} − ${names[1]}`, lang: null },
    kind: 'estimate',
    attention: false,
    value: difference,
    interval: { lo: range.lo, hi: range.hi },
    beside: null,
    words: `${voice.signedPoints(difference, range)} (${voice.pointsRange(range, true)})`,
    ref: null,
  }
  return [
    {
      id: 'difference',
      heading: voice.t('statistics.figure.difference'),
      caption: voice.t('statistics.figure.difference-caption', {
        delta: delta === null ? 'none' : voice.points(delta, exact(delta)),
      }),
      label: voice.t('statistics.figure.difference-label', { row: row.words }),
      ...deltaBand([row], delta, voice),
      rows: [row],
    },
  ]
}
