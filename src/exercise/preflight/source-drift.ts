/**
 * Rule `source-drift`: the source was not edited after it was translated. What survives translation is compared
 * item by item:
 *
 *   numbers       in digits, of any script; grouping and decimal marks aside, so that 1,5 = 1.5 and 1,000 = 1000
 *   placeholders  {name}, {{name}}, %s, ${name}, <tag>, [NAME]: the same ones, as often
 *   length        characters of the translation / of the source, against the median of the set
 *
 * A number may be a word in one language and digits in the other. So a number of the source counts as replaced
 * only where the translation has another one in its place that the source has neither in digits nor in words; one
 * that is only missing is a note. Where most translations of an item have the same other number, it is the source
 * that was changed. A translation that came by a spreadsheet names the key of the question it was made from, and then
 * nothing has to be guessed.
 */
import type { JsonValue } from '../../statement/index.ts'
import { finding, placeOf, type Finding, type PreflightInput, type PreflightSet } from './finding.ts'
import { hasOtherNumber } from './item-alignment.ts'
import { collapseSpace } from './item-text.ts'
import { missingNumbers, replacedNumbers } from './number-drift.ts'
import { translatedSets, type TranslatedSet } from './translations.ts'

const PLACEHOLDER =
  /\{\{\s*[\w.-]+\s*\}\}|\$?\{[A-Za-z_][\w.]*\}|%(?:\([\w.]+\))?[sd](?![\p{L}])|<\/?[A-Za-z][\w-]*>|\[[A-Z][A-Z_ ]{2,}\]/gu
/** So many times longer or shorter than the set is, usually. */
const LENGTH_FACTOR = 3
const LEAST_LENGTH = 40
const LEAST_PAIRS = 10
/** Where so many items of a set differ, the items are not the same and nothing can be said of their editing. */
const MISJOINED = 0.5

type Drift = { id: string; sourceId: string; source: JsonValue; translation: JsonValue }

/** Items whose translation no longer says what the source says, by what can be counted. */
export function sourceDrift(input: PreflightInput): Finding[] {
  const all = translatedSets(input)
  const translated = all
    // What is not one item is the rule `item-alignment`.
    .map((entry) => ({
      ...entry,
      pairs: entry.pairs.filter(({ item, source }) => !hasOtherNumber(item, source)),
    }))
    .filter(({ pairs }) => pairs.length > 0)
  const replaced = new Map(translated.map((entry) => [entry.set, replacedIn(entry)]))
  const edited = editedSources(translated, replaced)
  return [
    ...all.flatMap((entry) => report('source-drift.source-edited', 'warn', entry, editedSince(entry))),
    ...edited.findings,
    ...translated.flatMap((entry) => {
      const isEdited = (sourceId: string): boolean =>
        edited.idsBySource.get(entry.source)?.has(sourceId) === true
      const numbers = (replaced.get(entry.set) ?? []).filter(({ sourceId }) => !isEdited(sourceId))
      const missing = missingIn(entry, numbers).filter(({ sourceId }) => !isEdited(sourceId))
      if (numbers.length > MISJOINED * entry.pairs.length) return []
      return [
        ...report('source-drift.numbers', 'warn', entry, numbers),
        ...report('source-drift.placeholders', 'warn', entry, placeholdersIn(entry)),
        ...report('source-drift.length', 'warn', entry, lengthsIn(entry)),
        ...report('source-drift.numbers-missing', 'note', entry, missing),
      ]
    }),
  ]
}

function report(
  code:
    | 'source-drift.source-edited'
    | 'source-drift.numbers'
    | 'source-drift.placeholders'
    | 'source-drift.length'
    | 'source-drift.numbers-missing',
  severity: 'warn' | 'note',
  { set, source }: TranslatedSet,
  drifts: readonly Drift[],
): Finding[] {
  if (drifts.length === 0) return []
  return [
    finding(code, severity, placeOf(set), {
      items: drifts.map(({ id }) => id),
      expected: drifts
        .slice(0, 20)
        .map(({ sourceId, source: said }) => ({ set: source.id, id: sourceId, source: said })),
      found: drifts.slice(0, 20).map(({ id, translation }) => ({ id, translation })),
      values: { source: source.id },
    }),
  ]
}

/** A translation that says which question it was made from, beside one that is no longer that question. */
function editedSince({ source, pairs }: TranslatedSet): Drift[] {
  return pairs.flatMap(({ item, source: now, joined }) => {
    const made = item.translation
    if (made === undefined || made.source === null || now.itemKey === null || joined !== 'id') return []
    if (made.from !== source.language || made.source === now.itemKey) return []
    return [
      { id: item.id, sourceId: now.id, source: { key: now.itemKey }, translation: { madeFrom: made.source } },
    ]
  })
}

function replacedIn({ pairs }: TranslatedSet): Drift[] {
  return pairs.flatMap(({ item, source }) => {
    const drift = replacedNumbers(source.input ?? '', item.input ?? '')
    return drift === null
      ? []
      : [{ id: item.id, sourceId: source.id, source: drift.source, translation: drift.translation }]
  })
}

function missingIn({ pairs }: TranslatedSet, replaced: readonly Drift[]): Drift[] {
  const told = new Set(replaced.map(({ id }) => id))
  return pairs.flatMap(({ item, source }) => {
    if (told.has(item.id) || item.input === null || source.input === null) return []
    const missing = missingNumbers(source.input, item.input)
    return missing.length === 0
      ? []
      : [{ id: item.id, sourceId: source.id, source: missing, translation: [] }]
  })
}

/** Items of a source whose number is another in most of at least two translations, which agree with each other. */
function editedSources(
  translated: readonly TranslatedSet[],
  replaced: ReadonlyMap<PreflightSet, readonly Drift[]>,
): { findings: Finding[]; idsBySource: Map<PreflightSet, Set<string>> } {
  const findings: Finding[] = []
  const idsBySource = new Map<PreflightSet, Set<string>>()
  for (const source of new Set(translated.map((entry) => entry.source))) {
    const others = translated.filter((entry) => entry.source === source)
    const votes = new Map<string, { drift: Drift; sets: string[] }>()
    for (const { set } of others) {
      for (const drift of replaced.get(set) ?? []) {
        const vote = votes.get(drift.sourceId) ?? { drift, sets: [] }
        vote.sets.push(set.id)
        votes.set(drift.sourceId, vote)
      }
    }
    const edited = [...votes].filter(([, { sets }]) => sets.length >= 2 && sets.length > others.length / 2)
    idsBySource.set(source, new Set(edited.map(([id]) => id)))
    if (edited.length === 0) continue
    findings.push(
      finding('source-drift.source-changed', 'warn', placeOf(source), {
        items: edited.map(([id]) => id),
        expected: edited.slice(0, 20).map(([id, { drift }]) => ({ id, numbers: drift.translation })),
        found: edited.slice(0, 20).map(([id, { drift, sets }]) => ({ id, numbers: drift.source, sets })),
      }),
    )
  }
  return { findings, idsBySource }
}

function placeholdersIn({ pairs }: TranslatedSet): Drift[] {
  return pairs.flatMap(({ item, source }) => {
    if (item.input === null || source.input === null) return []
    const [theirs, own] = [source.input, item.input].map((text) => (text.match(PLACEHOLDER) ?? []).sort())
    return theirs === undefined || own === undefined || theirs.join('\n') === own.join('\n')
      ? []
      : [{ id: item.id, sourceId: source.id, source: theirs, translation: own }]
  })
}

function lengthsIn({ pairs }: TranslatedSet): Drift[] {
  const lengths = pairs.flatMap(({ item, source }) => {
    if (item.input === null || source.input === null) return []
    const [own, theirs] = [collapseSpace(item.input).length, collapseSpace(source.input).length]
    return own === 0 || theirs < LEAST_LENGTH ? [] : [{ item, source, own, theirs }]
  })
  if (lengths.length < LEAST_PAIRS) return []
  const ratios = lengths.map(({ own, theirs }) => own / theirs).sort((a, b) => a - b)
  const median = ratios[Math.floor(ratios.length / 2)] ?? 1
  return lengths.flatMap(({ item, source, own, theirs }) => {
    const relative = own / theirs / median
    return relative <= LENGTH_FACTOR && relative >= 1 / LENGTH_FACTOR
      ? []
      : [
          {
            id: item.id,
            sourceId: source.id,
            source: { characters: theirs },
            translation: { characters: own, expected: Math.round(theirs * median) },
          },
        ]
  })
}
