/** Every parser of bytes from outside, with what it reads when nothing is wrong and how that is made wrong. */
import { readFileSync } from 'node:fs'
import path from 'node:path'
import {
  evaluationTemplate,
  parseEvaluationFile,
  parseProtocolFile,
  protocolTemplate,
} from '../../src/exercise/index.ts'
import {
  formatItemsBlob,
  isTranslationFile,
  moonshotRecipe,
  parseItemsBlob,
  readDatasetFile,
  readRatesTable,
  readStatisticsTable,
  readTranslationFile,
  readVerdictTable,
  takeTranslations,
  writeTranslationCsv,
  writeTranslationWorkbook,
} from '../../src/interchange/index.ts'
import type { TranslationSource } from '../../src/interchange/index.ts'
import {
  decodeUtf8,
  encodeBase64,
  parseJson,
  readCanonical,
  readOutcomeTable,
  writeCanonical,
  writeOutcomeTable,
} from '../../src/statement/index.ts'
import type { Item } from '../../src/statement/index.ts'
import {
  formatEnvelope,
  formatMemberCard,
  generateAgeIdentities,
  encryptBundle,
  decryptBundle,
  isAgeFile,
  parseEnvelope,
  readBundle,
  readMemberCard,
  resolveCharter,
  verifyBundle,
  verifyStatement,
  writeBundle,
} from '../../src/trust/index.ts'
import { crypto, found, institute, NOW, opinion } from '../fixture/network.ts'
import { bundleMutator } from './mutate-bundle.ts'
import { mutateBytes } from './mutate-bytes.ts'
import { mutateJson } from './mutate-json.ts'
import { mutateText } from './mutate-text.ts'
import { zipMutator } from './mutate-zip.ts'
import type { Random } from './random.ts'

/** One case: the bytes, and the reading of them. */
export type Case = { bytes: Uint8Array; read(): unknown }
export type MakeCase = (random: Random) => Case
/** `cases`: of a million in all, the more the faster they are. */
export type Target = { name: string; cases: number; make(): Promise<MakeCase> }

const { sha256 } = crypto
const EXAMPLES = path.resolve(import.meta.dirname, '../../examples')
const example = (name: string, lines: number): string =>
  readFileSync(path.join(EXAMPLES, name), 'utf8').split('\n').slice(0, lines).join('\n')
const encoder = new TextEncoder()

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
const JSONL = [
  '{',
  '}',
  '[',
  ']',
  ':',
  ',',
  '"id"',
  '"input"',
  '"translation"',
  '"earlier"',
  'null',
  '{"id":1}',
  '\n',
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

/** A text of a form, broken, and given to a reader of bytes. */
const ofText =
  (texts: readonly [string, ...string[]], tokens: readonly string[], read: (bytes: Uint8Array) => unknown) =>
  async () =>
  (random: Random): Case => {
    const text = random.pick(texts)
    const bytes = random.chance(0.25)
      ? mutateBytes(encoder.encode(text), random)
      : encoder.encode(mutateText(text, tokens, random))
    return { bytes, read: () => read(bytes) }
  }

/** A JSON value, broken in its tree or in its bytes; `write` makes the bytes of a tree. */
const ofJson =
  (
    values: () => readonly [unknown, ...unknown[]],
    write: (text: string) => Uint8Array,
    read: (bytes: Uint8Array) => unknown,
  ) =>
  async () => {
    const seeds = values()
    return (random: Random): Case => {
      const value = random.pick(seeds)
      const bytes = random.chance(0.15)
        ? mutateBytes(write(JSON.stringify(value)), random)
        : write(mutateJson(value, random))
      return { bytes, read: () => read(bytes) }
    }
  }

/** JSON as we would have written it where that can be done, so that what is read next is reached. */
function canonicalOf(text: string): Uint8Array {
  try {
    return writeCanonical(JSON.parse(text))
  } catch {
    return encoder.encode(text)
  }
}

const ITEMS: readonly Item[] = [
  {
    id: 'q1',
    split: 'evaluation',
    input: 'How long is {river}?',
    target: ['1'],
    itemKey: null,
    refKey: null,
  },
  {
    id: 'q2',
    split: 'tuning',
    input: 'Which?',
    choices: ['a', 'b'],
    target: ['A'],
    itemKey: 'a'.repeat(64),
    refKey: 'b'.repeat(64),
    source: 'An atlas',
    translator: 'Ann',
    translation: {
      from: 'fr',
      version: 2,
      source: 'c'.repeat(64),
      signedOff: true,
      written: '2026-11-03T09:00:00Z',
      takenIn: '2026-11-04T09:00:00Z',
      earlier: [
        {
          version: 1,
          source: null,
          signedOff: true,
          written: null,
          takenIn: null,
          input: 'Who?',
          target: ['A'],
        },
      ],
    },
  },
]
const JSON_ITEMS = ITEMS.map((item) => ({ ...item }))
const MOONSHOT = {
  name: 'Set',
  description: 'What it is',
  license: 'MIT',
  reference: 'here',
  examples: [
    { input: 'One?', target: '1' },
    { id: 7, input: 'Two?', target: ['2', 'two'] },
  ],
}
const RECIPE = {
  name: 'r',
  description: 'A high grade is good.',
  datasets: ['set-en'],
  prompt_templates: ['t'],
  metrics: ['m'],
  grading_scale: { A: [80, 100], B: [0, 79] },
}
const TRANSLATION: TranslationSource = { file: 'set-en.csv', stem: 'set-', language: 'en', items: ITEMS }
const WRITTEN = '2026-11-03T09:00:00Z'

const workbookOf = (languages: readonly string[]): Promise<Uint8Array> =>
  writeTranslationWorkbook(
    {
      source: TRANSLATION,
      languages: languages.map((language) => ({ language, present: new Map() })),
      locale: 'en',
      written: WRITTEN,
    },
    { title: 'How to', lines: ['Fill in.'] },
    sha256,
  )

/** What is read is taken in too: rows from outside go on into items files. */
async function takeIn(bytes: Uint8Array, name: string): Promise<unknown> {
  const file = await readTranslationFile([bytes], name)
  return file.languages.map((language) =>
    takeTranslations(language, { released: [], drafts: [] }, ITEMS, WRITTEN, sha256),
  )
}

const labs = ['lab-a', 'lab-b'].map(institute)
const [a, b] = labs
if (a === undefined || b === undefined) throw new Error('no institutes')
const first = found(labs)
const chain = resolveCharter([first.record], first.id, crypto, NOW)
const blob = encoder.encode('forty-two\n')
const statement = opinion(a, 'one', {
  blobs: [{ name: 'answers.txt', mediaType: 'text/plain', content: blob }],
})
const bundle = writeBundle(
  {
    from: 'lab-a',
    for: 'lab-b',
    charters: [first.record],
    statements: [statement, opinion(b, 'two')],
    blobs: [blob],
  },
  sha256,
)
const jsonOf = (bytes: Uint8Array): unknown => JSON.parse(decodeUtf8(bytes))

/** An envelope with a payload of somebody's making, signed as it stands by nobody. */
function envelopeAround(payload: Uint8Array): Uint8Array {
  return formatEnvelope({ ...statement.envelope, payload })
}

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

export const TARGETS: readonly Target[] = [
  {
    name: 'canonical JSON',
    cases: 150_000,
    make: ofJson(
      () => [jsonOf(statement.envelope.payload), JSON_ITEMS, { a: [1, 'é', { b: null }], ﬁ: -1.5e-7 }],
      (text) => (text.length % 3 === 0 ? encoder.encode(text) : canonicalOf(text)),
      readCanonical,
    ),
  },
  {
    name: 'envelope',
    cases: 130_000,
    make: ofJson(
      () => [jsonOf(formatEnvelope(statement.envelope)), jsonOf(formatEnvelope(first.record.envelope))],
      (text) => encoder.encode(text),
      parseEnvelope,
    ),
  },
  {
    name: 'statement',
    cases: 60_000,
    make: ofJson(
      () => [jsonOf(statement.envelope.payload), jsonOf(first.record.envelope.payload)],
      (text) => envelopeAround(canonicalOf(text)),
      (bytes) => {
        if (!chain.ok) throw new Error('the charter does not resolve')
        return verifyStatement(
          { envelope: parseEnvelope(bytes), body: statement.body },
          chain.charter,
          crypto,
          () => blob,
        )
      },
    ),
  },
  {
    name: 'charter',
    cases: 50_000,
    make: ofJson(
      () => [jsonOf(first.record.body)],
      canonicalOf,
      (bytes) => resolveCharter([{ ...first.record, body: bytes }], first.id, crypto, NOW),
    ),
  },
  {
    name: 'member card',
    cases: 60_000,
    make: ofJson(
      () => [jsonOf(formatMemberCard(a.member, [a.signer.charter, a.signer.statement], crypto))],
      canonicalOf,
      (bytes) => readMemberCard(bytes, crypto),
    ),
  },
  {
    name: 'bundle',
    cases: 110_000,
    async make() {
      const mutate = bundleMutator(bundle, sha256)
      return (random) => {
        const bytes = mutate(random)
        return {
          bytes,
          read: () => verifyBundle(readBundle(bytes, sha256, { receiver: 'lab-b' }), first.id, crypto, NOW),
        }
      }
    },
  },
  {
    name: 'items blob',
    cases: 60_000,
    make: ofJson(
      () => [JSON_ITEMS[0], JSON_ITEMS[1]],
      (text) => {
        const line = decodeUtf8(canonicalOf(text.toWellFormed()))
        return encoder.encode(`${decodeUtf8(formatItemsBlob(ITEMS)).split('\n')[0] ?? ''}\n${line}\n`)
      },
      (bytes) => parseItemsBlob([bytes], 'items.jsonl'),
    ),
  },
  {
    name: 'dataset .csv',
    cases: 60_000,
    make: ofText(
      [example('rehearsal/items/fr.csv', 6), 'id,input,targets,choices\n1,"A, ""b""?","[""x"",""y""]",a|b\n'],
      CSV,
      (bytes) => readDatasetFile([bytes], 'a.csv', sha256),
    ),
  },
  {
    name: 'dataset .jsonl',
    cases: 60_000,
    make: ofText(
      [
        JSON_ITEMS.map((item) => JSON.stringify(item)).join('\n'),
        '{"id":1,"input":null}\n{"id":2,"input":"B","target":"x"}',
      ],
      JSONL,
      (bytes) => readDatasetFile([bytes], 'a.jsonl', sha256),
    ),
  },
  {
    name: 'dataset .json, Moonshot',
    cases: 50_000,
    make: ofJson(
      () => [MOONSHOT, JSON_ITEMS],
      (text) => encoder.encode(text),
      (bytes) => readDatasetFile([bytes], 'a.json', sha256),
    ),
  },
  {
    name: 'Moonshot recipe',
    cases: 20_000,
    make: ofJson(
      () => [RECIPE],
      (text) => encoder.encode(text),
      (bytes) => moonshotRecipe(parseJson(bytes).value),
    ),
  },
  {
    name: 'dataset .tsv',
    cases: 20_000,
    make: ofText(['One and one?\t2\nTwo and two?\t4\n'], ['\t', '\t\t', '\n', 'id'], (bytes) =>
      readDatasetFile([bytes], 'a.tsv', sha256),
    ),
  },
  {
    name: 'dataset .xlsx',
    cases: 15_000,
    async make() {
      const { writeWorkbook } = await import('../../src/interchange/xlsx/write-workbook.ts')
      const rows = [
        ['id', 'input', 'target'],
        ['1', 'How many?', '2'],
        ['2', '二つ <b>', '3'],
      ]
      const mutate = zipMutator(
        await writeWorkbook([
          {
            name: 'Items',
            hidden: false,
            guarded: false,
            headed: true,
            widths: [5, 40, 5],
            rows: rows.map((cells) => cells.map((text) => ({ text, style: 'open' as const }))),
            lists: [],
          },
        ]),
      )
      return (random) => {
        const bytes = mutate(random)
        return { bytes, read: () => readDatasetFile([bytes], 'a.xlsx', sha256) }
      }
    },
  },
  {
    name: 'spreadsheet .xlsx',
    cases: 15_000,
    async make() {
      const mutate = zipMutator(await workbookOf(['fr', 'fa']))
      return (random) => {
        const bytes = mutate(random)
        return {
          bytes,
          read: async () => [await isTranslationFile([bytes], 'a.xlsx'), await takeIn(bytes, 'a.xlsx')],
        }
      }
    },
  },
  {
    name: 'spreadsheet .csv',
    cases: 25_000,
    make: ofText(
      [
        decodeUtf8(
          writeTranslationCsv(
            TRANSLATION,
            { language: 'fr', present: new Map() },
            { locale: 'fr', written: WRITTEN },
            sha256,
          ),
        ),
      ],
      [...CSV, 'oui', 'Ann', 'Traduction (fr)', "'=1", 'concord:id', '0'],
      (bytes) => takeIn(bytes, 'a.csv'),
    ),
  },
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
  {
    name: 'age file',
    cases: 3000,
    async make() {
      const identities = (await generateAgeIdentities()).filter(
        ({ recipient }) => !recipient.startsWith('age1pq'),
      )
      const [own] = identities
      if (own === undefined) throw new Error('no age identity was made')
      const whole = await encryptBundle(blob, [own.recipient])
      return (random) => {
        const bytes = mutateBytes(whole, random)
        return { bytes, read: () => (isAgeFile(bytes) ? decryptBundle(bytes, [own.identity]) : null) }
      }
    },
  },
]

/** For messages: the bytes of a case that failed, as they can be pasted. */
export function shownBytes(bytes: Uint8Array): string {
  return `${bytes.length} bytes, base64 ${encodeBase64(bytes.subarray(0, 6000))}`
}
