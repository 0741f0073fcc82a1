/**
 * Rule `contradictory-name`: what is said of a set agrees with what is in it. Compared are the file's name, the
 * set's name, its description, its tag and its text:
 *
 *   language     a language that name, description or file name states is that of the text, or of the tag where
 *                the text does not tell; where the translations of a set differ in one part of their names, that
 *                part names a language
 *   topic        translations of one set have one description; sets of different topics have different ones
 *   category     a column with one and the same code in every row does not hold the code of another set's name
 *
 * A tag that contradicts the text is the rule `language-tag`.
 */
import { columnProfile, columnsOf } from './column-profile.ts'
import {
  finding,
  placeOf,
  shownList,
  type Finding,
  type PreflightInput,
  type PreflightSet,
} from './finding.ts'
import { collapseSpace } from './item-text.ts'
import { languagesNamed, languagesOfFile, titledLanguage, withoutLanguages } from './language-name.ts'
import { likelyLanguage } from './text-language.ts'
import { familiesOf } from './translations.ts'

/** Names and descriptions that contradict each other, the tag or the text. */
export function contradictoryName({ sets }: PreflightInput): Finding[] {
  const families = familiesOf(sets)
  return [
    ...sets.flatMap(language),
    ...families.flatMap(withoutLanguage),
    ...families.flatMap(descriptions),
    ...descriptionsElsewhere(families),
    ...categories(families),
  ]
}

function language(set: PreflightSet): Finding[] {
  const likely = likelyLanguage(set.items)
  const fits = (tag: string): boolean => {
    const stated = titledLanguage(tag)
    const inText = [likely.tag, ...(likely.tag === null ? [] : likely.alike)]
    const all = likely.tag === null ? [set.language] : inText
    return all.some((other) => other !== null && titledLanguage(other) === stated)
  }
  // A tag that leaves the language open contradicts nothing.
  const open = ['und', 'mul', 'zxx', 'mis'].includes(set.language.toLowerCase())
  if (likely.tag === null && (open || titledLanguage(set.language) === null)) return []
  const file = set.about?.file ?? ''
  const ofFile = languagesOfFile(file)
  // What the tag was taken from says nothing beyond the tag.
  const stated = [
    ...(ofFile.includes(set.language.toLowerCase()) || ofFile.some(fits)
      ? []
      : [{ where: 'file', text: file, languages: ofFile }]),
    ...statements('name', set.about?.name),
    ...statements('description', set.about?.description),
  ]
  const wrong = stated.filter(({ languages }) => languages.length > 0 && !languages.some(fits))
  if (wrong.length === 0) return []
  return [
    finding('contradictory-name.language', 'warn', placeOf(set), {
      expected: { language: likely.tag ?? set.language, by: likely.tag === null ? 'tag' : 'text' },
      found: {
        file: set.about?.file ?? set.id,
        name: set.about?.name ?? null,
        description: set.about?.description ?? null,
        tag: set.language,
        text: likely.tag,
      },
      values: {
        where: wrong[0]?.where ?? '',
        said: wrong.map(({ text }) => text).join(' / '),
        reads: likely.tag ?? set.language,
      },
    }),
  ]
}

function statements(
  where: 'name' | 'description',
  text: string | null | undefined,
): { where: string; text: string; languages: string[] }[] {
  return text === null || text === undefined ? [] : [{ where, text, languages: languagesNamed(text) }]
}

/** Sets whose name has a word where the other translations name their language, and it names none. */
function withoutLanguage(family: readonly PreflightSet[]): Finding[] {
  const named = family.flatMap((set) => {
    const name = set.about?.name
    return name === null || name === undefined
      ? []
      : [{ set, name, languages: languagesNamed(name), words: withoutLanguages(name).split(' ') }]
  })
  const withLanguage = named.filter(({ languages }) => languages.length > 0)
  if (withLanguage.length < 2 || withLanguage.length < named.length / 2) return []
  const usual = new Set(withLanguage.flatMap(({ words }) => words))
  return named.flatMap(({ set, name, languages, words }) => {
    const strange = words.filter((word) => !usual.has(word))
    if (languages.length > 0) return []
    return [
      finding('contradictory-name.no-language', 'note', placeOf(set), {
        expected: 'the name of a language, as in the other translations',
        found: { name, word: strange.join(' ') },
        values: { name, word: strange.length === 0 ? '–' : strange.join(' ') },
      }),
    ]
  })
}

/** Translations of one set that are described as different things. */
function descriptions(family: readonly PreflightSet[]): Finding[] {
  const groups = new Map<string, { shown: string; sets: PreflightSet[] }>()
  for (const set of family) {
    const description = set.about?.description
    if (description === null || description === undefined || description === '') continue
    const key = withoutLanguages(description)
    const group = groups.get(key) ?? { shown: collapseSpace(description), sets: [] }
    group.sets.push(set)
    groups.set(key, group)
  }
  const [first, ...others] = [...groups.values()].sort((a, b) => b.sets.length - a.sets.length)
  return first === undefined
    ? []
    : others.flatMap(({ shown, sets }) =>
        sets.map((set) =>
          finding('contradictory-name.description', 'warn', placeOf(set), {
            expected: { description: first.shown, sets: first.sets.map(({ id }) => id) },
            found: { description: shown },
            values: { description: shown, others: shownList(first.sets.map(({ id }) => id)) },
          }),
        ),
      )
}

/** One description under sets of different topics says nothing of at least one of them. */
function descriptionsElsewhere(families: readonly PreflightSet[][]): Finding[] {
  const byDescription = new Map<string, { shown: string; families: Map<number, string[]> }>()
  for (const [index, family] of families.entries()) {
    for (const { id, about } of family) {
      const description = about?.description ?? ''
      if (description === '') continue
      const entry = byDescription.get(withoutLanguages(description)) ?? {
        shown: collapseSpace(description),
        families: new Map<number, string[]>(),
      }
      entry.families.set(index, [...(entry.families.get(index) ?? []), id])
      byDescription.set(withoutLanguages(description), entry)
    }
  }
  return [...byDescription.values()].flatMap(({ shown, families: found }) =>
    found.size < 2
      ? []
      : [
          finding('contradictory-name.description-elsewhere', 'warn', null, {
            expected: 'a description of its own for each topic',
            found: { description: shown, sets: [...found.values()] },
            values: {
              description: shown,
              topics: found.size,
              sets: shownList([...found.values()].map(([id = '']) => id)),
            },
          }),
        ],
  )
}

/** A set whose every row carries the code of another set. */
function categories(families: readonly PreflightSet[][]): Finding[] {
  const partsOf = (set: PreflightSet): string[] => set.id.toLowerCase().split(/[-_.]/)
  const common = families.map((family) => new Set(family.flatMap(partsOf)))
  return families.flatMap((family, index) =>
    family.flatMap((set) =>
      [...columnsOf(set)].flatMap(([column, values]) => {
        const profile = columnProfile(values, set, [])
        const code = profile?.kind === 'code' && profile.different === 1 ? profile.most[0]?.value : undefined
        if (code === undefined || common[index]?.has(code.toLowerCase()) === true) return []
        const others = families.filter(
          (_, at) => at !== index && common[at]?.has(code.toLowerCase()) === true,
        )
        if (others.length === 0) return []
        return [
          finding('contradictory-name.category', 'block', placeOf(set), {
            items: set.items.map((item) => item.id),
            expected: { column, name: set.id },
            found: { code, sets: others.flatMap((other) => other.map(({ id }) => id)).slice(0, 20) },
            values: { column, code, others: shownList(others.flatMap((other) => other.map(({ id }) => id))) },
          }),
        ]
      }),
    ),
  )
}
