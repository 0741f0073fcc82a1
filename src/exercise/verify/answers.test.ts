import { describe, expect, it } from 'vitest'
import { Item, readOutcomeTable, Scorer, writeOutcomeTable } from '../../statement/index.ts'
import type { OutcomeRow } from '../../statement/index.ts'
import { verifyAnswers } from './answers.ts'
import type { Rescored } from './answers.ts'

const scorer = Scorer.parse({ type: 'exact' })
const item = Item.parse({
  id: 'q0',
  split: 'evaluation',
  input: 'How?',
  target: [],
  itemKey: null,
  refKey: null,
})
const answers = new TextEncoder().encode(
  `${JSON.stringify({ set: 'english', item: 'q0', attempt: 1, promptHash: null })}\n`,
)
const derived = (criterion: string, value: number | null, at: number): Rescored => ({
  section: 'safety',
  criterion,
  outcome: value === null ? 'not-applicable' : 'scored',
  reason: null,
  value,
  limit: null,
  labels: [],
  tokensIn: at === 0 ? 10 : null,
  tokensOut: at === 0 ? 3 : null,
  ms: at === 0 ? 5 : null,
})
const DERIVED = [derived('kind', 1, 0), derived('mild', 0, 1), derived('brief', null, 2)]

/** What is found in a table of these rows, where the answer gives three criteria. */
async function found(change: (rows: OutcomeRow[]) => OutcomeRow[]): Promise<string[]> {
  const rows = DERIVED.map((row): OutcomeRow => ({
    set: 'english',
    item: 'q0',
    itemKey: null,
    language: 'en',
    attempt: 1,
    rater: null,
    ...row,
  }))
  const findings = verifyAnswers(
    await readOutcomeTable(writeOutcomeTable(change(rows))),
    answers,
    { scorer, template: '{{input}}', systemPrompt: undefined },
    new Map([['english', new Map([['q0', item]])]]),
    {
      sha256: () => new Uint8Array(32),
      renderPrompt: () => '',
      rescore: () => DERIVED.map((row) => ({ ...row })),
    },
  )
  return findings.map(({ what, where }) => `${what}: ${where}`)
}

const of = (criterion: string, over: Partial<OutcomeRow>) => (rows: OutcomeRow[]) =>
  rows.map((row) => (row.criterion === criterion ? { ...row, ...over } : row))

describe('a table of criteria against the stored votes', () => {
  it('is found right', async () => {
    expect(await found((rows) => rows)).toEqual([])
    expect(await found((rows) => rows.toReversed())).toEqual([])
  })

  it.each([
    ['another value', of('mild', { value: 1 }), ['cell: english q0 attempt 1 criterion mild value']],
    [
      'another outcome',
      of('brief', { outcome: 'scored', value: 1 }),
      [
        'cell: english q0 attempt 1 criterion brief outcome',
        'cell: english q0 attempt 1 criterion brief value',
      ],
    ],
    ['a label', of('kind', { labels: ['refusal'] }), ['label: english q0 attempt 1 criterion kind labels']],
    [
      'a row that is gone',
      (rows: OutcomeRow[]) => rows.filter(({ criterion }) => criterion !== 'mild'),
      ['cell: english q0 attempt 1 criterion mild'],
    ],
    [
      'another section, by which it would enter another measure',
      of('mild', { section: 'manners' }),
      ['cell: english q0 attempt 1 criterion', 'cell: english q0 attempt 1 criterion mild'],
    ],
    [
      'a rater',
      of('mild', { rater: 'somebody' }),
      ['cell: english q0 attempt 1 criterion', 'cell: english q0 attempt 1 criterion mild'],
    ],
    [
      'one value for the attempt beside',
      (rows: OutcomeRow[]) => [
        ...rows,
        ...rows.slice(0, 1).map((row) => ({ ...row, section: null, criterion: null })),
      ],
      ['cell: english q0 attempt 1 outcome'],
    ],
    [
      'only that',
      (rows: OutcomeRow[]) => rows.slice(0, 1).map((row) => ({ ...row, section: null, criterion: null })),
      [
        'cell: english q0 attempt 1 outcome',
        'cell: english q0 attempt 1 criterion kind',
        'cell: english q0 attempt 1 criterion mild',
        'cell: english q0 attempt 1 criterion brief',
      ],
    ],
  ])('is found to have %s', async (_, change, want) => {
    expect(await found(change)).toEqual(want)
  })

  it('of an attempt that was answered is not passed over as not run', async () => {
    const notRun = (rows: OutcomeRow[]): OutcomeRow[] =>
      rows.slice(0, 1).map((row) => ({
        ...row,
        section: null,
        criterion: null,
        outcome: 'not-run' as const,
        value: null,
      }))
    expect(await found(notRun)).toHaveLength(3)
  })
})
