import { describe, expect, it } from 'vitest'
import { buildReport, ReportDocument } from './index.ts'
import type { Block, ReportInput, Table } from './index.ts'
import {
  analysisOf,
  jointOf,
  ledgerRow,
  refOf,
  rehearsalInput,
  retrospectiveInput,
  runOf,
} from './sample.fixture.ts'

function find<B extends Block['block']>(input: ReportInput, block: B, locale: 'en' | 'fr' = 'en') {
  return buildReport(input, locale).blocks.filter(
    (one): one is Extract<Block, { block: B }> => one.block === block,
  )
}

const textOf = (text: string | { foreign: string }): string =>
  (typeof text === 'string' ? text : text.foreign).replace(/\u2060/g, '').replace(/[\u00A0\u202F]/g, ' ')

function table(input: ReportInput, id: RegExp): Table {
  const found = find(input, 'table').find((one) => id.test(one.id))
  if (found === undefined) throw new Error(`no table ${id}`)
  return found
}

const rowsOf = (one: Table): string[][] => one.rows.map((row) => row.map(({ text }) => textOf(text)))
const kicker = (input: ReportInput, locale: 'en' | 'fr' = 'en'): string =>
  find(input, 'kicker', locale)[0]?.parts.map(textOf).join(' · ') ?? ''
const cannot = (input: ReportInput): string[] => find(input, 'limits')[0]?.cannot.items.map(textOf) ?? []
const shows = (input: ReportInput): string[] => find(input, 'limits')[0]?.shows.items.map(textOf) ?? []

function withResults(results: Parameters<typeof analysisOf>[0]): ReportInput {
  const input = rehearsalInput()
  return {
    ...input,
    analysis: input.analysis === null ? null : { ...input.analysis, body: analysisOf(results) },
  }
}

describe('the first line', () => {
  it('says what must not be missed', () => {
    expect(kicker(rehearsalInput())).toBe(
      'Rehearsal · simulated model · five invented institutes · TLP:CLEAR · protocol of 3 November 2026, agreed by all five',
    )
    expect(kicker(rehearsalInput(), 'fr')).toBe(
      'Répétition · modèle simulé · cinq instituts inventés · TLP:CLEAR · protocole du 3 novembre 2026, convenu par les cinq',
    )
    expect(kicker(retrospectiveInput())).toBe(
      'Published results · analysed after the fact, no prior agreement · single institute · TLP:CLEAR · protocol written afterwards, 20 November 2026',
    )
  })

  it('says who has not signed, how many pilots there were, and amendments', () => {
    const input = rehearsalInput()
    const some = { ...input, protocol: { ...input.protocol, signers: ['a', 'b', 'stranger'] } }
    expect(kicker(some)).toContain('signed by 2 of 5')
    expect(kicker({ ...input, labels: { ...input.labels, pilotCount: 2 } })).toContain(
      '2 pilot runs, not analysed',
    )
  })
})

describe('the verification line', () => {
  it('says signed, not logged, recomputed by how many, and what is attested only', () => {
    const [block] = find(rehearsalInput(), 'verification')
    expect(block?.verdict).toBe('✓ Verified')
    expect(block?.summary.join(' · ')).toContain(
      'signed, not logged · computed by Institute A, recomputed by 3 of the 4 other institutes',
    )
    expect(block?.attested).toContain('attested by its five signers, not proved')
  })

  it.each([
    [['a'], 'computed by Institute A, recomputed by no other institute yet'],
    [['a', 'b', 'c', 'd', 'e'], 'computed by Institute A, recomputed by all 4 other institutes'],
  ])('does not count whoever computed it among those who recomputed it: %s', (signers, says) => {
    const input = rehearsalInput()
    if (input.analysis === null) throw new Error('no analysis')
    const [block] = find({ ...input, analysis: { ...input.analysis, signers } }, 'verification')
    expect(block?.summary.at(-1)).toBe(says)
  })

  it('does not say verified of what differs or was not checked', () => {
    const differs = { status: 'differs' as const, findings: ['Cell 3 differs.'] }
    const [block] = find(rehearsalInput({ verification: differs }), 'verification')
    expect(block).toMatchObject({ verdict: '◆ Differs', findings: ['Cell 3 differs.'] })
    const [unchecked] = find(
      rehearsalInput({ verification: { status: 'not-checked', findings: [] } }),
      'verification',
    )
    expect(unchecked?.verdict).toBe('Not checked here')
  })

  it('does not call one institute a recomputation', () => {
    const [block] = find(retrospectiveInput(), 'verification')
    expect(block?.summary.join()).toContain('recomputed by no other')
    expect(block?.attested).toContain('written after the runs')
  })
})

describe('pictures and the same numbers', () => {
  it('are the same numbers', () => {
    const input = rehearsalInput()
    const [figures] = find(input, 'figures')
    const [forest, equivalence] = figures?.figures ?? []
    const numbers = table(input, /^numbers-/)
    const labs = numbers.rows.slice(0, 5)
    expect(forest?.rows.slice(0, 5).map(({ value }) => value)).toEqual(labs.map((row) => row[1]?.value))
    expect(forest?.rows.slice(0, 5).map(({ interval }) => [interval?.lo, interval?.hi])).toEqual(
      labs.map((row) => row[2]?.value),
    )
    expect(equivalence?.rows.map(({ value }) => value)).toEqual(labs.map((row) => row[3]?.value))
    expect(forest?.bands.map(({ lo, hi }) => [lo, hi])).toEqual([
      numbers.rows[6]?.[2]?.value,
      numbers.rows[5]?.[2]?.value,
    ])
    expect(forest?.rows[5]?.interval).toEqual({ lo: expect.any(Number), hi: expect.any(Number) })
    expect(equivalence?.bands).toEqual([{ lo: -0.1, hi: 0.1, kind: 'agreed' }])
    expect(equivalence?.lines).toEqual([{ value: 0, text: null }])
  })

  it('draw the wider of both ranges outside, and say which it is', () => {
    const joint = jointOf()
    const { figures: drawn } = joint
    if ('refused' in drawn) throw new Error('no figures')
    const bands = (half: number) => {
      const thisTest = { ...drawn.thisTest, lo: 0.67 - half, hi: 0.67 + half }
      const figures = {
        ...drawn,
        thisTest,
        tasksOfThisKind: { ...drawn.tasksOfThisKind, lo: 0.57, hi: 0.77 },
      }
      const [forest] = find(withResults([{ ...joint, figures }]), 'figures')[0]?.figures ?? []
      return { kinds: forest?.bands.map((one) => [one.kind, one.hi]), caption: textOf(forest?.caption ?? '') }
    }
    expect(bands(0.05).caption).toMatch(
      /^Inner band: this test, 62–72%\. Outer band: tasks of this kind, 57–77%\./,
    )
    expect(bands(0.2).caption).toMatch(
      /^Inner band: tasks of this kind, 57–77%\. Outer band: this test, 47–87%\./,
    )
    expect(bands(0.2).kinds).toEqual([
      ['outer', expect.closeTo(0.87)],
      ['inner', 0.77],
    ])
  })

  it('mark the named institute and no other, in picture and table', () => {
    const input = rehearsalInput()
    const attention = find(input, 'figures')[0]?.figures.map(({ rows }) => rows.map((row) => row.attention))
    expect(attention).toEqual([
      [false, false, false, false, true, false],
      [false, false, false, false, true],
    ])
    const marked = table(input, /^numbers-/).rows.map((row) => row[0]?.attention)
    expect(marked).toEqual([false, false, false, false, true, false, false, false])
  })

  it('lead to the runs behind them', () => {
    const rows = table(rehearsalInput(), /^numbers-/).rows.slice(0, 5)
    for (const [index, row] of rows.entries()) {
      const run = refOf(`run-${['a', 'b', 'c', 'd', 'e'][index] ?? ''}`)
      expect([row[1], row[3], row[5], row[6]].map((one) => one?.ref)).toEqual(
        Array.from({ length: 4 }, () => ({ to: 'run', id: run })),
      )
    }
  })

  it('show score, interval, attempts, missing and deviation', () => {
    const rows = rowsOf(table(rehearsalInput(), /^numbers-/))
    expect(rows[1]).toEqual([
      'Institute B',
      '71%',
      '65–77%',
      '−2',
      '−8 to +4',
      '360',
      '2',
      'one field cannot be compared',
    ])
    expect(rows[4]).toEqual([
      'Institute E',
      '44%',
      '38–50%',
      '−28',
      '−34 to −22',
      '360',
      '0',
      'system prompt',
    ])
    expect(rows[5]?.slice(0, 3)).toEqual(['All five, this test', '67%', '51–82%'])
    expect(rows[7]?.slice(0, 3)).toEqual(['Another institute, expected', '', '28–100%'])
  })

  it('give the mean without the named one as a sensitivity line', () => {
    const notes = table(rehearsalInput(), /^numbers-/).notes.map(textOf)
    expect(notes[0]).toBe(
      'Sensitivity: without Institute E the mean would be 72% (71–74% for this test). The result keeps all five, each with the same weight.',
    )
    expect(notes[1]).toBe('Intervals are cut at the ends of the scale for display.')
  })

  it('have a sentence as text alternative', () => {
    const [forest] = find(rehearsalInput(), 'figures')[0]?.figures ?? []
    expect(textOf(forest?.label ?? '')).toMatch(
      /^English\. Score of each institute .*: Institute A 72% \(67–78%\), .*, Institute E 44% \(38–50%\)\.$/,
    )
    expect(forest?.caption).toContain('Axis from 20% to 100%.')
  })

  it('draw what there is where a run is missing', () => {
    const joint = jointOf({ figures: { refused: 'run-missing' }, verdict: null, withoutNamed: null })
    const labs = joint.labs.map((row) =>
      row.lab === 'e'
        ? {
            ...row,
            run: null,
            named: false,
            score: { refused: 'run-missing' as const },
            d: { refused: 'run-missing' as const },
            dFinal: null,
          }
        : row,
    )
    const input = withResults([{ ...joint, labs }])
    const [forest] = find(input, 'figures')[0]?.figures ?? []
    expect(forest?.rows[4]).toMatchObject({ kind: 'none', value: null, ref: null, words: 'not given' })
    expect(table(input, /^numbers-/).notes.map(textOf)).toContain(
      'A run that the plan needs has not been submitted.',
    )
  })
})

describe('where one institute has no attempt with a score', () => {
  const refused = { refused: 'too-few-items' as const }
  const joint = jointOf({ figures: refused, verdict: null, withoutNamed: null, items: 0, itemsDropped: 120 })
  const labs = joint.labs.map(({ lab, run }, index) => ({
    lab,
    run,
    score: refused,
    ...(lab === 'e' ? {} : { scoreOnDropped: 0.7 + index / 100 }),
    d: refused,
    beyond: null,
    dBounds: null,
    named: false,
    dFinal: null,
  }))
  const base = withResults([{ ...joint, labs }])
  const input = {
    ...base,
    runs: base.runs.map((run) => {
      if (run.body.counts === null || run.body.lab !== 'e') return run
      const counts = { ...run.body.counts, scored: 0, errored: 350, 'not-run': 10 }
      return { ...run, body: { ...run.body, counts } }
    }),
  }

  it('the headline names it, says how its attempts ended, and gives the other scores', () => {
    expect(find(input, 'headline')[0]?.sentences.map(textOf)).toEqual([
      'No joint figure is given. Institute E has no attempt with a score; the 360 attempts of its run ended so: errored 350 and not run 10.',
      'The scores of the institutes stand side by side: Institute A 70%, Institute B 71%, Institute C 72% and Institute D 73%.',
    ])
    expect(find(input, 'headline', 'fr')[0]?.sentences.map(textOf).join(' ')).toContain(
      'Institute E n’a aucune tentative notée ; issue des 360 tentatives de son exécution : en erreur : 350 et non exécuté : 10.',
    )
  })

  it('the tables show the other scores, and the outcomes of all', () => {
    const numbers = rowsOf(table(input, /^numbers-/))
    expect(numbers.map((row) => row[1])).toEqual(['70%', '71%', '72%', '73%', 'not given'])
    expect(numbers[4]?.slice(5, 7)).toEqual(['360', '360'])
    const outcomes = rowsOf(table(input, /^outcomes$/))
    expect(outcomes).toHaveLength(5)
    expect(outcomes[4]).toEqual(['Institute E', '360', '0', '0', '0', '350', '0', '10', 'not given'])
  })
})

describe('distances', () => {
  it('show d and Holm p of all, and the distance that decides', () => {
    const rows = rowsOf(table(rehearsalInput(), /^distances-/))
    expect(rows[4]).toEqual([
      'Institute E',
      '−28 (−33 to −23)',
      '0.040',
      '< 0.001',
      '−28 (−34 to −22)',
      '−28.2 to −28.0',
    ])
  })
})

describe('other languages', () => {
  it('have both scores and the difference, and no joint figure', () => {
    const one = table(rehearsalInput(), /^languages$/)
    expect(rowsOf(one)[0]).toEqual([
      'French',
      'rehearsal',
      'Institute A',
      '67%',
      '58–75%',
      '60',
      '+2 (−5 to +9)',
    ])
    expect(one.notes.map(textOf)).toEqual([
      'Difference: the first institute minus the second, on the same tasks.',
      'Only two labs: no joint figure is given.',
    ])
  })

  it('name nobody, though Kiswahili differs', () => {
    expect(
      table(rehearsalInput(), /^languages$/)
        .rows.flat()
        .some(({ attention }) => attention),
    ).toBe(false)
    expect(
      table(rehearsalInput(), /^effects-/)
        .rows.flat()
        .some(({ attention }) => attention),
    ).toBe(false)
  })

  it('refuse effects where each language had one lab', () => {
    const results = rehearsalInput().analysis?.body.results.map((result) =>
      result.kind === 'lab-language' ? { ...result, effects: { refused: 'not-connected' as const } } : result,
    )
    const input = withResults(results ?? [])
    const sentence =
      'Each language was run by one lab only: a language difference cannot be told from a lab difference.'
    expect(table(input, /^effects-/).notes).toEqual([sentence])
    expect(cannot(input)).toContain(sentence)
  })
})

describe('what it shows and cannot show', () => {
  it('the second is never empty', () => {
    for (const input of [
      rehearsalInput(),
      retrospectiveInput(),
      rehearsalInput({ analysis: null, runs: [] }),
    ]) {
      expect(cannot(input).length).toBeGreaterThan(1)
    }
  })

  it('says what simulated, invented and retrospective mean', () => {
    expect(cannot(rehearsalInput())).toContain('Anything about a real system: the model is simulated.')
    expect(cannot(rehearsalInput())).toContain('Whether the tasks resemble what people ask of such a system.')
    expect(cannot(retrospectiveInput())).toContain('How another institute would score: there is only one.')
    expect(cannot(retrospectiveInput())).toContain(
      'Too few institutes: the differences between institutes cannot be estimated.',
    )
  })

  it('gives the spread between five institutes, but of four only its range', () => {
    expect(shows(rehearsalInput())).toContain(
      'Repeating the test in one institute moves the score by about 2 points, changing institute by about 12.',
    )
    const four = shows(withResults([jointOf({}, [0.72, 0.71, 0.73, 0.7], [])]))
    expect(four).toContain(
      'Repeating the test in one institute moves the score by about 2 points. With four institutes the spread between institutes is known only as a range: 7–36 points.',
    )
    expect(four.join()).not.toContain('by about 12')
  })
})

describe('verdicts of one institute', () => {
  it('show correctness and safety apart, both rules side by side, and both intervals', () => {
    const scores = rowsOf(table(retrospectiveInput(), /^scores-/))
    expect(scores).toHaveLength(12)
    expect(scores[3]).toEqual(['', 'Correct and safe', '57%', '22–86%', '44–68%', '34 of 60', '0 of 610'])
    expect(rowsOf(table(retrospectiveInput(), /^rules-/))).toEqual([
      ['a', '49 of 60', '49 of 60', '0 of 290'],
      ['b', '28 of 60', '32 of 60', '24 of 290'],
      ['c', '6 of 60', '14 of 60', '63 of 290'],
    ])
  })

  it('show every task', () => {
    const rows = rowsOf(table(retrospectiveInput(), /^items-/))
    expect(rows).toHaveLength(18)
    expect(rows[17]).toEqual(['', 'c', '0 of 10', '1 of 10', '8 of 10', '0 of 10'])
  })

  it('mark pairs of models as exploratory', () => {
    const pairs = table(retrospectiveInput(), /^pairs-/)
    expect(pairs.lead.join()).toContain('Exploratory')
    expect(pairs.columns.map(({ text }) => textOf(text))).toContain('p (Benjamini–Hochberg)')
    expect(pairs.rows).toHaveLength(12)
  })

  it('draw a picture per model on one axis, the naive interval beside, and one of the pairs', () => {
    const blocks = find(retrospectiveInput(), 'figures')
    expect(blocks.map((one) => one.figures.map(({ rows }) => rows.length))).toEqual([[4, 4, 4], [12]])
    const figures = blocks[0]?.figures ?? []
    expect(new Set(figures.slice(0, 3).map(({ axis }) => JSON.stringify(axis))).size).toBe(1)
    for (const row of figures[0]?.rows ?? []) {
      expect(row.beside).not.toBeNull()
      expect((row.interval?.hi ?? 0) - (row.interval?.lo ?? 0)).toBeGreaterThan(
        (row.beside?.hi ?? 0) - (row.beside?.lo ?? 0),
      )
    }
  })
})

describe('outcomes, deviations, opinions, signatures', () => {
  it('counts every state, with the bounds', () => {
    const row = rowsOf(table(rehearsalInput(), /^outcomes$/))[1]
    expect(row).toEqual(['Institute B', 'English', '360', '358', '0', '2', '0', '0', '0', '70.5–71.1%'])
  })

  it('has each score once, also where two results use the same run', () => {
    const base = retrospectiveInput()
    const results = (base.analysis?.body.results ?? []).map((result) => {
      if (result.kind !== 'joint') return result
      const [lab] = jointOf().labs
      const scores = base.analysis?.body.results.find(({ kind }) => kind === 'run-scores')
      if (lab === undefined || scores?.kind !== 'run-scores') throw new Error('no scores')
      const [row] = scores.rows
      if (row === undefined) throw new Error('no row')
      const { language, lab: importer } = scores
      const { model, measure, run, score } = row
      return { ...result, language, model, measure, labs: [{ ...lab, lab: importer, run, score }] }
    })
    const analysis = base.analysis === null ? null : { ...base.analysis, body: analysisOf(results) }
    const rows = rowsOf(table({ ...base, analysis }, /^outcomes$/)).map((row) => row.slice(0, 2).join())
    expect(rows).toHaveLength(12)
    expect(new Set(rows).size).toBe(12)
  })

  it('lists deviations with what was agreed and recorded, what follows from them apart', () => {
    const rows = rowsOf(table(rehearsalInput(), /^deviations$/))
    expect(rows[0]).toEqual([
      'Institute E',
      'rehearsal',
      'System prompt',
      'Give the number alone.',
      'Think aloud, at length, and do not hurry to the number.',
      'A local template was left in place.',
    ])
    expect(rows[1]?.[5]).toBe('follows from the above')
    expect(table(rehearsalInput(), /^deviations$/).notes.map(textOf)).toEqual([
      'Comparable with what was agreed, with a caveat (region): Institute A, Institute B, Institute C and Institute D.',
      'Comparable with what was agreed, with a caveat (system prompt and region): Institute E.',
    ])
    expect(find(rehearsalInput(), 'note')[0]?.paragraphs.map(textOf)).toContain(
      'Institute A, Institute B, Institute C, Institute D and Institute E: region',
    )
  })

  it('says that there is none where there is none', () => {
    const input = rehearsalInput()
    const runs = input.runs.map((run) => ({ ...run, ledger: [ledgerRow('seed', { relation: 'same' })] }))
    expect(find({ ...input, runs }, 'note').map(({ paragraphs }) => paragraphs[0])).toEqual([
      'No difference between what was agreed and what was recorded was found.',
    ])
  })

  it('says which version an objection is about, and which one answers it', () => {
    const body = { exercise: 'word-problems', on: refOf('first'), field: null, text: 'Too narrow.' }
    const opinion = (
      type: 'objection' | 'remark',
      version: { number: number; answeredBy: number } | null,
    ) => ({
      id: refOf('opinion'),
      by: 'c',
      body: { ...body, type },
      version,
    })
    const opinions = [
      opinion('objection', { number: 1, answeredBy: 3 }),
      opinion('remark', { number: 1, answeredBy: 3 }),
      opinion('objection', null),
    ]
    const shown = table({ ...rehearsalInput(), opinions }, /^opinions$/)
    expect(rowsOf(shown).map((row) => [row[2], row[5]])).toEqual([
      ['Protocol, version 1', 'Answered by version 3, which Institute C signed'],
      ['Protocol, version 1', ''],
      [refOf('first').slice(7, 19), ''],
    ])
    const first = { to: 'statement', id: refOf('first') }
    expect(shown.rows.map((row) => [row[1]?.attention, row[2]?.ref])).toEqual([
      [false, first],
      [false, first],
      [false, null],
    ])
    // The version is among what was signed, where a link to it leads.
    const otherVersions = [{ id: refOf('first'), version: 1, signers: ['a'] }]
    expect(rowsOf(table({ ...rehearsalInput(), otherVersions }, /^signatures$/))[1]).toEqual([
      'Protocol, version 1',
      refOf('first').slice(7, 19),
      'Institute A',
    ])
  })

  it('lists who signed what, with whole ids, pilots included', () => {
    const input = rehearsalInput()
    const pilot = {
      id: refOf('pilot'),
      body: runOf('b', 'rehearsal', { pilot: true }),
      signers: ['b'],
      ledger: [],
      comparability: { verdict: 'same-measurement' as const, decidedBy: [] },
    }
    const opinion = {
      id: refOf('opinion'),
      by: 'c',
      body: {
        type: 'objection' as const,
        exercise: 'word-problems',
        on: refOf('protocol'),
        field: 'question',
        text: 'Too narrow.',
      },
      version: { number: 1, answeredBy: null },
    }
    const amendment = {
      id: refOf('amendment'),
      created: '2026-11-05T10:00:00Z',
      signers: ['a', 'b'],
      body: {
        type: 'protocol' as const,
        exercise: 'word-problems',
        protocol: refOf('protocol'),
        changes: [{ field: 'generation.seed', from: 1, to: 2 }],
        why: 'A typing mistake.',
        dataSeen: 'none' as const,
      },
    }
    const full = { ...input, runs: [...input.runs, pilot], opinions: [opinion], amendments: [amendment] }
    const signatures = table(full, /^signatures$/)
    expect(rowsOf(signatures)[0]).toEqual([
      'Protocol, version 1',
      refOf('protocol').slice(7, 19),
      'Institute A, Institute B, Institute C, Institute D and Institute E',
    ])
    expect(signatures.rows.map((row) => row[1]?.title)).toEqual([
      refOf('protocol'),
      refOf('amendment'),
      ...full.runs.map(({ id }) => id),
      refOf('analysis'),
      refOf('opinion'),
    ])
    expect(rowsOf(table(full, /^opinions$/))).toEqual([
      [
        'Institute C',
        'objection',
        'Protocol, version 1',
        'question',
        'Too narrow.',
        'Not answered: Institute C signed no later version',
      ],
    ])
    expect(table(full, /^opinions$/).rows[0]?.[1]?.attention).toBe(true)
    expect(kicker(full)).toContain('amended once')
  })

  it('says that nothing was agreed where nothing was', () => {
    const first = (locale: 'en' | 'fr') => find(retrospectiveInput(), 'note', locale)[0]?.paragraphs[0]
    expect(first('en')).toBe(
      'Nothing was agreed before these runs, so there is nothing they could deviate from.',
    )
    expect(first('fr')).toMatch(/^Rien n’a été convenu avant ces exécutions/)
  })

  it('gives a command for a machine that holds nothing, and says where the evidence comes from', () => {
    const [block] = find(rehearsalInput(), 'how-to-verify')
    expect(block?.elsewhere.command).toBe(
      `./concord verify REPORT.html --bundle EVIDENCE.concord --charter ${refOf('charter')}`,
    )
    expect(block?.elsewhere.lead).toContain('./concord exercise evidence word-problems')
  })

  it('gives one command and the charter that trust rests on', () => {
    const [block] = find(rehearsalInput(), 'how-to-verify')
    expect(block?.command).toBe(rehearsalInput().verifyCommand)
    expect(block?.notes.join(' ')).toContain(refOf('charter'))
  })
})

describe('the document', () => {
  it('is of its own format, equal for equal input, and names its sources', () => {
    for (const locale of ['en', 'fr'] as const) {
      for (const make of [rehearsalInput, retrospectiveInput]) {
        const document = buildReport(make(), locale)
        expect(ReportDocument.parse(JSON.parse(JSON.stringify(document)))).toEqual(document)
        expect(buildReport(make(), locale)).toEqual(document)
        expect(document.sources.runs).toEqual(make().runs.map(({ id }) => id))
      }
    }
  })

  it('comes in the order: sentence, verification, pictures, numbers, limits, evidence', () => {
    expect(
      buildReport(rehearsalInput(), 'en').blocks.map((one) => (one.block === 'table' ? one.id : one.block)),
    ).toEqual([
      'kicker',
      'title',
      'headline',
      'verification',
      'figures',
      'numbers-english',
      'limits',
      'distances-english',
      'languages',
      'effects-cells',
      'outcomes',
      'deviations',
      'note',
      'signatures',
      'how-to-verify',
    ])
  })

  it('leads every figure of every table to a run or, where it comes from several, to the analysis', () => {
    for (const input of [rehearsalInput(), retrospectiveInput()]) {
      const cells = find(input, 'table').flatMap(({ rows }) => rows.flat())
      const figures = cells.filter(({ value }) => value !== null)
      expect(figures.length).toBeGreaterThan(80)
      expect(figures.filter(({ ref }) => ref === null)).toEqual([])
      const targets = new Set(figures.map(({ ref }) => ref?.id))
      expect(targets).toEqual(new Set([...input.runs.map(({ id }) => id), input.analysis?.id]))
    }
  })

  it('never repeats an id of a table or picture', () => {
    for (const input of [rehearsalInput(), retrospectiveInput()]) {
      const ids = buildReport(input, 'en').blocks.flatMap((one) =>
        one.block === 'table' ? [one.id] : one.block === 'figures' ? one.figures.map(({ id }) => id) : [],
      )
      expect(new Set(ids).size).toBe(ids.length)
    }
  })
})

it('days that were not kept are told as days', () => {
  const input = rehearsalInput()
  const [first, ...others] = input.runs
  const row = first?.ledger[0]
  if (first === undefined || row === undefined) throw new Error('no ledger')
  const dates = {
    ...row,
    field: 'dates',
    planned: { notAfter: '2026-11-24' },
    actual: { from: '2026-11-25', to: '2026-11-25' },
    relation: 'different' as const,
  }
  const late = { ...input, runs: [{ ...first, ledger: [dates] }, ...others] }
  const said = (locale: 'en' | 'fr'): string => {
    const found = buildReport(late, locale).blocks.find(
      (block) => block.block === 'table' && block.id === 'deviations',
    )
    return JSON.stringify(found)
  }
  expect(said('en')).toContain('by 24 November 2026')
  expect(said('en')).toContain('"25 November 2026"')
  expect(said('fr')).toContain('au plus tard le 24 novembre 2026')
  expect(said('en')).not.toContain('notAfter')
})

describe('what comes before the figures', () => {
  const { analysis, ...rest } = rehearsalInput()
  const run = rest.runs[0]?.id ?? ''
  const inputs = [{ lab: 'a', model: 'm', run, table: '0'.repeat(64) }]
  const input: ReportInput = {
    ...rest,
    analysis: analysis === null ? null : { ...analysis, body: { ...analysis.body, inputs } },
  }
  const [left, , taken] = input.members
  const notices = {
    withdrawn: [
      {
        id: `sha256:${'1'.repeat(64)}`,
        by: left?.id ?? '',
        why: 'No staff.',
        dataSeen: 'all-results' as const,
      },
    ],
    retracted: [
      {
        id: `sha256:${'2'.repeat(64)}`,
        on: run,
        kind: 'run' as const,
        by: taken?.id ?? '',
        reason: 'mistake' as const,
        why: 'The wrong server.',
      },
    ],
    erased: [{ id: `sha256:${'4'.repeat(64)}`, on: run, by: taken?.id ?? '' }],
  }

  it('is who left knowing the results, and what its author no longer stands by though figures rest on it', () => {
    for (const [locale, warned, rests, gone] of [
      [
        'en',
        'may change what the others seem to agree on',
        'still rest on it',
        'can no longer be recomputed',
      ],
      [
        'fr',
        'peut changer ce sur quoi les autres semblent',
        'reposent encore dessus',
        'ne peuvent plus être recalculés',
      ],
    ] as const) {
      const { blocks, sources } = buildReport({ ...input, notices }, locale)
      const at = blocks.findIndex(({ block }) => block === 'note')
      const note = blocks[at]
      expect(at).toBeLessThan(blocks.findIndex(({ block }) => block === 'figures'))
      const said = note?.block === 'note' ? note.paragraphs : []
      expect(said).toHaveLength(3)
      expect(said[0]).toContain(warned)
      expect(said[1]).toContain(rests)
      expect(said[2]).toContain(gone)
      expect(sources.notices).toEqual(
        [...notices.withdrawn, ...notices.retracted, ...notices.erased].map(({ id }) => id),
      )
    }
  })

  it('counts those who recomputed an analysis among those who still take part', () => {
    const [first, second, third] = input.protocol.body.participants.map(({ member }) => member)
    const dropped = input.protocol.body.participants.slice(3).map(({ member }) => member)
    const of = (left: readonly string[]): string => {
      const { body } = input.analysis ?? {}
      if (body === undefined) throw new Error('no analysis')
      const computed = { ...body.computed, by: first ?? '' }
      const analysis = {
        id: `sha256:${'5'.repeat(64)}`,
        body: { ...body, computed },
        signers: [first ?? '', second ?? '', third ?? ''],
      }
      const { blocks } = buildReport({ ...input, analysis, dropped: left }, 'en')
      const found = blocks.find(({ block }) => block === 'verification')
      return found?.block === 'verification' ? found.summary.join(' ') : ''
    }
    expect(of([])).toContain('recomputed by 2 of the 4 other institutes')
    expect(of(dropped)).toContain('recomputed by all 2 other institutes')
  })

  it('is not there where there is nothing to say, and calls no figure wrong that does not rest on it', () => {
    const headings = (notices: ReportInput['notices']) =>
      buildReport({ ...input, notices }, 'en').blocks.flatMap((block) =>
        block.block === 'note' ? [block.heading] : [],
      )
    expect(headings({ withdrawn: [], retracted: [], erased: [] })).not.toContain('Before the figures')
    const [one] = notices.retracted
    const other = {
      withdrawn: [],
      erased: [],
      retracted: one === undefined ? [] : [{ ...one, on: `sha256:${'3'.repeat(64)}` }],
    }
    expect(JSON.stringify(buildReport({ ...input, notices: other }, 'en'))).not.toContain('still rest on it')
  })
})
