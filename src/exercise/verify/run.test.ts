import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import {
  datasetDigests,
  itemKey,
  Json,
  promptHash,
  refKey,
  toHex,
  writeCanonical,
  writeOutcomeTable,
} from '../../statement/index.ts'
import type { Dataset, Item, JsonValue, OutcomeRow, Run, Scorer } from '../../statement/index.ts'
import { ref, smallDataset, smallEvaluation, smallProtocol } from '../exercise.fixture.ts'
import type { Rescored } from './answers.ts'
import { verifyRun } from './run.ts'
import type { RunEvidence } from './run.ts'

const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest())
const blobOf = (bytes: Uint8Array) => ({ sha256: toHex(sha256(bytes)), size: bytes.length, mediaType: 'x/y' })

/** Stands in for the scorers: the last word must be the target; a line that says so was refused. */
const effects = {
  sha256,
  renderPrompt: (template: string, item: Item) => template.replace('{{input}}', item.input ?? ''),
  rescore(_: Scorer, item: Item, answer: { [key: string]: JsonValue }): Rescored {
    const text = String(answer['text'])
    const none = { reason: null, limit: null, labels: [] }
    if (text === 'no') return { ...none, outcome: 'scored', value: 0, labels: ['refusal'] }
    if (text === '') return { ...none, outcome: 'unscored', reason: 'unparsed', value: null }
    return { ...none, outcome: 'scored', value: item.target.includes(text.split(' ').at(-1) ?? '') ? 1 : 0 }
  },
}

const protocol = smallProtocol(['ardal', 'brona'])
const set = protocol.items.sets[0]
if (set) set.n = 2
protocol.generation.attempts = 2
protocol.generation.systemPrompt = 'Be brief.'
const evaluation = smallEvaluation()

function item(id: string, split: Item['split'], input: string, target: string): Item {
  return {
    id,
    split,
    input,
    target: [target],
    itemKey: itemKey({ question: input }, sha256),
    refKey: refKey([target], sha256),
  }
}

type World = {
  items: Item[]
  rows: OutcomeRow[]
  answers: { [key: string]: JsonValue }[]
  facts: Run['facts']
}

function world(): World {
  const items = [
    item('a', 'evaluation', 'One and one?', '2'),
    item('b', 'evaluation', 'One and two?', '3'),
    item('t', 'exploratory', 'One and three?', '4'),
  ]
  const said: Record<string, string[]> = { a: ['it is 2', 'no'], b: ['', 'it is 4'] }
  const answers = items.slice(0, 2).flatMap(({ id, input }) =>
    (said[id] ?? []).map((text, index) => ({
      set: 'english',
      item: id,
      attempt: index + 1,
      text,
      promptHash: promptHash(
        {
          messages: [
            { role: 'system', content: 'Be brief.' },
            { role: 'user', content: evaluation.template.replace('{{input}}', input ?? '') },
          ],
          tools: [],
        },
        sha256,
      ),
    })),
  )
  const rows = answers.map((answer): OutcomeRow => {
    const of = items.find(({ id }) => id === answer.item)
    if (!of) throw new Error('each answer has an item')
    return {
      set: 'english',
      item: answer.item,
      itemKey: of.itemKey,
      language: 'en',
      attempt: answer.attempt,
      section: null,
      criterion: null,
      rater: null,
      ...effects.rescore(evaluation.scorer, of, answer),
      tokensIn: 10,
      tokensOut: 2,
      ms: 5,
    }
  })
  return {
    items,
    rows,
    answers,
    facts: { n: 4, errored: 0, limitHits: 0, tokens: { in: 40, out: 8 }, systemPrompt: 'Be brief.' },
  }
}

/** Statements made of a world, all digests right: what somebody can do who signs anew. */
function evidenceOf({ items, rows, answers, facts }: World): RunEvidence {
  const lines = (values: readonly JsonValue[]): Uint8Array =>
    new TextEncoder().encode(
      values.map((value) => `${new TextDecoder().decode(writeCanonical(value))}\n`).join(''),
    )
  const itemsBlob = lines(items.map((entry) => Json.parse(entry)))
  const keys = items.map((entry) => ({
    itemKey: itemKey({ question: entry.input ?? '' }, sha256),
    refKey: refKey(entry.target, sha256),
  }))
  const dataset: Dataset = {
    ...smallDataset(),
    counts: { exploratory: 1, tuning: 0, evaluation: 2 },
    items: blobOf(itemsBlob),
    semantic: datasetDigests(keys, sha256),
  }
  const table = writeOutcomeTable(rows)
  const answersBlob = lines(answers)
  const run: Run = {
    exercise: 'small',
    protocol: ref('1'),
    amendments: [],
    lab: 'ardal',
    model: 'model-a',
    pilot: false,
    retrospective: false,
    simulated: true,
    started: null,
    finished: null,
    harness: { name: 'concord', version: '0.1.0' },
    facts,
    explanations: [],
    counts: { attempts: 4, scored: 3, 'not-applicable': 0, unscored: 1, errored: 0, limit: 0, 'not-run': 0 },
    table: blobOf(table),
    answers: blobOf(answersBlob),
    importedFrom: null,
  }
  return {
    run: { id: ref('2'), body: run, faults: [] },
    protocol: { id: ref('1'), body: protocol, faults: [] },
    amendments: [],
    evaluation: { id: ref('e'), body: evaluation, faults: [] },
    datasets: new Map([
      ['english', { dataset: { id: ref('d'), body: dataset, faults: [] }, items: itemsBlob }],
    ]),
    table,
    answers: answersBlob,
  }
}

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
        const other = rows[2]
        if (other) other.itemKey = 'f'.repeat(64)
      },
      ['item: english b itemKey'],
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

  it('passes on what was found before', async () => {
    const evidence = evidenceOf(world())
    const fault = { what: 'signature', where: 'run', expected: 'ardal', found: null } as const
    expect(await findingsOf({ ...evidence, run: { ...evidence.run, faults: [fault] } })).toEqual([
      'signature: run',
    ])
  })
})
