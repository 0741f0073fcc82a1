/** Item files, the blob they become, and the spreadsheets of translators. */
import {
  formatItemsBlob,
  isTranslationFile,
  moonshotRecipe,
  parseItemsBlob,
  readDatasetFile,
  readTranslationFile,
  takeTranslations,
  writeTranslationCsv,
  writeTranslationWorkbook,
} from '../../src/interchange/index.ts'
import type { TranslationSource } from '../../src/interchange/index.ts'
import { writeWorkbook } from '../../src/interchange/xlsx/write-workbook.ts'
import { decodeUtf8, parseJson } from '../../src/statement/index.ts'
import type { Item } from '../../src/statement/index.ts'
import { crypto } from '../fixture/network.ts'
import { example } from './example.ts'
import { zipMutator } from './mutate-zip.ts'
import { canonicalOf, encoder, ofJson, ofText, type Target } from './target.ts'

const { sha256 } = crypto
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

export const ITEM_TARGETS: readonly Target[] = [
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
]
