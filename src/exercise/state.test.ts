import { describe, expect, it } from 'vitest'
import type { Amendment, Analysis, Run } from '../statement/index.ts'
import { ref, smallDataset, smallProtocol } from './exercise.fixture.ts'
import { dueFrom, exerciseState, overdueOn } from './state.ts'
import type { ExerciseStatements, Signed } from './state.ts'

const labs = ['ardal', 'brona', 'corvo'] as const
const protocol = smallProtocol([...labs])

function statements(signers: readonly string[], more: Partial<ExerciseStatements> = {}): ExerciseStatements {
  return {
    protocols: [{ id: ref('1'), body: protocol, signers }],
    amendments: [],
    runs: [],
    analyses: [],
    opinions: [],
    withdrawals: [],
    retractions: [],
    ...more,
  }
}

function run(lab: string, change: Partial<Run> = {}, signers: readonly string[] = [lab]): Signed<Run> {
  return {
    id: ref(`${lab.charCodeAt(0) % 10}`),
    signers,
    body: {
      exercise: 'small',
      protocol: ref('1'),
      amendments: [],
      lab,
      model: 'model-a',
      pilot: false,
      retrospective: false,
      simulated: true,
      started: null,
      finished: null,
      harness: { name: 'concord', version: '0.1.0' },
      facts: {},
      explanations: [],
      counts: {
        attempts: 0,
        scored: 0,
        'not-applicable': 0,
        unscored: 0,
        errored: 0,
        limit: 0,
        'not-run': 0,
      },
      table: smallDataset().items,
      answers: null,
      importedFrom: null,
      ...change,
    },
  }
}

function analysis(by: string, signers: readonly string[], of = ref('1')): Signed<Analysis> {
  return {
    id: ref('7'),
    signers,
    body: {
      exercise: 'small',
      protocol: of,
      amendments: [],
      name: 'main',
      seed: '0'.repeat(32),
      inputs: [],
      results: [],
      computed: { by, at: '2026-11-20T10:00:00Z', engine: 'x' },
    },
  }
}

function state(input: ExerciseStatements) {
  const found = exerciseState('small', input)
  if (!found) throw new Error('the exercise is there')
  return found
}

describe('exerciseState', () => {
  it.each([
    [[], 'draft'],
    [['ardal'], 'proposed'],
    [['ardal', 'corvo', 'stranger'], 'proposed'],
    [['ardal', 'corvo', 'brona'], 'frozen'],
  ] as const)('signed by %j is %s', (signers, status) => {
    expect(state(statements(signers)).status).toBe(status)
  })

  it('is not there without a protocol', () => {
    expect(exerciseState('other', statements([]))).toBeUndefined()
  })

  it('keeps the frozen version when a later one is only proposed, and says when two are frozen', () => {
    const later = { id: ref('2'), body: { ...protocol, version: 2 }, signers: ['ardal'] }
    const first = { id: ref('1'), body: protocol, signers: labs }
    const one = state(statements(labs, { protocols: [later, first] }))
    expect([one.protocol.id, one.status, one.conflict]).toEqual([ref('1'), 'frozen', false])
    expect(state(statements(labs, { protocols: [{ ...later, signers: labs }, first] })).conflict).toBe(true)
  })

  it('counts a run only if it is of this protocol, assigned and signed by its lab', () => {
    const { members, runsSetAside, pilots } = state(
      statements(labs, {
        runs: [
          run('ardal'),
          run('brona', {}, ['corvo']),
          run('corvo', { protocol: ref('9') }),
          run('corvo', { pilot: true }),
          run('zeta'),
        ],
      }),
    )
    expect(members.map(({ runs }) => runs[0]?.run !== null)).toEqual([true, false, false])
    expect(runsSetAside.map(({ lab, reason }) => [lab, reason]).toSorted()).toEqual([
      ['brona', 'not-signed-by-lab'],
      ['corvo', 'other-protocol'],
      ['zeta', 'not-assigned'],
    ])
    expect(pilots).toHaveLength(1)
  })
})

describe('dueFrom', () => {
  const runs = labs.map((lab) => run(lab))
  const amendment: Signed<Amendment> & { created: string } = {
    id: ref('5'),
    created: '2026-10-01T08:00:00Z',
    signers: ['ardal'],
    body: {
      type: 'protocol',
      exercise: 'small',
      protocol: ref('1'),
      changes: [{ field: 'generation.retries', from: 3, to: 4 }],
      why: 'x',
      dataSeen: 'none',
    },
  }

  it.each([
    ['a signature', statements(['ardal']), 'brona', [{ code: 'sign-protocol', on: ref('1') }]],
    ['nothing, signed already', statements(['ardal']), 'ardal', []],
    ['nothing from a stranger', statements(['ardal']), 'zeta', []],
    ['a run', statements(labs), 'brona', [{ code: 'run', model: 'model-a' }]],
    [
      'an amendment, then the run',
      statements(labs, { amendments: [amendment] }),
      'brona',
      [
        { code: 'sign-amendment', on: ref('5') },
        { code: 'run', model: 'model-a' },
      ],
    ],
    ['nothing until all have run', statements(labs, { runs: runs.slice(0, 2) }), 'ardal', []],
    ['the analysis, from the coordinator', statements(labs, { runs }), 'ardal', [{ code: 'analyse' }]],
    ['nothing from the others', statements(labs, { runs }), 'brona', []],
    [
      'a countersignature',
      statements(labs, { runs, analyses: [analysis('ardal', ['ardal'])] }),
      'brona',
      [{ code: 'cosign', on: ref('7') }],
    ],
    [
      'nothing once recomputed',
      statements(labs, { runs, analyses: [analysis('ardal', ['ardal', 'brona'])] }),
      'brona',
      [],
    ],
    [
      'the analysis still, if the one here is of another protocol',
      statements(labs, { runs, analyses: [analysis('ardal', ['ardal'], ref('8'))] }),
      'ardal',
      [{ code: 'analyse' }],
    ],
  ])('%s', (_, input, member, want) => {
    expect(dueFrom(state(input), member)).toEqual(want)
  })

  it('asks nobody to recompute who only watches', () => {
    const watching = structuredClone(protocol)
    for (const participant of watching.participants)
      if (participant.member === 'brona') participant.roles = ['observer']
    const input = statements(labs, {
      protocols: [{ id: ref('1'), body: watching, signers: labs }],
      runs,
      analyses: [analysis('ardal', ['ardal'])],
    })
    expect(dueFrom(state(input), 'brona')).toEqual([])
    expect(dueFrom(state(input), 'corvo')).toEqual([{ code: 'cosign', on: ref('7') }])
  })
})

describe('who withdraws', () => {
  const leaving = (member: string, of = ref('1')): ExerciseStatements['withdrawals'][number] => ({
    id: ref('6'),
    signers: [member],
    body: { exercise: 'small', protocol: of, why: 'No staff.', dataSeen: 'none' },
  })

  it('has nothing due and is not late, and the others still have', () => {
    const input = statements(labs, { withdrawals: [leaving('brona')] })
    expect(state(input).withdrawn).toEqual([
      { member: 'brona', id: ref('6'), why: 'No staff.', dataSeen: 'none' },
    ])
    expect(dueFrom(state(input), 'brona')).toEqual([])
    expect(dueFrom(state(input), 'corvo')).toEqual([{ code: 'run', model: 'model-a' }])
  })

  it('says it itself, of the version that holds', () => {
    expect(state(statements(labs, { withdrawals: [leaving('stranger')] })).withdrawn).toEqual([])
    expect(state(statements(labs, { withdrawals: [leaving('brona', ref('9'))] })).withdrawn).toEqual([])
  })
})

describe('what is retracted', () => {
  const retracting = (on: string, by: string): ExerciseStatements['retractions'][number] => ({
    id: ref('8'),
    signers: [by],
    body: { exercise: 'small', on, reason: 'mistake', why: 'Wrong model.' },
  })
  const runs = labs.map((lab) => run(lab))
  const brona = run('brona').id

  it('counts no more, and another may take its place', () => {
    const before = state(statements(labs, { runs, retractions: [retracting(brona, 'brona')] }))
    expect(before.runsSetAside).toEqual([{ id: brona, lab: 'brona', reason: 'retracted' }])
    expect(before.retracted).toEqual([
      { id: ref('8'), on: brona, kind: 'run', by: 'brona', reason: 'mistake', why: 'Wrong model.' },
    ])
    expect(dueFrom(before, 'brona')).toEqual([{ code: 'run', model: 'model-a' }])
    const again = { ...run('brona'), id: ref('5') }
    const after = state(
      statements(labs, { runs: [...runs, again], retractions: [retracting(brona, 'brona')] }),
    )
    expect(after.members[1]?.runs).toEqual([{ model: 'model-a', run: ref('5') }])
  })

  it('is retracted by its author and nobody else', () => {
    const forged = state(statements(labs, { runs, retractions: [retracting(brona, 'corvo')] }))
    expect([forged.retracted, forged.runsSetAside]).toEqual([[], []])
    const made = analysis('ardal', ['ardal'])
    const of = (by: string) =>
      state(statements(labs, { runs, analyses: [made], retractions: [retracting(made.id, by)] })).analyses
    expect([of('ardal').length, of('brona').length]).toEqual([0, 1])
  })
})

describe('overdueOn', () => {
  const dated = structuredClone(protocol)
  dated.conduct.calendar = { agreeBy: '2026-10-01', submitBy: '2026-11-01' }
  const of = (signers: readonly string[], more: Partial<ExerciseStatements> = {}) =>
    state(statements(signers, { protocols: [{ id: ref('1'), body: dated, signers }], ...more }))

  it('names who has not signed or submitted by the day, the day after it', () => {
    expect(overdueOn(of(['ardal', 'corvo']), '2026-10-01')).toEqual([])
    expect(overdueOn(of(['ardal', 'corvo']), '2026-10-02')).toEqual([
      { member: 'brona', what: 'sign', by: '2026-10-01' },
    ])
    expect(overdueOn(of(labs, { runs: [run('ardal'), run('corvo')] }), '2026-11-02')).toEqual([
      { member: 'brona', what: 'submit', by: '2026-11-01' },
    ])
    expect(overdueOn(of(labs), '2026-11-01')).toEqual([])
    expect(overdueOn(state(statements(labs)), '2030-01-01')).toEqual([])
  })
})

describe('an objection', () => {
  const later = { id: ref('2'), body: { ...protocol, version: 2 } }
  const state = (signers: readonly string[], type: 'objection' | 'remark' = 'objection') =>
    exerciseState('small', {
      ...statements(['ardal']),
      protocols: [
        { id: ref('1'), body: protocol, signers: ['ardal'] },
        { ...later, signers },
      ],
      opinions: [
        {
          id: ref('9'),
          signers: ['brona'],
          body: { type, exercise: 'small', on: ref('1'), field: 'question.scope', text: 'Too wide.' },
        },
      ],
    })

  it('is answered once its author has signed a later version, and not by the signatures of others', () => {
    const open = {
      id: ref('9'),
      on: ref('1'),
      version: 1,
      field: 'question.scope',
      by: ['brona'],
      text: 'Too wide.',
      answeredBy: null,
    }
    expect(state(['ardal', 'corvo'])?.objections).toEqual([open])
    expect(state(['ardal', 'brona'])?.objections).toEqual([{ ...open, answeredBy: 2 }])
  })

  it('is none where its author only remarks', () => {
    expect(state(['ardal'], 'remark')?.objections).toEqual([])
  })
})
