/** Clean sets with one defect each, by the code of the finding it must give. */
import type { PreflightInput, PreflightSet, ReplyParser, SetJudging } from './finding.ts'
import { TEMPLATE_ITEMS, TEMPLATE_QUESTION } from '../template-text.ts'
import {
  alone,
  cleanInput,
  cleanProtocol,
  cleanSet,
  withItems,
  withProtocol,
  withSet,
} from './preflight.fixture.ts'

const english = cleanSet('en', 40)
const inputOf = (id: string): string => english.items.find((item) => item.id === id)?.input ?? ''
const inFrench = (change: (set: PreflightSet) => PreflightSet): PreflightInput =>
  withSet(alone(), 'set-fr', change)
/** A change of some French questions. */
const french = (ids: string[], change: (text: string, id: string) => string): PreflightInput =>
  inFrench((set) => withItems(set, ids, (item) => ({ ...item, input: change(item.input ?? '', item.id) })))
const everywhere = (change: (set: PreflightSet, index: number) => PreflightSet): PreflightInput => ({
  protocol: null,
  sets: alone().sets.map(change),
})
const target = (set: PreflightSet, of: (row: number) => string): PreflightSet => ({
  ...set,
  items: set.items.map((item, row) => ({ ...item, target: [of(row)] })),
})
const about = (set: PreflightSet, change: Partial<NonNullable<PreflightSet['about']>>): PreflightSet => ({
  ...set,
  about: { file: null, name: null, description: null, licence: null, source: null, ...set.about, ...change },
})
const labelled = (codes: Readonly<Record<string, string>>): PreflightInput =>
  everywhere((set) => target(set, (row) => `${codes[set.language] ?? 'ok'}${row % 2}`))
const twoTopics = (): PreflightSet[] =>
  ['river', 'mountain'].flatMap((topic) =>
    ['en', 'fr'].map((language) => {
      const set = cleanSet(language, 12)
      return {
        ...set,
        id: `${topic}-${language}`,
        items: set.items.map((item) => ({
          ...item,
          input: topic === 'river' ? item.input : (item.input ?? '').replaceAll(/\d\d+/g, (n) => `${n}7`),
        })),
      }
    }),
  )

const dated = (agreeBy: string | null, submitBy: string | null): PreflightInput =>
  withProtocol(cleanInput(), {
    conduct: { ...cleanProtocol().conduct, calendar: { agreeBy, submitBy } },
  })

const RISKS = [
  { grade: 'Low Risk', from: 80, to: 100 },
  { grade: 'Moderate Risk', from: 40, to: 79 },
  { grade: 'High Risk', from: 0, to: 39 },
]
export const recipe = (set: string, change: Partial<SetJudging> = {}): SetJudging => ({
  label: `recipe ${set}`,
  sets: [set],
  fields: { metric: 'judge-1', prompt: 'none' },
  directions: [],
  grades: RISKS,
  ...change,
})
const recipes = (french: Partial<SetJudging>): PreflightInput => ({
  ...alone(),
  judging: [recipe('set-en'), recipe('set-fr', french)],
})

/** Reads the last number in plain digits, bold or not, as most parsers do. */
export const numberParser: ReplyParser = {
  label: 'numeric',
  form: 'number',
  parse: (reply, { target: [want] }) => {
    const found = reply.match(/\d+/g)?.at(-1)
    return found === undefined ? null : found === want ? 1 : 0
  },
}
export const parsedBy = (
  parse: ReplyParser['parse'],
  form: ReplyParser['form'] = 'text',
): PreflightInput => ({
  ...alone(),
  parser: { label: 'parser', form, parse },
})

/** Code of a finding → an input that gives it. */
const translatedFrom = (source: string) => ({
  from: 'en',
  version: 1,
  source,
  signedOff: true,
  written: null,
  takenIn: null,
  earlier: [],
})

export const PLANTED = {
  'duplicate-file.same': alone(english, cleanSet('fr', 40), {
    ...english,
    id: 'other-en',
    items: english.items.toReversed(),
  }),
  'duplicate-file.mostly': alone(english, cleanSet('fr', 40), {
    ...english,
    id: 'other-en',
    items: english.items.slice(0, 15),
  }),
  'untranslated.same': french(['q3', 'q4'], (_, id) => inputOf(id)),
  'untranslated.shared-run': french(
    ['q5'],
    (text) => `${text} How many does a child of 7 years have in the blue house by the river?`,
  ),
  'source-drift.source-changed': withSet(alone(), 'set-en', (set) =>
    withItems(set, ['q6'], (item) => ({
      ...item,
      input: (item.input ?? '').replace('of 8 years', 'of 77 years'),
    })),
  ),
  'source-drift.source-edited': everywhere((set) =>
    withItems(set, ['q5'], (item) => ({
      ...item,
      itemKey: set.language === 'en' ? 'a'.repeat(64) : null,
      ...(set.language === 'fr' ? { translation: translatedFrom('b'.repeat(64)) } : {}),
    })),
  ),
  'source-drift.numbers': french(['q6'], (text) => text.replace('de 8 ans', 'de 77 ans')),
  'source-drift.placeholders': everywhere((set) =>
    withItems(set, ['q7'], (item) => ({
      ...item,
      input: `${item.input ?? ''} ${set.language === 'fr' ? '{prénom}' : '{name}'}`,
    })),
  ),
  'source-drift.length': french(['q8'], (text) => `${text} ${'très '.repeat(200)}`),
  'source-drift.numbers-missing': french(['q9'], (text) => text.replace('de 11 ans', 'de onze ans')),
  'script.cannot-tell': withSet(alone(), 'set-fr', (set) => ({
    ...set,
    items: set.items.map((item, row) => ({ ...item, input: `Quel est le n° ${row + 3} ?` })),
  })),
  'script.other-script': french(['q10'], () => 'Сколько яблок у ребёнка, который живёт в синем доме у реки?'),
  'script.mixed': french(['q11'], () => 'Combien de яблок у ребёнка, который живёт в синем доме у реки?'),
  'script.other-language': french(
    ['q12'],
    () =>
      'Wie viele von den Äpfeln hat das Kind, und wie viele sind es mit denen der Mutter, wenn es die Hälfte nicht mehr hat? Sie leben in dem blauen Haus.',
  ),
  'shifted-column.kinds': inFrench((set) => ({
    ...set,
    items: set.items.map((item) => ({ ...item, target: [inputOf(item.id)] })),
  })),
  'translated-code.outside': labelled({ sw: 'ndiyo' }),
  'translated-code.own-words': labelled({ fr: 'oui', sw: 'ndiyo' }),
  'contradictory-name.language': everywhere((set) =>
    about(set, {
      name: { en: 'Rivers, English', fr: 'Rivers, Farsi', sw: 'Rivers, Swahili' }[set.language] ?? null,
    }),
  ),
  'contradictory-name.no-language': everywhere((set) =>
    about(set, {
      name: { en: 'Rivers, English', fr: 'Rivers, French', sw: 'Rivers, Kwashili' }[set.language] ?? null,
    }),
  ),
  'contradictory-name.description': everywhere((set) =>
    about(set, { description: set.language === 'sw' ? 'Hate speech.' : 'Sums about rivers.' }),
  ),
  'contradictory-name.description-elsewhere': alone(
    ...twoTopics().map((set) => about(set, { description: 'Questions and answers.' })),
  ),
  'contradictory-name.category': alone(
    ...twoTopics().map((set) =>
      target(set, () => (set.id === 'river-fr' ? 'mountain' : (set.id.split('-')[0] ?? ''))),
    ),
  ),
  'scale-direction.nothing-stated': alone(),
  'scale-direction.opposite': recipes({ directions: [{ by: 'attack-success-rate', good: 'low' }] }),
  'scale-direction.differs': recipes({
    grades: RISKS.map(({ grade }, at) => ({ grade, from: [0, 40, 80][at] ?? 0, to: [39, 79, 100][at] ?? 0 })),
  }),
  'judge-differs.nothing-stated': alone(),
  'judge-differs.fields': recipes({ fields: { metric: 'judge-2', prompt: 'none' } }),
  'judge-differs.prompt-translated': withProtocol(cleanInput(), {
    judging: {
      judges: [{ id: 'judge', snapshot: 'model-1', prompt: 'Judge.' }],
      scale: { good: 'high', min: 0, max: 1 },
    },
    languages: [
      { tag: 'en', translated: [] },
      { tag: 'fr', translated: ['prompt', 'judge-prompt'] },
    ],
  }),
  'judge-parser.nothing-stated': alone(),
  'judge-parser.plain': parsedBy(() => 0),
  'judge-parser.reply': parsedBy((reply, { target: [want] }) => (reply === want ? 1 : null)),
  'judge-parser.two-verdicts': { ...alone(), parser: numberParser },
  'judge-parser.cannot-tell': parsedBy(() => null, null),
  'licence.none-stated': inFrench((set) => about(set, { licence: null })),
  'licence.unclear': everywhere((set) => about(set, { licence: 'CC-BY-4.0 license' })),
  'licence.no-derivatives': everywhere((set) => about(set, { licence: 'CC-BY-ND-4.0' })),
  'licence.not-to-be-shared': {
    ...everywhere((set) => about(set, { licence: 'LicenseRef-Proprietary' })),
    sharing: 'everybody',
  },
  'licence.differs': inFrench((set) => about(set, { licence: 'MIT' })),
  'licence.no-origin': inFrench((set) => about(set, { source: null })),
  'split.same-question': withSet(alone(), 'set-en', (set) =>
    withItems(set, ['q1'], (item) => ({ ...item, input: inputOf('q2'), split: 'tuning' })),
  ),
  'split.near-question': withSet(alone(), 'set-en', (set) =>
    withItems(set, ['q1'], (item) => ({
      ...item,
      input: inputOf('q2').replace('river', 'sea'),
      split: 'tuning',
    })),
  ),
  'split.crosses-languages': inFrench((set) =>
    withItems(set, ['q13'], (item) => ({ ...item, split: 'tuning' })),
  ),
  'untouched.question': withProtocol(cleanInput(), {
    question: {
      objective: 'Do five models add alike?',
      construct: TEMPLATE_QUESTION.construct,
      scope: 'Five languages.',
      exclusions: [],
      decision: 'Whether to publish.',
      limits: ['Addition only.', TEMPLATE_QUESTION.limit],
    },
  }),
  'untouched.items': withSet(cleanInput(), 'set-en', (set) =>
    withItems(set, ['q2', 'q7'], (item, row) => ({ ...item, input: TEMPLATE_ITEMS[row]?.input ?? null })),
  ),
  'calendar.order': dated('2026-05-02', '2026-05-01'),
  'calendar.past': { ...dated('2026-04-30', null), now: '2026-05-01T00:00:00Z' },
  'unused-set.no-analysis': withProtocol(cleanInput(), {
    analysis: { plan: cleanProtocol().analysis.plan.filter(({ id }) => id !== 'sw' && id !== 'overview') },
  }),
} satisfies Record<string, PreflightInput>
