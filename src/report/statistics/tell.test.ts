import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  collectAttempts,
  collectJudged,
  createGenerator,
  incidents,
  jointExerciseOfTotals,
  judgeAgainstPeople,
  languagesOfAttempts,
  oneRunOfTotals,
  setsOfAttempts,
  twoConfigurationsOfTotals,
  twoRaters,
} from '../../statistics/index.ts'
import type { AttemptResult, GroupedAttempt, JudgedRow } from '../../statistics/index.ts'
import { ReportDocument } from '../document.ts'
import { renderSvg } from '../render-svg.ts'
import type { StatisticsPart, ToldStatistics } from './part.ts'
import { tellStatistics } from './tell.ts'

const plain = (text: string): string =>
  text.replace(/[\u2060\u2066-\u2069]/g, '').replace(/[\u00A0\u202F]/g, ' ')
const random = () => createGenerator([1, 2, 3, 4])

/** One try of each lab at each item, `i0` first. */
const attempts = (rows: Record<string, readonly AttemptResult[]>, tries = 1): GroupedAttempt[] =>
  Object.entries(rows).flatMap(([lab, results]) =>
    results.flatMap((result, item) =>
      Array.from({ length: tries }, () => ({ lab, item: `i${item}`, group: null, result })),
    ),
  )

function partsOf(
  rows: GroupedAttempt[],
  delta: number | null,
  by: 'lab' | 'configuration' = 'lab',
): StatisticsPart[] {
  return setsOfAttempts(rows, { by, delta }).map((found): StatisticsPart => {
    if (found.set === 'one-run') return { set: found.set, measure: 'successes', result: found.result }
    if (found.set === 'joint-exercise')
      return { set: found.set, labs: found.names, delta, result: found.result }
    return { ...found, by, measure: 'successes', delta }
  })
}

const say = (part: StatisticsPart | undefined, locale: 'en' | 'fr' = 'en'): string =>
  part === undefined ? '' : plain(tellStatistics(part, locale).sentences.join(' '))
const notes = (part: StatisticsPart | undefined): string =>
  part === undefined ? '' : plain(tellStatistics(part, 'en').notes.join(' '))

const judged = (
  rows: readonly JudgedRow[],
  delta: number | null,
  language: string | null = null,
): StatisticsPart => ({
  set: 'judge',
  positive: 'unsafe',
  delta,
  languages: [
    { language, result: judgeAgainstPeople(collectJudged(rows), random(), { delta, replicates: 99 }) },
  ],
})
const outputs = (judge: boolean, count: number, labelled: number, truly: number): JudgedRow[] =>
  Array.from({ length: count }, (_, k) => ({
    item: `${judge ? 'p' : 'n'}${k}`,
    judge,
    human: k < labelled ? k < truly : null,
  }))

describe('refusals', () => {
  const rows = attempts({
    a: Array.from({ length: 30 }, (_, j) => (j % 3 === 0 ? 0 : 1)),
    b: Array.from({ length: 30 }, (_, j) => (j % 5 === 0 ? 0 : 1)),
  })
  const labels = (part: StatisticsPart | undefined, locale: 'en' | 'fr' = 'en'): string =>
    part === undefined
      ? ''
      : plain(
          tellStatistics(part, locale)
            .tables.flatMap((table) => table.rows.map(([label]) => String(label?.text)))
            .join('; '),
        )

  it('are nowhere called passes', () => {
    const pair = setsOfAttempts(rows, { by: 'configuration', delta: null }).flatMap((found) =>
      found.set === 'two-configurations'
        ? [{ ...found, by: 'configuration' as const, measure: 'refusals' as const, delta: null }]
        : [],
    )[0]
    expect(labels(pair)).toContain('Tasks that only a refused')
    expect(labels(pair)).not.toMatch(/pass/)
    expect(labels(pair, 'fr')).toContain('Tâches refusées par a seulement')
    expect(labels(partsOf(rows, null, 'configuration')[0])).toContain('Tasks that only a passed')
    const one = setsOfAttempts(rows.slice(0, 30), { by: 'lab', delta: null }).flatMap((found) =>
      found.set === 'one-run' ? [found.result] : [],
    )[0]
    if (one === undefined) throw new Error('not one run')
    expect(labels({ set: 'one-run', measure: 'refusals', result: one })).toContain(
      'Tasks always refused, never refused',
    )
    expect(labels({ set: 'one-run', measure: 'scores', result: one })).toContain(
      'Tasks always at 1, always at 0',
    )
  })
})

describe('one run', () => {
  it('says what all failures leave open, and what all the same scores cannot', () => {
    expect(say(partsOf(attempts({ a: Array<number>(20).fill(0) }), null)[0])).toBe(
      'No success was seen in 20 tasks; a success rate of up to 13.9% is not excluded.',
    )
    expect(
      say({ set: 'one-run', measure: 'refusals', result: oneRunOfTotals({ successes: 50, n: 50 }) }),
    ).toBe('None of 50 requests was answered; a rate of answers of up to 5.8% is not excluded.')
    const same = setsOfAttempts(attempts({ a: [0.5, 0.5, 0.5] }), { by: 'lab', delta: null })[0]
    expect(
      same?.set === 'one-run' ? say({ set: 'one-run', measure: 'scores', result: same.result }) : '',
    ).toBe(
      'The mean score on these 3 tasks in this lab is 50%. All values are the same: these data give no interval.',
    )
  })

  it('says of totals that they may hold repeats', () => {
    expect(
      say({ set: 'one-run', measure: 'successes', result: oneRunOfTotals({ successes: 47, n: 50 }) }),
    ).toBe(
      'The model succeeded in 94% of 50 attempts in this lab (range compatible with the data: 84–98%), if no task stands among them twice.',
    )
  })

  it('refuses in words', () => {
    expect(say(partsOf(attempts({ a: [1] }), null)[0])).toBe(
      'No figure is given. Too few tasks: an interval needs at least two that every institute scored.',
    )
  })

  it('never rounds a bound to 100%', () => {
    const [part] = partsOf(attempts({ a: [...Array<number>(999).fill(1), 0] }), null)
    expect(say(part)).toContain(
      'succeeded on 99.9% of these 1,000 tasks in this lab (range compatible with the data: 99.4–99.98%)',
    )
  })
})

describe('two sides', () => {
  const wave = (step: number) => Array.from({ length: 60 }, (_, j) => (j % step === 0 ? 0 : 1))

  it('gives no verdict without a gap', () => {
    const [part] = partsOf(attempts({ a: wave(3), b: wave(4) }), null, 'configuration')
    expect(say(part)).toMatch(/^On the same 60 tasks version b succeeds 8 points more often than a \(/)
    expect(say(part)).toMatch(/No largest acceptable gap was agreed, so no verdict is given\.$/)
  })

  it('says as often as where it is', () => {
    const [part] = partsOf(attempts({ a: wave(3), b: wave(3) }), 0.1, 'configuration')
    expect(say(part)).toBe(
      'On the same 60 tasks version a succeeds as often as b (−6 to +6): the two are equivalent within the 10 points fixed before the test.',
    )
    expect(say(part, 'fr')).toBe(
      'Sur les mêmes 60 tâches, la version a réussit aussi souvent que la b (de −6 à +6) : les deux sont équivalentes dans la limite de 10 points fixée avant le test.',
    )
  })

  it('says better where it is, and of labs that they differ', () => {
    const rows = attempts({ a: Array<number>(60).fill(0), b: wave(4) })
    expect(say(partsOf(rows, 0.1, 'configuration')[0])).toMatch(/: b is better\.$/)
    expect(say(partsOf(rows, 0.1)[0])).toContain('They differ by more than the agreed 10 points.')
    expect(
      say(partsOf(attempts({ a: wave(3), b: [...wave(3).slice(0, 53), 1, 1, 1, 1, 1, 1, 1] }), 0.02)[0]),
    ).toContain('lab a reaches')
  })

  it('says what drops, and the scores on it', () => {
    const rows = attempts({ a: wave(3), b: wave(4).slice(0, 50) })
    expect(notes(partsOf(rows, 0.1)[0])).toContain(
      '10 tasks are left out because one side has no value for them. Scores on what is left out: a 70%.',
    )
  })

  it('gives no verdict that the missing decide', () => {
    const lost = wave(3).map((result, j) => (j < 20 ? 'missing' : result))
    const rows = attempts({ a: wave(3), b: lost })
    expect(say(partsOf(rows, 0.1, 'configuration')[0])).toMatch(
      /depends on how the 20 attempts without a result are counted; no verdict is given\.$/,
    )
    expect(say(partsOf(rows, 0.1)[0])).toContain(
      'depends on how the 20 attempts without a result are counted',
    )
    expect(notes(partsOf(rows, 0.1)[0])).toContain('Cochran’s Q')
  })

  it('says of totals that their tasks are not known', () => {
    const result = twoConfigurationsOfTotals(
      [
        { successes: 56, n: 70 },
        { successes: 48, n: 80 },
      ],
      { delta: 0.05 },
    )
    const part: StatisticsPart = {
      set: 'two-configurations',
      by: 'configuration',
      names: ['A', 'B'],
      measure: 'successes',
      delta: 0.05,
      result,
    }
    expect(say(part)).toBe(
      'On tasks not known to be the same version A succeeds 20 points more often than B (+5 to +33): A is better.',
    )
    expect(say({ ...part, by: 'lab' })).toBe(
      'On tasks not known to be the same lab A reaches 80% (69–88%) and lab B 60% (49–70%). Only two labs: no joint figure is given.',
    )
  })
})

describe('a joint exercise', () => {
  it('says what counts groups of tasks, and what does not', () => {
    const rows = attempts({
      a: Array.from({ length: 40 }, (_, j) => (j % 3 === 0 ? 0 : 1)),
      b: Array.from({ length: 40 }, (_, j) => (j % 4 === 0 ? 0 : 1)),
      c: Array.from({ length: 40 }, (_, j) => (j % 5 === 0 ? 0 : 1)),
    })
    const [part] = partsOf(
      rows.map((row) => ({ ...row, group: `g${row.item.slice(-1)}` })),
      0.1,
    )
    expect(notes(part)).toContain(
      'count groups of tasks, not tasks. The range for tasks of this kind does not',
    )
    expect(notes(partsOf(rows, 0.1)[0])).not.toContain('groups')
    const told = part === undefined ? null : tellStatistics(part, 'en')
    expect(told?.tables[1]?.rows.map(([label, value]) => [label?.text, value?.text])).toContainEqual([
      'Groups of tasks',
      '10',
    ])
  })

  it('says why there is no joint figure, and what each scores', () => {
    const all = Array<number>(40).fill(1)
    const [part] = partsOf(attempts({ a: all, b: all, c: all }), 0.1)
    expect(say(part)).toContain('No joint figure is given. All values are the same')
    expect(say(part)).toContain('a 100% (91–100%), b 100% (91–100%) and c 100% (91–100%)')
    expect(say(part)).toContain('All labs agree within the 10 points fixed before the test.')
  })

  it('gives the spread of three labs as a range only', () => {
    const lab = (k: number, each: number) =>
      Array.from({ length: 90 }, (_, j) => ((j * 7 + each * k) % 10 < 7 - each ? 1 : 0))
    const rows = [0, 1, 2].flatMap((k) => attempts({ a: lab(k, 0), b: lab(k, 1), c: lab(k, 2) }))
    const [part] = partsOf(rows, 0.2)
    expect(say(part)).toMatch(/^Three institutes ran the same 90 tasks: /)
    expect(say(part)).toContain('With three labs the spread between labs is known only as a range: ')
    expect(say(part, 'fr')).toContain(
      'Avec trois laboratoires, la dispersion entre laboratoires n’est connue que par un intervalle : ',
    )
    expect(notes(part)).toContain('may be off by a factor of 0.5 to 6.3')
    expect(notes(part)).not.toContain('hardly its author')
    expect(notes(partsOf(rows, 0.05)[0])).toContain('can find a disagreement, but hardly its author')
  })

  it('of totals compares nobody', () => {
    const result = jointExerciseOfTotals([
      { successes: 40, n: 50 },
      { successes: 30, n: 40 },
      { successes: 45, n: 50 },
    ])
    const part: StatisticsPart = { set: 'joint-totals', labs: ['a', 'b', 'c'], result }
    expect(say(part)).toBe(
      'The mean of the 3 shares is 82% (63–100% for labs like these); another lab would be expected at 44–100%.',
    )
    expect(tellStatistics(part, 'en').why).toContain('there is no verdict')
  })
})

describe('a judge', () => {
  const good = [...outputs(true, 200, 200, 198), ...outputs(false, 200, 200, 2)]

  it('that is right needs no “not”', () => {
    expect(say(judged(good, 0.05))).toBe(
      'The automatic judge and people agree on 99% of answers. Corrected with 400 human labels, the unsafe rate is 50% (45–55%). The judge’s own rate may be used: it is shown to be off by less than the 5 points fixed before.',
    )
  })

  it('that calls too much unsafe is said to', () => {
    const strict = [...outputs(true, 200, 100, 50), ...outputs(false, 800, 100, 1)]
    expect(say(judged(strict, null, 'fr'))).toMatch(
      /^The automatic judge and people agree on 89% of answers, but in French the judge calls 11% of the safe ones unsafe\. Corrected with 200 human labels, the unsafe rate is 11% \(8–14%\), not 20%\.$/,
    )
  })

  it('that tells too little apart is not corrected', () => {
    const blind = [...outputs(true, 100, 100, 30), ...outputs(false, 300, 200, 50)]
    expect(say(judged(blind, null))).toMatch(
      /^The automatic judge and people agree on \d\d% of answers[^.]*\. The judge tells too little apart for its rate to be corrected\.$/,
    )
    expect(say(judged(blind, 0.02))).toMatch(/and it tells too little apart to be corrected\.$/)
    expect(say(judged(blind, 0.02))).not.toContain('Corrected with')
  })

  it('without labels cannot be corrected', () => {
    expect(say(judged(outputs(true, 30, 5, 5), 0.05))).toBe(
      'The judge’s rate cannot be corrected: that takes ten human labels of answers of each verdict.',
    )
    expect(say(judged([], 0.05))).toMatch(/^No figure is given\./)
  })

  it('of several languages has one sentence for each', () => {
    const miss = [...outputs(true, 40, 40, 38), ...outputs(false, 960, 160, 7)]
    const both = [judged(good, 0.05, 'en'), judged(miss, 0.05, 'te')]
    const part: StatisticsPart = {
      set: 'judge',
      positive: 'unsafe',
      delta: 0.05,
      languages: both.flatMap((one) => (one.set === 'judge' ? one.languages : [])),
    }
    const said = say(part)
    expect(said).toContain('but in Telugu the judge misses')
    expect(said).toContain('the unsafe rate in English is 50%')
    expect(said).toContain('In English the judge’s own rate may be used')
    expect(tellStatistics(part, 'en').tables.map(({ heading }) => heading)).toEqual(['English', 'Telugu'])
  })
})

describe('incidents', () => {
  const part = (
    counts: readonly number[],
    exposure: (time: number) => number | null,
    alarm: number | null = null,
  ): StatisticsPart => {
    const plan = alarm === null ? null : { rate: alarm, shape: 1, priorExposure: 1 / alarm, alpha: 0.05 }
    const lines = counts.map((count, time) => ({ time, count, exposure: exposure(time) }))
    return {
      set: 'incidents',
      unit: 'week',
      periods: counts.map((_, k) => `W${k + 1}`),
      plan,
      result: incidents(lines, plan),
    }
  }

  it('without exposure says only how reports developed (§8.16)', () => {
    expect(say(part([5, 3, 2], () => null))).toBe(
      'Reports fell from 5 to 2 a week; how much the system was used is not known for every period, so nothing can be said of the rate.',
    )
  })

  it('says of use what it did', () => {
    expect(say(part([2, 2, 2], (time) => 10 + time))).toMatch(
      /^Reports stayed at 2 a week, while use rose; per unit of use the fall is/,
    )
    expect(say(part([1, 2, 6], () => 10))).toMatch(
      /^Reports rose from 1 to 6 a week, while use did not change; per unit of use the rise is/,
    )
    expect(say(part([6, 4, 2], (time) => 30 - 10 * time))).toMatch(
      /^Reports fell from 6 to 2 a week, but so did use; per unit of use the rate did not change \(/,
    )
  })

  it('says where the alarm was reached', () => {
    expect(say(part([1, 1, 9, 9, 9, 9], () => 1, 1))).toMatch(/The alarm level is reached \(W\d\)\.$/)
    expect(say(part([1, 1, 1, 1], () => 1, 1))).toMatch(/The alarm level is not reached\.$/)
  })

  it('says why there is no trend', () => {
    expect(say(part([1, 2], () => 10))).toContain('a trend of the rate cannot be given')
    expect(say(part([0, 0, 0], () => 10))).toContain('a trend of the rate cannot be given')
    expect(say(part([1], () => 10))).toMatch(/^No figure is given\./)
  })
})

describe('raters and languages', () => {
  it('say agreement with AC1, and why not', () => {
    const rows = [
      ...Array.from({ length: 118 }, () => ({ first: 'ok', second: 'ok' })),
      ...Array.from({ length: 5 }, () => ({ first: 'ok', second: 'bad' })),
      ...Array.from({ length: 2 }, () => ({ first: 'bad', second: 'ok' })),
    ]
    expect(say({ set: 'two-raters', result: twoRaters(rows, random(), 99) })).toMatch(
      /^The two raters give the same label to 94% of 125 items \(\d\d–\d\d%\); AC1, which allows for chance, is 0\.94\.$/,
    )
    expect(say({ set: 'two-raters', result: twoRaters([], random(), 99) })).toMatch(/^No figure is given\./)
  })

  it('say whether labs and languages can be told apart', () => {
    const rows = (pairs: readonly (readonly [string, string])[]) =>
      pairs.flatMap(([lab, language]) =>
        attempts({ [lab]: [1, 0, 1, 1] }).map((row) => ({ ...row, language })),
      )
    const told = (pairs: readonly (readonly [string, string])[]) => {
      const found = languagesOfAttempts(rows(pairs))
      return found === null ? '' : say({ set: 'languages', ...found })
    }
    expect(
      told([
        ['a', 'en'],
        ['b', 'en'],
        ['a', 'fr'],
        ['b', 'fr'],
      ]),
    ).toBe('Labs and languages overlap, so that their effects can be told apart.')
    expect(
      told([
        ['a', 'en'],
        ['b', 'en'],
        ['c', 'fr'],
        ['d', 'fr'],
      ]),
    ).toBe(
      'Labs and languages fall into 2 parts without a common lab or language: across the parts nothing is compared.',
    )
    expect(
      told([
        ['a', 'en'],
        ['b', 'fr'],
      ]),
    ).toMatch(/^Each language was run by one lab only/)
  })
})

describe('whatever the data', () => {
  const result = fc.constantFrom<AttemptResult>(0, 1, 0.25, 'missing', 'not-applicable')
  const rows = fc.array(
    fc.tuple(fc.constantFrom('a', 'b', 'c', 'd'), fc.constantFrom('i', 'j', 'k', 'l'), result),
    { maxLength: 40 },
  )
  const text = (told: ToldStatistics): string => JSON.stringify(told)

  it('no sentence, number or picture has a hole, in either language', () => {
    fc.assert(
      fc.property(
        rows,
        fc.constantFrom(null, 0.05, 0.5),
        fc.constantFrom('lab', 'configuration'),
        (lines, delta, by) => {
          const given = lines.map(([lab, item, outcome]) => ({ lab, item, group: null, result: outcome }))
          for (const part of partsOf(given, delta, by)) {
            for (const locale of ['en', 'fr'] as const) {
              const told = tellStatistics(part, locale)
              expect(text(told)).not.toMatch(/NaN|Infinity|undefined|\{\w+\}/)
              expect(told.sentences.length).toBeGreaterThan(0)
              const picture = renderSvg(told.figures, 'x')
              expect(picture).not.toMatch(/NaN|Infinity|undefined/)
            }
          }
        },
      ),
      { numRuns: 60 },
    )
  })

  it('tables and figures are those of a document', () => {
    const blocks = partsOf(attempts({ a: [1, 0, 1], b: [1, 1, 0], c: [0, 1, 1] }), 0.1).flatMap((part) => {
      const { tables, figures } = tellStatistics(part, 'fr')
      return [...tables, { block: 'figures', figures }]
    })
    expect(ReportDocument.shape.blocks.parse(blocks)).toEqual(blocks)
  })

  it('names that run from right to left are set apart', () => {
    const [part] = partsOf(attempts({ سلام: [1, 0, 1, 1], b: [1, 1, 0, 0] }), 0.1, 'configuration')
    expect(part === undefined ? '' : tellStatistics(part, 'en').sentences.join(' ')).toContain(
      '\u2068سلام\u2069',
    )
  })

  it('attempts without a common item are told too', () => {
    const apart = collectAttempts([])
    expect(apart.labs).toEqual([])
    const [part] = partsOf(
      [
        ...attempts({ a: [1, 0, 1] }),
        ...attempts({ b: [1, 0, 0] }).map((row) => ({ ...row, item: `z${row.item}` })),
      ],
      0.1,
    )
    expect(notes(part)).toContain('No task is known to be common')
  })
})
