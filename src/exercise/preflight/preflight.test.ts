import { describe, expect, it } from 'vitest'
import { translate } from '../../message/index.ts'
import { FINDING_CODES, type Finding, type PreflightInput } from './finding.ts'
import {
  alone,
  cleanInput,
  cleanProtocol,
  cleanSet,
  item,
  withItems,
  withProtocol,
  withSet,
} from './preflight.fixture.ts'
import { PLANTED } from './planted.fixture.ts'
import { preflight } from './preflight.ts'

/** The notes of the clean input, which a planted defect leaves as they are. */
const CLEAN = ['note power.pair set-fr', 'note power.pair set-sw']
const shown = (findings: readonly Finding[]): string[] =>
  findings.map(({ severity, code, set }) => `${severity} ${code}${set === null ? '' : ` ${set}`}`)
/** What a defect adds to the clean findings. */
const added = (input: PreflightInput): string[] =>
  shown(preflight(input)).filter((line) => !CLEAN.includes(line))

const firstPlan = cleanProtocol().analysis.plan
const withJoint = (labs: string[], delta: number | null, n = 120): PreflightInput => {
  const plan = firstPlan.map((entry) => (entry.kind === 'joint' ? { ...entry, labs, delta } : entry))
  return withSet(withProtocol(cleanInput(), { analysis: { plan } }), 'set-en', () => cleanSet('en', n))
}
const swap = (input: PreflightInput): PreflightInput =>
  withSet(input, 'set-fr', (set) => {
    const [first, second, ...rest] = set.items
    if (first === undefined || second === undefined) throw new Error('no items')
    return { ...set, items: [{ ...second, id: first.id }, { ...first, id: second.id }, ...rest] }
  })
const withTag = (set: string, language: string): PreflightInput =>
  withSet(cleanInput(), set, (entry) => ({ ...entry, language }))
const withTarget = (id: string, target: string): PreflightInput =>
  withSet(cleanInput(), 'set-fr', (set) => ({
    ...set,
    items: set.items.map((entry) => (entry.id === id ? { ...entry, target: [target] } : entry)),
  }))
const renamed = (input: PreflightInput, name: (id: string) => string): PreflightInput =>
  withSet(input, 'set-fr', (set) => ({
    ...set,
    items: set.items.map((entry) => ({ ...entry, id: name(entry.id) })),
  }))
const policy = (change: object): PreflightInput =>
  withProtocol(cleanInput(), {
    outcomes: { denominator: { ...cleanProtocol().outcomes.denominator, ...change } },
  })
const extra = (input: PreflightInput, text: (first: string) => string): PreflightInput =>
  withSet(input, 'set-en', (set) => ({
    ...set,
    items: [...set.items, item('x1', text(set.items[0]?.input ?? ''), '3', 'exploratory')],
  }))

describe('preflight', () => {
  it('finds nothing in clean sets but what their pairs can tell', () => {
    expect(shown(preflight(cleanInput()))).toEqual(CLEAN)
  })

  it.each<[string, PreflightInput, string[]]>([
    ['a tag that is none', withTag('set-sw', 'kiswahili_ke'), ['block language-tag.malformed set-sw']],
    ['a home-made code', withTag('set-sw', 'xzq'), ['block language-tag.unregistered set-sw']],
    ['a country code', withTag('set-fr', 'jp'), ['block language-tag.country-code set-fr']],
    [
      'an unregistered region',
      withTag('set-fr', 'fr-SX-1606nicu'),
      ['block language-tag.unregistered-part set-fr'],
    ],
    ['a private code', withTag('set-fr', 'x-french'), ['warn language-tag.private-use set-fr']],
    ['an open tag', withTag('set-fr', 'und'), ['note language-tag.undetermined set-fr']],
    ['a code of another language', withTag('set-sw', 'kw'), ['warn language-tag.other-language set-sw']],
    ['a code of another script', withTag('set-sw', 'my'), ['block language-tag.other-script set-sw']],
    ['swapped answers', withTarget('q5', '99'), ['block item-alignment.targets-differ set-fr']],
    ['swapped items', swap(cleanInput()), ['block item-alignment.targets-differ set-fr']],
    [
      'a renamed id',
      renamed(cleanInput(), (id) => (id === 'q7' ? 'q7|' : id)),
      ['block item-alignment.keys-differ set-fr'],
    ],
    ['other ids', renamed(cleanInput(), (id) => `fr-${id}`), ['block item-alignment.no-common-key set-fr']],
    [
      'the item key',
      withProtocol(cleanInput(), { items: { crossLanguageKey: 'item-key' } }),
      ['block item-alignment.item-key'],
    ],
    [
      'no key',
      withProtocol(cleanInput(), { items: { crossLanguageKey: 'none' } }),
      ['note item-alignment.no-key'],
    ],
    [
      'a missing item',
      withSet(cleanInput(), 'set-fr', (set) => ({ ...set, items: set.items.slice(1) })),
      ['block equal-sets.planned-count set-fr', 'note equal-sets.planned-fewer set-fr'],
    ],
    [
      'a smaller set by plan',
      withSet(cleanInput(), 'set-fr', () => cleanSet('fr', 60)),
      ['note equal-sets.planned-fewer set-fr'],
    ],
    [
      'a question twice',
      extra(cleanInput(), (first) => ` ${first.replace(' ', ' \n')} `),
      ['block duplicate-input.same set-en', 'block split.same-question set-en'],
    ],
    [
      'a question nearly twice',
      extra(cleanInput(), (first) => first.replace('river', 'sea')),
      ['warn duplicate-input.near set-en', 'warn split.near-question set-en'],
    ],
    [
      'an item without text',
      withSet(cleanInput(), 'set-en', (set) => ({
        ...set,
        items: [...set.items, item('x', null, '1', 'tuning')],
      })),
      ['note duplicate-input.no-text set-en'],
    ],
    [
      'a missing policy',
      withProtocol(cleanInput(), { outcomes: { denominator: { errored: 'scored-only' } } }),
      ['block denominator.policy-missing'],
    ],
    [
      'a judge fault that passes',
      policy({ unscored: 'missing-as-best' }),
      ['warn denominator.failure-as-pass'],
    ],
    [
      'a cell assigned twice',
      withProtocol(cleanInput(), {
        conduct: {
          assignments: [
            ...cleanProtocol().conduct.assignments,
            { member: 'a', sets: ['set-fr'], models: ['model'] },
          ],
        },
      }),
      ['block denominator.assigned-twice'],
    ],
    ['two labs in a joint figure', withJoint(['a', 'b'], 0.1), ['block power.too-few-labs set-en']],
    [
      'three labs, small delta',
      withJoint(['a', 'b', 'c'], 0.09),
      ['warn power.three-labs-delta set-en', 'note power.few-labs set-en'],
    ],
    ['no delta', withJoint(['a', 'b', 'c', 'd', 'e'], null), ['note power.no-delta set-en']],
    [
      'a delta too small for n',
      withJoint(['a', 'b', 'c', 'd', 'e'], 0.03),
      ['warn power.joint-small set-en'],
    ],
    [
      'one item',
      withSet(cleanInput(), 'set-sw', () => cleanSet('sw', 1)),
      ['block power.too-few-items set-sw', 'note equal-sets.planned-fewer set-sw'],
    ],
    [
      'one lab per language',
      withProtocol(cleanInput(), {
        conduct: {
          assignments: [
            { member: 'a', sets: ['set-en'], models: ['model'] },
            { member: 'b', sets: ['set-fr'], models: ['model'] },
          ],
        },
      }),
      ['warn power.not-connected'],
    ],
  ])('finds %s and nothing else', (_, input, want) => {
    expect(added(input)).toEqual(want)
  })

  it('makes a waived finding a note with the reason of the waiver, for the set it names', () => {
    const waivers = [{ rule: 'duplicate-input', set: 'set-en', reason: 'Kept on purpose.', by: 'a' }]
    const input = extra(withProtocol(cleanInput(), { waivers }), (first) => first)
    const [found] = preflight(input).filter((entry) => entry.rule === 'duplicate-input')
    expect(found).toMatchObject({
      severity: 'note',
      waived: 'Kept on purpose.',
      waivedBy: 'a',
      items: ['q1', 'x1'],
      count: 2,
    })
    const other = withProtocol(input, { waivers: [{ rule: 'duplicate-input', set: 'set-fr', reason: '-' }] })
    const crossing = 'block split.same-question set-en'
    const unused = 'note waiver.unused set-fr'
    expect(added(other)).toEqual(['block duplicate-input.same set-en', crossing, unused])
    const all = withProtocol(input, { waivers: [{ rule: 'duplicate-input', set: null, reason: '-' }] })
    expect(added(all)).toEqual([crossing, 'note duplicate-input.same set-en'])
  })

  it('works on datasets alone, and says what it cannot decide', () => {
    const input = { protocol: null, sets: [cleanSet('en'), cleanSet('fr', 60)] }
    expect(shown(preflight(input))).toEqual([
      'block equal-sets.fewer set-fr',
      'note scale-direction.nothing-stated',
      'note judge-differs.nothing-stated',
      'note judge-parser.nothing-stated',
      'note denominator.no-protocol',
      'note power.no-plan',
      'note power.no-plan',
    ])
  })

  it('says every finding in English and French with the values it carries', () => {
    const inputs: PreflightInput[] = [
      cleanInput(),
      { protocol: null, sets: [cleanSet('en'), cleanSet('fr', 60)] },
      withTag('set-sw', 'kiswahili_ke'),
      withTag('set-sw', 'xzq'),
      withTag('set-fr', 'jp'),
      withTag('set-fr', 'fr-1606nicu'),
      withTag('set-fr', 'x-french'),
      withTag('set-fr', 'und'),
      withTag('set-fr', 'in'),
      withTag('set-sw', 'kw'),
      withTag('set-sw', 'my'),
      { protocol: null, sets: [{ ...cleanSet('en', 1), items: [item('x', null, '1')] }] },
      withTarget('q5', '99'),
      renamed(cleanInput(), (id) => (id === 'q7' ? 'q7|' : id)),
      renamed(cleanInput(), (id) => `fr-${id}`),
      withProtocol(cleanInput(), { items: { crossLanguageKey: 'item-key' } }),
      withProtocol(cleanInput(), { items: { crossLanguageKey: 'none' } }),
      {
        protocol: null,
        sets: [cleanSet('en'), cleanSet('fr')].map((set) => ({ ...set, idsDeclared: false })),
      },
      {
        protocol: null,
        sets: [cleanSet('en'), ...withTarget('q5', '99').sets.slice(1, 2)].map((set) => ({
          ...set,
          idsDeclared: false,
        })),
      },
      withSet(cleanInput(), 'set-fr', (set) => ({ ...set, items: set.items.slice(1) })),
      extra(cleanInput(), (first) => first),
      extra(cleanInput(), (first) => first.replace('river', 'sea')),
      withSet(cleanInput(), 'set-en', (set) => ({
        ...set,
        items: [...set.items, item('x', null, '1', 'tuning')],
      })),
      withProtocol(cleanInput(), { outcomes: { denominator: {} } }),
      policy({ errored: 'missing-as-best' }),
      withProtocol(cleanInput(), {
        conduct: { assignments: [{ member: 'a', sets: ['set-en', 'set-en'], models: ['model'] }] },
      }),
      {
        ...cleanInput(),
        counts: [
          { set: 'set-en', label: 'a', attempts: 48, outcomes: { scored: 48, unscored: 10 }, points: 40 },
        ],
      },
      {
        ...cleanInput(),
        counts: [
          { set: 'set-en', label: 'a', attempts: 58, outcomes: { scored: 48, unscored: 10 }, points: 40 },
        ],
      },
      withJoint(['a', 'b'], 0.1),
      withJoint(['a', 'b', 'c'], 0.05),
      withJoint(['a', 'b', 'c'], 0.1, 60),
      withJoint(['a', 'b', 'c', 'd', 'e'], null),
      withJoint(['a', 'b', 'c', 'd', 'e'], 0.03),
      withSet(cleanInput(), 'set-sw', () => cleanSet('sw', 1)),
    ]
    inputs.push(withProtocol(cleanInput(), { waivers: [{ rule: 'split', set: null, reason: 'None.' }] }))
    inputs.push(...Object.values(PLANTED))
    const seen = new Set<string>()
    for (const { code, values } of inputs.flatMap((input) => preflight(input))) {
      seen.add(code)
      for (const locale of ['en', 'fr'] as const) {
        const sentence = translate(locale)(`preflight.${code}`, values)
        expect(sentence, code).toMatch(/[.)…]$/u)
        expect(sentence, code).not.toMatch(/undefined|NaN|\{|\}/)
      }
    }
    expect(FINDING_CODES.filter((code) => !seen.has(code))).toEqual([])
  })

  it('gives the same findings for the same input, blocks first', () => {
    const input = extra(withTag('set-sw', 'kw'), (first) => first)
    expect(preflight(input)).toEqual(preflight(input))
    expect(shown(preflight(input)).slice(0, 3)).toEqual([
      'block duplicate-input.same set-en',
      'block split.same-question set-en',
      'warn language-tag.other-language set-sw',
    ])
  })
})

describe('what a reader may not see', () => {
  it('is in no finding, by any rule: neither question nor answer', () => {
    const hidden = (text: string): string => `#${text.length}`
    for (const input of Object.values<PreflightInput>(PLANTED)) {
      const said = JSON.stringify(preflight({ ...input, showText: hidden }))
      expect(said).not.toMatch(/blue house|maison bleue|nyumba|ndiyo|Combien|яблок|"reply":"[^"#]/)
    }
  })
})

describe('order of findings', () => {
  it('puts first, among what blocks, what most results hang on', () => {
    const input = withSet(alone(), 'set-fr', (set) => ({
      ...withItems(set, ['q1', 'q2'], (entry) => ({
        ...entry,
        input: cleanSet('en').items.find(({ id }) => id === entry.id)?.input ?? '',
      })),
      language: 'jp',
    }))
    const blocks = preflight(input).filter(({ severity }) => severity === 'block')
    expect(blocks.map(({ code, atStake }) => [code, atStake])).toEqual([
      ['language-tag.country-code', 40],
      ['untranslated.same', 2],
    ])
  })
})
