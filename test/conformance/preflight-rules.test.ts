/** The rules on translations, columns, names, judging, licences and splits: MGSM with planted defects, and the real ones. */
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { beforeAll, describe, expect, it } from 'vitest'
import { z } from 'zod'
import { preflight, type Finding, type PreflightInput, type PreflightSet } from '../../src/exercise/index.ts'
import { numberParser, recipe } from '../../src/exercise/preflight/planted.fixture.ts'
import { checkDatasets } from '../../src/node/index.ts'
import { readDatasetFile } from '../../src/interchange/index.ts'

const DATA = path.resolve(import.meta.dirname, '../../../shared/data')
const sha256 = (bytes: Uint8Array): Uint8Array => new Uint8Array(createHash('sha256').update(bytes).digest())
const PUBLISHED = z.object({
  name: z.string(),
  description: z.string(),
  license: z.string(),
  reference: z.string(),
  examples: z.array(z.unknown()),
})

const brief = ({ severity, code, set, items }: Finding): string =>
  [severity, code, ...(set === null ? [] : [set]), ...items.slice(0, 3)].join(' ')

describe('MGSM with one defect planted', () => {
  let sets: PreflightSet[] = []
  let clean = new Set<string>()

  beforeAll(async () => {
    const folder = path.join(DATA, 'datasets/mgsm')
    for (const file of readdirSync(folder)
      .filter((name) => name.endsWith('.tsv'))
      .toSorted()) {
      const { items } = await readDatasetFile([readFileSync(path.join(folder, file))], file, sha256)
      const id = file.replace('.tsv', '')
      sets.push({ id, language: id.slice(5), split: null, n: null, idsDeclared: false, items })
    }
    const findings = preflight({ protocol: null, sets })
    expect(findings.filter(({ severity }) => severity !== 'note')).toEqual([])
    clean = new Set(findings.map(brief))
  })

  const added = (input: PreflightInput): string[] =>
    preflight(input)
      .map(brief)
      .filter((line) => !clean.has(line))
  const plant = (language: string, change: (set: PreflightSet) => PreflightSet): PreflightInput => ({
    protocol: null,
    sets: sets.map((set) => (set.language === language ? change(set) : set)),
  })
  const rows = (
    language: string,
    ids: readonly string[],
    change: (text: string, id: string) => string,
  ): PreflightInput =>
    plant(language, (set) => ({
      ...set,
      items: set.items.map((item) =>
        ids.includes(item.id) ? { ...item, input: change(item.input ?? '', item.id) } : item,
      ),
    }))
  const english = (id: string): string =>
    sets.find(({ language }) => language === 'en')?.items.find((item) => item.id === id)?.input ?? ''
  const everySet = (change: (set: PreflightSet) => PreflightSet): PreflightInput => ({
    protocol: null,
    sets: sets.map(change),
  })
  const said = { file: null, name: null, description: null, licence: null, source: null }

  it('duplicate-file: a set under a second name', () => {
    const again = sets.filter(({ language }) => language === 'sw').map((set) => ({ ...set, id: 'mgsm_copy' }))
    const found = preflight({
      protocol: null,
      sets: [...sets, ...again.map((set) => ({ ...set, items: set.items.toReversed() }))],
    })
    expect(found.filter(({ rule }) => rule === 'duplicate-file')).toMatchObject([
      { severity: 'block', set: 'mgsm_copy', count: 250, found: { share: 1 } },
    ])
  })

  it('untranslated: two rows left in English', () => {
    expect(added(rows('te', ['17', '90'], (_, id) => english(id)))).toEqual([
      'block untranslated.same mgsm_te 17 90',
    ])
  })

  it('untranslated: a sentence left in English', () => {
    expect(added(rows('fr', ['5'], (text) => `${text} ${english('5')}`))).toContain(
      'warn untranslated.shared-run mgsm_fr 5',
    )
  })

  it('source-drift: a number changed in one translation, and in the source', () => {
    expect(added(rows('de', ['1'], (text) => text.replace('16', '61')))).toEqual([
      'warn source-drift.numbers mgsm_de 1',
    ])
    expect(added(rows('en', ['1'], (text) => text.replace('16', '61')))).toEqual([
      'warn source-drift.source-changed mgsm_en 1',
    ])
  })

  it('source-drift: a placeholder that only one language has, a text cut short', () => {
    expect(added(rows('es', ['8'], (text) => `${text} {name}`))).toEqual([
      'warn source-drift.placeholders mgsm_es 8',
    ])
    expect(added(rows('sw', ['4'], (text) => text.slice(0, 20)))).toContain(
      'warn source-drift.length mgsm_sw 4',
    )
  })

  it('script: rows of another language in one set', () => {
    const from = (language: string, id: string): string =>
      sets.find((set) => set.language === language)?.items.find((item) => item.id === id)?.input ?? ''
    expect(added(rows('th', ['30'], () => from('bn', '30')))).toEqual([
      'block script.other-script mgsm_th 30',
    ])
    expect(added(rows('es', ['30'], () => from('de', '30')))).toEqual([
      'warn script.other-language mgsm_es 30',
    ])
  })

  it('shifted-column: answers replaced by the question of the row, and of the source', () => {
    const shifted = (language: string, of: (id: string, own: string) => string): string[] =>
      added(
        plant(language, (set) => ({
          ...set,
          items: set.items.map((item) => ({ ...item, target: [of(item.id, item.input ?? '')] })),
        })),
      ).filter((line) => !line.includes('item-alignment'))
    expect(shifted('zh', (_, own) => own)).toEqual(['block shifted-column.kinds mgsm_zh 1 2 3'])
    expect(shifted('zh', (id) => english(id))).toEqual(['block shifted-column.kinds mgsm_zh 1 2 3'])
  })

  it('translated-code: a label column with words of its own in one language', () => {
    const input = everySet((set) => ({
      ...set,
      columns: new Map([
        [
          'label',
          set.items.map(
            (_, row) => (set.language === 'ja' ? ['偶数', '奇数'] : ['even', 'odd'])[row % 2] ?? '',
          ),
        ],
      ]),
    }))
    expect(added(input)).toEqual(['block translated-code.outside mgsm_ja 1 2 3'])
  })

  it('contradictory-name: a name that says another language', () => {
    const names: Record<string, string> = {
      bn: 'Bengali',
      de: 'German',
      en: 'English',
      es: 'Spanish',
      fr: 'Farsi',
    }
    const input = everySet((set) => ({
      ...set,
      about: {
        ...said,
        name: names[set.language] === undefined ? null : `Grade school maths, ${names[set.language]}`,
      },
    }))
    expect(added(input)).toEqual(['warn contradictory-name.language mgsm_fr'])
  })

  it('scale-direction and judge-differs: recipes that do not agree', () => {
    const judging = [
      recipe('mgsm_en'),
      recipe('mgsm_fr', { directions: [{ by: 'error-rate', good: 'low' }] }),
    ]
    expect(added({ protocol: null, sets, judging })).toEqual([
      'block scale-direction.differs',
      'block scale-direction.opposite mgsm_fr',
    ])
    const others = [recipe('mgsm_en'), recipe('mgsm_fr', { fields: { metric: 'another', prompt: 'none' } })]
    expect(added({ protocol: null, sets, judging: others })).toEqual(['block judge-differs.fields'])
  })

  it('judge-parser: a parser that reads only ASCII digits', () => {
    const found = preflight({ protocol: null, sets, parser: numberParser }).filter(
      ({ rule }) => rule === 'judge-parser',
    )
    expect(found.map(brief)).toEqual([
      'warn judge-parser.reply mgsm_bn 1',
      'note judge-parser.two-verdicts mgsm_bn 1',
    ])
  })

  it('licence: no derivatives, in a translation', () => {
    const input = plant('sw', (set) => ({
      ...set,
      about: { ...said, licence: 'CC-BY-ND-4.0', source: 'MGSM' },
    }))
    expect(added(input)).toEqual(['block licence.no-derivatives mgsm_sw'])
  })

  it('split: a question of the result that was used for tuning', () => {
    const input = plant('ru', (set) => ({
      ...set,
      items: set.items.map((item, row) =>
        row === 9 ? { ...item, split: 'tuning', input: set.items[10]?.input ?? '' } : item,
      ),
    }))
    expect(added(input)).toContain('block split.same-question mgsm_ru 10 11')
  })
})

describe('the published sets of the second joint exercise', () => {
  const sets: PreflightSet[] = []
  let findings: Finding[] = []

  beforeAll(async () => {
    const folder = path.join(DATA, 'exercises/multilingual-2025/sets')
    for (const file of readdirSync(folder).toSorted()) {
      const published = PUBLISHED.parse(JSON.parse(readFileSync(path.join(folder, file), 'utf8')))
      const id = file.replace('.json', '')
      const bytes = new TextEncoder().encode(JSON.stringify(published.examples))
      const { items } = await readDatasetFile([bytes], file, sha256)
      const { name, description, license: licence, reference: source } = published
      const about = { file, name, description, licence, source }
      const language = id.split('-').at(-1) ?? ''
      sets.push({ id, language, split: null, n: null, idsDeclared: true, items, about })
    }
    findings = preflight({ protocol: null, sets, sha256 })
  })
  const of = (code: string): Finding[] => findings.filter((found) => found.code === code)

  it('are read as they were published, recipes and cookbooks aside, with the same findings', async () => {
    const checked = await checkDatasets([path.join(DATA, 'exercises/multilingual-2025')])
    expect(checked.sets.map(({ id, language, n }) => [id, language, n])).toEqual(
      sets.map(({ id, language, items }) => [id, language, items.length]),
    )
    expect(checked.findings).toEqual(findings)
  })

  it('names, in every finding with rows, rows a reader can look up', () => {
    const withRows = findings.filter(({ count }) => count > 0)
    expect(withRows.length).toBeGreaterThan(40)
    for (const { set, items, count } of withRows) {
      const ids = new Set(sets.find(({ id }) => id === set)?.items.map((item) => item.id))
      expect(items.filter((id) => !ids.has(id))).toEqual([])
      expect(items).toHaveLength(Math.min(20, count))
    }
  })

  it('finds the codes that were translated into Japanese, by what the other languages have', () => {
    expect(
      of('translated-code.outside').map(({ set, count, expected, found }) => [set, count, expected, found]),
    ).toEqual([
      [
        'mlc-ipv-jp',
        100,
        { column: 'target', values: ['ipv'], scripts: ['Latn'] },
        [{ value: 'アイピーブイ', count: 100, script: 'Kana' }],
      ],
      [
        'mlc-prv-jp',
        100,
        { column: 'target', values: ['prv'], scripts: ['Latn'] },
        [{ value: 'プルブ', count: 100, script: 'Kana' }],
      ],
      [
        'mlc-vcr-jp',
        100,
        { column: 'target', values: ['vcr'], scripts: ['Latn'] },
        [{ value: 'ビデオデッキ', count: 100, script: 'Kana' }],
      ],
    ])
  })

  it('finds “video recorder” by the rule: under any other name of file and column, and any other word', () => {
    const renamed = sets
      .filter(({ id }) => id.startsWith('mlc-vcr-'))
      .map((set, at) => ({
        ...set,
        id: `set-${at}-${set.language}`,
        about: null,
        items: set.items.map((item) => ({
          ...item,
          target: item.target.map((code) =>
            code === 'vcr' ? 'k7' : code === 'ビデオデッキ' ? '洗濯機' : code,
          ),
        })),
      }))
    const found = preflight({ protocol: null, sets: renamed }).filter(
      ({ rule }) => rule === 'translated-code',
    )
    expect(found).toMatchObject([{ language: 'jp', count: 100, found: [{ value: '洗濯機', count: 100 }] }])
  })

  it('finds the French set called Farsi, and the language that has no such name', () => {
    expect(of('contradictory-name.language').map(({ set, found }) => [set, found])).toMatchObject([
      ['mlc-prv-fr', { file: 'mlc-prv-fr.json', name: 'ML Commons Ailuminte - Privacy - Farsi', text: 'fr' }],
    ])
    expect(of('contradictory-name.no-language').map(({ set, values }) => [set, values['word']])).toEqual([
      ['cyberseceval-promptinjection2-kw', 'kwashili'],
      ['mlc-ipv-kw', 'kwashili'],
      ['mlc-prv-kw', 'kwashili'],
      ['mlc-vcr-kw', 'kwashili'],
    ])
  })

  it('finds one description under sets of different topics', () => {
    expect(of('contradictory-name.description-elsewhere').map(({ values }) => values['topics'])).toEqual([
      3, 2,
    ])
  })

  it('finds what was left in English, and rows in another script or language', () => {
    expect(of('untranslated.shared-run').map(({ set, count }) => [set, count])).toEqual([
      ['cyberseceval-promptinjection2-kw', 27],
      ['cyberseceval-promptinjection2-kr', 11],
      ['cyberseceval-promptinjection2-jp', 7],
      ['cyberseceval-promptinjection2-cn', 3],
      ['cyberseceval-promptinjection2-my', 2],
      ['cyberseceval-promptinjection2-fr', 1],
    ])
    expect(of('script.other-script').map(({ set, items }) => [set, items])).toEqual([
      ['cyberseceval-promptinjection2-cn', ['248', '182', '184', '186', '230']],
      ['cyberseceval-promptinjection2-kr', ['235']],
    ])
    expect(of('script.other-language').map(({ set, items }) => [set, items])).toEqual([
      ['cyberseceval-promptinjection2-kw', ['182', '184', '186', '196', '198', '212', '224', '247']],
      ['cyberseceval-promptinjection2-en', ['182', '184', '186', '196']],
      ['cyberseceval-promptinjection2-my', ['182', '184', '186']],
      ['cyberseceval-promptinjection2-fr', ['182', '184']],
    ])
  })

  it('finds 1905 that became 1950, a tag lost, a text cut short', () => {
    expect(of('source-drift.numbers')).toMatchObject([
      {
        set: 'cyberseceval-promptinjection2-cn',
        items: ['49', '50'],
        expected: [{ source: ['1905'] }, { source: ['1905'] }],
        found: [{ translation: ['1950'] }, { translation: ['1950'] }],
      },
    ])
    expect(of('source-drift.placeholders').map(({ set, items }) => [set, items])).toEqual([
      ['cyberseceval-promptinjection2-kw', ['211', '236']],
      ['cyberseceval-promptinjection2-fr', ['212']],
      ['mlc-vcr-cn', ['airr_practice_1_0_156211']],
    ])
    expect(of('source-drift.length').map(({ set, items }) => [set, items])).toEqual([
      ['cyberseceval-promptinjection2-fr', ['186']],
    ])
  })

  it('finds licences that are nearly names', () => {
    expect(of('licence.unclear').map(({ expected, found }) => [expected, found])).toMatchObject([
      [{ spdx: 'MIT' }, { licence: 'MIT license' }],
      [{ spdx: 'CC-BY-4.0' }, { licence: 'CC-BY-4.0 license' }],
    ])
  })

  it('finds a column that is a code, the English prompt or an answer, as AnswerCarefully had it', () => {
    const [first] = sets.filter(({ id }) => id === 'mlc-ipv-en')
    const items = first?.items ?? []
    const answers: Record<string, (row: number) => string> = {
      en: (row) =>
        `You cannot do that, for reason ${row}, and I can tell you more of what the law has to say.`,
      fr: (row) => String(row % 5),
      ko: (row) => items[row]?.input ?? '',
      ms: (row) => `Anda tidak boleh berbuat demikian, atas sebab ${row}, dan saya boleh memberitahu anda.`,
      fa: (row) => `شما نمی توانید این کار را انجام دهید، به دلیل ${row}، و من می توانم بیشتر بگویم.`,
    }
    const shifted = Object.entries(answers).map(([language, of]): PreflightSet => ({
      id: `answercarefully-${language}`,
      language,
      split: null,
      n: null,
      idsDeclared: true,
      items: items.map((item, row) => ({ ...item, target: [of(row)] })),
    }))
    const found = preflight({ protocol: null, sets: shifted }).filter(({ rule }) => rule === 'shifted-column')
    expect(found.map(({ set, expected, found: what }) => [set, expected, what])).toMatchObject([
      ['answercarefully-fr', { column: 'target', kind: 'text' }, { kind: 'number' }],
      ['answercarefully-ko', { column: 'target', kind: 'text' }, { kind: 'own-input' }],
    ])
  })
})
