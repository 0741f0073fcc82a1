import path from 'node:path'
import { ConcordError, sentence } from '../../error.ts'
import { alikeNames, readStatisticsTable } from '../../interchange/index.ts'
import type { StatisticsTable } from '../../interchange/index.ts'
import type { StatisticsPart } from '../../report/index.ts'
import {
  arePassOrFail,
  collectJudged,
  generatorFromSeed,
  incidents,
  jointExerciseOfTotals,
  judgeAgainstPeople,
  languagesOfAttempts,
  oneRunOfTotals,
  setsOfAttempts,
  twoConfigurationsOfTotals,
  twoRaters,
} from '../../statistics/index.ts'
import type { Generator } from '../../statistics/index.ts'
import { sha256 } from '../crypto.ts'
import { counting, readingBytes } from '../progress.ts'
import type { OnProgress } from '../progress.ts'
import { readWhole } from '../read-whole.ts'
import { REPLICATES, telling } from './drawing.ts'

export type TableOptions = {
  /** Largest gap that does not matter, as a share. */
  delta: number | null
  /** Column that puts items together. */
  group: string | null
  /** Label that counts as 1, of a judge and of people. */
  positive: string | null
  /** Rate that is not to be exceeded, per unit of exposure. */
  alarm: number | null
  /** Of every interval; a δ takes none but .95. */
  confidence: number
  onProgress?: OnProgress
}

/** A recommended set, and of which language; null where the table names none, or the set is of all. */
export type TablePart = { language: string | null; part: StatisticsPart }

export type TableStatistics = {
  kind: StatisticsTable['kind']
  parts: TablePart[]
  /** Columns of the table that say nothing to it. */
  unread: string[]
  /** Names of labs or configurations that are perhaps one, each group; they are counted apart. */
  alike: { by: 'lab' | 'configuration'; names: string[] }[]
}

/** More pairs than these are not shown one by one. */
const MOST_CONFIGURATIONS = 6

/**
 * The recommended sets of a table in a file. The same table gives the same numbers, in whatever order its rows stand: what
 * is drawn at random is drawn from a seed of the set's name.
 */
export async function statisticsOfTable(file: string, options: TableOptions): Promise<TableStatistics> {
  const bytes = await readWhole(file)
  const name = path.basename(file)
  const source = readingBytes(bytes, name, options.onProgress)
  const table = await readStatisticsTable(source, name, { group: options.group })
  return {
    kind: table.kind,
    parts: partsOf(table, options, name),
    unread: table.unread,
    alike: alikeIn(table),
  }
}

function alikeIn(table: StatisticsTable): TableStatistics['alike'] {
  if (table.kind !== 'attempts' && table.kind !== 'totals') return []
  const { by, lines } = table
  return alikeNames(new Set(lines.map(({ lab }) => lab))).map((names) => ({ by, names }))
}

function partsOf(table: StatisticsTable, options: TableOptions, name: string): TablePart[] {
  switch (table.kind) {
    case 'attempts':
      return ofAttempts(table, options, name)
    case 'totals':
      return [{ language: null, part: ofTotals(table, options, name) }]
    case 'judge':
      return [{ language: null, part: ofJudge(table, options, name) }]
    case 'raters': {
      const languages = byLanguage(table.lines)
      const told = telling(options.onProgress, { languages: languages.length, intervals: 4 })
      return languages.map(([language, lines], at) => ({
        language,
        part: {
          set: 'two-raters',
          result: twoRaters(lines, told(at, generatorOf('two-raters')), REPLICATES, options.confidence),
        },
      }))
    }
    case 'incidents':
      return [{ language: null, part: ofPeriods(table, options) }]
  }
}

/** First 16 bytes of SHA-256("concord stats", newline, set). */
function generatorOf(set: string): Generator {
  return generatorFromSeed(sha256(new TextEncoder().encode(`concord stats\n${set}`)).slice(0, 16))
}

/** Lines by language, in the order of the tags. */
function byLanguage<Line extends { language: string | null }>(
  lines: readonly Line[],
): [string | null, Line[]][] {
  const linesByLanguage = new Map<string | null, Line[]>()
  for (const line of lines) {
    const known = linesByLanguage.get(line.language) ?? []
    linesByLanguage.set(line.language, known)
    known.push(line)
  }
  return [...linesByLanguage].toSorted(([a], [b]) => ((a ?? '') < (b ?? '') ? -1 : 1))
}

function ofAttempts(
  table: Extract<StatisticsTable, { kind: 'attempts' }>,
  { delta, confidence, onProgress }: TableOptions,
  name: string,
): TablePart[] {
  const { by, lines } = table
  const measure = arePassOrFail(lines) ? table.measure : 'scores'
  const most = new Set(lines.map(({ lab }) => lab)).size
  if (by === 'configuration' && most > MOST_CONFIGURATIONS) {
    throw new ConcordError(
      'bad-input',
      sentence`${name}: ${most} configurations are more than the ${MOST_CONFIGURATIONS} whose pairs are compared; take some of them.`,
    )
  }
  const languages = byLanguage(lines)
  const done = counting(onProgress, 'languages', languages.length)
  const parts = languages.flatMap(([language, own]) => {
    const sets = setsOfAttempts(own, { by, delta, confidence, comparisons: languages.length })
    done(1)
    return sets.map((found): TablePart => {
      switch (found.set) {
        case 'one-run':
          return { language, part: { set: found.set, measure, result: found.result } }
        case 'two-configurations':
          return { language, part: { ...found, by, measure, delta } }
        case 'joint-exercise':
          return { language, part: { set: found.set, labs: found.names, delta, result: found.result } }
      }
    })
  })
  const tagged = lines.flatMap((line) =>
    line.language === null ? [] : [{ ...line, language: line.language }],
  )
  const together = by === 'lab' ? languagesOfAttempts(tagged) : null
  return together === null ? parts : [...parts, { language: null, part: { set: 'languages', ...together } }]
}

function ofTotals(
  { lines, by }: Extract<StatisticsTable, { kind: 'totals' }>,
  { delta, confidence }: TableOptions,
  name: string,
): StatisticsPart {
  const [first, second, ...more] = lines
  if (first === undefined || second === undefined) {
    const result = oneRunOfTotals(first ?? { successes: 0, n: 0 }, confidence)
    return { set: 'one-run', measure: 'successes', result }
  }
  if (more.length === 0) {
    return {
      set: 'two-configurations',
      by,
      names: [first.lab, second.lab],
      measure: 'successes',
      delta,
      result: twoConfigurationsOfTotals([first, second], { delta, confidence }),
    }
  }
  if (by === 'configuration') {
    throw new ConcordError(
      'bad-input',
      sentence`${name}: totals of ${lines.length} configurations; compare two at a time, or name the column lab.`,
    )
  }
  const sorted = lines.toSorted((a, b) => (a.lab < b.lab ? -1 : 1))
  const labs = sorted.map(({ lab }) => lab)
  return { set: 'joint-totals', labs, result: jointExerciseOfTotals(sorted, confidence) }
}

/** Labels of which one says yes by itself. */
const YES = [
  ['1', '0'],
  ['true', 'false'],
  ['yes', 'no'],
] as const

function ofJudge(
  { lines }: Extract<StatisticsTable, { kind: 'judge' }>,
  { delta, positive, confidence, onProgress }: TableOptions,
  name: string,
): StatisticsPart {
  const labels = [
    ...new Set(lines.flatMap(({ judge, human }) => (human === null ? [judge] : [judge, human]))),
  ].toSorted()
  const plain = YES.find((pair) => labels.every((label) => pair.some((one) => one === label)))
  const chosen = positive ?? plain?.[0]
  if (chosen === undefined || (positive !== null && !labels.includes(positive))) {
    throw new ConcordError(
      'usage',
      sentence`${name}: say with --positive which label is counted; there are ${labels.slice(0, 10).join(', ')}.`,
    )
  }
  const languages = byLanguage(lines).map(([language, own]) => ({
    language,
    items: collectJudged(
      own.map(({ item, judge, human }) => ({
        item,
        judge: judge === chosen,
        human: human === null ? null : human === chosen,
      })),
    ),
  }))
  // The rate and the bias are drawn too where items have several outputs.
  const clustered = languages.some(({ items }) => items.some(({ outputs }) => outputs > 1))
  const told = telling(onProgress, { languages: languages.length, intervals: clustered ? 4 : 2 })
  return {
    set: 'judge',
    positive: chosen,
    delta,
    languages: languages.map(({ language, items }, at) => ({
      language,
      result: judgeAgainstPeople(items, told(at, generatorOf('judge')), {
        delta,
        confidence,
        replicates: REPLICATES,
      }),
    })),
  }
}

function ofPeriods(
  { lines, unit }: Extract<StatisticsTable, { kind: 'incidents' }>,
  { alarm, confidence }: TableOptions,
): StatisticsPart {
  // A prior that holds no more than the agreed rate does: gamma of shape 1 with that mean.
  const plan = alarm === null ? null : { rate: alarm, shape: 1, priorExposure: 1 / alarm, alpha: 0.05 }
  return {
    set: 'incidents',
    unit,
    periods: lines.map(({ period }) => period),
    plan,
    result: incidents(lines, plan, confidence),
  }
}
