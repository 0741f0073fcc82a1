/** Evidence with all digests right, made of a small world: what somebody can do who signs everything anew. */
import { crypto } from '../../../test/fixture/network.ts'
import {
  checkedAndSorted,
  datasetDigests,
  itemKey,
  Json,
  promptHash,
  refKey,
  toHex,
  unsortedColumnsOf,
  writeCanonical,
  writeOutcomeTable,
} from '../../statement/index.ts'
import type { Dataset, Item, JsonValue, OutcomeRow, Protocol, Run, Scorer } from '../../statement/index.ts'
import { ref, smallDataset, smallEvaluation, smallProtocol } from '../exercise.fixture.ts'
import type { Rescored } from './answers.ts'
import type { RunEvidence } from './run.ts'
import { tableCounts } from './table.ts'

const { sha256 } = crypto
const blobOf = (bytes: Uint8Array) => ({ sha256: toHex(sha256(bytes)), size: bytes.length, mediaType: 'x/y' })

/** Stands in for the scorers: the last word must be the target; a line that says so was refused. */
export const effects = {
  sha256,
  renderPrompt: (template: string, item: Item) => template.replace('{{input}}', item.input ?? ''),
  rescore(_: Scorer, item: Item, answer: { [key: string]: JsonValue }): Rescored[] {
    const text = String(answer['text'])
    const none = {
      section: null,
      criterion: null,
      reason: null,
      limit: null,
      labels: [],
      tokensIn: 10,
      tokensOut: 2,
      ms: Number(answer['ms']),
    }
    if (text === 'no') return [{ ...none, outcome: 'scored', value: 0, labels: ['refusal'] }]
    if (text === '') return [{ ...none, outcome: 'unscored', reason: 'unparsed', value: null }]
    return [{ ...none, outcome: 'scored', value: item.target.includes(text.split(' ').at(-1) ?? '') ? 1 : 0 }]
  },
}

/** Three labs, two attempts, a system prompt. */
function protocolOf(n: number): Protocol {
  const protocol = smallProtocol(['ardal', 'brona', 'corvo'])
  protocol.items.sets = protocol.items.sets.map((set) => ({ ...set, n }))
  protocol.system.models = protocol.system.models.map((model) => ({ ...model, simulated: true }))
  protocol.generation.attempts = 2
  protocol.generation.systemPrompt = 'Be brief.'
  protocol.analysis.bootstrap = 199
  return protocol
}

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

export type World = {
  items: Item[]
  rows: OutcomeRow[]
  answers: { [key: string]: JsonValue }[]
  facts: Run['facts']
  counts: Run['counts']
}

const FEW: Record<string, string[]> = { a: ['it is 2', 'no'], b: ['', 'it is 4'] }

/** What one lab was told, item by item: item number k asks for 1 + k. */
export function world(said: Record<string, string[]> = FEW): World {
  const items = [
    ...Object.keys(said).map((id, k) => item(id, 'evaluation', `One and ${k + 1}?`, String(k + 2))),
    item('t', 'exploratory', 'One and many?', '100'),
  ]
  const answers = items.slice(0, -1).flatMap(({ id, input }) =>
    (said[id] ?? []).map((text, index) => ({
      set: 'english',
      item: id,
      attempt: index + 1,
      text,
      ms: 5,
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
  const rows = answers.flatMap((answer): OutcomeRow[] => {
    const of = items.find(({ id }) => id === answer.item)
    if (!of) throw new Error('each answer has an item')
    return effects.rescore(evaluation.scorer, of, answer).map((rescored) => ({
      set: 'english',
      item: answer.item,
      itemKey: of.itemKey,
      language: 'en',
      attempt: answer.attempt,
      rater: null,
      ...rescored,
    }))
  })
  return {
    items,
    rows,
    answers,
    facts: {
      n: rows.length,
      errored: 0,
      limitHits: 0,
      tokens: { in: 10 * rows.length, out: 2 * rows.length },
      systemPrompt: 'Be brief.',
    },
    counts: tableCounts(checkedAndSorted(unsortedColumnsOf(rows))),
  }
}

/** Statements made of what one lab has. */
export function evidenceOf({ items, rows, answers, facts, counts }: World, lab = 'ardal'): RunEvidence {
  const n = items.filter(({ split }) => split === 'evaluation').length
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
    counts: { exploratory: 1, tuning: 0, evaluation: n },
    items: blobOf(itemsBlob),
    semantic: datasetDigests(keys, sha256),
  }
  const table = writeOutcomeTable(rows)
  const answersBlob = lines(answers)
  const run: Run = {
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
    facts,
    explanations: [],
    counts,
    table: blobOf(table),
    answers: blobOf(answersBlob),
    importedFrom: null,
  }
  return {
    run: { id: `sha256:${toHex(sha256(writeCanonical(run)))}`, body: run, faults: [] },
    protocol: { id: ref('1'), body: protocolOf(n), faults: [] },
    amendments: [],
    evaluation: { id: ref('e'), body: evaluation, faults: [] },
    datasets: new Map([
      ['english', { dataset: { id: ref('d'), body: dataset, faults: [] }, items: itemsBlob, index: null }],
    ]),
    table,
    answers: answersBlob,
  }
}
