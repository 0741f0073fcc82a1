import { describe, expect, it } from 'vitest'
import { inEnglish } from '../../error.ts'
import { Analysis } from '../../statement/index.ts'
import type { JointResult, OutcomeRow, Protocol } from '../../statement/index.ts'
import { ref } from '../exercise.fixture.ts'
import { COMPUTED, ITEMS, jointProtocol, LABS, rowsOf, runOf, SETS, sha256 } from './analysis.fixture.ts'
import { analyse } from './analyse.ts'
import type { RunWithTable } from './collected-run.ts'
import { analysisSeed, resultSeed } from './seed.ts'

function outcomeOf(runs: readonly RunWithTable[], protocol = jointProtocol(), sets = SETS) {
  return analyse(
    { protocolId: ref('1'), protocol, amendmentIds: [], runs, sets, computed: COMPUTED },
    { sha256 },
  )
}

function resultsOf(
  runs: readonly RunWithTable[],
  protocol: Protocol = jointProtocol(),
  sets = SETS,
): Analysis['results'] {
  const outcome = outcomeOf(runs, protocol, sets)
  if (!outcome.ok) throw new Error(inEnglish(outcome.refusal.detail))
  return Analysis.parse(outcome.analysis).results
}

function jointOf(runs: readonly RunWithTable[], protocol?: Protocol): JointResult {
  const [first] = resultsOf(runs, protocol)
  if (first?.kind !== 'joint') throw new Error('the plan has a joint analysis')
  return first
}

const five = LABS.map((lab, index) => runOf(lab, rowsOf(index)))
const deviating = LABS.map((lab, index) => runOf(lab, rowsOf(index, lab === 'ester' ? 0.3 : 0)))

/** The rows of a lab with some attempts lost. */
function lose(
  rows: OutcomeRow[],
  count: number,
  outcome: 'errored' | 'not-applicable' = 'errored',
): OutcomeRow[] {
  return rows.map((row, index) => (index < count ? { ...row, outcome, value: null } : row))
}

describe('joint analysis', () => {
  it('agrees where no lab deviates, and names nobody', () => {
    const joint = jointOf(five)
    expect(joint.verdict).toMatchObject({ outcome: 'agree', named: [], remainingAgree: 'agree' })
    expect([joint.items, joint.itemsDropped, joint.withoutNamed]).toEqual([120, 0, null])
    expect(joint.labs.map(({ lab, named }) => [lab, named])).toEqual(LABS.map((lab) => [lab, false]))
  })

  it('names the deviating lab alone and keeps it in the mean', () => {
    const joint = jointOf(deviating)
    expect(joint.verdict).toMatchObject({
      outcome: 'differs',
      named: ['ester'],
      remaining: ['ardal', 'brona', 'corvo', 'delta'],
      remainingAgree: 'agree',
    })
    const scores = joint.labs.map(({ score }) => ('refused' in score ? Number.NaN : score.value))
    const mean = (values: number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
    if ('refused' in joint.figures) throw new Error('five labs have figures')
    expect(joint.figures.mean).toBeCloseTo(mean(scores), 12)
    expect(joint.withoutNamed?.mean).toBeCloseTo(mean(scores.slice(0, 4)), 12)
    const ester = joint.labs[4]
    if (!ester || 'refused' in ester.d) throw new Error('it has a distance')
    expect(ester.d.value).toBeCloseTo((scores[4] ?? 0) - mean(scores.slice(0, 4)), 12)
    expect(ester.d.holm).toBeLessThan(0.001)
    expect(joint.verdict?.steps[0]?.setAside).toBe('ester')
  })

  it('gives the same to the last bit in whatever order runs and rows come', () => {
    const backwards = LABS.map((lab, index) =>
      runOf(lab, rowsOf(index, lab === 'ester' ? 0.3 : 0).toReversed()),
    ).toReversed()
    expect(JSON.stringify(resultsOf(backwards))).toBe(JSON.stringify(resultsOf(deviating)))
  })

  it('refuses joint figures for one and for two labs', () => {
    for (const labs of [['ardal'], ['ardal', 'brona']] as const) {
      const runs = five.slice(0, labs.length)
      const joint = jointOf(runs, jointProtocol(labs))
      expect(joint.figures).toEqual({ refused: 'too-few-labs' })
      expect(joint.labs.map(({ d }) => d)).toEqual(labs.map(() => ({ refused: 'too-few-labs' })))
      expect(joint.labs[0]?.score).toMatchObject({ items: 120, attempts: 360 })
      expect(joint.verdict).toBeNull()
    }
  })

  it('refuses what needs an absent run, and gives the scores that are there', () => {
    const joint = jointOf(five.slice(1))
    expect(joint.figures).toEqual({ refused: 'run-missing' })
    expect(joint.labs[0]).toMatchObject({ lab: 'ardal', run: null, score: { refused: 'run-missing' } })
    expect(joint.labs[1]?.score).toMatchObject({ items: 120 })
    expect(joint.verdict).toBeNull()
  })

  it('never 14: widens the bounds by what a lab lost, and drops the items it has nothing for', () => {
    const runs = five.with(1, runOf('brona', lose(rowsOf(1), 4)))
    const joint = jointOf(runs)
    expect([joint.items, joint.itemsDropped]).toEqual([119, 1])
    const bounds = joint.labs.map(({ score }) => ('refused' in score ? 0 : score.bounds.hi - score.bounds.lo))
    expect(bounds.map((width) => Number(width.toFixed(12)))).toEqual([
      0,
      Number((4 / 360).toFixed(12)),
      0,
      0,
      0,
    ])
    const width = joint.labs[1]?.dBounds
    expect((width?.hi ?? 0) - (width?.lo ?? 0)).toBeCloseTo(4 / 360, 12)
    expect(joint.verdict?.outcome).toBe('agree')
  })

  it('says that the missing attempts decide when they do, and then names nobody', () => {
    const runs = deviating.with(4, runOf('ester', lose(rowsOf(4, 0.3), 200)))
    const joint = jointOf(runs)
    expect(joint.verdict).toMatchObject({ outcome: 'missing-decides', named: [] })
    expect(joint.labs.some(({ named }) => named)).toBe(false)
    expect(joint.withoutNamed).toBeNull()
  })

  it('lets an item that does not apply somewhere leave for every lab, without a bound', () => {
    const runs = five.with(2, runOf('corvo', lose(rowsOf(2), 1, 'not-applicable')))
    const joint = jointOf(runs)
    expect([joint.items, joint.itemsDropped]).toEqual([119, 1])
    expect(joint.labs.map(({ dBounds }) => dBounds)).toEqual([null, null, null, null, null])
  })

  it('never lets an exploratory item in', () => {
    const extra = rowsOf(0)
      .slice(0, 3)
      .map((row) => ({ ...row, item: 'try-1', value: 0 }))
    const runs = five.with(0, runOf('ardal', [...rowsOf(0), ...extra]))
    expect(JSON.stringify(resultsOf(runs))).toBe(JSON.stringify(resultsOf(five)))
  })

  it('gives no verdict without delta', () => {
    const protocol = jointProtocol()
    protocol.analysis.plan = protocol.analysis.plan.map((entry) =>
      entry.kind === 'joint' ? { ...entry, delta: null } : entry,
    )
    const joint = jointOf(deviating, protocol)
    expect(joint.verdict).toBeNull()
    expect(joint.labs.map(({ beyond, dFinal }) => [beyond, dFinal])).toEqual(LABS.map(() => [null, null]))
  })
})

describe('other plans', () => {
  const protocol = jointProtocol()
  protocol.items.sets.push({
    id: 'french',
    language: 'fr',
    dataset: ref('f'),
    split: 'evaluation',
    n: ITEMS.length,
  })
  protocol.conduct.assignments = [
    { member: 'ardal', sets: ['english', 'french'], models: ['model-a'] },
    { member: 'brona', sets: ['english', 'french'], models: ['model-a'] },
    { member: 'corvo', sets: ['english'], models: ['model-a'] },
  ]
  const common = { model: 'model-a', measure: 'correct' }
  protocol.analysis.plan = [
    { kind: 'lab-pair', id: 'french', set: 'french', ...common, labs: ['brona', 'ardal'] },
    { kind: 'lab-language', id: 'languages', ...common },
    {
      kind: 'run-scores',
      id: 'scores',
      set: 'english',
      lab: 'corvo',
      models: ['model-a'],
      measures: ['correct'],
    },
  ]
  const sets = new Map([...SETS, ['french', { items: ITEMS, otherSplits: [] }]])
  const runs = LABS.slice(0, 3).map((lab, index) =>
    runOf(lab, [...rowsOf(index), ...(index < 2 ? rowsOf(index + 7, 0.05 * index, 'french', 'fr') : [])]),
  )
  const mean = (rows: OutcomeRow[]): number =>
    rows.reduce((sum, { value }) => sum + (value ?? 0), 0) / rows.length

  it('pairs two labs on their own set, first minus second', () => {
    const [pair] = resultsOf(runs, protocol, sets)
    if (pair?.kind !== 'lab-pair' || 'refused' in pair.difference)
      throw new Error('two labs have a difference')
    expect(pair.language).toBe('fr')
    expect(pair.difference.value).toBeCloseTo(mean(rowsOf(8, 0.05)) - mean(rowsOf(7)), 12)
    expect(pair.labs.map(({ lab }) => lab)).toEqual(['brona', 'ardal'])
  })

  it('lays out the cells of labs and languages that were run', () => {
    const languages = resultsOf(runs, protocol, sets)[1]
    expect(languages).toMatchObject({ kind: 'lab-language', components: 1, df: 1 })
    if (languages?.kind !== 'lab-language') throw new Error('it is planned')
    expect(languages.cells.map(({ lab, language }) => `${lab} ${language}`)).toEqual([
      'ardal en',
      'ardal fr',
      'brona en',
      'brona fr',
      'corvo en',
    ])
    expect(languages.effects).toMatchObject({ labs: [{ lab: 'ardal' }, { lab: 'brona' }, { lab: 'corvo' }] })
  })

  it('cannot tell lab from language where each ran its own', () => {
    const apart = structuredClone(protocol)
    apart.conduct.assignments = [
      { member: 'ardal', sets: ['english'], models: ['model-a'] },
      { member: 'brona', sets: ['french'], models: ['model-a'] },
    ]
    apart.analysis.plan = apart.analysis.plan.filter(({ kind }) => kind === 'lab-language')
    const results = resultsOf(
      [runOf('ardal', rowsOf(0)), runOf('brona', rowsOf(1, 0, 'french', 'fr'))],
      apart,
      sets,
    )
    expect(results[0]).toMatchObject({ components: 2, df: 0, effects: { refused: 'not-connected' } })
  })

  it('scores one run with the naive interval beside', () => {
    const scores = resultsOf(runs, protocol, sets)[2]
    if (scores?.kind !== 'run-scores') throw new Error('it is planned')
    const [row] = scores.rows
    expect(row?.naive).toMatchObject({ n: 360 })
    expect(row?.perItem).toHaveLength(120)
    if (!row || 'refused' in row.score || 'refused' in row.score.interval || 'refused' in row.naive)
      throw new Error('it has a score')
    expect(row.score.value).toBeCloseTo(mean(rowsOf(2)), 12)
    expect(row.score.interval.hi - row.score.interval.lo).toBeGreaterThan(row.naive.hi - row.naive.lo)
  })
})

describe('what is refused as a whole', () => {
  const rater = (name: string): OutcomeRow[] =>
    rowsOf(0).map((row) => ({ ...row, section: 's', criterion: '1', rater: name }))
  it.each([
    ['a run of another protocol', [runOf('ardal', rowsOf(0), { protocol: ref('9') })], 'other-protocol'],
    ['a run of another exercise', [runOf('ardal', rowsOf(0), { exercise: 'large' })], 'other-protocol'],
    [
      'a run under an amendment not in force',
      [runOf('ardal', rowsOf(0), { amendments: [ref('8')] })],
      'other-amendments',
    ],
    ['a pilot', [runOf('ardal', rowsOf(0), { pilot: true })], 'pilot'],
    ['a lab that was not asked', [runOf('zeta', rowsOf(0))], 'unknown-lab'],
    [
      'an item outside the set',
      [
        runOf('ardal', [
          ...rowsOf(0),
          ...rowsOf(0)
            .slice(0, 1)
            .map((row) => ({ ...row, item: 'zzz' })),
        ]),
      ],
      'unknown-item',
    ],
    ['a set outside the protocol', [runOf('ardal', rowsOf(0, 0, 'french'))], 'unknown-set'],
    ['two raters and no rule', [runOf('ardal', [...rater('x'), ...rater('y')])], 'several-raters'],
    ['no run', [], 'no-runs'],
  ] as const)('%s', (_, runs, reason) => {
    const outcome = outcomeOf(runs)
    expect(outcome).toMatchObject({ ok: false, refusal: { reason, runs: runs.map(({ id }) => id) } })
  })

  it('names both of two runs of one lab with one model', () => {
    const second = { ...runOf('ardal', rowsOf(1)), id: ref('3') }
    const [first] = five
    if (!first) throw new Error('there are five')
    expect(outcomeOf([second, ...five])).toMatchObject({
      ok: false,
      refusal: { reason: 'two-runs', runs: expect.arrayContaining([first.id, second.id]) },
    })
  })
})

describe('seeds', () => {
  it('follow from protocol, name and result alone', () => {
    // Computed apart: printf 'sha256:11…1\nmain' | sha256sum, then the same of that and '\nenglish'.
    expect(analysisSeed(ref('1'), 'main', sha256)).toBe('5180bae91309f7d47ff90fab1a31c499')
    expect(resultSeed('5180bae91309f7d47ff90fab1a31c499', 'english', sha256)).toEqual([
      1405018589, 3692638011, 1375575310, 194985338,
    ])
    expect(analysisSeed(ref('1'), 'main', sha256)).not.toBe(analysisSeed(ref('2'), 'main', sha256))
    const seed = analysisSeed(ref('1'), 'main', sha256)
    expect(resultSeed(seed, 'english', sha256)).not.toEqual(resultSeed(seed, 'french', sha256))
  })
})
