/** Sets without a defect, for tests that plant one. */
import type { Item } from '../../statement/index.ts'
import type { Finding, PreflightInput, PreflightProtocol, PreflightSet } from './finding.ts'

const THINGS = ['apples', 'boats', 'candles', 'drums', 'eggs', 'flags']
const SENTENCES: Readonly<Record<string, (n: number, thing: string) => string>> = {
  en: (n, thing) => `How many ${thing} does a child of ${n} years have in the blue house by the river?`,
  fr: (n, thing) =>
    `Combien de ${thing} un enfant de ${n} ans a-t-il dans la maison bleue près de la rivière ?`,
  sw: (n, thing) => `Mtoto wa miaka ${n} ana ${thing} ngapi katika nyumba ya buluu kando ya mto wa kijiji?`,
  ja: (n, thing) => `川のそばの青い家に住む${n}歳の子どもは${thing}をいくつ持っていますか。`,
}

export function item(
  id: string,
  input: string | null,
  target: string,
  split: Item['split'] = 'evaluation',
): Item {
  return { id, split, input, target: [target], itemKey: null, refKey: null }
}

/** A set of n items in a language, all different, with the same ids and numbers in each language. */
export function cleanSet(language: string, n = 120): PreflightSet {
  const write = SENTENCES[language] ?? SENTENCES['en']
  const items = Array.from({ length: n }, (_, index) => {
    const thing = THINGS.map((word, at) => `${word}${(index * 7 + at) % 997}`).join(' ')
    return item(`q${index + 1}`, write?.(index + 3, thing) ?? '', String(index + 3))
  })
  const about = {
    file: `set-${language}.csv`,
    name: null,
    description: null,
    licence: 'CC-BY-4.0',
    source: 'written for this test',
  }
  return { id: `set-${language}`, language, split: 'evaluation', n, idsDeclared: true, items, about }
}

/** The set with some of its items changed, by their ids. */
export function withItems(
  set: PreflightSet,
  ids: readonly string[],
  change: (item: Item, row: number) => Item,
): PreflightSet {
  return {
    ...set,
    items: set.items.map((item, row) => (ids.includes(item.id) ? change(item, row) : item)),
  }
}

/** Datasets alone: English, French and Kiswahili, and what else a test adds. */
export function alone(...sets: readonly PreflightSet[]): PreflightInput {
  return {
    protocol: null,
    sets: sets.length > 0 ? sets : [cleanSet('en', 40), cleanSet('fr', 40), cleanSet('sw', 40)],
  }
}

/** Findings as severity, code, set and first items. */
export function brief(findings: readonly Finding[]): string[] {
  return findings.map(({ severity, code, set, items }) =>
    [severity, code, ...(set === null ? [] : [set]), ...items.slice(0, 3)].join(' '),
  )
}

const LABS = ['a', 'b', 'c', 'd', 'e']

/** Five labs on English, two on each other language: the plan of the rehearsal. */
export function cleanProtocol(): PreflightProtocol {
  const pair = (language: string, first: string, second: string) => ({
    kind: 'lab-pair' as const,
    id: language,
    set: `set-${language}`,
    model: 'model',
    measure: 'correct',
    labs: [first, second] satisfies [string, string],
  })
  return {
    items: { crossLanguageKey: 'declared-id' },
    generation: { attempts: 3 },
    outcomes: {
      denominator: {
        unscored: 'missing-as-worst',
        errored: 'scored-only',
        limit: 'missing-as-worst',
        'not-run': 'scored-only',
      },
    },
    analysis: {
      plan: [
        {
          kind: 'joint',
          id: 'english',
          set: 'set-en',
          model: 'model',
          measure: 'correct',
          labs: LABS,
          primary: true,
          delta: 0.1,
          multiplicity: 'holm',
        },
        pair('fr', 'a', 'b'),
        pair('sw', 'a', 'e'),
        { kind: 'lab-language', id: 'overview', model: 'model', measure: 'correct' },
      ],
    },
    conduct: {
      assignments: [
        { member: 'a', sets: ['set-en', 'set-fr', 'set-sw'], models: ['model'] },
        { member: 'b', sets: ['set-en', 'set-fr'], models: ['model'] },
        { member: 'c', sets: ['set-en'], models: ['model'] },
        { member: 'd', sets: ['set-en'], models: ['model'] },
        { member: 'e', sets: ['set-en', 'set-sw'], models: ['model'] },
      ],
    },
    waivers: [],
    judging: { judges: [], scale: { good: 'high', min: 0, max: 1 } },
  }
}

/** English, French and Kiswahili under the plan above: nothing but the notes on what the pairs can tell. */
export function cleanInput(): PreflightInput {
  return { protocol: cleanProtocol(), sets: [cleanSet('en'), cleanSet('fr'), cleanSet('sw')] }
}

/** The input with one set replaced. */
export function withSet(
  input: PreflightInput,
  id: string,
  change: (set: PreflightSet) => PreflightSet,
): PreflightInput {
  return { ...input, sets: input.sets.map((set) => (set.id === id ? change(set) : set)) }
}

/** The input with its protocol changed. */
export function withProtocol(input: PreflightInput, change: Partial<PreflightProtocol>): PreflightInput {
  return input.protocol === null ? input : { ...input, protocol: { ...input.protocol, ...change } }
}
