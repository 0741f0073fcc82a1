import { describe, expect, it } from 'vitest'
import { ref } from '../exercise.fixture.ts'
import { effects, evidenceOf, world } from './evidence.fixture.ts'
import type { World } from './evidence.fixture.ts'
import { verifyRun } from './run.ts'
import type { RunEvidence } from './run.ts'

async function findingsOf(evidence: RunEvidence): Promise<string[]> {
  const { findings } = await verifyRun(evidence, effects)
  return findings.map(({ what, where }) => `${what}: ${where}`)
}

describe('verifyRun', () => {
  it('finds nothing in a true run', async () => {
    expect(await verifyRun(evidenceOf(world()), effects)).toMatchObject({ findings: [], unchecked: [] })
  })

  it('says what could not be checked', async () => {
    const evidence = evidenceOf(world())
    expect(await verifyRun({ ...evidence, answers: null }, effects)).toMatchObject({
      findings: [],
      unchecked: ['answers'],
    })
    expect(await verifyRun({ ...evidence, datasets: new Map() }, effects)).toMatchObject({
      findings: [],
      unchecked: ['items'],
    })
  })

  it.each<[string, (world: World) => void, string[]]>([
    [
      'a cell, digested and signed again',
      ({ rows }) => {
        const row = rows[3]
        if (row) row.value = 1
      },
      ['cell: run ardal model-a english b attempt 2 value'],
    ],
    [
      'an outcome, digested and signed again',
      ({ rows }) => {
        const row = rows[2]
        if (row) Object.assign(row, { outcome: 'scored', value: 1, reason: null })
      },
      [
        'count: run ardal model-a counts.scored',
        'count: run ardal model-a counts.unscored',
        'cell: run ardal model-a english b attempt 1 outcome',
        'cell: run ardal model-a english b attempt 1 reason',
        'cell: run ardal model-a english b attempt 1 value',
      ],
    ],
    [
      'a label',
      ({ rows }) => {
        const row = rows[1]
        if (row) row.labels = []
      },
      ['label: run ardal model-a english a attempt 2 labels'],
    ],
    [
      'an item, its set digested again',
      ({ items }) => {
        const first = items[0]
        if (first) first.input = 'Two and nothing?'
      },
      [
        'item: dataset english item a itemKey',
        'prompt: run ardal model-a english a attempt 1 promptHash',
        'prompt: run ardal model-a english a attempt 2 promptHash',
      ],
    ],
    [
      'a target, its set digested again',
      ({ items }) => {
        const second = items[1]
        if (second) second.target = ['4']
      },
      ['item: dataset english item b refKey', 'cell: run ardal model-a english b attempt 2 value'],
    ],
    [
      'a row that asks another item',
      ({ rows }) => {
        const row = rows[3]
        if (row) row.itemKey = 'f'.repeat(64)
      },
      ['item: english b itemKey'],
    ],
    [
      'a row that claims another language',
      ({ rows }) => {
        const row = rows[3]
        if (row) row.language = 'fr'
      },
      ['item: english b language'],
    ],
    [
      'answers that were recorded earlier, called asked',
      ({ rows }) => {
        const row = rows[1]
        if (row) row.labels = [...row.labels, 'recorded']
      },
      ['count: run ardal model-a recorded', 'label: run ardal model-a english a attempt 2 labels'],
    ],
    [
      'tokens and time of a row',
      (changed) => {
        const row = changed.rows[0]
        if (row) Object.assign(row, { tokensIn: 11, ms: 6 })
        changed.facts = { ...changed.facts, tokens: { in: 41, out: 8 } }
      },
      ['tokensIn', 'ms'].map((field) => `cell: run ardal model-a english a attempt 1 ${field}`),
    ],
    [
      'a criterion without a verdict beside a score, which would take the attempt away',
      (changed) => {
        const row = changed.rows[1]
        if (row)
          changed.rows.push({
            ...row,
            criterion: 'x',
            outcome: 'not-run',
            value: null,
            tokensIn: null,
            tokensOut: null,
          })
        if (changed.counts === null) throw new Error('the run has counts')
        changed.counts = { ...changed.counts, scored: changed.counts.scored - 1, 'not-run': 1 }
        changed.facts = { ...changed.facts, n: 3 }
      },
      ['cell: run ardal model-a english a attempt 2 criterion'],
    ],
    [
      'an answer left out',
      ({ answers }) => {
        answers.pop()
      },
      ['cell: run ardal model-a english b attempt 2 outcome'],
    ],
    [
      'a row left out',
      (changed) => {
        changed.rows.pop()
        changed.facts = { ...changed.facts, tokens: { in: 30, out: 6 } }
      },
      [
        'count: run ardal model-a counts.attempts',
        'count: run ardal model-a counts.scored',
        'fact: run ardal model-a facts.n',
        'cell: run ardal model-a english b attempt 2',
      ],
    ],
    [
      'another prompt than the run says',
      (changed) => {
        changed.facts = { ...changed.facts, systemPrompt: 'Think long.' }
      },
      ['a 1', 'a 2', 'b 1', 'b 2'].map(
        (at) => `prompt: run ardal model-a english ${at.replace(' ', ' attempt ')} promptHash`,
      ),
    ],
    [
      'a score for an answer to nothing that was sent',
      ({ answers }) => {
        const answer = answers[0]
        if (answer) answer['promptHash'] = ''
      },
      ['prompt: run ardal model-a english a attempt 1 promptHash'],
    ],
    [
      'a volume',
      (changed) => {
        changed.facts = { ...changed.facts, n: 5, errored: 1 }
      },
      ['fact: run ardal model-a facts.n', 'fact: run ardal model-a facts.errored'],
    ],
  ])('finds and names %s', async (_, change, want) => {
    const changed = world()
    change(changed)
    expect(await findingsOf(evidenceOf(changed))).toEqual(want)
  })

  it('finds bytes changed after they were signed', async () => {
    const evidence = evidenceOf(world())
    const other = world()
    const [row] = other.rows
    if (row) row.ms = 6
    expect(await findingsOf({ ...evidence, table: evidenceOf(other).table })).toEqual([
      'digest: run ardal model-a table',
      'cell: run ardal model-a english a attempt 1 ms',
    ])
    expect(await findingsOf({ ...evidence, table: new Uint8Array(20) })).toEqual([
      'digest: run ardal model-a table',
      'unreadable: run ardal model-a table',
    ])
  })

  it('finds another protocol, evaluation, dataset and amendment', async () => {
    const evidence = evidenceOf(world())
    const datasets = new Map(
      [...evidence.datasets].map(([id, entry]) => [
        id,
        { ...entry, dataset: { ...entry.dataset, id: ref('9') } },
      ]),
    )
    const body = { ...evidence.run.body, protocol: ref('8'), amendments: [ref('7')] }
    expect(
      await findingsOf({
        ...evidence,
        datasets,
        run: { ...evidence.run, body },
        evaluation: { ...evidence.evaluation, id: ref('6') },
      }),
    ).toEqual([
      'protocol: run ardal model-a protocol',
      'protocol: run ardal model-a amendments.0',
      'protocol: protocol judging.evaluation',
      'protocol: protocol items.sets.english.dataset',
    ])
  })

  it('finds a run that says otherwise whether its model is simulated, or when it was agreed', async () => {
    const evidence = evidenceOf(world())
    for (const [change, want] of [
      [{ simulated: false }, ['protocol: run ardal model-a simulated']],
      [{ retrospective: true }, ['protocol: run ardal model-a retrospective']],
      [{ model: 'model-z' }, ['protocol: run ardal model-z model']],
    ] as const)
      expect(
        await findingsOf({
          ...evidence,
          run: { ...evidence.run, body: { ...evidence.run.body, ...change } },
        }),
      ).toEqual(want)
  })

  it('passes on what was found before', async () => {
    const evidence = evidenceOf(world())
    const fault = { what: 'signature', where: 'run', expected: 'ardal', found: null } as const
    expect(await findingsOf({ ...evidence, run: { ...evidence.run, faults: [fault] } })).toEqual([
      'signature: run',
    ])
  })
})
