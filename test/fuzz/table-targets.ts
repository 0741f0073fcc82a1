/** Tables of results, and what people write: protocol.yaml and evaluation.yaml. */
import {
  evaluationTemplate,
  parseEvaluationFile,
  parseProtocolFile,
  protocolTemplate,
} from '../../src/exercise/index.ts'
import { readRatesTable, readStatisticsTable, readVerdictTable } from '../../src/interchange/index.ts'
import { readOutcomeTable, writeOutcomeTable } from '../../src/statement/index.ts'
import { example } from './example.ts'
import { mutateBytes } from './mutate-bytes.ts'
import { ofText, type Target } from './target.ts'

const CSV = [
  ',',
  ';',
  '""',
  '"',
  '\n',
  '\r\n',
  'id',
  'input',
  'target',
  'targets',
  'choices',
  'split',
  '["a"]',
  'a|b',
  'NaN',
]
const YAML = [
  '&a',
  '*a',
  '<<: *a',
  '!!binary',
  '!!js/function',
  '|',
  '>',
  '- ',
  '? ',
  ': ',
  '{',
  '[',
  '---',
  '...',
  '%YAML 9',
  '#',
  '\t',
  '1e9',
  '.nan',
  '.inf',
  '~',
  '""',
]

const OUTCOMES = writeOutcomeTable(
  Array.from({ length: 12 }, (_, at) => ({
    set: 's',
    item: `q${at}`,
    language: 'en',
    itemKey: null,
    section: null,
    criterion: null,
    rater: null,
    attempt: 1,
    outcome: 'scored' as const,
    reason: null,
    limit: null,
    labels: [],
    value: at % 2,
    tokensIn: at,
    tokensOut: null,
    ms: null,
  })),
)

export const TABLE_TARGETS: readonly Target[] = [
  {
    name: 'statistics table',
    cases: 40_000,
    make: ofText(
      [
        'item,value,lab,attempt\na,1,x,1\nb,0,x,1\na,0.5,y,1\n',
        'successes,n,lab\n3,10,x\n4,10,y\n',
        'item,judge,human\na,1,1\nb,0,\n',
        'item,rater1,rater2\na,yes,no\n',
        'period,count,exposure\n2026-01,3,100\n2026-02,5,90\n',
      ],
      [...CSV, 'value', 'lab', 'n', 'period', '2026-13', '1.5', '101%'],
      (bytes) => readStatisticsTable([bytes], 'a.csv'),
    ),
  },
  {
    name: 'verdict table',
    cases: 30_000,
    make: ofText(
      [example('korea-singapore-2026/verdicts.csv', 6)],
      [...CSV, 'true', 'NA', 'scored', '61'],
      (bytes) => readVerdictTable([bytes], 'verdicts.csv', [{ id: 'main', language: 'und' }]),
    ),
  },
  {
    name: 'rates table',
    cases: 10_000,
    make: ofText(
      ['language,model,rate,n\nen,a,57%,148\nfr,a,0.51,\nmul,a,46%,\n'],
      [...CSV, '%', '101%', 'mul', '0.5%'],
      (bytes) => readRatesTable([bytes], 'rates.csv', { languages: ['en', 'fr'], measures: ['pass'] }),
    ),
  },
  {
    name: 'outcome table',
    cases: 20_000,
    async make() {
      return (random) => {
        const bytes = mutateBytes(OUTCOMES, random)
        return { bytes, read: () => readOutcomeTable(bytes) }
      }
    },
  },
  {
    name: 'protocol.yaml',
    cases: 4000,
    make: ofText([protocolTemplate({ exercise: 'e', title: 'T', members: ['a', 'b', 'c'] })], YAML, (bytes) =>
      parseProtocolFile(new TextDecoder().decode(bytes)),
    ),
  },
  {
    name: 'evaluation.yaml',
    cases: 8000,
    make: ofText([evaluationTemplate()], YAML, (bytes) =>
      parseEvaluationFile(new TextDecoder().decode(bytes)),
    ),
  },
]
