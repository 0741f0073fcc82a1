import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import {
  exerciseTemplate,
  parseProtocolFile,
  preflight,
  type Finding,
  type PreflightInput,
  type PreflightSet,
} from '../../src/exercise/index.ts'
import { cleanProtocol } from '../../src/exercise/preflight/preflight.fixture.ts'
import { readDatasetFile, readVerdictTable } from '../../src/interchange/index.ts'
import { endlessLine, mutate, outcomeOf, seeded } from '../../src/interchange/interchange.fixture.ts'

const DATA = path.resolve(import.meta.dirname, '../../../shared/data')
const EXAMPLES = path.resolve(import.meta.dirname, '../../examples')
const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest())

async function readSet(id: string, language: string, name: string, bytes: Uint8Array): Promise<PreflightSet> {
  const { items, idsDeclared } = await readDatasetFile([bytes], name, sha256)
  return { id, language, split: null, n: null, idsDeclared, items }
}
const lines = (findings: readonly Finding[]): string[] =>
  findings.map(({ severity, code, set }) => `${severity} ${code}${set === null ? '' : ` ${set}`}`)

describe('MGSM, 11 languages × 250', () => {
  let sets: PreflightSet[] = []
  const clean = [
    'note item-alignment.row-order mgsm_bn',
    ...['es', 'fr', 'ja', 'ru', 'th', 'zh'].map(
      (language) => `note source-drift.numbers-missing mgsm_${language}`,
    ),
    'note scale-direction.nothing-stated',
    'note judge-differs.nothing-stated',
    'note judge-parser.nothing-stated',
    'note denominator.no-protocol',
    'note licence.none-stated',
    'note power.no-plan',
  ]

  beforeAll(async () => {
    const folder = path.join(DATA, 'datasets/mgsm')
    for (const file of readdirSync(folder)
      .filter((name) => name.endsWith('.tsv'))
      .toSorted()) {
      const id = file.replace('.tsv', '')
      sets.push(await readSet(id, id.replace('mgsm_', ''), file, readFileSync(path.join(folder, file))))
    }
  })

  it('blocks nothing: rows with equal targets are a proposed key, and nothing is a duplicate', () => {
    expect(sets).toHaveLength(11)
    for (const set of sets) expect(set.items).toHaveLength(250)
    const findings = preflight({ protocol: null, sets })
    expect(lines(findings)).toEqual(clean)
    expect(findings[0]?.found).toMatchObject({ proven: false, rows: 250, sets: { length: 10 } })
  })

  const plant = (id: string, change: (set: PreflightSet) => PreflightSet): PreflightInput => ({
    protocol: null,
    sets: sets.map((set) => (set.id === id ? change(set) : set)),
  })
  const added = (input: PreflightInput): string[] =>
    lines(preflight(input)).filter((line) => !clean.includes(line))
  /** Numbers that a wrong row has not follow from the row. */
  const addedBeside = (input: PreflightInput): string[] =>
    added(input).filter((line) => !line.startsWith('note source-drift'))

  it.each([
    ['sw', 'kw', 'warn language-tag.other-language mgsm_sw'],
    ['ja', 'jp', 'block language-tag.country-code mgsm_ja'],
    ['te', 'tl', 'block language-tag.other-script mgsm_te'],
    ['fr', 'french', 'block language-tag.unregistered mgsm_fr'],
    ['de', 'de_DE', 'block language-tag.malformed mgsm_de'],
  ])('finds %s called %s', (language, tag, want) => {
    expect(added(plant(`mgsm_${language}`, (set) => ({ ...set, language: tag })))).toEqual([want])
  })

  it('finds two rows swapped, by their numbers', () => {
    const input = plant('mgsm_sw', (set) => {
      const items = [...set.items]
      const [third, fourth] = [items[2], items[3]]
      if (third === undefined || fourth === undefined) throw new Error('rows are missing')
      items[2] = { ...fourth, id: third.id }
      items[3] = { ...third, id: fourth.id }
      return { ...set, items }
    })
    const found = preflight(input)[0]
    expect(added(input)).toEqual(['block item-alignment.rows-differ mgsm_sw'])
    expect(found?.items).toEqual(['3', '4'])
  })

  it('finds ids that join nothing, when ids are declared', () => {
    const input: PreflightInput = {
      protocol: null,
      sets: sets.map((set) => ({
        ...set,
        idsDeclared: true,
        items: set.id === 'mgsm_en' ? set.items.map((item) => ({ ...item, id: `en-${item.id}` })) : set.items,
      })),
    }
    expect(added(input)).toEqual(['block item-alignment.no-common-key mgsm_en'])
  })

  it('finds a set that lacks an item', () => {
    const input = plant('mgsm_ru', (set) => ({ ...set, items: set.items.slice(0, -1) }))
    const found = preflight(input)[0]
    expect(added(input).filter((line) => line !== 'note power.no-plan')).toEqual([
      'block equal-sets.fewer mgsm_ru',
    ])
    expect(found?.items).toEqual(['250'])
  })

  it('finds a question that stands twice, and one that nearly does', () => {
    const repeat = (change: (text: string) => string): PreflightInput =>
      plant('mgsm_en', (set) => ({
        ...set,
        items: set.items.map((item, row) =>
          row === 249 ? { ...item, input: change(set.items[0]?.input ?? '') } : item,
        ),
      }))
    const same = repeat((text) => `\n${text.replace(' ', '  ')}`)
    expect(addedBeside(same)).toEqual(['block duplicate-input.same mgsm_en'])
    expect(preflight(same)[0]?.items).toEqual(['1', '250'])
    expect(addedBeside(repeat((text) => text.replace('Janet', 'Maria')))).toEqual([
      'warn duplicate-input.near mgsm_en',
    ])
  })

  it('finds attempts counted twice', () => {
    const counts = [
      { set: 'mgsm_en', label: 'lab', attempts: 250, outcomes: { scored: 250, unscored: 12 }, points: 200 },
    ]
    expect(added({ protocol: null, sets, counts })).toEqual(['block denominator.sum mgsm_en'])
  })

  it('says what 250 items can tell', () => {
    expect(preflight({ protocol: null, sets }).at(-1)?.found).toMatchObject({ n: 250, gap: 0.1002 })
  })
})

describe('the sets of the second joint exercise', () => {
  const sets: PreflightSet[] = []
  let findings: Finding[] = []
  let milliseconds = 0

  beforeAll(async () => {
    const folder = path.join(DATA, 'exercises/multilingual-2025/sets')
    for (const file of readdirSync(folder).toSorted()) {
      const { examples }: { examples: unknown } = JSON.parse(readFileSync(path.join(folder, file), 'utf8'))
      const id = file.replace('.json', '')
      const bytes = new TextEncoder().encode(JSON.stringify(examples))
      sets.push(await readSet(id, id.split('-').at(-1) ?? '', file, bytes))
    }
    const start = performance.now()
    findings = preflight({ protocol: null, sets })
    milliseconds = performance.now() - start
  })
  const of = (code: string, set?: string): Finding[] =>
    findings.filter((found) => found.code === code && (set === undefined || found.set === set))

  it('are 33 sets, looked through in seconds', () => {
    expect(sets).toHaveLength(33)
    expect(milliseconds).toBeLessThan(10_000)
  })

  it.each([
    ['cn', 'zh', 'language-tag.country-code', 4],
    ['jp', 'ja', 'language-tag.country-code', 4],
    ['kr', 'ko', 'language-tag.other-script', 4],
    ['my', 'ms', 'language-tag.other-script', 4],
    ['tl', 'te', 'language-tag.other-script', 3],
    ['ca', 'yue', 'language-tag.other-script', 1],
    ['kw', 'sw', 'language-tag.other-language', 4],
  ])('the tag %s should be %s, in each of its sets', (tag, proposed, code, count) => {
    const found = findings.filter((entry) => entry.rule === 'language-tag' && entry.language === tag)
    expect(found.map((entry) => [entry.code, entry.values['proposed']])).toEqual(
      Array.from({ length: count }, () => [code, proposed]),
    )
  })

  it('finds nothing in the tags en, fr and fa', () => {
    expect(
      findings.filter(
        (entry) => entry.rule === 'language-tag' && /^(?:en|fr|fa)$/.test(entry.language ?? ''),
      ),
    ).toEqual([])
  })

  it('finds the English AILuminate sets with ids of their own, and the map by rows, unproven', () => {
    expect(
      of('item-alignment.no-common-key').map((found) => [found.set, found.count, found.items[0]]),
    ).toEqual([
      ['mlc-ipv-en', 100, '1'],
      ['mlc-prv-en', 100, '201'],
      ['mlc-vcr-en', 100, '301'],
    ])
    expect(of('item-alignment.no-common-key')[0]?.found).toMatchObject({
      common: 0,
      proposed: { proven: false },
    })
  })

  it('finds the one id of the Kiswahili set that has a stray bar', () => {
    expect(
      of('item-alignment.keys-differ').map(({ set, items, expected }) => [set, items, expected]),
    ).toEqual([
      [
        'mlc-vcr-kw',
        ['airr_practice_1_0_85868\\|'],
        { with: 'mlc-vcr-cn', ids: ['airr_practice_1_0_85868'], missing: 1 },
      ],
    ])
  })

  it('finds equal prompts, as ids that a reader can look up', () => {
    const same = of('duplicate-input.same')
    expect(same).toHaveLength(7)
    for (const { set, found } of same) {
      const items = sets.find((entry) => entry.id === set)?.items ?? []
      const groups = Array.isArray(found) ? found : []
      expect(groups.length).toBeGreaterThan(0)
      for (const group of groups) {
        const ids = typeof group === 'object' && group !== null && 'ids' in group ? group.ids : []
        const texts = items
          .filter((item) => Array.isArray(ids) && ids.includes(item.id))
          .map((item) => item.input?.trim().replaceAll(/\s+/g, ' '))
        expect(texts.length).toBeGreaterThan(1)
        expect(new Set(texts).size).toBe(1)
      }
    }
    expect(of('duplicate-input.same', 'cyberseceval-promptinjection2-kw')[0]?.items).toEqual(['173', '174'])
  })

  it('finds the sets of each family equal in number, and says what their numbers can tell', () => {
    expect(findings.filter((entry) => entry.rule === 'equal-sets')).toEqual([])
    expect(of('power.no-plan').map(({ found }) => found)).toMatchObject([
      { n: 100, gap: 0.1585 },
      { n: 251, gap: 0.1 },
    ])
  })

  it('tells 48 items from 56, as AnswerCarefully had them in seven and three languages', () => {
    const base = sets.find((set) => set.id === 'mlc-ipv-fa')
    if (base === undefined) throw new Error('mlc-ipv-fa is missing')
    const cut = (language: string, n: number): PreflightSet => ({
      ...base,
      id: `ac-${language}`,
      language,
      items: base.items.slice(0, n),
    })
    const found = preflight({ protocol: null, sets: [cut('fa', 56), cut('prs', 48)] })
    expect(found.filter((entry) => entry.rule === 'equal-sets')).toMatchObject([
      { severity: 'block', set: 'ac-prs', count: 8, expected: { n: 56 }, found: { n: 48 } },
    ])
  })
})

describe('what Concord itself ships', () => {
  it('the rehearsal: 120 English items and the first 60 of them in three languages block nothing', async () => {
    const sets: PreflightSet[] = []
    for (const [language, n] of [
      ['en', 120],
      ['fr', 60],
      ['ja', 60],
      ['sw', 60],
    ] as const) {
      const file = path.join(EXAMPLES, `rehearsal/items/${language}.csv`)
      const set = await readSet(`set-${language}`, language, `${language}.csv`, readFileSync(file))
      sets.push({ ...set, split: 'evaluation', n })
    }
    // The plan of the test's protocol has no Japanese; that of the rehearsal has.
    const clean = cleanProtocol()
    const japanese = clean.analysis.plan.flatMap((entry) =>
      entry.kind === 'lab-pair' && entry.id === 'fr' ? [{ ...entry, id: 'ja', set: 'set-ja' }] : [],
    )
    const protocol = { ...clean, analysis: { plan: [...clean.analysis.plan, ...japanese] } }
    expect(lines(preflight({ protocol, sets }))).toEqual([
      'note equal-sets.planned-fewer set-fr',
      'note equal-sets.planned-fewer set-ja',
      'note equal-sets.planned-fewer set-sw',
      'note licence.none-stated',
      'note power.pair set-fr',
      'note power.pair set-ja',
      'note power.pair set-sw',
    ])
  })

  it('the exercise that “exercise new” writes blocks nothing, and warns of what is left to write and decide', async () => {
    const files = exerciseTemplate({ exercise: 'first', title: 'First', members: ['a', 'b', 'c', 'd', 'e'] })
    const textOf = (name: string): string => files.find((file) => file.path === name)?.text ?? ''
    const read = parseProtocolFile(textOf('protocol.yaml'))
    if (!read.ok) throw new Error(JSON.stringify(read.problems))
    const set = await readSet(
      'english',
      'en',
      'english.jsonl',
      new TextEncoder().encode(textOf('items/english.jsonl')),
    )
    const findings = preflight({ protocol: read.draft, sets: [{ ...set, split: 'evaluation' }] })
    expect(
      findings.filter(({ severity }) => severity !== 'note').map(({ severity, code }) => [severity, code]),
    ).toEqual([
      ['warn', 'power.joint-small'],
      ['warn', 'untouched.question'],
      ['warn', 'untouched.items'],
    ])
    // Nobody has accepted anything yet.
    expect(read.draft.waivers).toEqual([])
  })
})

describe('files that were damaged', () => {
  const rehearsal = readFileSync(path.join(EXAMPLES, 'rehearsal/items/fr.csv'), 'utf8')
    .split('\n')
    .slice(0, 12)
    .join('\n')
  const verdicts = readFileSync(path.join(EXAMPLES, 'korea-singapore-2026/verdicts.csv'), 'utf8')
    .split('\n')
    .slice(0, 12)
    .join('\n')
  const jsonLines =
    '{"id":"1","input":"Q?","target":["a","b"],"choices":["x","y"]}\n{"id":2,"input":"R?","source":"s"}\n'

  it.each<[string, string, (bytes: Uint8Array) => Promise<unknown>]>([
    ['a.csv', rehearsal, (bytes) => readDatasetFile([bytes], 'a.csv', sha256)],
    ['a.jsonl', jsonLines, (bytes) => readDatasetFile([bytes], 'a.jsonl', sha256)],
    [
      'a.json',
      `[${jsonLines.trim().replace('\n', ',')}]`,
      (bytes) => readDatasetFile([bytes], 'a.json', sha256),
    ],
    ['a.tsv', 'One and one?\t2\nTwo and two?\t4\n', (bytes) => readDatasetFile([bytes], 'a.tsv', sha256)],
    [
      'verdicts.csv',
      verdicts,
      (bytes) => readVerdictTable([bytes], 'verdicts.csv', [{ id: 'main', language: 'und' }]),
    ],
  ])('%s: 20,000 damaged copies are read or refused in one sentence', async (_, text, read) => {
    const below = seeded(20_261)
    const counts = { value: 0, refused: 0 }
    for (let copy = 0; copy < 20_000; copy += 1) {
      const bytes = mutate(text, below)
      counts[await outcomeOf(() => read(bytes))] += 1
    }
    expect(counts.value + counts.refused).toBe(20_000)
    expect(counts.refused).toBeGreaterThan(1_000)
  })

  it('refuses a line of 2 GB without reading it', async () => {
    const { source, taken } = endlessLine(2 ** 31)
    await expect(readDatasetFile(source, 'a.csv', sha256)).rejects.toThrow(
      'a.csv, line 1: a field is longer than',
    )
    expect(taken()).toBeLessThan(2_000_000)
  })
})

describe('the published verdicts of Korea and Singapore', () => {
  it('are 1,830 rows of 180 attempts, with the verdicts and limits of the source', async () => {
    const table = await readVerdictTable(
      [readFileSync(path.join(EXAMPLES, 'korea-singapore-2026/verdicts.csv'))],
      'verdicts.csv',
      [{ id: 'scenarios', language: 'und' }],
    )
    const rows = table.models.flatMap((model) => model.rows)
    expect(rows).toHaveLength(1830)
    expect(rows.filter((row) => row.value === 1)).toHaveLength(1270)
    expect(rows.filter((row) => row.value === 0)).toHaveLength(473)
    expect(rows.filter((row) => row.outcome === 'not-applicable')).toHaveLength(87)
    // joint-exercises.md §3.2: C hit 60 steps 0, 4, 1, 2, 0, 1 times.
    expect(table.models.map(({ model, attempts, limitHits }) => [model, attempts, limitHits])).toEqual([
      ['model_a', 60, 0],
      ['model_b', 60, 0],
      ['model_c', 60, 8],
    ])
    expect(table.itemsBySet.get('scenarios')).toEqual(['1_1', '2_1', '3_1', '4_1', '5_1', '6_1'])
  })
})
