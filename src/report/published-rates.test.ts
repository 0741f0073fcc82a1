import { describe, expect, it } from 'vitest'
import type { PublishedRatesResult } from '../statement/index.ts'
import { buildHeadline, buildReport, readReport, renderHtml, renderJson } from './index.ts'
import type { Block, ReportInput, Table } from './index.ts'
import { modelOf, published, ratesInput, ratesResult, thirdModels } from './published-rates.fixture.ts'

const plain = (text: string): string => text.replace(/\u2060/g, '').replace(/[\u00A0\u202F]/g, ' ')
const textOf = (text: string | { foreign: string }): string =>
  plain(typeof text === 'string' ? text : text.foreign)
const say = (result: PublishedRatesResult, locale: 'en' | 'fr' = 'en'): string[] =>
  buildHeadline(ratesInput(result), locale).map(plain)

function find<B extends Block['block']>(input: ReportInput, block: B, locale: 'en' | 'fr' = 'en') {
  return buildReport(input, locale).blocks.filter(
    (one): one is Extract<Block, { block: B }> => one.block === block,
  )
}

function tableOf(input: ReportInput, id: string, locale: 'en' | 'fr' = 'en'): Table {
  const found = find(input, 'table', locale).find((one) => one.id === id)
  if (found === undefined) throw new Error(`no table ${id}`)
  return found
}

const rowsOf = (one: Table): string[][] => one.rows.map((row) => row.map(({ text }) => textOf(text)))
const third = ratesInput()

describe('the headline of published rates', () => {
  it('says what they are, what they leave open, and that the totals do not follow', () => {
    expect(say(ratesResult(thirdModels()))).toEqual([
      'Analysed after the fact, no prior agreement: in nine languages the published “Tasks passed” is 32–57% for model A and 14–35% for model B; model A is above model B in every language.',
      'How many attempts stand behind each rate, and which institute ran which language, is not published: no margin of error can be given, and differences between languages may be chance, or differences between institutes.',
      'The published overall rates, 46% and 23%, cannot be recomputed: the plain averages of the languages are 44.6% and 21.6%, and no other weighting is stated.',
    ])
  })

  it('says the same in French', () => {
    expect(say(ratesResult(thirdModels()), 'fr')).toEqual([
      'Analysé après coup, sans accord préalable : « Tasks passed » vaut, selon les taux publiés dans neuf langues, 32 à 57 % pour le modèle A et 14 à 35 % pour le modèle B ; le modèle A est au-dessus du modèle B dans toutes les langues.',
      'Ni le nombre de tentatives derrière chaque taux, ni l’institut qui a testé chaque langue ne sont publiés : aucune marge d’erreur ne peut être donnée, et les écarts entre langues peuvent tenir au hasard ou aux instituts.',
      'Les taux globaux publiés, 46 % et 23 %, ne peuvent être recalculés : les moyennes simples des langues sont de 44,6 % et 21,6 %, et aucune autre pondération n’est indiquée.',
    ])
  })

  const known = (lab: string | null = null) => [
    modelOf('model_a', published([57, 47, 51], { n: 100, lab }), null),
    modelOf('model_b', published([24, 20, 60], { n: 100, lab }), null),
  ]

  it.each<[string, PublishedRatesResult, string[]]>([
    [
      'of which everything is known',
      ratesResult(known('X'), { labs: 'several-for-a-language' }),
      [
        'Analysed after the fact, no prior agreement: in three languages the published “Tasks passed” is 47–57% for model A and 20–60% for model B.',
      ],
    ],
    [
      'of one institute each',
      ratesResult(known('X'), { labs: 'one-for-each-language' }),
      [
        expect.stringContaining('in three languages'),
        'Each language was run by one lab only: a language difference cannot be told from a lab difference.',
      ],
    ],
    [
      'of institutes that nobody names',
      ratesResult(known()),
      [
        expect.stringContaining('in three languages'),
        'Which institute ran which language is not published: differences between languages may be differences between institutes.',
      ],
    ],
    [
      'of which some have no number of attempts',
      ratesResult(
        [modelOf('model_a', [...published([57, 47]), { language: 'fr', percent: 40, n: 10 }], null)],
        {
          labs: 'one-for-each-language',
        },
      ),
      [
        expect.stringContaining('in three languages'),
        'How many attempts stand behind some rates is not published, so no margin of error can be given; and each language was run by one institute only: differences between languages may be differences between institutes.',
      ],
    ],
    [
      'of one language',
      ratesResult([modelOf('model_a', published([57]), null)]),
      [
        'Analysed after the fact, no prior agreement: in one language the published “Tasks passed” is 57% for model A.',
        'How many attempts stand behind each rate is not published: no margin of error can be given, and differences may be chance.',
      ],
    ],
    [
      'with a total that no weights give',
      ratesResult([modelOf('model_a', published([57, 47, 51], { n: 100 }), 60)], {
        labs: 'several-for-a-language',
      }),
      [
        expect.stringContaining('for model A'),
        'The published overall rate, 60%, contradicts its parts: no weighting of the languages gives it.',
      ],
    ],
    [
      'with a total that is the plain mean',
      ratesResult([modelOf('model_a', published([57, 47, 51], { n: 100 }), 52)], {
        labs: 'several-for-a-language',
      }),
      [
        expect.stringContaining('for model A'),
        'The published overall rate, 52%, agrees with the plain average of the languages.',
      ],
    ],
    [
      'with a total that follows from the attempts',
      ratesResult(
        [
          modelOf(
            'model_a',
            [
              { language: 'en', percent: 20, n: 100 },
              { language: 'fr', percent: 80, n: 300 },
            ],
            65,
          ),
        ],
        { labs: 'several-for-a-language' },
      ),
      [
        expect.stringContaining('for model A'),
        'The published overall rate, 65%, agrees with the average of the languages by number of attempts.',
      ],
    ],
    [
      'that are not here',
      ratesResult([{ ...modelOf('model_a', [], null), run: null }]),
      [
        'Analysed after the fact, no prior agreement.',
        'No joint figure is given. A run that the plan needs has not been submitted.',
      ],
    ],
  ])('of rates %s', (_, result, want) => {
    expect(say(result)).toEqual(want)
    expect(say(result, 'fr')).toHaveLength(want.length)
  })

  it('puts no model above the other where it is not so in every language', () => {
    const mixed = [
      modelOf('model_a', published([57, 10]), null),
      modelOf('model_b', published([24, 20]), null),
    ]
    expect(say(ratesResult(mixed)).join(' ')).not.toContain('above')
  })
})

describe('the report of published rates', () => {
  it('calls nobody a single institute, and nothing a language effect', () => {
    const text = plain(renderHtml(buildReport(third, 'en')))
    expect(text).not.toMatch(/single institute|language effect|effect of the language|there is only one/i)
    expect(text).not.toMatch(/What cannot be compared|Deviations from the protocol|Outcomes</)
  })

  it('draws the rates without intervals, and says so', () => {
    const [figures] = find(third, 'figures')
    expect(figures?.figures.map(({ heading }) => textOf(heading))).toEqual(['Model A', 'Model B'])
    for (const { rows, caption, label, lines, axis } of figures?.figures ?? []) {
      expect(rows).toHaveLength(9)
      expect(
        rows.every(
          ({ kind, interval, beside }) => kind === 'estimate' && interval === null && beside === null,
        ),
      ).toBe(true)
      expect(caption).toContain(
        'No intervals are drawn: how many attempts stand behind the rates is not published.',
      )
      expect(label).toContain('without intervals')
      expect(axis.min).toBe(0)
      expect(lines).toHaveLength(1)
    }
  })

  it('gives the same numbers as a table that leads to the runs, with the totals and their plain means', () => {
    const one = tableOf(third, 'rates-rates')
    expect(one.columns.map(({ text }) => textOf(text))).toEqual([
      'Language',
      'Model A',
      'Model B',
      'A − B (points)',
    ])
    const rows = rowsOf(one)
    expect(rows).toHaveLength(11)
    expect(rows[0]).toEqual(['English', '57%', '24%', '+33'])
    expect(rows[5]).toEqual(['Swahili', '32%', '20%', '+12'])
    expect(rows[9]).toEqual(['All languages, as published', '46%', '23%', '+23'])
    expect(rows[10]).toEqual(['Plain average of the languages', '44.6%', '21.6%', '+23.0'])
    expect(one.notes.map(textOf)).toEqual([
      'No interval is given where the number of attempts is not published, which is so for all of these rates.',
    ])
    expect(one.rows[0]?.[1]?.ref?.to).toBe('run')
    expect(rowsOf(tableOf(third, 'rates-rates', 'fr'))[10]).toEqual([
      'Moyenne simple des langues',
      '44,6 %',
      '21,6 %',
      '+23,0',
    ])
  })

  it('holds the totals against every weighting', () => {
    expect(rowsOf(tableOf(third, 'totals-rates'))).toEqual([
      ['A', '46%', '44.1–45.1%', 'not given', '31.5–57.5%', 'only by weights that are not stated'],
      ['B', '23%', '21.1–22.1%', 'not given', '13.5–35.5%', 'only by weights that are not stated'],
    ])
  })

  it('says which number of attempts would decide, and calls one that is assumed an assumption', () => {
    const one = tableOf(third, 'attempts-rates')
    expect(one.columns.map(({ text }) => textOf(text))).toEqual([
      'Compared',
      'A: attempts needed',
      'A: p if 148',
      'B: attempts needed',
      'B: p if 148',
    ])
    const rows = rowsOf(one)
    expect(rows[0]).toEqual(['All languages together', '60', '< 0.001', '83', '< 0.001'])
    expect(rows[2]?.slice(0, 3)).toEqual(['French and English', '531', '0.300'])
    expect(one.lead[1]).toContain('an assumption to try out, not a finding')
    expect(one.lead[1]).toContain('An <i>unconfirmed</i> number.')
    expect(one.notes.map(textOf)[0]).toContain(
      'differences between languages may be differences between institutes',
    )
    expect(rowsOf(tableOf(third, 'attempts-rates', 'fr'))[2]?.[0]).toBe('Français et anglais')
  })

  it('has no such table where every number of attempts is published, and no assumption where none was made', () => {
    const all = ratesInput(ratesResult([modelOf('model_a', published([57, 47], { n: 100 }), null)]))
    expect(find(all, 'table').map(({ id }) => id)).not.toContain('attempts-rates')
    expect(rowsOf(tableOf(all, 'rates-rates'))).toEqual([
      ['English', '57%', '47–66%', '100'],
      ['Persian', '47%', '38–57%', '100'],
    ])
    const [entry] = third.protocol.body.analysis.plan
    if (entry?.kind !== 'published-rates') throw new Error('the plan is of published rates')
    const without = {
      ...third,
      protocol: {
        ...third.protocol,
        body: {
          ...third.protocol.body,
          analysis: { ...third.protocol.body.analysis, plan: [{ ...entry, assumed: null }] },
        },
      },
    }
    expect(tableOf(without, 'attempts-rates').columns).toHaveLength(3)
    expect(tableOf(without, 'attempts-rates').lead).toHaveLength(1)
  })

  it('marks a rate that cannot come from its number of attempts', () => {
    const rates = [...published([57], { n: 3 }), { language: 'fr', percent: 50, n: 4 }]
    const input = ratesInput(ratesResult([modelOf('model_a', rates, null)]))
    const one = tableOf(input, 'rates-rates')
    expect(one.rows.map((row) => row[1]?.attention)).toEqual([true, false])
    expect(one.notes.map(textOf)).toContain(
      'Model A, English: 57% cannot come from 3 attempts, however many passed.',
    )
    expect(find(input, 'figures')[0]?.figures[0]?.rows.map(({ attention }) => attention)).toEqual([
      true,
      false,
    ])
  })

  it('says what the rates show and, each with its reason, what they cannot', () => {
    const [limits] = find(third, 'limits')
    expect(limits?.shows.items.map(textOf)).toEqual([
      'In each of the nine languages the published rate of model A is above that of model B, by 12–33 points: more than rounding can make.',
      'The rates are rounded: each exact one may be up to 0.5 points higher or lower.',
      'The rates stand as they were published: nothing is pooled, weighted or corrected here.',
    ])
    const cannot = limits?.cannot.items.map(textOf) ?? []
    expect(cannot.slice(0, 6)).toEqual([
      'What would have come out of a test agreed beforehand: the plan was written with the results known.',
      'How far chance alone can move a rate: how many attempts stand behind it is not published, so no interval is given.',
      'Whether languages differ, or institutes: which institute ran which language is not published.',
      'Whether a model’s rates differ between languages at all: chance alone would explain how far they lie apart if fewer attempts stood behind each than about 60 for model A and 83 for model B.',
      'How the overall rates come about: weights can give anything between the lowest and the highest rate (model A 32–57% and model B 14–35%); which were used, or what was left out, is not stated.',
      'How the test was done: tasks, settings, judges and dates are not recorded here.',
    ])
  })

  it('names its source, and shows the words of others as such', () => {
    const note = find(third, 'note').find(({ heading }) => heading === 'Source')
    expect(note?.paragraphs).toEqual([
      'In the words of This node, who took the rates in:',
      { foreign: 'A page that sums up <b>the report</b>.', lang: null },
      { foreign: 'Single figures are facts.', lang: null },
    ])
    const html = renderHtml(buildReport(third, 'en'))
    expect(html).not.toContain('<b>the report</b>')
    expect(html).not.toContain('<i>unconfirmed</i>')
  })

  it('says how to verify it, and that the rates themselves cannot be', () => {
    expect(find(third, 'how-to-verify')[0]?.lead).toContain('How those came about cannot be checked here.')
    expect(rowsOf(tableOf(third, 'signatures')).map(([what]) => what)).toContain(
      'Published rates of model A, taken in by This node',
    )
  })

  it.each(['en', 'fr'] as const)('can be read back from both of its forms (%s)', (locale) => {
    const document = buildReport(third, locale)
    expect(readReport(renderHtml(document))).toEqual(document)
    expect(readReport(renderJson(document))).toEqual(document)
  })
})
