/**
 * Each rule of preflight finds its defect in a copy of MGSM under a protocol, and no other rule finds anything: what is added
 * to the findings of the clean sets is exactly this.
 */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  preflight,
  PREFLIGHT_RULES,
  type Finding,
  type PreflightInput,
  type PreflightProtocol,
  type PreflightRule,
  type PreflightSet,
} from '../../src/exercise/index.ts'
import { numberParser, recipe } from '../../src/exercise/preflight/planted.fixture.ts'
import { brief, cleanProtocol } from '../../src/exercise/preflight/preflight.fixture.ts'
import { TEMPLATE_QUESTION } from '../../src/exercise/template-text.ts'
import { readDatasetFile } from '../../src/interchange/index.ts'

const MGSM = path.resolve(import.meta.dirname, '../../../shared/data/datasets/mgsm')
const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest())

async function readSets(): Promise<PreflightSet[]> {
  const files = readdirSync(MGSM).filter((name) => name.endsWith('.tsv'))
  return Promise.all(
    files.toSorted().map(async (file) => {
      const { items } = await readDatasetFile([readFileSync(path.join(MGSM, file))], file, sha256)
      const id = file.replace('.tsv', '')
      const about = { file, name: null, description: null, licence: 'CC-BY-4.0', source: 'MGSM' }
      return { id, language: id.slice(5), split: 'evaluation', n: 250, idsDeclared: true, items, about }
    }),
  )
}

/** Five labs on English, French and Kiswahili, the first of them on every language. */
function protocolFor(sets: readonly PreflightSet[]): PreflightProtocol {
  const { analysis, ...rest } = cleanProtocol()
  const named = (set: string): string => set.replace('set-', 'mgsm_')
  return {
    ...rest,
    analysis: {
      plan: analysis.plan.map((entry) => ('set' in entry ? { ...entry, set: named(entry.set) } : entry)),
    },
    conduct: {
      assignments: [
        { member: 'a', sets: sets.map(({ id }) => id), models: ['model'] },
        ...['b', 'c', 'd', 'e'].map((member) => ({
          member,
          sets: ['mgsm_en', 'mgsm_fr', 'mgsm_sw'],
          models: ['model'],
        })),
      ],
    },
  }
}

let input: PreflightInput = { protocol: null, sets: [] }
let clean: Finding[] = []
beforeAll(async () => {
  const sets = await readSets()
  input = { protocol: protocolFor(sets), sets, sharing: 'participants', now: '2026-01-01T00:00:00Z' }
  clean = preflight(input)
})

const added = (planted: PreflightInput): string[] => {
  const known = new Set(brief(clean))
  return brief(preflight(planted)).filter((line) => !known.has(line))
}
const inSet = (language: string, change: (set: PreflightSet) => PreflightSet): PreflightInput => ({
  ...input,
  sets: input.sets.map((set) => (set.language === language ? change(set) : set)),
})
const inEverySet = (change: (set: PreflightSet) => PreflightSet): PreflightInput => ({
  ...input,
  sets: input.sets.map(change),
})
const textOf = (language: string, id: string): string =>
  input.sets.find((set) => set.language === language)?.items.find((item) => item.id === id)?.input ?? ''
/** Rows of a language with another text. */
const inRows = (
  language: string,
  ids: readonly string[],
  change: (text: string, id: string) => string,
): PreflightInput =>
  inSet(language, (set) => ({
    ...set,
    items: set.items.map((item) =>
      ids.includes(item.id) ? { ...item, input: change(item.input ?? '', item.id) } : item,
    ),
  }))
const column = (name: string, valueOf: (set: PreflightSet, row: number) => string): PreflightInput =>
  inEverySet((set) => ({
    ...set,
    columns: new Map([[name, set.items.map((_, row) => valueOf(set, row))]]),
  }))
const about = (language: string, change: Partial<NonNullable<PreflightSet['about']>>): PreflightInput =>
  inSet(language, (set) => (set.about ? { ...set, about: { ...set.about, ...change } } : set))
const inProtocol = (change: (protocol: PreflightProtocol) => Partial<PreflightProtocol>): PreflightInput =>
  input.protocol === null ? input : { ...input, protocol: { ...input.protocol, ...change(input.protocol) } }
const extraItem = (split: (language: string) => 'tuning' | 'exploratory'): PreflightInput =>
  inEverySet((set) => ({
    ...set,
    items: [
      ...set.items,
      {
        id: 'extra',
        split: split(set.language),
        input: '7 + 8 = ?',
        target: ['15'],
        itemKey: null,
        refKey: null,
      },
    ],
  }))

const PLANTED: Readonly<Record<PreflightRule, () => readonly [PreflightInput, readonly string[]][]>> = {
  'language-tag': () => [
    [inSet('ja', (set) => ({ ...set, language: 'jp' })), ['block language-tag.country-code mgsm_ja']],
    [inSet('sw', (set) => ({ ...set, language: 'kw' })), ['warn language-tag.other-language mgsm_sw']],
    [inSet('te', (set) => ({ ...set, language: 'tl' })), ['block language-tag.other-script mgsm_te']],
  ],
  'item-alignment': () => [
    [
      inSet('ru', (set) => ({
        ...set,
        items: set.items.map((item) => (item.id === '7' ? { ...item, id: 'seven' } : item)),
      })),
      ['block item-alignment.keys-differ mgsm_ru seven'],
    ],
  ],
  'equal-sets': () => [
    [
      inSet('ru', (set) => ({ ...set, items: set.items.slice(0, -1) })),
      ['block equal-sets.planned-count mgsm_ru', 'note equal-sets.planned-fewer mgsm_ru 250'],
    ],
  ],
  'duplicate-input': () => [
    [
      // The same question twice in every language, so that it is no other question than its source.
      inEverySet((set) => ({
        ...set,
        items: set.items.map((item, row) =>
          row === 41 ? { ...item, input: `${set.items[40]?.input ?? ''} ` } : item,
        ),
      })),
      ['bn', 'de', 'en', 'es', 'fr', 'ja', 'ru', 'sw', 'te', 'th', 'zh'].map(
        (language) => `block duplicate-input.same mgsm_${language} 41 42`,
      ),
    ],
  ],
  'duplicate-file': () => [
    [
      {
        ...input,
        ...inProtocol(({ conduct }) => ({
          conduct: {
            assignments: conduct.assignments.map((one, at) =>
              at === 0 ? { ...one, sets: [...one.sets, 'copy_sw'] } : one,
            ),
          },
        })),
        sets: [
          ...input.sets,
          ...input.sets
            .filter(({ language }) => language === 'sw')
            .map((set) => ({ ...set, id: 'copy_sw', items: set.items.toReversed() })),
        ],
      },
      ['block duplicate-file.same copy_sw 250 249 248'],
    ],
  ],
  untranslated: () => [
    [inRows('te', ['17', '90'], (_, id) => textOf('en', id)), ['block untranslated.same mgsm_te 17 90']],
    [
      inRows(
        'fr',
        ['14'],
        (text) => `${text} She sold a third of her vacuum cleaners at the green house to somebody.`,
      ),
      ['warn untranslated.shared-run mgsm_fr 14'],
    ],
  ],
  'source-drift': () => [
    [inRows('de', ['1'], (text) => text.replace('16', '61')), ['warn source-drift.numbers mgsm_de 1']],
    [inRows('en', ['1'], (text) => text.replace('16', '61')), ['warn source-drift.source-changed mgsm_en 1']],
    [inRows('es', ['8'], (text) => `${text} {name}`), ['warn source-drift.placeholders mgsm_es 8']],
    [
      inRows(
        'sw',
        ['4'],
        (text) => `${text} ${'Wanaume na wanawake walikuwa wakikimbia kando ya mto. '.repeat(8)}`,
      ),
      ['warn source-drift.length mgsm_sw 4'],
    ],
  ],
  script: () => [
    [inRows('th', ['30'], (_, id) => textOf('bn', id)), ['block script.other-script mgsm_th 30']],
    [inRows('es', ['30'], (_, id) => textOf('de', id)), ['warn script.other-language mgsm_es 30']],
  ],
  'shifted-column': () => [
    [
      column('note', (set, row) => (set.language === 'zh' ? (set.items[row]?.input ?? '') : String(row % 5))),
      ['block shifted-column.kinds mgsm_zh 1 2 3'],
    ],
  ],
  'translated-code': () => [
    [
      column(
        'label',
        ({ language }, row) => (language === 'ja' ? ['偶数', '奇数'] : ['even', 'odd'])[row % 2] ?? '',
      ),
      ['block translated-code.outside mgsm_ja 1 2 3'],
    ],
  ],
  'contradictory-name': () => [
    [about('fr', { name: 'Grade school maths, Farsi' }), ['warn contradictory-name.language mgsm_fr']],
  ],
  'scale-direction': () => [
    [
      {
        ...input,
        judging: [
          recipe('mgsm_en'),
          recipe('mgsm_fr', { directions: [{ by: 'error-rate', good: 'low' }], grades: [] }),
        ],
      },
      ['block scale-direction.differs'],
    ],
  ],
  'judge-differs': () => [
    [
      {
        ...input,
        judging: [recipe('mgsm_en'), recipe('mgsm_fr', { fields: { metric: 'another', prompt: 'none' } })],
      },
      ['block judge-differs.fields'],
    ],
  ],
  'judge-parser': () => [
    [
      { ...input, parser: numberParser },
      ['warn judge-parser.reply mgsm_bn 1', 'note judge-parser.two-verdicts mgsm_bn 1'],
    ],
  ],
  denominator: () => [
    [
      {
        ...input,
        counts: [
          {
            set: 'mgsm_en',
            label: 'lab',
            attempts: 250,
            outcomes: { scored: 250, unscored: 12 },
            points: 200,
          },
        ],
      },
      ['block denominator.sum mgsm_en'],
    ],
  ],
  licence: () => [
    [
      about('sw', { licence: 'CC-BY-ND-4.0' }),
      ['block licence.no-derivatives mgsm_sw', 'warn licence.differs'],
    ],
  ],
  split: () => [
    [
      extraItem((language) => (language === 'ru' ? 'exploratory' : 'tuning')),
      ['block split.crosses-languages mgsm_ru extra'],
    ],
  ],
  power: () => [
    [
      inProtocol(({ analysis }) => ({
        analysis: {
          plan: analysis.plan.map((entry) => (entry.kind === 'joint' ? { ...entry, delta: 0.01 } : entry)),
        },
      })),
      ['warn power.joint-small mgsm_en'],
    ],
  ],
  untouched: () => [
    [
      inProtocol(() => ({
        question: {
          objective: 'Do five institutes score alike?',
          construct: TEMPLATE_QUESTION.construct,
          scope: 'One model, eleven languages.',
          exclusions: [],
          decision: 'Whether to publish.',
          limits: ['School arithmetic only.'],
        },
      })),
      ['warn untouched.question'],
    ],
  ],
  calendar: () => [
    [
      inProtocol(({ conduct }) => ({
        conduct: { ...conduct, calendar: { agreeBy: '2026-05-02', submitBy: '2026-05-01' } },
      })),
      ['block calendar.order'],
    ],
  ],
  'unused-set': () => [
    [
      inProtocol(({ analysis }) => ({
        analysis: { plan: analysis.plan.filter(({ kind }) => kind !== 'lab-language') },
      })),
      ['bn', 'de', 'es', 'ja', 'ru', 'te', 'th', 'zh'].map(
        (language) => `warn unused-set.no-analysis mgsm_${language}`,
      ),
    ],
  ],
}

describe('a defect planted in MGSM', () => {
  it('is looked for in sets of which nothing but notes is said', () => {
    expect(input.sets.map(({ items }) => items.length)).toEqual(Array.from({ length: 11 }, () => 250))
    expect(clean.filter(({ severity }) => severity !== 'note')).toEqual([])
  })

  it.each(PREFLIGHT_RULES)('is found by the rule %s, and by no other', (rule) => {
    for (const [planted, want] of PLANTED[rule]()) {
      expect(added(planted)).toEqual(want)
      const rules = new Set(want.map((line) => line.split(' ')[1]?.split('.')[0]))
      expect([...rules]).toEqual([rule])
    }
  })
})
